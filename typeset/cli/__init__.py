"""The command line: parse words, call one function, print its result."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import NoReturn

import click

from typeset import __version__
from typeset.frames import with_room

# Name → module: a command is imported when it is called, so `--help` imports none of them.
COMMANDS = {
    "build": "typeset.cli.build",
    "preview": "typeset.cli.preview",
    "impose": "typeset.cli.impose",
    "bind": "typeset.cli.bind",
    "catalog": "typeset.cli.catalog",
    "search": "typeset.cli.search",
    "check": "typeset.cli.check",
    "rule": "typeset.cli.rule",
    "new": "typeset.cli.new",
    "layout": "typeset.cli.layout",
    "info": "typeset.cli.info",
    "inspect": "typeset.cli.inspect",
    "lock": "typeset.cli.lock",
    "verify": "typeset.cli.verify",
    "diff": "typeset.cli.diff",
}
SUMMARIES = {
    "build": "排出 PDF，只排有变化的 / set issues as PDFs, only what changed",
    "preview": "在浏览器里看版面，随存随新 / see the pages follow each save",
    "impose": "拼成折页印张 / impose a print PDF on folding sheets",
    "bind": "把一年的各期装订成一册 / bind a year's issues in one PDF",
    "catalog": "做全部各期的目录网站，可离线搜索 / a site of all issues, searchable offline",
    "search": "在全部各期里查找 / find words in all issues",
    "check": "检查一期，不写文件 / report every problem, write nothing",
    "rule": "解释一个编号 / explain a code",
    "new": "由上一期开出新一期 / start the next issue from the last",
    "layout": "查看、新建、检查版式 / list, show, make and check layouts",
    "info": "列出影响版面的软件版本 / versions of all that shapes the output",
    "inspect": "看清一个 PDF 里到底有什么 / what is really in a PDF",
    "lock": "锁定一期，供日后重排核对 / lock an issue as it is now",
    "verify": "重排并与锁文件核对 / build again and compare with the lock",
    "diff": "逐页比较两个 PDF 或两期 / compare two PDFs or issues by page",
}


class LazyCommands(click.Group):
    """A group that imports a command's module when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None for a name that is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(SUMMARIES.items()))


@click.command(cls=LazyCommands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="typeset")
def main() -> None:
    """把一期简报排成可付印的 PDF。 Set an issue of a Chinese newsletter as a print-ready PDF.

    ISSUE 可以是期号、文件夹，或 issue.yaml 的路径。
    ISSUE is a number, a folder, or a path to a manifest.
    """


def run() -> NoReturn:
    """Run the command line and leave at once.

    A laid-out issue is a great many small objects: looking for garbage among them, and taking
    them apart one by one at exit, takes a sixth of a build. `build` clears up between issues.
    """
    gc.disable()
    try:
        with_room(main)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
