"""Styles of pages that are alike, computed once; and nothing computed for margins without boxes.

WeasyPrint 70 computes the styles of each page and of its margin boxes anew, and looks through
those of all pages before. Pages to which the same `@page` rules apply have the same ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from weasyprint.formatting_structure.boxes import MarginBox
from weasyprint.layout import page as pages
from weasyprint.layout.percent import resolve_percentages

from typeset.patching import replaced

_STOCK: Final = pages.set_page_type_computed_styles
_KNOWN: Final = "_typeset_page_types"  # on a `StyleFor`: what applies → page type


def set_styles(page_type: Any, html: Any, style_for: Any) -> None:
    """Set the styles of a page and its margin boxes, those of a page like it if there was one."""
    known = style_for.__dict__.setdefault(_KNOWN, {})
    computed = style_for.get_computed_styles()
    # Lengths in vw and the like are known once the first page is made, which may be made again.
    key = (*style_for.initial_page_sizes.values(), *_selectors(page_type, style_for))
    alike = known.get(key)
    if alike is None:
        _STOCK(page_type, html, style_for)
        kinds = [kind for element, kind in style_for.get_cascaded_styles() if element == page_type]
        known[key] = page_type, {None, *kinds}
        return
    other, kinds = alike
    for kind in kinds:
        computed[page_type, kind] = computed[other, kind]


def _selectors(page_type: Any, style_for: Any) -> Iterator[int]:
    """Yield which selectors of `@page` rules apply, by their place among all."""
    place = 0
    for sheet, _, _ in style_for._sheets:
        for _, selectors, _ in sheet.page_rules:
            for _, _, selector in selectors:
                place += 1
                if style_for._page_type_match(selector, page_type):
                    yield place


def resolve(box: Any, containing_block: Any) -> None:
    """Compute a box's lengths, unless it is a margin's that is not generated: it has none."""
    if type(box) is not MarginBox or box.__dict__["is_generated"]:
        resolve_percentages(box, containing_block)


@contextmanager
def sharing_page_styles() -> Iterator[None]:
    """Have pages that are alike share their styles while the context lasts."""
    with replaced(
        (pages, "set_page_type_computed_styles", set_styles),
        (pages, "resolve_percentages", resolve),
    ):
        yield
