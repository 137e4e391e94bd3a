"""What a PDF file is, in values: the file's own facts, and one `FilePage` for each page.

Nothing here reads a PDF, so that rules may be tried on facts made by hand. Lengths carry
their unit in the name; boxes and places are in points of default user space.
"""

from __future__ import annotations

from dataclasses import dataclass

from typeset.press.facts_page import FilePage, FontUse


class UnreadablePdfError(Exception):
    """The bytes could not be examined: no PDF, locked by a password, or too broken."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Claims:
    """The standards that the file says it keeps (XMP; PDF/X also in the Info dictionary)."""

    pdfx: str | None = None
    pdfa_part: int | None = None
    pdfa_conformance: str | None = None
    pdfua_part: int | None = None

    def __str__(self) -> str:
        """Return the claims as people write them."""
        level = (self.pdfa_conformance or "").lower()
        names = (
            self.pdfx,
            f"PDF/A-{self.pdfa_part}{level}" if self.pdfa_part else None,
            f"PDF/UA-{self.pdfua_part}" if self.pdfua_part else None,
        )
        return ", ".join(name for name in names if name)


@dataclass(frozen=True, slots=True)
class OutputIntent:
    """The printing condition or screen that the file is meant for (ISO 32000-1, 14.11.5)."""

    subtype: str
    identifier: str
    has_profile: bool
    components: int | None
    profile_space: str  # the ICC header's data colour space: "CMYK", "RGB", "GRAY"
    profile_name: str = ""


@dataclass(frozen=True, slots=True)
class InfoEntry:
    """A value that the Info dictionary and the XMP packet should both give alike."""

    key: str
    info: str | None
    xmp: str | None

    @property
    def agrees(self) -> bool:
        """Tell whether XMP repeats what Info says."""
        return self.info is None or self.info == self.xmp


@dataclass(frozen=True, slots=True)
class Action:
    """Something that the file would do by itself or at a click."""

    kind: str  # the action's /S: JavaScript, Launch, URI …
    place: str  # where it hangs: "catalog", "page 3", "annotation on page 3"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file embedded in the file."""

    name: str
    relationship: str  # /AFRelationship of PDF/A-3, "" if none


@dataclass(frozen=True, slots=True)
class StructureFacts:
    """The structure tree (ISO 32000-1, 14.7)."""

    tags: tuple[tuple[str, int], ...] = ()
    figures_without_alt: tuple[str, ...] = ()  # the labels of their pages
    headers_without_scope: tuple[str, ...] = ()
    unknown_tags: tuple[str, ...] = ()  # neither standard nor mapped to a standard one
    heading_levels: tuple[int, ...] = ()

    @property
    def count(self) -> int:
        """Return how many structure elements there are."""
        return sum(count for _, count in self.tags)


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A whole file as written."""

    version: str
    claims: Claims
    intents: tuple[OutputIntent, ...]
    document_id: str
    is_encrypted: bool
    title: str
    lang: str
    shows_title: bool
    is_tagged: bool  # a structure tree hangs on the catalogue
    is_marked: bool  # MarkInfo says so
    has_suspects: bool
    trapped: str
    has_xmp: bool
    metadata: tuple[InfoEntry, ...]
    attachments: tuple[Attachment, ...]
    actions: tuple[Action, ...]
    layers: tuple[str, ...]
    bookmark_count: int
    has_page_labels: bool
    structure: StructureFacts
    pages: tuple[FilePage, ...]

    @property
    def fonts(self) -> tuple[FontUse, ...]:
        """Return every font used on any page, once."""
        return tuple(dict.fromkeys(font for page in self.pages for font in page.fonts))
