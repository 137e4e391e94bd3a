"""QR codes as vectors (ISO/IEC 18004), one path each, black only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError
from qrcode.main import QRCode

QUIET_ZONE_MODULES = 4  # ISO/IEC 18004, 9.1
# A frame of 26 mm keeps the symbol itself, without its quiet zone, at 20 mm from version 3
# upwards; and a module below .45 mm is no longer read at 150 dpi (under 2.7 dots), so long
# links get a larger code. Version 16 then measures 40 mm: more does not fit a page's foot.
LEAST_VERSION = 3
GREATEST_VERSION = 16
LEAST_SIDE_MM = 26.0
LEAST_MODULE_MM = 0.45


class LinkTooLongError(ValueError):
    """The text does not fit a code that can still be scanned in print."""


@dataclass(frozen=True, slots=True)
class QrCode:
    """A code as an SVG path in module units; `modules` counts one side, quiet zone and all."""

    content: str
    modules: int
    path: str

    @property
    def side_mm(self) -> float:
        """Return the printed side in mm, quiet zone and all."""
        return max(LEAST_SIDE_MM, self.modules * LEAST_MODULE_MM)

    @property
    def svg(self) -> str:
        """Return the code as an SVG document without size, the colour on the element itself."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.modules} {self.modules}">'
            f'<path fill="none" stroke="#000" d="{self.path}"/></svg>'
        )


def make_code(content: str) -> QrCode:
    """Return the code for `content`, level M; raise `LinkTooLongError` when it is too long."""
    symbol: QRCode[Any] = QRCode(
        version=LEAST_VERSION, error_correction=ERROR_CORRECT_M, border=QUIET_ZONE_MODULES
    )
    symbol.add_data(content)
    try:
        symbol.make(fit=True)
    except (DataOverflowError, ValueError) as error:
        raise LinkTooLongError(content) from error
    if symbol.version > GREATEST_VERSION:
        raise LinkTooLongError(content)
    matrix = symbol.get_matrix()
    return QrCode(content, len(matrix), _runs_path(matrix))


def _runs_path(matrix: list[list[bool]]) -> str:
    """Return one stroke, a module wide, per horizontal run of dark modules.

    A run, not a module, so that anti-aliasing leaves no hairlines inside it; a stroke, not a
    rectangle, because WeasyPrint's path parser takes 20 ms a code for rectangles, half for these.
    """
    pieces = []
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                pieces.append(f"M{start} {y}.5h{x - start}")
            x = max(x, start + 1)
    return "".join(pieces)
