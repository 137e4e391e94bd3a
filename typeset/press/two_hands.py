"""An issue laid out and drawn by two processes: each takes half of the body.

The second process is forked when the boxes of the body are made. It lays out its half while
this one lays out the other, hears how many pages there are before, draws its pages for each
kind of PDF, and hands over what `bones` and `drawn` tell of them. A third, forked when the first
half is laid out, draws that one while the front matter is set. Whatever cannot be handed over
is made here. The file is that of one process, byte for byte.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

import weasyprint
from weasyprint.html import get_html_metadata
from weasyprint.pdf.metadata import DocumentMetadata

from typeset.forking import CAN_FORK, forked
from typeset.press.bench import Bench
from typeset.press.bones import Skeleton, UnportableError, foreign_page
from typeset.press.drawing_hands import Drawer, Drawings
from typeset.press.engine import Complaint
from typeset.press.halves import Half, IndivisibleError, Start, cut
from typeset.press.page_facts import Stretch, stretch_of
from typeset.press.pagination import Body, set_whole
from typeset.press.profiles import Profile
from typeset.press.segments import Segment
from typeset.sources import FileRead, Question

FIRST_KEY = 1_000_000  # more blocks than half a body has
GUESS = "right"
SHARE_DRAWN = 0.6  # of the pages that are laid out here: the front matter is drawn here as well
CONTENTS_LINE = 60  # characters of text that take as long as an article's line in the contents


class _Laid(NamedTuple):
    """The second half laid out: its pages, what stands on them, and all that was noted."""

    skeletons: Sequence[Skeleton]
    stretch: Stretch
    files: dict[str, FileRead]
    answers: dict[tuple[Question, str], str]
    complaints: Sequence[Complaint]
    refused: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Second:
    """What the second process does."""

    drawer: Drawer
    segment: Segment

    def work(self, pipe: Connection) -> None:
        """Lay out the second half, tell of it, and draw it for each kind of PDF."""
        bench, boxes = self.drawer.bench, self.drawer.boxes
        bench.log.complaints.clear()
        bench.fetcher.refused.clear()
        half = Half(boxes, self.segment)
        guess = self.segment.side or GUESS
        half.make(guess)
        side, count = pipe.recv()
        if side != guess:
            bench.log.complaints.clear()
            half.make(side)
        try:
            pages = self.drawer.portable(half.finish(Start(count, pipe.recv())))
            skeletons = [page.skeleton() for page in pages]
        except (UnportableError, IndivisibleError):
            pipe.send(None)
            return
        pipe.send(
            _Laid(
                skeletons,
                stretch_of([page.page for page in pages], FIRST_KEY),
                dict(bench.sources.files),
                dict(bench.sources.answers),
                bench.log.complaints,
                bench.fetcher.refused,
            )
        )
        self.drawer.draw_all(pages, pipe)


@dataclass(frozen=True, slots=True)
class Hands:
    """Processes that set a body together: they last as `forks` do."""

    forks: ExitStack
    profiles: tuple[Profile, ...]

    def set_body(self, bench: Bench) -> Body:
        """Return the body laid out, in halves if it can be cut (`SetBody`)."""
        if not CAN_FORK:
            return set_whole(bench)
        boxes = bench.boxes(bench.composition.body)
        lines = len(bench.composition.issue.articles) if bench.composition.has_front else 0
        halves = cut(boxes, bench.composition.stylesheets, lines * CONTENTS_LINE)
        drawer = Drawer(bench, boxes, self.profiles)
        try:
            return self._in_halves(drawer, *halves) if halves else self._whole(drawer)
        except IndivisibleError:
            return set_whole(bench)

    def _whole(self, drawer: Drawer) -> Body:
        """Lay the body out here; another process draws a part of it."""
        pages = drawer.boxes.lay_out(drawer.boxes.whole, "right")
        own = round(len(pages) * (1 - SHARE_DRAWN))
        return _body(drawer, [*pages[:own], *drawer.lent(pages[own:], self.forks)])

    def _in_halves(self, drawer: Drawer, mine: Segment, theirs: Segment) -> Body:
        """Lay the first half out here, and have it drawn elsewhere; another does the second."""
        bench, boxes = drawer.bench, drawer.boxes
        line = self.forks.enter_context(forked(_Second(drawer, theirs).work))
        first = Half(boxes, mine)
        first.make(GUESS, theirs)
        line.send((first.next_side, first.page_count))
        finished = first.finish(Start())
        line.send(first.end.strings)
        pages = drawer.lent(finished, self.forks)
        laid: _Laid | None = line.receive()
        if laid is None:
            second = Half(boxes, theirs)
            second.make(first.next_side)
            return _body(drawer, [*pages, *second.finish(first.end)])
        bench.sources.take_over(laid.files, laid.answers)
        bench.log.complaints += laid.complaints
        bench.fetcher.refused += laid.refused
        elements = [*boxes.html.etree_element.iter()]
        drawings = Drawings(line, self.profiles, bench.fonts)
        for index, skeleton in enumerate(laid.skeletons):
            pages.append(foreign_page(skeleton, elements, partial(drawings.draw, index)))
        return _body(drawer, pages, laid.stretch)


def _body(drawer: Drawer, pages: Sequence[Any], stretch: Stretch = Stretch()) -> Body:  # noqa: B008
    bench, html = drawer.bench, drawer.boxes.html
    facts = DocumentMetadata(**get_html_metadata(html))
    document = weasyprint.Document(list(pages), facts, bench.fetcher, bench.fonts, {}, None)
    return Body(document, stretch)
