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
    """A code that is to be drawn; `modules` counts one side, quiet zone and all."""

    name: str
    content: str
    modules: int

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

    @property
    def bars(self) -> tuple[tuple[int, int, int, int], ...]:
        """Return the dark modules in rectangles: column, row, width and height, in modules.

        Columns and rows count from the top left. They are looked for when they are drawn: the
        choice of the mask takes some 5 ms, and for all else it is enough to know the size.
        """
        return _bars(self.content)


@lru_cache(1024)
def make_code(name: str, content: str) -> QrCode:
    """Return the code for `content`, level M; raise `LinkTooLongError` when it is too long."""
    symbol = _symbol(content)
    try:
        version = symbol.best_fit(start=LEAST_VERSION)
    except (DataOverflowError, ValueError) as error:
        raise LinkTooLongError(content) from error
    if version > GREATEST_VERSION:
        raise LinkTooLongError(content)
    return QrCode(name, content, 4 * version + 17 + 2 * QUIET_ZONE_MODULES)  # ISO/IEC 18004, 5.3


def _symbol(content: str) -> QRCode[Any]:
    symbol: QRCode[Any] = QRCode(
        version=LEAST_VERSION, error_correction=ERROR_CORRECT_M, border=QUIET_ZONE_MODULES
    )
    symbol.add_data(content)
    return symbol


@lru_cache(256)  # some 30 kB each
def _bars(content: str) -> tuple[tuple[int, int, int, int], ...]:
    symbol = _symbol(content)
    symbol.make(fit=True)
    return tuple(_joined([frozenset(_runs(row)) for row in symbol.get_matrix()]))


def _joined(rows: list[frozenset[tuple[int, int]]]) -> Iterator[tuple[int, int, int, int]]:
    """Yield one bar for each run and for the same ones in the rows below it."""
    above: frozenset[tuple[int, int]] = frozenset()
    for y, row in enumerate(rows):
        for run in sorted(row - above):
            last = next((at for at in range(y, len(rows)) if run not in rows[at]), len(rows))
            x, width = run
            yield x, y, width, last - y
        above = row


def _runs(row: list[bool]) -> Iterator[tuple[int, int]]:
    """Yield the runs of dark modules: a run, not a module, has no anti-aliased hairlines inside."""
    x = 0
    for is_dark, group in groupby(row):
        width = len(list(group))
        if is_dark:
            yield x, width
        x += width
