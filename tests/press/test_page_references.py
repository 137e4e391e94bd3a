"""Pages are referred to as pydyf refers to them."""

from __future__ import annotations

from typing import Any

import pydyf

from typeset.press.page_references import remembering_references


def added(pdf: Any, pages: int) -> tuple[bytes, ...]:
    for _ in range(pages):
        pdf.add_page(pydyf.Dictionary({"Type": "/Page"}))
    references: tuple[bytes, ...] = pdf.page_references
    return references


def test_references_follow_the_pages_of_each_pdf() -> None:
    one, other = pydyf.PDF(), pydyf.PDF()
    with remembering_references():
        found = [added(one, 2), added(one, 0), added(other, 3), added(one, 1), added(other, 0)]
        assert one.page_references is one.page_references
    assert found[0] == found[1] == one.page_references[:2]
    assert found[3] == one.page_references
    assert found[2] == found[4] == other.page_references
    assert len(found[3]) == len(found[2]) == 3


def test_pydyfs_own_property_comes_back() -> None:
    before = pydyf.PDF.page_references
    with remembering_references():
        assert pydyf.PDF.page_references is not before
    assert pydyf.PDF.page_references is before
