"""A second look at an issue, phase by phase: its words first, then its pages."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from typeset.archive.page_review import page_report
from typeset.archive.production import complete
from typeset.check.settings import Settings
from typeset.check.silencing import check_codes, check_silences, without_silenced
from typeset.check.words import Words, examine_words
from typeset.diagnostics import Diagnostic, Report
from typeset.sources import Sources

# The first letters of the codes that each phase can find.
WORDS = ("F", "Y", "M", "A", "S", "T", "I", "U", "X")
PAGES = ("L", "P", "C", "G", "R")


@dataclass(slots=True)
class Review:
    """What has been found of an issue so far, and how far the look has gone."""

    sources: Sources
    words: Words
    phases: tuple[str, ...] = WORDS
    found: list[Diagnostic] = field(default_factory=list)
    page_count: int | None = None

    @property
    def settings(self) -> Settings:
        """Return what the command line, the issue and the project ask for together."""
        return self.words.settings

    def take(self, report: Report) -> Report:
        """Keep a phase's findings and return those that are to be told."""
        self.found += report
        return self._told(report)

    def _told(self, report: Report) -> Report:
        told = without_silenced(report, self.settings, self.words.silences)
        return Report([each for each in told if _is_selected(each, self.settings)])


def _is_selected(found: Diagnostic, settings: Settings) -> bool:
    """Tell whether a diagnostic is asked for: what is selected, errors and all."""
    return not settings.select or any(found.code.startswith(each) for each in settings.select)


def review_words(sources: Sources, manifest: str, asked: Settings) -> tuple[Review, Report]:
    """Return the review of the issue's files, and what of it is to be told."""
    review = Review(sources, examine_words(sources, manifest, asked))
    return review, review.take(review.words.report)


def wants_pages(review: Review) -> bool:
    """Tell whether anything that only the pages can show is asked for, and can be had."""
    if review.words.reading.has_errors or review.words.issue is None:
        return False
    return any(_asks_for(letter, review.settings) for letter in PAGES)


def _asks_for(letter: str, settings: Settings) -> bool:
    if letter in settings.ignore:
        return any(each.startswith(letter) for each in settings.select)
    return not settings.select or any(each.startswith(letter) for each in settings.select)


def review_pages(review: Review) -> Report:
    """Lay the issue out, and return what of the findings is to be told."""
    words = review.words
    manuscript = complete(review.sources, words.issue, Report(list(words.reading)))
    report, review.page_count = page_report(review.sources, manuscript)
    review.phases += PAGES
    return review.take(Report([each for each in report if each not in words.reading.diagnostics]))


def review_online(review: Review) -> Report:
    """Look the links up on the web, and return what of the findings is to be told."""
    return review.take(Report())


def review_silences(review: Review, known: Collection[str]) -> Report:
    """Return what is wrong with the comments and settings that silence codes."""
    words = review.words
    report = check_codes(words, known)
    report.extend(
        check_silences(words.silences, review.found, words.settings, known, review.phases)
    )
    return review.take(report)
