"""Half of a body: its pages first, and their ends once it is known what stands before them.

What a page in the middle of a body owes to the pages before it is their number and the named
strings in force; both are needed only for its margin boxes. So the second half can be laid out
while the first one is, as long as a new page begins between them in any case (`segments`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from weasyprint.document import Page
from weasyprint.layout.page import make_all_pages, remake_page

from typeset.press.page_ends import Strings, finish, gather, strings_in_force
from typeset.press.segments import LEAST_WEIGHT, Boxes, Segment, starter

# Counters of pages that do more than count them.
_COUNTED = re.compile(r"counter-(?:reset|set|increment)\s*:[^;}]*\bpage\b", re.IGNORECASE)
_PAGE_COUNTERS = frozenset(("page", "pages"))


class IndivisibleError(ValueError):
    """The pages of a body depend on each other in a way that halves do not bear."""


@dataclass(frozen=True, slots=True)
class Start:
    """What a half needs to know of what stands before it."""

    page_count: int = 0
    strings: Strings = ()


def cut(boxes: Boxes, css: Iterable[str], first_load: int) -> tuple[Segment, Segment] | None:
    """Return two halves of a body that take about as long, None if it is better left whole.

    `first_load` is what whoever lays out the first one has to do besides, in characters. Where
    the side of the page is known on which the second half begins, it need not be guessed.
    """
    segments = boxes.segments
    weights = [segment.weight for segment in segments]
    if len(segments) < 2 or sum(weights) < LEAST_WEIGHT or any(map(_COUNTED.search, css)):
        return None
    if boxes.context.target_collector.counter_lookup_items:  # page numbers in the text
        return None

    def cost(at: int) -> float:
        slower = max(sum(weights[:at]) + first_load, sum(weights[at:]))
        return slower * (1 if segments[at].side else 1.1)

    at = min(range(1, len(segments)), key=cost)
    return _joined(segments[:at]), _joined(segments[at:])


def _joined(segments: Sequence[Segment]) -> Segment:
    first, last = segments[0], segments[-1]
    weight = sum(segment.weight for segment in segments)
    return Segment(first.first, last.last, first.side, weight, is_sided=True)


@dataclass(slots=True)
class Half:
    """One half of a body, laid out page by page."""

    boxes: Boxes
    segment: Segment
    _pages: list[Any] = field(default_factory=list)
    _bookmarked: set[Any] = field(default_factory=set)

    def make(self, side: str, then: Segment | None = None) -> None:
        """Lay the pages out, the first of them on `side`; their ends are still open.

        `then` is what follows: where it needs another side, a blank page is added.
        """
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
            body.children = whole
            if then is not None and then.side not in ("", self.next_side):
                self._add_blank(then)
        finally:
            body.children = whole

    def _check_end(self, *, is_last: bool) -> None:
        """Raise `IndivisibleError` if something waits for the page after the half's last one."""
        context = self.boxes.context
        is_end = context.page_maker[self.page_count][0] is None
        if is_end and not is_last and (context.reported_footnotes or context.broken_out_of_flow):
            raise IndivisibleError("a note runs on into the second half")

    @property
    def page_count(self) -> int:
        """Return the number of pages, blank ones included."""
        return len(self._pages)

    @property
    def next_side(self) -> str:
        """Return on which side the page after the last one is."""
        return "right" if self.boxes.context.page_maker[self.page_count][2] else "left"

    def _add_blank(self, then: Segment) -> None:
        """Add the blank page that WeasyPrint makes where the next one needs the other side."""
        context, root = self.boxes.context, self.boxes.root
        _, _, is_right, state, remake = context.page_maker[self.page_count]
        name = root.children[0].children[then.first].page_values()[0]
        turn = {"break": then.side, "page": name}
        here = ({0: {then.first: None}}, turn, is_right, state, remake)
        context.page_maker[self.page_count] = here
        page, _ = remake_page(self.page_count, context, root, self.boxes.html)
        self._pages.append(page)

    def finish(self, start: Start) -> list[Page]:
        """Return the pages with their ends.

        Raises `IndivisibleError` where pages count more than pages.
        """
        context, before = self.boxes.context, start.page_count
        for name, value in start.strings:
            context.string_set[name][before].append(value)
        for number, page in enumerate(self._pages, start=before + 1):
            gather(context, page, number, self._bookmarked)
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

    @property
    def end(self) -> Start:
        """Return what the half after this one needs to know, once this one is finished."""
        return Start(self.page_count, strings_in_force(self.boxes.context))
