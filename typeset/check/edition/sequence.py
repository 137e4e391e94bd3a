"""An issue's number and date after those of the issue before."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from typeset.check.checks import Check, Example, Found, Kind, note, warning
from typeset.check.edition.earlier import Record, key_span, records
from typeset.check.subjects import Copy
from typeset.diagnostics import Bilingual

_RHYTHM = 12  # issues that show how often the newsletter appears
_LEAST_INTERVALS = 3
_USUAL = (0.55, 1.8)  # times the usual interval


def find_number_gap(copy: Copy) -> Iterator[Found]:
    """Find a number that is not one more than the latest before."""
    issue, before = copy.issue, records(copy, 1)
    if issue is not None and before and issue.number != before[0].number + 1:
        span = key_span(copy.manifest, "number", copy.folder)
        yield Found(span, {"number": issue.number, "before": before[0].number})


def find_date_before(copy: Copy) -> Iterator[Found]:
    """Find a date that is not later than that of the issue before."""
    issue = copy.issue
    before = next((each for each in records(copy, _RHYTHM) if each.date), None)
    if issue is not None and before is not None and before.date and issue.date <= before.date:
        span = key_span(copy.manifest, "date", copy.folder)
        yield Found(span, {"date": issue.date, "before": before.date, "number": before.number})


def find_number_in_year(copy: Copy) -> Iterator[Found]:
    """Find a number within the year that does not follow the issue before."""
    issue = copy.issue
    before = next((each for each in records(copy, 1) if each.date), None)
    if issue is None or before is None or before.date is None or before.number_in_year is None:
        return
    steps = issue.number - before.number
    wanted: tuple[int, ...] = (before.number_in_year + steps,)
    if issue.date.year != before.date.year:
        wanted = tuple(range(1, steps + 1))
    if issue.number_in_year not in wanted:
        key = "number" if issue.number_in_year is None else "number_in_year"
        found = "—" if issue.number_in_year is None else issue.number_in_year
        args = {"found": found, "wanted": wanted[0], "number": before.number}
        yield Found(key_span(copy.manifest, key, copy.folder), args)


def find_interval(copy: Copy) -> Iterator[Found]:
    """Find an interval to the issue before that is far from the usual one."""
    issue, before = copy.issue, [each for each in records(copy, _RHYTHM) if each.date]
    days = _intervals(before)
    if issue is None or len(days) < _LEAST_INTERVALS or before[0].date is None:
        return
    usual, here = median(days), (issue.date - before[0].date).days
    follows = here > 0 and issue.number == before[0].number + 1
    if follows and not _USUAL[0] * usual <= here <= _USUAL[1] * usual:
        span = key_span(copy.manifest, "date", copy.folder)
        yield Found(span, {"days": here, "usual": round(usual), "number": before[0].number})


def _intervals(before: list[Record]) -> list[float]:
    """Return the days an issue between neighbours, the latest first."""
    dated = [(each.number, each.date) for each in before if each.date is not None]
    return [
        (later - earlier).days / (number - other)
        for (number, later), (other, earlier) in pairwise(dated)
        if later > earlier and number > other
    ]


def find_weekday(copy: Copy) -> Iterator[Found]:
    """Find a date on another day of the week than all issues before."""
    issue = copy.issue
    dates = [each.date for each in records(copy, _RHYTHM) if each.date is not None]
    days = {date.weekday() for date in dates}
    is_weekly = bool(dates) and _intervals(list(records(copy, _RHYTHM)))[:1] == [7]
    if issue is None or len(dates) <= _LEAST_INTERVALS or len(days) != 1 or not is_weekly:
        return
    if issue.date.weekday() not in days:
        span = key_span(copy.manifest, "date", copy.folder)
        here, usual = _weekday(issue.date), _weekday(dates[0])
        yield Found(
            span,
            {"here_zh": here[0], "here_en": here[1], "usual_zh": usual[0], "usual_en": usual[1]},
        )


def _weekday(date: datetime.date) -> tuple[str, str]:
    names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    return f"星期{'一二三四五六日'[date.weekday()]}", names[date.weekday()]


NUMBER_GAP = Check(
    rule=warning(
        "I001",
        (
            "总期号是 {number}，上一期却是 {before}。",
            "The number is {number}, but that of the issue before is {before}.",
        ),
        ("请核对 number: 这一行；中间的期号漏了吗？", "Check number:; were issues left out?"),
    ),
    title=Bilingual("期号不连续", "Numbers that do not follow"),
    why=Bilingual(
        "总期号每期加一，图书馆和读者靠它知道有没有缺期。",
        "It grows by one each issue; readers and libraries tell by it what they lack.",
    ),
    examples=(Example("第 188 期之后：number: 190", "第 188 期之后：number: 189", Kind.SHOWN),),
    find=find_number_gap,
)
DATE_BEFORE = Check(
    rule=warning(
        "I002",
        (
            "出版日期 {date} 不晚于第 {number} 期的 {before}。",
            "The date {date} is not later than that of issue {number}, {before}.",
        ),
        ("请核对 date: 这一行，多半是复制上一期后忘了改。", "Check date:; it may be a copy."),
    ),
    title=Bilingual("日期没有往后走", "A date that does not follow"),
    why=Bilingual("新的一期总比上一期晚出。", "An issue appears after the one before."),
    examples=(Example("上一期 2024-07-08：date: 2024-07-08", "date: 2024-07-15", Kind.SHOWN),),
    find=find_date_before,
)
NUMBER_IN_YEAR = Check(
    rule=warning(
        "I003",
        (
            "年内期号是 {found}，接着第 {number} 期应当是 {wanted}。",
            "The number within the year is {found}; after issue {number} it should be {wanted}.",
        ),
        (
            "请核对 number_in_year: 这一行；新的一年从 1 开始。",
            "Check number_in_year:; each year starts with 1.",
        ),
    ),
    title=Bilingual("年内期号", "The number within the year"),
    why=Bilingual(
        "年内期号与总期号一起印在封面和页眉上，两个要一起走。",
        "It is printed beside the number of the issue, and both move on together.",
    ),
    examples=(Example("上一期 number_in_year: 25，本期仍是 25", "number_in_year: 26", Kind.SHOWN),),
    find=find_number_in_year,
)
INTERVAL = Check(
    rule=note(
        "I004",
        (
            "离第 {number} 期有 {days} 天，平常相隔 {usual} 天。",
            "It is {days} days after issue {number}; {usual} are usual.",
        ),
        ("请核对 date: 这一行。", "Check date:."),
    ),
    title=Bilingual("出版间隔异常", "An unusual interval"),
    why=Bilingual(
        "日期打错一个数字，间隔就会突然变长或变短。",
        "One wrong digit in a date makes the interval long or short.",
    ),
    examples=(
        Example("周刊：date: 2024-08-15（上一期 2024-07-08）", "date: 2024-07-15", Kind.SHOWN),
    ),
    find=find_interval,
)
WEEKDAY = Check(
    rule=note(
        "I005",
        (
            "出版日期是{here_zh}，前面各期都是{usual_zh}。",
            "The date is a {here_en}; all issues before appeared on a {usual_en}.",
        ),
        ("请核对 date: 这一行。", "Check date:."),
    ),
    title=Bilingual("出版日的星期", "The day of the week"),
    why=Bilingual("周刊总在同一天出版。", "A weekly appears on the same day."),
    examples=(Example("date: 2024-07-16（周二）", "date: 2024-07-15（周一）", Kind.SHOWN),),
    find=find_weekday,
)

CHECKS = (NUMBER_GAP, DATE_BEFORE, NUMBER_IN_YEAR, INTERVAL, WEEKDAY)
