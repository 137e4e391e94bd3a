"""From a composition to pages: articles first, then the front matter that names their pages."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import weasyprint

from typeset.cjk import (
    Settings,
    SettingsError,
    UnknownWeasyPrintError,
    check_weasyprint,
    composing,
)
from typeset.diagnostics import Report, Rule, Span
from typeset.layout.catalog import Catalog
from typeset.layout.composition import Composition
from typeset.patching import collector_paused
from typeset.press import rules
from typeset.press.codes import CodeImage
from typeset.press.engine import (
    DoorFetcher,
    EngineLog,
    font_configuration,
    listening,
    parse_styles,
)
from typeset.press.ink import Palette, PaletteError, UnknownStreamError, check_streams
from typeset.press.pictures import PictureShelf
from typeset.sources import Sources

BLANK_PAGE = '<html lang="zh-CN"><body style="page:plain"></body></html>'


@dataclass(frozen=True, slots=True)
class Pages:
    """Laid-out pages in printed order, with the facts that the layout engine knows.

    `folios` maps an article's id to its printed page number, `labels` has one PDF page label
    a page, `front_count` tells how many pages come before page 01; `blank` is an
    empty page, to fill sheets with.
    """

    composition: Composition
    document: weasyprint.Document
    front_count: int
    folios: Mapping[str, str]
    labels: tuple[str, ...]
    pictures: PictureShelf
    blank: weasyprint.document.Page

    def __len__(self) -> int:
        return len(self.document.pages)


def folio(page_number: int) -> str:
    """Return the printed number of a page: two digits at least."""
    return f"{page_number:02d}"


def paginate(
    sources: Sources, composition: Composition, catalog: Catalog
) -> tuple[Pages | None, Report]:
    """Return the issue's pages and the engine's complaints.

    No pages come where WeasyPrint or the layout's settings do not suit the composer. The body
    is laid out once; the contents then name page numbers that are already known, so they cost
    no second layout of the articles (`target-counter` would).
    """
    settings, report = settings_of(composition)
    if settings is None:
        return None, report
    return _lay_out(sources, composition, catalog, settings)


def settings_of(composition: Composition) -> tuple[Settings | None, Report]:
    """Return the layout's settings of the composer; none where engine or layout do not suit."""
    try:
        check_weasyprint()
        check_streams()
        settings = Settings.from_mapping(composition.package.spec.composer)
        Palette.of(composition.package.spec.colours)
    except (UnknownWeasyPrintError, UnknownStreamError) as error:
        return None, _refusal(rules.ENGINE_UNKNOWN, None, error)
    except (SettingsError, PaletteError) as error:
        place = Span(f"{composition.package.folder}/layout.yaml")
        return None, _refusal(rules.LAYOUT_SETTING, place, error)
    return settings, Report()


def _refusal(rule: Rule, span: Span | None, error: Exception) -> Report:
    report = Report()
    report.add(rule, span, problem=str(error))
    return report


def _lay_out(
    sources: Sources, composition: Composition, catalog: Catalog, settings: Settings
) -> tuple[Pages, Report]:
    fonts = font_configuration(catalog.paths)
    fetcher = DoorFetcher(sources)
    images = PictureShelf(sources.read)
    images.update((code.url, CodeImage(code)) for code in composition.codes.values())
    with listening() as log, composing(settings), collector_paused():
        styles = parse_styles(composition.stylesheets, composition.base_url, fetcher, fonts)

        def lay_out(html: str) -> weasyprint.Document:
            source = weasyprint.HTML(
                string=html, base_url=composition.base_url, url_fetcher=fetcher
            )
            return source.render(stylesheets=styles, font_config=fonts, cache=images)

        body = lay_out(composition.body)
        folios = folios_of(body.pages)
        front = lay_out(composition.front(folios))
        (blank,) = lay_out(BLANK_PAGE).pages
    pages = put_together(composition, front, body.pages, folios, images, blank)
    return pages, engine_report(log, fetcher)


def put_together(
    composition: Composition,
    front: weasyprint.Document,
    body: Sequence[weasyprint.document.Page],
    folios: Mapping[str, str],
    images: PictureShelf,
    blank: weasyprint.document.Page,
) -> Pages:
    """Return front matter and body as one issue, with a blank page between where it needs one."""
    front_pages = list(front.pages)
    if len(front_pages) % 2 and composition.options.get("articles_start") == "right":
        front_pages.append(blank)
    document = front.copy([*front_pages, *body])
    names = composition.package.spec.front_matter_labels
    labels = (*_front_labels(front_pages, names), *map(folio, range(1, len(body) + 1)))
    return Pages(composition, document, len(front_pages), folios, labels, images, blank)


def folios_of(pages: Sequence[weasyprint.document.Page]) -> dict[str, str]:
    """Return the printed number of the page on which each anchor stands first."""
    found: dict[str, str] = {}
    for number, page in enumerate(pages, start=1):
        for anchor in page.anchors:
            found.setdefault(anchor, folio(number))
    return found


def _front_labels(
    pages: Sequence[weasyprint.document.Page], names: Mapping[str, str]
) -> tuple[str, ...]:
    """Return one label a page: the name of what begins there, else the last one and a count."""
    labels: list[str] = []
    current, run = "", 0
    for page in pages:
        begun = [names[anchor] for anchor in page.anchors if anchor in names]
        if begun and begun[0] != current:  # what turns the page is an anchor there again
            current, run = begun[0], 0
        run += 1
        labels.append(current if run == 1 else f"{current}·{run}")
    return tuple(labels)


def engine_report(log: EngineLog, fetcher: DoorFetcher) -> Report:
    """Return WeasyPrint's complaints as diagnostics; an error there fails the build."""
    report = Report()
    for url in fetcher.refused:
        report.add(rules.FETCH_REFUSED, None, url=url)
    for level, text in log.messages:
        rule = rules.ENGINE_COMPLAINT if level >= logging.ERROR else rules.STYLE_IGNORED
        report.add(rule, None, problem=text)
    return report
