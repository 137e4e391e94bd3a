"""Marks in the wrong place: beside brackets, after numbers of a list (GB/T 15834-2011)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from typeset.check.checks import Check, Example, Found, found_at, mended, warning
from typeset.check.copy.context import replaced
from typeset.diagnostics import Bilingual
from typeset.issue.prose import Passage

_BEFORE_CLOSER = re.compile(
    "(?<=[^（《“‘【〔「『\\s])[，、；：](?=[）》】〕」』〉])|(?<=[（《【〔〈])[，、；。](?=[^）》】〕〉])"
)
_START = re.compile("\\A\\s*[，、；。！？）》”’】〕」』](?=[\u4e00-\u9fff])")
_AFTER_BRACKET = re.compile("([^。！？；：”…\\s）])（([^（）。！？]{2,})。）([。，；、]?)")
_ORDINAL = re.compile(
    "(?P<a>(?:\\A|(?<=[。；：！？\n]))[（(](?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)])(?P<mark>[、，．.])"
)
_COMMA_AFTER = re.compile(
    "(?:\\A|(?<=[。；：！？，\n]))(?:首先|其次|再次|其一|其二|其三|最后)(?P<mark>、)(?=[\u4e00-\u9fff])"
    "(?!其次|其二|其三|再次|最后)"
)
_DOCUMENT = re.compile(
    "(?<=[发字函办通规令电文函党政组安])(?P<a>[\\[［【(（])(?P<year>(?:19|20)[0-9]{2})(?P<b>[\\]］】)）])"
    "(?P<gap>\\s*)(?=第?\\s?[0-9]{1,5}\\s?号)"
)


def find_misplaced(passage: Passage) -> Iterator[Found]:
    """Find a point before a closing bracket, after an opening one, or at a paragraph's start."""
    text = passage.text
    if not passage.is_chinese:
        return
    for match in _BEFORE_CLOSER.finditer(text):
        yield mended(passage, *match.span(), "")
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
)


def find_stops_in_brackets(passage: Passage) -> Iterator[Found]:
    """Find a full stop that belongs after the bracket."""
    for match in _AFTER_BRACKET.finditer(passage.text):
        stop = match.end(2)
        after = match[3]
        ends = not passage.text[match.end() :].strip()
        if not after and not ends:
            continue
        new = "）" + (after or "。")
        yield replaced(passage, stop, stop + 1, new, (stop, stop + 2 + len(after)))


STOP_IN_BRACKETS = Check(
    rule=warning(
        "T022",
        ("句号放在了括号里。", "The full stop stands inside the bracket."),
        ("请放到括号后面：{new}", "Put it behind: {new}"),
    ),
    title=Bilingual("句内括号里的句号", "A full stop inside a bracket"),
    why=Bilingual(
        "句内括号是句子的一部分，里面末尾不用句号，句号在括号后（GB/T 15834—2011 §4.9.3）。",
        "A bracket within a sentence is part of it; the sentence ends behind "
        "(GB/T 15834-2011 §4.9.3).",
    ),
    examples=(
        Example("请参照第1.3节（见第26页。）", "请参照第1.3节（见第26页）。"),
        Example("请参照附件（见第26页。）。", "请参照附件（见第26页）。"),
    ),
    find=find_stops_in_brackets,
    mends=True,
)


def find_ordinals(passage: Passage) -> Iterator[Found]:
    """Find a point after a number in brackets, or a wrong one after 首先 and the like."""
    text = passage.text
    for match in _ORDINAL.finditer(text):
        yield mended(passage, match.start("mark"), match.end("mark"), "", number=match["a"])
    for match in _COMMA_AFTER.finditer(text):
        number = text[match.start() : match.start("mark")]
        yield mended(passage, match.start("mark"), match.end("mark"), "，", number=number)


ORDINALS = Check(
    rule=warning(
        "T023",
        ("“{number}”后面不用“{text}”。", "No “{text}” follows “{number}”."),
        (
            "带括号的序次语后面不加点号；“首先”“其一”后面用逗号。",
            "Nothing follows a number in brackets; a comma follows 首先 or 其一.",
        ),
    ),
    title=Bilingual("序次语后的点号", "Points after the numbers of a list"),
    why=Bilingual(
        "“一”后用顿号，“1”后用下脚点，“（一）”后什么也不用，“首先”“其一”后用逗号"
        "（GB/T 15834—2011 附录 B.3）。",
        "、 follows 一, a dot follows 1, nothing follows （一）, a comma follows 首先 "
        "(GB/T 15834-2011 annex B.3).",
    ),
    examples=(
        Example("（一）、总体要求", "（一）总体要求"),
        Example("首先、要统一认识。", "首先，要统一认识。"),
    ),
    find=find_ordinals,
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
    mends=True,
)

CHECKS = (MISPLACED, STOP_IN_BRACKETS, ORDINALS, DOCUMENT_NUMBERS)
