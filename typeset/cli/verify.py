"""`typeset verify`: build locked issues again and say whether they are still the same."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from typeset.archive.selection import Target
from typeset.archive.verification import verify
from typeset.cli.at_once import (
    TIMEOUT_S,
    jobs_option,
    memory_option,
    processors,
    timeout_option,
)
from typeset.cli.choosing import all_option, issues_argument, opened, targets_of
from typeset.cli.lock import PROFILE_NAMES
from typeset.cli.messages import Printer
from typeset.cli.progress import counting, watched
from typeset.cli.shared import INTERRUPTED_CODE, lang_option
from typeset.cli.verdicts import ShortTelling, Telling, format_option, report_option
from typeset.diagnostics import Bilingual, Lang

if TYPE_CHECKING:
    from typeset.archive.pool import Limits

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
@jobs_option
@timeout_option
@memory_option
@format_option
@lang_option
def command(
    issues: tuple[str, ...],
    profiles: tuple[str, ...],
    report_path: Path | None,
    form: Literal["text", "json"],
    lang: Lang,
    jobs: int | None,
    timeout_s: float | None,
    memory_mib: int | None,
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
        if len(targets) == 1 and timeout_s is None and memory_mib is None:
            _verify(targets[0], profiles, telling)
        elif targets:
            limits = _limits(min(jobs or processors(), len(targets)), timeout_s, memory_mib)
            _verify_all(targets, profiles, limits, telling)
    except KeyboardInterrupt:
        printer.say(INTERRUPTED)
        codes.append(INTERRUPTED_CODE)
    sys.exit(max(*codes, telling.finish(len(targets))))


def _verify(target: Target, profiles: tuple[str, ...], telling: Telling) -> None:
    """Verify one issue, and show on a terminal what is done."""
    sources, manifest = opened(target)
    seeks_old = telling.report_path is not None
    with watched(telling.printer.lang) as progress:
        found = verify(sources, manifest, progress, profiles, seeks_old=seeks_old)
    telling.take(sources, found)


def _limits(workers: int, timeout_s: float | None, memory_mib: int | None) -> Limits:
    from typeset.archive.pool import Limits, default_memory_mib

    seconds = TIMEOUT_S if timeout_s is None else timeout_s
    return Limits(workers, seconds or None, memory_mib or default_memory_mib(workers))


def _verify_all(
    targets: tuple[Target, ...], profiles: tuple[str, ...], limits: Limits, telling: Telling
) -> None:
    """Verify issues in processes of their own, and show on a terminal how far it is."""
    from typeset.archive.pool import run_in_workers
    from typeset.archive.verify_job import VerifyJob, in_order

    keeps_pdfs = telling.report_path is not None
    names = [(sources.root, name) for sources, name in map(opened, targets)]
    todo = [VerifyJob(root, name, profiles, keeps_pdfs) for root, name in names]
    with (
        counting(telling.printer.lang, VERIFYING) as (advance,),
        closing(run_in_workers(todo, limits)) as outcomes,
    ):
        advance(0, len(todo))
        for done, outcome in enumerate(in_order(todo, outcomes), start=1):
            if outcome.bug:
                telling.printer.trace(outcome.bug)
            telling.take(outcome.job.sources, outcome.verification)
            advance(done, len(todo))
