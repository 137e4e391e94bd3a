"""Sums and percentages that cannot be right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from typeset.check.checks import Check, Example, Found, found_at, warning
from typeset.check.subjects import Copy
from typeset.diagnostics import Bilingual
from typeset.issue.prose import Passage, Table

_TOTAL = re.compile(r"\s*(?:合 ?计|总 ?计|共 ?计|总 ?和|总 ?数|全部)(?:[（(].*[）)])?\s*[:：]?\s*")
_PART = re.compile(r"\s*小 ?计\s*")
_WITHIN = re.compile(r"\s*(?:其中|#|（其中|—|-|·|　| of which)")
_RATE = re.compile(
    r"增[长速幅]|同比|环比|平均|人均|均价|单价|率|排名|位次|序号|年份|年度$|比上年|倍|指数|±|涨跌|最[高低大小]"
)
_SHARE = re.compile(r"占比|比重|份额|构成|百分比|所占|比例|占")
_VALUE = re.compile(
    r"\s*([-−+]?)([0-9][0-9,， ]*)(\.[0-9]+)?\s*([%％‰]?)[\u4e00-\u9fffA-Za-z/²³]{0,4}\s*"
)
_SPACES = re.compile(r"[,， ]")


@dataclass(frozen=True, slots=True)
class _Value:
    number: float
    decimals: int
    is_percent: bool
    cell: Passage


def _value(cell: Passage) -> _Value | None:
    match = _VALUE.fullmatch(cell.text)
    if match is None:
        return None
    decimals = len(match[3] or "") - 1 if match[3] else 0
    number = float(_SPACES.sub("", match[2]) + (match[3] or ""))
    return _Value(-number if match[1] in ("-", "−") else number, decimals, bool(match[4]), cell)


def _sum_is(parts: Sequence[_Value], total: _Value) -> bool:
    """Tell whether the parts may add up to the total, each being rounded."""
    decimals = min(total.decimals, *(each.decimals for each in parts))
    exact = all(each.decimals == total.decimals for each in parts) and not total.is_percent
    room = 0.5 * 10**-decimals * (len(parts) + 1) if decimals or not exact else 0.5
    return abs(sum(each.number for each in parts) - total.number) <= room + 1e-9


def _shown(number: float, decimals: int) -> str:
    return f"{number:.{decimals}f}"


def _bad_total(parts: Sequence[_Value], total: _Value) -> Found:
    decimals = max(total.decimals, *(each.decimals for each in parts))
    added = _shown(sum(each.number for each in parts), decimals)
    sign = "%" if total.is_percent else ""
    cell = total.cell
    return found_at(cell, 0, len(cell.text), sum=added + sign)


def find_sums(copy: Copy) -> Iterator[Found]:
    """Find totals in tables that are not the sum of their rows or columns."""
    for prose in copy.files:
        for table in prose.tables:
            yield from _columns(table)
            yield from _rows(table)


def _columns(table: Table) -> Iterator[Found]:
    head, rows = table.rows[0], table.rows[1:]
    labels = [row[0].text if row else "" for row in rows]
    if any(_WITHIN.match(label) for label in labels):
        return
    for column in range(1, len(head)):
        parts: list[_Value] = []
        subtotals: list[_Value] = []
        is_rate = _RATE.search(head[column].text) and not _SHARE.search(head[column].text)
        for row, label in zip(rows, labels, strict=True):
            value = _value(row[column]) if column < len(row) else None
            is_total = _TOTAL.fullmatch(label) or _PART.fullmatch(label)
            if value is None or is_rate:
                if (
                    value is None
                    and not is_total
                    and column < len(row)
                    and row[column].text.strip()
                ):
                    break
                continue
            if _PART.fullmatch(label):
                if len(parts) > 1 and not _sum_is(parts, value):
                    yield _bad_total(parts, value)
                subtotals.append(value)
                parts = []
            elif is_total:
                group = subtotals + parts
                if len(group) > 1 and _is_of_one_kind(group, value) and not _sum_is(group, value):
                    yield _bad_total(group, value)
            else:
                parts.append(value)


def _is_of_one_kind(parts: Sequence[_Value], total: _Value) -> bool:
    """Tell whether the total may be a sum: a total first of all, or of percentages near 100."""
    if len({each.is_percent for each in (*parts, total)}) > 1:
        return False
    return not total.is_percent or abs(total.number - 100) < 1e-9


def _rows(table: Table) -> Iterator[Found]:
    head = [cell.text for cell in table.rows[0]]
    if len(head) < 4 or not _TOTAL.fullmatch(head[-1]):
        return
    if any(_RATE.search(each) or _SHARE.search(each) for each in head[1:-1]):
        return
    for row in table.rows[1:]:
        values = [_value(cell) for cell in row[1:]]
        known = [each for each in values if each is not None]
        if len(known) < len(head) - 1 or not _is_of_one_kind(known[:-1], known[-1]):
            continue
        if not _sum_is(known[:-1], known[-1]):
            yield _bad_total(known[:-1], known[-1])


SUM = Check(
    rule=warning(
        "T090",
        ("合计写的是{text}，各项相加是{sum}。", "The total is {text}, but the parts make {sum}."),
        ("请核对各项和合计。", "Check the parts and the total."),
    ),
    title=Bilingual("表里的合计", "Totals in tables"),
    why=Bilingual(
        "各项之和应当等于合计；四舍五入造成的尾差不算。",
        "Parts add up to the total; differences that rounding explains are left alone.",
    ),
    examples=(
        Example(
            "| 地区 | 数量 |\n| --- | --- |\n| 贵阳 | 120 |\n| 遵义 | 80 |\n| 合计 | 210 |",
            "| 地区 | 数量 |\n| --- | --- |\n| 贵阳 | 120 |\n| 遵义 | 80 |\n| 合计 | 200 |",
        ),
        Example(
            "| 类别 | 占比 |\n| --- | --- |\n| 甲 | 45.5% |\n| 乙 | 50.5% |\n| 合计 | 100% |",
            "| 类别 | 占比 |\n| --- | --- |\n| 甲 | 45.5% |\n| 乙 | 54.5% |\n| 合计 | 100% |",
        ),
        Example(
            "| 地区 | 一季度 | 二季度 | 合计 |\n| --- | --- | --- | --- |\n| 贵阳 | 12 | 15 | 28 |",
            "| 地区 | 一季度 | 二季度 | 合计 |\n| --- | --- | --- | --- |\n| 贵阳 | 12 | 15 | 27 |",
        ),
    ),
    find=find_sums,
)

COPY_CHECKS = (SUM,)
