"""Text that runs off the page: cut away by the knife, or never seen at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes

from typeset.cjk import Place, Placed, descend

TOLERANCE_PX = 1.0
SHOWN = 40  # characters of the text


@dataclass(frozen=True, slots=True)
class Overflow:
    """A piece of text that sticks out of its page, 0-based."""

    page_index: int
    text: str
    place: Place


def _is_text(box: object) -> bool:
    return isinstance(box, boxes.TextBox) and bool(box.text.strip())


def overflows(page_index: int, page: Any, placed: Placed) -> Iterator[Overflow]:
    """Yield each text box that passes the left, right or lower edge of its trimmed page."""
    for box, place in texts_among(page, placed):
        yield Overflow(page_index, box.text.strip()[:SHOWN], place)


def texts_off(page: Any) -> Iterator[tuple[Any, Place]]:
    """Yield the text boxes of a page that pass an edge of its trim, with their places."""
    return texts_among(page, descend(page._page_box))


def texts_among(page: Any, placed: Placed) -> Iterator[tuple[Any, Place]]:
    """Yield those boxes of a page with text that pass an edge of its trim."""
    for box, place in placed:
        if _is_text(box) and (
            box.position_x < -TOLERANCE_PX
            or box.position_x + box.width > page.width + TOLERANCE_PX
            or box.position_y + box.height / 2 > page.height + TOLERANCE_PX
        ):
            yield box, place
