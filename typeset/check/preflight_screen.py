"""Checks of a tagged file: PDF/UA-1 (ISO 14289-1), and a page without marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from typeset.check import rules_preflight_screen as rules
from typeset.check.preflight_check import SCREEN, TAGGED, Breach, Check, Limits, on
from typeset.press.facts import FileFacts
from typeset.press.facts_page import Annotation, FilePage

UNTAGGED_KINDS = {"Popup", "PrinterMark", "TrapNet"}  # ISO 14289-1, 7.18.1


def not_pdfua(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find a file that does not say it is PDF/UA-1."""
    if facts.claims.pdfua_part != 1:
        yield Breach()


def not_tagged(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find a file without structure, or one that does not say it has it."""
    if not (facts.is_tagged and facts.is_marked and facts.structure.count):
        yield Breach()


def no_language(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find a file without a language."""
    if not facts.lang.strip():
        yield Breach()


def title_hidden(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find a file without a title, or one whose name is shown instead."""
    if not (facts.title.strip() and facts.shows_title):
        yield Breach(args={"title": facts.title or "—"})


def no_bookmarks(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find a file of several pages without bookmarks."""
    if len(facts.pages) > 1 and not facts.bookmark_count:
        yield Breach()


def no_page_labels(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find a file of several pages without page labels."""
    if len(facts.pages) > 1 and not facts.has_page_labels:
        yield Breach()


def _annotations(facts: FileFacts) -> Iterator[tuple[FilePage, Annotation]]:
    for page in facts.pages:
        for annotation in page.annotations:
            if annotation.subtype not in UNTAGGED_KINDS:
                yield page, annotation


def unspoken_links(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find links without a description."""
    for page, annotation in _annotations(facts):
        if annotation.subtype == "Link" and not annotation.contents.strip():
            yield on(page, uri=annotation.uri or "—")


def untagged_annotations(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find annotations that no OBJR refers to."""
    for page, annotation in _annotations(facts):
        if not annotation.in_structure:
            yield on(page, subtype=annotation.subtype, uri=annotation.uri or "—")


def unspoken_figures(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find figures without an alternative text."""
    return _counted(facts.structure.figures_without_alt)


def headers_without_scope(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find header cells without a scope."""
    return _counted(facts.structure.headers_without_scope)


def _counted(labels: tuple[str, ...]) -> Iterator[Breach]:
    for label, count in Counter(labels).items():
        yield Breach(label, {"count": count})


def untagged_content(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find content that is neither tagged nor an artifact."""
    for page in facts.pages:
        if page.marks.outside:
            yield on(page, count=page.marks.outside)


def orphaned_content(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find marked content that no structure element refers to."""
    for page in facts.pages:
        if page.marks.orphans:
            yield on(page, count=page.marks.orphans)


def marks_shown(facts: FileFacts, limits: Limits) -> Iterator[Breach]:
    """Find pages that show more than their trim."""
    for page in facts.pages:
        shown = page.boxes.crop or page.boxes.media
        trim = page.boxes.trim
        if trim and any(abs(margin) > limits.tolerance_mm for margin in shown.margins_mm(trim)):
            yield on(page)


def tab_order(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find pages with annotations whose tab order is not that of the structure."""
    return (on(page) for page in facts.pages if page.annotations and page.tab_order != "S")


def unknown_tags(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find tags that mean nothing to a reader."""
    for tag in facts.structure.unknown_tags:
        yield Breach(args={"tag": tag or "—"})


def skipped_headings(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find headings that descend by more than one level."""
    for before, after in pairwise((0, *facts.structure.heading_levels)):
        if after > before + 1:
            yield Breach(args={"before": before, "after": after})


def suspects(facts: FileFacts, _: Limits) -> Iterator[Breach]:
    """Find a file that doubts its own tags."""
    if facts.has_suspects:
        yield Breach()


UA = "ISO 14289-1"
CHECKS = (
    Check(rules.NOT_PDFUA, TAGGED, f"{UA}, 5: pdfuaid:part", not_pdfua),
    Check(rules.NOT_TAGGED, TAGGED, f"{UA}, 7.1; ISO 19005-2, 6.7", not_tagged),
    Check(rules.NO_LANGUAGE, TAGGED, f"{UA}, 7.2; ISO 19005-2, 6.7.4", no_language),
    Check(rules.TITLE_HIDDEN, TAGGED, f"{UA}, 7.1: dc:title, DisplayDocTitle", title_hidden),
    Check(rules.NO_BOOKMARKS, TAGGED, f"{UA}, 7.17", no_bookmarks),
    Check(rules.NO_PAGE_LABELS, TAGGED, f"{UA}, 7.17: as printed on the page", no_page_labels),
    Check(rules.LINK_UNSPOKEN, TAGGED, f"{UA}, 7.18.5", unspoken_links),
    Check(rules.ANNOTATION_UNTAGGED, TAGGED, f"{UA}, 7.18.1", untagged_annotations),
    Check(rules.FIGURE_UNSPOKEN, TAGGED, f"{UA}, 7.3", unspoken_figures),
    Check(rules.HEADER_WITHOUT_SCOPE, TAGGED, f"{UA}, 7.5", headers_without_scope),
    Check(rules.CONTENT_UNTAGGED, TAGGED, f"{UA}, 7.1", untagged_content),
    Check(rules.CONTENT_ORPHANED, TAGGED, f"{UA}, 7.1; ISO 32000-1, 14.7.4.2", orphaned_content),
    Check(rules.SCREEN_MARKS, SCREEN, "readers see the trimmed page", marks_shown),
    Check(rules.TAB_ORDER, TAGGED, f"{UA}, 7.18.3", tab_order),
    Check(rules.TAG_UNKNOWN, TAGGED, f"{UA}, 7.1; ISO 32000-1, 14.8.4", unknown_tags),
    Check(rules.HEADINGS_SKIP, TAGGED, f"{UA}, 7.4.2", skipped_headings),
    Check(rules.SUSPECT_TAGS, TAGGED, f"{UA}, 7.1", suspects),
)
