"""Which issues an archivist means: all, a range, a year, or one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from typeset.archive.choice import by_year, range_of, written, year_of
from typeset.diagnostics import Report, Span
from typeset.issue.finder import find_manifest, find_project_root, issue_manifests, latest_issue


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
    if not exists and not word.strip().isdecimal() and (ends := range_of(word)):
        return _range(root, ends, word, report)
    if not exists and (year := year_of(word, manifests := issue_manifests(root))):
        chosen = by_year(root, manifests).get(year, ())
        return _told(root, [manifests[number] for number in chosen], word, manifests, report)
    manifest, found = find_manifest(root, word, here)
    report.extend(found)
    return () if manifest is None else (Target(root, manifest),)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _range(root: Path, ends: tuple[int, int], word: str, report: Report) -> tuple[Target, ...]:
    manifests = issue_manifests(root)
    found = [path for number, path in manifests.items() if ends[0] <= number <= ends[1]]
    return _told(root, found, word, manifests, report)


def _told(
    root: Path, found: list[Path], word: str, manifests: dict[int, Path], report: Report
) -> tuple[Target, ...]:
    if not found:
        from typeset.archive import rules_batch as rules

        report.add(rules.NONE_CHOSEN, Span(word), words=word, existing=written(list(manifests)))
    return tuple(Target(root, path) for path in found)
