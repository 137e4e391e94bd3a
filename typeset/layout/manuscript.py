"""From an issue's folder to its composition, the first half of the street."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from typeset.diagnostics import Report
from typeset.issue.characters import Places, printed_characters
from typeset.issue.model import Issue
from typeset.issue.reader import read_issue
from typeset.layout.catalog import missing_glyphs, read_catalog
from typeset.layout.composition import NO_FOLIOS, compose
from typeset.layout.fit import check_fit
from typeset.layout.package import read_layout
from typeset.layout.prepared import Guard, Manuscript
from typeset.remembering import Remember, afresh
from typeset.sources import Sources


def unguarded(sources: Sources, layout: str, folder: str) -> Report:
    """Hold a layout to nothing."""
    return Report()


def _as_it_is(issue: Issue) -> Issue:
    return issue


def prepare(
    sources: Sources,
    manifest: str,
    remember: Remember = afresh,
    adapt: Callable[[Issue], Issue] = _as_it_is,
    guard: Guard = unguarded,
    folios: Mapping[str, str] = NO_FOLIOS,
) -> Manuscript:
    """Return the issue read, checked against fonts and layout, and composed if that can be.

    `adapt` may change the issue that is composed, such as to mark where its blocks come from;
    `folios` are the printed numbers that are expected (see `compose`).
    """
    issue, report = read_issue(sources, manifest, remember)
    return complete(sources, issue, report, remember, adapt, guard, folios)


def complete(
    sources: Sources,
    issue: Issue | None,
    report: Report,
    remember: Remember = afresh,
    adapt: Callable[[Issue], Issue] = _as_it_is,
    guard: Guard = unguarded,
    folios: Mapping[str, str] = NO_FOLIOS,
) -> Manuscript:
    """Return what `prepare` does, of an issue that was read already."""
    catalog, found = remember(read_catalog, sources)
    report.extend(found)
    if issue is None:
        return Manuscript(None, report, catalog)
    report.extend(missing_glyphs(catalog, printed_characters(issue), Places(sources).find))
    package, found = remember(read_layout, sources, str(issue.layout), issue.layout.span)
    report.extend(found)
    if package is None:
        return Manuscript(issue, report, catalog)
    report.extend(guard(sources, package.reference, issue.folder))
    report.extend(check_fit(package, issue, catalog))
    if report.has_errors:
        return Manuscript(issue, report, catalog)
    composition, found = compose(sources, adapt(issue), package, remember, folios)
    report.extend(found)
    return Manuscript(issue, report, catalog, composition)
