"""The parts of a PDF's objects without detours.

pydyf 0.13 makes the references of all pages anew for every tag and link, and asks of each part of
each object what it may be before it is taken for text.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import pydyf

from typeset.patching import replaced

_STOCK: Final = pydyf._to_bytes


class _References:
    """Those of the PDF that was last asked for them."""

    def __init__(self, stock: Any) -> None:
        self._stock = stock
        self._kids: Any = None
        self._count = 0
        self._known: tuple[bytes, ...] = ()

    def of(self, pdf: Any) -> tuple[bytes, ...]:
        kids = pdf.pages["Kids"]
        if kids is not self._kids or len(kids) != self._count:
            self._kids, self._count = kids, len(kids)
            self._known = self._stock.fget(pdf)
        return self._known


def to_bytes(item: Any) -> bytes:
    """Return what stands for an item in a PDF, as pydyf does."""
    kind = type(item)
    made: bytes
    if kind is bytes:
        made = item
    elif kind is str:
        made = item.encode("ascii")
    else:
        made = b"%d" % item if kind is int else _STOCK(item)
    return made


@contextmanager
def short_ways() -> Iterator[None]:
    """Make references anew only when there are more pages, and bytes at once."""
    references = _References(pydyf.PDF.page_references)
    with replaced(
        (pydyf.PDF, "page_references", property(references.of)), (pydyf, "_to_bytes", to_bytes)
    ):
        yield
