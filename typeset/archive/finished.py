"""The files of an issue and its finished PDFs, and whether they changed: 400 issues in no time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from typeset.archive.outputs import BUILD

# For reading: the screen file first, then the archive's; the printer's has marks around.
READING_ORDER = ("screen", "archive", "archive-with-sources", "print")


def finished_pdfs(root: Path, number: int) -> dict[str, Path]:
    """Return the newest PDF of each profile of an issue, best for reading first.

    They are those that `typeset build` leaves in `build/`.
    """
    newest: dict[str, tuple[int, str]] = {}
    for entry in _entries(root / BUILD / str(number)):
        for profile in READING_ORDER:
            if entry.name.endswith(f"-{number}-{profile}.pdf") and entry.is_file():
                found = (entry.stat().st_mtime_ns, entry.path)
                newest[profile] = max(found, newest.get(profile, found))
    return {name: Path(newest[name][1]) for name in READING_ORDER if name in newest}


def stamp(path: Path) -> str:
    """Return what changes when a file is written anew: its size and time."""
    return _stamp(path.stat())


def folder_stamp(folder: Path) -> str:
    """Return what changes when any file below a folder is written, added or taken away."""
    return "\n".join(sorted(_stamps(folder)))


def _stamps(folder: Path) -> Iterator[str]:
    for entry in _entries(folder):
        if entry.is_dir(follow_symlinks=False):
            yield from (f"{entry.name}/{line}" for line in _stamps(Path(entry.path)))
        else:
            yield f"{entry.name}:{_stamp(entry.stat(follow_symlinks=False))}"


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _stamp(status: os.stat_result) -> str:
    return f"{status.st_size}:{status.st_mtime_ns}"
