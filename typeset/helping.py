"""A second process: forked, handed work as plain data, and never relied on."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

CAN_FORK = sys.platform == "linux"  # elsewhere libraries do not bear a fork
Task = TypeVar("Task")
Result = TypeVar("Result")
Own = TypeVar("Own")


class Helper(Generic[Task, Result]):
    """The other end of a forked process that does one task after another."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def share(self, task: Task, own: Callable[[], Own]) -> tuple[Own, Result | None]:
        """Do `own` while the helper does a task; its result is None if it failed at it."""
        with suppress(OSError):  # of a helper that has ended already
            self._pipe.send(task)
        try:
            mine = own()
        finally:  # an answer left behind would be taken for that to the next task
            theirs = self._answer()
        return mine, theirs

    def _answer(self) -> Result | None:
        try:
            found: Result = self._pipe.recv()
        except (EOFError, OSError):
            return None
        return found


@contextmanager
def helping(learn: Callable[[], Callable[[Task], Result]]) -> Iterator[Helper[Task, Result]]:
    """Fork a process that does what `learn`, called there at once, returns; end it in the end.

    Nothing is said of its failures: who needs the result does the work and fails in turn.
    """
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe()
    process = context.Process(target=_help, args=(here, there, learn), daemon=True)
    with suppress(OSError):  # no room for another process
        process.start()
    there.close()
    try:
        yield Helper(here)
    finally:
        here.close()
        if process.pid is not None:
            process.kill()
            process.join()


def _help(
    here: Connection, there: Connection, learn: Callable[[], Callable[[Task], Result]]
) -> None:
    try:
        here.close()  # or the end of the other process would not be seen
        gc.disable()
        work = learn()
        while True:
            there.send(work(there.recv()))
    finally:
        os._exit(1)  # of whatever it was: of its errors as of the end of its work
