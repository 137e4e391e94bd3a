"""Progress bars for people who watch; in a pipe nothing is shown, and rich is not imported."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import TYPE_CHECKING

from typeset.archive.jobs import Progress as Advance
from typeset.archive.jobs import no_progress, stages
from typeset.diagnostics import Bilingual, Lang

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

STAGE_NAMES = {
    "read": Bilingual("读稿", "reading"),
    "paginate": Bilingual("排版", "setting"),
    "matter": Bilingual("排总目录和索引", "contents and indexes"),
    "impress": Bilingual("出 PDF", "writing"),
    "inspect": Bilingual("回读核对", "reading back"),
}
Count = Callable[[int, int], None]  # so many are done of so many


@contextmanager
def stage_bar(steps: Sequence[str], lang: Lang) -> Iterator[Advance]:
    """Show the stages of a build on a terminal, one step each."""
    if not sys.stderr.isatty():
        yield no_progress
        return
    with _bar(is_counted=False) as bar:
        task = bar.add_task("", total=len(steps))

        def advance(stage: str) -> None:
            kind, _, what = stage.partition(" ")
            words = f"{STAGE_NAMES[kind].render(lang, {})} {what}".strip()
            bar.update(task, description=words, completed=steps.index(stage))

        yield advance


def watched(lang: Lang) -> AbstractContextManager[Advance]:
    """Show the stages of a build of whatever kinds of PDF, for commands that build to compare."""
    from typeset.press.profiles import PROFILES

    return stage_bar(stages(tuple(PROFILES)), lang)


@contextmanager
def counting(lang: Lang, *names: Bilingual) -> Iterator[tuple[Count, ...]]:
    """Show how many of so many are done, on a terminal: a bar for each kind of work in turn.

    A bar is not seen until there is something to do.
    """
    if not sys.stderr.isatty():
        yield tuple(_unseen for _ in names)
        return
    with _bar(is_counted=True) as bar:
        tasks = [bar.add_task(name.render(lang, {}), total=None, visible=False) for name in names]
        yield tuple(partial(_advance, bar, task) for task in tasks)


def _bar(*, is_counted: bool) -> Progress:
    """Return a bar on stderr; rich minds NO_COLOR itself."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    counts = (MofNCompleteColumn(),) if is_counted else ()
    rest = (TimeRemainingColumn(),) if is_counted else ()
    return Progress(
        *(TextColumn("{task.description}"), BarColumn(24), *counts, TimeElapsedColumn(), *rest),
        console=Console(stderr=True),
        transient=True,
        # Paths that go to a pipe are data; on a terminal they appear above the bar.
        redirect_stdout=sys.stdout.isatty(),
    )


def _unseen(done: int, total: int) -> None:
    """Show nothing."""


def _advance(bar: Progress, task: TaskID, done: int, total: int) -> None:
    bar.update(task, completed=done, total=total, visible=True)
