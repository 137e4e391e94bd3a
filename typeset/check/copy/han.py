"""Traditional and variant characters in simplified text (通用规范汉字表, 2013)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from typeset.check.checks import Check, Example, Found, warning
from typeset.check.copy.context import inside
from typeset.check.subjects import Copy
from typeset.diagnostics import Bilingual, Edit
from typeset.issue.prose import Passage, Prose

_TABLE = Path(__file__).with_name("variants.txt")  # made by scripts/variants.py
# Kept in names, in science or on purpose; the table of 2013 lacks some of them.
_KEPT = frozenset("囍圆凈橙嘢冇啲嘅咗佢俾")
_QUOTED = "“‘「『《"
_RUN = 4  # so many in a row or quotation are a quotation in traditional characters


@cache
def standard() -> Mapping[str, str]:
    """Return for each character that simplified text does not use those that it does."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    return {line[0]: line[1:].rstrip("?") for line in lines if line[0] not in _KEPT}


@cache
def _variants() -> frozenset[str]:
    """Return the characters that are variants of others, not their traditional forms."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    return frozenset(line[0] for line in lines if line.endswith("?"))


@cache
def _traditional() -> frozenset[str]:
    return frozenset(standard()) - _variants()


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("[" + "".join(standard()) + "]")


@cache
def _simplified() -> frozenset[str]:
    """Return the characters of simplified text that differ from their traditional forms."""
    return frozenset(char for words in standard().values() for char in words) - frozenset(
        "后里面只台余丑云几干了谷斗卜系志向回表板布"
    )


def find_traditional(copy: Copy) -> Iterator[Found]:
    """Find traditional characters in files that are written in simplified ones."""
    yield from _find(copy, _traditional(), mends=True)


def find_variants(copy: Copy) -> Iterator[Found]:
    """Find variants of standard characters in files that are written in simplified ones."""
    yield from _find(copy, _variants(), mends=False)


def _find(copy: Copy, table: frozenset[str], *, mends: bool) -> Iterator[Found]:
    for prose in copy.files:
        used = frozenset(prose.script.text)
        if table.isdisjoint(used) or _is_traditional(prose):
            continue
        for passage in prose.passages:
            if not table.isdisjoint(passage.characters):
                yield from _in_passage(passage, table, mends=mends)


def _is_traditional(prose: Prose) -> bool:
    """Tell whether a file as a whole is written in traditional characters."""
    text = prose.script.text
    traditional = len(_pattern().findall(text))
    return traditional * 3 > sum(char in _simplified() for char in text)


def _in_passage(passage: Passage, table: frozenset[str], *, mends: bool) -> Iterator[Found]:
    """Yield each character, or a whole run or quotation of them at once."""
    matches = [match for match in _pattern().finditer(passage.text) if match.group() in table]
    done = -1
    for match in matches:
        at = match.start()
        if at < done:
            continue
        start, end = _stretch(passage.text, at)
        inner = [each.start() for each in matches if start <= each.start() < end]
        if len(inner) >= _RUN:
            done = end
            yield _found(passage, inner, mends=False)
        else:
            yield _found(passage, [at], mends=mends)


def _stretch(text: str, at: int) -> tuple[int, int]:
    """Return the quotation that holds `at`, or else the clause."""
    start, end = inside(text, at)
    if start and text[start - 1] in _QUOTED:
        return start, end
    first = max(text.rfind(mark, 0, at) for mark in "，。；：！？、\n") + 1
    last = re.compile("[，。；：！？、\n]").search(text, at)
    return first, last.start() if last else len(text)


def _found(passage: Passage, places: list[int], *, mends: bool) -> Found:
    known = standard()
    chars = [passage.text[at] for at in places]
    edits: list[Edit] = []
    for at, char in zip(places, chars, strict=True):
        edit = passage.edit(at, at + 1, known[char]) if len(known[char]) == 1 else None
        if mends and edit is not None:
            edits.append(edit)
    new = "、".join("或".join(known[char]) for char in dict.fromkeys(chars))
    words = {"text": "".join(dict.fromkeys(chars)), "new": new}
    return Found(passage.place(places[0], places[-1] + 1), words, tuple(edits))


TRADITIONAL = Check(
    rule=warning(
        "T028",
        ("简体文字里有繁体字“{text}”。", "Simplified text contains the traditional “{text}”."),
        (
            "简体是：{new}。引文或名称确实要用，可以用注释让检查跳过这一段。",
            "In simplified text: {new}. If a quotation or a name wants it, silence the paragraph.",
        ),
    ),
    title=Bilingual("繁体字", "Traditional characters"),
    why=Bilingual(
        "《通用规范汉字表》（2013）以外的繁体字多半是复制或转换时混进来的，按简体搜索不到。整篇用"
        "繁体的不算。",
        "Characters outside the General List of Standard Chinese Characters (2013) mostly slipped "
        "in by copying or conversion; a search misses them. A text all in traditional characters "
        "is left alone.",
    ),
    examples=(Example("加快數字经济发展，推进网络安全。", "加快数字经济发展，推进网络安全。"),),
    find=find_traditional,
    mends=True,
)

VARIANTS = Check(
    rule=warning(
        "T036",
        ("“{text}”是异体字。", "“{text}” is a variant character."),
        (
            "规范字是：{new}。人名、地名确实要用，可以用注释让检查跳过这一段。",
            "The standard form is {new}. If a name wants it, silence the paragraph.",
        ),
    ),
    title=Bilingual("异体字", "Variant characters"),
    why=Bilingual(
        "异体字只在人名、地名和古籍里保留（《通用规范汉字表》附件 1）；字体里也可能没有。",
        "Variants live on in names and old texts only (annex 1 of the General List); fonts may "
        "lack them.",
    ),
    examples=(
        Example("登上山峯，推进网络安全发展。", "登上山峰，推进网络安全发展。"),
        Example("看见人羣，推进网络安全发展。", "看见人群，推进网络安全发展。"),
    ),
    find=find_variants,
)

CHECKS = (TRADITIONAL, VARIANTS)
