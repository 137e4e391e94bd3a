"""QR codes as a scanner sees them, rendered at the resolution of print (ISO/IEC 18004)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pypdfium2
import zxingcpp
from PIL import Image

from typeset.press.facts_page import PT_PER_MM, Box, ImageUse, QrCode
from typeset.press.inspection.graphics import IDENTITY, Matrix

DPI = 300
LARGEST_PX = 10_000  # a longer page is rendered coarser
MOST_REGIONS = 6  # of a page with more, the whole is rendered once
QUIET = 4  # modules (ISO/IEC 18004, 6.3.8)
SMALLEST_PT = 14  # a version 1 code of 0.24 mm modules; nothing smaller is looked at
QR_ONLY = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def codes_on(
    page: pypdfium2.PdfPage, areas: Sequence[Box], images: Sequence[ImageUse]
) -> tuple[QrCode, ...]:
    """Return the codes of a page; only where something could be one is it rendered."""
    sheet = Box(*page.get_cropbox())  # the media box where there is none
    scale = min(DPI / 72, LARGEST_PX / max(*page.get_size(), 1))
    found = {
        (code.text, round(code.box.x0_pt), round(code.box.y0_pt)): code
        for region in _regions(areas, sheet, is_turned=page.get_rotation() % 360 != 0)
        for code in _codes_in(page, region, sheet, scale, images)
    }
    return tuple(sorted(found.values(), key=lambda code: (-code.box.y1_pt, code.box.x0_pt)))


def _regions(areas: Sequence[Box], sheet: Box, *, is_turned: bool) -> list[Box]:
    """Return what to render: each area with room for its quiet zone, or the whole page."""
    likely = [area for area in areas if _may_be_code(area)]
    if not likely or (not is_turned and len(likely) <= MOST_REGIONS):
        grown = (_with_margin(area, sheet) for area in likely)
        return [region for region in grown if _may_be_code(region)]
    return [sheet]


def _may_be_code(area: Box) -> bool:
    return min(area.x1_pt - area.x0_pt, area.y1_pt - area.y0_pt) >= SMALLEST_PT


def _with_margin(area: Box, sheet: Box) -> Box:
    """Return the area grown by more than 4 modules of the coarsest code, within the sheet."""
    margin = max(area.x1_pt - area.x0_pt, area.y1_pt - area.y0_pt) / 4
    return Box(
        max(area.x0_pt - margin, sheet.x0_pt),
        max(area.y0_pt - margin, sheet.y0_pt),
        min(area.x1_pt + margin, sheet.x1_pt),
        min(area.y1_pt + margin, sheet.y1_pt),
    )


def _codes_in(
    page: pypdfium2.PdfPage, region: Box, sheet: Box, scale: float, images: Sequence[ImageUse]
) -> Iterator[QrCode]:
    # PDFium cuts off whole pixels: left, bottom, right, top.
    cuts = [
        math.floor((outer - inner) * sign * scale) / scale
        for outer, inner, sign in (
            (sheet.x0_pt, region.x0_pt, -1),
            (sheet.y0_pt, region.y0_pt, -1),
            (sheet.x1_pt, region.x1_pt, 1),
            (sheet.y1_pt, region.y1_pt, 1),
        )
    ]
    picture = page.render(scale=scale, grayscale=True, crop=tuple(cuts)).to_pil()
    seen = Box(sheet.x0_pt + cuts[0], sheet.y0_pt, sheet.x1_pt, sheet.y1_pt - cuts[3])
    to_page = _to_page(seen, page.get_rotation() % 360, scale)
    for barcode in zxingcpp.read_barcodes(picture, formats=QR_ONLY):
        yield _code(picture, barcode, to_page, images)


def _to_page(sheet: Box, rotation: int, scale: float) -> Matrix:
    """Return the matrix from pixels to user space, turned as /Rotate says."""
    one = 1 / scale
    turned: dict[int, Matrix] = {
        0: (one, 0, 0, -one, sheet.x0_pt, sheet.y1_pt),
        90: (0, one, one, 0, sheet.x0_pt, sheet.y0_pt),
        180: (-one, 0, 0, one, sheet.x1_pt, sheet.y0_pt),
        270: (0, -one, -one, 0, sheet.x1_pt, sheet.y1_pt),
    }
    return turned.get(rotation, IDENTITY)


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
    steps = range(edge, math.ceil(QUIET * module))
    frames = [
        [round(v) for v in (left - step, top - step, right + step, bottom + step)] for step in steps
    ]
    if frames and _has_dark(picture, frames[-1], frames[0]):  # look closer only if need be
        for step, frame in zip(steps, frames, strict=True):
            if _has_dark(picture, frame, frame):
                return step / module
    return float(QUIET)


def _has_dark(picture: Image.Image, outer: list[int], inner: list[int]) -> bool:
    """Tell whether anything is dark from the inner frame to the outer; the paper's edge is light.

    A frame is one pixel wide and counts as within.
    """
    left, top, right, bottom = outer
    strips = (
        (left, top, right + 1, inner[1] + 1),
        (left, inner[3], right + 1, bottom + 1),
        (left, top, inner[0] + 1, bottom + 1),
        (inner[2], top, right + 1, bottom + 1),
    )
    return any(_darkest(picture, strip) < 128 for strip in strips)


def _darkest(picture: Image.Image, strip: tuple[int, int, int, int]) -> int:
    left, top, right, bottom = strip
    inside = (max(left, 0), max(top, 0), min(right, picture.width), min(bottom, picture.height))
    if inside[0] >= inside[2] or inside[1] >= inside[3]:
        return 255
    low, _ = picture.crop(inside).getextrema()
    return int(low) if isinstance(low, (int, float)) else 255
