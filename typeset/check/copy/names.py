"""Names of products and firms, as their owners write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from typeset.check.checks import Check, Example, Found, found_at, mended, warning
from typeset.check.copy.proper_names import NAMES
from typeset.diagnostics import Bilingual
from typeset.issue.prose import Passage

_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_RUN = re.compile(r"[A-Za-z][A-Za-z0-9.+#'’_/@:&-]*(?:,? [A-Za-z][A-Za-z0-9.+#'’_/@:&-]*)*")
_LONGEST_RUN = 5  # words; more are a sentence in another language
_FRONT_END = re.compile("前端|框架|开发|程序员|React|Vue|HTML|CSS|Node|TypeScript|JavaScript")
_ABBREVIATIONS = {
    "Ts": "TypeScript",
    "Js": "JavaScript",
    "js": "JavaScript",
    "ts": "TypeScript",
    "h5": "HTML5",
    "RJS": "React",
    "rjs": "React",
    "nJS": "Next.js",
    "njs": "Next.js",
    "FED": "前端开发者",
}
_ABBREVIATION = re.compile(
    rf"(?<![A-Za-z0-9.+#_/@-])(?:{'|'.join(_ABBREVIATIONS)})(?![A-Za-z0-9+#_/@-]|\.[A-Za-z])"
)


@cache
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern of all names in any case, and each folded form's right one."""
    right: dict[str, str] = {}
    for line in NAMES.splitlines():
        name, *others = (each.strip() for each in line.split("|"))
        right |= dict.fromkeys((each.casefold() for each in (name, *others)), name)
    words = "|".join(re.escape(each) for each in sorted(right, key=len, reverse=True))
    pattern = rf"(?<![A-Za-z0-9.+#_/@-])(?:{words})(?![A-Za-z0-9+#_/@-]|\.[A-Za-z0-9])"
    return re.compile(pattern, re.IGNORECASE | re.ASCII), right


def find_misspelt(passage: Passage) -> Iterator[Found]:
    """Find well-known names in the wrong case, outside sentences in another language."""
    if passage.characters.isdisjoint(_LETTERS) or not passage.is_chinese:
        return
    pattern, right = _names()
    for run in _RUN.finditer(passage.text):
        if len(run.group().split()) > _LONGEST_RUN:
            continue
        for match in pattern.finditer(passage.text, *run.span()):
            new = right[match.group().casefold()]
            if match.group() != new:
                yield mended(passage, *match.span(), new)


def find_abbreviated(passage: Passage) -> Iterator[Found]:
    """Find home-made abbreviations where software is spoken of."""
    if passage.characters.isdisjoint("Tthj RnF") or not passage.is_chinese:
        return
    if _FRONT_END.search(passage.text) is None:
        return
    for match in _ABBREVIATION.finditer(passage.text):
        yield found_at(passage, *match.span(), new=_ABBREVIATIONS[match.group()])


NAME = Check(
    rule=warning(
        "T044",
        ("“{text}”的写法不对。", "“{text}” is not how the name is written."),
        ("请写作“{new}”。", "Write {new}."),
    ),
    title=Bilingual("专有名词的大小写", "The case of names"),
    why=Bilingual(
        "产品和公司的名称按其主人的写法，如GitHub、iPhone、MySQL（《中文文案排版指北》“名词”）。",
        "Names of products and firms are written as their owners write them.",
    ),
    examples=(
        Example("使用github登录。", "使用GitHub登录。"),
        Example("在Iphone上安装。", "在iPhone上安装。"),
        Example("推进IPV6规模部署。", "推进IPv6规模部署。"),
        Example("我们的客户有FaceBook、MICROSOFT。", "我们的客户有Facebook、Microsoft。"),
    ),
    find=find_misspelt,
    mends=True,
)

ABBREVIATION = Check(
    rule=warning(
        "T045",
        ("“{text}”不是通行的缩写。", "“{text}” is no current abbreviation."),
        ("请写全称：{new}", "Write it in full: {new}"),
    ),
    title=Bilingual("不地道的缩写", "Home-made abbreviations"),
    why=Bilingual(
        "自造的缩写只有小圈子看得懂，请写通行的名称（《中文文案排版指北》“不要使用不地道的缩写”）。",
        "Only a small circle knows what they mean.",
    ),
    examples=(
        Example("需要熟悉Ts、h5的前端。", "需要熟悉TypeScript、HTML5的前端。"),
        Example("至少理解一种框架（如RJS）。", "至少理解一种框架（如React）。"),
    ),
    find=find_abbreviated,
)

CHECKS = (NAME, ABBREVIATION)
