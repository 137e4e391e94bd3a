"""Workflow commands of GitHub Actions, which show each diagnostic beside its line.

Escapes after the runner's own toolkit (actions/toolkit, packages/core/src/command.ts).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from typeset.cli.formats.checked import Checked
from typeset.diagnostics import Diagnostic, Lang, Severity, Span

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}


def render(checked: Sequence[Checked], lang: Lang) -> str:
    """Return one command a line."""
    return "\n".join(_commands(checked, lang))


def _commands(checked: Sequence[Checked], lang: Lang) -> Iterator[str]:
    for issue in checked:
        for found in issue.found:
            properties = ",".join(
                f"{name}={_escaped(str(value), _PROPERTY)}"
                for name, value in _properties(found, issue.manifest).items()
                if value is not None
            )
            message = f"{found.message(lang)}\n{found.hint(lang)}"
            yield f"::{COMMANDS[found.severity]} {properties}::{_escaped(message, _DATA)}"


def _properties(found: Diagnostic, manifest: str) -> dict[str, object]:
    span = found.span or Span(manifest)
    end = None if span.end_column is None else span.end_column - 1
    return {
        "file": span.file,
        "line": span.line,
        "col": span.column,
        "endColumn": end,
        "title": found.code,
    }


def _escaped(text: str, table: Mapping[str, str]) -> str:
    return "".join(table.get(char, char) for char in text)
