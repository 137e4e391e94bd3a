"""A progress bar for people who watch."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
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
def counting(name: Bilingual, lang: Lang) -> Iterator[Callable[[int, int], None]]:
    """Show how many of so many are done, on a terminal; nothing until there is any to do."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(24), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(name.render(lang, {}), total=None, visible=False)
        yield lambda done, total: bar.update(task, completed=done, total=total, visible=True)
