"""The one door for reads: files, the clock and the environment pass here.

Each read is confined to the project (and to the issue's own folder, should that lie
elsewhere) and recorded with its sha256, so that the cache key, the watch list and the lock
file are the same list.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType


class OutsideProjectError(OSError):
    """A path that leads out of the project was asked for."""


class Sources:
    """Reads files below `root` (and below any of `also`) and remembers what was read.

    Paths may be absolute or relative to `root`; symbolic links are followed before the
    confinement is checked.
    """

    def __init__(self, root: Path, *also: Path) -> None:
        self.root = root.resolve()
        self._roots = (self.root, *(path.resolve() for path in also))
        self._reads: dict[str, str] = {}
        self._missed: set[str] = set()
        self._real: dict[str | Path, Path] = {}  # following links takes long, and is asked often

    @property
    def reads(self) -> Mapping[str, str]:
        """Return project-relative name → sha256 of every file read so far."""
        return MappingProxyType(self._reads)

    @property
    def missed(self) -> frozenset[str]:
        """Return the names of files that were asked for and are not there."""
        return frozenset(self._missed)

    def fork(self) -> Sources:
        """Return a door to the same places that has not read anything yet."""
        fork = Sources(self.root, *self._roots[1:])
        fork._real = self._real
        return fork

    def take_over(self, reads: Mapping[str, str], missed: Iterable[str]) -> None:
        """Record what was read, and asked for in vain, at another time or by a fork."""
        self._reads |= reads
        self._missed.update(missed)

    def locate(self, path: str | Path) -> Path:
        """Return the real path of `path`; raise `OutsideProjectError` if it lies elsewhere."""
        real = self._real.get(path)
        if real is None:
            real = self._real[path] = (self.root / path).resolve()
        if not any(real.is_relative_to(root) for root in self._roots):
            raise OutsideProjectError(f"outside the project: {path}")
        return real

    def name(self, path: str | Path) -> str:
        """Return the name by which `path` is known: relative to its root, with `/`."""
        real = self.locate(path)
        if real.is_relative_to(self.root):
            return real.relative_to(self.root).as_posix()
        return real.as_posix()

    def read(self, path: str | Path) -> bytes:
        """Return a file's bytes and record the read; raise `OSError` when that fails."""
        real = self._note(self.locate(path))
        data = real.read_bytes()
        self._reads[self.name(real)] = hashlib.sha256(data).hexdigest()
        return data

    def _note(self, real: Path) -> Path:
        """Return the path; note it if there is nothing."""
        if not real.exists():
            self._missed.add(self.name(real))
        return real

    def is_file(self, path: str | Path) -> bool:
        """Tell whether `path` is a readable place inside the project that holds a file."""
        try:
            return self._note(self.locate(path)).is_file()
        except OSError:
            return False

    def is_dir(self, path: str | Path) -> bool:
        """Tell whether `path` is a folder inside the project."""
        try:
            return self._note(self.locate(path)).is_dir()
        except OSError:
            return False

    def glob(self, folder: str | Path, pattern: str) -> tuple[str, ...]:
        """Return the sorted names of the files in `folder` that match `pattern`.

        Links that lead out of the project are left out.
        """
        real = self.locate(folder)
        return tuple(sorted(self.name(path) for path in real.glob(pattern) if self.is_file(path)))
