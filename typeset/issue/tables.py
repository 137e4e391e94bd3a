"""Lines that were meant as a table, a list or a heading and have become a paragraph."""

from __future__ import annotations

import re

from markdown_it.token import Token

from typeset.diagnostics import Report
from typeset.issue import rules_article as rules
from typeset.issue.places import Page

_BAR = re.compile(r"(?<!\\)\|")
_ROW = re.compile(r"[|｜].*[|｜]\s*")
# 1、 1. （一） 一、 ① and the like at the start of a line.
_NUMBERED = re.compile(
    r"[（(]?([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})([、．)）]|\.(?![0-9]))|[①-⑳]"
)
_BULLET = re.compile(r"([-*+•·])(?=[\u3400-\u9fff“《])")
_LONGEST_QUOTE = 20


def check_lines(inline: Token, page: Page, report: Report) -> None:
    """Report the lines of a paragraph that were meant as rows or items."""
    lines = inline.content.split("\n")
    first = inline.map[0] if inline.map else 0
    if _ROW.fullmatch(lines[0]):
        cells = len(re.split("[|｜]", lines[0].strip("|｜ ")))
        report.add(rules.BROKEN_TABLE, page.span(first), suggestion="|" + " --- |" * cells)
        return
    for offset, line in enumerate(lines):
        bullet, number = _BULLET.match(line), _NUMBERED.match(line)
        if bullet is not None and bullet.group(1) not in line[1:]:
            text = f"- {line[1:].strip()[:_LONGEST_QUOTE]}"
            span = page.span(first + offset, bullet.group(1))
            report.add(rules.GLUED_BULLET, span, mark=bullet.group(1), suggestion=text)
        elif number is not None and offset > 0:
            span = page.span(first + offset, number.group())
            report.add(rules.JOINED_LINE, span, text=number.group())


def check_rows(tokens: list[Token], at: int, page: Page, report: Report) -> None:
    """Report the rows of the table at `at` that have more cells than its head."""
    table = tokens[at]
    if table.map is None:
        return
    rows = [page.lines[line].strip() for line in range(*table.map)]
    counts = [len(_BAR.split(row.removeprefix("|").removesuffix("|"))) for row in rows]
    for offset, count in enumerate(counts):
        if count > counts[0] and rows[offset]:
            span = page.span(table.map[0] + offset)
            report.add(rules.LONG_ROW, span, count=count, wanted=counts[0])
