"""A PDF read back by two processes, one of which is ready before there is anything to read.

Until it is asked to read, this module imports nothing that does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, TypeAlias

from typeset.forking import CAN_FORK, Line, LostForkError, forked

if TYPE_CHECKING:
    from typeset.press.facts import FileFacts
    from typeset.press.facts_page import FilePage

# Returns the facts of a PDF that has about so many pages.
Examine: TypeAlias = "Callable[[bytes, int], FileFacts]"

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
    if processes < 2 or not CAN_FORK:
        yield examine_here
        return
    with forked(_work) as line:
        yield partial(_examine, line)


def _work(pipe: Connection) -> None:
    """Read PDFs, each but for the pages that are looked at elsewhere."""
    from typeset.press.inspection import examination

    while True:
        data, left_out = pipe.recv()
        pipe.send(examination.examine(data, left_out))


def _examine(line: Line, data: bytes, page_count: int) -> FileFacts:
    """Return the facts found by two; this process does it all if the other one fails at it."""
    from typeset.press.facts import UnreadablePdfError

    mine = slice(HEAD, None, 2) if page_count >= LEAST_SHARED else NO_PAGES
    line.send((data, mine))
    try:
        own = _pages(data, mine)
    except UnreadablePdfError:
        own = None
    try:  # in any case: an answer left behind would be taken for that to the next question
        rest: FileFacts = line.receive()
    except (LostForkError, RuntimeError):
        return examine_here(data, page_count)
    if own is None:
        return examine_here(data, page_count)  # which tells of the first fault in the file
    pages = sorted((*rest.pages, *own), key=lambda page: page.index)
    return replace(rest, pages=tuple(pages))


def _pages(data: bytes, share: slice) -> tuple[FilePage, ...]:
    if share == NO_PAGES:
        return ()
    from typeset.press.inspection import examination

    return examination.pages_of(data, share)
