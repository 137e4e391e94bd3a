"""What can be wrong with the blocks of a body, and the line number that each block carries."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from markdown_it.token import Token

from typeset.diagnostics import Report
from typeset.issue import rules_article as rules
from typeset.issue.directives import is_directive
from typeset.issue.places import Page
from typeset.issue.remedies import remedy
from typeset.issue.rules_writing import OPEN_CODE
from typeset.issue.tables import check_lines, check_rows

_LOCATED = frozenset(
    (
        *("paragraph_open", "heading_open", "list_item_open", "table_open"),
        *("blockquote_open", "fence", "bullet_list_open", "ordered_list_open"),
    )
)
_DEEPEST_HEADING = 4
_HEADING_MARKS = re.compile(r"(#{1,6}|＃{1,6})\s*(?=[^\s#＃])")
_WIDE_MARGIN = re.compile(r"[\s>*+\-]*(\u3000+)")
_LONGEST_QUOTE = 30

_Check = Callable[[list[Token], int, Page, Report], None]


def check_blocks(tokens: list[Token], page: Page, report: Report) -> list[Token]:
    """Return the blocks that are printed, each with its `data-line`; report the others."""
    for at, token in enumerate(tokens):
        if token.type in _LOCATED:
            token.attrSet("data-line", str(page.number(token)))
        check = _CHECKS.get(token.type)
        if check is not None:
            check(tokens, at, page, report)
    _check_margins(tokens, page, report)
    return [token for token in tokens if token.type not in ("html_block", "hr")]


def shorten(text: str) -> str:
    """Return the first line of `text`, cut to what fits a message."""
    line = text.strip().split("\n", 1)[0]
    return line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1] + "…"


def _check_heading(tokens: list[Token], at: int, page: Page, report: Report) -> None:
    token, text = tokens[at], tokens[at + 1].content
    level = int(token.tag[1:])
    span = page.block(token)
    if level == 1:
        report.add(rules.TITLE_IN_BODY, span, text=shorten(text))
    elif level > _DEEPEST_HEADING:
        report.add(rules.TOO_DEEP_HEADING, span, level=level)
    elif not text.strip():
        report.add(rules.EMPTY_HEADING, span)


def _check_html(tokens: list[Token], at: int, page: Page, report: Report) -> None:
    token = tokens[at]
    if is_directive(token.content):
        return
    closing = re.match(r"\s*</([A-Za-z][A-Za-z0-9]*)", token.content)
    opening = f"<{closing.group(1).lower()}" if closing else "\0"
    if any(each.content.lower().lstrip().startswith(opening) for each in _html_before(tokens, at)):
        return
    zh, en = remedy(token.content)
    report.add(
        rules.RAW_HTML,
        page.block(token),
        text=shorten(token.content),
        remedy_zh=zh,
        remedy_en=en,
    )


def _html_before(tokens: list[Token], at: int) -> list[Token]:
    return [token for token in tokens[:at] if token.type == "html_block"]


def _check_fence(tokens: list[Token], at: int, page: Page, report: Report) -> None:
    token = tokens[at]
    first, end = token.map or [0, 0]
    last = page.lines[end - 1].strip(" >") if end - 1 > first else ""
    if not last.startswith(token.markup) or last.strip(token.markup[0]):
        span = page.span(first, token.markup)
        report.add(OPEN_CODE, span, mark=token.markup)


def _check_rule(tokens: list[Token], at: int, page: Page, report: Report) -> None:
    span = page.block(tokens[at])
    text = page.lines[(span.line or 1) - page.first_line].strip()
    report.add(rules.RULED_LINE, span, text=text)


def _check_code(tokens: list[Token], at: int, page: Page, report: Report) -> None:
    report.add(rules.INDENTED_CODE, page.block(tokens[at]))


def _check_paragraph(tokens: list[Token], at: int, page: Page, report: Report) -> None:
    inline = tokens[at + 1]
    check_lines(inline, page, report)
    first = inline.map[0] if inline.map else 0
    for offset, line in enumerate(inline.content.split("\n")):
        marks = _HEADING_MARKS.match(line)
        if marks is None or (marks.group(1) == "#" and "#" in line[1:]):
            continue  # `#话题#` is a hashtag
        narrow = marks.group(1).replace("＃", "#")
        suggestion = f"{'##' if narrow == '#' else narrow} {shorten(line[marks.end() :])}"
        span = page.span(first + offset, marks.group(1))
        report.add(rules.GLUED_HEADING, span, marks=marks.group(1), suggestion=suggestion)


_CHECKS: Mapping[str, _Check] = {
    "heading_open": _check_heading,
    "html_block": _check_html,
    "hr": _check_rule,
    "code_block": _check_code,
    "fence": _check_fence,
    "paragraph_open": _check_paragraph,
    "table_open": check_rows,
}


def _check_margins(tokens: list[Token], page: Page, report: Report) -> None:
    """Report full-width spaces at the start of paragraphs, and within them."""
    starts = []
    for token in tokens:
        if token.type != "inline" or token.map is None:
            continue
        for line in range(token.map[0], min(token.map[1], len(page.lines))):
            margin = _WIDE_MARGIN.match(page.lines[line])
            if margin is None:
                continue
            span = page.span(line, margin.group(1))
            if line == token.map[0]:
                starts.append(span)
            else:
                report.add(rules.JOINED_PARAGRAPH, span)
    if starts:
        report.add(rules.WIDE_INDENT, starts[0], count=len(starts))
