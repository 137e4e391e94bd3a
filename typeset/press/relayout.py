"""An issue laid out again and again, each time only where it changed."""

from __future__ import annotations

from dataclasses import dataclass, field

from typeset.diagnostics import Report
from typeset.layout.catalog import Catalog
from typeset.layout.composition import Composition
from typeset.press.flow import Copy, Flow, lay_out_whole
from typeset.press.pagination import BLANK_PAGE, Pages, folios_of, put_together, settings_of
from typeset.press.pieces import Workshop, open_workshop, shelf_of
from typeset.remembering import Memory
from typeset.sources import Sources


@dataclass(slots=True)
class Relayout:
    """Makes the pages of one issue, and remembers what they were made of."""

    memory: Memory
    _body: Flow = field(init=False)
    _front: Flow = field(init=False)
    _workshop: Workshop | None = None

    def __post_init__(self) -> None:
        self._body, self._front = Flow(self.memory), Flow(self.memory)

    def tidy(self) -> None:
        """Let go of the paragraphs that the composer has seen; it will see again what it needs."""
        if self._workshop is not None:
            self._workshop.engine.session.forget()

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
            composition.styles,
            composition.base_url,
            catalog.paths,
            settings,
        )
        self._workshop = workshop
        report.extend(workshop.report)
        codes = {code.url: code for code in composition.codes.values()}
        body = self._body.lay_out(sources, Copy(composition.body, workshop, codes), report)
        folios = folios_of(body.pages, composition)
        front = None
        if composition.has_front:
            html = composition.front(folios)
            front = self._front.lay_out(sources, Copy(html, workshop, codes), report)
        blank, _ = self.memory(lay_out_whole, sources, workshop, BLANK_PAGE, ())
        shelf = shelf_of(sources, composition.codes)
        pages = put_together(composition, front, body, folios, shelf, blank.pages[0])
        return pages, report
