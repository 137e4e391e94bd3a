"""A second process that answers, fails, or dies."""

from __future__ import annotations

import os
import signal
import time
from multiprocessing.connection import Connection
from typing import NoReturn

import pytest

from typeset.forking import CAN_FORK, LostForkError, forked

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="needs fork")


def divide(pipe: Connection) -> None:
    while True:
        pipe.send((10 // pipe.recv(), os.getpid()))


def test_one_process_does_task_after_task() -> None:
    with forked(divide) as line:
        answers = []
        for number in (1, 2, 5):
            line.send(number)
            answers.append(line.receive())
    assert [answer for answer, _ in answers] == [10, 5, 2]
    processes = {process for _, process in answers}
    assert len(processes) == 1
    assert os.getpid() not in processes


def test_the_process_is_gone_afterwards_whatever_it_does() -> None:
    def sleep(pipe: Connection) -> None:
        pipe.send(os.getpid())
        time.sleep(600)

    begun = time.monotonic()
    with forked(sleep) as line:
        process = line.receive()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    assert time.monotonic() - begun < 60


def test_a_bug_is_told_with_its_traceback_and_nothing_is_printed(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with forked(divide) as line:
        line.send(0)
        with pytest.raises(RuntimeError, match="ZeroDivisionError"):
            line.receive()
        line.send(1)
        with pytest.raises(LostForkError):
            line.receive()
    assert capfd.readouterr() == ("", "")


def test_a_process_that_is_killed_at_its_work(capfd: pytest.CaptureFixture[str]) -> None:
    def die(pipe: Connection) -> None:
        pipe.recv()
        os.kill(os.getpid(), signal.SIGKILL)

    with forked(die) as line:
        line.send(1)
        with pytest.raises(LostForkError):
            line.receive()
    assert capfd.readouterr() == ("", "")


def test_ctrl_c_is_heard_by_whoever_started_it(capfd: pytest.CaptureFixture[str]) -> None:
    with forked(divide) as line:
        line.send(2)
        _, process = line.receive()
        os.kill(process, signal.SIGINT)
        line.send(5)
        assert line.receive() == (2, process)
    assert capfd.readouterr() == ("", "")


def test_a_machine_that_has_no_room_for_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> NoReturn:
        raise BlockingIOError("no room")

    monkeypatch.setattr(os, "fork", refuse)
    with pytest.raises(LostForkError), forked(divide):
        pass
