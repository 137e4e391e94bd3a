"""Which issues are meant: numbers, ranges of numbers, and years."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from typeset.archive import rules_volume as rules
from typeset.diagnostics import Report, Span
from typeset.issue.finder import issue_manifests
from typeset.sources import Sources

_RANGE = re.compile(r"(?:总?第)?([0-9]{1,9})期?(?:(?:-|–|—|~|至|到)(?:总?第)?([0-9]{1,9})期?)?")
_YEAR = re.compile(r"((?:19|20)[0-9]{2})(年?)")
# The date as an issue.yaml has it, without reading YAML: 400 manifests in no time.
_DATE = re.compile(rb"""^date\s*:\s*["']?([0-9]{4})\b""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen issues' manifests by ascending number, and the years they were chosen by.

    `years` is empty where some word was no year.
    """

    manifests: Mapping[int, str]
    years: tuple[int, ...] = ()

    @property
    def numbers(self) -> tuple[int, ...]:
        """Return the chosen issues' numbers."""
        return tuple(self.manifests)


def choose(root: Path, words: Sequence[str]) -> tuple[Choice, Report]:
    """Return the issues below `root` that words like `2024`, `189` or `180-189` mean.

    Four figures from 1900 to 2099 are a year, unless an issue bears that number and no 年 follows.
    """
    report = Report()
    manifests = issue_manifests(root)
    existing = tuple(manifests)
    years: dict[int, list[int]] = {}
    numbers: set[int] = set()
    named: list[int] = []
    for word in words:
        year = year_of(word, existing)
        if year is None:
            numbers.update(_in_range(word, existing, report))
            continue
        years = years or by_year(root, manifests)
        named.append(year)
        numbers.update(years.get(year, ()))
        if year not in years:
            report.add(rules.NO_ISSUE_OF_YEAR, None, year=year, known=written(sorted(years)))
    names = manifest_names(root)
    chosen = {number: names[number] for number in sorted(numbers)}
    return Choice(chosen, tuple(sorted(named)) if len(named) == len(words) else ()), report


def manifest_names(root: Path) -> dict[int, str]:
    """Return the project-relative manifest of every issue below `root`, by ascending number."""
    found = issue_manifests(root)
    return {number: path.relative_to(root).as_posix() for number, path in found.items()}


def _folded(word: str) -> str:
    return "".join(unicodedata.normalize("NFKC", word).split())


def range_of(word: str) -> tuple[int, int] | None:
    """Return the first and the last number that a word like `180-189` or `第189期` names."""
    found = _RANGE.fullmatch(_folded(word))
    if found is None:
        return None
    first = int(found.group(1))
    last = int(found.group(2) or first)
    return min(first, last), max(first, last)


def year_of(word: str, existing: Collection[int]) -> int | None:
    """Return the year that a word names; a bare number is rather an issue that bears it."""
    found = _YEAR.fullmatch(_folded(word))
    if found is None or (not found.group(2) and int(found.group(1)) in existing):
        return None
    return int(found.group(1))


def _in_range(word: str, existing: Sequence[int], report: Report) -> Iterator[int]:
    ends = range_of(word)
    if ends is None:
        report.add(rules.CHOICE_UNREADABLE, None, words=word)
        return
    numbers = [number for number in existing if ends[0] <= number <= ends[1]]
    if not numbers:
        span = Span("issues")
        report.add(rules.NO_ISSUE_IN_RANGE, span, words=word, known=written(existing))
    yield from numbers


def by_year(root: Path, manifests: Mapping[int, Path]) -> dict[int, list[int]]:
    """Return the issues by the year of their date, read off the manifests' lines."""
    sources, found = Sources(root), dict[int, list[int]]()
    for number, manifest in manifests.items():
        line = _DATE.search(sources.read(manifest))
        if line is not None:
            found.setdefault(int(line.group(1)), []).append(number)
    return found


def written(numbers: Sequence[int], dash: str = "–") -> str:
    """Return numbers in ascending order as people write them: runs as 180–189."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = (f"{run[0]}{dash}{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return "、".join(words) or "—"
