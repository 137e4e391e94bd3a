"""What an editor must hear of laid-out pages, whichever process laid them out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from typeset.cjk import Finding, descend, findings_among, notes_among, notes_lost_in
from typeset.press.overflow import Overflow, overflows

T = TypeVar("T", Finding, Overflow)


@dataclass(frozen=True, slots=True)
class Noticed:
    """Lines that could not be set well and text off the paper, on pages that count from 0."""

    page_count: int = 0
    findings: tuple[Finding, ...] = ()
    overflows: tuple[Overflow, ...] = ()


def noticed_on(pages: Sequence[Any]) -> Noticed:
    """Return what is to be told of WeasyPrint's pages."""
    found, notes, off = list[Finding](), [], list[Overflow]()
    for index, page in enumerate(pages):
        placed = [*descend(page._page_box)]  # gone through once, and looked at three times
        found += [finding for finding, _ in findings_among(index, placed)]
        notes.append(notes_among(placed))
        off += overflows(index, page, placed)
    return Noticed(len(pages), (*found, *notes_lost_in(notes)), tuple(off))


def joined(parts: Iterable[Noticed]) -> Noticed:
    """Return what was noticed on parts that follow each other; all of it keeps its page."""
    count, found, off = 0, list[Finding](), list[Overflow]()
    for part in parts:
        found += [_later(each, count) for each in part.findings]
        off += [_later(each, count) for each in part.overflows]
        count += part.page_count
    return Noticed(count, tuple(found), tuple(off))


def inserted(own: Noticed, at: int, other: Noticed) -> Noticed:
    """Return what was noticed when the pages of `other` are put in before page `at`."""
    return joined((_part(own, 0, at), other, _part(own, at, own.page_count)))


def _later(found: T, pages: int) -> T:
    return replace(found, page_index=found.page_index + pages)


def _part(whole: Noticed, first: int, last: int) -> Noticed:
    within = range(first, last)
    return Noticed(
        len(within),
        tuple(_later(each, -first) for each in whole.findings if each.page_index in within),
        tuple(_later(each, -first) for each in whole.overflows if each.page_index in within),
    )
