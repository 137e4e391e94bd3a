"""Pages for a proof-reader: laid out like the printed ones, by two processes, and only to be
looked at. Nothing is written; what is seen on them comes back as plain data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path

from typeset.cjk import Settings, composing
from typeset.diagnostics import Report
from typeset.forking import CAN_FORK, LostForkError, forked
from typeset.press.bench import Bench
from typeset.press.engine import Complaint, font_configuration, listening
from typeset.press.page_facts import PageFacts, Stretch, joined, stretch_of
from typeset.press.pagination import complaints_report, settings_of
from typeset.press.pictures_policy import PictureFacts
from typeset.press.proof_job import Job
from typeset.press.segments import LEAST_WEIGHT, Boxes, Segment
from typeset.press.styles import laying_out
from typeset.sources import Sources

_SHARE = 1_000_000  # more keys than a segment has blocks


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


def _front_of(job: Job, bench: Bench) -> Stretch:
    if not job.composition.has_front:
        return Stretch()
    boxes = bench.boxes(job.front)
    return stretch_of(boxes.lay_out(boxes.whole, "right"))


def lay_out_proof(job: Job, sources: Sources) -> tuple[Proof | None, Report]:
    """Return what stands on the pages of a job and the engine's complaints."""
    settings, report = settings_of(job.composition)
    if settings is None:
        return None, report
    proof = _lay_out_all(job, sources, settings)
    return proof, complaints_report(proof.complaints, proof.refused, job.composition.styles)


def _lay_out_all(job: Job, sources: Sources, settings: Settings) -> Proof:
    with listening() as log, composing(settings), laying_out():
        bench = Bench.of(job.composition, job.fonts, sources, log)
        boxes = bench.boxes(job.composition.body)
        mine, theirs = _shares(boxes.segments, len(job.front))
        if theirs and CAN_FORK:
            shares = _side_by_side(job, bench, boxes, mine, theirs)
        else:
            everything = range(len(boxes.segments))
            shares = [_with_front(job, bench, _lay_out(bench, boxes, everything))]
        return _bound(job, boxes, shares)


def _shares(segments: Sequence[Segment], front: int) -> tuple[range, range]:
    """Return which segments each of two processes lays out; the second does the front matter."""
    total = sum(segment.weight for segment in segments)
    if len(segments) < 2 or total < LEAST_WEIGHT:
        return range(len(segments)), range(0)
    weights = [segment.weight for segment in segments]
    cut = min(
        range(1, len(segments)),
        key=lambda at: max(sum(weights[:at]), sum(weights[at:]) + front // 4),
    )
    return range(cut), range(cut, len(segments))


def _lay_out(bench: Bench, boxes: Boxes, places: Iterable[int]) -> _Share:
    found: dict[int, Stretch] = {}
    pages = 0
    for place in places:
        segment = boxes.segments[place]
        side = segment.side or ("left" if pages % 2 else "right")
        laid_out = boxes.lay_out(segment, side)
        found[place] = stretch_of(laid_out, (place + 1) * _SHARE)
        pages += len(laid_out) + (side != ("left" if pages % 2 else "right"))
    return _Share(
        found,
        None,
        tuple(bench.log.complaints),
        tuple(bench.fetcher.refused),
        bench.images.refusals(),
    )


def _with_front(job: Job, bench: Bench, share: _Share) -> _Share:
    front = _front_of(job, bench)
    complaints, refused = tuple(bench.log.complaints), tuple(bench.fetcher.refused)
    return _Share(share.segments, front, complaints, refused, bench.images.refusals())


def _side_by_side(job: Job, bench: Bench, boxes: Boxes, mine: range, theirs: range) -> list[_Share]:
    def help_out(pipe: Connection) -> None:
        bench.log.complaints.clear()
        bench.fetcher.refused.clear()
        pipe.send(_with_front(job, bench, _lay_out(bench, boxes, theirs)))

    with forked(help_out) as line:
        first = _lay_out(bench, boxes, mine)
        try:
            return [first, line.receive()]
        except LostForkError:
            return [first, _with_front(job, bench, _lay_out(bench, boxes, theirs))]


def _bound(job: Job, boxes: Boxes, shares: Sequence[_Share]) -> Proof:
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
    if len(front.pages) % 2 and job.composition.starts_right:
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


def take_fonts(fonts: tuple[Path, ...]) -> None:
    """Register font files now, so that a layout finds them ready."""
    font_configuration(fonts)
