"""The laid-out pages: lines that could not be set well, for an editor to rewrite."""

from __future__ import annotations

from typeset.check import rules
from typeset.cjk import Finding, FindingKind, findings
from typeset.diagnostics import Report
from typeset.press.pagination import Pages

RULES = {
    FindingKind.LOOSE: rules.LINE_LOOSE,
    FindingKind.SHORT: rules.LINE_SHORT,
    FindingKind.OVERFULL: rules.LINE_OVERFULL,
    FindingKind.STOCK: rules.PARAGRAPH_NOT_COMPOSED,
}


def check_pages(pages: Pages) -> Report:
    """Report each line that is loose, short or too long, and each paragraph not composed."""
    report = Report()
    for finding in findings(pages.document.pages):
        report.add(RULES[finding.kind], None, **_words(finding, pages))
    return report


def _words(finding: Finding, pages: Pages) -> dict[str, object]:
    return {
        "page": pages.labels[finding.page_index],
        "text": finding.text,
        "figure": "" if finding.value is None else f"{finding.value:.2f}",
        "reason": finding.reason or "",
    }
