"""`typeset diff`: two PDFs, two issues, or an issue now and at a git revision."""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path
from typing import Literal

import click

from typeset.archive.comparison import Comparison, Verdict
from typeset.archive.file_comparison import compare_files
from typeset.archive.material import Material, material
from typeset.archive.report_html import Entry
from typeset.archive.verdict_words import comparison_data, comparison_lines
from typeset.cli.lock import PROFILE_NAMES
from typeset.cli.messages import Printer
from typeset.cli.progress import watched
from typeset.cli.shared import Exit, lang_option
from typeset.cli.verdicts import format_option, report_option, write_report
from typeset.diagnostics import Lang


@click.command("diff", short_help="逐页比较两个 PDF 或两期 / compare two PDFs or issues by page")
@click.argument("old", metavar="A")
@click.argument("new", metavar="B")
@click.option(
    "-p",
    "--profile",
    type=click.Choice(PROFILE_NAMES),
    default="print",
    help="期刊排成哪一种来比（默认 print）/ the kind of PDF to make of an issue",
)
@report_option
@format_option
@lang_option
def command(
    old: str,
    new: str,
    profile: str,
    report_path: Path | None,
    form: Literal["text", "json"],
    lang: Lang,
) -> None:
    """比较 A 与 B：各是一个 PDF 文件、一期（期号、文件夹），或“期号@git版本”（如 189@HEAD~1）。

    Compare A with B: each a PDF file, an issue, or ISSUE@REVISION (189@HEAD~1: built by this
    typeset with the layouts and fonts of that git revision).
    """
    printer = Printer(lang)
    found = [_material(words, profile, printer) for words in (old, new)]
    sides = [each.side for each in found if each.side is not None]
    if len(sides) < 2:
        sys.exit(Exit.PROBLEMS if all(each.is_there or each.side for each in found) else Exit.USAGE)
    comparison = compare_files(*sides)
    _print(comparison, (old, new), form, printer)
    codes = [Exit.PROBLEMS if comparison.verdict is Verdict.DIFFERENT else Exit.DONE]
    if report_path is not None:
        entry = Entry(f"{old} → {new}", (old, new), sides[0].data, sides[1].data, comparison)
        codes.append(write_report(report_path, [entry], printer))
    sys.exit(max(codes))


def _material(words: str, profile: str, printer: Printer) -> Material:
    with (
        watched(printer.lang) as advance,
        material(words, Path.cwd(), profile, advance) as found,
    ):
        printer.report(found.report, found.sources)
    gc.collect()
    return found


def _print(
    comparison: Comparison,
    names: tuple[str, str],
    form: Literal["text", "json"],
    printer: Printer,
) -> None:
    if form == "json":
        data = {"old": names[0], "new": names[1], **comparison_data(comparison, printer.lang)}
        printer.result(json.dumps(data, ensure_ascii=False, indent=2))
        return
    for line in comparison_lines(f"{names[0]} → {names[1]}", comparison, printer.lang):
        printer.result(line)
