"""A second look at an issue, phase by phase: its words first, then its pages, then the web."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from typeset.archive.checking import PAGES, ProofRoom, asks_for_pages, proof_room
from typeset.archive.reading import complete
from typeset.check.settings import Settings
from typeset.check.silencing import check_codes, check_silences, without_silenced
from typeset.diagnostics import Diagnostic, Report
from typeset.issue.model import Issue
from typeset.issue.reader import read_issue
from typeset.layout.manuscript import Manuscript
from typeset.sources import Sources

# The checks are many modules: they are imported once the pages are on their way.
if TYPE_CHECKING:
    from typeset.check.words import Words

# The first letters of the codes that each phase can find.
WORDS = ("F", "Y", "M", "A", "S", "T", "I", "U", "X")

CACHE = "build/.typeset/links"
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Review:
    """What has been found of an issue so far, and how far the look has gone."""

    sources: Sources
    words: Words
    room: ProofRoom | None = None
    manuscript: Manuscript | None = None
    phases: tuple[str, ...] = WORDS
    found: list[Diagnostic] = field(default_factory=list)
    page_count: int | None = None

    @property
    def settings(self) -> Settings:
        """Return what the command line, the issue and the project ask for together."""
        return self.words.settings

    @property
    def has_pages(self) -> bool:
        """Tell whether the issue's pages are to be looked at, and can be."""
        return self.room is not None and self.manuscript is not None

    @property
    def names_codes(self) -> bool:
        """Tell whether a comment or a setting names any code."""
        settings = self.settings
        return bool(self.words.silences or settings.select or settings.ignore)

    def take(self, report: Report) -> Report:
        """Keep a phase's findings and return those that are to be told."""
        self.found += report
        told = without_silenced(report, self.settings, self.words.silences)
        return Report([each for each in told if _is_selected(each, self.settings)])

    def look_at_words(self) -> Report:
        """Return what of the words' findings is to be told."""
        return self.take(self.words.report)

    def look_at_pages(self) -> Report:
        """Wait for the pages, and return what of their findings is to be told."""
        if self.room is None or self.manuscript is None:
            return Report()
        report = Report(list(self.manuscript.report))
        pages = self.room.findings(self.settings)
        report.extend(pages.report)
        self.page_count = pages.page_count
        if pages.page_count is not None:  # of codes that nobody looked for nothing is known
            self.phases += PAGES
        known = self.words.reading.diagnostics
        return self.take(Report([each for each in report if each not in known]))

    def look_online(self, progress: Progress) -> Report:
        """Visit the links, and return what of the findings is to be told."""
        from typeset.check.online.links import check_links

        cache = Path(self.sources.root) / CACHE
        return self.take(check_links(self.words.copy, cache, progress))

    def look_at_silences(self, known_codes: Callable[[], Collection[str]]) -> Report:
        """Return what is wrong with the comments and settings that silence codes."""
        words = self.words
        if not self.names_codes:
            return Report()
        known = known_codes()
        report = check_codes(words, known)
        report.extend(
            check_silences(words.silences, self.found, words.settings, known, self.phases)
        )
        return self.take(report)


@contextmanager
def review(
    sources: Sources, manifest: str, asked: Settings, ready: ProofRoom | None = None
) -> Iterator[Review]:
    """Read an issue, and lay its pages out elsewhere while its words are proof-read.

    `ready` is a room that was opened beforehand; it takes the first issue of its project.
    """
    if not asks_for_pages(asked):
        issue, reading = read_issue(sources, manifest)
        yield Review(sources, _words(sources, manifest, issue, reading, asked))
        return
    is_ready = ready is not None and ready.suits(sources)
    with nullcontext(ready) if is_ready else proof_room(sources) as room:
        assert room is not None
        room.sources = sources
        issue, reading = read_issue(sources, manifest)
        manuscript = None
        if issue is not None:
            manuscript = complete(sources, issue, Report(list(reading)))
            room.take(manuscript, asked.over(issue.check))
        words = _words(sources, manifest, issue, reading, asked)
        yield Review(sources, words, room, manuscript)


def _words(
    sources: Sources, manifest: str, issue: Issue | None, reading: Report, asked: Settings
) -> Words:
    from typeset.check.words import proofread_words

    return proofread_words(sources, manifest, issue, reading, asked)


def _is_selected(found: Diagnostic, settings: Settings) -> bool:
    """Tell whether a diagnostic is asked for: what is selected, errors and all."""
    return not settings.select or any(found.code.startswith(each) for each in settings.select)
