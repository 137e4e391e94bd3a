"""Straight quotes and quotes of other languages in Chinese (GB/T 15834-2011 §4.8)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from typeset.check.checks import Check, Example, Found, warning
from typeset.check.copy.context import (
    after,
    before,
    is_chinese,
    is_foreign,
    is_han,
    is_latin,
    widest,
)
from typeset.diagnostics import Bilingual
from typeset.issue.prose import OBJECT, Passage

_STRAIGHT = re.compile('["＂〝〞〟„‟]')
_SINGLE = re.compile(r"(?<![A-Za-z0-9])['＇]([^'＇\n]*[\u4e00-\u9fff][^'＇\n]*)['＇](?![A-Za-z])")
_ANGLES = re.compile(
    r"(?:<<|＜＜|≪|«)(?P<a>[^<>＜＞≪≫«»\n]*[\u4e00-\u9fff][^<>＜＞≪≫«»\n]*)(?:>>|＞＞|≫|»)"
    r"|[<＜](?P<b>[\u4e00-\u9fff][^<>＜＞\n]*)[>＞]"
)


def find_straight_quotes(passage: Passage) -> Iterator[Found]:
    """Find straight quotes around or beside Chinese, taken in pairs over the passage."""
    text = passage.text
    if not passage.is_chinese or is_foreign(passage):
        return
    marks = [m.start() for m in _STRAIGHT.finditer(text) if not _is_measure(text, m.start())]
    paired = len(marks) % 2 == 0
    for start, end in zip(marks[::2], marks[1::2], strict=False):
        if _is_chinese_quote(text, start, end):
            yield _quoted(passage, start, end, sure=paired)
    if not paired and marks and _is_near_han(text, marks[-1]):
        yield _lone(passage, marks[-1])
    for match in _SINGLE.finditer(text):
        yield _quoted(passage, match.start(), match.end() - 1, sure=True)


def _is_measure(text: str, at: int) -> bool:
    """Tell whether the mark stands for inches or seconds, or belongs to code."""
    left, right = text[at - 1 : at], text[at + 1 : at + 2]
    if left == "=" or (left == "\\"):
        return True
    opened = text.count('"', 0, at) % 2
    return left.isdigit() and not opened and not is_latin(right) and '"' not in text[at + 1 :]


def _is_chinese_quote(text: str, start: int, end: int) -> bool:
    if any(map(is_han, text[start + 1 : end])):
        return True
    beside = (before(text, start), after(text, end + 1))
    return any(each and is_chinese(each) for each in beside)


def _is_near_han(text: str, at: int) -> bool:
    beside = (before(text, at), after(text, at + 1))
    return all(not each or is_chinese(each) for each in beside)


def _marks(text: str, start: int, end: int, script: str) -> tuple[str, str]:
    """Return the pair to write: the file's own kind, single within double."""
    corner = "「" in script and "“" not in script
    is_single = text[start] in "'＇" and _is_within(text, start, end)
    if corner:
        return ("『", "』") if is_single else ("「", "」")
    return ("‘", "’") if is_single else ("“", "”")


def _is_within(text: str, start: int, end: int) -> bool:
    outer = text.count("“", 0, start) - text.count("”", 0, start)
    return outer > 0 or (text.count('"', 0, start) % 2 == 1 and '"' in text[end + 1 :])


def _quoted(passage: Passage, start: int, end: int, *, sure: bool) -> Found:
    text = passage.text
    opener, closer = _marks(text, start, end, passage.script.text)
    edits = [
        widest(passage, start, start + 1, opener),
        widest(passage, end, end + 1, closer),
    ]
    words = text[start : end + 1].replace(OBJECT, "□")
    return Found(
        passage.place(start, end + 1),
        {"text": words, "new": f"{opener}{words[1:-1].strip()}{closer}"},
        tuple(edit for edit in edits if edit is not None) if sure and None not in edits else (),
    )


def _lone(passage: Passage, at: int) -> Found:
    return Found(passage.place(at, at + 1), {"text": passage.text[at], "new": "“”"})


STRAIGHT_QUOTES = Check(
    rule=warning(
        "T004",
        ("中文里用了直引号：{text}", "Straight quotes stand in Chinese: {text}"),
        ("请改成弯引号：{new}", "Write {new}"),
    ),
    title=Bilingual("中文里的直引号", "Straight quotes in Chinese"),
    why=Bilingual(
        "直引号分不出开头和结尾，字面也太窄；中文用“ ”，引号里面再用引号时用‘ ’"
        "（GB/T 15834—2011 §4.8.3.5）。",
        "They do not tell where a quotation opens and closes, and are too narrow; Chinese uses "
        "“ ”, and ‘ ’ within (GB/T 15834-2011 §4.8.3.5).",
    ),
    examples=(
        Example('构建"一盘棋"体系。', "构建“一盘棋”体系。"),
        Example('今天前台的小妹跟我说 "喵" 了哎！', "今天前台的小妹跟我说“喵”了哎！"),
        Example("他说：\"什么叫'有条不紊'？\"", "他说：“什么叫‘有条不紊’？”"),
    ),
    find=find_straight_quotes,
    marks=frozenset("\"＂〝〞〟„‟'＇"),
    mends=True,
)


def find_angles(passage: Passage) -> Iterator[Found]:
    """Find titles between signs of inequality or guillemets."""
    text = passage.text
    if not passage.is_chinese:
        return
    for match in _ANGLES.finditer(text):
        words = match["a"] or match["b"] or ""
        width = (len(match.group()) - len(words)) // 2
        start, end = match.span()
        edits = (passage.edit(start, start + width, "《"), passage.edit(end - width, end, "》"))
        known = tuple(edit for edit in edits if edit is not None)
        values = {"text": match.group(), "new": f"《{words}》"}
        yield Found(passage.place(start, end), values, known if len(known) == 2 else ())


ANGLES = Check(
    rule=warning(
        "T005",
        ("书名号写成了别的符号：{text}", "Other signs stand for title marks: {text}"),
        ("请改成：{new}", "Write {new}"),
    ),
    title=Bilingual("代用的书名号", "Makeshift title marks"),
    why=Bilingual(
        "书名号是《 》（GB/T 15834—2011 §4.15），小于号、大于号和法文引号不能代替。",
        "Titles stand between 《 》 (GB/T 15834-2011 §4.15), not between signs of inequality.",
    ),
    examples=(
        Example("根据<<数据安全法>>制定。", "根据《数据安全法》制定。"),
        Example("根据＜数据安全法＞制定。", "根据《数据安全法》制定。"),
    ),
    find=find_angles,
    marks=frozenset("<＜≪«"),
    mends=True,
)

CHECKS = (STRAIGHT_QUOTES, ANGLES)
