"""The issues that a command over one, several or all of them is meant for."""

from __future__ import annotations

from pathlib import Path

import click

from typeset.archive.selection import Target, every_issue, latest, select
from typeset.cli.messages import Printer
from typeset.cli.shared import NO_ISSUES, Exit
from typeset.issue.finder import find_project_root
from typeset.sources import Sources

issues_argument = click.argument("issues", metavar="[ISSUE]...", nargs=-1)
all_option = click.option("--all", "every", is_flag=True, help="全部各期 / every issue")


def targets_of(
    words: tuple[str, ...], printer: Printer, *, every: bool
) -> tuple[tuple[Target, ...], Exit]:
    """Return the issues that were meant, and the exit code for those that are none.

    No words mean the latest issue. Raises `click.UsageError` for words beside `--all`.
    """
    if every and words:
        raise click.UsageError("--all 不能与 ISSUE 同用 / --all goes without ISSUE")
    here = Path.cwd()
    if words:
        targets, report = select(words, here)
        printer.report(report, Sources(find_project_root(here)))
        return targets, Exit.USAGE if report.has_errors else Exit.DONE
    targets = every_issue(here) if every else latest(here)
    if not targets:
        printer.say(NO_ISSUES, root=find_project_root(here))
    return targets, Exit.DONE if targets else Exit.USAGE


def opened(target: Target) -> tuple[Sources, str]:
    """Return the door to a target's project and folder, and its manifest's name there."""
    sources = Sources(target.root, target.manifest.parent)
    return sources, sources.name(target.manifest)
