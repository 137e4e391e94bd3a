"""Points typed twice, and points that contradict each other (GB/T 15834-2011)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from typeset.check.checks import Check, Example, Found, found_at, mended, warning
from typeset.diagnostics import Bilingual
from typeset.issue.prose import Passage

_POINT = "[，,、､；;：:。！？!?]"
_BESIDE = re.compile(_POINT + _POINT)
_DOUBLED = re.compile("[，,]{2,}|[、､]{2,}|[；;]{2,}|[：]{2,}|[:：]*：[:：]+|(?<!。)。{2}(?!。)")
_MIXED = re.compile("[，、；：。！？,;]{2,}")
_CALLS = re.compile("[！？!?]{2,}")
_QUOTED_STOP = re.compile("([。，；])([”’」』])([。，；])")
_WIDE = str.maketrans(",;:､", "，；：、")


def find_doubled(passage: Passage) -> Iterator[Found]:
    """Find a comma, stop or the like that is typed twice."""
    text = passage.text
    if not passage.is_chinese or _BESIDE.search(text) is None:
        return
    for match in _DOUBLED.finditer(text):
        yield mended(passage, *match.span(), match.group()[0].translate(_WIDE))


DOUBLED = Check(
    rule=warning(
        "T013",
        ("标点重复：{text}", "A point is typed twice: {text}"),
        ("请只留一个“{new}”。", "Keep one “{new}”."),
    ),
    title=Bilingual("重复的点号", "Points typed twice"),
    why=Bilingual(
        "逗号、句号、顿号、分号、冒号不叠用。", "Commas, stops, colons and the like stand alone."
    ),
    examples=(
        Example("统筹推进，，扎实推进。。", "统筹推进，扎实推进。"),
        Example("算力、、网络，,数据。", "算力、网络，数据。"),
    ),
    find=find_doubled,
    mends=True,
)


def find_mixed(passage: Passage) -> Iterator[Found]:
    """Find two different points side by side."""
    if not passage.is_chinese or _BESIDE.search(passage.text) is None:
        return
    for match in _MIXED.finditer(passage.text):
        points = match.group()
        kinds = {point.translate(_WIDE) for point in points}
        if len(kinds) < 2 or kinds == {"！", "？"}:
            continue
        new = _kept(points.translate(_WIDE))
        if new is None:
            yield found_at(passage, *match.span(), new="")
        else:
            yield mended(passage, *match.span(), new)


def _kept(points: str) -> str | None:
    """Return the point that is surely meant, None where it takes a reader to tell."""
    if len(points) != 2:
        return None
    first, second = points[0], points[1]
    if first in "，、；：" and second in "。！？":
        return second
    if first in "！？" and second in "。，、；：":
        return first if second == "。" else None
    return "，" if {first, second} == {"，", "、"} else None


MIXED = Check(
    rule=warning(
        "T014",
        ("两个不同的点号连在一起：{text}", "Two different points stand side by side: {text}"),
        ("请按语气只留一个。", "Keep the one that is meant."),
    ),
    title=Bilingual("连在一起的不同点号", "Points that contradict each other"),
    why=Bilingual(
        "一处停顿用一个点号；除了“？！”，点号不连用。",
        "One pause takes one point; none but ？！ go together.",
    ),
    examples=(
        Example("统筹推进，。", "统筹推进。"),
        Example("统筹推进。，扎实推进。", "统筹推进，扎实推进。"),
        Example("这是什么？。", "这是什么？"),
    ),
    find=find_mixed,
)


def find_calls(passage: Passage) -> Iterator[Found]:
    """Find exclamation and question marks in a row."""
    if not passage.is_chinese:
        return
    for match in _CALLS.finditer(passage.text):
        marks = match.group().replace("!", "！").replace("?", "？")
        if marks in ("？！", "！？") or _is_bracketed(passage.text, *match.span()):
            continue
        yield found_at(passage, *match.span(), new=_one(marks))


def _one(marks: str) -> str:
    return marks[0] if len(set(marks)) == 1 else "？！"


def _is_bracketed(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] in "（(" and text[end : end + 1] in "）)"


CALLS = Check(
    rule=warning(
        "T015",
        ("叹号、问号叠用：{text}", "Exclamation or question marks in a row: {text}"),
        (
            "一般只用一个：{new}；语气特别强烈时最多三个。",
            "Write {new}; the standard allows three at most, for the strongest feeling.",
        ),
    ),
    title=Bilingual("叠用的叹号和问号", "Exclamation and question marks in a row"),
    why=Bilingual(
        "GB/T 15834—2011（§4.2.3.4、§4.3.3.2）只在语气强烈时允许叠用，最多三个；通报和新闻用一个"
        "就够了。",
        "GB/T 15834-2011 (§4.2.3.4, §4.3.3.2) allows them for strong feeling only, three at most; "
        "a brief does with one.",
    ),
    examples=(
        Example("德国队竟然战胜了巴西队！！", "德国队竟然战胜了巴西队！"),
        Example("她竟然对你说“喵”？？！！", "她竟然对你说“喵”？！"),
    ),
    find=find_calls,
    marks=frozenset("！？!?"),
)


def find_quoted_stops(passage: Passage) -> Iterator[Found]:
    """Find a point both before and after a closing quote."""
    for match in _QUOTED_STOP.finditer(passage.text):
        if match[1] == match[3] or (match[1], match[3]) == ("，", "。"):
            yield found_at(passage, *match.span(), inside=match[2] + match[3])


QUOTED_STOP = Check(
    rule=warning(
        "T016",
        ("后引号的里外都有点号：{text}", "A point stands on both sides of the quote: {text}"),
        (
            "引文独立成句时留里面的，否则留外面的（{inside}）。",
            "Keep the inner one if the quotation is a whole sentence, else the outer: {inside}",
        ),
    ),
    title=Bilingual("引号里外的点号", "Points inside and outside a quote"),
    why=Bilingual(
        "引文末尾的点号，要么在引号里（引文独立完整），要么在引号外，不能两处都有。",
        "The point at a quotation's end stands inside if the quotation is whole and on its own, "
        "outside otherwise; never on both sides.",
    ),
    examples=(
        Example("他说：“要抓紧落实。”。", "他说：“要抓紧落实。”"),
        Example("这叫作“数字底座，”，很重要。", "这叫作“数字底座”，很重要。"),
    ),
    find=find_quoted_stops,
    marks=frozenset("”’」』"),
)

CHECKS = (DOUBLED, MIXED, CALLS, QUOTED_STOP)
