"""The files of an issue's folder, with their sizes and what uses them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from typeset.check.subjects import Copy

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff", ".svg", ".bmp", ".heic")
_MOST_FILES = 5000


@dataclass(frozen=True, slots=True)
class File:
    """A file: its name below the project, its name below the issue's folder, its size."""

    name: str
    short: str
    size: int

    @property
    def base(self) -> str:
        """Return the name without its folder."""
        return self.short.rpartition("/")[2]

    @property
    def suffix(self) -> str:
        """Return the extension with its dot, as it is written."""
        return PurePosixPath(self.base).suffix

    @property
    def is_picture(self) -> bool:
        """Tell whether the extension is that of a picture."""
        return self.suffix.lower() in PICTURES


def list_folder(copy: Copy) -> tuple[File, ...]:
    """Return the files below the issue's folder in the order of their names."""
    try:
        root = copy.sources.locate(copy.folder)
    except OSError:
        return ()
    return tuple(sorted(_walk(root, copy.folder), key=lambda each: each.short))[:_MOST_FILES]


def _walk(root: Path, folder: str) -> Iterator[File]:
    for place, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in (".git", "__pycache__", "build")]
        for name in names:
            path = Path(place, name)
            try:
                size = path.stat().st_size
            except OSError:
                continue
            short = path.relative_to(root).as_posix()
            yield File(f"{folder}/{short}", short, size)


def used_files(copy: Copy) -> frozenset[str]:
    """Return the names of the files that the issue prints."""
    if copy.issue is None:
        return frozenset()
    pictures = (picture.file for picture in copy.issue.pictures)
    return frozenset((*(prose.file for prose in copy.files), *pictures))
