"""Watching the files that were read, and no others."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from pathlib import Path

from watchfiles import Change, awatch

STEP_MS = 5  # a save is told after so long without another event
BURST_MS = 100  # and a burst of saves after so long at the latest
LOOK_MS = 1000  # how often it is looked whether an event was missed

Prints = dict[Path, tuple[int, int, int] | None]


def fingerprints(paths: Iterable[Path]) -> Prints:
    """Return what tells whether each file has changed; None for a file that is not there."""
    found: Prints = {}
    for path in paths:
        try:
            stat = path.stat()
            found[path] = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
        except OSError:
            found[path] = None
    return found


@dataclass(frozen=True, slots=True)
class _Folders:
    """The folders in which files are watched; one that is made again is another one."""

    inodes: dict[Path, int]

    @classmethod
    def of(cls, paths: Iterable[Path]) -> _Folders:
        """Return the nearest folder that exists for each file."""
        found = {}
        for folder in {path.parent for path in paths}:
            there = next(each for each in (folder, *folder.parents) if each.is_dir())
            found[there] = there.stat().st_ino
        return cls(found)


async def changes(paths: frozenset[Path], seen: Prints) -> AsyncIterator[frozenset[Path]]:
    """Yield which of the files have changed since they had the fingerprints `seen`.

    Folders are watched, not files: editors save by renaming, and what was deleted may come
    back. It ends when a watched folder itself was made anew; call it again then.
    """
    folders = _Folders.of(paths)
    names = frozenset(map(str, paths))

    def concerns(change: Change, path: str) -> bool:
        return path in names or os.path.normpath(path) in names

    watcher = awatch(
        *folders.inodes,
        watch_filter=concerns,
        step=STEP_MS,
        debounce=BURST_MS,
        rust_timeout=LOOK_MS,
        yield_on_timeout=True,
        recursive=False,
        ignore_permission_denied=True,
    )
    async for events in watcher:
        now = fingerprints(paths)
        changed = frozenset(path for path in paths if now[path] != seen.get(path))
        changed |= frozenset(Path(path) for _, path in events) & paths
        if changed:
            seen.update(now)
            yield changed
        if _Folders.of(paths) != folders:
            return
