"""Paragraphs and tables that a page's end cuts badly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from typeset.check.checks import Check, Example, Found, Kind, note, warning
from typeset.check.sheets.page_set import PageSet
from typeset.diagnostics import Bilingual
from typeset.issue.prose import HAN

if TYPE_CHECKING:
    from typeset.press.page_facts import RowFacts

_PARAGRAPH = re.compile(r"p|li|blockquote|dd")
_MARKS = re.compile(r"[\s，。、；：？！…—“”‘’（）《》〈〉【】.,;:?!()\"']")
_LEAST_LINES = 3  # a shorter paragraph has no line to spare


def find_lone_lines(pages: PageSet) -> Iterator[Found]:
    """Find the first or last line of a paragraph alone on a page or at the foot of a column."""
    for pieces in pages.pieces.values():
        total = sum(len(piece.lines) for _, piece in pieces)
        tag, box = pieces[0][1].tag, pieces[0][1].box
        if len(pieces) < 2 or total < _LEAST_LINES or box or not _PARAGRAPH.fullmatch(tag):
            continue
        ends = ((pieces[0], "段首", "first"), (pieces[-1], "段末", "last"))
        for (index, piece), zh, en in ends:
            if len(piece.lines) == 1:
                args = {"page": pages.labels[index], "which_zh": zh, "which_en": en}
                yield Found(pages.span(piece.place), {**args, "text": piece.lines[0][:30]})


def find_lone_characters(pages: PageSet) -> Iterator[Found]:
    """Find paragraphs whose last line holds one character."""
    for pieces in pages.pieces.values():
        index, last = pieces[-1]
        total = sum(len(piece.lines) for _, piece in pieces)
        if total < 2 or last.box == "table" or not _PARAGRAPH.fullmatch(last.tag):
            continue
        left = _MARKS.sub("", last.lines[-1])
        if len(left) == 1 and HAN.match(left):
            before = (last.lines[-2] if len(last.lines) > 1 else "")[-6:]
            args = {"page": pages.labels[index], "text": before + last.lines[-1]}
            yield Found(pages.span(last.place), args)


def find_lone_rows(pages: PageSet) -> Iterator[Found]:
    """Find tables of which one row alone stands on a page."""
    rows: dict[int, dict[int, list[RowFacts]]] = {}
    for index, page in enumerate(pages.pages):
        for row in page.rows:
            if not row.is_head:
                rows.setdefault(row.table, {}).setdefault(index, []).append(row)
    for by_page in rows.values():
        if len(by_page) < 2:
            continue
        for index, found in by_page.items():
            if len(found) == 1:
                yield Found(pages.span(found[0].place), {"page": pages.labels[index]})


LONE_LINES = Check(
    rule=warning(
        "G007",
        (
            "第 {page} 页留下孤零零的一行（{which_zh}）：{text}",
            "Page {page} has the {which_en} line of a paragraph alone: {text}",
        ),
        ("在这一段增删一两行。", "Add or cut a line of the paragraph."),
    ),
    title=Bilingual("孤行", "Widows and orphans"),
    why=Bilingual(
        "一段的首行或末行单独落在一页，读起来断了气（CLREQ §3.1.4）。",
        "A first or last line alone on a page breaks the reading.",
    ),
    examples=(Example("页首只有上一段的末行", "带过来两行", Kind.SHOWN),),
    find=find_lone_lines,
)
LONE_CHARACTERS = Check(
    rule=note(
        "G008",
        (
            "第 {page} 页有一段末行只有一个字：…{text}",
            "A paragraph on page {page} ends in a line of one character: …{text}",
        ),
        ("在这一段增删一两个字。", "Add or take out a word of the paragraph."),
    ),
    title=Bilingual("单字成行", "A line of one character"),
    why=Bilingual(
        "末行只有一个字和标点，叫“单字不成行”，排版时应当避免。",
        "Chinese typesetting avoids a last line of one character and its mark.",
    ),
    examples=(Example("……的意义。→ 末行“义。”", "改短一个字，收回一行", Kind.SHOWN),),
    find=find_lone_characters,
)
LONE_ROWS = Check(
    rule=warning(
        "G009",
        (
            "表格跨页，第 {page} 页上只有一行。",
            "A table is split, with one row of it on page {page}.",
        ),
        (
            "在表格前面增删几行，或删去表格的一行。",
            "Add or cut some lines before the table, or drop a row.",
        ),
    ),
    title=Bilingual("表格拆得只剩一行", "A row alone"),
    why=Bilingual(
        "一行数据离开了表头和别的行，读不出意思。",
        "One row away from the others says little.",
    ),
    examples=(Example("十行的表，末行到了下一页", "表格整体移到下一页", Kind.SHOWN),),
    find=find_lone_rows,
)

CHECKS = (LONE_LINES, LONE_CHARACTERS, LONE_ROWS)
