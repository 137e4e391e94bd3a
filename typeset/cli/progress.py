"""A progress bar for people who watch."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from typeset.archive.production import Progress as Advance
from typeset.diagnostics import Bilingual, Lang


@contextmanager
def stage_bar(
    stages: Sequence[str], names: Mapping[str, Bilingual], lang: Lang
) -> Iterator[Advance]:
    """Show the stages of a build on stderr, one step each; rich minds NO_COLOR itself."""
    columns = (TextColumn("{task.description}"), BarColumn(24), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=len(stages))

        def advance(stage: str) -> None:
            kind, _, profile = stage.partition(" ")
            words = f"{names[kind].render(lang, {})} {profile}".strip()
            bar.update(task, description=words, completed=stages.index(stage))

        yield advance


@contextmanager
def counting(lang: Lang, *names: Bilingual) -> Iterator[tuple[Callable[[int, int], None], ...]]:
    """Show how many of so many are done, on a terminal: a bar for each kind of work in turn.

    A bar is not seen until there is something to do.
    """
    if not sys.stderr.isatty():
        yield tuple(_unseen for _ in names)
        return
    columns = (TextColumn("{task.description}"), BarColumn(24), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks = [bar.add_task(name.render(lang, {}), total=None, visible=False) for name in names]
        yield tuple(partial(_advance, bar, task) for task in tasks)


def _unseen(done: int, total: int) -> None:
    """Show nothing."""


def _advance(bar: Progress, task: TaskID, done: int, total: int) -> None:
    bar.update(task, completed=done, total=total, visible=True)
