"""Problems as values: what is wrong, where, and what to do about it.

Nothing here prints. A stage collects what it finds in a `Report`; only the command line
and the preview turn a `Diagnostic` into words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

Lang = Literal["zh", "en"]


class Severity(StrEnum):
    """How much a problem matters: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a file; `line` and `column` are 1-based and count characters, not bytes."""

    file: str
    line: int | None = None
    column: int | None = None
    end_column: int | None = None


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One sentence in the editors' Chinese and in English, with `{name}` placeholders."""

    zh: str
    en: str

    def said(self, lang: Lang) -> str:
        """Return the sentence in `lang` as it is written, placeholders and all."""
        return self.zh if lang == "zh" else self.en

    def render(self, lang: Lang, args: Mapping[str, object]) -> str:
        """Return the sentence in `lang` with its placeholders filled."""
        return self.said(lang).format_map(args)


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of problem; its code is printed, documented, and never used again."""

    code: str
    severity: Severity
    message: Bilingual
    hint: Bilingual


def rule(
    code: str,
    message: tuple[str, str],
    hint: tuple[str, str],
    severity: Severity = Severity.ERROR,
) -> Rule:
    """Return a rule; `message` and `hint` are Chinese and English."""
    return Rule(code, severity, Bilingual(*message), Bilingual(*hint))


@dataclass(frozen=True, slots=True)
class Edit:
    """A safe mend: the characters from `start` to `end` of a file's text become `new`.

    Offsets are 0-based and count characters of the file's text without a byte order mark and
    with each line end as one.
    """

    file: str
    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem found: the rule, the place, and the values that fill the rule's words.

    `edits` mend it, all together, where that needs no judgement.
    """

    rule: Rule
    span: Span | None
    args: Mapping[str, object] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()

    @property
    def code(self) -> str:
        """Return the rule's code."""
        return self.rule.code

    @property
    def severity(self) -> Severity:
        """Return the rule's severity."""
        return self.rule.severity

    def message(self, lang: Lang = "zh") -> str:
        """Return what is wrong, in `lang`."""
        return self.rule.message.render(lang, self.args)

    def hint(self, lang: Lang = "zh") -> str:
        """Return what to do, in `lang`."""
        return self.rule.hint.render(lang, self.args)


@dataclass(slots=True)
class Report:
    """The problems found so far, in the order in which they were found."""

    diagnostics: list[Diagnostic] = field(default_factory=list)

    def add(self, rule: Rule, span: Span | None, **args: object) -> None:
        """Record one problem; the same problem at the same place is recorded once."""
        self.take(Diagnostic(rule, span, args))

    def take(self, found: Diagnostic) -> None:
        """Record a problem that was found elsewhere, once."""
        if found not in self.diagnostics:
            self.diagnostics.append(found)

    def extend(self, other: Report) -> None:
        """Take over everything that `other` has found."""
        self.diagnostics.extend(d for d in other.diagnostics if d not in self.diagnostics)

    @property
    def has_errors(self) -> bool:
        """Tell whether anything found stops the build."""
        return any(d.severity is Severity.ERROR for d in self.diagnostics)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.diagnostics)

    def __len__(self) -> int:
        return len(self.diagnostics)
