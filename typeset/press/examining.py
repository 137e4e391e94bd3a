"""A PDF read back by two other processes, which are ready before there is anything to read.

They look at its pages side by side while this one waits, which has nothing else to do then.
This module imports nothing that reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Protocol, cast

from typeset.forking import CAN_FORK, Line, LostForkError, forked

if TYPE_CHECKING:
    from typeset.press.facts import FileFacts
    from typeset.press.facts_page import FilePage

LEAST_SHARED = 8  # pages; fewer are read before they are shared out
NO_PAGES = slice(0)
ODD_PAGES = slice(1, None, 2)  # by index: pages that differ by their side are as much work


class Examiner(Protocol):
    """Reads PDFs back."""

    def begin(self) -> None:
        """Get ready: there will soon be something to read."""

    def examine(self, data: bytes, page_count: int) -> FileFacts:
        """Return all facts of a PDF that has about so many pages."""


class ExaminerHere:
    """Reads PDFs back in this process."""

    def begin(self) -> None:
        """Do nothing yet."""

    def examine(self, data: bytes, page_count: int) -> FileFacts:
        """Return all facts of a PDF, however many pages it has."""
        from typeset.press.inspection import examine

        del page_count
        return examine(data)


@contextmanager
def examining(processes: int) -> Iterator[Examiner]:
    """Yield what reads PDFs back, by two processes besides this one if there may be two."""
    if processes < 2 or not CAN_FORK:
        yield ExaminerHere()
        return
    with forked(_read) as first, forked(_read_later) as second:
        yield _ExaminerApart(first, second)


@dataclass(slots=True)
class _ExaminerApart:
    """Has PDFs read; this process does it all itself if another fails at it."""

    first: Line
    second: Line
    has_begun: bool = False

    def begin(self) -> None:
        if not self.has_begun:
            self.second.send(None)
        self.has_begun = True

    def examine(self, data: bytes, page_count: int) -> FileFacts:
        self.begin()
        theirs = ODD_PAGES if page_count >= LEAST_SHARED else NO_PAGES
        self.first.send((data, theirs))
        self.second.send((data, theirs))
        # In any case: an answer left behind would be taken for that to the next question.
        rest = cast("FileFacts | None", _answer(self.first))
        odd = cast("tuple[FilePage, ...] | None", _answer(self.second))
        if rest is None or odd is None:
            return ExaminerHere().examine(data, page_count)
        pages = sorted((*rest.pages, *odd), key=lambda page: page.index)
        return replace(rest, pages=tuple(pages))


def _answer(line: Line) -> object:
    try:
        answer: object = line.receive()
    except (LostForkError, RuntimeError):
        return None
    return answer


def _read(pipe: Connection) -> None:
    """Examine PDFs, but for the pages that the other process looks at."""
    from typeset.press.inspection import examination

    while True:
        data, left_out = pipe.recv()
        pipe.send(examination.examine(data, left_out))


def _read_later(pipe: Connection) -> None:
    """Examine some pages of PDFs; import what that takes when there is time for it."""
    pipe.recv()
    from typeset.press.inspection import examination

    while True:
        data, share = pipe.recv()
        pipe.send(() if share == NO_PAGES else examination.pages_of(data, share))
