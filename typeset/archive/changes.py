"""What has changed since an issue was locked: files, fonts, options, the tool itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from typeset.archive import rules_lock as rules
from typeset.archive.lock import CODE, Lock, LockedFont
from typeset.diagnostics import Report, Rule, Span
from typeset.layout.catalog import CATALOG, read_catalog
from typeset.press.versions import code_digest, part_digests, versions
from typeset.sources import Sources


class Kind(StrEnum):
    """What can happen to a thing that was locked."""

    CHANGED = "changed"
    MISSING = "missing"
    NEW = "new"
    UNUSED = "unused"
    OPTION = "option"
    VERSION = "version"
    PART = "part"
    CODE = "code"


OF_THE_TOOL = frozenset({Kind.VERSION, Kind.PART, Kind.CODE})
RULES: Mapping[Kind, Rule] = {
    Kind.CHANGED: rules.INPUT_CHANGED,
    Kind.MISSING: rules.INPUT_MISSING,
    Kind.NEW: rules.INPUT_NEW,
    Kind.UNUSED: rules.INPUT_UNUSED,
    Kind.OPTION: rules.OPTION_CHANGED,
    Kind.VERSION: rules.TOOL_CHANGED,
    Kind.PART: rules.TOOL_FILE_CHANGED,
    Kind.CODE: rules.TOOL_CODE_CHANGED,
}
WITHOUT_PLACE = frozenset({Kind.OPTION, Kind.VERSION, Kind.PART, Kind.CODE})
NONE = "—"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as it was locked; `locked` and `now` are sha256, versions, values."""

    kind: Kind
    name: str
    locked: str = NONE
    now: str = NONE


def refusal(changes: tuple[Change, ...], lock: Lock, file: str) -> Report:
    """Return the changes as diagnostics; those that have no file of the project are at `file`.

    An edited layout has diagnostics of its own (`check_layout_lock`).
    """
    report = Report()
    for change in changes:
        if change.name in lock.layout and change.kind in (Kind.CHANGED, Kind.MISSING):
            continue
        place = Span(file if change.kind in WITHOUT_PLACE else change.name)
        words = dict.fromkeys(("file", "option", "tool"), change.name)
        told = {**words, "locked": change.locked, "now": change.now, "number": lock.number}
        report.add(RULES[change.kind], place, **told)
    return report


def changes_on_disk(lock: Lock, sources: Sources, folder: str) -> tuple[Change, ...]:
    """Return what differs before anything is built: locked files, and the tool.

    `folder` is the issue's. The catalogue of fonts may grow, for newer layouts: it counts as
    changed only when a locked face is no longer what it was, or no longer tried in its turn.
    """
    door = Sources(sources.root, sources.locate(folder))
    files = tuple(_files(lock, door, folder))
    return (*files, *_tool(lock))


def _files(lock: Lock, door: Sources, folder: str) -> Iterator[Change]:
    for name, locked in sorted(lock.files(folder).items()):
        try:
            now = hashlib.sha256(door.read(name)).hexdigest()
        except OSError:
            yield Change(Kind.MISSING, name, locked)
            continue
        if now != locked and not (name == CATALOG and _still_lists(door, lock)):
            yield Change(Kind.CHANGED, name, locked, now)


def _still_lists(door: Sources, lock: Lock) -> bool:
    catalog, _ = read_catalog(door)
    listed = {
        f"fonts/{font.file}": LockedFont(font.family, font.weight, font.version, font.sha256)
        for font in catalog.fonts
    }
    return [item for item in listed.items() if item[0] in lock.fonts] == list(lock.fonts.items())


def _tool(lock: Lock) -> Iterator[Change]:
    now = versions()
    for name in sorted({*now, *lock.versions}):
        then, today = lock.versions.get(name, NONE), now.get(name, NONE)
        if then != today:
            yield Change(Kind.VERSION, name, then, today)
    parts = {**part_digests(), CODE: code_digest()}
    for name in sorted({*parts, *lock.parts}):
        then, today = lock.parts.get(name, NONE), parts.get(name, NONE)
        if then != today:
            yield Change(Kind.CODE if name == CODE else Kind.PART, name, then, today)


def changes_in_use(locked: Lock, now: Lock, folder: str) -> tuple[Change, ...]:
    """Return what a build used that was not locked, or did not use that was; and options."""
    then, today = locked.files(folder), now.files(folder)
    new = (Change(Kind.NEW, name, now=today[name]) for name in sorted(today.keys() - then))
    unused = (Change(Kind.UNUSED, name, then[name]) for name in sorted(then.keys() - today))
    old_values, new_values = _values(locked), _values(now)
    options = (
        Change(Kind.OPTION, name, old_values.get(name, NONE), new_values.get(name, NONE))
        for name in sorted({*old_values, *new_values})
        if old_values.get(name) != new_values.get(name)
    )
    return (*(c for c in new if c.name not in now.fonts), *unused, *options)


def _values(lock: Lock) -> dict[str, str]:
    """Return layout, options and padding as an editor would write them."""
    words = {name: str(value) for name, value in lock.options.items()}
    return {
        **words,
        "layout": lock.layout_name,
        "date": lock.date,
        "--pad": str(lock.pages_multiple),
    }
