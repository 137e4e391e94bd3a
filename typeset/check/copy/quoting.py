"""A name that is quoted in one place and bare in another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from typeset.check.checks import Check, Example, Found, warning
from typeset.check.copy.minorities import Spellings, minorities
from typeset.check.copy.spelling_words import USUALLY_QUOTED
from typeset.check.subjects import Copy
from typeset.diagnostics import Bilingual
from typeset.issue.prose import HAN, Passage

_QUOTED = re.compile("“([^“”‘’《》，。；：！？、\ufffc]{3,12})”")
_SHIELDED = re.compile("“[^“”]*”|《[^《》]*》|[「『][^「」『』]*[」』]|‘[^‘’]*’")
_USUALLY_QUOTED = frozenset(USUALLY_QUOTED.split())
_LEAST_QUOTED = 3
_ELSEWHERE = (
    "{text}在{file}第{line}行等处写作{new}。",
    "{text} is written {new} elsewhere, first in {file}, line {line}.",
)


def bare(passage: Passage, name: str) -> Iterator[int]:
    """Yield where `name` stands outside quotes and titles."""
    if name not in passage.text:
        return
    shields = [match.span() for match in _SHIELDED.finditer(passage.text)]
    for match in re.finditer(re.escape(name), passage.text):
        at = match.start()
        if name[-1] in "+×" and HAN.match(passage.text, match.end()):
            continue  # a longer name: 互联网+政务服务
        if not any(start <= at < end for start, end in shields):
            yield at


def find_unquoted(copy: Copy) -> Iterator[Found]:
    """Find names that are quoted in one place and bare in another."""
    passages: Sequence[Passage] = [each for each in copy.passages if each.is_chinese]
    quoted: dict[str, list[tuple[Passage, int]]] = defaultdict(list)
    for passage in passages:
        if "“" in passage.characters:
            for match in _QUOTED.finditer(passage.text):
                quoted[match[1]].append((passage, match.start(1)))
    for name, stands in quoted.items():
        is_known = name in _USUALLY_QUOTED
        if not is_known and len(stands) < _LEAST_QUOTED:
            continue
        open_ = [(passage, at) for passage in passages for at in bare(passage, name)]
        if not open_ or (not is_known and len(open_) * _LEAST_QUOTED > len(stands)):
            continue
        spellings = Spellings()
        spellings.forms[f"“{name}”"] = stands
        spellings.forms[name] = open_
        yield from minorities(spellings, len(name))


UNQUOTED = Check(
    rule=warning("T041", _ELSEWHERE, ("引号请统一。", "Quote it everywhere or nowhere.")),
    title=Bilingual("同一名称有时带引号有时不带", "A name now quoted, now bare"),
    why=Bilingual(
        "“一带一路”一类的名称在一期里要么都带引号，要么都不带。",
        "Names such as “一带一路” are quoted throughout an issue or not at all.",
    ),
    examples=(
        Example(
            "共建“一带一路”。深化“一带一路”合作。一带一路沿线。",
            "共建“一带一路”。深化“一带一路”合作。",
        ),
    ),
    find=find_unquoted,
)

COPY_CHECKS = (UNQUOTED,)
