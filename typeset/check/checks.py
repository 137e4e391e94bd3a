"""What a check of the second pair of eyes is: one small function, and why it is there.

A check looks at one subject (a `Passage`, the copy of an issue, its folder, its pages) and
yields what it finds. Its examples are its tests, and the list of rules in the documentation is
made from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from typeset.diagnostics import Bilingual, Diagnostic, Edit, Rule, Severity, Span, rule
from typeset.explaining import Example, Kind
from typeset.issue.prose import Passage

__all__ = ["Check", "Example", "Found", "Kind", "found_at", "mended", "note", "warning"]

Subject = TypeVar("Subject", contravariant=True)


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found: where, the values for the rule's words, and how to mend it."""

    span: Span | None
    args: Mapping[str, object] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Check(Generic[Subject]):
    """A rule, the reason for it, examples, and the function that finds what breaks it.

    `mends` tells that what is found comes with its mend, wherever the words stand in the file
    as they are printed. A passage without any of the characters `marks` is not looked at.
    """

    rule: Rule
    title: Bilingual
    why: Bilingual
    examples: tuple[Example, ...]
    find: Callable[[Subject], Iterable[Found]]
    mends: bool = False
    marks: frozenset[str] = frozenset()

    @property
    def code(self) -> str:
        """Return the code of the rule."""
        return self.rule.code

    def run(self, subject: Subject) -> Iterable[Diagnostic]:
        """Yield what is found, as diagnostics."""
        if self.marks and isinstance(subject, Passage) and not self._concerns(subject):
            return
        for found in self.find(subject):
            yield Diagnostic(self.rule, found.span, found.args, found.edits)

    def _concerns(self, passage: Passage) -> bool:
        return not self.marks.isdisjoint(passage.characters)


def warning(code: str, message: tuple[str, str], hint: tuple[str, str]) -> Rule:
    """Return a rule whose breach is for the editor to judge."""
    return rule(code, message, hint, Severity.WARNING)


def note(code: str, message: tuple[str, str], hint: tuple[str, str]) -> Rule:
    """Return a rule whose breach is only worth knowing."""
    return rule(code, message, hint, Severity.NOTE)


def found_at(passage: Passage, start: int, end: int, **args: object) -> Found:
    """Return what was found in the printed characters `start` to `end`; `{text}` is they."""
    words = passage.text[start:end]
    return Found(passage.place(start, end), {"text": words, **args})


def mended(passage: Passage, start: int, end: int, new: str, **args: object) -> Found:
    """Return what was found, with its mend: `{text}` becomes `{new}`.

    There is no mend where the characters are not written as they are printed.
    """
    edit = passage.edit(start, end, new)
    words = passage.text[start:end]
    values = {"text": words, "new": new, **args}
    return Found(passage.place(start, end), values, (edit,) if edit is not None else ())
