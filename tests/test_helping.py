"""A second process that answers, fails, or dies."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from typing import NoReturn

import pytest

from typeset import helping as module
from typeset.helping import helping

pytestmark = pytest.mark.skipif(not module.CAN_FORK, reason="needs fork")


def learn() -> Callable[[int], tuple[int, int]]:
    learnt_in = os.getpid()
    return lambda number: (10 // number, learnt_in)


def fail() -> NoReturn:
    raise LookupError("own work")


def test_one_process_does_task_after_task() -> None:
    with helping(learn) as helper:
        found = [helper.share(number, lambda: "mine") for number in (1, 2, 5)]
    assert [(own, theirs[0]) for own, theirs in found] == [("mine", 10), ("mine", 5), ("mine", 2)]
    processes = {theirs[1] for _, theirs in found}
    assert len(processes) == 1
    assert os.getpid() not in processes


def test_the_process_is_gone_afterwards() -> None:
    with helping(learn) as helper:
        _, (_, process) = helper.share(1, lambda: None)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_no_answer_is_taken_for_that_to_another_task() -> None:
    with helping(learn) as helper:
        with pytest.raises(LookupError, match="own work"):
            helper.share(1, fail)
        assert helper.share(2, lambda: None)[1][0] == 5


def test_a_failure_is_silent_and_lasting(capfd: pytest.CaptureFixture[str]) -> None:
    with helping(learn) as helper:
        assert helper.share(0, lambda: "mine") == ("mine", None)
        assert helper.share(1, lambda: "mine") == ("mine", None)
    assert capfd.readouterr() == ("", "")


def test_a_process_that_is_killed_at_its_work() -> None:
    def sleep() -> Callable[[int], None]:
        return time.sleep

    with helping(lambda: lambda _: os.kill(os.getpid(), signal.SIGKILL)) as helper:
        assert helper.share(1, lambda: "mine") == ("mine", None)
    begun = time.monotonic()
    with helping(sleep):  # nor is one waited for that nobody needs any more
        pass
    assert time.monotonic() - begun < 5


def test_a_machine_that_has_no_room_for_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> NoReturn:
        raise BlockingIOError("no room")

    monkeypatch.setattr(os, "fork", refuse)
    with helping(learn) as helper:
        assert helper.share(1, lambda: "mine") == ("mine", None)
