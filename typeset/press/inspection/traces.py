"""What two PDFs are compared by: facts of every page, the place of every glyph, pictures."""

from __future__ import annotations

import ctypes
import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeAlias

import pikepdf
import pypdfium2
import pypdfium2.raw
from PIL import Image

from typeset.press.facts import FileFacts
from typeset.press.inspection.examination import examine
from typeset.press.inspection.objects import MALFORMED

ICC_SIGNATURE = slice(36, 40)  # ICC.1:2022, 7.2: every profile has “acsp” there
Document: TypeAlias = pypdfium2.PdfDocument  # opened with PDFium
WIDEST_PX = 4000  # a page may be of any size; its picture may not


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character as PDFium reads it, with its origin in points from the page's lower left."""

    character: str
    x_pt: float
    y_pt: float


@dataclass(frozen=True, slots=True)
class Trace:
    """A PDF's facts, its glyphs page by page in reading order, its colour profiles' sha256."""

    facts: FileFacts
    glyphs: tuple[tuple[Glyph, ...], ...]
    icc: tuple[str, ...]


def trace(data: bytes) -> Trace:
    """Return what a PDF is compared by; raise `UnreadablePdfError` for bytes that are none."""
    facts = examine(data)
    with opened(data) as document:
        glyphs = tuple(tuple(_glyphs(document, index)) for index in range(len(facts.pages)))
    return Trace(facts, glyphs, colour_profiles(data))


@contextmanager
def opened(data: bytes) -> Iterator[Document]:
    """Open a PDF with PDFium for as long as pictures of its pages are asked for."""
    document = pypdfium2.PdfDocument(data)
    try:
        yield document
    finally:
        document.close()


def picture(document: Document, index: int, ppi: int) -> Image.Image:
    """Return a page as a picture in RGB; a huge page is shown smaller."""
    page = document[index]
    try:
        scale = min(ppi / 72, WIDEST_PX / max(*page.get_size(), 1))
        image: Image.Image = page.render(scale=scale).to_pil()
        return image.convert("RGB")
    finally:
        page.close()


def colour_profiles(data: bytes) -> tuple[str, ...]:
    """Return the sha256 of each ICC profile in the file, of intents and colour spaces alike."""
    found: set[str] = set()
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream) and "/N" in item:
                try:
                    profile = item.read_bytes()
                except MALFORMED:
                    continue  # `examine` names what cannot be read
                if profile[ICC_SIGNATURE] == b"acsp":
                    found.add(hashlib.sha256(profile).hexdigest())
    return tuple(sorted(found))


def _glyphs(document: Document, index: int) -> Iterator[Glyph]:
    """Yield a page's characters, but not the blanks and line ends that PDFium makes up."""
    pdfium: Any = pypdfium2.raw  # generated, so mypy knows no name of it
    page = document[index]
    text = page.get_textpage()
    x_pt, y_pt = ctypes.c_double(), ctypes.c_double()
    try:
        for place in range(text.count_chars()):
            if pdfium.FPDFText_IsGenerated(text, place):
                continue
            pdfium.FPDFText_GetCharOrigin(text, place, x_pt, y_pt)
            code = pdfium.FPDFText_GetUnicode(text, place)
            yield Glyph(chr(code) if code <= 0x10FFFF else "\ufffd", x_pt.value, y_pt.value)
    finally:
        text.close()
        page.close()
