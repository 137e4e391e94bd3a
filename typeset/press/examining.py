"""A PDF read back by two processes, one of which is ready before there is anything to read.

Until it is asked to read, this module imports nothing: a build that finds all as it was has
no need of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from typeset.helping import Helper
    from typeset.press.facts import FileFacts
    from typeset.press.facts_page import FilePage

# Returns the facts of a PDF that has about so many pages.
Examine: TypeAlias = "Callable[[bytes, int], FileFacts]"
Task: TypeAlias = "tuple[bytes, slice]"  # a PDF, and the pages that are not to be looked at

# With two idle processors 48 pages take .18 s instead of .26 s, 190 pages .6 s instead of 1 s; 25
# pages would take .09 s instead of .12 s, and longer where something else runs.
LEAST_SHARED = 48  # pages; with fewer the helper looks at all
HEAD = 8  # pages that the helper looks at while this process imports what reading takes
NO_PAGES = slice(0)


def examine_here(data: bytes, page_count: int) -> FileFacts:
    """Return all facts of a PDF, found by this process, however many pages it has."""
    from typeset.press.inspection import examine

    del page_count
    return examine(data)


@contextmanager
def examining(processes: int) -> Iterator[Examine]:
    """Yield what `examine_here` is, done by two processes if there may be two."""
    from typeset.helping import CAN_FORK, helping

    if processes < 2 or not CAN_FORK:
        yield examine_here
        return
    with helping(_learn) as helper:
        yield partial(_examine, helper)


def _learn() -> Callable[[Task], FileFacts]:
    from typeset.press.inspection import examination

    return lambda task: examination.examine(*task)


def _examine(helper: Helper[Task, FileFacts], data: bytes, page_count: int) -> FileFacts:
    from typeset.press.facts import UnreadablePdfError

    mine = slice(HEAD, None, 2) if page_count >= LEAST_SHARED else NO_PAGES
    try:
        own, rest = helper.share((data, mine), lambda: _pages(data, mine))
    except UnreadablePdfError:
        return examine_here(data, page_count)  # which tells of the first fault in the file
    if rest is None:
        return examine_here(data, page_count)
    pages = sorted((*rest.pages, *own), key=lambda page: page.index)
    return replace(rest, pages=tuple(pages))


def _pages(data: bytes, share: slice) -> tuple[FilePage, ...]:
    if share == NO_PAGES:
        return ()
    from typeset.press.inspection import examination

    return examination.pages_of(data, share)
