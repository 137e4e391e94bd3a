"""`typeset verify`: build locked issues again and say whether they are still the same."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import click

from typeset.archive.jobs import no_progress
from typeset.archive.selection import Target
from typeset.archive.verification import Verification, verify
from typeset.cli.choosing import all_option, issues_argument, opened, targets_of
from typeset.cli.lock import PROFILE_NAMES
from typeset.cli.messages import Printer
from typeset.cli.progress import counting, watched
from typeset.cli.shared import INTERRUPTED_CODE, lang_option
from typeset.cli.verdicts import ShortTelling, Telling, format_option, report_option
from typeset.diagnostics import Bilingual, Lang
from typeset.sources import Sources

VERIFYING = Bilingual("核对", "verifying")
INTERRUPTED = Bilingual("已中断；核对到这里为止", "interrupted; what was verified is told")


@click.command("verify", short_help="重排并与锁文件核对 / build again and compare with the lock")
@issues_argument
@all_option
@click.option(
    "-p",
    "--profile",
    "profiles",
    type=click.Choice(PROFILE_NAMES),
    multiple=True,
    help="只核对这几种（默认锁定的全部）/ verify only these kinds",
)
@report_option
@format_option
@lang_option
def command(
    issues: tuple[str, ...],
    profiles: tuple[str, ...],
    report_path: Path | None,
    form: Literal["text", "json"],
    lang: Lang,
    *,
    every: bool,
) -> None:
    """照锁文件重排各期，说明是相同（逐字节）、等同（版面一样）还是不同（哪几页、什么）。

    ISSUE 还可以是一段期号（180-189）或一年（2024）；不写时取最新一期。几期时每期一行，
    最后是总数；某期有错也接着核对。

    Build locked issues again and tell whether they are identical (bytes), equivalent (pages
    alike) or different (which pages, in what). Writes no PDF. ISSUE may also be a range
    (180-189) or a year (2024). Of several issues, each gets a line, and none stops the others.
    """
    printer = Printer(lang)
    targets, usage = targets_of(issues, printer, every=every)
    telling = (Telling if len(targets) == 1 else ShortTelling)(printer, form, report_path)
    codes = [int(usage)]
    try:
        for sources, verification in _verify_each(targets, profiles, telling):
            telling.take(sources, verification)
    except KeyboardInterrupt:
        printer.say(INTERRUPTED)
        codes.append(INTERRUPTED_CODE)
    sys.exit(max(*codes, telling.finish(len(targets))))


def _verify_each(
    targets: tuple[Target, ...], profiles: tuple[str, ...], telling: Telling
) -> Iterator[tuple[Sources, Verification]]:
    """Verify one issue after the other, and show on a terminal how far it is."""
    lang, seeks_old = telling.printer.lang, telling.report_path is not None
    if len(targets) == 1:
        sources, manifest = opened(targets[0])
        with watched(lang) as progress:
            found = verify(sources, manifest, progress, profiles, seeks_old=seeks_old)
        yield sources, found
        return
    with counting(lang, VERIFYING) as (advance,):
        for done, target in enumerate(targets):
            advance(done, len(targets))
            sources, manifest = opened(target)
            yield sources, verify(sources, manifest, no_progress, profiles, seeks_old=seeks_old)
            gc.collect()
