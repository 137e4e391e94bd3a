"""Diagnostics as words on a terminal: place, code, message, the line with a mark, the hint."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

import click

from typeset.diagnostics import Bilingual, Diagnostic, Lang, Report, Severity, Span
from typeset.sources import Sources

SEVERITIES = {
    Severity.ERROR: (Bilingual("错误", "error"), "red"),
    Severity.WARNING: (Bilingual("提醒", "warning"), "yellow"),
    Severity.NOTE: (Bilingual("说明", "note"), "cyan"),
}
HINT = Bilingual("建议", "hint")
TOTAL = Bilingual("共 {errors} 处错误、{warnings} 处提醒", "errors: {errors}, warnings: {warnings}")
TOTAL_NOTES = Bilingual(
    "共 {errors} 处错误、{warnings} 处提醒、{notes} 处说明",
    "errors: {errors}, warnings: {warnings}, notes: {notes}",
)
LONGEST_EXCERPT = 76  # columns of the terminal


class Printer:
    """Writes diagnostics and progress to stderr, results to stdout."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        # https://no-color.org: present and not empty, whatever its value.
        self._color = False if os.environ.get("NO_COLOR") else None

    def result(self, text: object) -> None:
        """Print what the command was called for."""
        click.echo(str(text), file=_above_the_bar(sys.stdout))

    def say(self, words: Bilingual, **args: object) -> None:
        """Print one line for people."""
        said = words.render(self.lang, args)
        click.echo(said, file=_above_the_bar(sys.stderr), err=True, color=self._color)

    def line(self, text: str, *, err: bool) -> None:
        """Print a line that may hold colours, as data or for people."""
        click.echo(text, err=err, color=self._color)

    def trace(self, text: str) -> None:
        """Print the traceback of a bug."""
        click.echo(text, err=True)

    def report(self, report: Report, sources: Sources) -> None:
        """Print all that was found, by file and line, and how much it was."""
        found = sorted(report, key=_order)
        self.blocks(found, sources)
        if found:
            self.total(found)

    def blocks(self, found: Iterable[Diagnostic], sources: Sources) -> None:
        """Print each diagnostic with its line and its hint."""
        for diagnostic in found:
            block = self._block(diagnostic, sources)
            click.echo(block, file=_above_the_bar(sys.stderr), err=True, color=self._color)

    def total(self, found: Sequence[Diagnostic]) -> None:
        """Print how many errors, warnings and notes there are."""
        counts = {each: sum(d.severity is each for d in found) for each in Severity}
        words = TOTAL if not counts[Severity.NOTE] else TOTAL_NOTES
        self.say(words, **{f"{severity}s": count for severity, count in counts.items()})

    def _block(self, diagnostic: Diagnostic, sources: Sources) -> str:
        word, colour = SEVERITIES[diagnostic.severity]
        head = click.style(f"{word.render(self.lang, {})} {diagnostic.code}", fg=colour, bold=True)
        lines = [f"{_place(diagnostic.span)}{head} {diagnostic.message(self.lang)}"]
        if diagnostic.span is not None:
            lines += _excerpt(diagnostic.span, sources, colour)
        hint = click.style(f"  {HINT.render(self.lang, {})}", fg="cyan")
        return "\n".join([*lines, f"{hint} {diagnostic.hint(self.lang)}", ""])


def _above_the_bar(stream: TextIO) -> TextIO | None:
    """Return what rich puts in a stream's place while it shows a bar, else None.

    click writes past it, after the bar on the bar's line; and only click knows what to do with
    a stream whose encoding is wrong.
    """
    return stream if hasattr(stream, "rich_proxied_file") else None


def _order(diagnostic: Diagnostic) -> tuple[Any, ...]:
    span = diagnostic.span
    if span is None:
        return ("￿", 0, 0, diagnostic.code)
    return (span.file, span.line or 0, span.column or 0, diagnostic.code)


def _place(span: Span | None) -> str:
    if span is None:
        return ""
    parts = [span.file, *(str(number) for number in (span.line, span.column) if number)]
    return ":".join(parts) + ": "


def _excerpt(span: Span, sources: Sources, colour: str) -> list[str]:
    """Return the source line and a mark under the place, cut to the terminal's width."""
    line = _source_line(span, sources)
    if line is None or span.column is None:
        return [] if line is None else [f"  │ {_clipped(line, 0)[0]}"]
    start = min(span.column - 1, len(line))
    end = max(start + 1, min((span.end_column or span.column + 1) - 1, len(line)))
    shown, before = _clipped(line, start)
    offset = start - before
    lead = " " * columns(shown[:offset])
    length = max(1, columns(shown[offset : offset + end - start]))
    return [f"  │ {shown}", f"  │ {lead}{click.style('^' * length, fg=colour)}"]


def _source_line(span: Span, sources: Sources) -> str | None:
    if span.line is None or not sources.is_file(span.file):
        return None
    try:
        text = sources.read(span.file).decode("utf-8-sig")
    except UnicodeDecodeError:
        return None  # what can't be read is no use to look at
    lines = text.split("\n")
    if span.line > len(lines):
        return None
    return _visible(lines[span.line - 1].rstrip("\r"))


def _visible(line: str) -> str:
    """Return the line with each control character as one visible sign (a tab as →)."""
    return "".join(
        "→" if c == "\t" else "�" if unicodedata.category(c) == "Cc" else c for c in line
    )


def _clipped(line: str, start: int) -> tuple[str, int]:
    """Return the part of a long line around `start`, and how many characters went before it."""
    if columns(line) <= LONGEST_EXCERPT:
        return line, 0
    before = max(0, start - 16)
    kept: list[str] = []
    for character in line[before:]:
        if columns("".join(kept)) + columns(character) > LONGEST_EXCERPT:
            break
        kept.append(character)
    return "".join(kept), before


def columns(text: Iterable[str]) -> int:
    """Return how many terminal columns a text takes (UAX 11: wide and full-width take two)."""
    return sum(
        0
        if unicodedata.combining(c) or unicodedata.category(c) == "Cf"
        else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in text
    )
