"""A bar for work that is counted: so many of so many."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from typeset.diagnostics import Bilingual, Lang

Advance = Callable[[int, int], None]


@contextmanager
def counter(words: Bilingual, lang: Lang) -> Iterator[Advance]:
    """Show a bar with a count on a terminal, nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(24), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words.render(lang, {}), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
