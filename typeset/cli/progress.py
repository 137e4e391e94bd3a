"""A progress bar for people who watch."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from typeset.archive.jobs import Progress as Advance
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
def count_bar(total: int, words: str) -> Iterator[Advance]:
    """Show how many issues are done and how long the rest will take; one step a call."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    # Paths that go to a pipe are data; on a terminal they appear above the bar.
    is_seen = sys.stdout.isatty()
    with Progress(*columns, console=console, transient=True, redirect_stdout=is_seen) as bar:
        task = bar.add_task(words, total=total)
        yield lambda manifest: bar.update(task, advance=1)
