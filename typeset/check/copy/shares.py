"""Percentages that contradict themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from typeset.check.checks import Check, Example, Found, found_at, warning
from typeset.check.copy.mistakes import DIGITS
from typeset.check.subjects import Copy
from typeset.diagnostics import Bilingual
from typeset.issue.prose import Passage, Table

_OVER = re.compile(
    r"(?:占比|比重|份额|及格率|失业率|出勤率|识字率|城镇化率|死亡率|城市化率)"
    rf"[^，。；、0-9（）增升降提高长加减少]{{0,6}}?(?P<bad>(?P<share>{DIGITS})[%％])"
)
_EACH = re.compile(
    rf"分别占[^，。；0-9各本]{{0,6}}(?:总|GDP|全部)[^，。；0-9各本]{{0,6}}"
    rf"(?P<bad>{DIGITS}[%％](?:[、，和与及]+{DIGITS}[%％]){{2,}})"
)
_GROWTH = re.compile(
    rf"[从由](?:[^，。；0-9]{{0,12}}?)(?P<one>{DIGITS})(?P<unit>[万亿]?[^，。；0-9]{{0,4}}?)"
    r"(?P<way>增长|增加|提高|上升|提升|增|扩大|升|下降|减少|降低|降|跌|回落)[到至为]"
    rf"(?:[^，。；0-9]{{0,10}}?)(?P<two>{DIGITS})(?P<same>[万亿]?[^，。；0-9]{{0,4}}?)，"
    r"(?:(?:同比|总体|累计|共|实现|增幅|降幅)?(?:增长|上升|提高|增加|下降|减少|降低|增幅|降幅|为|达到?|了|约)*)"
    rf"(?P<bad>(?P<rate>{DIGITS})[%％])(?!的)"
)
_SHARE_HEAD = re.compile(r"占比|比重|构成比?|份额|所占比例")
_NESTED = re.compile("其中|多选|合计|总计|小计|共计|总体|全部|全国|全省|全市|整体")
_CELL = re.compile(rf"\s*({DIGITS})\s*[%％]?\s*")


def _decimals(figure: str) -> int:
    return len(figure.partition(".")[2])


def find_over(passage: Passage) -> Iterator[Found]:
    """Find shares above 100 %, and shares of one whole that make more than 100 %."""
    if passage.characters.isdisjoint("%％"):
        return
    for match in _OVER.finditer(passage.text):
        if float(match["share"]) > 100:
            yield found_at(passage, *match.span("bad"), sum=match["bad"])
    for match in _EACH.finditer(passage.text):
        shares = re.findall(DIGITS, match["bad"])
        total = sum(map(float, shares))
        decimals = max(map(_decimals, shares))
        if total > 100 + 0.5 * 10**-decimals * len(shares) + 1e-9:
            yield found_at(passage, *match.span("bad"), sum=f"{total:.{decimals}f}%")


def find_growth(passage: Passage) -> Iterator[Found]:
    """Find growth that is not what the two amounts beside it make."""
    if passage.characters.isdisjoint("%％") or passage.characters.isdisjoint("从由"):
        return
    for match in _GROWTH.finditer(passage.text):
        one, two, rate = match["one"], match["two"], match["rate"]
        if match["unit"] != match["same"] or "%" in match["unit"] + match["same"]:
            continue
        low, high = _bounds(one, two)
        room = 0.5 * 10 ** -_decimals(rate) + 0.05
        if float(one) and not low - room <= float(rate) <= high + room:
            new = abs(float(two) / float(one) - 1) * 100
            yield found_at(passage, *match.span("bad"), new=f"{new:.{max(1, _decimals(rate))}f}%")


def _bounds(one: str, two: str) -> tuple[float, float]:
    """Return the least and the greatest change in percent between two rounded amounts."""
    first, last = 0.5 * 10 ** -_decimals(one), 0.5 * 10 ** -_decimals(two)
    if float(one) <= first:
        return 0.0, float("inf")
    changes = [
        ((float(two) + at * last) / (float(one) + by * first) - 1) * 100
        for at in (-1, 1)
        for by in (-1, 1)
    ]
    sizes = sorted(map(abs, changes))
    return (0.0 if changes[0] * changes[-1] < 0 else sizes[0]), sizes[-1]


def find_table_shares(copy: Copy) -> Iterator[Found]:
    """Find columns of shares without a total that make more than 100 %."""
    for prose in copy.files:
        for table in prose.tables:
            yield from _over(table)


def _over(table: Table) -> Iterator[Found]:
    if any(_NESTED.search(cell.text) for row in table.rows for cell in row):
        return
    for column, head in enumerate(table.rows[0]):
        cells = [row[column] for row in table.rows[1:] if column < len(row)]
        values = [_CELL.fullmatch(cell.text) for cell in cells]
        figures = [value[1] for value in values if value is not None]
        if not _SHARE_HEAD.search(head.text) or len(figures) < max(3, len(cells)):
            continue
        decimals = max(map(_decimals, figures))
        total = sum(map(float, figures))
        if 100 + 0.5 * 10**-decimals * len(figures) + 1e-9 < total < 135:
            yield found_at(head, 0, len(head.text), sum=f"{total:.{decimals}f}%")


OVER = Check(
    rule=warning(
        "T091",
        (
            "“{text}”：部分超过了整体，合计{sum}。",
            "“{text}”: the parts exceed the whole, {sum} in all.",
        ),
        ("请核对百分数。", "Check the percentages."),
    ),
    title=Bilingual("超过100%的比重", "Shares above 100 %"),
    why=Bilingual(
        "比重、份额说的是部分占整体多少，一项或各项之和都不会超过100%。",
        "A share is part of a whole: neither one nor all of them exceed 100 %.",
    ),
    examples=(
        Example("流量占比达到164.56%。", "流量占比达到64.56%。"),
        Example(
            "三次产业增加值分别占GDP的7.1%、58.3%和54.6%。",
            "三次产业增加值分别占GDP的7.1%、38.3%和54.6%。",
        ),
    ),
    find=find_over,
)

TABLE_OVER = Check(
    rule=warning(
        "T092",
        ("“{text}”一列相加是{sum}，超过了100%。", "The column “{text}” makes {sum}, over 100 %."),
        ("请核对这一列的百分数。", "Check the percentages of the column."),
    ),
    title=Bilingual("表里各项比重之和超过100%", "A column of shares above 100 %"),
    why=Bilingual(
        "各项占整体的比重相加不会超过100%；四舍五入造成的尾差不算。",
        "Shares of a whole do not exceed 100 %; what rounding explains is left alone.",
    ),
    examples=(
        Example(
            "| 类别 | 占比 |\n| --- | --- |\n| 甲 | 45% |\n| 乙 | 35% |\n| 丙 | 30% |",
            "| 类别 | 占比 |\n| --- | --- |\n| 甲 | 45% |\n| 乙 | 25% |\n| 丙 | 30% |",
        ),
    ),
    find=find_table_shares,
)

GROWTH = Check(
    rule=warning(
        "T093",
        (
            "按前后两个数算，变化是{new}，不是{text}。",
            "By the two amounts the change is {new}, not {text}.",
        ),
        ("请核对这三个数。", "Check the three figures."),
    ),
    title=Bilingual("增幅和前后两个数不符", "Growth that does not follow from its amounts"),
    why=Bilingual(
        "从100万增长到150万是增长50%；三个数里有一个不对，读者一算就知道。",
        "From 1.0 to 1.5 million is 50 %: if one of the three is wrong, readers can tell.",
    ),
    examples=(
        Example("用户从100万户增长到150万户，增长60%。", "用户从100万户增长到150万户，增长50%。"),
    ),
    find=find_growth,
)

CHECKS = (OVER, GROWTH)
COPY_CHECKS = (TABLE_OVER,)
