"""An article's file in two: the front matter between `---` and `---`, and the body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from typeset.diagnostics import Report, Span
from typeset.issue import rules_article as rules

# Hyphens in any width, and what an input method or a word processor makes of them.
_FENCE = re.compile(r"\s*[-－—–―_]{2,}\s*")
_KEY_LINE = re.compile(r"\s*(title|source|link|lead|标题|来源|链接)\s*[:：]")


@dataclass(frozen=True, slots=True)
class Parts:
    """Front matter and body with the 1-based lines in which they start."""

    meta: str | None
    meta_line: int
    body: str
    body_line: int


def split(text: str, file: str, report: Report) -> Parts:
    """Return the two parts of `text`; `meta` is None where there is no front matter."""
    lines = text.split("\n")
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    if not _FENCE.fullmatch(lines[first]):
        return _without_opening(lines, first, file, report)
    if first > 0:
        report.add(rules.FRONT_MATTER_LATE, Span(file, 1, 1))
    _check_fence(lines, first, file, report)
    last = _find_fence(lines, first + 1)
    if last is None:
        report.add(rules.FRONT_MATTER_OPEN, Span(file, first + 1, 1))
        last = next((at for at in range(first, len(lines)) if not lines[at].strip()), len(lines))
    else:
        _check_fence(lines, last, file, report)
    return _parts(lines, first + 1, last)


def _without_opening(lines: list[str], first: int, file: str, report: Report) -> Parts:
    """Report the missing fence once, but read what was evidently meant as front matter."""
    report.add(rules.NO_FRONT_MATTER, Span(file, first + 1, 1))
    last = _find_fence(lines, first + 1)
    if last is not None and _KEY_LINE.match(lines[first]):
        return _parts(lines, first, last)
    # The heading above such a text is the title in the wrong place: one mistake, not two.
    start = first + 1 if lines[first].startswith("# ") else 0
    return Parts(None, 1, "\n".join(lines[start:]), start + 1)


def _parts(lines: list[str], start: int, fence: int) -> Parts:
    meta, body = lines[start:fence], lines[fence + 1 :]
    return Parts("\n".join(meta), start + 1, "\n".join(body), fence + 2)


def _find_fence(lines: list[str], start: int) -> int | None:
    found = (at for at in range(start, len(lines)) if _FENCE.fullmatch(lines[at]))
    return next(found, None)


def _check_fence(lines: list[str], at: int, file: str, report: Report) -> None:
    if lines[at].rstrip() != "---":
        report.add(rules.FENCE_SHAPE, Span(file, at + 1, 1), text=lines[at].strip())
