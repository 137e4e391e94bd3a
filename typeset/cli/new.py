"""`typeset new`: the next issue from the last."""

from __future__ import annotations

import datetime
import sys

import click

from typeset.cli.layout_names import find_layout
from typeset.cli.messages import Printer
from typeset.cli.shared import Exit, lang_option, open_issue, put
from typeset.diagnostics import Bilingual, Lang
from typeset.issue.successor import plan_next_issue
from typeset.output import write_new

EXISTS = Bilingual(
    "{folder} 已经存在，没有改动；要另开一期，请写期号：typeset new {next}",
    "{folder} exists already and was left alone; name another: typeset new {next}",
)
STARTED = Bilingual(
    "已由第 {last} 期开出第 {number} 期；改好后运行 typeset build {number}",
    "issue {number} started from {last}; edit it, then run typeset build {number}",
)


@click.command("new", short_help="由上一期开出新一期 / start the next issue from the last")
@click.argument("number", type=click.IntRange(min=1), required=False)
@click.option(
    "--from", "previous", default="", metavar="N", help="以哪一期为底 / the issue to copy"
)
@click.option(
    "--date",
    type=click.DateTime(["%Y-%m-%d"]),
    help="出刊日期 / date of issue, YYYY-MM-DD",
)
@click.option(
    "--layout", default="", metavar="NAME", help="换一个版式，如 magazine / another layout"
)
@lang_option
def command(
    number: int | None, previous: str, date: datetime.datetime | None, layout: str, lang: Lang
) -> None:
    """由上一期开出新一期：期号、日期顺延，版权页和机构照抄，附一篇样稿；从不覆盖。

    Start the next issue from the last: numbers and date move on, masthead and organisations
    are copied, with one sample article. Never overwrites.
    """
    printer = Printer(lang)
    opened = open_issue(previous, printer)
    if opened is None:
        sys.exit(Exit.USAGE)
    sources, manifest = opened
    reference = find_layout(sources, layout, printer) if layout else None
    if layout and reference is None:
        sys.exit(Exit.USAGE)
    day = date.date() if date else None
    plan, report = plan_next_issue(sources, manifest, number, day, reference)
    printer.report(report, sources)
    if plan is None:
        sys.exit(Exit.PROBLEMS)
    folder = sources.root / "issues" / str(plan.number)
    if folder.exists():
        printer.say(EXISTS, folder=f"issues/{plan.number}", next=plan.number + 1)
        sys.exit(Exit.USAGE)
    for name, data in plan.files.items():
        if not put(write_new, folder / name, data, printer):
            sys.exit(Exit.USAGE)
    printer.say(STARTED, last=plan.previous, number=plan.number)
    printer.result(f"issues/{plan.number}/issue.yaml")
