"""Leaves out what comments and settings silence, and says which of them do nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from typeset.check import rules_silencing as rules
from typeset.check.settings import Settings
from typeset.diagnostics import Diagnostic, Report, Severity, Span
from typeset.issue.project_settings import FILE
from typeset.issue.prose import Silence

if TYPE_CHECKING:
    from typeset.check.words import Words  # imports every check, which a build does without

OWN_CODES = ("S",)


def without_silenced(
    report: Iterable[Diagnostic], settings: Settings, silences: Sequence[Silence]
) -> Report:
    """Return what of `report` is to be told; errors stop the build and are always told."""
    kept = Report()
    for found in report:
        if found.severity is Severity.ERROR or not (
            is_silenced(found, silences) or is_ignored(found.code, settings)
        ):
            kept.take(found)
    return kept


def is_ignored(code: str, settings: Settings) -> bool:
    """Tell whether the settings leave out a code."""
    return not settings.takes(code) and not code.startswith(OWN_CODES)


def is_silenced(found: Diagnostic, silences: Iterable[Silence]) -> bool:
    """Tell whether a comment keeps this diagnostic quiet."""
    return any(_covers(silence, found) for silence in silences)


def _covers(silence: Silence, found: Diagnostic) -> bool:
    span = found.span
    return (
        span is not None
        and silence.span.file == span.file
        and silence.first <= (span.line or silence.first) <= silence.last
        and any(found.code.startswith(code) for code in silence.codes)
    )


def check_silences(
    silences: Sequence[Silence],
    found: Sequence[Diagnostic],
    settings: Settings,
    known: Collection[str],
    phases: Collection[str],
) -> Report:
    """Report comments that name no code, an unknown one, an error, or nothing that is there.

    `phases` are the codes' first letters whose checks have run: of others nothing is known.
    """
    report = Report()
    for silence in silences:
        if not silence.codes:
            report.add(rules.NO_CODES, silence.span)
        for code in silence.codes:
            if not _is_known(code, known):
                report.add(rules.UNKNOWN_CODE, silence.span, code=code)
        covered = [each for each in found if _covers(silence, each)]
        for each in covered:
            if each.severity is Severity.ERROR:
                report.add(rules.ERROR_STAYS, silence.span, code=each.code)
        named = [code for code in silence.codes if _is_known(code, known)]
        judged = [c for c in named if c[0] in phases and not is_ignored(c, settings)]
        if named and named == judged and not covered:
            report.add(rules.SILENCES_NOTHING, silence.span, codes="、".join(named))
    return report


def check_codes(words: Words, known: Collection[str]) -> Report:
    """Report what settings select or ignore although no code begins so."""
    report = Report()
    for code in unknown_codes(words.settings, known):
        report.add(rules.UNKNOWN_CODE, _place(code, words), code=code)
    return report


def unknown_codes(settings: Settings, known: Collection[str]) -> tuple[str, ...]:
    """Return what settings select or ignore although no code begins so."""
    named = (*settings.select, *settings.ignore)
    return tuple(code for code in dict.fromkeys(named) if not _is_known(code, known))


def _place(code: str, words: Words) -> Span:
    """Return where the settings name a code: in the manifest, or else in typeset.toml."""
    manifest = words.copy.manifest
    at = -1 if manifest is None else manifest.script.text.find(code)
    return Span(FILE) if manifest is None or at < 0 else manifest.script.span(at, at + len(code))


def _is_known(code: str, known: Collection[str]) -> bool:
    return any(each.startswith(code) for each in known)
