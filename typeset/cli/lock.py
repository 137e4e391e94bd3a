"""`typeset lock`: write down what issues are made from and by, and what comes of it."""

from __future__ import annotations

import gc
import sys
from collections import Counter
from collections.abc import Iterator

import click

from typeset.archive.held import Locking, write_lock
from typeset.archive.jobs import Progress, no_progress
from typeset.archive.selection import Target
from typeset.cli.choosing import all_option, issues_argument, opened, targets_of
from typeset.cli.messages import Printer
from typeset.cli.progress import counting, watched
from typeset.cli.shared import INTERRUPTED_CODE, UNWRITABLE, Exit, lang_option
from typeset.diagnostics import Bilingual, Lang

FAILED = Bilingual("没有写锁文件；原有的（若有）保持不变", "no lock written; an earlier one stays")
LOCKING = Bilingual("锁定", "locking")
TOTALS = Bilingual(
    "共 {total} 期：新锁 {new}，改写 {changed}，与原来相同 {same}，未能锁定 {failed}，"
    "没有排到 {left}",
    "{total} issues: {new} newly locked, {changed} locked anew, {same} the same as before, "
    "{failed} failed, {left} not reached",
)
INTERRUPTED = Bilingual(
    "已中断；写出的锁文件都完整", "interrupted; the lock files written are whole"
)
PROFILE_NAMES = ("print", "screen", "archive", "archive-with-sources")
USUAL = PROFILE_NAMES[:3]


@click.command("lock", short_help="锁定各期，供日后重排核对 / lock issues as they are now")
@issues_argument
@all_option
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
    issues: tuple[str, ...],
    profiles: tuple[str, ...],
    pages_multiple: int,
    lang: Lang,
    *,
    every: bool,
) -> None:
    """定稿之后锁定一期或几期：把用到的每个文件、字体、软件版本和每一页的摘要写进 issue.lock。

    ISSUE 还可以是一段期号（180-189）或一年（2024）；不写时取最新一期。

    Lock issues: write every file, font and version they were made from, and a digest of every
    page, to issue.lock. Builds all kinds of PDF, writes none. ISSUE may also be a range
    (180-189) or a year (2024).
    """
    printer = Printer(lang)
    targets, usage = targets_of(issues, printer, every=every)
    chosen = tuple(dict.fromkeys(PROFILE_NAMES if "all" in profiles else profiles or USUAL))
    codes, states = [int(usage)], Counter[Locking]()
    try:
        for state, code in _lock_each(targets, chosen, pages_multiple, printer):
            states[state] += 1
            codes.append(code)
    except KeyboardInterrupt:
        printer.say(INTERRUPTED)
        codes.append(INTERRUPTED_CODE)
    if len(targets) > 1:
        left = len(targets) - states.total()
        counts = {state.value: states[state] for state in Locking}
        printer.say(TOTALS, total=len(targets), left=left, **counts)
    sys.exit(max(codes))


def _lock_each(
    targets: tuple[Target, ...], profiles: tuple[str, ...], pages_multiple: int, printer: Printer
) -> Iterator[tuple[Locking, Exit]]:
    """Lock one issue after the other, and show on a terminal how far it is."""
    if len(targets) == 1:
        with watched(printer.lang) as progress:
            yield _lock(targets[0], profiles, pages_multiple, progress, printer)
        return
    with counting(printer.lang, LOCKING) as (advance,):
        for done, target in enumerate(targets):
            advance(done, len(targets))
            yield _lock(target, profiles, pages_multiple, no_progress, printer)
            gc.collect()


def _lock(
    target: Target,
    profiles: tuple[str, ...],
    pages_multiple: int,
    progress: Progress,
    printer: Printer,
) -> tuple[Locking, Exit]:
    sources, manifest = opened(target)
    try:
        locked = write_lock(sources, manifest, profiles, progress, pages_multiple)
    except OSError as error:
        printer.say(UNWRITABLE, path=error.filename, reason=error.strerror or error)
        return Locking.FAILED, Exit.USAGE
    printer.report(locked.report, sources)
    if locked.path is None:
        printer.say(FAILED)
        return locked.state, Exit.PROBLEMS
    printer.result(sources.name(locked.path))
    return locked.state, Exit.DONE
