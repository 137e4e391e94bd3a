#!/bin/sh
# Set up a machine for typeset: system libraries through apt or brew when missing, a virtual
# environment in $1, and the packages of requirements.lock. All talk goes to stderr.
set -eu
exec 1>&2

venv=${1:-.venv}

say() { printf 'setup: %s\n' "$*"; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1; then sudo "$@"
    else say "need root to run: $*"; exit 1
    fi
}

apt_install() {
    say "installing $*"
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
}

# Tell whether "$1" is a Python that suits; with "fast", one compiled with optimisations, as those
# of distributions are, and ready to make environments. What pyenv compiles for itself takes a
# tenth to a third longer for everything.
suits() {
    command -v "$1" >/dev/null 2>&1 && "$1" - "$2" 2>/dev/null <<'EOF'
import sys, sysconfig
if sys.version_info < (3, 11):
    sys.exit(1)
if sys.argv[1] == "fast":
    import ensurepip, venv
    optimised = "--enable-optimizations" in (sysconfig.get_config_var("CONFIG_ARGS") or "")
    sys.exit(not optimised and sys.prefix != "/usr")
EOF
}

find_python() {
    if [ -n "${PYTHON:-}" ] && suits "$PYTHON" any; then
        echo "$PYTHON" >&3
        return 0
    fi
    names="python3.13 python3.12 python3.11 python3 python3.14"
    for kind in fast any; do
        # /usr/bin: what stands before it on the PATH may hide a faster one of the same name.
        for name in $names $(printf '/usr/bin/%s ' $names); do
            if suits "$name" "$kind"; then
                echo "$name" >&3
                return 0
            fi
        done
    done
    return 1
}

system_packages_apt() {
    missing=
    for package in libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
            missing="$missing $package"
    done
    # shellcheck disable=SC2086 -- a list of words on purpose
    [ -z "$missing" ] || apt_install $missing
    if ! python=$(find_python 3>&1 1>&2); then
        apt_install python3 python3-venv
    elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        apt_install "$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    fi
}

system_packages_brew() {
    for formula in pango harfbuzz fontconfig; do
        brew list --versions "$formula" >/dev/null 2>&1 || brew install "$formula"
    done
    find_python 3>/dev/null || brew install python@3.12
}

if command -v apt-get >/dev/null 2>&1; then system_packages_apt
elif command -v brew >/dev/null 2>&1; then system_packages_brew
else say "no apt or brew here: install Pango, HarfBuzz-subset and Python 3.11 or later by hand"
fi

python=$(find_python 3>&1 1>&2) || { say "Python 3.11 or later is needed"; exit 1; }
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
say "installing the locked packages into $venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation \
    --config-settings editable_mode=compat -e .
