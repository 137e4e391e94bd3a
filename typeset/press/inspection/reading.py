"""A finished PDF read back, and in brief: what the check room compares with the issue.

What reads PDFs is imported only when there is one to read.
"""

from __future__ import annotations

from dataclasses import dataclass

from typeset.press.facts import FileFacts


@dataclass(frozen=True, slots=True)
class FontFacts:
    """A font of the file: its name without the subset prefix, and what came with it."""

    name: str
    is_embedded: bool
    is_subset: bool


@dataclass(frozen=True, slots=True)
class PageFacts:
    """One page as printed: label, text in reading order, link targets, decoded QR codes."""

    label: str
    text: str
    links: tuple[str, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """A whole file as printed."""

    pages: tuple[PageFacts, ...]
    fonts: tuple[FontFacts, ...]


def examine(data: bytes) -> FileFacts:
    """Return all facts of a PDF; raise `UnreadablePdfError` for bytes that are none.

    What is malformed inside a readable file is passed over and named in its page's problems.
    """
    from typeset.press.inspection import examination

    return examination.examine(data)


def summary(facts: FileFacts) -> PdfFacts:
    """Return a file's facts in brief."""
    pages = tuple(
        PageFacts(page.label, page.text, page.links, tuple(code.text for code in page.codes))
        for page in facts.pages
    )
    fonts = {
        FontFacts(font.name, font.is_embedded, font.is_subset): None
        for page in facts.pages
        for font in page.fonts
    }
    return PdfFacts(pages, tuple(fonts))


def inspect(data: bytes) -> PdfFacts:
    """Return the facts of a PDF in brief; raise `UnreadablePdfError` for bytes that are none."""
    return summary(examine(data))
