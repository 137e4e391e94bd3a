"""Commas, stops and the like typed half-width in Chinese (GB/T 15834-2011 §5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from typeset.check.checks import Check, Example, Found, warning
from typeset.check.copy.context import (
    POINTS,
    REFERENCE,
    after,
    before,
    clause,
    is_chinese,
    is_foreign,
    is_han,
    is_latin,
    replaced,
    spaces_around,
    widest,
)
from typeset.diagnostics import Bilingual
from typeset.issue.prose import HAN, OBJECT, Passage

_NARROW = re.compile(r"[,;:.､｡]|[!?]+")
_WIDE = dict(zip(",;:!?.､｡", "，；：！？。、。", strict=True))
_WIDEN = str.maketrans(_WIDE)
# What follows a comma in a list of foreign words that goes on or ends in Chinese.
_LIST = re.compile(
    r" ?(?![A-Z]\.)(?!(?:Inc|Ltd|LLC|Co|Corp|Jr|Sr)\b)[A-Za-z][\w.+#/ -]{0,30}"
    r"(?:[,，、] ?[A-Za-z][\w.+#/ -]{0,30})*(?:, ?(?=[\u4e00-\u9fff])|(?=[和与及或等]))"
)
_EMOJI = re.compile(r":[a-z0-9_+-]{2,}:")
_NUMBER = re.compile(r"\d\Z")
# What ends in a dot of its own; so do single letters (J. K. Rowling, U.S.).
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Za-z]|Inc|Ltd|Co|Corp|Jr|Sr|etc|vs|No|Vol|pp|St|Dr|Mr|Mrs|Ms|Prof|al|ed|eds|Fig|"
    r"Bros|LLC|S\.A|a\.m|p\.m|Ph\.D|e\.g|i\.e))\Z"
)
# Han that stand for sounds in foreign names: a dot between them divides a name.
SOUND = frozenset(
    "阿埃艾安昂奥巴拜班邦保鲍贝本比彼宾波伯博勃布查达戴丹德登邓迪蒂丁杜多厄恩尔法菲费芬丰弗福夫"
    "盖戈格葛根古哈海汉赫亨胡华怀霍基吉加佳贾杰金卡凯坎康考科柯克肯库奎拉莱赖兰朗劳勒雷里丽利列林"
    "琳留卢鲁路伦罗洛马玛迈曼毛梅门蒙米密敏摩莫默姆穆娜纳南内尼涅妮宁纽努诺欧帕潘庞佩彭皮蓬普齐契"
    "恰乔切琼让热瑞若萨塞桑瑟森沙莎珊舍史斯丝苏索塔泰坦汤唐特腾提廷图托瓦万威韦维魏温文沃乌西希锡"
    "夏肖谢欣休雅亚扬耶叶伊因英尤约扎詹珍朱兹佐翰娅姬珀玻迦弥伽赛瓜提蒂妥努阮岑茨蔡赞"
)
_POINTS = frozenset(POINTS)
_SENTENCE_ENDS = "”’）》」』】"


def find_narrow_points(passage: Passage) -> Iterator[Found]:
    """Find half-width points in Chinese; the spaces beside them go with the mend."""
    text = passage.text
    if not passage.is_chinese or REFERENCE.search(text) or is_foreign(passage):
        return
    shielded = [range(*match.span()) for match in _EMOJI.finditer(text)]
    for match in _NARROW.finditer(text):
        at = match.start()
        if any(at in each for each in shielded) or _is_cluster(text, at):
            continue
        mark = match.group()
        if _is_fault(text, at, mark):
            end = match.end()
            reach = spaces_around(passage, at, end)
            found = replaced(passage, at, end, mark.translate(_WIDEN), reach)
            sure = mark != "." or not _may_be_name(text, at)
            yield found if sure else Found(found.span, found.args)


def _is_fault(text: str, at: int, mark: str) -> bool:
    if mark in "､｡":
        return True
    return _is_stop(text, at) if mark == "." else _is_chinese_point(text, at, at + len(mark))


def _is_cluster(text: str, at: int) -> bool:
    """Tell whether the mark is part of `::`, `?=`, `...` or follows another point."""
    mark, near = text[at], text[at + 1 : at + 2]
    if mark in ",;:." and (near == mark or text[at - 1 : at] == mark):
        return True
    return near == "=" or (mark == "!" and near == "[") or text[max(at - 1, 0) : at] in _POINTS


def _is_chinese_point(text: str, at: int, end: int) -> bool:
    left, right = before(text, at), after(text, end)
    if left and is_chinese(left):
        return not (text[at] == ":" and right == "/")
    is_end = not right or right in _SENTENCE_ENDS
    if right and is_chinese(right) and not is_end:
        return bool(left) and _is_in_chinese(text, at)
    if left == OBJECT and (right == OBJECT or is_end):
        return _holds_han(text, at)
    if text[at] in "?!;" or not right:
        ends = is_end or text[end : end + 1] == " "
        return ends and bool(left) and (is_latin(left) or left in "%)") and _holds_han(text, at)
    return text[at] == "," and is_latin(left or " ") and _LIST.match(text, end) is not None


def _is_in_chinese(text: str, at: int) -> bool:
    """Tell whether what ends at a mark between Latin and Chinese is part of a Chinese clause."""
    left = text[at - 1 : at]
    if text[at] == "!" and text[max(at - 5, 0) : at] == "Yahoo":
        return False
    return is_latin(left) or left in " %)]+#*°℃$'\"" or left == OBJECT


def _holds_han(text: str, at: int) -> bool:
    words = clause(text, at)
    return any(map(is_han, words))


def _is_stop(text: str, at: int) -> bool:
    """Tell whether a dot ends a Chinese sentence."""
    left, right = text[at - 1 : at], text[at + 1 : at + 2]
    following = after(text, at + 1)
    if left and (is_han(left) or left in _SENTENCE_ENDS):
        return not right or right == " " or is_chinese(right) or right == "\n"
    if not left or following or not (is_latin(left) or left in "%)" + OBJECT):
        return False
    words = clause(text, at)
    if not any(map(is_han, words)) or _ABBREVIATION.search(text[:at]):
        return False
    if left == OBJECT:
        return True
    latin = re.search(r"[ -~]*\Z", text[:at])
    return latin is not None and len(latin.group().split()) <= 3 and len(words) > 4


def _may_be_name(text: str, at: int) -> bool:
    """Tell whether a dot between two Han may divide a name: about sounds, or few Han."""
    right = re.match(f"{HAN.pattern}*", text[at + 1 :])
    left = re.search(f"{HAN.pattern}*\\Z", text[:at])
    if not right or not left or not right.group():
        return False
    beside = text[max(at - 2, 0) : at] + text[at + 1 : at + 3]
    return min(len(left.group()), len(right.group())) <= 3 or all(c in SOUND for c in beside)


NARROW_POINTS = Check(
    rule=warning(
        "T002",
        ("中文里用了半角的“{text}”。", "A half-width “{text}” stands in Chinese."),
        ("请改成全角的“{new}”，前后不空格。", "Write “{new}” without spaces around it."),
    ),
    title=Bilingual("中文里的半角标点", "Half-width points in Chinese"),
    why=Bilingual(
        "中文的点号占一个字的位置（GB/T 15834—2011 第 5 章）；半角的太窄、偏低，而且排版程序不会"
        "按中文规则调整它。数字（1,000、12:30）、网址和完整的外文句子里用半角。",
        "Chinese points take a character's place (GB/T 15834-2011 §5); half-width ones are too "
        "narrow and sit too low. In numbers, addresses and whole foreign sentences they are right.",
    ),
    examples=(
        Example("为加快建设,统筹推进,自7月1日起施行.", "为加快建设，统筹推进，自7月1日起施行。"),
        Example("嗨! 你知道嘛? 今天很好; 明天也好.", "嗨！你知道嘛？今天很好；明天也好。"),
        Example("我最欣赏 Google,腾讯和百度。", "我最欣赏 Google，腾讯和百度。"),
        Example("原文链接: <https://a.cn/b>", "原文链接：<https://a.cn/b>"),
        Example("他买了 1,000 个,花了 3.5 万。", "他买了 1,000 个，花了 3.5 万。"),
        Example("完成后请重启 Windows.", "完成后请重启 Windows。"),
    ),
    find=find_narrow_points,
    marks=frozenset(_WIDE),
    mends=True,
)

_TUPLE = re.compile(r"[-0-9.,; ]*,[-0-9.,; ]*")
_BRACKETS = re.compile(r"[(（]([^()（）\n]*)[)）]")


def find_narrow_brackets(passage: Passage) -> Iterator[Found]:
    """Find brackets of which one or both are half-width, in Chinese."""
    text = passage.text
    if not passage.is_chinese or REFERENCE.search(text) or is_foreign(passage):
        return
    for match in _BRACKETS.finditer(text):
        start, end = match.start(), match.end() - 1
        if text[start] == "（" and text[end] == "）":
            continue
        mixed = text[start] == "（" or text[end] == "）"
        if mixed or _is_chinese_bracket(text, start, end, match[1]):
            yield _widened(passage, start, end)


def _is_chinese_bracket(text: str, start: int, end: int, words: str) -> bool:
    if any(map(is_han, words)):
        return True
    if not words.strip() or OBJECT in words:
        return False
    left, right = text[start - 1 : start], text[end + 1 : end + 2]
    if left and is_latin(left):  # f(x), 9(1)
        return False
    if _TUPLE.fullmatch(words):
        return False
    spaced = before(text, start)
    if not spaced:
        return bool(_NUMBER.search(words)) and is_han(right)
    return is_chinese(spaced) or (is_chinese(right) and is_latin(spaced) and left == " ")


def _widened(passage: Passage, start: int, end: int) -> Found:
    edits = (widest(passage, start, start + 1, "（"), widest(passage, end, end + 1, "）"))
    words = passage.text[start : end + 1].replace(OBJECT, "□")
    safe = tuple(edit for edit in edits if edit is not None)
    return Found(
        passage.place(start, end + 1),
        {"text": words, "new": f"（{words[1:-1].strip()}）"},
        safe if len(safe) == len(edits) else (),
    )


NARROW_BRACKETS = Check(
    rule=warning(
        "T003",
        ("中文里用了半角括号：{text}", "Half-width brackets stand in Chinese: {text}"),
        ("请改成全角括号：{new}", "Write {new}"),
    ),
    title=Bilingual("中文里的半角括号", "Half-width brackets in Chinese"),
    why=Bilingual(
        "中文里的括号用全角，里面只有西文或数字时也一样；一全一半的括号不成对。",
        "Brackets in Chinese are full-width, even around Latin only; one of each is no pair.",
    ),
    examples=(
        Example("各县(市、区)要落实。", "各县（市、区）要落实。"),
        Example("核磁共振成像 (NMRI) 是什么？", "核磁共振成像（NMRI）是什么？"),
        Example("行动计划（2024—2026年)发布。", "行动计划（2024—2026年）发布。"),
    ),
    find=find_narrow_brackets,
    marks=frozenset("()"),
    mends=True,
)

CHECKS = (NARROW_POINTS, NARROW_BRACKETS)
