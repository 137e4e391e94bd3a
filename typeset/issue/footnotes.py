"""Footnotes: calls and notes are matched here, and each note moves to its call."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from markdown_it.token import Token

from typeset.diagnostics import Report, Span
from typeset.issue import rules_article as rules
from typeset.issue.places import Page
from typeset.issue.rules_writing import NOTE_COLON

_WIDE_NOTE = re.compile(r"\s*(\[\^([^\]\s]+)\]\s*)(：|(?<=\s)(?=[^\s:]))")
# A call with a space, or with brackets or a circumflex of full width.
_LOOSE_CALL = re.compile(r"[\[［【(（]\s*[\^＾]\s*([^\]］】\s]+)\s*[\]］】)）]")


@dataclass(slots=True)
class Note:
    """A footnote's text as tokens, and where it is written."""

    label: str
    span: Span
    tokens: list[Token] = field(default_factory=list)
    used: bool = False


def take_notes(tokens: list[Token], page: Page, report: Report) -> tuple[list[Token], list[Note]]:
    """Return the tokens without the notes, and the notes in the order of the file."""
    body: list[Token] = []
    notes: list[Note] = []
    current: list[Note] = []
    for token in tokens:
        if token.type == "footnote_reference_open":
            label = token.meta["label"]
            line = token.map[0] if token.map else 0
            current.append(Note(label, page.span(line, f"[^{label}]:")))
        elif token.type == "footnote_reference_close":
            notes.append(current.pop())
        else:
            (current[-1].tokens if current else body).append(token)
    return body, _unique(notes, report)


def _unique(notes: list[Note], report: Report) -> list[Note]:
    first: dict[str, Note] = {}
    for note in sorted(notes, key=lambda note: note.span.line or 0):
        if note.label in first:
            line = first[note.label].span.line
            report.add(rules.NOTE_TWICE, note.span, label=note.label, first=line)
            continue
        first[note.label] = note
        if not any(token.content.strip() for token in note.tokens):
            report.add(rules.EMPTY_NOTE, note.span, label=note.label)
    return list(first.values())


def link_calls(body: list[Token], notes: list[Note], page: Page, report: Report) -> None:
    """Give each call in `body` the note that it calls, and report those that do not match."""
    by_label = {note.label: note for note in notes}
    mistyped = _report_mistyped(by_label, page, report)
    loose = _loose_calls(page)
    for call in _calls(body):
        label = call.meta["label"]
        note = by_label.get(label)
        call.meta["note"] = note
        if note is not None:
            note.used = True
        elif label not in mistyped:
            report.add(rules.NO_SUCH_NOTE, call.meta.get("span"), label=label)
            mistyped.add(label)  # once is enough
    for note in notes:
        for call in _calls(note.tokens):
            call.meta["note"] = None
            label = call.meta["label"]
            if label not in mistyped:
                report.add(rules.NESTED_NOTE, call.meta.get("span"), label=label)
            if label in by_label:
                by_label[label].used = True
    for note in notes:
        if not note.used and note.label not in loose:
            report.add(rules.UNUSED_NOTE, note.span, label=note.label)


def _loose_calls(page: Page) -> set[str]:
    """Return the labels of calls that are meant as such but mistyped; they are reported."""
    found = (match for line in page.lines for match in _LOOSE_CALL.finditer(line))
    return {match.group(1) for match in found if match.group() != f"[^{match.group(1)}]"}


def _report_mistyped(known: Collection[str], page: Page, report: Report) -> set[str]:
    """Report notes without an ordinary colon; they are neither missing nor calls."""
    found: set[str] = set()
    for at, line in enumerate(page.lines):
        note = _WIDE_NOTE.match(line)
        if note is not None and note.group(2) not in known:
            rule = rules.WIDE_NOTE if note.group(3) else NOTE_COLON
            report.add(rule, page.span(at, note.group(1).strip()), label=note.group(2))
            found.add(note.group(2))
    return found


def _calls(tokens: list[Token]) -> list[Token]:
    return [
        child for token in tokens for child in token.children or [] if child.type == "footnote_ref"
    ]
