"""Dates: how they are written, whether they exist, and whether they agree with one another."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator

from typeset.check.checks import Check, Example, Found, found_at, warning
from typeset.check.copy.mistakes import FIGURES, Mistake, finder
from typeset.check.subjects import Copy
from typeset.diagnostics import Bilingual
from typeset.issue.prose import Passage

_DAY = re.compile(
    r"(?:(?<![0-9])(?P<year>[12][0-9]{3}) ?年 ?)?(?<![0-9.])(?P<month>[0-9]{1,2}) ?月 ?"
    r"(?P<day>[0-9]{1,2}) ?[日号]"
)
_ISO_DAY = re.compile(
    r"(?<![0-9A-Za-z./-])(?P<year>(?:19|20)[0-9]{2})(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)"
    r"(?P<day>[0-9]{1,2})(?![0-9./-]|[A-Za-z])"
)
_BAD_MONTH = re.compile(r"(?<![0-9])[12][0-9]{3} ?年 ?(?P<bad>(?:1[3-9]|[2-9][0-9]|00?) ?月)")
_BAD_TIME = re.compile(
    r"(?:上午|下午|中午|凌晨|早上|早晨|晚上|晚|傍晚) ?"
    r"(?P<bad>(?:2[5-9]|[3-9][0-9])[:：][0-9]{2}|[0-9]{1,2}[:：][6-9][0-9])(?![0-9:：])"
)
_MOON = re.compile("[农阴旧夏]历|腊月|正月|[初廿]")
_WEEKDAY = re.compile(
    _DAY.pattern
    + r" ?[，（(]? ?(?P<week>(?:星期|周|礼拜)(?P<name>[一二三四五六日天])(?![至到—～-]))"
)
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2}) ?年")
_NAMES = "一二三四五六日"
_AS_OF = re.compile(
    r"(?:(?<![\s\S])|(?<=[，。；（：\n]))(?:据[^，。]{2,12}，)?截[至止]到? ?"
    r"(?P<bad>(?P<year>20[0-9]{2})年(?:(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})[日号])?|(?P<end>年?底|末)?))"
)
_YEARS = re.compile(
    r"(?<![0-9前])(?P<one>[12][0-9]{3}) ?(?:年(?:[0-9]{1,2}月(?:[0-9]{1,2}[日号])?)?)?"
    r" ?[-—～~–至到] ?(?P<two>[12][0-9]{3}) ?年(?![前后龄])"
)
_DAYS = re.compile(
    r"(?<![0-9.])(?P<month>[0-9]{1,2})月(?P<one>[0-9]{1,2})[日号]? ?[-—～~–至到] ?"
    r"(?:(?P=month)月)?(?P<two>[0-9]{1,2})[日号]"
)
_VERSION = re.compile(r"(?:[vV]ersion|版本?|[A-Za-z]) ?$")
_SEPTEMBER = (
    r"(?=事件|事变|起义|特?大?地震|汶川|玉树|芦山|特别重大|特大|事故|晚会|惨案|运动|恐怖|矿难|讲话|空难|爆炸"
    r"|火灾|袭击|恐袭|消费者|国际消费者|枪击|洪灾|暴雨|泥石流|大火|专案|大案)"
)


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def find_no_dates(passage: Passage) -> Iterator[Found]:
    """Find days that no calendar has."""
    text = passage.text
    if passage.characters.isdisjoint("月-/.:："):
        return
    for pattern in (_DAY, _ISO_DAY):
        for match in pattern.finditer(text):
            year = int(match["year"] or 2024)  # a leap year, if none is told
            is_moon = _MOON.search(text, max(0, match.start() - 8), match.start()) is not None
            has_version = pattern is _ISO_DAY and match["mark"] == "."
            if is_moon or has_version or _exists(year, int(match["month"]), int(match["day"])):
                continue
            yield found_at(passage, *match.span())
    for match in _BAD_TIME.finditer(text):
        yield found_at(passage, *match.span("bad"))
    for match in _BAD_MONTH.finditer(text):
        if not _DAY.match(text, match.start()):
            yield found_at(passage, *match.span())


def find_weekdays(copy: Copy) -> Iterator[Found]:
    """Find days of the week that do not belong to their dates."""
    issued = None if copy.issue is None else copy.issue.date
    for passage in copy.passages:
        if passage.characters.isdisjoint("星周礼") or "月" not in passage.characters:
            continue
        for match in _WEEKDAY.finditer(passage.text):
            days = _days(match, passage.text, issued)
            told = _NAMES.index(match["name"].replace("天", "日"))
            if days and told not in {day.weekday() for day in days}:
                yield found_at(
                    passage, *match.span("week"), date=f"{days[0]:%Y-%m-%d}",
                    new=f"星期{_NAMES[days[0].weekday()]}",
                )  # fmt: skip


def _days(
    match: re.Match[str], text: str, issued: datetime.date | None
) -> tuple[datetime.date, ...]:
    """Return the days that may be meant, the likeliest first; none if any year may be."""
    month, day = int(match["month"]), int(match["day"])
    if match["year"]:
        years = [int(match["year"])]
    else:
        told = [int(year) for year in _YEAR.findall(text[: match.start()])][-1:]
        if issued is None:
            return ()
        years = [issued.year, *told, issued.year - 1, issued.year + 1]
    found = [datetime.date(year, month, day) for year in years if _exists(year, month, day)]
    if match["year"] or issued is None:
        return tuple(found)
    near = [each for each in found if abs((each - issued).days) < 200 or each.year in told]
    return tuple(near)


def find_future(copy: Copy) -> Iterator[Found]:
    """Find what is told as of a day after the date of the issue."""
    if copy.issue is None:
        return
    issued = copy.issue.date
    for passage in copy.passages:
        if "截" not in passage.characters:
            continue
        for match in _AS_OF.finditer(passage.text):
            first_month = 12 if match["end"] else 1
            month = int(match["month"] or first_month)
            day = int(match["day"] or 1)
            year = int(match["year"])
            if _exists(year, month, day) and datetime.date(year, month, day) > issued:
                yield found_at(passage, *match.span("bad"), date=f"{issued:%Y-%m-%d}")


def find_backwards(passage: Passage) -> Iterator[Found]:
    """Find spans of time that end before they begin."""
    if passage.characters.isdisjoint("-—～~–至到") or passage.characters.isdisjoint("年月"):
        return
    text = passage.text
    for match in _YEARS.finditer(text):
        before = text[max(0, match.start() - 8) : match.start()]
        if int(match["one"]) > int(match["two"]) and "公元" not in before and "前" not in before:
            yield found_at(passage, *match.span())
    for match in _DAYS.finditer(text):
        if int(match["one"]) > int(match["two"]):
            yield found_at(passage, *match.span())


def _written_out(match: re.Match[str]) -> str | None:
    year, month, day = match["year"], int(match["month"]), int(match["day"])
    written = match.group()
    is_iso = match["mark"] == "-" and len(written) == 10
    is_version = match["mark"] == "." and _VERSION.search(match.string[: match.start()])
    if is_iso or is_version or not _exists(int(year), month, day):
        return written
    return f"{year}年{month}月{day}日"


DATE_FORM = Check(
    rule=warning(
        "T053",
        ("日期“{text}”的写法不合规范。", "The date “{text}” is not written by the standard."),
        ("请写作“{new}”。", "Write {new}."),
    ),
    title=Bilingual("日期的写法", "How a date is written"),
    why=Bilingual(
        "日期写作“2024年7月15日”，或按GB/T 7408写作“2024-07-15”；点号、斜线隔开的写法不合规范"
        "（GB/T 15835-2011第5.1.4条）。",
        "A date is 2024年7月15日 or, by GB/T 7408, 2024-07-15; not with points or strokes"
        " (GB/T 15835-2011, 5.1.4).",
    ),
    examples=(
        Example("2024.7.15在贵阳举行。", "2024年7月15日在贵阳举行。"),
        Example("发布时间为2024/7/15。", "发布时间为2024年7月15日。"),
        Example("发布时间为2024-7-15。", "发布时间为2024年7月15日。"),
    ),
    find=finder(Mistake(_ISO_DAY, _written_out, (FIGURES, "./-"))),
    mends=True,
)

EVENT_DATE = Check(
    rule=warning(
        "T084",
        ("“{text}”是日期，不是小数。", "“{text}” is a date, not a decimal."),
        ("月和日之间用间隔号：{new}", "Divide month and day by a middle dot: {new}"),
    ),
    title=Bilingual("含有月日的专名", "Names that hold a month and a day"),
    why=Bilingual(
        "含有月日的专名用阿拉伯数字时，月、日之间用间隔号，并加引号，如“3·15”"
        "（GB/T 15835-2011第5.1.6条）。",
        "In such names the month and the day are divided by a middle dot, within quotes"
        " (GB/T 15835-2011, 5.1.6).",
    ),
    examples=(
        Example("纪念“9.11”事件。", "纪念“9·11”事件。"),
        Example("“3.15”晚会播出。", "“3·15”晚会播出。"),
        Example("“5-12”汶川大地震。", "“5·12”汶川大地震。"),
    ),
    find=finder(
        Mistake(
            re.compile(
                r"(?<![0-9.])(?:1[0-2]|[1-9])(?P<bad>[.．。・•\-])(?:[12][0-9]|3[01]|[1-9])”?"
                + _SEPTEMBER
            ),
            "·",
            (FIGURES, ".．。・•-", "事起地汶玉芦特晚惨大运恐矿讲空爆火袭消国枪洪暴泥大专"),
        )
    ),
    mends=True,
)

NO_DATE = Check(
    rule=warning(
        "T085",
        ("没有“{text}”这个日子或时刻。", "There is no such date or time: “{text}”."),
        ("请核对年、月、日。", "Check the year, the month and the day."),
    ),
    title=Bilingual("不存在的日期", "Dates that do not exist"),
    why=Bilingual(
        "小月没有31日，二月只有28日，闰年29日；不存在的日期多半是抄错了数字。",
        "A date that does not exist is most often a slip of one digit.",
    ),
    examples=(
        Example("2024年6月31日截止。", "2024年6月30日截止。"),
        Example("2023年2月29日召开。", "2024年2月29日召开。"),
        Example("2024年13月开工。", "2024年12月开工。"),
        Example("更新于2024-02-30。", "更新于2024-02-28。"),
    ),
    find=find_no_dates,
)

WEEKDAY = Check(
    rule=warning(
        "T086",
        ("{date}不是{text}，是{new}。", "{date} is no {text} but a {new}."),
        ("请核对日期和星期。", "Check the date and the day of the week."),
    ),
    title=Bilingual("日期和星期不符", "A date and its day of the week"),
    why=Bilingual(
        "日期和星期不符，读者就不知道该哪天来。没有写年份的，按本期日期的前后半年推算。",
        "If they disagree, nobody knows which day is meant. Without a year, the one nearest to"
        " the date of the issue counts.",
    ),
    examples=(
        Example("会议定于2024年7月15日（星期二）召开。", "会议定于2024年7月15日（星期一）召开。"),
        Example("会议定于7月18日（周五）召开。", "会议定于7月18日（周四）召开。"),
    ),
    find=find_weekdays,
)

FUTURE = Check(
    rule=warning(
        "T087",
        (
            "“{text}”在本期日期（{date}）之后。",
            "“{text}” is after the date of this issue ({date}).",
        ),
        ("请核对年份和月份。", "Check the year and the month."),
    ),
    title=Bilingual("截至还没有到的日子", "As of a day to come"),
    why=Bilingual(
        "截至某日的统计不会晚于刊物的日期，多半是年份写错了。",
        "Figures as of a day are not later than the issue; most often the year is wrong.",
    ),
    examples=(Example("截至2025年5月，用户达8亿户。", "截至2024年5月，用户达8亿户。"),),
    find=find_future,
)

BACKWARDS = Check(
    rule=warning(
        "T088",
        ("“{text}”的起止颠倒了。", "“{text}” ends before it begins."),
        ("请核对起止时间。", "Check both ends."),
    ),
    title=Bilingual("起止颠倒的时间", "Spans that run backwards"),
    why=Bilingual(
        "开始晚于结束，多半是写错或抄反了。",
        "A span that begins after its end is most often a slip.",
    ),
    examples=(
        Example("2024年—2020年累计投入10亿元。", "2020年—2024年累计投入10亿元。"),
        Example("报名时间为8月10日至5日。", "报名时间为8月5日至10日。"),
    ),
    find=find_backwards,
)

CHECKS = (DATE_FORM, EVENT_DATE, NO_DATE, BACKWARDS)
COPY_CHECKS = (WEEKDAY, FUTURE)
