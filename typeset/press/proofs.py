"""Pages for a proof-reader: laid out like the printed ones, by two processes, and only to be
looked at. Nothing is written; what is seen on them comes back as plain data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import weasyprint
from weasyprint.css.counters import CounterStyle

from typeset.cjk import Settings, composing
from typeset.diagnostics import Report
from typeset.helping import CAN_FORK, helping
from typeset.patching import collector_paused
from typeset.press.codes import CodeImage
from typeset.press.engine import (
    Complaint,
    DoorFetcher,
    EngineLog,
    font_configuration,
    listening,
    parse_styles,
)
from typeset.press.page_facts import PageFacts, Stretch, stretch_of
from typeset.press.pagination import complaints_report, settings_of
from typeset.press.pictures import PictureShelf
from typeset.press.pictures_policy import PictureFacts
from typeset.press.proof_job import Job
from typeset.press.segments import Boxes, Segment, make_boxes
from typeset.sources import Sources

_SHARE = 1_000_000  # more keys than a segment has blocks
_LEAST_WEIGHT = 4000  # characters; less is not worth a second process


@dataclass(frozen=True, slots=True)
class Proof:
    """What stands on the pages: those of the front matter, then those of the body."""

    front: Stretch
    body: Stretch
    complaints: tuple[Complaint, ...] = ()
    refused: tuple[str, ...] = ()
    refused_pictures: tuple[PictureFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class _Share:
    """What one process found: the stretch of each segment it laid out, and the front matter."""

    segments: Mapping[int, Stretch]
    front: Stretch | None
    complaints: tuple[Complaint, ...]
    refused: tuple[str, ...]
    pictures: tuple[PictureFacts, ...]


@dataclass(slots=True)
class _Desk:
    """The tools of one layout: fonts, styles, pictures."""

    job: Job
    fetcher: DoorFetcher
    images: PictureShelf
    fonts: Any
    counters: CounterStyle
    styles: Sequence[weasyprint.CSS] = field(default_factory=tuple)

    @classmethod
    def of(cls, job: Job, sources: Sources, log: EngineLog) -> _Desk:
        composition = job.composition
        fonts, fetcher = font_configuration(job.fonts), DoorFetcher(sources)
        images = PictureShelf(sources.read)
        images.update((code.url, CodeImage(code)) for code in composition.codes.values())
        counters = CounterStyle()
        styles = parse_styles(
            composition.styles, composition.base_url, fetcher, fonts, counters, log
        )
        return cls(job, fetcher, images, fonts, counters, styles)

    def boxes(self, html: str) -> Boxes:
        source = weasyprint.HTML(
            string=html, base_url=self.job.composition.base_url, url_fetcher=self.fetcher
        )
        css = self.job.composition.stylesheets
        return make_boxes(source, self.styles, self.fonts, self.images, css, self.counters)

    def front(self) -> Stretch:
        if not self.job.composition.has_front:
            return Stretch()
        boxes = self.boxes(self.job.front)
        return stretch_of(boxes.lay_out(boxes.whole, "right"))


def lay_out_proof(job: Job, sources: Sources) -> tuple[Proof | None, Report]:
    """Return what stands on the pages of a job and the engine's complaints."""
    settings, report = settings_of(job.composition)
    if settings is None:
        return None, report
    proof = _lay_out_all(job, sources, settings)
    return proof, complaints_report(proof.complaints, proof.refused, job.composition.styles)


def _lay_out_all(job: Job, sources: Sources, settings: Settings) -> Proof:
    with listening() as log, composing(settings), collector_paused():
        desk = _Desk.of(job, sources, log)
        boxes = desk.boxes(job.composition.body)
        mine, theirs = _shares(boxes.segments, len(job.front))
        if theirs and CAN_FORK:
            shares = _side_by_side(desk, boxes, mine, theirs, log)
        else:
            shares = [_lay_out(desk, boxes, range(len(boxes.segments)), log, has_front=True)]
        return _bound(desk, boxes, shares)


def _shares(segments: Sequence[Segment], front: int) -> tuple[range, range]:
    """Return which segments each of two processes lays out; the second does the front matter."""
    total = sum(segment.weight for segment in segments)
    if len(segments) < 2 or total < _LEAST_WEIGHT:
        return range(len(segments)), range(0)
    weights = [segment.weight for segment in segments]
    cut = min(
        range(1, len(segments)),
        key=lambda at: max(sum(weights[:at]), sum(weights[at:]) + front // 4),
    )
    return range(cut), range(cut, len(segments))


def _lay_out(
    desk: _Desk, boxes: Boxes, places: Iterable[int], log: EngineLog, *, has_front: bool
) -> _Share:
    found: dict[int, Stretch] = {}
    pages = 0
    for place in places:
        segment = boxes.segments[place]
        side = segment.side or ("left" if pages % 2 else "right")
        laid_out = boxes.lay_out(segment, side)
        found[place] = stretch_of(laid_out, (place + 1) * _SHARE)
        pages += len(laid_out) + (side != ("left" if pages % 2 else "right"))
    front = desk.front() if has_front else None
    return _Share(
        found,
        front,
        tuple(log.complaints),
        tuple(desk.fetcher.refused),
        desk.images.refusals(),
    )


def _side_by_side(
    desk: _Desk, boxes: Boxes, mine: range, theirs: range, log: EngineLog
) -> list[_Share]:
    def learn() -> Callable[[range], _Share]:
        log.complaints.clear()
        desk.fetcher.refused.clear()
        return lambda places: _lay_out(desk, boxes, places, log, has_front=True)

    with helping(learn) as helper:
        first, rest = helper.share(
            theirs, lambda: _lay_out(desk, boxes, mine, log, has_front=False)
        )
    return [first, rest or _lay_out(desk, boxes, theirs, log, has_front=True)]


def _bound(desk: _Desk, boxes: Boxes, shares: Sequence[_Share]) -> Proof:
    """Put the segments together; one that turned out to begin on the wrong side is done anew."""
    found = {place: stretch for share in shares for place, stretch in share.segments.items()}
    pieces: list[Stretch] = []
    count = 0
    for place, segment in enumerate(boxes.segments):
        stretch = found[place]
        wanted = "left" if count % 2 else "right"
        begun = "right" if stretch.pages[0].is_right else "left"
        if segment.side and segment.side != wanted:
            pieces.append(_blank(stretch, wanted))
            count += 1
        elif begun != wanted and (segment.is_sided or _sides_differ(found.values())):
            laid_out = boxes.lay_out(segment, wanted)
            stretch = stretch_of(laid_out, (place + 1) * _SHARE)
        elif begun != wanted:
            stretch = _turned(stretch)
        pieces.append(stretch)
        count += len(stretch.pages)
    front = next((share.front for share in shares if share.front is not None), Stretch())
    if len(front.pages) % 2 and desk.job.composition.starts_right:
        front = joined([front, _blank(front, "left")])
    return Proof(
        front,
        joined(pieces),
        tuple(dict.fromkeys(each for share in shares for each in share.complaints)),
        tuple(dict.fromkeys(each for share in shares for each in share.refused)),
        tuple(dict.fromkeys(each for share in shares for each in share.pictures)),
    )


def _turned(stretch: Stretch) -> Stretch:
    """Return a stretch whose left pages are right ones, where that makes no difference."""
    pages = (replace(page, is_right=not page.is_right) for page in stretch.pages)
    return replace(stretch, pages=tuple(pages))


def _sides_differ(stretches: Iterable[Stretch]) -> bool:
    """Tell whether left and right pages have type areas of different sizes."""
    sizes: dict[bool, set[tuple[float, float]]] = {True: set(), False: set()}
    for stretch in stretches:
        for page in stretch.pages:
            sizes[page.is_right].add((round(page.width_pt, 2), round(page.height_pt, 2)))
    return sizes[True] != sizes[False]


def _blank(like: Stretch, side: str) -> Stretch:
    blank = PageFacts(*_area(like.pages[0]), is_right=side == "right")
    return Stretch((blank,))


def _area(page: PageFacts) -> tuple[float, float, float, float]:
    return page.top_pt, page.bottom_pt, page.left_pt, page.width_pt


def joined(stretches: Iterable[Stretch]) -> Stretch:
    """Return stretches as one; what was found keeps its page."""
    pages: list[PageFacts] = []
    findings, overflows = [], []
    for stretch in stretches:
        start = len(pages)
        pages += stretch.pages
        findings += [replace(f, page_index=f.page_index + start) for f in stretch.findings]
        overflows += [replace(o, page_index=o.page_index + start) for o in stretch.overflows]
    return Stretch(tuple(pages), tuple(findings), tuple(overflows))


def take_fonts(fonts: tuple[Path, ...]) -> None:
    """Register font files now, so that a layout finds them ready."""
    font_configuration(fonts)
