"""How pictures are written in each kind of PDF, and what is told about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# An editor's largest camera has 61 megapixels; A4 at 450 ppi is 20.
MOST_MEGAPIXELS = 64


@dataclass(frozen=True, slots=True)
class PicturePolicy:
    """Colours, resolution and compression of the pictures of one profile."""

    name: str
    space: Literal["cmyk", "rgb"]
    most_ppi: float
    least_ppi: float  # below that, the editor should know
    jpeg_quality: int
    most_line_art_ppi: float = 1200  # pure black and white shows its steps
    has_full_chroma: bool = False  # JPEG 4:4:4
    keeps_jpeg: bool = True  # a JPEG that fits is not compressed again, however large


PRINT = PicturePolicy("print", "cmyk", 450, 300, 92, has_full_chroma=True)
SCREEN = PicturePolicy("screen", "rgb", 200, 96, 80, most_line_art_ppi=300, keeps_jpeg=False)
ARCHIVE = PicturePolicy("archive", "rgb", 300, 96, 88, most_line_art_ppi=600, keeps_jpeg=False)
# By the name of a `typeset.press.profiles.Profile`.
POLICIES = {
    "print": PRINT,
    "screen": SCREEN,
    "archive": ARCHIVE,
    "archive-with-sources": ARCHIVE,
}


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What was found about one picture while it was written.

    `ppi` is the least resolution at which it prints, `ink_percent` the most ink of any place,
    `reason` why it was refused (a key of `REASONS`). All None for what does not apply.
    """

    file: str
    ppi: float | None
    ink_percent: float | None
    kind: str
    reason: str | None


# Reason → what the editor can do, in the words of a diagnostic.
REASONS = {
    "broken": "the file is damaged or cut short",
    "format": "this kind of file is not taken: save as JPEG, PNG, WebP, TIFF, GIF or SVG",
    "animated": "the picture moves: save the frame that shall be printed",
    "several-pages": "the file has several pages: save each as a picture of its own",
    "hdr": "high dynamic range cannot be printed: export as a standard picture",
    "too-large": f"more than {MOST_MEGAPIXELS} megapixels",
}
