"""What one composition is laid out with: fonts, parsed styles, pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import weasyprint
from weasyprint.css.counters import CounterStyle

from typeset.layout.composition import Composition
from typeset.press.codes import CodeImage
from typeset.press.engine import (
    DoorFetcher,
    EngineLog,
    font_configuration,
    parse_styles,
)
from typeset.press.parsing import read_html
from typeset.press.pictures import PictureShelf
from typeset.press.segments import Boxes, make_boxes
from typeset.sources import Sources


@dataclass(slots=True)
class Bench:
    """The tools of one layout; what WeasyPrint says while they are used goes to `log`."""

    composition: Composition
    sources: Sources
    fetcher: DoorFetcher
    images: PictureShelf
    fonts: Any
    counters: CounterStyle
    styles: Sequence[weasyprint.CSS]
    log: EngineLog

    @classmethod
    def of(
        cls, composition: Composition, fonts: tuple[Path, ...], sources: Sources, log: EngineLog
    ) -> Bench:
        """Return the tools for a composition, its style sheets parsed."""
        configuration, fetcher = font_configuration(fonts), DoorFetcher(sources)
        images = PictureShelf(sources.read)
        images.update((code.url, CodeImage(code)) for code in composition.codes.values())
        counters = CounterStyle()
        styles = parse_styles(
            composition.styles, composition.base_url, fetcher, configuration, counters, log
        )
        return cls(composition, sources, fetcher, images, configuration, counters, styles, log)

    def document(self, html: str) -> weasyprint.Document:
        """Return a document laid out as a whole."""
        return self._source(html).render(
            stylesheets=self.styles,
            font_config=self.fonts,
            counter_style=self.counters,
            cache=self.images,
        )

    def boxes(self, html: str) -> Boxes:
        """Return the boxes of a document that is to be laid out in parts."""
        css = self.composition.stylesheets
        return make_boxes(
            self._source(html), self.styles, self.fonts, self.images, css, self.counters
        )

    def _source(self, html: str) -> weasyprint.HTML:
        return read_html(html, self.composition.base_url, self.fetcher)
