"""Characters that nobody sees, or that every computer shows otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from typeset.check.checks import Check, Example, Found, found_at, mended, warning
from typeset.diagnostics import Bilingual
from typeset.issue.prose import Passage

# What the reader does not report itself (F009): soft hyphens, joiners, fillers, selectors.
_HIDDEN = frozenset("\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u200c\u200d\u3164\uffa0").union(
    map(chr, (*range(0x180B, 0x1810), *range(0x2061, 0x2066), *range(0x206A, 0x2070))),
    map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))),
)
_UNSEEN = re.compile(f"[{''.join(_HIDDEN)}]+")
_PRIVATE = re.compile("[\ue000-\uf8ff]+")
_PICTURE = re.compile("[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff#*0-9\u20e3\ufe0f]")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def find_unseen(passage: Passage) -> Iterator[Found]:
    """Find characters without a shape that serve nothing where they stand."""
    text = passage.text
    for match in _UNSEEN.finditer(text):
        start, end = match.span()
        if _serves(text, start, end):
            continue
        code = "、".join(f"U+{ord(char):04X}" for char in dict.fromkeys(match.group()))
        yield mended(passage, start, end, "", code=code)


def _serves(text: str, start: int, end: int) -> bool:
    """Tell whether the characters join or shape a picture, a letter or a Han variant."""
    left, right = text[start - 1 : start], text[end : end + 1]
    chars = text[start:end]
    if "\u200d" in chars or "\ufe0f" in chars or "\ufe0e" in chars:
        return bool(left) and _PICTURE.match(left) is not None
    if chars[0] in "\u200c\u200d":  # scripts that need joiners
        return "\u0600" <= left <= "\u1fff" or "\u0600" <= right <= "\u1fff"
    if "\u00ad" in chars:  # a place to divide a foreign word
        return left.isascii() and left.isalpha() and right.isascii() and right.isalpha()
    return _SELECTORS.match(chars) is not None and "\u2e80" <= left <= "\U0003ffff"


UNSEEN = Check(
    rule=warning(
        "T034",
        ("这里有看不见的字符 {code}。", "There is an invisible character {code} here."),
        ("请删掉它。", "Delete it."),
    ),
    title=Bilingual("看不见的字符", "Invisible characters"),
    why=Bilingual(
        "软连字符、零宽连接符等多半是从网页带来的；看不见，却会断词、妨碍搜索和断行。",
        "Soft hyphens, joiners and the like mostly come from web pages; unseen, they break words, "
        "searches and lines.",
    ),
    examples=(
        Example("数字\u00ad经济发展。", "数字经济发展。"),
        Example("数字\u200c经济发展。", "数字经济发展。"),
    ),
    find=find_unseen,
    marks=_HIDDEN,
    mends=True,
)


def find_private(passage: Passage) -> Iterator[Found]:
    """Find characters of private use, which only one font shows."""
    for match in _PRIVATE.finditer(passage.text):
        yield found_at(passage, *match.span(), code=f"U+{ord(match.group()[0]):04X}")


PRIVATE = Check(
    rule=warning(
        "T035",
        (
            "这里有自造字符 {code}，换一种字体就成了别的东西。",
            "There is a character of private use {code}, which another font shows otherwise.",
        ),
        ("请改用标准字符；没有的字，用图片代替。", "Use a standard character, or a picture."),
    ),
    title=Bilingual("自造字符", "Characters of private use"),
    why=Bilingual(
        "造字区的字符没有公认的字形，多半来自旧系统的造字、符号字体或 PDF。",
        "They have no agreed shape, and mostly come from old systems, symbol fonts or a PDF.",
    ),
    examples=(Example("姓\ue000名", "姓名"),),
    find=find_private,
    marks=frozenset(map(chr, range(0xE000, 0xF900))),
)

CHECKS = (UNSEEN, PRIVATE)
