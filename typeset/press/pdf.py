"""From pages to PDF bytes, one kind after another, the same bytes wherever they are made."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import weasyprint

from typeset.diagnostics import Report
from typeset.layout.catalog import Catalog
from typeset.patching import collector_paused
from typeset.press.bones import ForeignPage
from typeset.press.engine import DoorFetcher, listening
from typeset.press.finishing import Finish
from typeset.press.ink import Conversion, Palette
from typeset.press.marks import INSET_MM, PageGeometry, page_marks, slug, slug_width_mm
from typeset.press.metadata import document_facts
from typeset.press.outlines import OutlineFont
from typeset.press.pagination import Pages, engine_report
from typeset.press.profiles import Profile
from typeset.press.writing import writing

BLANK_LABEL = "空白"
SLUG_GAP_MM = 3
SLUG_FAMILY = "Noto Sans SC"  # the slug is outlines: it brings no font into the file


@dataclass(frozen=True, slots=True)
class Impression:
    """A PDF, and the colours that had to be converted because the palette lacks them."""

    pdf: bytes
    conversions: tuple[Conversion, ...]


def impress(
    pages: Pages,
    profile: Profile,
    catalog: Catalog,
    sources: Mapping[str, bytes] = MappingProxyType({}),
) -> tuple[Impression, Report]:
    """Return the finished PDF of one kind, and the engine's complaints.

    The pages are laid out once and can be written any number of times. `sources` are the files
    that a profile which takes them carries.
    """
    document = _document(pages, profile)
    facts = document_facts(pages.composition.issue, document.metadata, profile)
    geometry = page_geometry(pages, profile)
    labels = _labels(pages, profile)
    marks = _marks(pages, labels, profile, catalog, geometry)
    carried = sources if profile.takes_sources else {}
    finish = Finish(profile, facts, labels, geometry, *marks, carried)
    fetcher: DoorFetcher = document.url_fetcher
    palette = Palette.of(pages.composition.package.spec.colours)
    written = writing(document.pages, profile, palette)
    with listening() as log, collector_paused(), written as conversions:
        data = document.write_pdf(
            finisher=finish,
            pdf_tags=profile.is_tagged,
            pdf_version=profile.pdf_version,
            pdf_identifier=True,
        )
    return Impression(data, tuple(conversions or ())), engine_report(
        log, fetcher, pages.composition.styles
    )


def page_geometry(pages: Pages, profile: Profile) -> PageGeometry:
    """Return trim, bleed and marks of a page of the issue in this kind of PDF."""
    grid = pages.composition.package.spec.grid
    bleed_mm = max(profile.bleed_mm, grid.bleed_mm) if profile.bleed_mm else 0
    return PageGeometry(grid.page_width_mm, grid.page_height_mm, bleed_mm, profile.marks_mm)


def _document(pages: Pages, profile: Profile) -> weasyprint.Document:
    """Return a document of its own for one writing, since fonts are gathered while painting."""
    own: list[Any] = [
        page.in_profile(profile) if isinstance(page, ForeignPage) else page
        for page in pages.document.pages
    ]
    if not profile.has_links:
        own = [*map(_unlinked, own)]
    return pages.document.copy([*own, *[pages.blank] * _padding(pages, profile)])


def _padding(pages: Pages, profile: Profile) -> int:
    return -len(pages) % profile.pages_multiple


def _labels(pages: Pages, profile: Profile) -> tuple[str, ...]:
    """Return the pages' labels, those of filling pages like 空白·1."""
    blanks = range(1, _padding(pages, profile) + 1)
    return (*pages.labels, *(f"{BLANK_LABEL}·{number}" for number in blanks))


def _unlinked(page: Any) -> Any:
    """Return a page without annotations: none may lie in the bleed (ISO 15930-7, 6.17)."""
    bare = copy.copy(page)
    bare.links, bare.forms = [], {None: []}
    return bare


def _marks(
    pages: Pages,
    labels: tuple[str, ...],
    profile: Profile,
    catalog: Catalog,
    geometry: PageGeometry,
) -> tuple[tuple[bytes, ...], bytes]:
    """Return each page's own part of the slug, and what all pages share."""
    if not profile.marks_mm:
        return (), b""
    issue = pages.composition.issue
    faces = zip(catalog.fonts, catalog.paths, strict=True)
    font = slug_font(next(path for face, path in faces if face.family == SLUG_FAMILY))
    words = f"{issue.title}  {issue.number}  {issue.date.isoformat()}  {profile.name}"
    # The page's own label comes first: a long title is narrowed, a label must not be lost.
    widest_mm = max(slug_width_mm(label, font) for label in labels)
    shared = slug(geometry, words, font, at_mm=INSET_MM + widest_mm + SLUG_GAP_MM)
    own = tuple(slug(geometry, label, font) for label in labels)
    return own, page_marks(geometry) + shared


@cache
def slug_font(path: Path) -> OutlineFont:
    """Return the face that slugs are drawn with."""
    return OutlineFont(path.read_bytes())
