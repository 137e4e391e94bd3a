"""What an editor would see on laid-out pages, as plain data that passes between processes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes

from typeset.cjk import Finding, Place, line_text
from typeset.press import noticing
from typeset.press.noticing import Noticed, noticed_on
from typeset.press.overflow import Overflow

_PX_TO_PT = 0.75
_PART = re.compile(r"(?:article|organisation)-\d+")


@dataclass(frozen=True, slots=True)
class BlockFacts:
    """What one page (or column) holds of a block of lines; lengths are in points.

    `key` is the same for all pieces of a block, `box` tells what it stands in (`table`,
    `figure`, `note`, or nothing), `lines` has the text of each line, `line_pt` their height.
    """

    key: int
    tag: str
    place: Place
    box: str
    x_pt: float
    y_pt: float
    height_pt: float
    line_pt: float
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return the text of this piece."""
        return "".join(self.lines)


@dataclass(frozen=True, slots=True)
class RowFacts:
    """A row of a table; `table` tells which, `is_head` that it is repeated on each page."""

    table: int
    place: Place
    is_head: bool
    y_pt: float


@dataclass(frozen=True, slots=True)
class PictureSize:
    """A picture as it prints: its URL, its place and size, and its pixels where it has any."""

    url: str
    place: Place
    y_pt: float
    width_pt: float
    height_pt: float
    ppi: float | None


@dataclass(frozen=True, slots=True)
class PageFacts:
    """One page: the type area, and what stands in it in the order of the text."""

    top_pt: float
    bottom_pt: float
    left_pt: float
    width_pt: float
    is_right: bool
    parts: tuple[str, ...] = ()
    blocks: tuple[BlockFacts, ...] = ()
    rows: tuple[RowFacts, ...] = ()
    pictures: tuple[PictureSize, ...] = ()
    lowest_pt: float = 0.0  # the foot of what stands lowest in the text, without footnotes

    @property
    def height_pt(self) -> float:
        """Return the height of the type area."""
        return self.bottom_pt - self.top_pt


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pages one after the other, and what was found on them; page indices count from 0."""

    pages: tuple[PageFacts, ...] = ()
    findings: tuple[Finding, ...] = ()
    overflows: tuple[Overflow, ...] = ()


def stretch_of(pages: Sequence[Any], first_key: int = 0) -> Stretch:
    """Return the facts of WeasyPrint's pages; the keys of blocks count from `first_key`."""
    keys: dict[int, int] = {}
    noticed = noticed_on(pages)
    return Stretch(
        tuple(_Page(page._page_box, keys, first_key).facts() for page in pages),
        noticed.findings,
        noticed.overflows,
    )


def joined(stretches: Sequence[Stretch]) -> Stretch:
    """Return stretches as one; what was found keeps its page."""
    told = noticing.joined(
        Noticed(len(each.pages), each.findings, each.overflows) for each in stretches
    )
    pages = tuple(page for each in stretches for page in each.pages)
    return Stretch(pages, told.findings, told.overflows)


@dataclass(slots=True)
class _Page:
    """Walks through the boxes of a page."""

    box: Any
    keys: dict[int, int]  # id of an element → key of its block
    first_key: int
    parts: dict[str, None] = field(default_factory=dict)
    blocks: list[BlockFacts] = field(default_factory=list)
    rows: list[RowFacts] = field(default_factory=list)
    pictures: list[PictureSize] = field(default_factory=list)
    lowest: float = 0.0

    def facts(self) -> PageFacts:
        """Return what stands on the page."""
        page = self.box
        top = page.content_box_y()
        for child in page.children:
            if isinstance(child, boxes.FootnoteAreaBox):
                self._walk(child, Place(), "note", 0)
            elif not isinstance(child, boxes.MarginBox):
                self._walk(child, Place(), "", 0)
        return PageFacts(
            top * _PX_TO_PT,
            (top + page.height) * _PX_TO_PT,
            page.content_box_x() * _PX_TO_PT,
            page.width * _PX_TO_PT,
            page.page_type.side == "right",
            tuple(self.parts),
            tuple(self.blocks),
            tuple(self.rows),
            tuple(self.pictures),
            self.lowest * _PX_TO_PT,
        )

    def _key(self, element: Any) -> int:
        return self.first_key + self.keys.setdefault(id(element), len(self.keys))

    def _walk(self, box: Any, place: Place, inside: str, table: int) -> None:
        element = box.element
        if element is not None:
            place = self._placed(element, place)
            if box.element_tag in ("figure", "table"):
                inside = box.element_tag
            if box.element_tag == "table":
                table = self._key(element)
        if isinstance(box, boxes.ReplacedBox):
            self._picture(box, place)
            return
        if box.element is not None and box.element_tag == "tr":
            is_head = bool(box.children) and all(c.element_tag == "th" for c in box.children)
            self.rows.append(RowFacts(table, place, is_head, float(box.position_y) * _PX_TO_PT))
        children = [getattr(child, "_box", child) for child in getattr(box, "children", ())]
        lines = [child for child in children if isinstance(child, boxes.LineBox)]
        if lines:
            self._block(box, lines, place, inside)
        for child in children:
            self._walk(child, place, inside, table)

    def _placed(self, element: Any, place: Place) -> Place:
        id_, line = element.get("id"), element.get("data-line")
        if id_ and (_PART.fullmatch(id_) or not place.part):
            place = Place(id_)
            self.parts[id_] = None
        return Place(place.part, int(line)) if line else place

    def _block(self, box: Any, lines: list[Any], place: Place, inside: str) -> None:
        foot = lines[-1].position_y + lines[-1].height
        if inside != "note":
            self.lowest = max(self.lowest, foot)
        self.blocks.append(
            BlockFacts(
                self._key(box.element),
                box.element_tag,
                place,
                inside,
                lines[0].position_x * _PX_TO_PT,
                lines[0].position_y * _PX_TO_PT,
                (foot - lines[0].position_y) * _PX_TO_PT,
                lines[0].height * _PX_TO_PT,
                tuple(line_text(line) for line in lines),
            )
        )

    def _picture(self, box: Any, place: Place) -> None:
        self.lowest = max(self.lowest, box.position_y + box.margin_height())
        url = (box.element.get("src") or "") if box.element is not None else ""
        head = getattr(getattr(box.replacement, "picture", None), "head", None)
        ppi = None
        if head is not None and box.width and box.height:
            ppi = min(head.width_px / box.width, head.height_px / box.height) * 96
        self.pictures.append(
            PictureSize(
                url,
                place,
                box.position_y * _PX_TO_PT,
                box.width * _PX_TO_PT,
                box.height * _PX_TO_PT,
                ppi,
            )
        )
