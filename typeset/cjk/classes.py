"""Character classes of Chinese composition, after CLREQ (W3C, Requirements for Chinese
Text Layout), §3.1.4 (punctuation) and §3.1.6 (line-break prohibitions), and JLREQ §3.9 for
kana. Every character belongs to exactly one class; a class is named by one letter, so that
a paragraph's classes are a string as long as its text.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from typing import Final

OBJECT: Final = "\ufffc"  # stands in the text for an image or another box
LEADER: Final = "\ufff9"  # stands in the text for a leader
ATTACHED_BOX: Final = "\ufffa"  # stands in the text for a box that no line may start with


class Kind(StrEnum):
    """The class of a character (or of the box that stands in its place)."""

    HAN = "H"  # 汉字, kana, Hangul, full-width letters, symbols
    UNIT = "U"  # 汉字 that follow a number closely: 2025|年
    ORDINAL = "F"  # 汉字 that precede a number closely: 第|3
    OPENING = "O"  # 前引号、前括号
    CLOSING = "C"  # 后引号、后括号
    PAUSE = "P"  # 句内点号 ，、；：
    STOP = "Q"  # 句末点号 。？！
    INTERPUNCT = "M"  # 间隔号 ·
    DASH = "D"  # 破折号 ——
    ELLIPSIS = "E"  # 省略号 ……
    BOUND = "W"  # never starts a line: ～ ％ ℃, small kana, ー
    CURRENCY = "Y"  # never ends a line: ￥ ＄
    SYMBOL = "X"  # ■ ★ Ａ １: as wide as Han, but takes no gap beside Latin
    ENCLOSED = "V"  # ① Ⅳ: a full-width numeral
    LATIN = "L"  # Latin and every other script with its own words
    SPACE = "S"  # U+0020, which collapses and stretches
    FIXED = "B"  # a space that neither stretches nor breaks
    NEWLINE = "N"  # a forced line break
    CHANCE = "Z"  # U+200B: a line may break here
    JOINER = "J"  # U+2060: no line may break here
    SOFT = "-"  # U+00AD: a word may be hyphenated here
    EXTEND = "K"  # belongs to the character before it
    EMOJI = "G"
    BOX = "A"  # an inline image, block, flex or grid
    BOX_BOUND = "a"  # the same, but no line may start with it
    LEADER = "_"
    RIGHT_TO_LEFT = "R"


OPENING_MARKS: Final = "（《〈「『【〔〖［｛“‘｟〝"
CLOSING_MARKS: Final = "）》〉」』】〕〗］｝”’｠〞〟"
CURLY_QUOTES: Final = "“”‘’"

_TABLE: Final[tuple[tuple[Kind, str], ...]] = (
    (Kind.OPENING, OPENING_MARKS),
    (Kind.CLOSING, CLOSING_MARKS),
    (Kind.PAUSE, "，、；："),
    (Kind.STOP, "。？！．｡"),
    (Kind.INTERPUNCT, "·・‧"),
    (Kind.DASH, "—⸺―"),
    (Kind.ELLIPSIS, "…⋯"),
    (Kind.BOUND, "～〜％‰℃℉゛゜ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々〻"),
    (Kind.CURRENCY, "￥＄￡￠￦＃＠№"),
    (Kind.UNIT, "年月日号时分秒点个万亿千百元人家项次件台辆条页倍度岁天周位名届种吨米"),
    (Kind.ORDINAL, "第图表"),
    (Kind.SPACE, " "),
    (
        Kind.FIXED,
        "\u00a0\u202f\u2007\u3000\t"
        + "".join(map(chr, range(0x2000, 0x2007)))
        + "\u2008\u2009\u200a\u205f",
    ),
    (Kind.NEWLINE, "\n\u0085\u2028\u2029\f"),
    (Kind.CHANCE, "\u200b"),
    (Kind.JOINER, "\u2060\ufeff"),
    (Kind.SOFT, "\u00ad"),
    (Kind.EXTEND, "\u200d\u200c\u3099\u309a\u20e3" + "".join(map(chr, range(0xFE00, 0xFE10)))),
    (Kind.BOX, OBJECT),
    (Kind.BOX_BOUND, ATTACHED_BOX),
    (Kind.LEADER, LEADER),
)
_LISTED: Final = {ord(c): kind.value for kind, chars in _TABLE for c in chars}
# Ranges that are neither Han nor words: (first, last, class)
_RANGES: Final = (
    (0x2150, 0x218F, Kind.ENCLOSED),  # Ⅳ ⅔
    (0x2460, 0x24FF, Kind.ENCLOSED),  # ①
    (0x2776, 0x2793, Kind.ENCLOSED),  # ❶
    (0x2500, 0x27BF, Kind.SYMBOL),  # ■ ★ ✓
    (0x3001, 0x3004, Kind.SYMBOL),
    (0x3008, 0x3020, Kind.SYMBOL),
    (0x3200, 0x33FF, Kind.SYMBOL),  # ㈠ ㎡
    (0xFF01, 0xFF60, Kind.SYMBOL),
    (0xFFE0, 0xFFE6, Kind.SYMBOL),
)

HAN_LIKE: Final = frozenset("HUFV")  # what a Han–Latin gap stands beside, numerals included
IDEOGRAPHIC: Final = frozenset("HUFVXWYOCPQMDEAa")  # set in Chinese style
MARKS: Final = frozenset("OCPQM")  # with a blank that can be taken away, or centred
CONTEXTUAL: Final = frozenset("OCPQMDE")  # shaped by the script they stand among
# A plus ends a word of policy, as in “人工智能+”, and does not open a line.
NO_START_LATIN: Final = frozenset("%‰‱°℃℉′″)]}.,;:!?/’”·+")
NO_END_LATIN: Final = frozenset("([{¥$€£№“‘")
GAP_SYMBOLS: Final = frozenset("%‰°℃℉+#@&*")  # take a gap beside Han like letters do


class ClassTable(dict[int, str]):
    """Maps code points to classes for `str.translate`; learns each character once."""

    def __init__(self) -> None:
        super().__init__(_LISTED)

    def __missing__(self, code: int) -> str:
        found = self[code] = class_of(chr(code))
        return found

    def classes(self, text: str) -> str:
        """Return a string of classes, one for each character of `text`."""
        return text.translate(self)


def class_of(char: str) -> str:
    """Return the class of one character."""
    code = ord(char)
    listed = _LISTED.get(code)
    if listed is not None:
        return listed
    if unicodedata.bidirectional(char) in ("R", "AL", "AN"):
        return Kind.RIGHT_TO_LEFT
    if 0x1F000 <= code <= 0x1FAFF:
        return Kind.EMOJI
    for first, last, kind in _RANGES:
        if first <= code <= last:
            return kind
    if code >= 0x2E80 and not 0xFF61 <= code <= 0xFFDC:
        return Kind.EXTEND if unicodedata.combining(char) else Kind.HAN
    return Kind.LATIN


@lru_cache(maxsize=4096)
def is_letter(char: str) -> bool:
    """Tell whether a Latin-side character takes a gap beside Han."""
    return unicodedata.category(char)[0] in "LN" or char in GAP_SYMBOLS


# A word, a run of characters that stand for themselves, a two-em dash or ellipsis, or one
# character with what extends it.
TOKEN: Final = re.compile("[LK]*L[LK]*|[HUFVXWYBOCPQM]+(?!K)|[GK]*G[GK]*|DD|EE|.K*", re.DOTALL)
