"""The one door for writes: whole files or none."""

from __future__ import annotations

import contextlib
import glob
import os
import time
from pathlib import Path

STALE_S = 3600


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that `path` holds either its old bytes or all the new ones.

    The bytes go to a temporary file beside it, are synced, and renamed; the folder is made if
    it is missing. Raises `OSError` and leaves what was there.
    """
    import tempfile  # takes as long as all that a build does that has nothing to do

    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(path.parent)


def _sweep(path: Path) -> None:
    """Remove what killed writes of this file left behind, but not what may be under way."""
    for left in path.parent.glob(f".{glob.escape(path.name)}.*.part"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > STALE_S:
                left.unlink()


def place_whole(source: Path, target: Path) -> None:
    """Put a file in a second place, whole or not at all: the same file where that can be.

    Where the file system has no hard links it is a copy with the source's times. Does nothing
    where `target` is that file already. Raises `OSError` and leaves what was there.
    """
    import shutil

    if target.exists() and (target.samefile(source) or _are_alike(source, target)):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        try:
            temporary.hardlink_to(source)
        except OSError:
            shutil.copy2(source, temporary)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)  # also where both names were one file


def _are_alike(one: Path, other: Path) -> bool:
    a, b = one.stat(), other.stat()
    return (a.st_size, a.st_mtime_ns) == (b.st_size, b.st_mtime_ns)


def write_new(path: Path, data: bytes) -> None:
    """Write a file that must not exist yet; raise `FileExistsError` if it does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _umask() -> int:
    """Return the process's umask; there is no way to read it but to set it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Make the rename itself last, where the system lets a folder be opened (not Windows)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
