"""One document laid out again and again, each time only where it changed.

What a page looks like depends on what was set before it only through a `Cut`: the number of
pages, the kind of break, counters and named strings, and the place in an article where the page
begins. So a page is kept as long as the cut before it and the articles that were looked at for
it are the same; after an edit, pages are made anew only until they meet such a cut again. They
are those of a build, page for page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

import weasyprint
from weasyprint.html import get_html_metadata
from weasyprint.pdf.metadata import DocumentMetadata

from typeset.cjk.engine import composing_with
from typeset.diagnostics import Report
from typeset.issue.model import BASE_URL
from typeset.layout.qrcodes import QrCode
from typeset.press.engine import DoorFetcher, listening
from typeset.press.pagination import engine_report
from typeset.press.parsing import read_html
from typeset.press.pieces import (
    Frame,
    Piece,
    PieceError,
    Workshop,
    build_frame,
    build_piece,
    root_of,
    shelf_of,
)
from typeset.press.splitting import (
    SplitBody,
    looks_behind,
    sibling_names,
    split_body,
    stub,
    stubs_before,
)
from typeset.press.stretches import PageRun, Stretch, first_cut
from typeset.press.styles import laying_out
from typeset.remembering import Evidence, Memory
from typeset.sources import Sources

# What lets a page depend on pages after it, or on pages far away.
_FAR = re.compile(
    r"target-(?:counters?|text)|counters?\(\s*pages|running\(|element\(|note\(|position:\s*fixed"
)
_CODE = re.compile(re.escape(f"{BASE_URL}codes/") + r"[\w.-]+")
_OWN_STYLE = re.compile(r"<(?:style|link)\b")
_BARE_HEAD = '<!DOCTYPE html><html lang="zh-CN">'


@dataclass(frozen=True, slots=True)
class Copy:
    """A document to be laid out: HTML, what styles it, and the codes it may show by address."""

    html: str
    workshop: Workshop
    codes: Mapping[str, QrCode]


@dataclass(frozen=True, slots=True)
class _Kept:
    """Pages, the files that were read for them, and what the engine said."""

    stretch: Stretch
    evidence: Evidence
    report: Report


@dataclass(slots=True)
class Flow:
    """Makes the pages of one document, and remembers what they were made of."""

    memory: Memory
    _kept: list[_Kept] = field(default_factory=list)

    def lay_out(self, sources: Sources, copy: Copy, report: Report) -> weasyprint.Document:
        """Return the document laid out; what the engine says of it goes to the report.

        Where a document cannot be laid out in pieces it is laid out at once.
        """
        split = split_body(copy.html)
        try:
            if split is None or any(_FAR.search(css) for css in copy.workshop.stylesheets):
                raise PieceError("pages depend on each other")
            return self._in_pieces(sources, copy, split, report)
        except PieceError:
            codes = tuple(copy.codes.values())
            document, found = self.memory(lay_out_whole, sources, copy.workshop, copy.html, codes)
            report.extend(found)
            return document

    def _in_pieces(
        self, sources: Sources, copy: Copy, split: SplitBody, report: Report
    ) -> weasyprint.Document:
        workshop = copy.workshop
        names = sibling_names(workshop.stylesheets)
        stubs = tuple(stub(child, names) for child in split.children)
        frame: Frame = self.memory(build_frame, sources, workshop, split.head, split.opening, stubs)
        pieces = tuple(self._pieces(sources, copy, split, frame, stubs))
        self._kept = list(self._stretched(sources, workshop, frame, pieces))
        for found in (*(each.report for each in pieces), *(each.report for each in self._kept)):
            report.extend(found)
        html = frame.parsed.html
        return weasyprint.Document(
            list(chain.from_iterable(each.stretch.pages for each in self._kept)),
            DocumentMetadata(**get_html_metadata(html)),
            html.url_fetcher,
            workshop.fonts,
            {},
            None,
        )

    def _pieces(
        self, sources: Sources, copy: Copy, split: SplitBody, frame: Frame, stubs: tuple[str, ...]
    ) -> Iterator[Piece]:
        """Yield the pieces of the body; those whose HTML and surroundings are known are kept."""
        head = split.head if _OWN_STYLE.search(split.head) else _BARE_HEAD
        state, needs_all = frame.state, looks_behind(copy.workshop.stylesheets)
        for index, child in enumerate(split.children):
            urls = filter(copy.codes.__contains__, _CODE.findall(child))
            codes = tuple(copy.codes[url] for url in urls)
            before = stubs[:index] if needs_all else stubs_before(stubs, index)
            after = stubs[index + 1 :] if needs_all else ()
            around = (split.opening, before, after)
            piece: Piece = self.memory(
                build_piece, sources, copy.workshop, head, *around, child, codes, state
            )
            state = piece.state
            yield piece

    def _stretched(
        self, sources: Sources, workshop: Workshop, frame: Frame, pieces: tuple[Piece, ...]
    ) -> Iterator[_Kept]:
        """Yield the stretches of the body; those that would come out the same are kept."""
        known = {each.stretch.before: each for each in self._kept}
        at, cut = 0, first_cut(root_of(frame, pieces))
        run: PageRun | None = None
        while True:
            kept = known.get(cut)
            if kept and kept.stretch.fits(pieces, at) and kept.evidence.holds(sources):
                run = None
            else:
                apart = sources.fork()
                with listening() as log, composing_with(workshop.engine), laying_out():
                    run = run or PageRun(apart, workshop, frame, pieces, at, cut)
                    stretch = run.next()
                kept = _Kept(
                    stretch,
                    Evidence.of(apart),
                    engine_report(log, DoorFetcher(apart), workshop.styles),
                )
                sources.take_over(apart.files, apart.answers)
            yield kept
            if kept.stretch.after is None:
                return
            at, cut = at + kept.stretch.piece_count, kept.stretch.after


def lay_out_whole(
    sources: Sources, workshop: Workshop, html: str, codes: tuple[QrCode, ...]
) -> tuple[weasyprint.Document, Report]:
    """Return a whole document laid out at once."""
    fetcher = DoorFetcher(sources)
    with listening() as log, composing_with(workshop.engine), laying_out():
        source = read_html(html, workshop.base_url, fetcher)
        document = source.render(
            stylesheets=list(workshop.parsed),
            font_config=workshop.fonts,
            counter_style=workshop.counters.copy(),
            cache=shelf_of(sources, codes),
        )
    return document, engine_report(log, fetcher, workshop.styles)
