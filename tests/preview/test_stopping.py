"""A preview that is ended goes at once and says nothing, though a browser looks at it."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import Project
from typeset.cli.preview import READY


def undo_ignoring() -> None:
    """Undo what a shell does to what it runs in the background: let Ctrl-C be ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def process(project: Project) -> Iterator[subprocess.Popen[str]]:
    project.issue()
    started = subprocess.Popen(
        [sys.executable, "-m", "typeset.cli", "preview", "7", "--no-open"],
        cwd=project.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=undo_ignoring,
    )
    yield started
    started.kill()
    started.communicate()


@pytest.fixture
def page(process: subprocess.Popen[str], browser: Any) -> Iterator[Any]:
    assert process.stdout is not None
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(process.stdout.readline().strip(), wait_until="commit")
    yield page
    context.close()


@pytest.mark.parametrize(("asked", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, -signal.SIGTERM)])
def test_it_ends_while_a_browser_waits_for_news(
    process: subprocess.Popen[str], page: Any, asked: signal.Signals, code: int
) -> None:
    page.wait_for_selector("#sheets img.page[data-key]")
    process.send_signal(asked)
    _, said = process.communicate(timeout=60)
    assert (said.strip(), process.returncode) == (READY.zh, code)
    page.locator("#told", has_text="连接断了").wait_for()


@pytest.mark.usefixtures("page")
def test_it_ends_before_the_first_page_is_there(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert (said.strip(), process.returncode) == (READY.zh, 0)
