"""A project as one file: packed here, unpacked once wherever it is needed."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from typeset.archive.lock_place import LOCK
from typeset.issue.finder import ISSUES
from typeset.sources import OutsideProjectError, Sources

# What no issue reads, and what may be large.
LEFT_OUT = frozenset({"build", "node_modules", "__pycache__", "tests", "benchmarks", "docs"})


@dataclass(frozen=True, slots=True)
class Upload:
    """A packed project; `digest` goes by names and contents, so equal projects are one."""

    digest: str
    data: bytes

    def unpack(self, below: Path) -> Path:
        """Return the project's folder below `below`; it is unpacked unless it is there."""
        folder = upload_folder(self.digest, below)
        if folder.is_dir():
            return folder
        below.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", dir=below))
        with zipfile.ZipFile(io.BytesIO(self.data)) as packed:
            packed.extractall(fresh)
        try:
            fresh.rename(folder)  # whole or not at all
        except OSError:  # another worker was first
            shutil.rmtree(fresh, ignore_errors=True)
        return folder


def upload_folder(digest: str, below: Path) -> Path:
    """Return where a packed project is unpacked."""
    return below / f"typeset-{digest[:16]}"


def pack(root: Path, manifests: Iterable[str]) -> Upload:
    """Return the project at `root` with the issues of `manifests`, packed.

    Hidden files, `build/` and the other issues stay here, but for the locks of these: they hold
    layouts to what they were. Raises `OSError`.
    """
    sources = Sources(root)
    wanted = {Path(manifest).parent.as_posix() for manifest in manifests}
    digest, buffer = hashlib.sha256(), io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name in sorted(_files(sources.root, wanted)):
            try:
                data = sources.read(name)
            except OutsideProjectError:  # a link that leads out: not to be read there either
                continue
            packed.writestr(zipfile.ZipInfo(name), data)
            digest.update(f"{name}\0{len(data)}\0".encode())
            digest.update(data)
    return Upload(digest.hexdigest(), buffer.getvalue())


def _files(root: Path, issues: set[str]) -> Iterator[str]:
    for place, folders, names in os.walk(root, followlinks=False):
        here = Path(place).relative_to(root).as_posix()
        folders[:] = [name for name in folders if name not in LEFT_OUT and name[0] != "."]
        if here.startswith(f"{ISSUES}/") and here.count("/") == 1 and here not in issues:
            folders[:], names = [], [name for name in names if name == LOCK]
        for name in names:
            path = Path(place) / name
            if name[0] != "." and path.is_file():
                yield path.relative_to(root).as_posix()
