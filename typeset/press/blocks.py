"""The blocks of a laid-out page: where they stand, what they say, where they were written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes

SOURCE_ATTRIBUTE = "data-source"  # FILE:LINE, on elements that are to be found again


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A part of a page, in CSS pixels from the upper left corner of the trim."""

    x: float
    y: float
    width: float
    height: float

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies in it."""
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height


@dataclass(frozen=True, slots=True)
class Block:
    """A box that says where it was written, or that holds lines.

    `source` is the value of `data-source` of the element or of the nearest one around it,
    `text` what the lines say, and `about` the id that the block links to, or else that of the
    nearest element around it.
    """

    area: Rectangle
    source: str | None
    text: str | None
    about: str | None = None


def area_of(box: Any) -> Rectangle:
    """Return where a line or a text stands."""
    return Rectangle(box.position_x, box.position_y, box.width, box.height)


def blocks(page: Any) -> Iterator[Block]:
    """Yield the blocks of a page, outer ones before those inside them."""
    yield from _blocks(page._page_box, None, None)


def _blocks(box: Any, around: str | None, about: str | None) -> Iterator[Block]:
    if not isinstance(box, boxes.ParentBox) or isinstance(box, boxes.LineBox):
        return
    own, about = _attribute(box, SOURCE_ATTRIBUTE), _attribute(box, "id") or about
    source = own or around
    area = Rectangle(
        box.border_box_x(), box.border_box_y(), box.border_width(), box.border_height()
    )
    if any(isinstance(child, boxes.LineBox) for child in box.children):
        inside = tuple(box.descendants())
        texts = (child.text for child in inside if isinstance(child, boxes.TextBox))
        links = (_attribute(child, "href") or "" for child in inside)
        linked = next((link[1:] for link in links if link.startswith("#")), None)
        yield Block(area, source, "".join(texts), linked or about)
        return
    if own is not None:
        yield Block(area, own, None)
    for child in box.children:
        yield from _blocks(child, source, about)


def _attribute(box: Any, name: str) -> str | None:
    element = getattr(box, "element", None)
    return None if element is None or isinstance(element, str) else element.get(name)
