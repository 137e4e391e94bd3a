"""The references of a PDF's pages, made once: pydyf makes all of them for every tag and link."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf

from typeset.patching import replaced


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


@contextmanager
def remembering_references() -> Iterator[None]:
    """Make the references of a PDF's pages anew only when there are more pages."""
    references = _References(pydyf.PDF.page_references)
    with replaced((pydyf.PDF, "page_references", property(references.of))):
        yield
