"""The same name in two spellings within an issue: case, hyphens, and what the house has settled."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from typeset.check.checks import Check, Example, Found, Kind, mended, warning
from typeset.check.copy.minorities import ELSEWHERE, Spellings, minorities
from typeset.check.copy.quoting import bare
from typeset.check.copy.spelling_words import TWO_WORDS, UNITS
from typeset.check.subjects import Copy
from typeset.diagnostics import Bilingual

_WORD = re.compile(
    r"(?<![A-Za-z0-9.+#_/@&'’:*^-])(?<![A-Za-z0-9] )[A-Za-z][A-Za-z0-9]*(?:[-·][A-Za-z0-9]+)*"
    r"(?![A-Za-z0-9+#_/@&'’*^-]|[.:][A-Za-z0-9]| [A-Za-z0-9])"
)
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_UNITS = frozenset(UNITS.split())
_TWO_WORDS = frozenset(TWO_WORDS.split())


def _by_name(copy: Copy) -> dict[str, Spellings]:
    names: dict[str, Spellings] = defaultdict(Spellings)
    for passage in copy.passages:
        if passage.characters.isdisjoint(_LETTERS) or not passage.is_chinese:
            continue
        for match in _WORD.finditer(passage.text):
            word = match.group()
            key = re.sub("[-·]", "", word).casefold()
            before = passage.text[match.start() - 1 : match.start()]
            if len(key) < 2 or key in _TWO_WORDS or (key in _UNITS and before.isdigit()):
                continue
            names[key].forms[word].append((passage, match.start()))
    return names


def find_two_spellings(copy: Copy) -> Iterator[Found]:
    """Find Latin names in two spellings: case, hyphen."""
    for name in _by_name(copy).values():
        if len(name.forms) > 1:
            yield from minorities(name)


def find_against_house(copy: Copy) -> Iterator[Found]:
    """Find other spellings of what the house has settled."""
    for preferred in copy.settings.spellings:
        core = preferred.strip("“”")
        if core != preferred:
            for passage in copy.passages:
                for at in bare(passage, core):
                    yield mended(passage, at, at + len(core), preferred)
            continue
        letters = [re.escape(each) for each in preferred if each not in " -·"]
        pattern = re.compile(
            rf"(?<![A-Za-z0-9.+#_/@-]){'[ ·-]?'.join(letters)}(?![A-Za-z0-9+#_/@-]|\.[A-Za-z])",
            re.IGNORECASE,
        )
        for passage in copy.passages:
            for match in pattern.finditer(passage.text) if passage.is_chinese else ():
                if match.group() != preferred:
                    yield mended(passage, *match.span(), preferred)


TWO_SPELLINGS = Check(
    rule=warning("T040", ELSEWHERE, ("同一个名称请用一种写法。", "Use one spelling of a name.")),
    title=Bilingual("同一名称的不同写法", "One name in two spellings"),
    why=Bilingual(
        "一期里“App”和“APP”混用，读者会以为是两样东西，检索也会漏掉。少见的写法会被指出。",
        "App and APP in one issue look like two things, and a search misses one of them.",
    ),
    examples=(
        Example(
            "这款App上线了。新版App更快。下载APP即可。", "这款App上线了。新版App更快。下载App即可。"
        ),
        Example("覆盖Wi-Fi。免费Wi-Fi。连接WiFi。", "覆盖Wi-Fi。免费Wi-Fi。连接Wi-Fi。"),
    ),
    find=find_two_spellings,
)

HOUSE_SPELLING = Check(
    rule=warning(
        "T042",
        ("本刊把“{text}”写作“{new}”。", "The house spells “{text}” as “{new}”."),
        ("请改成“{new}”。", "Write {new}."),
    ),
    title=Bilingual("本刊规定的写法", "The spelling of the house"),
    why=Bilingual(
        "设置里的spellings列出本刊规定的写法，其他写法都会被指出。",
        "The setting `spellings` lists what the house has settled.",
    ),
    examples=(Example("下载APP。", "下载App。", Kind.SHOWN),),
    find=find_against_house,
)

COPY_CHECKS = (TWO_SPELLINGS, HOUSE_SPELLING)
