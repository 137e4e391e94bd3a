"""From a composition to pages: articles first, then the front matter that names their pages."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import weasyprint

from typeset.cjk import (
    Settings,
    SettingsError,
    UnknownWeasyPrintError,
    check_weasyprint,
    composing,
    is_property,
)
from typeset.diagnostics import Report, Rule, Span
from typeset.layout.catalog import Catalog
from typeset.layout.composition import Composition
from typeset.layout.rules_files import CSS_SETTING
from typeset.layout.stylesheet import StyleSheet
from typeset.press import rules
from typeset.press.bench import Bench
from typeset.press.engine import (
    Complaint,
    DoorFetcher,
    EngineLog,
    listening,
    style_place,
)
from typeset.press.ink import Palette, PaletteError, UnknownStreamError, check_streams
from typeset.press.noticing import Noticed, inserted, noticed_on
from typeset.press.pictures import PictureShelf
from typeset.press.styles import laying_out
from typeset.sources import Sources

BLANK_PAGE = '<html lang="zh-CN"><body style="page:plain"></body></html>'


@dataclass(frozen=True, slots=True)
class Pages:
    """Laid-out pages in printed order, with the facts that the layout engine knows.

    `folios` maps an article's id to its printed page number, `labels` has one PDF page label
    a page, `front_count` tells how many pages come before page 01; `blank` is an
    empty page, to fill sheets with; `elsewhere` tells of the pages from `elsewhere_at`, if
    another process laid them out.
    """

    composition: Composition
    document: weasyprint.Document
    front_count: int
    folios: Mapping[str, str]
    labels: tuple[str, ...]
    pictures: PictureShelf
    blank: weasyprint.document.Page
    elsewhere: Noticed = Noticed()  # noqa: RUF009 -- frozen
    elsewhere_at: int = 0

    @property
    def noticed(self) -> Noticed:
        """Return what an editor must hear of the pages."""
        at, pages = self.elsewhere_at, self.document.pages
        own = [*pages[:at], *pages[at + self.elsewhere.page_count :]]
        return inserted(noticed_on(own), at, self.elsewhere)

    def __len__(self) -> int:
        return len(self.document.pages)


@dataclass(frozen=True, slots=True)
class Body:
    """The body laid out; what is told of the pages from `before` if another process did them."""

    document: weasyprint.Document
    elsewhere: Noticed = Noticed()  # noqa: RUF009 -- frozen
    before: int = 0


SetBody = Callable[[Bench], Body]


def set_whole(bench: Bench) -> Body:
    """Return the body laid out in this process at once."""
    return Body(bench.document(bench.composition.body))


def paginate(
    sources: Sources, composition: Composition, catalog: Catalog, set_body: SetBody = set_whole
) -> tuple[Pages | None, Report]:
    """Return the issue's pages and the engine's complaints.

    No pages come where WeasyPrint or the layout's settings do not suit the composer. The body
    is laid out once; the contents then name page numbers that are already known, so they cost
    no second layout of the articles (`target-counter` would).
    """
    settings, report = settings_of(composition)
    if settings is None:
        return None, report
    with listening() as log, composing(settings), laying_out():
        bench = Bench.of(composition, catalog.paths, sources, log)
        body = set_body(bench)
        folios = folios_of(body.document.pages, composition)
        front = bench.document(composition.front(folios)) if composition.has_front else None
        (blank,) = bench.document(BLANK_PAGE).pages
    pages = put_together(composition, front, body.document, folios, bench.images, blank)
    at = pages.front_count + body.before
    pages = replace(pages, elsewhere=body.elsewhere, elsewhere_at=at)
    return pages, engine_report(log, bench.fetcher, composition.styles)


def settings_of(composition: Composition) -> tuple[Settings | None, Report]:
    """Return the composer's settings in a layout, or why nothing can be laid out in it."""
    try:
        check_weasyprint()
        check_streams()
        settings = Settings.from_mapping(composition.package.spec.composer)
        Palette.of(composition.package.spec.colours)
    except (UnknownWeasyPrintError, UnknownStreamError) as error:
        return None, _refusal(rules.ENGINE_UNKNOWN, None, error)
    except (SettingsError, PaletteError) as error:
        key = "colours" if isinstance(error, PaletteError) else "composer"
        place = composition.package.place(key)
        return None, _refusal(rules.LAYOUT_SETTING, place, error)
    report = _setting_report(composition.styles)
    return (None if report.has_errors else settings), report


def _setting_report(styles: Iterable[StyleSheet]) -> Report:
    """Report every `--typeset-…` of the style sheets that the composer does not take."""
    report = Report()
    for each in (setting for style in styles for setting in style.settings):
        if not is_property(each.name, each.text):
            report.add(CSS_SETTING, each.span, name=each.name, value=each.text)
    return report


def _refusal(rule: Rule, span: Span | None, error: Exception) -> Report:
    report = Report()
    report.add(rule, span, problem=str(error))
    return report


def put_together(
    composition: Composition,
    front: weasyprint.Document | None,
    body: weasyprint.Document,
    folios: Mapping[str, str],
    images: PictureShelf,
    blank: weasyprint.document.Page,
) -> Pages:
    """Return front matter and body as one issue, with a blank page between where it needs one."""
    front_pages = [] if front is None else list(front.pages)
    if len(front_pages) % 2 and composition.starts_right:
        front_pages.append(blank)
    # The PDF's title and facts come from whatever comes first.
    document = (front or body).copy([*front_pages, *body.pages])
    names = composition.package.spec.front_matter_labels
    begun = [page.anchors for page in front_pages]
    numbers = range(1, len(body.pages) + 1)
    labels = (*front_labels(begun, names), *map(composition.folio, numbers))
    return Pages(composition, document, len(front_pages), folios, labels, images, blank)


def folios_of(
    pages: Sequence[weasyprint.document.Page], composition: Composition
) -> dict[str, str]:
    """Return the printed number of the page on which each anchor stands first."""
    found: dict[str, str] = {}
    for number, page in enumerate(pages, start=1):
        for anchor in page.anchors:
            found.setdefault(anchor, composition.folio(number))
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


def engine_report(log: EngineLog, fetcher: DoorFetcher, styles: Sequence[StyleSheet]) -> Report:
    """Return WeasyPrint's complaints as diagnostics; an error there fails the build."""
    return complaints_report(log.complaints, fetcher.refused, styles)


def complaints_report(
    complaints: Iterable[Complaint], refused: Iterable[str], styles: Sequence[StyleSheet]
) -> Report:
    """Return complaints, by their level, and addresses that were refused, as diagnostics."""
    report = Report()
    for url in refused:
        report.add(rules.FETCH_REFUSED, None, url=url)
    for each in complaints:
        rule = rules.ENGINE_COMPLAINT if each.level >= logging.ERROR else rules.STYLE_IGNORED
        place, problem = style_place(each, styles)
        report.add(rule, place, problem=problem)
    return report
