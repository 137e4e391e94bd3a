"""Spaces where none belong, and spaces of other kinds (CLREQ §3.2.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from typeset.check.checks import Check, Example, Found, warning
from typeset.check.copy.context import (
    CLOSERS,
    OPENERS,
    POINTS,
    inside,
    is_chinese,
    is_foreign,
    is_han,
    is_typed_space,
)
from typeset.diagnostics import Bilingual
from typeset.issue.prose import HAN, Passage, Role

_SPACE = " \t\u00a0\u2002\u2003\u3000"
_BESIDE = re.compile(
    f"(?<=[{POINTS}{OPENERS}{CLOSERS}“”‘’])[{_SPACE}]+|[{_SPACE}]+(?=[{POINTS}{OPENERS}{CLOSERS}“”‘’])"
)
_BETWEEN = re.compile(f"(?<={HAN.pattern})[{_SPACE}]+(?={HAN.pattern})")
_RUN = re.compile("(?<=\\S)[ \t\u00a0\u3000]{2,}(?=\\S)")
_ODD = " \t\u00a0\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_EXOTIC = re.compile(f"[{_ODD[2:]}]+")
_POINTS = frozenset(POINTS)
_IN_NUMBERS = frozenset(" \u2009\u202f\u00a0")  # may stand within numbers: 10 000
_BYLINE = re.compile(
    "记者|通讯员|实习生|作者|编辑|责编|摄影?|文|图|来源|译者?|校对|审核|主编|编者|本报|电|讯"
)
_FLOWING = (Role.PARAGRAPH, Role.ITEM, Role.QUOTE, Role.NOTE)


def find_spaces_beside_marks(passage: Passage) -> Iterator[Found]:
    """Find a typed space beside a full-width mark."""
    text = passage.text
    if not passage.is_chinese or is_foreign(passage):
        return
    for match in _BESIDE.finditer(text):
        start, end = match.span()
        if start == 0 or end == len(text) or not _are_typed(passage, start, end):
            continue
        if _is_fault(text, start, end):
            yield _without(passage, start, end)


def _are_typed(passage: Passage, start: int, end: int) -> bool:
    return all(is_typed_space(passage, at) for at in range(start, end))


def _is_bare(passage: Passage, start: int, end: int) -> bool:
    """Tell whether the spaces are typed, and no link or bold begins or ends beside them.

    Some set links and bold off by spaces, which the guides leave to taste.
    """
    places = passage.offsets[start - 1 : end + 1]
    return _are_typed(passage, start, end) and places[-1] - places[0] == len(places) - 1


def _is_fault(text: str, start: int, end: int) -> bool:
    left, right = text[start - 1], text[end]
    if left in "“”‘’" or right in "“”‘’":
        return _is_chinese_quote(text, start, end)
    if left in _POINTS or right in _POINTS:
        return True
    if left in "】〕" or right in "【" or (left in CLOSERS and right in OPENERS):
        return right in _POINTS
    return True


def _is_chinese_quote(text: str, start: int, end: int) -> bool:
    """Tell whether the space parts a quote from Chinese, or a quote of Chinese from Latin."""
    left, right = text[start - 1], text[end]
    outer = right if left in "“”‘’" else left
    if is_chinese(outer) and outer not in "“”‘’—…·":
        return True
    at = start - 1 if left in "“”‘’" else end
    inner = text[at + 1 : at + 2] if text[at] in "“‘" else text[at - 1 : at]
    return bool(inner) and (is_han(inner) or inner in _POINTS)


def _without(passage: Passage, start: int, end: int) -> Found:
    edit = passage.edit(start, end, "")
    near = f"{passage.text[start - 1]}□{passage.text[end]}"
    values = {"text": near, "new": passage.text[start - 1] + passage.text[end]}
    return Found(passage.place(start, end), values, () if edit is None else (edit,))


SPACES_BESIDE_MARKS = Check(
    rule=warning(
        "T025",
        ("全角标点旁边多了空格：{text}", "A space stands beside a full-width mark: {text}"),
        ("请删掉空格：{new}", "Delete it: {new}"),
    ),
    title=Bilingual("全角标点旁边的空格", "Spaces beside full-width marks"),
    why=Bilingual(
        "全角标点自带空白，再加空格就裂开一道缝，换行也可能断错。",
        "A full-width mark brings its own space; one more tears a gap.",
    ),
    examples=(
        Example("刚刚买了一部 iPhone ，好开心！", "刚刚买了一部 iPhone，好开心！"),
        Example("开展 “网络去NAT” 深化部署。", "开展“网络去NAT”深化部署。"),
        Example("首先， 要统一认识。", "首先，要统一认识。"),
    ),
    find=find_spaces_beside_marks,
    marks=frozenset(_SPACE),
    mends=True,
)


def find_spaces_between_han(passage: Passage) -> Iterator[Found]:
    """Find a space between two Han of a sentence: not in names, slogans, verse or bylines."""
    text = passage.text
    if passage.role not in _FLOWING or not _POINTS & set(text):
        return
    found = [m.span() for m in _BETWEEN.finditer(text) if _is_bare(passage, *m.span())]
    spoilt = _is_spoilt(text, found)
    for number, (start, end) in enumerate(found):
        if spoilt:
            yield _without(passage, start, end)
            continue
        others = found[:number] + found[number + 1 :]
        if any(abs(start - other) <= 8 for other, _ in others):
            continue
        if inside(text, start) != (0, len(text)) or _is_byline(text, start, end):
            continue
        if not _POINTS & set(text[max(start - 60, 0) : end + 60]):
            continue
        yield _without(passage, start, end)


def _is_spoilt(text: str, found: list[tuple[int, int]]) -> bool:
    """Tell whether the whole text is full of spaces: one of them in every six characters."""
    return len(found) >= 5 and len(found) * 6 > len(text)


def _is_byline(text: str, start: int, end: int) -> bool:
    beside = (re.split(r"[\s，。；：、（）]", part) for part in (text[:start], text[end:]))
    left, right = (list(each) for each in beside)
    return any(_BYLINE.search(each[-6:]) for each in (left[-1], right[0])) or (
        len(left[-1]) <= 1 and start <= 4
    )


SPACES_BETWEEN_HAN = Check(
    rule=warning(
        "T026",
        ("句子里的汉字之间有空格：{text}", "A space stands between two Han of a sentence: {text}"),
        ("请删掉空格：{new}", "Delete it: {new}"),
    ),
    title=Bilingual("汉字之间的空格", "Spaces between Han"),
    why=Bilingual(
        "中文句子里的字不空开；这样的空格多半是识别、转换或换行留下的。",
        "The characters of a Chinese sentence are not spaced; such a space is mostly left over "
        "from recognition, conversion or a line break.",
    ),
    examples=(
        Example("要协调改造与 安全，合理有序推进。", "要协调改造与安全，合理有序推进。"),
        Example("人 工 智 能 发 展 很 快 ，要 抓 紧。", "人工智能发展很快 ，要抓紧。"),
    ),
    find=find_spaces_between_han,
    marks=frozenset(_SPACE),
    mends=True,
)


def find_odd_spaces(passage: Passage) -> Iterator[Found]:
    """Find several spaces in a row and spaces of other kinds, between words."""
    text = passage.text
    if not passage.is_chinese or passage.role not in _FLOWING:
        return
    found = [m.span() for m in _RUN.finditer(text) if _are_typed(passage, *m.span())]
    found += [m.span() for m in _EXOTIC.finditer(text) if _is_odd(text, *m.span())]
    places = sorted(each for each in set(found) if not _is_known(text, *each))
    if places:
        yield _single(passage, places)


def _is_odd(text: str, start: int, end: int) -> bool:
    if start == 0 or end == len(text) or end - start > 1:
        return False
    return not (text[start] in _IN_NUMBERS and text[start - 1].isdigit())


def _is_known(text: str, start: int, end: int) -> bool:
    """Tell whether another check looks at these spaces, or they part two Han on purpose."""
    left, right = text[start - 1], text[end]
    marks = POINTS + OPENERS + CLOSERS + "“”‘’"
    return left in marks or right in marks or (is_han(left) and is_han(right))


def _single(passage: Passage, places: list[tuple[int, int]]) -> Found:
    """Return all that was found in a passage, at the first place."""
    edits = [passage.edit(start, end, " ") for start, end in places]
    spaces = "".join(passage.text[start:end] for start, end in places)
    code = "、".join(f"U+{ord(char):04X}" for char in dict.fromkeys(spaces))
    values = {"text": code, "count": len(places)}
    return Found(passage.place(*places[0]), values, tuple(e for e in edits if e is not None))


ODD_SPACES = Check(
    rule=warning(
        "T027",
        (
            "这一段有连用的或特殊的空格（{text}），共 {count} 处。",
            "The paragraph has runs of spaces, or spaces of other kinds ({text}; {count} in all).",
        ),
        ("请改成一个普通空格，或者删掉。", "Write one ordinary space, or none."),
    ),
    title=Bilingual("连用的空格和特殊的空格", "Several spaces, and spaces of other kinds"),
    why=Bilingual(
        "空距由版式决定；全角空格、不换行空格多半是从网页或文档里带来的，会妨碍断行和两端对齐。",
        "Spacing is the layout's; full-width and no-break spaces mostly come from web pages and "
        "hinder line breaking and justification.",
    ),
    examples=(
        Example("使用  Python 编写。", "使用 Python 编写。"),
        Example("使用\u00a0Python 编写。", "使用 Python 编写。"),
        Example("使用\u3000Python 编写。", "使用 Python 编写。"),
    ),
    find=find_odd_spaces,
    marks=frozenset(_ODD),
    mends=True,
)

CHECKS = (SPACES_BESIDE_MARKS, SPACES_BETWEEN_HAN, ODD_SPACES)
