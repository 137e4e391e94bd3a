"""typeset.toml: what a project asks of the checks, for all its issues."""

from __future__ import annotations

import re
import tomllib

from typeset.diagnostics import Report, Span
from typeset.issue import rules_files as rules
from typeset.issue.files import read_text
from typeset.issue.located import Node
from typeset.issue.manifest import CheckEntry
from typeset.issue.model import Text
from typeset.issue.settings import Settings
from typeset.issue.validate import validate
from typeset.sources import Sources

FILE = "typeset.toml"
TABLE = "check"
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


def read_project_settings(sources: Sources) -> tuple[Settings, Report]:
    """Return the settings in the project's typeset.toml, none where there is no such file."""
    report = Report()
    text = read_text(sources, FILE, Span(FILE), report) if sources.is_file(FILE) else None
    if text is None:
        return Settings(), report
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line, column = (int(place[1]), int(place[2])) if place else (1, 1)
        reason = _PLACE.sub("", str(error)).strip()
        report.add(rules.TOML_SYNTAX, Span(FILE, line, column), reason=reason)
        return Settings(), report
    for key in data:
        if key != TABLE:
            report.add(rules.UNKNOWN_TABLE, _place(text, key), key=key)
    table = data.get(TABLE)
    if table is None:
        return Settings(), report
    found = validate(CheckEntry, _node(table, text, _place(text, TABLE)), FILE, report)
    return (Settings() if found is None else found.model.settings), report


def _node(value: object, text: str, span: Span) -> Node:
    """Return a value of TOML as a located node; tomllib tells no places, so keys are sought."""
    if isinstance(value, dict):
        spans = {str(key): _place(text, str(key)) for key in value}
        nodes = {str(key): _node(each, text, spans[str(key)]) for key, each in value.items()}
        return Node(span, nodes, keys=spans)
    if isinstance(value, list):
        return Node(span, [_node(each, text, span) for each in value])
    return Node(span, Text(str(value), span), quoted=True)


def _place(text: str, key: str) -> Span:
    """Return where a key or the head of a table stands first."""
    found = re.search(rf"^[ \t]*\[?[ \t]*[\"']?({re.escape(key)})\b", text, re.MULTILINE)
    if found is None:
        return Span(FILE, 1, 1)
    line = text.count("\n", 0, found.start(1)) + 1
    column = found.start(1) - (text.rfind("\n", 0, found.start(1)) + 1) + 1
    return Span(FILE, line, column, column + len(key))
