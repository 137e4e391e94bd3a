"""QR codes as vectors (ISO/IEC 18004), black only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError
from qrcode.main import QRCode

from typeset.issue.model import BASE_URL

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
    """A code as runs of dark modules.

    `modules` counts one side, quiet zone and all; a run is column, row and width in modules,
    from the top left.
    """

    name: str
    content: str
    modules: int
    runs: tuple[tuple[int, int, int], ...]

    @property
    def url(self) -> str:
        """Return the address by which layouts ask for it; the press room draws it."""
        return f"{BASE_URL}codes/{self.name}"

    @property
    def side_mm(self) -> float:
        """Return the printed side in mm, quiet zone and all."""
        return max(LEAST_SIDE_MM, self.modules * LEAST_MODULE_MM)

    @property
    def quiet_mm(self) -> float:
        """Return the printed width of the quiet zone on one side."""
        return self.side_mm * QUIET_ZONE_MODULES / self.modules


@lru_cache(1024)
def make_code(name: str, content: str) -> QrCode:
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
    return QrCode(name, content, len(matrix), tuple(_runs(matrix)))


def _runs(matrix: list[list[bool]]) -> Iterator[tuple[int, int, int]]:
    """Yield horizontal runs: a run, not a module, leaves no anti-aliased hairlines inside it."""
    for y, row in enumerate(matrix):
        x = 0
        for is_dark, group in groupby(row):
            width = len(list(group))
            if is_dark:
                yield x, y, width
            x += width
