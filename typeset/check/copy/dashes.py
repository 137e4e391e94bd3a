"""Ellipses, dashes and connecting marks that are typed as something else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from typeset.check.checks import Check, Example, Found, warning
from typeset.check.copy.context import after, before, is_chinese, is_han, replaced, spaces_around
from typeset.diagnostics import Bilingual
from typeset.issue.prose import OBJECT, Passage

_DOTS = re.compile("[⋯…]+\\.+|\\.{2,}|。{3,}|[·・•]{3,}|[⋯…]+|．{3,}")
_SIGNS = ("…", "..", "。。。", "⋯", "···", "・・・", "•••", "．．．")
_WHOLE = re.compile("(?:……){1,2}\\Z")
_DASH = re.compile(
    "—+[-–－]+|[-–－]+—+|-{2,}|－{2,}|[─━]{1,}|–{2,}|ー{2,}|―+|(?<!—)—(?:—{2})?(?!—)|(?<= )[–－-](?= )|﹣{2,}|﹘+|⸺"
)
# Words that start a clause and never the second part of a name: before them stands a dash.
_CLAUSE = re.compile("[这那即也就是他她它我你您但而却因如从]|不是|不过|尤其|特别是|包括|例如|比如")
_PARTICLE = frozenset("的了吗呢啊吧着呀哦")


def find_dots(passage: Passage) -> Iterator[Found]:
    """Find what stands for an ellipsis in Chinese and is none."""
    text = passage.text
    if not passage.is_chinese or not any(dots in text for dots in _SIGNS):
        return
    for match in _DOTS.finditer(text):
        start, end = match.span()
        if _WHOLE.match(match.group()) or not _is_chinese_place(text, start, end):
            continue
        if match.group() == ".." and not is_han(text[start - 1 : start]):
            continue
        if _is_in_series(text, start, end):
            continue
        yield replaced(passage, start, end, "……", _reach(passage, start, end))


def _is_chinese_place(text: str, start: int, end: int) -> bool:
    left, right = before(text, start), after(text, end)
    if left and is_chinese(left):
        return True
    if right and is_chinese(right):
        return not left or is_han(right)
    return False


def _is_in_series(text: str, start: int, end: int) -> bool:
    """Tell whether the dots stand between the terms of a formula: 1，2，…，n."""
    left, right = before(text, start), after(text, end)
    return left in "，,、+" and right in "，,、+" and bool(left and right)


def _reach(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """Return the mark with the spaces that part it from Chinese."""
    text = passage.text
    first, last = spaces_around(passage, start, end)
    left, right = text[first - 1 : first] if first else "", text[last : last + 1]
    return (
        first if not left or is_chinese(left) else start,
        last if not right or is_chinese(right) else end,
    )


DOTS = Check(
    rule=warning(
        "T017",
        ("“{text}”不是省略号。", "“{text}” is no Chinese ellipsis."),
        ("请改成六个点的“……”。", "Write ……, six dots over two characters."),
    ),
    title=Bilingual("省略号的写法", "How an ellipsis is written"),
    why=Bilingual(
        "中文省略号是六个点，占两个字（GB/T 15834—2011 §4.11）；用英文句点、句号或半个省略号代替都"
        "不对。外文里用三个点。",
        "It has six dots and takes two characters (GB/T 15834-2011 §4.11); full stops or half an "
        "ellipsis are none. In Latin text three dots are right.",
    ),
    examples=(
        Example("正在加载...请稍候。。。", "正在加载……请稍候……"),
        Example("香蕉、苹果、梨…", "香蕉、苹果、梨……"),
    ),
    find=find_dots,
    marks=frozenset(".。·・•⋯…．"),
    mends=True,
)


def find_dashes(passage: Passage) -> Iterator[Found]:
    """Find what stands for a dash in Chinese and is none."""
    text = passage.text
    if not passage.is_chinese:
        return
    for match in _DASH.finditer(text):
        start, end = match.span()
        if _is_dash(text, start, end, match.group()):
            yield replaced(passage, start, end, "——", _reach(passage, start, end))


def _is_dash(text: str, start: int, end: int, mark: str) -> bool:
    left, right = before(text, start), after(text, end)
    if not right or (not left and right == OBJECT):
        return False
    if mark == "—":
        return _is_half(text, start, end)
    if len(mark) == 1 and mark in "–－-":
        return mark == "–" and is_chinese(left or "。") and is_chinese(right)
    if mark[0] == "-" and text[end : end + 1].isascii() and text[end : end + 1].isalnum():
        return False  # an option: --fix
    if len(mark) > 2 and mark[0] != "—" and not (is_chinese(left or "x") and is_chinese(right)):
        return False
    return bool(left and is_chinese(left)) or is_chinese(right)


def _is_half(text: str, start: int, end: int) -> bool:
    """Tell whether a dash of one em is a whole one by what stands beside it."""
    left, right = text[start - 1 : start] if start else "", text[end : end + 1]
    if not start or left == "\n":
        return is_chinese(right)
    if not is_chinese(left) and left not in " ":
        return False
    if left in "。！？”’" or (left and left in _PARTICLE):
        return is_chinese(right)
    return is_han(right) and _CLAUSE.match(text, end) is not None


DASHES = Check(
    rule=warning(
        "T018",
        ("“{text}”不是破折号。", "“{text}” is no Chinese dash."),
        ("请改成占两个字的“——”。", "Write ——, which takes two characters."),
    ),
    title=Bilingual("破折号的写法", "How a dash is written"),
    why=Bilingual(
        "破折号是占两个字的一条线（GB/T 15834—2011 §4.10），不是两个连字符，也不是半条；半条的“—”"
        "是连接号。",
        "It is one line over two characters (GB/T 15834-2011 §4.10), not two hyphens and not half "
        "of it: a single — connects (2023—2025).",
    ),
    examples=(
        Example("这是蓝图--该网络以实验室为蓝本。", "这是蓝图——该网络以实验室为蓝本。"),
        Example("他来了—这很好。", "他来了——这很好。"),
        Example("提供蓝图－－该网络。", "提供蓝图——该网络。"),
    ),
    find=find_dashes,
    marks=frozenset("-－─━–ー―—﹣﹘⸺"),
    mends=True,
)

_WAVE = re.compile("(?<=[0-9%℃％一-鿿])[〜∼˜](?=[-+0-9一-鿿])|(?<=[一-鿿])~(?=[一-鿿])")


def find_waves(passage: Passage) -> Iterator[Found]:
    """Find a Japanese wave or a sign of similarity, or a half-width one between words."""
    if not passage.is_chinese:
        return
    for match in _WAVE.finditer(passage.text):
        yield replaced(passage, *match.span(), "～")


WAVES = Check(
    rule=warning(
        "T019",
        ("“{text}”不是浪纹连接号。", "“{text}” is not the wave that connects numbers."),
        ("请改成全角的“～”。", "Write ～, full-width."),
    ),
    title=Bilingual("浪纹连接号的写法", "How a range is written"),
    why=Bilingual(
        "数值范围用浪纹线“～”或一字线“—”（GB/T 15834—2011 §4.13），日文的“〜”、半角的“~”都不是。",
        "Ranges take ～ or — (GB/T 15834-2011 §4.13); neither the Japanese 〜 nor a half-width ~.",
    ),
    examples=(Example("需要10〜20天。", "需要10～20天。"), Example("上海~北京", "上海～北京")),
    find=find_waves,
    marks=frozenset("~〜∼˜"),
    mends=True,
)

CHECKS = (DOTS, DASHES, WAVES)
