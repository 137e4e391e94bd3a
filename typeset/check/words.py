"""All that can be found in an issue's files without laying out a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from typeset.check.proofreading import proofread
from typeset.check.reader_mends import READER_MENDS
from typeset.check.settings import Settings, read_settings
from typeset.check.subjects import Copy, read_copy
from typeset.diagnostics import Diagnostic, Report
from typeset.issue.model import Issue
from typeset.issue.prose import Silence
from typeset.issue.reader import read_issue
from typeset.sources import Sources


@dataclass(frozen=True, slots=True)
class Words:
    """An issue that was read and proof-read; `report` still holds what is silenced."""

    issue: Issue | None
    copy: Copy
    settings: Settings
    report: Report
    reading: Report  # the part of `report` that a build would find as well

    @property
    def silences(self) -> tuple[Silence, ...]:
        """Return what the comments of all files keep quiet."""
        return tuple(silence for prose in self.copy.files for silence in prose.silences)


def examine_words(sources: Sources, manifest: str, asked: Settings) -> Words:
    """Return the issue of `manifest` read and proof-read; `asked` goes above its own settings."""
    return proofread_words(sources, manifest, *read_issue(sources, manifest), asked)


def proofread_words(
    sources: Sources, manifest: str, issue: Issue | None, reading: Report, asked: Settings
) -> Words:
    """Return an issue that was read, with what the proof-reader finds in its words."""
    settings, report = read_settings(sources, issue)
    settings = asked.over(settings)
    copy = read_copy(sources, manifest, issue, settings)
    for found in (*_with_mends(reading, copy), *proofread(copy)):
        report.take(found)
    return Words(issue, copy, settings, report, reading)


def _with_mends(report: Report, copy: Copy) -> Iterator[Diagnostic]:
    """Yield the reader's diagnostics, the first of each code and file with all its mends."""
    scripts = {prose.file: prose.script for prose in copy.files}
    done = set()
    for found in report:
        span, find = found.span, READER_MENDS.get(found.code)
        if span is None or find is None or span.file not in scripts:
            yield found
            continue
        if (found.code, span.file) not in done:
            done.add((found.code, span.file))
            edits = [edit for each in find(scripts[span.file]) for edit in each.edits]
            found = replace(found, edits=tuple(edits))
        yield found
