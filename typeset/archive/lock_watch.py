"""Whether a lock has come or changed since a build: none is opened as long as none has."""

from __future__ import annotations

import contextlib
import zlib
from pathlib import Path

from typeset.archive.lock_place import LOCK, home, lock_places, prefix
from typeset.archive.record import BuildRecord
from typeset.issue.finder import ISSUES
from typeset.sources import FileRead, Sources, Stamp


def lock_stamps(root: Path, home: str) -> int:
    """Return a sum that changes when any lock does that a build of the issue in `home` minds."""
    lines = []
    for place in lock_places(root, home):
        with contextlib.suppress(OSError):
            stamp = Stamp.of((root / place).stat())
            lines.append(f"{place} {stamp.size} {stamp.mtime_ns} {stamp.inode}\n")
    return zlib.crc32("".join(lines).encode(errors="surrogateescape"))


def own_lock(sources: Sources, manifest: str) -> FileRead | None:
    """Return what the issue's own lock holds now, if it has one; `sources` takes no notice."""
    try:
        return sources.fork().digest(prefix(home(manifest)) + LOCK)
    except OSError:
        return None


class LockWatch:
    """Holds records to the locks of now; within one run each lock is looked at once."""

    def __init__(self) -> None:
        self._stamps: dict[tuple[Path, str], int] = {}
        self._objections: dict[tuple[Path, str, str], str | None] = {}

    def stamps(self, sources: Sources, manifest: str) -> int:
        """Return the sum of the locks that a build of the issue minds now."""
        key = (sources.root, _apart(manifest))
        if key not in self._stamps:
            self._stamps[key] = lock_stamps(sources.root, home(manifest))
        return self._stamps[key]

    def objection(self, record: BuildRecord, sources: Sources) -> str | None:
        """Return a file of the record's layout that some lock has otherwise, if there is one."""
        layout = record.locks.layout
        if not layout or record.locks.stamps == self.stamps(sources, record.manifest):
            return None
        key = (sources.root, _apart(record.manifest), layout)
        if key not in self._objections:
            from typeset.archive.layout_guard import check_layout_lock  # loads OpenSSL

            found = check_layout_lock(sources, layout, home(record.manifest))
            files = (each.span.file for each in found if each.span is not None)
            self._objections[key] = next(files, None)
        return self._objections[key]


def _apart(manifest: str) -> str:
    """Return the folder of an issue that lies elsewhere; of the others each minds all locks."""
    return "" if manifest.startswith(f"{ISSUES}/") and manifest.count("/") == 2 else home(manifest)
