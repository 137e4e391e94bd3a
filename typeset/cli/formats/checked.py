"""What was found of one issue, in the order in which people read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from typeset.diagnostics import Diagnostic, Edit, Severity, Span
from typeset.issue.prose import Script
from typeset.sources import Sources


@dataclass(frozen=True, slots=True)
class Place:
    """From where to where an edit reaches; lines and columns are 1-based."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(slots=True)
class Checked:
    """An issue that was checked: its manifest, what is to be told, and its pages if laid out."""

    sources: Sources
    manifest: str
    found: Sequence[Diagnostic]
    page_count: int | None = None
    _scripts: dict[str, Script] = field(default_factory=dict)

    @property
    def root(self) -> Path:
        """Return the folder to which all names are relative."""
        return self.sources.root

    def counts(self) -> dict[str, int]:
        """Return how many errors, warnings and notes there are."""
        return {
            f"{severity}s": sum(each.severity is severity for each in self.found)
            for severity in Severity
        }

    def place(self, edit: Edit) -> Place:
        """Return the place of an edit."""
        if edit.file not in self._scripts:
            text = self.sources.read(edit.file).decode("utf-8")
            self._scripts[edit.file] = Script.of(edit.file, text)
        script = self._scripts[edit.file]
        first, last = (script.span(at, at) for at in (edit.start, edit.end))
        return Place(first.line or 1, first.column or 1, last.line or 1, last.column or 1)


def reading_order(found: Diagnostic) -> tuple[bool, str, int, int, str]:
    """Return a key that sorts by file and place; what has no place comes last."""
    span = found.span or Span("")
    return found.span is None, span.file, span.line or 0, span.column or 0, found.code
