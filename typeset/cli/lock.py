"""`typeset lock`: write down what an issue is made from and by, and what comes of it."""

from __future__ import annotations

import gc
import sys

import click

from typeset.archive.held import write_lock
from typeset.cli.messages import Printer
from typeset.cli.progress import watched
from typeset.cli.shared import UNWRITABLE, Exit, lang_option, open_issue
from typeset.diagnostics import Bilingual, Lang

FAILED = Bilingual("没有写锁文件；原有的（若有）保持不变", "no lock written; an earlier one stays")
PROFILE_NAMES = ("print", "screen", "archive", "archive-with-sources")
USUAL = PROFILE_NAMES[:3]


@click.command("lock", short_help="锁定一期，供日后重排核对 / lock an issue as it is now")
@click.argument("issues", metavar="[ISSUE]...", nargs=-1)
@click.option(
    "-p",
    "--profile",
    "profiles",
    type=click.Choice([*PROFILE_NAMES, "all"]),
    multiple=True,
    help="锁定哪几种 PDF（默认 print、screen、archive）/ kinds of PDF to lock",
)
@click.option(
    "--pad",
    "pages_multiple",
    type=click.IntRange(1, 64),
    default=1,
    metavar="N",
    help="付印件补白页到 N 的倍数，同 build / as for build",
)
@lang_option
def command(
    issues: tuple[str, ...], profiles: tuple[str, ...], pages_multiple: int, lang: Lang
) -> None:
    """定稿之后锁定一期或几期：把用到的每个文件、字体、软件版本和每一页的摘要写进 issue.lock。

    Lock issues: write every file, font and version they were made from, and a digest of every
    page, to issue.lock. Builds all kinds of PDF, writes none.
    """
    printer = Printer(lang)
    chosen = tuple(dict.fromkeys(PROFILE_NAMES if "all" in profiles else profiles or USUAL))
    codes = []
    for words in issues or ("",):
        codes.append(_lock(words, chosen, pages_multiple, printer))
        gc.collect()
    sys.exit(max(codes))


def _lock(words: str, profiles: tuple[str, ...], pages_multiple: int, printer: Printer) -> Exit:
    opened = open_issue(words, printer)
    if opened is None:
        return Exit.USAGE
    sources, manifest = opened
    try:
        with watched(printer.lang) as advance:
            path, report = write_lock(sources, manifest, profiles, advance, pages_multiple)
    except OSError as error:
        printer.say(UNWRITABLE, path=error.filename, reason=error.strerror or error)
        return Exit.USAGE
    printer.report(report, sources)
    if path is None:
        printer.say(FAILED)
        return Exit.PROBLEMS
    printer.result(sources.name(path))
    return Exit.DONE
