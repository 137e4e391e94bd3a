"""Runs the checks over the copy of an issue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from typeset.check.links.addresses import addresses
from typeset.check.registry import COPY_CHECKS, LINK_CHECKS, PASSAGE_CHECKS
from typeset.check.settings import Settings
from typeset.check.subjects import Copy
from typeset.diagnostics import Diagnostic, Report
from typeset.issue.prose import Passage


def proofread(copy: Copy) -> Report:
    """Return what the checks of the copy find in all the words of an issue."""
    report = Report()
    for found in _all(copy):
        report.take(found)
    return report


def _all(copy: Copy) -> Iterator[Diagnostic]:
    passage_checks = [check for check in PASSAGE_CHECKS if copy.settings.takes(check.code)]
    for passage in copy.passages:
        for check in passage_checks:
            yield from _unless_known(check.run(passage), passage, copy.settings)
    for each in COPY_CHECKS:
        if copy.settings.takes(each.code):
            yield from each.run(copy)
    link_checks = [check for check in LINK_CHECKS if copy.settings.takes(check.code)]
    for address in addresses(copy):
        for one in link_checks:
            yield from one.run(address)


def _unless_known(
    found: Iterable[Diagnostic], passage: Passage, settings: Settings
) -> Iterator[Diagnostic]:
    """Leave out what is found in a word that the house knows to be right."""
    known = [word for word in settings.words if word in passage.text]
    for each in found:
        text = str(each.args.get("text", ""))
        if not (text and any(text in word for word in known)):
            yield each
