"""The laid-out pages: lines that could not be set well, for an editor to rewrite."""

from __future__ import annotations

from typeset.check import rules
from typeset.check.sheets.page_set import PageSet
from typeset.cjk import Finding, FindingKind
from typeset.diagnostics import Report
from typeset.press.page_facts import Stretch, stretch_of
from typeset.press.pagination import Pages

RULES = {
    FindingKind.LOOSE: rules.LINE_LOOSE,
    FindingKind.SHORT: rules.LINE_SHORT,
    FindingKind.OVERFULL: rules.LINE_OVERFULL,
    FindingKind.STOCK: rules.PARAGRAPH_NOT_COMPOSED,
    FindingKind.LOST_NOTE: rules.FOOTNOTE_LOST,
}


def page_set(pages: Pages) -> PageSet:
    """Return what the checks want to know of pages that were laid out to be printed."""
    issue, codes = pages.composition.issue, pages.composition.codes
    stretch = stretch_of(pages.document.pages)
    return PageSet(issue, codes, pages.labels, pages.front_count, stretch)


def check_pages(pages: Pages) -> Report:
    """Report lines that are loose, short or too long, paragraphs not composed, lost footnotes."""
    issue, codes, noticed = pages.composition.issue, pages.composition.codes, pages.noticed
    stretch = Stretch((), noticed.findings, noticed.overflows)
    return check_lines(PageSet(issue, codes, pages.labels, pages.front_count, stretch))


def check_lines(pages: PageSet) -> Report:
    """Report what could not be set well, and what runs off the paper."""
    report = Report()
    for finding in pages.stretch.findings:
        report.add(RULES[finding.kind], pages.span(finding.place), **_words(finding, pages))
    for piece in pages.stretch.overflows:
        span, page = pages.span(piece.place), pages.labels[piece.page_index]
        report.add(rules.OFF_THE_PAGE, span, page=page, text=piece.text)
    return report


def _words(finding: Finding, pages: PageSet) -> dict[str, object]:
    return {
        "page": pages.labels[finding.page_index],
        "text": finding.text,
        "figure": "" if finding.value is None else f"{finding.value:.2f}",
        "reason": finding.reason or "",
    }
