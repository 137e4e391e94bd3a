"""What the issues before say of themselves, read no further than it is needed."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from typeset.check.links.addresses import link_line
from typeset.check.subjects import Copy, EarlierIssue
from typeset.diagnostics import Span
from typeset.issue.prose import Prose
from typeset.issue.prose_reader import read_script

MOST_ISSUES = 150  # three years of a weekly
_DATE = re.compile(r"^date[ \t]*:[ \t]*[\"']?(\d{4})-(\d\d)-(\d\d)", re.MULTILINE)
_IN_YEAR = re.compile(r"^number_in_year[ \t]*:[ \t]*[\"']?(\d{1,4})\b", re.MULTILINE)
_SECTIONS = re.compile(r"^sections[ \t]*:.*?(?=^[A-Za-z_]|\Z)", re.MULTILINE | re.DOTALL)
_TITLE = re.compile(r"^[ \t]*(?:-[ \t]+)?title[ \t]*:[ \t]*(.+?)[ \t]*(?:[ \t]#.*)?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Record:
    """The number, date and sections of an issue before."""

    folder: str
    number: int
    date: datetime.date | None
    number_in_year: int | None
    sections: tuple[str, ...]


def records(copy: Copy, most: int) -> tuple[Record, ...]:
    """Return what the last `most` issues before say of themselves, the latest first."""
    return tuple(_record(issue) for issue in copy.earlier[:most])


def _record(issue: EarlierIssue) -> Record:
    text = issue.manifest_text
    found, in_year = _DATE.search(text), _IN_YEAR.search(text)
    try:
        date = datetime.date(*map(int, found.groups())) if found else None
    except ValueError:
        date = None
    listed = _SECTIONS.search(text)
    titles = _TITLE.findall(listed.group()) if listed else []
    return Record(
        issue.folder,
        issue.number,
        date,
        int(in_year.group(1)) if in_year else None,
        tuple(title.strip("\"'") for title in titles),
    )


def earlier_links(copy: Copy) -> dict[str, str]:
    """Return for each article file of the issues before its `link:`, the latest first."""
    links = {}
    for issue in copy.earlier[:MOST_ISSUES]:
        for file in issue.article_files:
            script = read_script(copy.sources, file)
            end = -1 if script is None else script.text.find("\n---", 3)
            found = link_line(script.text[:end]) if script is not None and end > 0 else None
            if found is not None:
                links[file] = found[0]
    return links


def key_span(manifest: Prose | None, key: str, folder: str) -> Span:
    """Return the place of a top-level key's value in the manifest."""
    if manifest is None:
        return Span(f"{folder}/issue.yaml", 1, 1)
    pattern = re.compile(rf"^{key}[ \t]*:[ \t]*(?P<value>[^\s#][^#\n]*?)?[ \t]*(?:#.*)?$", re.M)
    match = pattern.search(manifest.script.text)
    if match is None:
        return Span(manifest.file, 1, 1)
    start, end = match.span("value") if match["value"] else match.span()
    return manifest.script.span(start, end)
