"""The three kinds of PDF, as data: for the printer, for readers, for the archive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Ink(StrEnum):
    """What colours are written in."""

    PROCESS = "cmyk"  # four process inks, and gray
    SCREEN = "rgb"  # sRGB, as laid out


@dataclass(frozen=True, slots=True)
class Profile:
    """What a kind of PDF promises.

    `marks_mm` is the room around the bleed for crop marks and slug, 0 for none; a profile
    without bleed is cut to the trim.
    """

    name: str
    promise: Literal["print", "screen", "archive"]  # what a preflight holds it to
    pdf_version: str
    ink: Ink
    is_tagged: bool
    has_links: bool
    bleed_mm: float = 0
    marks_mm: float = 0
    pdfx: str | None = None  # ISO 15930
    pdfa_part: int | None = None  # ISO 19005
    pdfua_part: int | None = None  # ISO 14289
    takes_sources: bool = False
    pages_multiple: int = 1  # blank pages at the end fill the last sheet


PROFILES: Mapping[str, Profile] = {
    profile.name: profile
    for profile in (
        Profile(
            "print",
            "print",
            pdf_version="1.6",
            ink=Ink.PROCESS,
            is_tagged=False,
            has_links=False,
            bleed_mm=3,
            marks_mm=10,
            pdfx="PDF/X-4",
        ),
        Profile(
            "screen",
            "screen",
            pdf_version="1.7",
            ink=Ink.SCREEN,
            is_tagged=True,
            has_links=True,
            pdfua_part=1,
        ),
        Profile(
            "archive",
            "archive",
            pdf_version="1.7",
            ink=Ink.SCREEN,
            is_tagged=True,
            has_links=True,
            pdfa_part=2,
            pdfua_part=1,
        ),
        # ISO 19005-2 lets a file carry only PDF/A files; part 3 lets it carry any.
        Profile(
            "archive-with-sources",
            "archive",
            pdf_version="1.7",
            ink=Ink.SCREEN,
            is_tagged=True,
            has_links=True,
            pdfa_part=3,
            pdfua_part=1,
            takes_sources=True,
        ),
    )
}
