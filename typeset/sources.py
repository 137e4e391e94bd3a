"""The one door for reads: files, the clock and the environment pass here.

Each read is confined to the project (and to the issue's own folder, should that lie
elsewhere) and recorded with its sha256, so that the cache key, the watch list and the lock
file are the same list.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

# A file that was written this shortly before it was read may be written again without a new
# time: coarse clocks tick every 4 ms on ext4, every 2 s on FAT (Git's "racy" entries).
SETTLED_NS = 2_000_000_000

NOTHING_THERE = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.EBADF)

Question = Literal["real", "kind", "glob"]


class OutsideProjectError(OSError):
    """A path that leads out of the project was asked for."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the file system says of a file without opening it."""

    size: int
    mtime_ns: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """Return the stamp in what `stat` said."""
        return cls(status.st_size, status.st_mtime_ns, status.st_ino)

    @property
    def is_settled(self) -> bool:
        """Tell whether any later write must change the stamp."""
        return time.time_ns() - self.mtime_ns > SETTLED_NS


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file that was read: what was in it, and its stamp if that can be trusted."""

    sha256: str
    stamp: Stamp | None


class Sources:
    """Reads files below `root` (and below any of `also`) and remembers what was read.

    Paths may be absolute or relative to `root`; symbolic links are followed before the
    confinement is checked. What was looked for is remembered too, with the answer: a file that
    appears later can change what comes of an issue.
    """

    def __init__(self, root: Path, *also: Path) -> None:
        self.root = root.resolve()
        self.roots = (self.root, *(path.resolve() for path in also))
        self._reads: dict[str, str] = {}
        self._stamps: dict[str, Stamp | None] = {}
        self._answers: dict[tuple[Question, str], str] = {}
        # Path → real path, and its name where that says more (`answers`): following links takes
        # long, and is asked for often.
        self._real: dict[str | Path, tuple[Path, str | None]] = {}

    @property
    def reads(self) -> Mapping[str, str]:
        """Return project-relative name → sha256 of every file read so far."""
        return MappingProxyType(self._reads)

    @property
    def files(self) -> Mapping[str, FileRead]:
        """Return project-relative name → sha256 and stamp of every file read so far."""
        return {name: FileRead(sha, self._stamps.get(name)) for name, sha in self._reads.items()}

    @property
    def answers(self) -> Mapping[tuple[Question, str], str]:
        """Return what was asked of the file system besides reads, and what it said."""
        known = self._reads
        return {
            (question, about): said
            for (question, about), said in self._answers.items()
            if not (question == "kind" and said == "file" and about in known)
        }

    @property
    def missed(self) -> frozenset[str]:
        """Return the names of what was looked for and is not there."""
        return frozenset(
            about
            for (question, about), said in self._answers.items()
            if question == "kind" and said == "none"
        )

    def fork(self) -> Sources:
        """Return a door to the same places that has not read anything yet."""
        fork = Sources.__new__(Sources)  # what the roots are was found out already
        fork.root, fork.roots, fork._real = self.root, self.roots, self._real
        fork._reads, fork._stamps, fork._answers = {}, {}, {}
        return fork

    def take_over(
        self, files: Mapping[str, FileRead], answers: Mapping[tuple[Question, str], str]
    ) -> None:
        """Record what was read and asked at another time, or by a fork."""
        for name, found in files.items():
            self._reads[name], self._stamps[name] = found.sha256, found.stamp
        self._answers |= answers

    def ask(self, question: Question, about: str) -> str:
        """Return the answer to a question as `answers` has it, from the file system of now."""
        try:
            if question == "real":
                return self.name(about)
            if question == "kind":
                return self.kind(about)
            folder, _, pattern = about.partition("\n")
            return "\n".join(self.glob(folder, pattern))
        except (OSError, RuntimeError):
            return "?"

    def locate(self, path: str | Path) -> Path:
        """Return the real path of `path`; raise `OutsideProjectError` if it lies elsewhere."""
        found = self._real.get(path)
        if found is None:
            found = self._real[path] = self._follow(path)
        real, said = found
        if said is not None:
            self._answers["real", str(path)] = said
        if said == "?":
            raise OutsideProjectError(f"outside the project: {path}")
        return real

    def _follow(self, path: str | Path) -> tuple[Path, str | None]:
        asked = self.root / path
        real = asked.resolve()
        if not any(real.is_relative_to(root) for root in self.roots):
            return real, "?"
        return real, None if str(real) == os.path.normpath(asked) else self._name(real)

    def name(self, path: str | Path) -> str:
        """Return the name by which `path` is known: relative to its root, with `/`."""
        return self._name(self.locate(path))

    def _name(self, real: Path) -> str:
        if real.is_relative_to(self.root):
            return real.relative_to(self.root).as_posix()
        return real.as_posix()

    def read(self, path: str | Path) -> bytes:
        """Return a file's bytes and record the read; raise `OSError` when that fails."""
        real = self.locate(path)
        name = self._name(real)
        try:
            with real.open("rb") as file:
                # Before the bytes: a write in between is seen as a change, never missed.
                stamp = Stamp.of(os.fstat(file.fileno()))
                data = file.read()
        except OSError:
            self.is_file(path)  # so that what was not there is remembered
            raise
        import hashlib  # loads OpenSSL, which a no-op build can do without

        self._stamps[name] = stamp if stamp.is_settled else None
        self._reads[name] = hashlib.sha256(data).hexdigest()
        return data

    def digest(self, path: str | Path) -> FileRead:
        """Return a file's sha256 and record the read, without holding the file in memory.

        A process that sets many issues looks through a settled file once (the fonts have 75 MB).
        Raises `OSError` when the file cannot be read.
        """
        real = self.locate(path)
        name, stamp = self._name(real), Stamp.of(real.stat())
        if stamp.is_settled:
            found = FileRead(_sha256_of_settled(real, stamp), stamp)
        else:
            found = FileRead(_sha256(real), None)
        self._reads[name], self._stamps[name] = found.sha256, found.stamp
        return found

    def kind(self, path: str | Path) -> str:
        """Return what `path` is: `file`, `folder`, `other`, or `none`; links are followed."""
        real = self.locate(path)
        try:
            mode = real.stat().st_mode
            said = "file" if stat.S_ISREG(mode) else "folder" if stat.S_ISDIR(mode) else "other"
        except OSError as error:
            said = "none" if error.errno in NOTHING_THERE else "?"
        self._answers["kind", self._name(real)] = said
        if said == "?":
            raise PermissionError(f"cannot be looked at: {path}")
        return said

    def exists(self, path: str | Path) -> bool:
        """Tell whether there is anything at `path`; raise `OutsideProjectError`."""
        return self.kind(path) != "none"

    def is_file(self, path: str | Path) -> bool:
        """Tell whether `path` is a readable place inside the project that holds a file."""
        try:
            return self.kind(path) == "file"
        except OSError:
            return False

    def is_dir(self, path: str | Path) -> bool:
        """Tell whether `path` is a folder inside the project."""
        try:
            return self.kind(path) == "folder"
        except OSError:
            return False

    def glob(self, folder: str | Path, pattern: str) -> tuple[str, ...]:
        """Return the sorted names of the files in `folder` that match `pattern`.

        Links that lead out of the project are left out.
        """
        real = self.locate(folder)
        found = map(self._resolved, real.glob(pattern))
        names = tuple(sorted(self._name(path) for path in found if self._holds(path)))
        self._answers["glob", f"{self._name(real)}\n{pattern}"] = "\n".join(names)
        return names

    def _resolved(self, path: Path) -> Path:
        """Follow the links of a path, each folder's once."""
        if path.is_symlink():
            return path.resolve()
        parent = path.parent
        found = self._real.get(parent)
        if found is None:
            found = self._real[parent] = self._follow(parent)
        return found[0] / path.name

    def _holds(self, real: Path) -> bool:
        return any(real.is_relative_to(root) for root in self.roots) and real.is_file()


class DraftedSources(Sources):
    """Sources in which some files read as they would after a change that is not written yet."""

    def __init__(self, root: Path, *also: Path) -> None:
        super().__init__(root, *also)
        self._drafts: dict[str, bytes] = {}

    @property
    def drafts(self) -> Mapping[str, bytes]:
        """Return project-relative name → new bytes."""
        return MappingProxyType(self._drafts)

    def draft(self, path: str | Path, data: bytes) -> None:
        """Let `path` read as `data` from now on."""
        self._drafts[self.name(path)] = data

    def read(self, path: str | Path) -> bytes:
        """Return a file's bytes, or its draft; raise `OSError` when that fails."""
        draft = self._drafts.get(self.name(path))
        return super().read(path) if draft is None else draft


@lru_cache(maxsize=1024)
def _sha256_of_settled(path: Path, stamp: Stamp) -> str:
    return _sha256(path)


def _sha256(path: Path) -> str:
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
