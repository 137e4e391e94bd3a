"""Verdicts as `typeset verify` tells them: of one issue in full, of several a line each."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import click

from typeset.archive.comparison import Verdict
from typeset.archive.report_html import Entry, report_page
from typeset.archive.verdict_words import (
    change_lines,
    comparison_lines,
    issue_line,
    unmade_words,
    verification_data,
)
from typeset.archive.verification import State, Verification
from typeset.cli.messages import Printer
from typeset.cli.shared import UNWRITABLE, Exit
from typeset.diagnostics import Bilingual, Lang, Report, Severity
from typeset.output import write_whole
from typeset.sources import Sources

LOCKED = Bilingual("锁定的", "locked")
MADE = Bilingual("重排的", "built again")
TOTALS = Bilingual(
    "共 {total} 期：相同 {identical}，等同 {equivalent}，不同 {different}，未能核对 {failed}，"
    "没有核对到 {left}",
    "{total} issues: {identical} identical, {equivalent} equivalent, {different} different, "
    "{failed} failed, {left} not reached",
)
Form = Literal["text", "json"]

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


@dataclass(slots=True)
class Telling:
    """Tells what came of each issue, and keeps what is to be told or written at the end."""

    printer: Printer
    form: Form
    report_path: Path | None
    states: Counter[State] = field(default_factory=Counter)
    data: list[dict[str, Any]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    code: Exit = Exit.DONE

    def take(self, sources: Sources, verification: Verification) -> None:
        """Tell what came of an issue; its PDFs are kept only for the report that was asked for."""
        lang = self.printer.lang
        self.states[verification.state] += 1
        is_bad = verification.state in (State.DIFFERENT, State.FAILED)
        if is_bad or verification.report.has_errors:
            self.code = Exit.PROBLEMS
        self.diagnose(sources, verification.report)
        if self.form == "json":
            self.data.append(verification_data(verification, lang))
        else:
            self.tell(verification)
        if self.report_path is not None:
            self.entries += self.shown(verification)

    def diagnose(self, sources: Sources, report: Report) -> None:
        """Tell all that was found of an issue."""
        self.printer.report(report, sources)

    def tell(self, verification: Verification) -> None:
        """Tell what has changed, each verdict, and where pages differ."""
        printer = self.printer
        for line in change_lines(verification, printer.lang):
            printer.result(line)
        if not verification.pdfs:
            printer.result(f"{verification.manifest}  {unmade_words(verification, printer.lang)}")
        for verified in verification.pdfs:
            name = f"{verification.lock.number if verification.lock else ''} {verified.profile}"
            for line in comparison_lines(name, verified.comparison, printer.lang):
                printer.result(line)

    def shown(self, verification: Verification) -> list[Entry]:
        """Return what the report shows of an issue."""
        return _entries(verification, self.printer.lang)

    def finish(self, total: int) -> Exit:
        """Tell and write what is left to, and return the exit code of all."""
        left = total - self.states.total()
        counts = {state.value: self.states[state] for state in State}
        if self.form == "json":
            data = {"issues": self.data, "summary": {**counts, "not_reached": left}}
            self.printer.result(json.dumps(data, ensure_ascii=False, indent=2))
        if total > 1:
            self.printer.say(TOTALS, total=total, left=left, **counts)
        if self.report_path is None:
            return self.code
        return max(self.code, write_report(self.report_path, self.entries, self.printer))


class ShortTelling(Telling):
    """Tells of several issues: a line for each, its errors, and how many came to what."""

    def diagnose(self, sources: Sources, report: Report) -> None:
        """Tell only the errors: a locked issue's warnings were told when it was locked."""
        errors = [each for each in report if each.severity is Severity.ERROR]
        self.printer.report(Report(errors), sources)

    def tell(self, verification: Verification) -> None:
        """Tell the verdict in a line."""
        self.printer.result(issue_line(verification, self.printer.lang))

    def shown(self, verification: Verification) -> list[Entry]:
        """Return what is not identical: of four hundred issues the rest would bury it."""
        entries = _entries(verification, self.printer.lang)
        return [each for each in entries if each.comparison.verdict is not Verdict.IDENTICAL]


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
