"""Warnings that are told no more, for a build: only the files that have some are looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from typeset.check.settings import read_settings
from typeset.check.silencing import without_silenced
from typeset.diagnostics import Report, Severity
from typeset.issue.model import Issue
from typeset.issue.prose import Prose, Silence
from typeset.issue.prose_reader import article_prose, manifest_prose, plain_prose, read_script
from typeset.sources import Sources

Hush = Callable[[Report], Report]


def hushing(sources: Sources, issue: Issue | None, found: Report) -> Hush:
    """Return what leaves out of `found`, or of a part of it, what comments and settings silence.

    What a check is to look at alone (`select`) is no word on what a build has to say.
    """
    warnings = [each for each in found if each.severity is not Severity.ERROR]
    if issue is None or not warnings:
        return _unchanged
    settings = replace(read_settings(sources, issue)[0], select=())
    files = dict.fromkeys(each.span.file for each in warnings if each.span is not None)
    silences = tuple(_silences(sources, issue, files))
    return lambda report: without_silenced(report, settings, silences)


def _unchanged(report: Report) -> Report:
    return report


def _silences(sources: Sources, issue: Issue, files: Iterable[str]) -> Iterator[Silence]:
    """Yield what the comments of these files keep quiet, if the issue was made from them."""
    readers: dict[str, Callable[..., Prose]] = {
        **{each.body.file: plain_prose for each in issue.organisations},
        **{each.file: article_prose for each in issue.articles},
        issue.manifest: manifest_prose,
    }
    door = sources.fork()  # a second look that is not put down: the first made the pages
    for file in files:
        script = read_script(door, file) if file in readers else None
        if script is not None and "typeset" in script.text and "ignore" in script.text:
            yield from readers[file](script).silences
