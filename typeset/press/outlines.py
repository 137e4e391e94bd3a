"""Text as vector outlines from a TrueType font, reading only the glyphs that are drawn."""

from __future__ import annotations

import io
import struct
from bisect import bisect_right
from sys import maxunicode
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.pens.qu2cuPen import Qu2CuPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

from typeset.layout.catalog import cmap_groups

Point = tuple[float, float]

CURVE_ERROR = 1.0  # in 1/1000 em; two quadratic curves in one cubic take half the bytes
GETA = "〓"  # the compositor's sign for a missing sort (GB/T 2312, 01-94)


class OutlineFont:
    """A TrueType font from which text is drawn as vector outlines, glyph by glyph.

    No shaping, no kerning, no composite glyphs (they print as 〓): a slug holds digits, Latin
    and Han. The tables are read as they lie in the file: fontTools would unfold 30,000 glyphs
    first (.13 s). Raises `ValueError` for bytes that are no such font.
    """

    def __init__(self, data: bytes) -> None:
        try:
            font = TTFont(io.BytesIO(data), lazy=True)
            head = font.getTableData("head")
            (self.units_per_em,) = struct.unpack_from(">H", head, 18)
            self._groups = cmap_groups(font.getTableData("cmap"))
            self._offsets = _glyph_offsets(
                font.getTableData("loca"), struct.unpack_from(">h", head, 50)[0]
            )
            self._outlines = font.getTableData("glyf")
            self._metrics = font.getTableData("hmtx")
            # OpenType, hhea: the last of its 36 bytes is the number of metrics.
            (self._metric_count,) = struct.unpack_from(">H", font.getTableData("hhea"), 34)
        except Exception as error:  # fontTools raises whatever struct or a dictionary raises
            raise ValueError(f"not a font: {error}") from error

    def outline(self, text: str) -> tuple[bytes, int]:
        """Return path operators in font units, without a paint operator, and the advance."""
        parts: list[bytes] = []
        x = 0
        for character in text:
            number = self._glyph_id(character) or self._glyph_id(GETA)
            pen = _OperatorPen(x)
            glyph = self._glyph(number)
            if glyph.isComposite():
                number = self._glyph_id(GETA)
                glyph = self._glyph(number)
            glyph.draw(Qu2CuPen(pen, CURVE_ERROR, all_cubic=True), None)
            parts += pen.operators
            x += self._advance(number)
        return b"".join(parts), x

    def width(self, text: str, size: float) -> float:
        """Return how wide `text` is at a size, in that size's unit."""
        numbers = (self._glyph_id(c) or self._glyph_id(GETA) for c in text)
        return sum(map(self._advance, numbers)) * size / self.units_per_em

    def _glyph(self, number: int) -> Any:
        start, end = self._offsets[number], self._offsets[number + 1]
        glyph = Glyph(self._outlines[start:end])
        glyph.expand(None)
        return glyph

    def _advance(self, number: int) -> int:
        """Return an advance; glyphs beyond the last metric share it (OpenType, hmtx)."""
        index = min(number, self._metric_count - 1)
        return int(struct.unpack_from(">H", self._metrics, index * 4)[0])

    def _glyph_id(self, character: str) -> int:
        """Return a character's glyph, 0 for none."""
        code = ord(character)
        index = bisect_right(self._groups, (code, maxunicode, 0)) - 1
        first, last, glyph = self._groups[index] if index >= 0 else (0, -1, 0)
        return glyph + code - first if code <= last else 0


def _glyph_offsets(loca: bytes, is_long: int) -> tuple[int, ...]:
    """Return where each glyph's outline begins (OpenType, loca: short offsets are halved)."""
    if is_long:
        return struct.unpack(f">{len(loca) // 4}L", loca)
    return tuple(2 * offset for offset in struct.unpack(f">{len(loca) // 2}H", loca))


class _OperatorPen(BasePen):
    """Writes outlines as PDF operators, in font units, moved right by `x`."""

    def __init__(self, x: int) -> None:
        super().__init__(None)
        self._x = x
        self.operators: list[bytes] = []

    def _write(self, operator: str, *points: Point) -> None:
        numbers = (n for x, y in points for n in (round(x) + self._x, round(y)))
        self.operators.append(f"{' '.join(map(str, numbers))} {operator}\n".encode())

    def _moveTo(self, point: Point) -> None:  # noqa: N802
        self._write("m", point)

    def _lineTo(self, point: Point) -> None:  # noqa: N802
        self._write("l", point)

    def _curveToOne(self, one: Point, two: Point, point: Point) -> None:  # noqa: N802
        self._write("c", one, two, point)

    def _closePath(self) -> None:  # noqa: N802
        self.operators.append(b"h\n")
