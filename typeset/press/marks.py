"""The tool's own printer's marks: what the printer cuts, folds and registers by.

WeasyPrint's marks are RGB and sit inside the bleed, so the press room draws its own. All
functions return content-stream operators whose origin is the trim's lower-left corner; what
they draw lies outside the bleed box and inside the media box.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from typeset.press.outlines import OutlineFont

PT_PER_MM = 72 / 25.4

# ISO 32000-1, table 330: an artifact of type Page is a printer's mark, not part of the text.
MARK_BEGIN, MARK_END = b"/Artifact <</Type /Page>> BDC q\n", b"Q EMC\n"
# Registration colour: the mark must show on each of the four plates.
_REGISTRATION_STROKE = b"1 1 1 1 K 0.25 w 0 J [] 0 d\n"

SAFE_MM = 3.0  # a mark nearer to the trim than this shows when the knife wanders
CLEARANCE_MM = 0.5  # between the bleed and the nearest mark
CROP_MM = 5.0  # length of a crop or fold mark
BLEED_MARK_MM = 3.0
TARGET_MM = 1.5  # radius of a registration target; its cross is longer by half
TARGET_ROOM_MM = 4.0
PATCH_MM = 4.0
INSET_MM = 6.0  # from the trim's corner to the colour bar and to the slug
MARKS_AT_LEAST_MM = 8.0

SLUG_PT = 6.0

# C, M, Y, K, then the secondary colours R, G, B, then half a black.
PATCHES = ("1 0 0 0", "0 1 0 0", "0 0 1 0", "0 0 0 1", "0 1 1 0", "1 0 1 0", "1 1 0 0", "0 0 0 .5")

Box = tuple[float, float, float, float]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """A page or sheet: its trim, the bleed around it, and the strip for marks around that.

    Raises `ValueError` for a size that no page has; without marks `marks_mm` is 0.
    """

    trim_width_mm: float
    trim_height_mm: float
    bleed_mm: float = 3.0
    marks_mm: float = 10.0

    def __post_init__(self) -> None:
        if not (self.trim_width_mm > 0 and self.trim_height_mm > 0 and self.bleed_mm >= 0):
            raise ValueError("a page has a width, a height and no negative bleed")
        if self.marks_mm != 0 and not self.marks_mm >= MARKS_AT_LEAST_MM:
            raise ValueError(f"marks need {MARKS_AT_LEAST_MM} mm")

    @property
    def trim_box_pt(self) -> Box:
        """Return TrimBox; its lower-left corner is the origin."""
        return self._around(0)

    @property
    def bleed_box_pt(self) -> Box:
        """Return BleedBox."""
        return self._around(self.bleed_mm)

    @property
    def media_box_pt(self) -> Box:
        """Return MediaBox, with negative coordinates where there is bleed or a mark."""
        return self._around(self.bleed_mm + self.marks_mm)

    @property
    def marks_from_mm(self) -> float:
        """Return how far from the trim the marks begin."""
        return max(self.bleed_mm + CLEARANCE_MM, SAFE_MM)

    @property
    def marks_middle_mm(self) -> float:
        """Return how far from the trim the middle of the marks' strip lies."""
        return (self.marks_from_mm + self.bleed_mm + self.marks_mm) / 2

    def _around(self, margin_mm: float) -> Box:
        # 4 decimals of a point are 0.00004 mm.
        low = round(-margin_mm * PT_PER_MM, 4) + 0.0
        right = round((self.trim_width_mm + margin_mm) * PT_PER_MM, 4)
        top = round((self.trim_height_mm + margin_mm) * PT_PER_MM, 4)
        return (low, low, right, top)


def page_marks(
    geometry: PageGeometry, *, folds_mm: Sequence[float] = (), color_bar: bool = True
) -> bytes:
    """Return crop, bleed, fold and registration marks, and the colour bar.

    `folds_mm` are distances of vertical folds from the trim's left edge.
    """
    if not geometry.marks_mm:
        return b""
    targets = (_target(x, y) for x, y in _target_places(geometry, folds_mm))
    lines = (*_corner_marks(geometry), *targets, *_fold_marks(geometry, folds_mm))
    bar = _color_bar(geometry) if color_bar else ()
    return b"".join((MARK_BEGIN, _REGISTRATION_STROKE, *lines, *bar, MARK_END))


def _corner_marks(geometry: PageGeometry) -> Iterator[bytes]:
    start, bleed = geometry.marks_from_mm, geometry.bleed_mm
    edges = [(0.0, start, start + CROP_MM)]
    if bleed:
        edges.append((bleed, start, start + BLEED_MARK_MM))
    width, height = geometry.trim_width_mm, geometry.trim_height_mm
    for out, near, far in edges:
        for x in (-out, width + out):
            yield _line((x, -near), (x, -far))
            yield _line((x, height + near), (x, height + far))
        for y in (-out, height + out):
            yield _line((-near, y), (-far, y))
            yield _line((width + near, y), (width + far, y))


def _fold_marks(geometry: PageGeometry, folds_mm: Iterable[float]) -> Iterator[bytes]:
    """Yield lines dashed by the millimetre, so that nobody cuts along them."""
    near, top = geometry.marks_from_mm, geometry.trim_height_mm
    for x in folds_mm:
        yield f"[{_number(PT_PER_MM)}] 0 d\n".encode()
        yield _line((x, -near), (x, -near - CROP_MM))
        yield _line((x, top + near), (x, top + near + CROP_MM))


def _target_places(geometry: PageGeometry, folds_mm: Sequence[float]) -> Iterator[Point]:
    """Yield the middles of the four sides, or where a fold leaves room beside it."""
    width, height = geometry.trim_width_mm, geometry.trim_height_mm
    out, x = geometry.marks_middle_mm, _target_x_mm(width, folds_mm)
    yield from ((-out, height / 2), (width + out, height / 2), (x, -out), (x, height + out))


def _target_x_mm(width_mm: float, folds_mm: Sequence[float]) -> float:
    """Return the middle, or three quarters of the way: the left belongs to slug and colours."""
    is_free = all(abs(width_mm / 2 - fold) > 2 * TARGET_ROOM_MM for fold in folds_mm)
    return width_mm * (0.5 if is_free else 0.75)


def _room_mm(geometry: PageGeometry, folds_mm: Sequence[float]) -> float:
    """Return how much of the strip is free between the left crop mark and the next mark."""
    stops = (_target_x_mm(geometry.trim_width_mm, folds_mm), *folds_mm)
    return min(stops) - TARGET_ROOM_MM - INSET_MM


def _target(x_mm: float, y_mm: float) -> bytes:
    """Return a circle with a cross (four Bézier arcs: k = 4/3·(√2 - 1))."""
    arm, k = TARGET_MM * 1.5, 0.5523
    cross = _line((x_mm - arm, y_mm), (x_mm + arm, y_mm))
    cross += _line((x_mm, y_mm - arm), (x_mm, y_mm + arm))
    path = f"{_points((x_mm + TARGET_MM, y_mm))} m"
    for (ax, ay), (bx, by) in pairwise(((1, 0), (0, 1), (-1, 0), (0, -1), (1, 0))):
        arc = ((ax + k * bx, ay + k * by), (bx + k * ax, by + k * ay), (bx, by))
        path += f" {_points(*((x_mm + TARGET_MM * x, y_mm + TARGET_MM * y) for x, y in arc))} c"
    return cross + path.encode() + b" s\n"


def _color_bar(geometry: PageGeometry) -> Iterator[bytes]:
    """Yield as many patches as fit at the upper left, between crop mark and target."""
    y = geometry.trim_height_mm + geometry.marks_middle_mm - PATCH_MM / 2
    fitting = int(_room_mm(geometry, (geometry.trim_width_mm / 2,)) // PATCH_MM)
    size = _number(PATCH_MM * PT_PER_MM)
    for index, ink in enumerate(PATCHES[: max(0, fitting)]):
        corner = _points((INSET_MM + index * PATCH_MM, y))
        yield f"{ink} k {corner} {size} {size} re f\n".encode()


def slug(
    geometry: PageGeometry,
    text: str,
    font: OutlineFont,
    *,
    at_mm: float = INSET_MM,
    folds_mm: Sequence[float] = (),
) -> bytes:
    """Return `text` as outlines at the lower left, in black only, narrowed where it is too long.

    It begins `at_mm` from the trim's left edge. Outlines need no font resource, so a slug can
    never bring in a font that is not embedded; what all pages share belongs in a form XObject
    (a line of Han takes 8 kB).
    """
    operators, advance = font.outline(text)
    room_pt = (_room_mm(geometry, folds_mm) + INSET_MM - at_mm) * PT_PER_MM
    if not geometry.marks_mm or not advance or room_pt <= 0:
        return b""
    scale = SLUG_PT / font.units_per_em
    across = scale * min(1.0, room_pt / (advance * scale))
    x_pt = at_mm * PT_PER_MM
    y_pt = -geometry.marks_middle_mm * PT_PER_MM - SLUG_PT * 0.35  # half a capital's height
    place = f"{across:.6f} 0 0 {scale:.6f} {_number(x_pt)} {_number(y_pt)} cm\n"
    return b"".join([MARK_BEGIN, b"0 0 0 1 k\n", place.encode(), operators, b"f\n", MARK_END])


def slug_width_mm(text: str, font: OutlineFont) -> float:
    """Return how wide `text` is in a slug that is not narrowed."""
    return font.width(text, SLUG_PT) / PT_PER_MM


def _line(start_mm: Point, end_mm: Point) -> bytes:
    return f"{_points(start_mm)} m {_points(end_mm)} l S\n".encode()


def _points(*points_mm: Point) -> str:
    return " ".join(_number(n * PT_PER_MM) for point in points_mm for n in point)


def _number(value: float) -> str:
    """Return a number as PDF writes it: no exponent, no trailing zeros, no negative zero."""
    return f"{round(value, 4) + 0.0:.4f}".rstrip("0").rstrip(".")
