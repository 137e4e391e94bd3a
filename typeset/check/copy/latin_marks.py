"""Full-width marks where half-width ones belong: in numbers and in Latin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from typeset.check.checks import Check, Example, Found, mended, warning
from typeset.check.copy.context import inside, replaced
from typeset.diagnostics import Bilingual
from typeset.issue.prose import HAN, Passage

_DIGIT = "[0-9０-９]"
_NUMBER = re.compile(
    rf"(?<={_DIGIT})(?:[．。](?={_DIGIT})|[·•](?=[0-9]+[%％])|，(?={_DIGIT}{{3}}(?!{_DIGIT}))"
    rf"|：(?=[0-5０-５]{_DIGIT}(?!{_DIGIT})))"
)
_LATIN_MARK = re.compile(r"(?<=[A-Za-z])[，。；：！？]")
_SENTENCE = re.compile(r"[A-Za-z]+(?:[ ，,.'’-]+[A-Za-z]+)+")
_INNER = re.compile(r"[A-Za-z] ?[，,；;：:] ?[A-Za-z]")
_QUOTES = "“‘「『《〈"
_SYMBOL = re.compile(
    r"(?<=[0-9A-Za-z])(?:％|[＋－＝＆＃＠＊＿](?=[0-9A-Za-z]))|[＋－＃＠＄](?=[0-9A-Za-z])"
)
_NARROW = str.maketrans("．。·•，：；！？", "....,:;!?")


def find_wide_in_numbers(passage: Passage) -> Iterator[Found]:
    """Find a decimal point, a comma of thousands or a colon of hours that is full-width."""
    text = passage.text
    for match in _NUMBER.finditer(text):
        at, mark = match.start(), match.group()
        if mark == "，" and not _is_thousands(text, at):
            continue
        if mark == "：" and not _is_hour(text, at):
            continue
        if mark == "。" and not _is_decimal(text, at):
            continue
        yield mended(passage, at, at + 1, mark.translate(_NARROW))


def _is_thousands(text: str, at: int) -> bool:
    left = re.search(rf"(?<!{_DIGIT}){_DIGIT}{{1,3}}\Z", text[max(at - 4, 0) : at])
    return left is not None and not re.match(rf"，{_DIGIT}{{3}}[年]", text[at : at + 6])


def _is_hour(text: str, at: int) -> bool:
    return re.search(rf"(?<!{_DIGIT})[0-2０-２]?{_DIGIT}\Z", text[max(at - 3, 0) : at]) is not None


def _is_decimal(text: str, at: int) -> bool:
    """Tell whether a full stop between digits is one of a number: no year or list follows."""
    right = re.match(rf"{_DIGIT}+", text[at + 1 :])
    if right is None or len(right.group()) > 2:
        return False
    return text[at + 1 + right.end() :][:1] != "年"


WIDE_IN_NUMBERS = Check(
    rule=warning(
        "T006",
        ("数字里用了全角的“{text}”。", "A number contains a full-width “{text}”."),
        ("请改成半角的“{new}”。", "Write “{new}”."),
    ),
    title=Bilingual("数字里的全角标点", "Full-width points in numbers"),
    why=Bilingual(
        "小数点、千分撇和时刻的冒号属于数字，用半角（GB/T 15835—2011 第 5 章）。",
        "A decimal point, a comma of thousands and a colon of hours belong to the number "
        "(GB/T 15835-2011 §5).",
    ),
    examples=(
        Example("增长3．14倍。", "增长3.14倍。"),
        Example("共有1，234家。", "共有1,234家。"),
        Example("每天8：30开始。", "每天8:30开始。"),
    ),
    find=find_wide_in_numbers,
    marks=frozenset("．。，：·•"),
    mends=True,
)


def find_wide_in_latin(passage: Passage) -> Iterator[Found]:
    """Find full-width points between the words of a Latin sentence."""
    text = passage.text
    for match in _LATIN_MARK.finditer(text):
        at, mark = match.start(), match.group()
        if not _is_latin_point(text, at):
            continue
        narrow = mark.translate(_NARROW)
        more = text[at + 1 : at + 2]
        new = f"{narrow} " if more and more not in ' \n”’」』》）"' else narrow
        yield replaced(passage, at, at + 1, new)


def _is_latin_point(text: str, at: int) -> bool:
    """Tell whether the mark stands in a Latin sentence, whole or within quotes.

    Within brackets a full-width comma is common usage: （Open Sound System，OSS）.
    """
    start, end = inside(text, at)
    words = text[start:end]
    left = text[max(at - 1, 0) : at]
    if not left.isascii() or not left.isalpha() or HAN.search(words):
        return False
    if start and text[start - 1] not in _QUOTES:
        return False
    right = text[at + 1 : at + 3].lstrip()[:1]
    if right and at + 1 < end:
        return right.isascii() and right.isalpha() and _SENTENCE.search(words) is not None
    return _INNER.search(words) is not None


WIDE_IN_LATIN = Check(
    rule=warning(
        "T007",
        ("外文句子里用了全角的“{text}”。", "A full-width “{text}” stands in a Latin sentence."),
        ("请改成半角的“{new}”。", "Write “{new}”."),
    ),
    title=Bilingual("外文里的全角标点", "Full-width points in Latin"),
    why=Bilingual(
        "整句的外文按外文的规则用标点。",
        "A whole sentence of a foreign language is punctuated by the rules of that language.",
    ),
    examples=(
        Example("他说：“Stay hungry，stay foolish。”", "他说：“Stay hungry, stay foolish.”"),
        Example("Hello，world！", "Hello, world!"),
    ),
    find=find_wide_in_latin,
    marks=frozenset("abcdefghijklmnopqrstuvwxyz"),
    mends=True,
)


def find_wide_symbols(passage: Passage) -> Iterator[Found]:
    """Find full-width symbols beside ordinary letters and digits."""
    for match in _SYMBOL.finditer(passage.text):
        yield mended(passage, *match.span(), chr(ord(match.group()) - 0xFEE0))


WIDE_SYMBOLS = Check(
    rule=warning(
        "T008",
        ("“{text}”是全角符号。", "“{text}” is a full-width symbol."),
        ("和半角的数字、字母在一起，请用半角：{new}", "Beside ordinary digits, write {new}"),
    ),
    title=Bilingual("数字和西文旁边的全角符号", "Full-width symbols beside digits and Latin"),
    why=Bilingual(
        "百分号、加号、连字符等跟着数字和字母走；全角的把一个数、一个词拆开了。",
        "A per cent sign, a plus or a hyphen goes with its number or word; a full-width one "
        "tears it apart.",
    ),
    examples=(
        Example("占比达到64.56％。", "占比达到64.56%。"),
        Example("加大R＆D投入。", "加大R&D投入。"),
    ),
    find=find_wide_symbols,
    marks=frozenset("％＋－＝＆＃＠＊＿＄"),
    mends=True,
)

CHECKS = (WIDE_IN_NUMBERS, WIDE_IN_LATIN, WIDE_SYMBOLS)
