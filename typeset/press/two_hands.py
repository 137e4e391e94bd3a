"""An issue laid out and drawn by two processes: each takes half of the body.

The second process is forked when the boxes of the body are made. It lays out its half while
this one lays out the other, hears how many pages there are before, draws its pages for each
kind of PDF, and hands over what `bones` and `drawn` tell of them. Whatever cannot be handed
over is laid out here. The file is that of one process, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

import weasyprint
from weasyprint.document import Page
from weasyprint.html import get_html_metadata
from weasyprint.pdf.metadata import DocumentMetadata

from typeset.forking import CAN_FORK, Line, forked
from typeset.press.bench import Bench
from typeset.press.bones import (
    PortablePage,
    Skeleton,
    UnportableError,
    foreign_page,
    numbered,
)
from typeset.press.drawn import Drawn, draw_pages, replay, take_notes
from typeset.press.engine import Complaint
from typeset.press.halves import Half, IndivisibleError, Start, cut
from typeset.press.ink import Palette
from typeset.press.page_facts import Stretch, stretch_of
from typeset.press.pagination import Body, set_whole
from typeset.press.profiles import Profile
from typeset.press.segments import Boxes, Segment
from typeset.press.writing import writing
from typeset.sources import FileRead, Question

FIRST_KEY = 1_000_000  # more blocks than half a body has
GUESS = "right"
CONTENTS_LINE = 60  # characters of text that take as long as an article's line in the contents


class _Laid(NamedTuple):
    """The second half laid out: its pages, what stands on them, and all that was noted."""

    skeletons: Sequence[Skeleton]
    stretch: Stretch
    files: dict[str, FileRead]
    answers: dict[tuple[Question, str], str]
    complaints: Sequence[Complaint]
    refused: Sequence[str]


@dataclass(slots=True)
class _Drawings:
    """What the second process draws, one kind of PDF after another, as it comes."""

    line: Line
    profiles: tuple[Profile, ...]
    fonts: Any
    _known: dict[str, Drawn] = field(default_factory=dict)

    def draw(self, index: int, profile: Profile, boxes: Sequence[Any], stream: Any) -> None:
        """Write a page into a stream; the first one brings what all of them need."""
        drawn = self._of(profile)
        if index == 0:
            take_notes(drawn, stream, self.fonts)
        replay(drawn.pages[index], boxes, stream)

    def _of(self, profile: Profile) -> Drawn:
        while profile.name not in self._known:
            known: Drawn = self.line.receive()
            self._known[self.profiles[len(self._known)].name] = known
        return self._known[profile.name]


@dataclass(frozen=True, slots=True)
class _Second:
    """What the second process does."""

    bench: Bench
    boxes: Boxes
    segment: Segment
    profiles: tuple[Profile, ...]

    def work(self, pipe: Connection) -> None:
        """Lay out the second half, tell of it, and draw it for each kind of PDF.

        What cannot be handed over ends this process, or is told instead.
        """
        log, fetcher = self.bench.log, self.bench.fetcher
        log.complaints.clear()
        fetcher.refused.clear()
        half = Half(self.boxes, self.segment)
        guess = self.segment.side or GUESS
        half.make(guess)
        side, count = pipe.recv()
        if side != guess:
            half.make(side)
        try:
            pages = self._portable(half.finish(Start(count, pipe.recv())))
            skeletons = [page.skeleton() for page in pages]
        except (UnportableError, IndivisibleError):
            pipe.send(None)
            return
        stretch = stretch_of([page.page for page in pages], FIRST_KEY)
        files, answers = dict(self.bench.sources.files), dict(self.bench.sources.answers)
        pipe.send(_Laid(skeletons, stretch, files, answers, log.complaints, fetcher.refused))
        with suppress(UnportableError):
            for profile in self.profiles:
                log.complaints.clear()
                pipe.send(self._drawn(pages, profile))

    def _portable(self, pages: Sequence[Page]) -> list[PortablePage]:
        places = numbered(self.boxes.html.etree_element.iter())
        return [PortablePage(page, places) for page in pages]

    def _drawn(self, pages: Sequence[PortablePage], profile: Profile) -> Drawn:
        palette = Palette.of(self.bench.composition.package.spec.colours)
        with writing([page.page for page in pages], profile, palette) as conversions:
            found = draw_pages(pages, is_tagged=profile.is_tagged)
        return found._replace(conversions=conversions, complaints=self.bench.log.complaints)


def set_by_two(forks: ExitStack, profiles: tuple[Profile, ...]) -> Callable[[Bench], Body]:
    """Return what lays a body out by two processes, the second of which lasts as `forks` do."""

    def set_body(bench: Bench) -> Body:
        boxes = bench.boxes(bench.composition.body)
        front_load = (
            len(bench.composition.issue.articles) * 40 if bench.composition.has_front else 0
        )
        halves = cut(boxes, bench.composition.stylesheets, front_load)
        if halves is None or not CAN_FORK:
            return _body(bench, boxes, _whole(boxes))
        second = _Second(bench, boxes, halves[1], profiles)
        line = forks.enter_context(forked(second.work))
        try:
            return _joined(bench, boxes, halves, line, profiles)
        except IndivisibleError:
            return set_whole(bench)

    return set_body


def _whole(boxes: Boxes) -> list[Page]:
    return boxes.lay_out(boxes.whole, "right")


def _body(bench: Bench, boxes: Boxes, pages: Sequence[Any], stretch: Stretch = Stretch()) -> Body:  # noqa: B008
    document = weasyprint.Document(
        list(pages),
        DocumentMetadata(**get_html_metadata(boxes.html)),
        bench.fetcher,
        bench.fonts,
        {},
        None,
    )
    return Body(document, stretch)


def _joined(
    bench: Bench,
    boxes: Boxes,
    halves: tuple[Segment, Segment],
    line: Line,
    profiles: tuple[Profile, ...],
) -> Body:
    first = Half(boxes, halves[0])
    first.make(GUESS, halves[1])
    line.send((first.next_side, first.page_count))
    pages = first.finish(Start())
    line.send(first.end.strings)
    laid: _Laid | None = line.receive()
    if laid is None:
        second = Half(boxes, halves[1])
        second.make(first.next_side)
        return _body(bench, boxes, [*pages, *second.finish(first.end)])
    bench.sources.take_over(laid.files, laid.answers)
    bench.log.complaints += laid.complaints
    bench.fetcher.refused += laid.refused
    elements = [*boxes.html.etree_element.iter()]
    drawings = _Drawings(line, profiles, bench.fonts)
    foreign = [
        foreign_page(skeleton, elements, partial(drawings.draw, index))
        for index, skeleton in enumerate(laid.skeletons)
    ]
    return _body(bench, boxes, [*pages, *foreign], laid.stretch)
