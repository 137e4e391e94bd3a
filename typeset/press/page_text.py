"""The words and the look of a finished PDF's pages, as cheaply as they are to be had."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pypdfium2
from PIL import Image

POINTS_PER_INCH = 72
QUALITY = 82  # of WebP: type stays clean at thumbnail size


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's label and its text in reading order."""

    label: str
    text: str


class UnreadablePagesError(ValueError):
    """PDFium could not open the bytes."""


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadablePagesError(str(error)) from error


def page_texts(data: bytes) -> tuple[PageText, ...]:
    """Return every page's label and text; raise `UnreadablePagesError` for what is no PDF."""
    document = _open(data)
    try:
        found = []
        for index in range(len(document)):
            words = document[index].get_textpage()
            label = document.get_page_label(index) or str(index + 1)
            found.append(PageText(label, words.get_text_range()))
            words.close()
        return tuple(found)
    finally:
        document.close()


def cover_picture(data: bytes, width_px: int) -> bytes:
    """Return the first page's trimmed area as WebP; raise `UnreadablePagesError`."""
    document = _open(data)
    try:
        page = document[0]
        left, bottom, right, top = page.get_trimbox()
        media = page.get_mediabox()
        scale = width_px / (right - left)
        crop = (left - media[0], bottom - media[1], media[2] - right, media[3] - top)
        picture = page.render(scale=scale, crop=tuple(scale * side for side in crop)).to_pil()
    finally:
        document.close()
    buffer = io.BytesIO()
    picture.convert("RGB").resize(
        (width_px, round(width_px * picture.height / picture.width)), Image.Resampling.LANCZOS
    ).save(buffer, "WEBP", quality=QUALITY, method=4)
    return buffer.getvalue()
