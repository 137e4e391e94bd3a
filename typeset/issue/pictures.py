"""Pictures: read through the one door, and known to be pictures before anything is set."""

from __future__ import annotations

import io
import re
import struct
import warnings

from PIL import Image, ImageFile

from typeset.diagnostics import Report, Span
from typeset.issue import rules_manifest as rules
from typeset.issue.files import join, read_bytes
from typeset.issue.model import Picture
from typeset.issue.vectors import find_svg_fault
from typeset.sources import Sources

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "TIFF")
_SVG = re.compile(
    rb"\A(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*|<!DOCTYPE[^>\[]*(\[[^\]]*\]\s*)?>\s*)*<svg\b"
)
# Files that carry a picture's extension without being one that is printed.
_OTHERS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"....ftyp(heic|heix|mif1|msf1)", re.DOTALL), "HEIC"),
    (re.compile(rb"....ftypavif", re.DOTALL), "AVIF"),
    (re.compile(rb"BM"), "BMP"),
    (re.compile(rb"%PDF"), "PDF"),
    (re.compile(rb"8BPS"), "PSD"),
    (re.compile(rb"\s*<(!DOCTYPE|html)", re.IGNORECASE), "HTML"),
    (re.compile(rb"version https://git-lfs"), "Git LFS"),
    (re.compile(rb"PK\x03\x04"), "zip"),
)
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error)


def read_picture(
    sources: Sources, folder: str, path: str, span: Span, report: Report, alt: str = ""
) -> Picture | None:
    """Return the picture `path`, as written in a file of `folder`; None if it is unusable."""
    file = join(folder, path)
    data = read_bytes(sources, file, span, report)
    if data is None:
        return None
    name = sources.name(file)
    fault = _find_fault(data)
    if fault is not None:
        found_zh, found_en = fault
        report.add(rules.NOT_A_PICTURE, span, file=name, found_zh=found_zh, found_en=found_en)
        return None
    return Picture(name, span, alt)


def _decode(data: bytes) -> None:
    """Read the whole picture where `verify` reads its head only; raise if it is cut off."""
    with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
        if image.format == "PNG":
            return
        image.draft("L", (1, 1))  # an eighth of the size is enough to reach the end of a JPEG
        # WeasyPrint, once imported, has Pillow print what there is of a picture.
        lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
        try:
            image.load()
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def _find_fault(data: bytes) -> tuple[str, str] | None:
    if not data:
        return "（文件是空的）", " (it is empty)"
    if _SVG.match(data):
        return find_svg_fault(data)
    kind = next((kind for pattern, kind in _OTHERS if pattern.match(data)), None)
    if kind is not None:
        return f"（看起来是 {kind}）", f" (it looks like {kind})"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                image.verify()
        _decode(data)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return "（像素太多，请缩小）", " (it has too many pixels: make it smaller)"
    except _BROKEN:
        return "（文件损坏、不完整或格式不对）", " (damaged, cut off, or of another format)"
    return None
