"""Single pages drawn for the screen, with fonts kept warm from page to page.

Subsetting the faces of a page takes longer than all the rest. So the subset of a face grows with
what has been shown, and is made anew only for glyphs that it lacks.
"""

from __future__ import annotations

import copy
import struct
import zlib
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pypdfium2
import weasyprint
from PIL import Image

from typeset.patching import collector_paused
from typeset.press.engine import listening
from typeset.press.ink import Palette, inking, lighting
from typeset.press.pictures_policy import POLICIES
from typeset.press.profiles import PROFILES, Ink

POINTS_PER_INCH = 72


@dataclass(slots=True)
class _Subset:
    """What is kept of one face: glyphs, and the font file that holds them."""

    glyphs: set[int] = field(default_factory=set)
    data: bytes = b""


class _PageFonts(dict[Any, Any]):
    """WeasyPrint's dictionary of the fonts of one document, filled from those kept."""

    def __init__(self, warm: dict[Any, Any], subsets: dict[str, _Subset]) -> None:
        super().__init__()
        self._warm = warm
        self._subsets = subsets

    def __contains__(self, key: object) -> bool:
        if super().__contains__(key):
            return True
        font = self._warm.get(key)
        if font is None:
            return False
        font.widths, font.to_unicode, font.missing = {}, {}, {}
        super().__setitem__(key, font)
        return True

    def __setitem__(self, key: Any, font: Any) -> None:
        subset = self._subsets.setdefault(font.hash, _Subset())
        font.clean = partial(_clean, font, subset)
        self._warm[key] = font
        super().__setitem__(key, font)


def _clean(font: Any, subset: _Subset, glyphs: dict[int, str], hinting: bool) -> None:  # noqa: FBT001 -- WeasyPrint calls it so
    """Give a font its subset (in place of WeasyPrint's `Font.clean`)."""
    if not subset.data or not subset.glyphs.issuperset(glyphs):
        subset.glyphs.update(glyphs)
        type(font).clean(font, dict.fromkeys(sorted(subset.glyphs), ""), hinting)
        subset.data = font.file_content
    font.file_content = subset.data


@dataclass(slots=True)
class Easel:
    """Draws pages of documents that share one font configuration."""

    _warm: dict[Any, Any] = field(default_factory=dict)
    _subsets: dict[str, _Subset] = field(default_factory=dict)

    def pdf(
        self,
        document: weasyprint.Document,
        page: weasyprint.document.Page,
        palette: Palette,
        profile: str = "screen",
    ) -> bytes:
        """Return a PDF of one page, as the profile shows it; its media box is the bleed."""
        bare = copy.copy(page)
        bare.links, bare.anchors, bare.bookmarks, bare.forms = [], {}, [], {None: []}
        single = document.copy([bare])
        single.metadata = type(document.metadata)()
        single.fonts = _PageFonts(self._warm, self._subsets)
        with listening(), collector_paused(), _writing(palette, profile):
            data: bytes = single.write_pdf(uncompressed_pdf=True)
        return data


def _writing(palette: Palette, profile: str) -> AbstractContextManager[object]:
    policy = POLICIES[profile]
    return inking(palette, policy) if PROFILES[profile].ink is Ink.PROCESS else lighting(policy)


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page of a PDF as a picture of its trim or of its media box, and its text."""

    image: Image.Image
    text: str = ""


def page_count(pdf: bytes) -> int:
    """Return the number of pages of a PDF; raise `ValueError` for what is none."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error
    try:
        return len(document)
    finally:
        document.close()


def picture(pdf: bytes, dots_per_inch: float) -> Image.Image:
    """Return the first page of a PDF as an RGB picture of its media box."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[0].render(scale=dots_per_inch / POINTS_PER_INCH).to_pil().convert("RGB")
    finally:
        document.close()


def trimmed(pdf: bytes, page_index: int, dots_per_inch: float) -> DrawnPage:
    """Return what is left of a page when it is cut to its trim."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[page_index]
        box = page.get_trimbox()
        page.set_mediabox(*box)
        page.set_cropbox(*box)
        image = page.render(scale=dots_per_inch / POINTS_PER_INCH).to_pil().convert("RGB")
        return DrawnPage(image, page.get_textpage().get_text_range())
    finally:
        document.close()


def png(image: Image.Image) -> bytes:
    """Return an RGB picture as PNG, losslessly and fast.

    Pillow tries five filters on each row, which takes twice as long and makes pages of text
    larger; here no row is filtered (PNG 3rd edition, 9.2, filter type 0).
    """
    width, height = image.size
    pixels, stride = image.tobytes(), 3 * width
    rows = b"".join(b"\0" + pixels[at : at + stride] for at in range(0, len(pixels), stride))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
