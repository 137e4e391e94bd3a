"""What could not be set well, read from the lines that were laid out at the end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from weasyprint.formatting_structure import boxes

from typeset.cjk.flatten import INTENDED, Reason

RECORD: Final = "typeset_record"  # attribute of line boxes


_PART = re.compile(r"(?:article|organisation)-\d+")


class FindingKind(StrEnum):
    """What is the matter with a line."""

    LOOSE = "loose line"  # value: letter-spacing of its Han, in ems
    SHORT = "line left short"  # value: what is missing to the measure, in ems
    OVERFULL = "overfull line"  # value: how far it sticks out, in ems
    STOCK = "stock line breaker"  # the paragraph could not be composed; see the reason
    LOST_NOTE = "lost footnote"  # its call is printed, its text is not; see `lost_notes`


@dataclass(frozen=True, slots=True)
class Place:
    """Where a box's text comes from: the printed part (`article-01`) and the line of its file."""

    part: str = ""
    line: int | None = None


_NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Finding:
    """One line (or one paragraph, by its first line on a page) that is not well set."""

    page_index: int
    kind: FindingKind
    text: str
    value: float | None = None
    reason: str | None = None
    place: Place = _NOWHERE


Placed = Iterable[tuple[Any, Place]]  # boxes of a page and where their text comes from


@dataclass(slots=True)
class LineRecord:
    """What the composer remembers of a line; lengths are in ems."""

    paragraph: int
    stretch_em: float = 0.0
    white_em: float = 0.0
    overfull_em: float = 0.0
    loose_em: float = 0.0  # the limit that applies
    reason: Reason | None = None


def descend(box: Any, place: Place = _NOWHERE) -> Iterator[tuple[Any, Place]]:
    """Yield `box` and all boxes below it, each with the place that its element names."""
    waiting = [(box, place)]
    while waiting:
        box, place = waiting.pop()
        element = box.element
        if element is not None:
            id_, line = element.get("id"), element.get("data-line")
            if id_ and (_PART.fullmatch(id_) or not place.part):
                place = Place(id_)
            if line:
                place = Place(place.part, int(line))
        yield box, place
        # An absolutely positioned box has a stand-in where it was written.
        children = reversed(getattr(box, "children", ()))
        waiting += [(getattr(child, "_box", child), place) for child in children]


def findings(pages: Iterable[Any]) -> tuple[Finding, ...]:
    """Return what could not be set well on `pages` (WeasyPrint's `document.pages`)."""
    return tuple(
        finding
        for page_index, page in enumerate(pages)
        for finding, _ in page_findings(page_index, page)
    )


@dataclass(frozen=True, slots=True)
class PageNotes:
    """The footnotes that a page prints (their elements), and those it calls, with the places."""

    printed: frozenset[Any]
    called: tuple[tuple[Any, Place], ...]


def page_notes(page: Any) -> PageNotes:
    """Return the footnotes of a page."""
    return notes_among(descend(page._page_box))


def notes_among(placed: Placed) -> PageNotes:
    """Return the footnotes among the boxes of a page."""
    printed: set[Any] = set()
    called = []
    for box, place in placed:
        if isinstance(box, boxes.FootnoteAreaBox):
            printed.update(child.element for child in box.children)
        elif box.footnote is not None and box.element_tag.endswith("::footnote-call"):
            called.append((box.footnote, place))
    return PageNotes(frozenset(printed), tuple(called))


def lost_notes(pages: Iterable[Any]) -> Iterator[Finding]:
    """Yield the footnotes that are called and never printed."""
    return notes_lost_in(page_notes(page) for page in pages)


def notes_lost_in(notes: Iterable[PageNotes]) -> Iterator[Finding]:
    """Yield the footnotes that are called on some page and printed on none.

    WeasyPrint 70 loses one when its call stands in the line for which it moves earlier notes
    of a crowded page to the next one, and when notes still wait after the last page.
    """
    pages = tuple(notes)
    printed = set().union(*(page.printed for page in pages))
    calls = [(index, *called) for index, page in enumerate(pages) for called in page.called]
    while calls:
        page_index, note, place = calls.pop(0)
        if note.element not in printed:
            printed.add(note.element)
            yield Finding(page_index, FindingKind.LOST_NOTE, line_text(note), place=place)
            inner = (box.footnote for box in note.descendants() if box.footnote)
            calls += [(page_index, each, place) for each in inner]


def page_findings(page_index: int, page: Any) -> Iterator[tuple[Finding, Any]]:
    """Yield what could not be set well on a page, each with its line box."""
    return findings_among(page_index, descend(page._page_box))


def findings_among(page_index: int, placed: Placed) -> Iterator[tuple[Finding, Any]]:
    """Yield what could not be set well among the boxes of a page, each with its line box."""
    fallen: set[int] = set()
    for box, place in placed:
        record = getattr(box, RECORD, None) if isinstance(box, boxes.LineBox) else None
        if not isinstance(record, LineRecord):
            continue
        if record.reason is not None:
            if record.paragraph not in fallen and record.reason not in INTENDED:
                fallen.add(record.paragraph)
                reason = record.reason.value
                text = line_text(box)
                kind = FindingKind.STOCK
                yield Finding(page_index, kind, text, reason=reason, place=place), box
            continue
        for kind, value, limit in (
            (FindingKind.LOOSE, record.stretch_em, record.loose_em + 1e-6),
            (FindingKind.SHORT, record.white_em, 0.05),
            (FindingKind.OVERFULL, record.overfull_em, 0.05),
        ):
            if value > limit:
                found = Finding(page_index, kind, line_text(box), round(value, 3), place=place)
                yield found, box


def line_text(line: Any) -> str:
    """Return the text of a line box."""
    return "".join(box.text for box in line.descendants() if isinstance(box, boxes.TextBox)).strip()
