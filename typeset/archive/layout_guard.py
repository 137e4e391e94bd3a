"""A layout version that an issue was locked with is never edited again."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from typeset.archive import rules_lock as rules
from typeset.archive.lock_place import lock_places
from typeset.diagnostics import Report, Span
from typeset.sources import Sources

LINE = re.compile(rb'"([^"\n]+)" = "([0-9a-f]{64})"\r?$', re.MULTILINE)


def check_layout_lock(sources: Sources, layout: str, home: str) -> Report:
    """Report each file of a layout that differs from what any lock of the project says of it.

    `layout` is written as in an issue, `home` is the folder of the issue that asks. Locks are
    scanned for the layout's lines, not parsed: of four hundred this takes a few hundredths of a
    second, and a damaged lock of another issue is no reason to stop this one. What is read here
    shapes no page, so it goes through a door of its own and is no part of what the issue was
    made from.
    """
    report = Report()
    folder = "layouts/" + layout.replace("@", "/")
    door = Sources(sources.root, sources.locate(home))
    now: dict[str, str | None] = {}
    for lock, file, locked in _locked(door, folder, home):
        if file not in now:
            now[file] = _digest(door, file)
        if now[file] == locked or any(d.span and d.span.file == file for d in report):
            continue
        rule = rules.LAYOUT_FILE_GONE if now[file] is None else rules.LAYOUT_EDITED
        words = {"layout": layout, "lock": lock, "file": file, "next": _next(door, layout)}
        report.add(rule, Span(file), **words)
    return report


def _locked(door: Sources, folder: str, home: str) -> Iterator[tuple[str, str, str]]:
    """Yield lock, file and sha256 for each line of any lock that is about the layout."""
    start = f'\n"{folder}/'.encode()
    for lock in lock_places(door.root, home):
        try:
            data = (door.root / lock).read_bytes()
        except OSError:
            continue  # none, or the issue that it belongs to will say so
        at = data.find(start)
        while at >= 0:
            if found := LINE.match(data, at + 1):
                yield lock, found[1].decode("utf-8", "replace"), found[2].decode("ascii")
            at = data.find(start, at + 1)


def _digest(door: Sources, file: str) -> str | None:
    try:
        return hashlib.sha256(door.read(file)).hexdigest()
    except OSError:
        return None


def _next(door: Sources, layout: str) -> str:
    """Return the first version of the layout that is not taken yet."""
    name, _, version = layout.partition("@")
    number = int(version) + 1 if version.isdecimal() else 2
    while door.is_dir(f"layouts/{name}/{number}"):
        number += 1
    return f"{name}@{number}"
