"""Pictures: read through the one door, and known to be pictures before anything is set."""

from __future__ import annotations

import io
import re
import struct

from PIL import Image

from typeset.diagnostics import Report, Span
from typeset.issue import rules_manifest as rules
from typeset.issue.files import join, read_bytes
from typeset.issue.model import Picture
from typeset.sources import Sources

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_SVG = re.compile(
    rb"\A(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg\b"
)
# Files that carry a picture's extension without being one that is printed.
_OTHERS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"....ftyp(heic|heix|mif1|msf1)", re.DOTALL), "HEIC"),
    (re.compile(rb"....ftypavif", re.DOTALL), "AVIF"),
    (re.compile(rb"BM"), "BMP"),
    (re.compile(rb"II\*\x00|MM\x00\*"), "TIFF"),
    (re.compile(rb"%PDF"), "PDF"),
    (re.compile(rb"8BPS"), "PSD"),
    (re.compile(rb"\s*<(!DOCTYPE|html)", re.IGNORECASE), "HTML"),
    (re.compile(rb"version https://git-lfs"), "Git LFS"),
    (re.compile(rb"PK\x03\x04"), "zip"),
)
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, Image.DecompressionBombError)


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


def _find_fault(data: bytes) -> tuple[str, str] | None:
    if not data:
        return "（文件是空的）", " (it is empty)"
    if _SVG.match(data):
        return None
    kind = next((kind for pattern, kind in _OTHERS if pattern.match(data)), None)
    if kind is not None:
        return f"（看起来是 {kind}）", f" (it looks like {kind})"
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            image.verify()
    except _BROKEN:
        return "（文件损坏或格式不对）", " (damaged, or of another format)"
    return None
