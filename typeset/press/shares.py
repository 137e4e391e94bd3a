"""Shares of a body: the pages of each first, and their ends once what stands before them is known.

What a page in the middle of a body owes to the pages before it is their number and the named
strings in force; both are needed only for its margin boxes. So a share can be laid out while
those around it are, as long as a new page begins at its ends in any case (`segments`).
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from weasyprint.document import Page
from weasyprint.layout.page import make_all_pages, remake_page

from typeset.press.page_ends import Strings, finish, gather, strings_in_force
from typeset.press.segments import LEAST_WEIGHT, Boxes, Segment, starter

_PAGE_COUNTERS = frozenset(("page", "pages"))


class IndivisibleError(ValueError):
    """The pages of a body depend on each other in a way that shares do not bear."""


@dataclass(frozen=True, slots=True)
class Start:
    """What a share needs to know of what stands before it."""

    page_count: int = 0
    strings: Strings = ()


class Shares(NamedTuple):
    """What another process lays out of a body, and what is laid out here: before and after it."""

    before: Segment
    theirs: Segment
    after: Segment | None


def shares_of(boxes: Boxes, load: int) -> Shares | None:
    """Return shares of a body that take two processes about as long, None if it is left whole.

    `load` is what this process has to do besides, in characters. The other one gets no pictures
    and the like: they could not be handed back. Where the side of the page is not known on which
    it begins, it guesses, and may have to begin again when what stands before is laid out.
    """
    segments = boxes.segments
    weights = [segment.weight for segment in segments]
    if len(segments) < 2 or sum(weights) < LEAST_WEIGHT:
        return None
    if boxes.context.target_collector.counter_lookup_items:  # page numbers in the text
        return None

    def cost(first: int, last: int) -> float:
        before, theirs = sum(weights[:first]), sum(weights[first:last])
        again = 0 if segments[first].side else before / 2
        return max(sum(weights) - theirs + load, theirs + again)

    known = {at for at, segment in enumerate(segments) if segment.side} | {len(segments)}
    can_go = [segment.is_portable for segment in segments]
    choices = [
        (first, last)
        for first in range(1, len(segments))
        for last in range(first + 1, len(segments) + 1)
        if last in known and all(can_go[first:last])
    ]
    if not choices:
        return None
    first, last = min(choices, key=lambda choice: cost(*choice))
    after = _joined(segments[last:]) if last < len(segments) else None
    return Shares(_joined(segments[:first]), _joined(segments[first:last]), after)


def _joined(segments: Sequence[Segment]) -> Segment:
    first, last = segments[0], segments[-1]
    return Segment(
        first.first,
        last.last,
        first.side,
        weight=sum(segment.weight for segment in segments),
        is_sided=True,
        is_portable=all(segment.is_portable for segment in segments),
    )


@dataclass(slots=True)
class Share:
    """A share of a body, laid out page by page; `next_side` is that of the page after it."""

    boxes: Boxes
    segment: Segment
    next_side: str = ""
    end: Start = Start()
    _pages: list[Any] = field(default_factory=list)
    _bookmarked: set[Any] = field(default_factory=set)

    def make(self, side: str, then: Segment | None = None) -> None:
        """Lay the pages out, the first of them on `side`; their ends are still open.

        `then` is what follows: where it needs another side, a blank page is added.
        """
        for _ in self.steps(side, then):
            pass

    def steps(self, side: str, then: Segment | None = None) -> Generator[None, None, None]:
        """Do what `make` does, with a pause after each page, in which it can be given up."""
        context, (body, *_) = self.boxes.context, self.boxes.root.children
        whole = body.children
        body.children = whole[: self.segment.last]
        self.boxes.begin()
        try:
            starter(self.segment, side)(context, self.boxes.root)
            self._pages = []
            for page in make_all_pages(context, self.boxes.root, self.boxes.html, []):
                self._pages.append(page)
                self._check_end(is_last=self.segment.last == len(whole))
                yield
            body.children = whole
            if then is not None and then.side not in ("", self._side_after()):
                self._add_blank(then)
            self.next_side = self._side_after()
        finally:
            body.children = whole

    def _check_end(self, *, is_last: bool) -> None:
        """Raise `IndivisibleError` if something waits for the page after the share's last one."""
        context = self.boxes.context
        is_end = context.page_maker[len(self._pages)][0] is None
        if is_end and not is_last and (context.reported_footnotes or context.broken_out_of_flow):
            raise IndivisibleError("a note runs on into what follows")

    def _side_after(self) -> str:
        return "right" if self.boxes.context.page_maker[len(self._pages)][2] else "left"

    def _add_blank(self, then: Segment) -> None:
        """Add the blank page that WeasyPrint makes where the next one needs the other side."""
        context, root, count = self.boxes.context, self.boxes.root, len(self._pages)
        _, _, is_right, state, remake = context.page_maker[count]
        name = root.children[0].children[then.first].page_values()[0]
        turn = {"break": then.side, "page": name}
        context.page_maker[count] = ({0: {then.first: None}}, turn, is_right, state, remake)
        page, _ = remake_page(count, context, root, self.boxes.html)
        self._pages.append(page)

    def gather(self, start: Start) -> None:
        """Gather the strings that the pages set; `end` is then what comes after them."""
        context, before = self.boxes.context, start.page_count
        for name, value in start.strings:
            context.string_set[name][before].append(value)
        for number, page in enumerate(self._pages, start=before + 1):
            gather(context, page, number, self._bookmarked)
        self.end = Start(before + len(self._pages), strings_in_force(context))

    def finish(self) -> list[Page]:
        """Return the pages with their ends, once strings are gathered, before others are made.

        Raises `IndivisibleError` where pages count more than pages.
        """
        context, before = self.boxes.context, self.end.page_count - len(self._pages)
        return [
            finish(context, page, before + index, self._state(index, before))
            for index, page in enumerate(self._pages, start=1)
        ]

    def _state(self, index: int, before: int) -> Any:
        """Return WeasyPrint's state of counters after a page, with the pages before counted."""
        quotes, counters, scopes, groups = self.boxes.context.page_maker[index][3]
        if not counters.keys() <= _PAGE_COUNTERS:
            raise IndivisibleError("pages have counters of their own")
        counted = {name: [value + before for value in values] for name, values in counters.items()}
        return quotes, counted, scopes, groups
