"""The slips in a block of YAML lines as a whole: fences around it, a text without its indent."""

from __future__ import annotations

import re

from typeset.diagnostics import Report, Span
from typeset.issue import rules_yaml as rules
from typeset.issue.mending import Repaired

_FENCE = re.compile(r"\s*(```|~~~)[\w-]*\s*")

_ROOT_KEY = re.compile(r"[a-z][a-z_]*:")


def has_children(repaired: Repaired, index: int) -> bool:
    """Tell whether a list or a deeper level follows the 0-based line `index`."""
    line = repaired.lines[index]
    width = len(line) - len(line.lstrip())
    follower = next((line for line in repaired.lines[index + 1 :] if line.strip()), "")
    deeper = len(follower) - len(follower.lstrip()) > width
    return deeper or follower.strip().startswith("-")


def has_margin(repaired: Repaired, index: int) -> bool:
    """Tell whether keys that follow the 0-based line `index` stand at the margin."""
    return any(_ROOT_KEY.match(line) for line in repaired.lines[index + 1 :])


def drop_fences(repaired: Repaired, report: Report) -> None:
    """Leave out the fences with which chat programs and Markdown wrap code."""
    written = [at for at, line in enumerate(repaired.lines) if line.strip()]
    opening = _FENCE.fullmatch(repaired.lines[written[0]]) if written else None
    if opening is None:
        return
    report.add(rules.FENCED, Span("", written[0] + 1, 1), mark=opening.group(1))
    for at in (written[0], written[-1]):
        if _FENCE.fullmatch(repaired.lines[at]):
            repaired.lines[at] = ""


def indent_block(
    repaired: Repaired, start: int, outer: int, key: re.Pattern[str], report: Report
) -> None:
    """Indent the text below the `|` of line `start` that was written at column `outer`."""
    first = None
    for at in range(start + 1, len(repaired.lines)):
        line = repaired.lines[at]
        width = len(line) - len(line.lstrip(" "))
        if not line.strip():
            continue
        if width > outer or line.lstrip()[0] in "#-" or key.match(line, width):
            break
        first = at if first is None else first
        repaired.edit(at, 0, width, " " * (outer + 2))
    if first is not None:
        report.add(rules.BLOCK_INDENT, Span("", first + 1, outer + 1))
