"""`typeset check`: a second pair of eyes on an issue's words, pages and files."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from typeset.archive.checking import ProofRoom, asks_for_pages, proof_room
from typeset.cli.messages import Printer
from typeset.cli.shared import lang_option
from typeset.diagnostics import Lang
from typeset.issue.finder import find_project_root
from typeset.issue.settings import Settings
from typeset.sources import Sources


@click.command("check", short_help="检查一期，不写文件 / report every problem, write nothing")
@click.argument("issues", metavar="[ISSUE]...", nargs=-1)
@click.option(
    "--select", multiple=True, metavar="CODES", help="只查这些编号，如 T,G / only these codes"
)
@click.option(
    "--ignore", multiple=True, metavar="CODES", help="不查这些编号 / leave these codes out"
)
@click.option("--fix", is_flag=True, help="改掉不需判断的问题 / mend what needs no judgement")
@click.option(
    "--diff", is_flag=True, help="只显示 --fix 会改什么 / show what --fix would do, write nothing"
)
@click.option(
    "--format",
    "style",
    type=click.Choice(["human", "short", "json", "sarif", "github"]),
    default="human",
    help="输出格式 / how to print what is found",
)
@click.option("--strict", is_flag=True, help="有提醒也算没通过 / warnings fail the check")
@click.option("--online", is_flag=True, help="上网核对链接 / look the links up on the web")
@lang_option
def command(lang: Lang, select: Iterable[str], ignore: Iterable[str], **wishes: object) -> None:
    """检查稿件、链接、图片、版式和排出的版面，列出全部问题；不写任何文件（--fix 除外）。

    Check copy, links, pictures, layout and the pages that come of them; writes nothing
    save with --fix. `typeset rule CODE` explains a code.
    """
    asked = Settings(select=_codes(select), ignore=_codes(ignore))
    with _room(asked) as room:
        # Imported only now, beside what the room's process imports.
        from typeset.cli.check_run import Order, run

        code = run(Order(asked=asked, **wishes), Printer(lang), room)  # type: ignore[arg-type]
    sys.exit(code)


@contextmanager
def _room(asked: Settings) -> Iterator[ProofRoom | None]:
    """Start the process that lays out pages, unless no page is asked for."""
    if not asks_for_pages(asked):
        yield None
        return
    with proof_room(Sources(find_project_root(Path.cwd()))) as room:
        yield room


def _codes(words: Iterable[str]) -> tuple[str, ...]:
    """Return the codes of options that may each hold several, parted by commas."""
    parts = (part for word in words for part in word.replace("，", ",").split(","))
    return tuple(part.strip().upper() for part in parts if part.strip())
