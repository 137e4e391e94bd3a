"""The next issue from the last: what stands is copied, what is new is sampled."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from typeset.diagnostics import Report, Span
from typeset.issue.located import Node, compose
from typeset.issue.model import Issue, Picture, Text
from typeset.issue.reader import read_issue
from typeset.sources import Sources

_WEEK = datetime.timedelta(days=7)
_TOP_KEY = re.compile(r"""["']?([A-Za-z_]+)["']?\s*:(\s|$)""")
_SAMPLE = "articles/01-sample.md"
_SAMPLE_TEXT = """\
---
title: 文章标题写在这里//两条斜线表示可以换行的地方
source: 来源单位
# link: 有原文网址时，删掉行首的 # 并把这句话换成网址
---
正文从这里开始。段落之间空一行，段首不用空格。

## 小标题以两个 # 开头

**加粗的文字**两边各写两个星号。
"""
_COVER = ("cover:", "  headline: 封面标题写在这里//两条斜线表示可以换行的地方")


@dataclass(frozen=True, slots=True)
class NextIssue:
    """The files of the next issue, by their names within its folder."""

    number: int
    previous: int
    files: Mapping[str, bytes]


def plan_next_issue(
    sources: Sources,
    previous_manifest: str,
    number: int | None = None,
    date: datetime.date | None = None,
    layout: str | None = None,
) -> tuple[NextIssue | None, Report]:
    """Return the next issue, or None and why the previous one cannot be read.

    Without `number` it is the one after the previous issue; without `date` the interval to
    the issue before is kept, or a week; without `layout` it keeps its own. Nothing is written.
    Raises `OSError` if a file of the previous issue has vanished meanwhile.
    """
    previous, report = read_issue(sources, previous_manifest)
    if previous is None:
        return None, report
    text = sources.read(previous.manifest).decode("utf-8-sig").replace("\r\n", "\n")
    root = compose(text, previous.manifest, Report())
    if root is None:
        return None, report
    wanted = number or previous.number + 1
    values = dict(_moved_on(sources, previous, wanted, date))
    if layout is not None:
        values["layout"] = layout
    files = {
        "issue.yaml": _manifest(text, root, values, previous).encode(),
        _SAMPLE: _SAMPLE_TEXT.encode(),
        **{path: sources.read(f"{previous.folder}/{path}") for path in _standing(previous)},
    }
    return NextIssue(wanted, previous.number, files), Report()


def _moved_on(
    sources: Sources, previous: Issue, number: int, date: datetime.date | None
) -> Mapping[str, str]:
    """Return what the numbers and the date become."""
    steps = max(1, number - previous.number)
    day = date or previous.date + steps * _interval(sources, previous)
    values = {"number": str(number), "date": day.isoformat()}
    if previous.number_in_year is not None:
        same_year = day.year == previous.date.year
        values["number_in_year"] = str(previous.number_in_year + steps if same_year else 1)
    return values


def _interval(sources: Sources, previous: Issue) -> datetime.timedelta:
    """Return the time between the previous issue and the one before it, or a week."""
    folder = PurePosixPath(previous.folder).parent / str(previous.number - 1)
    manifest = (folder / "issue.yaml").as_posix()
    if not sources.is_file(manifest):
        return _WEEK
    before, _ = read_issue(sources, manifest)
    if before is None or before.date >= previous.date:
        return _WEEK
    return previous.date - before.date


def _standing(issue: Issue) -> Iterator[str]:
    """Yield the files, below the issue's folder, that the next issue needs as well."""
    pictures: list[Picture | None] = [issue.follow.image if issue.follow else None]
    names: list[str] = []
    for organisation in issue.organisations:
        names.append(organisation.body.file)
        pictures += [organisation.logo, *organisation.body.pictures]
    names += [picture.file for picture in pictures if picture is not None]
    for name in dict.fromkeys(names):
        if name.startswith(f"{issue.folder}/"):
            yield name.removeprefix(f"{issue.folder}/")


def _manifest(text: str, root: Node, values: Mapping[str, str], issue: Issue) -> str:
    """Return the manifest with new values, all other lines and remarks as they were."""
    lines = text.split("\n")
    for key, value in values.items():
        node = root.child(key)
        if node is not None:
            _replace(lines, node.span, value)
    result: list[str] = []
    for key, chunk in _chunks(lines):
        if key == "cover":
            result += [*_COVER, *_tail(chunk)]
        elif key == "sections":
            result += [*_sections(issue, lines), *_tail(chunk)]
        else:
            result += chunk
    return "\n".join(result).rstrip("\n") + "\n"


def _replace(lines: list[str], span: Span, value: str) -> None:
    """Put `value` in the place of a scalar that stands in one line."""
    if span.line is None or span.column is None or span.end_column is None:
        return
    line = lines[span.line - 1]
    lines[span.line - 1] = line[: span.column - 1] + value + line[span.end_column - 1 :]


def _chunks(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the lines of each top-level key; what stands before the first has the key ""."""
    key: str = ""
    chunk: list[str] = []
    for line in lines:
        found = _TOP_KEY.match(line)
        if found is not None:
            yield key, chunk
            key, chunk = found.group(1), []
        chunk.append(line)
    yield key, chunk


def _tail(chunk: list[str]) -> list[str]:
    """Return the blank lines and unindented remarks that end a chunk: they belong to the next."""
    at = len(chunk)
    while at > 1 and (not chunk[at - 1].strip() or chunk[at - 1].startswith("#")):
        at -= 1
    return chunk[at:]


def _sections(issue: Issue, lines: list[str]) -> list[str]:
    """Return the sections: the first with a sample, the others as remarks to be taken up."""
    result = ["sections:"]
    for at, section in enumerate(issue.sections):
        title = _written(section.title, lines)
        if at == 0:
            result += [f"  - title: {title}", "    articles:", f"      - {_SAMPLE}"]
            if len(issue.sections) > 1:
                result.append("  # 有稿件的栏目，请删掉行首的“# ”，再写上文章的文件名。")
        else:
            result += [f"  # - title: {title}", "  #   articles:", "  #     - articles/文件名.md"]
    return result


def _written(text: Text, lines: list[str]) -> str:
    """Return `text` with the quotes in which it was written, if any."""
    span = text.span
    if span.line is None or span.column is None or span.end_column is None:
        return text
    return lines[span.line - 1][span.column - 1 : span.end_column - 1]
