"""An issue laid out and drawn by two processes: each takes about half of the body.

The second process is forked when the boxes of the body are made. It lays out its share while
this one lays out what stands before and after, hears how many pages there are before, draws its
pages for each kind of PDF, and hands over what `bones` and `drawn` tell of them. A third, forked
when all else is laid out, draws that while the front matter is set. Whatever cannot be handed
over is made here. The file is that of one process, byte for byte.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

import weasyprint
from weasyprint.html import get_html_metadata
from weasyprint.pdf.metadata import DocumentMetadata

from typeset.forking import CAN_FORK, Line, forked
from typeset.press.bench import Bench
from typeset.press.bones import Skeleton, UnportableError, foreign_page
from typeset.press.drawing_hands import Drawer, Drawings
from typeset.press.engine import Complaint
from typeset.press.noticing import Noticed, noticed_on
from typeset.press.pagination import Body, set_whole
from typeset.press.profiles import Profile
from typeset.press.shares import IndivisibleError, Share, Shares, Start, shares_of
from typeset.sources import FileRead, Question

GUESS = "right"
SHARE_DRAWN = 0.6  # of the pages that are laid out here: the front matter is drawn here as well
CONTENTS_LINE = 60  # characters of text that take as long as an article's line in the contents


class _Told(NamedTuple):
    """What the second process is told: on which side it begins, and what stands before."""

    side: str
    start: Start


class _Laid(NamedTuple):
    """The second process's share laid out: its pages, what is told of them, all that was noted."""

    skeletons: Sequence[Skeleton]
    noticed: Noticed
    files: dict[str, FileRead]
    answers: dict[tuple[Question, str], str]
    complaints: Sequence[Complaint]
    refused: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Second:
    """What the second process does."""

    drawer: Drawer
    shares: Shares

    def work(self, pipe: Connection) -> None:
        """Lay out the second share, tell of it, and draw it for each kind of PDF."""
        bench = self.drawer.bench
        bench.log.complaints.clear()
        bench.fetcher.refused.clear()
        share = Share(self.drawer.boxes, self.shares.theirs)
        try:
            share.gather(self._make(share, pipe))
            pipe.send(share.end)
            pages = self.drawer.portable(share.finish())
            skeletons = [page.skeleton() for page in pages]
        except (UnportableError, IndivisibleError):
            pipe.send(None)
            return
        pipe.send(
            _Laid(
                skeletons,
                noticed_on([page.page for page in pages]),
                dict(bench.sources.files),
                dict(bench.sources.answers),
                bench.log.complaints,
                bench.fetcher.refused,
            )
        )
        self.drawer.draw_all([pages], pipe)

    def _make(self, share: Share, pipe: Connection) -> Start:
        """Lay the pages out; begin again as soon as they are known to be on the other side."""
        after, guess, told = self.shares.after, share.segment.side or GUESS, None
        with closing(share.steps(guess, after)) as steps:
            for _ in steps:
                if told is None and pipe.poll():
                    told = _Told(*pipe.recv())
                    if told.side != guess:
                        break
        told = told or _Told(*pipe.recv())
        if told.side != guess:
            self.drawer.bench.log.complaints.clear()
            share.make(told.side, after)
        return told.start


@dataclass(frozen=True, slots=True)
class Hands:
    """Processes that set a body together: they last as `forks` do."""

    forks: ExitStack
    profiles: tuple[Profile, ...]

    def set_body(self, bench: Bench) -> Body:
        """Return the body laid out, in shares if it can be cut (`SetBody`)."""
        if not CAN_FORK:
            return set_whole(bench)
        boxes = bench.boxes(bench.composition.body)
        lines = len(bench.composition.issue.articles) if bench.composition.has_front else 0
        shares = shares_of(boxes, lines * CONTENTS_LINE)
        drawer = Drawer(bench, boxes, self.profiles)
        complained, refused = len(bench.log.complaints), len(bench.fetcher.refused)
        try:
            return self._in_shares(drawer, shares) if shares else self._whole(drawer)
        except IndivisibleError:
            del bench.log.complaints[complained:], bench.fetcher.refused[refused:]
            return set_whole(bench)

    def _whole(self, drawer: Drawer) -> Body:
        """Lay the body out here; another process draws a part of it."""
        pages = drawer.boxes.lay_out(drawer.boxes.whole, "right")
        own = round(len(pages) * (1 - SHARE_DRAWN))
        (lent,) = drawer.lent([pages[own:]], self.forks)
        return _body(drawer, [*pages[:own], *lent])

    def _in_shares(self, drawer: Drawer, shares: Shares) -> Body:
        """Lay out what stands before and after the other process's share, and have it drawn."""
        bench, boxes = drawer.bench, drawer.boxes
        line = self.forks.enter_context(forked(_Second(drawer, shares).work))
        first = Share(boxes, shares.before)
        first.make(GUESS, shares.theirs)
        first.gather(Start())
        line.send((first.next_side, first.end))
        mine, complained = first.finish(), len(bench.log.complaints)
        refused = len(bench.fetcher.refused)
        last = None if shares.after is None else Share(boxes, shares.after)
        if last is not None:
            last.make(last.segment.side)
        end: Start = _known(line.receive())
        rest = [] if last is None else _finished(last, end)
        runs = drawer.lent([mine, rest], self.forks)
        laid: _Laid = _known(line.receive())
        bench.sources.take_over(laid.files, laid.answers)
        bench.log.complaints[complained:complained] = laid.complaints
        bench.fetcher.refused[refused:refused] = laid.refused
        theirs = _foreign(drawer, laid, line)
        return _body(drawer, [*runs[0], *theirs, *runs[1]], len(mine), laid.noticed)


def _known(told: Any) -> Any:
    """Return what the other process told; it tells nothing where it cannot hand its pages over."""
    if told is None:
        raise IndivisibleError("pages that cannot be handed over")
    return told


def _finished(share: Share, start: Start) -> list[Any]:
    share.gather(start)
    return share.finish()


def _foreign(drawer: Drawer, laid: _Laid, line: Line) -> list[Any]:
    """Return the pages that another process laid out and draws."""
    elements = [*drawer.boxes.html.etree_element.iter()]
    draw = partial(Drawings(line, drawer.profiles, drawer.bench.fonts).draw, 0)
    return [
        foreign_page(skeleton, elements, partial(draw, index))
        for index, skeleton in enumerate(laid.skeletons)
    ]


def _body(
    drawer: Drawer,
    pages: Sequence[Any],
    before: int = 0,
    noticed: Noticed = Noticed(),  # noqa: B008 -- frozen
) -> Body:
    bench, html = drawer.bench, drawer.boxes.html
    facts = DocumentMetadata(**get_html_metadata(html))
    document = weasyprint.Document(list(pages), facts, bench.fetcher, bench.fonts, {}, None)
    return Body(document, noticed, before)
