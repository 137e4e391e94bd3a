"""One word in two forms, and one title in two wordings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from typeset.check.checks import Check, Example, Found, warning
from typeset.check.copy.minorities import ELSEWHERE, Spellings, minorities
from typeset.check.copy.spelling_words import VARIANTS
from typeset.check.subjects import Copy
from typeset.diagnostics import Bilingual
from typeset.issue.prose import Passage

_TITLE = re.compile("《([^《》]{7,40})》")
_DIFFERENT = frozenset(
    "0123456789〇零一二三四五六七八九十百上中下前后甲乙丙丁新旧老序续省市县区州东西南北男女"
)
_VARIANTS = tuple(tuple(each.split("/")) for each in VARIANTS.split())
_VARIANT = re.compile("|".join(form for pair in _VARIANTS for form in pair))


def find_two_forms(copy: Copy) -> Iterator[Found]:
    """Find words that stand in the recommended form in one place and in the other elsewhere."""
    forms: dict[str, list[tuple[Passage, int]]] = defaultdict(list)
    for passage in copy.passages:
        for match in _VARIANT.finditer(passage.text):
            forms[match.group()].append((passage, match.start()))
    for pair in _VARIANTS:
        if sum(form in forms for form in pair) > 1:
            name = Spellings()
            for form in pair:
                name.forms[form] = forms[form]
            yield from minorities(name)


def find_two_titles(copy: Copy) -> Iterator[Found]:
    """Find a title that is cited elsewhere with one character more, less or other."""
    titles: dict[str, list[tuple[Passage, int]]] = defaultdict(list)
    for passage in copy.passages:
        if "《" in passage.characters:
            for match in _TITLE.finditer(passage.text):
                titles[match[1]].append((passage, match.start(1)))
    known = sorted(titles, key=len)
    for at, one in enumerate(known):
        for other in known[at + 1 :]:
            if len(other) > len(one) + 1:
                break
            if _differs_by_one(one, other):
                name = Spellings()
                for form in sorted((one, other), key=lambda each: -len(titles[each])):
                    name.forms[form] = titles[form]
                yield from minorities(name)


def _differs_by_one(one: str, other: str) -> bool:
    start = next((at for at, char in enumerate(one) if other[at] != char), len(one))
    longer = other[start + 1 :]
    rest = one[start:] if len(other) > len(one) else one[start + 1 :]
    changed = {other[start], *(one[start : start + 1] if len(other) == len(one) else "")}
    return rest == longer and not changed & _DIFFERENT


TWO_FORMS = Check(
    rule=warning("T043", ELSEWHERE, ("同一个词请用一种写法。", "Use one form of a word.")),
    title=Bilingual("同一个词的不同写法", "One word in two forms"),
    why=Bilingual(
        "“账号”和“帐号”是一个词；《第一批异形词整理表》（2001年）推荐了其中一种。",
        "They are one word; the national table of variant forms (2001) recommends one of them.",
    ),
    examples=(Example("注册账号。登录账号。注销帐号。", "注册账号。登录账号。注销账号。"),),
    find=find_two_forms,
)

TWO_TITLES = Check(
    rule=warning("T046", ELSEWHERE, ("请核对书名或文件名。", "Check the title.")),
    title=Bilingual("同一书名差一个字", "A title that differs by one character"),
    why=Bilingual(
        "两处引用的书名或文件名只差一个字，多半有一处抄错了。",
        "Of two titles that differ by one character, one is most likely wrong.",
    ),
    examples=(
        Example(
            "印发《山西省数据工作管理办法》。《山西省数据工作管理方法》共六章。",
            "印发《山西省数据工作管理办法》。《山西省数据工作管理办法》共六章。",
        ),
    ),
    find=find_two_titles,
)

COPY_CHECKS = (TWO_FORMS, TWO_TITLES)
