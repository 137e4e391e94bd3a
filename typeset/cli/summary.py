"""The table at the end of a run over several issues."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table

from typeset.cli.messages import Printer
from typeset.cli.tally import Row, State, Tally
from typeset.diagnostics import Bilingual, Lang

MOST_ROWS = 20  # a longer run lists only what needs attention
STATES = {
    State.BUILT: (Bilingual("已排", "built"), "green"),
    State.UNCHANGED: (Bilingual("未变", "unchanged"), "dim"),
    State.REFUSED: (Bilingual("有错", "refused"), "red"),
    State.FAILED: (Bilingual("中止", "failed"), "red"),
}
HEADINGS = (
    Bilingual("期", "issue"),
    Bilingual("结果", "result"),
    Bilingual("页数", "pages"),
    Bilingual("秒", "s"),
    Bilingual("内存 MiB", "MiB"),
    Bilingual("提醒", "warnings"),
    Bilingual("代码／变化", "codes / what changed"),
)
ALL_UNCHANGED = Bilingual(
    "{total} 期都没有变化，不必重排（{seconds:.1f} 秒；--force 可强制重排）",
    "all {total} issues unchanged, none set again ({seconds:.1f} s; --force does)",
)
TOTALS = Bilingual(
    "共 {total} 期：排出 {built}，未变 {unchanged}，有错 {refused}，中止 {failed}，"
    "没有排到 {left}；{seconds:.1f} 秒",
    "{total} issues: {built} built, {unchanged} unchanged, {refused} refused, {failed} failed, "
    "{left} not reached; {seconds:.1f} s",
)
RATE = Bilingual(
    "每期平均 {rate:.2f} 秒，进程最多用 {peak:.0f} MiB 内存",
    "{rate:.2f} s an issue, at most {peak:.0f} MiB a process",
)
OLD_WARNINGS = Bilingual(
    "未变的各期里还有 {count} 处提醒；单独 typeset build 某期可以再看",
    "unchanged issues have {count} warnings; build one by itself to see them again",
)


def print_summary(tally: Tally, total: int, printer: Printer) -> None:
    """Print what became of the issues, to stderr."""
    seconds = tally.elapsed_s
    unchanged = tally.count(State.UNCHANGED)
    if unchanged == total:
        printer.say(ALL_UNCHANGED, total=total, seconds=seconds)
    else:
        rows = _worth_a_row(tally.rows)
        if rows:
            Console(file=sys.stderr, width=_width()).print(_table(rows, printer.lang))
        counts = {state.value: tally.count(state) for state in State}
        printer.say(TOTALS, total=total, left=total - len(tally.rows), seconds=seconds, **counts)
        built = tally.count(State.BUILT)
        if built:
            peak = max(row.peak_mib for row in tally.rows)
            printer.say(RATE, rate=seconds / built, peak=peak)
    warnings = sum(r.warning_count for r in tally.rows if r.state is State.UNCHANGED)
    if warnings:
        printer.say(OLD_WARNINGS, count=warnings)


def _worth_a_row(rows: list[Row]) -> list[Row]:
    if len(rows) <= MOST_ROWS:
        return rows
    return [row for row in rows if row.state in (State.REFUSED, State.FAILED)]


def _table(rows: Iterable[Row], lang: Lang) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in HEADINGS:
        is_number = heading in HEADINGS[2:6]
        table.add_column(heading.render(lang, {}), justify="right" if is_number else "left")
    for row in rows:
        word, style = STATES[row.state]
        table.add_row(
            row.manifest.removesuffix("/issue.yaml"),
            f"[{style}]{word.render(lang, {})}[/]",
            str(row.page_count or ""),
            f"{row.seconds:.1f}" if row.seconds else "",
            f"{row.peak_mib:.0f}" if row.peak_mib else "",
            str(row.warning_count or ""),
            " ".join(row.codes) or row.reason,
        )
    return table


def _width() -> int | None:
    """Return a width for a pipe, where rich would take 80 columns."""
    return None if sys.stderr.isatty() else int(os.environ.get("COLUMNS", "120"))
