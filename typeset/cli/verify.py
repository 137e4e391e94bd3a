"""`typeset verify`: build a locked issue again and say whether it is still the same."""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path
from typing import Literal

import click

from typeset.archive.comparison import Verdict
from typeset.archive.report_html import Entry, report_page
from typeset.archive.verdict_words import (
    change_lines,
    comparison_lines,
    unmade_words,
    verification_data,
)
from typeset.archive.verification import Verification, verify
from typeset.cli.lock import PROFILE_NAMES
from typeset.cli.messages import Printer
from typeset.cli.progress import watched
from typeset.cli.shared import UNWRITABLE, Exit, lang_option, open_issue
from typeset.diagnostics import Bilingual, Lang
from typeset.output import write_whole

LOCKED = Bilingual("锁定的", "locked")
MADE = Bilingual("重排的", "built again")

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="打印文字或 JSON / what to print",
)
report_option = click.option(
    "--report",
    "report_path",
    metavar="FILE.html",
    type=click.Path(dir_okay=False, path_type=Path),
    help="写出网页，新旧两页并排对照 / write a page that shows both sides of what differs",
)


@click.command("verify", short_help="重排并与锁文件核对 / build again and compare with the lock")
@click.argument("issues", metavar="[ISSUE]...", nargs=-1)
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
) -> None:
    """照锁文件重排一期或几期，说明是相同（逐字节）、等同（版面一样）还是不同（哪几页、什么）。

    Build locked issues again and tell whether they are identical (bytes), equivalent (pages
    alike) or different (which pages, in what). Writes no PDF.
    """
    printer = Printer(lang)
    codes, found, entries = [], [], []
    for words in issues or ("",):
        opened = open_issue(words, printer)
        if opened is None:
            codes.append(Exit.USAGE)
            continue
        sources, manifest = opened
        with watched(lang) as advance:
            seeks = report_path is not None
            verification = verify(sources, manifest, advance, profiles, seeks_old=seeks)
        printer.report(verification.report, sources)
        found.append(verification)
        entries += _entries(verification, lang)
        codes.append(_code(verification))
        if form == "text":
            _print(verification, printer)
        gc.collect()
    if form == "json":
        data = [verification_data(verification, lang) for verification in found]
        printer.result(json.dumps({"issues": data}, ensure_ascii=False, indent=2))
    if report_path is not None:
        codes.append(write_report(report_path, entries, printer))
    sys.exit(max(codes))


def _code(verification: Verification) -> Exit:
    is_bad = verification.verdict is Verdict.DIFFERENT or verification.report.has_errors
    return Exit.PROBLEMS if is_bad else Exit.DONE


def _print(verification: Verification, printer: Printer) -> None:
    for line in change_lines(verification, printer.lang):
        printer.result(line)
    if not verification.pdfs:
        printer.result(f"{verification.manifest}  {unmade_words(verification, printer.lang)}")
    for verified in verification.pdfs:
        name = f"{verification.lock.number if verification.lock else ''} {verified.profile}"
        for line in comparison_lines(name, verified.comparison, printer.lang):
            printer.result(line)


def _entries(verification: Verification, lang: Lang) -> list[Entry]:
    notes = tuple(change_lines(verification, lang))
    number = verification.lock.number if verification.lock else ""
    names = (LOCKED.render(lang, {}), MADE.render(lang, {}))
    return [
        Entry(f"{number} {pdf.profile}", names, pdf.old, pdf.new, pdf.comparison, notes)
        for pdf in verification.pdfs
    ]


def write_report(path: Path, entries: list[Entry], printer: Printer) -> Exit:
    """Write the page of all comparisons and say where it is."""
    try:
        write_whole(path, report_page(entries, printer.lang))
    except OSError as error:
        printer.say(UNWRITABLE, path=path, reason=error.strerror or error)
        return Exit.USAGE
    printer.say(Bilingual("对照页：{path}", "report: {path}"), path=path)
    return Exit.DONE
