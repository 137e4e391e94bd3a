"""An article's file in two: the front matter between `---` and `---`, and the body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from typeset.diagnostics import Report, Span
from typeset.issue import rules_article as rules
from typeset.issue.rules_writing import EXTRA_FRONT_MATTER, WRAPPED

# Hyphens in any width, and what an input method or a word processor makes of them.
_FENCE = re.compile(r"\s*([-－—–―_]{2,}|\+{3})\s*")
_CODE = re.compile(r"\s*(```|~~~)[\w-]*\s*")
_META_LINE = re.compile(r"\s+\S|[#-]|[A-Za-z_\u3400-\u9fff“”\"']{1,20}\s*[:：]")
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
    is_wrapped = _unwrap(lines, file, report)
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    if not _FENCE.fullmatch(lines[first]):
        return _without_opening(lines, first, file, report)
    if first > 0 and not is_wrapped:
        report.add(rules.FRONT_MATTER_LATE, Span(file, 1, 1))
    last = _find_fence(lines, first + 1)
    _check_fences(lines, [first] if last is None else [first, last], file, report)
    if last is not None:
        return _parts(lines, first + 1, last, file, report)
    report.add(rules.FRONT_MATTER_OPEN, Span(file, first + 1, 1))
    rest = range(first + 1, len(lines))
    last = next((at for at in rest if not _META_LINE.match(lines[at])), len(lines))
    return Parts("\n".join(lines[first + 1 : last]), first + 2, "\n".join(lines[last:]), last + 1)


def drop_extra(lines: list[str], first_line: int, file: str, report: Report) -> list[str]:
    """Report front matter at the top of a text that has none, and make its lines blank."""
    first = next((at for at, line in enumerate(lines) if line.strip()), None)
    last = None if first is None else _find_fence(lines, first + 1)
    if first is None or last is None or not _FENCE.fullmatch(lines[first]):
        return lines
    meta = lines[first + 1 : last]
    if not all(_META_LINE.match(line) or not line.strip() for line in meta):
        return lines
    report.add(EXTRA_FRONT_MATTER, Span(file, first_line + first, 1))
    return [""] * (last + 1) + lines[last + 1 :]


def _unwrap(lines: list[str], file: str, report: Report) -> bool:
    """Make the fences of code blank in which a whole article was pasted; tell whether."""
    written = [at for at, line in enumerate(lines) if line.strip()]
    opening = _CODE.fullmatch(lines[written[0]]) if len(written) > 1 else None
    if opening is None or not _FENCE.fullmatch(lines[written[1]]):
        return False
    report.add(WRAPPED, Span(file, written[0] + 1, 1), mark=opening.group(1))
    for at in (written[0], written[-1]):
        if _CODE.fullmatch(lines[at]):
            lines[at] = ""
    return True


def _without_opening(lines: list[str], first: int, file: str, report: Report) -> Parts:
    """Report the missing fence once, but read what was evidently meant as front matter."""
    report.add(rules.NO_FRONT_MATTER, Span(file, first + 1, 1))
    last = _find_fence(lines, first + 1)
    if last is not None and _KEY_LINE.match(lines[first]):
        return _parts(lines, first, last, file, report)
    # The heading above such a text is the title in the wrong place: one mistake, not two.
    start = first + 1 if lines[first].startswith("# ") else 0
    return Parts(None, 1, "\n".join(lines[start:]), start + 1)


def _parts(lines: list[str], start: int, fence: int, file: str, report: Report) -> Parts:
    meta, body = lines[start:fence], drop_extra(lines[fence + 1 :], fence + 2, file, report)
    return Parts("\n".join(meta), start + 1, "\n".join(body), fence + 2)


def _find_fence(lines: list[str], start: int) -> int | None:
    found = (at for at in range(start, len(lines)) if _FENCE.fullmatch(lines[at]))
    return next(found, None)


def _check_fences(lines: list[str], places: list[int], file: str, report: Report) -> None:
    wrong = [at for at in places if lines[at].rstrip() != "---"]
    if wrong:
        text = lines[wrong[0]].rstrip().replace(" ", "␣")
        report.add(rules.FENCE_SHAPE, Span(file, wrong[0] + 1, 1), text=text, count=len(wrong))
