#!/bin/sh
# Install what some tests look for: a JDK with JAXB (veraPDF), Ghostscript and Chromium. Where that
# is not allowed the tests that need them are skipped, and say so.
exec 1>&2

missing=
command -v javac >/dev/null 2>&1 || missing="$missing default-jdk-headless"
command -v gs >/dev/null 2>&1 || missing="$missing ghostscript"
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
[ -e /usr/share/java/jaxb-runtime.jar ] || missing="$missing libjaxb-java"
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    printf 'test-tools: no apt here, so some tests are skipped; they look for%s\n' "$missing"
    exit 0
fi
if [ "$(id -u)" -eq 0 ]; then root=; else root="sudo -n"; fi
printf 'test-tools: installing%s\n' "$missing"
# shellcheck disable=SC2086 -- lists of words on purpose
$root apt-get update -qq &&
    $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing ||
    printf 'test-tools: not installed, so some tests are skipped:%s\n' "$missing"
exit 0
