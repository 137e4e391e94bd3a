"""What the commands share: options, the project, exit codes."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from pathlib import Path

import click

from typeset.cli.messages import Printer
from typeset.diagnostics import Bilingual, Report
from typeset.issue.finder import find_manifest, find_project_root, latest_issue
from typeset.sources import Sources

UNWRITABLE = Bilingual("写不了 {path}：{reason}", "cannot write {path}: {reason}")


INTERRUPTED_CODE = 130  # what a shell says of Ctrl-C


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


def put(write: Callable[[Path, bytes], None], path: Path, data: bytes, printer: Printer) -> bool:
    """Write a file; where that fails, tell the user why and return False."""
    try:
        write(path, data)
    except OSError as error:
        printer.say(UNWRITABLE, path=path, reason=error.strerror or error)
        return False
    return True


NO_ISSUES = Bilingual(
    "{root} 里还没有一期；请在项目文件夹里运行，或写出 issue.yaml 的路径",
    "there is no issue in {root}; run typeset in a project's folder, or name an issue.yaml",
)


def open_issue(words: str, printer: Printer) -> tuple[Sources, str] | None:
    """Return the door and the manifest for what the user called an issue, or None, told why.

    No words mean the latest issue. A path to an issue of another project opens that project.
    """
    here = Path.cwd()
    path = here / words
    root = find_project_root(path if words and path.exists() else here)
    if not words:
        manifest, report = latest_issue(root), Report()
        if manifest is None:
            printer.say(NO_ISSUES, root=root)
    else:
        manifest, report = find_manifest(root, words, here)
    if manifest is None:
        printer.report(report, Sources(root))
        return None
    sources = Sources(root, manifest.parent)
    return sources, sources.name(manifest)


def short(path: Path) -> Path:
    """Return the path as seen from here, if it lies below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
