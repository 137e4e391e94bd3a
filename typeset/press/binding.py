"""Issues bound in one file: their laid-out pages side by side, between the volume's own.

Everything is written as one document, so a face is embedded once, as one subset, and links go
from the contents to every page. The issues' pages stay as they were laid out; what must be
unlike in one file (anchors, labels) gets the issue's name before it.
"""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import weasyprint

from typeset.cjk import Settings, composing
from typeset.diagnostics import Report
from typeset.layout.catalog import Catalog
from typeset.layout.composition import Composition
from typeset.press.bench import Bench
from typeset.press.engine import listening
from typeset.press.pagination import BLANK_PAGE, Pages, engine_report
from typeset.press.pictures import PictureShelf
from typeset.press.styles import laying_out
from typeset.sources import Sources

BLANK_LABEL = "空白"
ISSUE_ANCHOR = "issue"  # where an issue begins
TOP = (0, 0, 0, 0)
Page = weasyprint.document.Page


@dataclass(frozen=True, slots=True)
class Part:
    """A run of pages of a volume, which begins on a right-hand page.

    `name` stands before its labels, and before the anchors of an issue.
    """

    name: str
    pages: tuple[Page, ...]
    labels: tuple[str, ...]
    blank: Page

    def labels_of(self, anchors: Iterable[str]) -> dict[str, str]:
        """Return the label of the page that each of these anchors is on, if there is one."""
        places: dict[str, str] = {}
        for page, label in zip(self.pages, self.labels, strict=True):
            places |= {name: label for name in anchors if name in page.anchors}
        return places

    def padded(self) -> Part:
        """Return the part with a blank page at its end where its pages are odd in number."""
        if len(self.pages) % 2 == 0:
            return self
        label = named(self.name, BLANK_LABEL)
        return replace(self, pages=(*self.pages, self.blank), labels=(*self.labels, label))


@dataclass(frozen=True, slots=True)
class Matter:
    """A volume's own pages, laid out: a part for each piece of its HTML."""

    composition: Composition
    parts: Mapping[str, Part]
    document: weasyprint.Document  # of the first part: its metadata are the volume's
    pictures: PictureShelf


def named(name: str, words: str) -> str:
    """Return an anchor or a label with the name of its issue before it."""
    return f"{name}-{words}"


def issue_part(pages: Pages, name: str, title: str) -> Part:
    """Return the pages of one issue as a part of a volume, with a bookmark of its own."""
    own = [_renamed(page, name) for page in pages.document.pages]
    own[0].bookmarks = [(1, title, TOP[:2], "closed"), *own[0].bookmarks]
    own[0].anchors = {named(name, ISSUE_ANCHOR): TOP, **own[0].anchors}
    labels = tuple(named(name, label) for label in pages.labels)
    return Part(name, tuple(own), labels, pages.blank).padded()


def _renamed(page: Page, name: str) -> Page:
    """Return a page whose anchors bear the issue's name, and whose bookmarks are one deeper."""
    own = copy.copy(page)
    own.anchors = {named(name, anchor): place for anchor, place in page.anchors.items()}
    own.links = [
        (kind, named(name, target) if kind == "internal" else target, *rest)
        for kind, target, *rest in page.links
    ]
    own.bookmarks = [(level + 1, *rest) for level, *rest in page.bookmarks]
    return own


def lay_out_matter(
    sources: Sources,
    composition: Composition,
    catalog: Catalog,
    html: Mapping[str, str],
    unnumbered: Collection[str] = (),
) -> tuple[Matter, Report]:
    """Return the volume's own pages, a part for each HTML document, and the engine's complaints.

    The pages of a part are labelled with its name and a number (总目录-1), which is what the
    layout prints on them; those of `unnumbered` parts, which print none, with the name alone.
    """
    settings = Settings.from_mapping(composition.package.spec.composer)
    with listening() as log, composing(settings), laying_out():
        bench = Bench.of(composition, catalog.paths, sources, log)
        documents = {name: bench.document(text) for name, text in html.items()}
        blanks = {name: bench.document(BLANK_PAGE).pages[0] for name in html}
    parts = {}
    for name, found in documents.items():
        count = len(found.pages)
        numbered = tuple(named(name, str(number)) for number in range(1, count + 1))
        labels = (name,) * count if name in unnumbered else numbered
        parts[name] = Part(name, tuple(found.pages), labels, blanks[name])
    first = next(iter(documents.values()))
    report = engine_report(log, bench.fetcher, composition.styles)
    return Matter(composition, parts, first, bench.images), report


def bind(matter: Matter, parts: Sequence[Part]) -> Pages:
    """Return the parts as the pages of one file, in order."""
    pages = [page for part in parts for page in part.pages]
    labels = tuple(label for part in parts for label in part.labels)
    document = matter.document.copy(pages)
    blank = parts[0].blank
    return Pages(matter.composition, document, 0, {}, labels, matter.pictures, blank)
