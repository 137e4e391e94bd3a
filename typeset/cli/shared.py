"""What the commands share: options, the project, exit codes."""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path

import click

from typeset.cli.messages import Printer
from typeset.issue.finder import find_issue, find_project_root
from typeset.sources import Sources


class Exit(IntEnum):
    """Exit codes."""

    DONE = 0
    PROBLEMS = 1
    USAGE = 2


lang_option = click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    default="zh",
    envvar="TYPESET_LANG",
    help="提示信息的语言 / language of the messages",
)


def open_issue(words: str, printer: Printer) -> tuple[Sources, str] | None:
    """Return the door and the manifest for what the user called an issue, or None, told why."""
    root = find_project_root(Path.cwd(), words)
    manifest, report = find_issue(root, words)
    if manifest is None:
        printer.report(report, Sources(root))
        return None
    return Sources(root, manifest.parent), str(manifest)
