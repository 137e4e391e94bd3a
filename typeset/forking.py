"""Processes forked from this one, each with a pipe to it.

A fork sees all that this process has in memory, and so needs no data to start with. Elsewhere
than on Linux libraries do not bear it, and the work is done here instead.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

CAN_FORK = sys.platform == "linux"


@dataclass(frozen=True, slots=True)
class Failure:
    """A bug in a forked process, as its traceback."""

    trace: str


class LostForkError(EOFError):
    """A forked process ended before it answered, say for want of memory."""


@dataclass(frozen=True, slots=True)
class Line:
    """The pipe to a forked process."""

    pipe: Connection

    def send(self, message: object) -> None:
        """Send what can be pickled; a process that is gone is noticed by `receive`."""
        with suppress(BrokenPipeError):
            self.pipe.send(message)

    def receive(self) -> Any:
        """Return what the process sent; raise `LostForkError`, or `RuntimeError` for its bug."""
        try:
            message = self.pipe.recv()
        except (EOFError, ConnectionError) as error:
            raise LostForkError from error
        if isinstance(message, Failure):
            raise RuntimeError(f"in a forked process:\n{message.trace}")
        return message


@contextmanager
def forked(work: Callable[[Connection], None]) -> Iterator[Line]:
    """Run `work` in a fork of this process, with the other end of a pipe, while this lasts.

    Raises `LostForkError` where there is no room for another process.
    """
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=_run, args=(work, theirs, ours))
    try:
        process.start()
    except OSError as error:
        raise LostForkError from error
    theirs.close()
    try:
        yield Line(ours)
    finally:
        ours.close()
        process.kill()  # nobody waits for what it does: it need not take down what it has
        process.join()


def _run(work: Callable[[Connection], None], pipe: Connection, others_end: Connection) -> None:
    others_end.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started this hears it and ends this
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        work(pipe)
    except (EOFError, ConnectionError):  # nobody listens any more
        pass
    except Exception:
        pipe.send(Failure(traceback.format_exc()))
    finally:
        os._exit(0)  # what waits in the buffers of stdout is not this process's to write
