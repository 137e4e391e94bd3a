"""Marks in the wrong place: beside brackets, after numbers of a list (GB/T 15834-2011)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from typeset.check.checks import Check, Example, Found, found_at, mended, warning
from typeset.check.copy.context import replaced
from typeset.diagnostics import Bilingual
from typeset.issue.prose import Passage

_EDGE = re.compile("[，、；：][）》】〕」』〉]|[（《【〔〈][，、；。]")
_EMPTY = "（《“‘【〔「『 "  # before a mark in brackets that is all they hold
_START = re.compile("\\A\\s*[，、；。！？）》”’】〕」』](?=[\u4e00-\u9fff])")
_AFTER_BRACKET = re.compile("[^。！？；：”…\\s）]（[^（）。！？]{2,}(。）)([。，；、])")
_DOCUMENT = re.compile(
    "(?<=[发字函办通规令电文函党政组安])(?P<a>[\\[［【(（])(?P<year>(?:19|20)[0-9]{2})(?P<b>[\\]］】)）])"
    "(?P<gap>\\s*)(?=第?\\s?[0-9]{1,5}\\s?号)"
)


def find_misplaced(passage: Passage) -> Iterator[Found]:
    """Find a point before a closing bracket, after an opening one, or at a paragraph's start."""
    text = passage.text
    if not passage.is_chinese:
        return
    for match in _EDGE.finditer(text):
        at = match.start() + (match.group()[0] in _EMPTY)
        near = text[at + 1 : at + 2] if at > match.start() else text[match.start() - 1 : at]
        if near and near not in _EMPTY + "）》】〕〉":
            yield mended(passage, at, at + 1, "")
    start = _START.match(text)
    if start is not None and not passage.key:
        yield found_at(passage, start.end() - 1, start.end())


MISPLACED = Check(
    rule=warning(
        "T021",
        ("“{text}”不应当在这里。", "There is no place for “{text}” here."),
        ("请删掉它，或移到括号、书名号的外面。", "Delete it, or move it out of the brackets."),
    ),
    title=Bilingual("紧挨括号里侧的点号", "Points inside the edge of brackets"),
    why=Bilingual(
        "逗号、顿号、分号、冒号后面还有话；紧接后括号、后书名号就没有话了，段首也不能是点号"
        "（GB/T 15834—2011 §5.1.1）。",
        "After a comma or colon more words follow, none before a closing bracket; no paragraph "
        "starts with a point (GB/T 15834-2011 §5.1.1).",
    ),
    examples=(
        Example("各县（市、区、）要落实。", "各县（市、区）要落实。"),
        Example("发布《，管理办法》。", "发布《管理办法》。"),
        Example("，统筹推进整合。", "统筹推进整合。"),
    ),
    find=find_misplaced,
    marks=frozenset("，、；：。！？）》”’】〕」』"),
)


def find_stops_in_brackets(passage: Passage) -> Iterator[Found]:
    """Find a full stop within a bracket after which the sentence goes on or ends."""
    for match in _AFTER_BRACKET.finditer(passage.text):
        at = match.start(1)
        yield replaced(passage, at, at + 1, "）" + match[2], (at, match.end()))


STOP_IN_BRACKETS = Check(
    rule=warning(
        "T022",
        ("句号放在了括号里。", "The full stop stands inside the bracket."),
        ("句号只写在括号后面：{new}", "It belongs behind only: {new}"),
    ),
    title=Bilingual("句内括号里的句号", "A full stop inside a bracket"),
    why=Bilingual(
        "句内括号是句子的一部分，里面末尾不用句号，句号在括号后（GB/T 15834—2011 §4.9.3）。",
        "A bracket within a sentence is part of it; the sentence ends behind "
        "(GB/T 15834-2011 §4.9.3).",
    ),
    examples=(Example("请参照附件（见第26页。）。", "请参照附件（见第26页）。"),),
    find=find_stops_in_brackets,
    marks=frozenset("）"),
    mends=True,
)


def find_document_numbers(passage: Passage) -> Iterator[Found]:
    """Find the year of an official document's number in other brackets than 〔〕."""
    for match in _DOCUMENT.finditer(passage.text):
        yield mended(passage, match.start(), match.end("gap"), f"〔{match['year']}〕")


DOCUMENT_NUMBERS = Check(
    rule=warning(
        "T024",
        ("发文字号的年份写成了“{text}”。", "A document number has its year as “{text}”."),
        ("请用六角括号：{new}", "Use tortoise-shell brackets: {new}"),
    ),
    title=Bilingual("发文字号的括号", "Brackets in the numbers of documents"),
    why=Bilingual(
        "发文字号的年份用六角括号“〔〕”括入，后面不空格（GB/T 9704—2012 §7.2.5）。",
        "The year in an official document's number stands in 〔〕, without a space behind "
        "(GB/T 9704-2012 §7.2.5).",
    ),
    examples=(Example("（并政办发[2024] 2号）", "（并政办发〔2024〕2号）"),),
    find=find_document_numbers,
    marks=frozenset("[［【(（"),
    mends=True,
)

CHECKS = (MISPLACED, STOP_IN_BRACKETS, DOCUMENT_NUMBERS)
