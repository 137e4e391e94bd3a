"""QR codes as a scanner sees them, rendered at the resolution of print (ISO/IEC 18004)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import pypdfium2
import zxingcpp
from PIL import Image

from typeset.press.facts_page import PT_PER_MM, Box, ImageUse, QrCode
from typeset.press.inspection.graphics import IDENTITY, Matrix

DPI = 300
LARGEST_PX = 10_000  # a longer page is rendered coarser
QUIET = 4  # modules (ISO/IEC 18004, 6.3.8)
SMALLEST_PT = 14  # a version 1 code of 0.24 mm modules; nothing smaller is looked at
QR_ONLY = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def codes_on(
    page: pypdfium2.PdfPage, areas: Sequence[Box], images: Sequence[ImageUse]
) -> tuple[QrCode, ...]:
    """Return the codes of a page; only if something on it could be one is it rendered."""
    if not any(_may_be_code(area) for area in areas):
        return ()
    width, height = page.get_size()
    scale = min(DPI / 72, LARGEST_PX / max(width, height, 1))
    picture = page.render(scale=scale, grayscale=True).to_pil()
    to_page = _to_page(page, scale)
    found = [
        _code(picture, barcode, to_page, images)
        for barcode in zxingcpp.read_barcodes(picture, formats=QR_ONLY)
    ]
    return tuple(sorted(found, key=lambda code: (-code.box.y1_pt, code.box.x0_pt)))


def _may_be_code(area: Box) -> bool:
    return min(area.x1_pt - area.x0_pt, area.y1_pt - area.y0_pt) >= SMALLEST_PT


def _to_page(page: pypdfium2.PdfPage, scale: float) -> Matrix:
    """Return the matrix from pixels to user space: the crop box, turned as /Rotate says."""
    x0, y0, x1, y1 = page.get_cropbox()  # the media box where there is none
    one = 1 / scale
    turned: dict[int, Matrix] = {
        0: (one, 0, 0, -one, x0, y1),
        90: (0, one, one, 0, x0, y0),
        180: (-one, 0, 0, one, x1, y0),
        270: (0, -one, -one, 0, x1, y1),
    }
    return turned.get(page.get_rotation() % 360, IDENTITY)


def _code(
    picture: Image.Image, barcode: Any, to_page: Matrix, images: Iterable[ImageUse]
) -> QrCode:
    place = barcode.position
    corners = [
        (float(corner.x), float(corner.y))
        for corner in (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    ]
    version = int(barcode.extra.get("Version", 1))
    modules = 17 + 4 * version
    side = (math.dist(corners[0], corners[1]) + math.dist(corners[1], corners[2])) / 2
    scale = math.hypot(to_page[0], to_page[1])
    xs, ys = zip(*(_through(to_page, *corner) for corner in corners), strict=True)
    box = Box(min(xs), min(ys), max(xs), max(ys))
    return QrCode(
        text=barcode.text,
        box=box,
        version=version,
        module_mm=side * scale / modules / PT_PER_MM,
        quiet_modules=_quiet(picture, corners, side / modules),
        is_picture=any(_covers(image.box, box) for image in images),
    )


def _through(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _covers(outer: Box, inner: Box) -> bool:
    slack = 2.0
    return (
        outer.x0_pt <= inner.x0_pt + slack
        and outer.y0_pt <= inner.y0_pt + slack
        and outer.x1_pt >= inner.x1_pt - slack
        and outer.y1_pt >= inner.y1_pt - slack
    )


def _quiet(picture: Image.Image, corners: list[tuple[float, float]], module: float) -> float:
    """Return how wide the light margin is, up to 4 modules; a turned code is taken as clear."""
    xs, ys = zip(*corners, strict=True)
    left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
    if (right - left) > 1.05 * math.dist(corners[0], corners[1]):
        return float(QUIET)
    edge = 2  # pixels that antialiasing may have darkened
    for step in range(edge, math.ceil(QUIET * module)):
        frame = (left - step, top - step, right + step, bottom + step)
        if _has_dark(picture, [round(v) for v in frame]):
            return step / module
    return float(QUIET)


def _has_dark(picture: Image.Image, frame: list[int]) -> bool:
    """Tell whether the one-pixel frame holds anything dark; the paper's edge is light."""
    left, top, right, bottom = frame
    strips = (
        (left, top, right + 1, top + 1),
        (left, bottom, right + 1, bottom + 1),
        (left, top, left + 1, bottom + 1),
        (right, top, right + 1, bottom + 1),
    )
    return any(_darkest(picture, strip) < 128 for strip in strips)


def _darkest(picture: Image.Image, strip: tuple[int, int, int, int]) -> int:
    left, top, right, bottom = strip
    inside = (max(left, 0), max(top, 0), min(right, picture.width), min(bottom, picture.height))
    if inside[0] >= inside[2] or inside[1] >= inside[3]:
        return 255
    low, _ = picture.crop(inside).getextrema()
    return int(low) if isinstance(low, (int, float)) else 255
