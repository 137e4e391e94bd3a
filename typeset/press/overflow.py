"""Text that runs off the page: cut away by the knife, or never seen at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes

from typeset.press.pagination import Pages

TOLERANCE_PX = 1.0
SHOWN = 40  # characters of the text


@dataclass(frozen=True, slots=True)
class Overflow:
    """A piece of text that sticks out of its page, 0-based."""

    page_index: int
    text: str


def _is_text(box: object) -> bool:
    return isinstance(box, boxes.TextBox) and bool(box.text.strip())


def overflows(pages: Pages) -> Iterator[Overflow]:
    """Yield each text box that passes the left, right or lower edge of its trimmed page."""
    for index, page in enumerate(pages.document.pages):
        for text in texts_off(page):
            yield Overflow(index, text.text.strip()[:SHOWN])


def texts_off(page: Any) -> Iterator[Any]:
    """Yield the text boxes of a page that pass an edge of its trim."""
    texts: Iterator[Any] = page._page_box.descendants()
    for box in texts:
        if _is_text(box) and (
            box.position_x < -TOLERANCE_PX
            or box.position_x + box.width > page.width + TOLERANCE_PX
            or box.position_y + box.height / 2 > page.height + TOLERANCE_PX
        ):
            yield box
