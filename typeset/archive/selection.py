"""Which issues an archivist means: all, a range, a year, or one by one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from typeset.diagnostics import Report, Span
from typeset.issue.finder import find_manifest, find_project_root, issue_manifests, latest_issue
from typeset.sources import Sources

_RANGE = re.compile(
    r"(?:第|总第)?\s*([0-9]{1,9})\s*期?\s*(?:-|–|—|~|至|到)\s*第?\s*([0-9]{1,9})\s*期?"
)
_YEAR = re.compile(r"((?:19|20)[0-9]{2})\s*(年?)")
# The date as an issue.yaml has it, without reading YAML: 400 manifests in no time.
_DATE = re.compile(rb"^date:\s*[\"']?([0-9]{4})\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Target:
    """An issue that was meant: its project and its manifest."""

    root: Path
    manifest: Path


def select(words: Iterable[str], here: Path) -> tuple[tuple[Target, ...], Report]:
    """Return the issues that `words` mean, each once, and what names none.

    `180-189` is a range of numbers; `2024` is issue 2024 if there is one, else the issues of
    that year; anything else is a number, a folder or a manifest. A path to an issue of another
    project opens that project.
    """
    report = Report()
    chosen: dict[Target, None] = {}
    for word in words:
        chosen |= dict.fromkeys(_meant(word, here, report))
    return tuple(chosen), report


def every_issue(here: Path) -> tuple[Target, ...]:
    """Return all issues of the project that `here` lies in, by number."""
    root = find_project_root(here)
    return tuple(Target(root, manifest) for manifest in issue_manifests(root).values())


def latest(here: Path) -> tuple[Target, ...]:
    """Return the issue with the highest number, if there is one."""
    root = find_project_root(here)
    manifest = latest_issue(root)
    return () if manifest is None else (Target(root, manifest),)


def _meant(word: str, here: Path, report: Report) -> tuple[Target, ...]:
    path = here / word
    exists = _exists(path)
    root = find_project_root(path if exists else here)
    folded = unicodedata.normalize("NFKC", word).strip()
    if not exists and (several := _RANGE.fullmatch(folded)):
        return _range(root, int(several[1]), int(several[2]), word, report)
    if not exists and (year := _YEAR.fullmatch(folded)):
        manifests = issue_manifests(root)
        if year[2] or int(year[1]) not in manifests:
            return _year(root, manifests, int(year[1]), word, report)
    manifest, found = find_manifest(root, word, here)
    report.extend(found)
    return () if manifest is None else (Target(root, manifest),)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _range(root: Path, first: int, last: int, word: str, report: Report) -> tuple[Target, ...]:
    manifests = issue_manifests(root)
    found = [
        path for number, path in manifests.items() if min(first, last) <= number <= max(first, last)
    ]
    return _told(root, found, word, manifests, report)


def _year(
    root: Path, manifests: dict[int, Path], year: int, word: str, report: Report
) -> tuple[Target, ...]:
    sources = Sources(root)
    dates = {path: _DATE.search(sources.read(path)) for path in manifests.values()}
    found = [path for path, date in dates.items() if date and int(date[1]) == year]
    return _told(root, found, word, manifests, report)


def _told(
    root: Path, found: list[Path], word: str, manifests: dict[int, Path], report: Report
) -> tuple[Target, ...]:
    if not found:
        from typeset.archive import rules_batch as rules

        report.add(rules.NONE_CHOSEN, Span(word), words=word, existing=_existing(manifests))
    return tuple(Target(root, path) for path in found)


def _existing(manifests: dict[int, Path]) -> str:
    numbers = list(manifests)
    if len(numbers) > 10:
        return f"{numbers[0]}–{numbers[-1]}"
    return "、".join(map(str, numbers)) or "—"
