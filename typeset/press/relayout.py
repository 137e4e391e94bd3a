"""An issue laid out again and again, each time only where it changed.

What a body's pages look like depends on what was set before them only through a `Cut`: the
pages made, the kind of break, counters and named strings. So pages from one forced break to the
next are kept as long as the cut before them and the boxes on them are the same; articles that
run on share such a stretch. The pages are those of a build, page for page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

import weasyprint

from typeset.cjk.engine import composing_with
from typeset.diagnostics import Report
from typeset.issue.model import BASE_URL
from typeset.layout.catalog import Catalog
from typeset.layout.composition import Composition
from typeset.layout.qrcodes import QrCode
from typeset.patching import collector_paused
from typeset.press.engine import DoorFetcher, listening
from typeset.press.pagination import (
    BLANK_PAGE,
    Pages,
    engine_report,
    folios_of,
    put_together,
    settings_of,
)
from typeset.press.pieces import (
    Frame,
    Piece,
    PieceError,
    Workshop,
    build_frame,
    build_piece,
    open_workshop,
    root_of,
    shelf_of,
)
from typeset.press.splitting import SplitBody, sibling_names, split_body, stub
from typeset.press.stretches import Cut, Stretch, first_cut, lay_out_stretch
from typeset.remembering import Evidence, Memory
from typeset.sources import Sources

# What lets a page depend on pages after it, or on pages far away.
_FAR = re.compile(
    r"target-(?:counters?|text)|counters?\(\s*pages|running\(|element\(|note\(|position:\s*fixed"
)
_CODE = re.compile(re.escape(f"{BASE_URL}codes/") + r"([\w.-]+)")
_OWN_STYLE = re.compile(r"<(?:style|link)\b")

Page = weasyprint.document.Page
Progress = Callable[[Sequence[Page]], None]


@dataclass(slots=True)
class Relayout:
    """Makes the pages of one issue, and remembers what they were made of."""

    memory: Memory
    _stretches: list[tuple[Stretch, Evidence]] = field(default_factory=list)

    def paginate(
        self, sources: Sources, composition: Composition, catalog: Catalog
    ) -> tuple[Pages | None, Report]:
        """Return the issue's pages and the engine's complaints, as `paginate` of a build does."""
        settings, report = settings_of(composition)
        if settings is None:
            return None, report
        workshop: Workshop = self.memory(
            open_workshop,
            sources,
            composition.stylesheets,
            composition.base_url,
            catalog.paths,
            settings,
        )
        report.extend(workshop.report)
        body = self._body(sources, workshop, composition, report)
        folios = folios_of(body)
        html = composition.front(folios)
        shown = tuple(composition.codes[name] for name in _CODE.findall(html))
        front, found = self.memory(_lay_out, sources, workshop, html, shown)
        report.extend(found)
        blank, _ = self.memory(_lay_out, sources, workshop, BLANK_PAGE, ())
        shelf = shelf_of(sources, composition.codes)
        return put_together(composition, front, body, folios, shelf, blank.pages[0]), report

    def _body(
        self, sources: Sources, workshop: Workshop, composition: Composition, report: Report
    ) -> list[Page]:
        split = split_body(composition.body)
        try:
            if split is None or any(_FAR.search(css) for css in composition.stylesheets):
                raise PieceError("pages depend on each other")
            return self._pages(sources, workshop, composition, split, report)
        except PieceError:
            codes = tuple(composition.codes.values())
            document, found = self.memory(_lay_out, sources, workshop, composition.body, codes)
            report.extend(found)
            return list(document.pages)

    def _pages(
        self,
        sources: Sources,
        workshop: Workshop,
        composition: Composition,
        split: SplitBody,
        report: Report,
    ) -> list[Page]:
        names = sibling_names(composition.stylesheets)
        stubs = tuple(stub(child, names) for child in split.children)
        frame: Frame = self.memory(
            build_frame, sources, workshop, split.head, split.opening, stubs
        )
        pieces = tuple(
            self._pieces(sources, workshop, composition, split, frame, stubs)
        )
        stretches = list(self._stretched(sources, workshop, frame, pieces))
        self._stretches = stretches
        for each in (*pieces, *(stretch for stretch, _ in stretches)):
            report.extend(each.report)
        return list(chain.from_iterable(stretch.pages for stretch, _ in stretches))

    def _pieces(
        self,
        sources: Sources,
        workshop: Workshop,
        composition: Composition,
        split: SplitBody,
        frame: Frame,
        stubs: tuple[str, ...],
    ) -> Iterator[Piece]:
        """Yield the pieces of the body; those whose HTML and surroundings are known are kept."""
        head = split.head if _OWN_STYLE.search(split.head) else "<!DOCTYPE html><html lang='zh-CN'>"
        by_url = {code.url: code for code in composition.codes.values()}
        state = frame.state
        for index, child in enumerate(split.children):
            codes = tuple(by_url[m.group()] for m in _CODE.finditer(child) if m.group() in by_url)
            piece: Piece = self.memory(
                build_piece,
                sources,
                workshop,
                head,
                split.opening,
                stubs,
                index,
                child,
                codes,
                state,
            )
            state = piece.state
            yield piece

    def _stretched(
        self, sources: Sources, workshop: Workshop, frame: Frame, pieces: tuple[Piece, ...]
    ) -> Iterator[tuple[Stretch, Evidence]]:
        """Yield the stretches of the body; those that would come out the same are kept."""
        known = {(each.before, each.pieces[0]): (each, e) for each, e in self._stretches}
        at, cut = 0, first_cut(root_of(frame, pieces))
        while True:
            kept = known.get((cut, pieces[at]))
            if kept is None or not _fits(*kept, sources, pieces, at):
                apart = sources.fork()
                stretch = lay_out_stretch(apart, workshop, frame, pieces, at, cut)
                kept = stretch, Evidence.of(apart)
                sources.take_over(apart.reads, apart.missed)
            yield kept
            at += len(kept[0].pieces)
            if kept[0].after is None or at >= len(pieces):
                return
            cut = kept[0].after


def _fits(
    stretch: Stretch, evidence: Evidence, sources: Sources, pieces: tuple[Piece, ...], at: int
) -> bool:
    end = at + len(stretch.pieces)
    edge = pieces[end].edge if end < len(pieces) else None
    return (
        pieces[at:end] == stretch.pieces and edge == stretch.edge and evidence.holds(sources)
    )


def _lay_out(
    sources: Sources, workshop: Workshop, html: str, codes: tuple[QrCode, ...]
) -> tuple[weasyprint.Document, Report]:
    """Return a whole document laid out at once."""
    fetcher = DoorFetcher(sources)
    with listening() as log, composing_with(workshop.engine), collector_paused():
        source = weasyprint.HTML(string=html, base_url=workshop.base_url, url_fetcher=fetcher)
        document = source.render(
            stylesheets=list(workshop.styles),
            font_config=workshop.fonts,
            cache=shelf_of(sources, codes),
        )
    return document, engine_report(log, fetcher)
