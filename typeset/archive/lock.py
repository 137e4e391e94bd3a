"""What an archivist needs to make the very same PDF again, as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from typeset.archive.lock_place import prefix
from typeset.archive.page_digest import PdfDigest

FORMAT = 1
CODE = "typeset/**.py"  # the name under which the tool's own code is locked


@dataclass(frozen=True, slots=True)
class LockedFont:
    """A face of the catalogue, in the order in which faces are tried for a character."""

    family: str
    weight: int
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Lock:
    """All that an issue was made from and by, and what came of it.

    `own` maps the files of the issue's folder, named from there, and `shared` the project's
    other files to their sha256; `layout` those of the layout's folder; `fonts` are by file.
    `versions` are those of Python, packages and libraries; `parts` are the sha256 of files that
    come with the tool (colour profiles, lexicon) and of its code.
    """

    number: int
    date: str
    layout_name: str
    options: Mapping[str, str | float | bool]
    pages_multiple: int
    own: Mapping[str, str]
    layout: Mapping[str, str]
    shared: Mapping[str, str]
    fonts: Mapping[str, LockedFont]
    versions: Mapping[str, str]
    parts: Mapping[str, str]
    pdfs: Mapping[str, PdfDigest] = field(default_factory=dict)

    def files(self, folder: str) -> dict[str, str]:
        """Return the sha256 of every file by the project's name for it."""
        own = {prefix(folder) + name: digest for name, digest in self.own.items()}
        faces = {name: font.sha256 for name, font in self.fonts.items()}
        return {**own, **self.layout, **self.shared, **faces}
