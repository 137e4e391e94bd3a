"""The laid-out pages: lines that could not be set well, for an editor to rewrite."""

from __future__ import annotations

from typeset.check import rules
from typeset.cjk import Finding, FindingKind, findings, lost_notes
from typeset.diagnostics import Report
from typeset.press.overflow import overflows
from typeset.press.pagination import Pages

RULES = {
    FindingKind.LOOSE: rules.LINE_LOOSE,
    FindingKind.SHORT: rules.LINE_SHORT,
    FindingKind.OVERFULL: rules.LINE_OVERFULL,
    FindingKind.STOCK: rules.PARAGRAPH_NOT_COMPOSED,
    FindingKind.LOST_NOTE: rules.FOOTNOTE_LOST,
}


def check_pages(pages: Pages) -> Report:
    """Report lines that are loose, short or too long, paragraphs not composed, lost footnotes."""
    report = Report()
    laid_out = pages.document.pages
    for finding in (*findings(laid_out), *lost_notes(laid_out)):
        report.add(RULES[finding.kind], None, **_words(finding, pages))
    for piece in overflows(pages):
        report.add(rules.OFF_THE_PAGE, None, page=pages.labels[piece.page_index], text=piece.text)
    return report


def _words(finding: Finding, pages: Pages) -> dict[str, object]:
    return {
        "page": pages.labels[finding.page_index],
        "text": finding.text,
        "figure": "" if finding.value is None else f"{finding.value:.2f}",
        "reason": finding.reason or "",
    }
