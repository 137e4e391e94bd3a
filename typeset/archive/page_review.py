"""The pages of an issue laid out for a look, without printing them."""

from __future__ import annotations

from typeset.archive.production import Manuscript
from typeset.diagnostics import Report
from typeset.sources import Sources


def page_report(sources: Sources, manuscript: Manuscript) -> tuple[Report, int | None]:
    """Return all that is found in the manuscript and on its pages, and how many they are."""
    report = manuscript.report
    if report.has_errors or manuscript.composition is None:
        return report, None

    from typeset.check.pages import check_pages
    from typeset.press.pagination import paginate

    pages, found = paginate(sources, manuscript.composition, manuscript.catalog)
    report.extend(found)
    if pages is None:
        return report, None
    report.extend(check_pages(pages))
    return report, len(pages)
