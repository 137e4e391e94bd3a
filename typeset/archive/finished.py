"""The finished PDFs of an issue, as `typeset build` leaves them in `build/`."""

from __future__ import annotations

from pathlib import Path

BUILD = "build"
# For reading: the screen file first, then the archive's; the printer's has marks around.
READING_ORDER = ("screen", "archive", "archive-with-sources", "print")


def finished_pdfs(root: Path, number: int) -> dict[str, Path]:
    """Return the newest PDF of each profile of an issue, best for reading first."""
    folder = root / BUILD / str(number)
    found = {}
    for profile in READING_ORDER:
        paths = [path for path in folder.glob(f"*-{number}-{profile}.pdf") if path.is_file()]
        if paths:
            found[profile] = max(paths, key=lambda path: (path.stat().st_mtime_ns, path.name))
    return found


def stamp(path: Path) -> str:
    """Return what changes when a file is written anew: its size and time."""
    status = path.stat()
    return f"{status.st_size}:{status.st_mtime_ns}"


def folder_stamp(folder: Path) -> str:
    """Return what changes when any file below a folder is written, added or taken away."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return "\n".join(sorted(f"{path.relative_to(folder)}:{stamp(path)}" for path in files))
