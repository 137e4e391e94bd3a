"""The end of a page, once all that flows on it is set: named strings, margin boxes, backgrounds.

This is the second half of WeasyPrint's `layout_document`, for one page at a time.
"""

from __future__ import annotations

from typing import Any

from weasyprint.document import Page
from weasyprint.layout.background import layout_backgrounds
from weasyprint.layout.page import make_margin_boxes

Strings = tuple[tuple[str, Any], ...]  # named strings in force


def gather(context: Any, page: Any, page_number: int, bookmarked: set[Any]) -> None:
    """Collect the strings that a page sets, and leave one bookmark to each element."""
    for box in page.descendants():
        if box.bookmark_label:
            tag = box.element_tag.rpartition("::")[2]
            key = (box.element, tag if tag in ("before", "after") else "")
            if key in bookmarked:
                box.bookmark_label = ""
            bookmarked.add(key)
        if box.string_set and box.string_set != "none":
            for name, text in box.string_set:
                context.string_set[name][page_number].append(text)


def finish(context: Any, page: Any, page_number: int, state: Any) -> Page:
    """Return a page with its margin boxes, which show the counters of `state`."""
    root, footnotes, notes = page.children
    context.current_page = page_number
    areas = [area for area in (footnotes, notes) if area.children]
    page.children = (root, *areas, *make_margin_boxes(context, page, state))
    layout_backgrounds(page, context.get_image_from_uri)
    return Page(page)


def strings_in_force(context: Any) -> Strings:
    """Return the last value of each named string so far."""
    return tuple(
        (name, found[max(found)][-1]) for name, found in sorted(context.string_set.items()) if found
    )
