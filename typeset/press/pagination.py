"""From a composition to pages: articles first, then the front matter that names their pages."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
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
from typeset.layout.package import LayoutPackage
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
    settings, report = settings_of(composition.package)
    if settings is None:
        return None, report
    return _lay_out(sources, composition, catalog, settings)


def settings_of(package: LayoutPackage) -> tuple[Settings | None, Report]:
    """Return the composer's settings in a layout, or why nothing can be laid out in it."""
    try:
        check_weasyprint()
        check_streams()
        settings = Settings.from_mapping(package.spec.composer)
        Palette.of(package.spec.colours)
    except (UnknownWeasyPrintError, UnknownStreamError) as error:
        return None, _refusal(rules.ENGINE_UNKNOWN, None, error)
    except (SettingsError, PaletteError) as error:
        place = Span(f"{package.folder}/layout.yaml")
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
        folios = _folios(body.pages)
        front = lay_out(composition.front(folios))
        front_pages = list(front.pages)
        (blank,) = lay_out(BLANK_PAGE).pages
        if len(front_pages) % 2 and composition.options.get("articles_start") == "right":
            front_pages.append(blank)
    document = front.copy([*front_pages, *body.pages])
    names = composition.package.spec.front_matter_labels
    begun = [page.anchors for page in front_pages]
    labels = (*front_labels(begun, names), *map(folio, range(1, len(body.pages) + 1)))
    pages = Pages(composition, document, len(front_pages), folios, labels, images, blank)
    return pages, engine_report(log, fetcher)


def _folios(pages: Sequence[weasyprint.document.Page]) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, page in enumerate(pages, start=1):
        for anchor in page.anchors:
            found.setdefault(anchor, folio(number))
    return found


def front_labels(pages: Sequence[Iterable[str]], names: Mapping[str, str]) -> tuple[str, ...]:
    """Return one label a page: the name of what begins there, else the last one and a count.

    `pages` holds the anchors of each.
    """
    labels: list[str] = []
    current, run = "", 0
    for anchors in pages:
        begun = [names[anchor] for anchor in anchors if anchor in names]
        if begun and begun[0] != current:  # what turns the page is an anchor there again
            current, run = begun[0], 0
        run += 1
        labels.append(current if run == 1 else f"{current}·{run}")
    return tuple(labels)


def engine_report(log: EngineLog, fetcher: DoorFetcher) -> Report:
    """Return WeasyPrint's complaints as diagnostics; an error there fails the build."""
    return complaints_report(log.messages, fetcher.refused)


def complaints_report(complaints: Iterable[tuple[int, str]], refused: Iterable[str]) -> Report:
    """Return complaints, by their level, and addresses that were refused, as diagnostics."""
    report = Report()
    for url in refused:
        report.add(rules.FETCH_REFUSED, None, url=url)
    for level, text in complaints:
        rule = rules.ENGINE_COMPLAINT if level >= logging.ERROR else rules.STYLE_IGNORED
        report.add(rule, None, problem=text)
    return report
