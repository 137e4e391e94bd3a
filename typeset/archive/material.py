"""What `diff` compares: a PDF's bytes, from a file, from an issue, from an issue of old."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from typeset.archive import rules_lock as rules
from typeset.archive.file_comparison import Side
from typeset.archive.jobs import Progress
from typeset.archive.locking import make
from typeset.archive.revision import checked_out
from typeset.check.preflight import preflight_file
from typeset.diagnostics import Report, Span
from typeset.issue.finder import find_manifest, find_project_root, latest_issue
from typeset.press.facts import UnreadablePdfError
from typeset.sources import Sources

PDF = ".pdf"


@dataclass(frozen=True, slots=True)
class Material:
    """A PDF by the name that the user gave it, read; or none, and what is wrong.

    `sources` is the door through which diagnostics find the lines they are about. `is_there`
    tells an issue that cannot be made from a name that means nothing.
    """

    name: str
    side: Side | None
    report: Report
    sources: Sources
    is_there: bool = False


@contextmanager
def material(words: str, here: Path, profile: str, progress: Progress) -> Iterator[Material]:
    """Yield what `words` mean: a PDF file, an issue, or `ISSUE@REVISION`.

    An issue is built by this typeset; at a revision, with the layouts and fonts of that
    revision. What was unpacked for it is there as long as the context.
    """
    path = here / words
    if path.suffix.lower() == PDF and path.is_file():
        yield _file(words, path.resolve())
        return
    issue, at, revision = words.rpartition("@")
    if not at or path.exists():
        yield _issue(words, here, profile, progress)
        return
    root = find_project_root(here)
    if not revision:
        report = Report()
        report.add(rules.EMPTY_REVISION, None, words=words)
        yield Material(words, None, report, Sources(root))
        return
    issue = _from_root(issue, here, root) if issue else _latest(root)
    with checked_out(root, revision, issue) as (manifest, report):
        if manifest is None:
            yield Material(words, None, report, Sources(root))
        else:
            project = find_project_root(manifest)
            yield _made(words, Sources(project, manifest.parent), manifest, profile, progress)


def _from_root(issue: str, here: Path, root: Path) -> str:
    """Return a path to an issue as seen from the project; anything else as it was."""
    place = (here / issue).resolve()
    if not issue.isdecimal() and place.is_relative_to(root):
        return place.relative_to(root).as_posix()
    return issue


def _latest(root: Path) -> str:
    manifest = latest_issue(root)
    return manifest.parent.name if manifest else ""


def _file(words: str, path: Path) -> Material:
    sources = Sources(path.parent)
    data = sources.read(path.name)
    try:
        return Material(words, Side.of(data), Report(), sources)
    except UnreadablePdfError:
        return Material(words, None, preflight_file(data, None, Span(path.name))[1], sources)


def _issue(words: str, here: Path, profile: str, progress: Progress) -> Material:
    root = find_project_root(here / words if (here / words).exists() else here)
    manifest, report = find_manifest(root, words, here)
    if manifest is None:
        return Material(words, None, report, Sources(root))
    return _made(words, Sources(root, manifest.parent), manifest, profile, progress)


def _made(
    words: str, sources: Sources, manifest: Path, profile: str, progress: Progress
) -> Material:
    product = make(sources, sources.name(manifest), (profile,), progress)
    pdf = product.pdfs.get(profile)
    return Material(words, Side.of(pdf) if pdf else None, product.report, sources, is_there=True)
