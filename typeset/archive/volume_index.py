"""The indexes of a bound volume: articles by section, and sources in the order of pinyin."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby, islice

from pypinyin import Style, pinyin

from typeset.layout.volume import BoundIssue, IndexEntry, IndexGroup, Row

SEPARATORS = "、；;"
OPENING, CLOSING = "“‘《〈（(「『", "”’》〉）)」』"
RUNS = re.compile("[0-9a-z]+|[^0-9a-z]+")
FIGURES, OTHERS = "0—9", "其他"

SortKey = tuple[tuple[int, str], ...]


def by_section(issues: Iterable[BoundIssue]) -> tuple[IndexEntry, ...]:
    """Return each section of the volume, as it first appears, with all its articles."""
    found: dict[str, list[Row]] = {}
    for bound in issues:
        rows = iter(bound.rows)
        for section in bound.issue.sections:
            own = islice(rows, len(section.articles))
            found.setdefault(str(section.title), []).extend(own)
    return tuple(IndexEntry(title, tuple(rows)) for title, rows in found.items())


def by_source(issues: Iterable[BoundIssue]) -> tuple[IndexGroup, ...]:
    """Return the sources by the letter of their first syllable, with the articles from each."""
    found: dict[str, list[Row]] = {}
    for bound in issues:
        for article, row in zip(bound.issue.articles, bound.rows, strict=True):
            for source in split_sources(article.source or ""):
                found.setdefault(source, []).append(row)
    ordered = sorted(found, key=lambda source: (sort_key(source), source))
    return tuple(
        IndexGroup(letter, tuple(IndexEntry(name, tuple(found[name])) for name in names))
        for letter, names in groupby(ordered, key=heading)
    )


def split_sources(words: str) -> Iterator[str]:
    """Yield the sources that a source line names; marks inside quotes or titles part nothing."""
    depth, part = 0, ""
    for character in words:
        depth += (character in OPENING) - (character in CLOSING)
        if character in SEPARATORS and depth <= 0:
            yield from filter(None, [part.strip()])
            part = ""
        else:
            part += character
    yield from filter(None, [part.strip()])


def heading(source: str) -> str:
    """Return the letter under which a source stands in the index."""
    group, syllable = next(iter(sort_key(source)), (2, ""))
    return (FIGURES, syllable[:1].upper(), OTHERS)[group]


def sort_key(words: str) -> SortKey:
    """Return what orders words as a Chinese index does: figures, then A to Z by pinyin and tone.

    Quotes and other marks are passed over. Within a phrase each character is read as that
    phrase reads it (重庆 under C, 重点 under Z), as far as pypinyin knows the phrase.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKC", words).casefold() if c.isalnum())
    return tuple((_group(step), step) for run in RUNS.findall(plain) for step in _steps(run))


def _steps(run: str) -> Iterable[str]:
    """Return what each character of a run is ordered by: itself, or its syllable with tone."""
    if run.isascii():
        return run
    return (step for (step,) in pinyin(run, style=Style.TONE3, neutral_tone_with_five=True))


def _group(step: str) -> int:
    """Return whether a step stands with the figures, the letters or the rest."""
    if step[:1].isdigit():
        return 0
    return 1 if "a" <= step[:1] <= "z" else 2
