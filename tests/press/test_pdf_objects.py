"""Pages are referred to, and bytes made, as pydyf does it."""

from __future__ import annotations

from typing import Any

import pydyf
import pytest

from typeset.press.pdf_objects import short_ways, to_bytes


def added(pdf: Any, pages: int) -> tuple[bytes, ...]:
    for _ in range(pages):
        pdf.add_page(pydyf.Dictionary({"Type": "/Page"}))
    references: tuple[bytes, ...] = pdf.page_references
    return references


def test_references_follow_the_pages_of_each_pdf() -> None:
    one, other = pydyf.PDF(), pydyf.PDF()
    with short_ways():
        found = [added(one, 2), added(one, 0), added(other, 3), added(one, 1), added(other, 0)]
        assert one.page_references is one.page_references
    assert found[0] == found[1] == one.page_references[:2]
    assert found[3] == one.page_references
    assert found[2] == found[4] == other.page_references
    assert len(found[3]) == len(found[2]) == 3


def test_pydyfs_own_property_comes_back() -> None:
    before = pydyf.PDF.page_references
    with short_ways():
        assert pydyf.PDF.page_references is not before
    assert pydyf.PDF.page_references is before


@pytest.mark.parametrize(
    "item",
    [
        *(b"/a", "b", "", 7, -7, 0, True, 1.5, 2.0, -0.0, 1e-9, 1e20, 0.1 + 0.2, None),
        *(pydyf.Dictionary({"A": 1.25, "B": pydyf.Array([1, "x"])}), pydyf.String("中 (a)")),
    ],
)
def test_bytes_are_pydyfs(item: Any) -> None:
    assert to_bytes(item) == pydyf._to_bytes(item)


def test_what_is_not_ascii_is_refused_as_by_pydyf() -> None:
    with pytest.raises(UnicodeEncodeError):
        to_bytes("中")
