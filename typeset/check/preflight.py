"""Preflight: a finished PDF against the promises of its profile, a table of small checks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from typeset.check import (
    preflight_all,
    preflight_archive,
    preflight_print,
    preflight_screen,
    rules_preflight,
)
from typeset.check.preflight_check import Breach, Check, Limits, Profile
from typeset.diagnostics import Report, Span
from typeset.press.facts import FileFacts, UnreadablePdfError
from typeset.press.inspection import examine

CHECKS: tuple[Check, ...] = (
    *preflight_all.CHECKS,
    *preflight_print.CHECKS,
    *preflight_screen.CHECKS,
    *preflight_archive.CHECKS,
)
UNREADABLE = {
    "not a pdf": rules_preflight.NOT_A_PDF,
    "password": rules_preflight.LOCKED,
    "damaged": rules_preflight.DAMAGED,
}
MOST_OF_A_RULE = 20
MOST_PAGES = 8
PLACES = ("where_zh", "where_en")
DEFAULT = Limits()


def preflight(
    facts: FileFacts,
    profile: Profile,
    limits: Limits = DEFAULT,
    span: Span | None = None,
    without: frozenset[str] = frozenset(),
) -> Report:
    """Return every broken promise of `profile`, the same breach on several pages told once.

    Rules whose codes are in `without` are left to somebody who knows more of them.
    """
    report = Report()
    for check in CHECKS:
        if profile in check.profiles and check.rule.code not in without:
            _add(report, check, _merged(check.find(facts, limits)), span)
    return report


def preflight_file(
    data: bytes, profile: Profile | None, span: Span | None = None, limits: Limits = DEFAULT
) -> tuple[FileFacts | None, Report]:
    """Return a file's facts and, for a profile, its broken promises; no facts if unreadable."""
    try:
        facts = examine(data)
    except UnreadablePdfError as error:
        report = Report()
        report.add(UNREADABLE[error.reason], span, detail=error.detail)
        return None, report
    if facts.claims.pdfa_part == 3:  # made --with-sources: held to what 3a promises
        limits = replace(limits, with_sources=True)
    return facts, preflight(facts, profile, limits, span) if profile else Report()


def _merged(breaches: Iterator[Breach]) -> list[tuple[list[str], dict[str, object]]]:
    """Return breaches that differ only by place as one: all their pages, the first place."""
    merged: dict[tuple[tuple[str, object], ...], tuple[list[str], dict[str, object]]] = {}
    for breach in breaches:
        key = tuple(item for item in breach.args.items() if item[0] not in PLACES)
        pages, _ = merged.setdefault(key, ([], breach.args))
        if breach.page is not None and breach.page not in pages:
            pages.append(breach.page)
    return list(merged.values())


def _page_words(pages: list[str]) -> str:
    """Return the labels of pages, the first few of many."""
    if len(pages) <= MOST_PAGES:
        return "、".join(pages)
    return f"{'、'.join(pages[:MOST_PAGES])}…（{len(pages)}）"


def _add(
    report: Report,
    check: Check,
    breaches: list[tuple[list[str], dict[str, object]]],
    span: Span | None,
) -> None:
    for pages, args in breaches[:MOST_OF_A_RULE]:
        report.add(check.rule, span, **args, **({"pages": _page_words(pages)} if pages else {}))
    more = len(breaches) - MOST_OF_A_RULE
    if more > 0:
        report.add(rules_preflight.AND_MORE, span, code=check.rule.code, count=more)
