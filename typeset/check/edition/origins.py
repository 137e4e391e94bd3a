"""Where an issue's articles come from: sources and links."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from typeset.check.checks import Check, Example, Found, Kind, warning
from typeset.check.subjects import Copy
from typeset.diagnostics import Bilingual

_DAY = re.compile(r"(?<!\d)(20\d\d)([-/_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")


def find_no_source(copy: Copy) -> Iterator[Found]:
    """Find articles without a source."""
    for article in () if copy.issue is None else copy.issue.articles:
        if article.source is None:
            yield Found(article.title.span, {"title": article.title.plain})


def find_no_link(copy: Copy) -> Iterator[Found]:
    """Find articles without a link that do not say so, unless no article has one."""
    articles = () if copy.issue is None else copy.issue.articles
    if len(articles) > 1 and not any(article.link for article in articles):
        return
    for article in articles:
        if article.link is None and not article.is_without_link:
            yield Found(article.title.span, {"title": article.title.plain})


def find_late_links(copy: Copy) -> Iterator[Found]:
    """Find an address that names a day after the issue's."""
    issue = copy.issue
    for article in () if issue is None else issue.articles:
        for match in _DAY.finditer(article.link or ""):
            try:
                day = datetime.date(int(match[1]), int(match[3]), int(match[4]))
            except ValueError:
                continue
            if issue is not None and day > issue.date and article.link is not None:
                yield Found(article.link.span, {"day": day, "date": issue.date})
                break


NO_SOURCE = Check(
    rule=warning(
        "I013",
        ("《{title}》没有写来源。", "“{title}” names no source."),
        (
            "请在文章开头加一行 source: 来源；本刊自己的稿件请写本刊名称。",
            "Add a line source: to the front matter; for your own text name the newsletter.",
        ),
    ),
    title=Bilingual("没有来源", "No source"),
    why=Bilingual(
        "转载必须注明出处（《著作权法》第二十五条），读者也要知道话是谁说的。",
        "Reprints must name their source, and readers want to know who speaks.",
    ),
    examples=(Example("title: 某文", "title: 某文\nsource: 新华社", Kind.SHOWN),),
    find=find_no_source,
)
NO_LINK = Check(
    rule=warning(
        "I014",
        ("《{title}》没有原文链接。", "“{title}” has no link to the original."),
        (
            "请加一行 link: 网址；确实没有网址的，请写 link: 无。",
            "Add a line link:; where there is none, write link: none.",
        ),
    ),
    title=Bilingual("没有原文链接", "No link"),
    why=Bilingual(
        "每篇文章下面都有二维码和原文链接，缺一个多半是漏了；真没有时写明，就不再提醒。",
        "Each article has its code and link; one was probably forgotten, unless it says so.",
    ),
    examples=(
        Example("title: 某文\nsource: 某报", "title: 某文\nsource: 某报\nlink: 无", Kind.SHOWN),
    ),
    find=find_no_link,
)
LATE_LINKS = Check(
    rule=warning(
        "I019",
        (
            "网址里的日期 {day} 晚于出版日期 {date}。",
            "The address names the day {day}, after the issue's date {date}.",
        ),
        ("请核对网址和 date:。", "Check the address and date:."),
    ),
    title=Bilingual("网址的日期晚于出版日期", "An address from the future"),
    why=Bilingual(
        "刊物不会转载还没有发表的文章：日期或网址有一个不对。",
        "Nothing is reprinted before it appears: one of the two is wrong.",
    ),
    examples=(
        Example(
            "date: 2024-07-15，link: https://www.example.com/20240815/a",
            "link: https://www.example.com/20240715/a",
            Kind.SHOWN,
        ),
    ),
    find=find_late_links,
)

CHECKS = (NO_SOURCE, NO_LINK, LATE_LINKS)
