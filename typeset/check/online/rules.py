"""What is said of addresses after they were visited."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from typeset.check.checks import Check, Example, Found, Kind, note, warning
from typeset.check.links.addresses import Address, key_of, shortened
from typeset.check.online.comparing import is_same_article
from typeset.check.online.visit import Outcome, Visit
from typeset.diagnostics import Bilingual, Rule

_OLD_DAYS = 90
_GONE_PATH = re.compile(r"/(?:404|error|notfound)(?:\.\w+)?/?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Visited:
    """An address of an issue, what it led to, and what the issue says of the article."""

    address: Address
    visit: Visit
    title: str = ""
    date: datetime.date | None = None


def find_gone(visited: Visited) -> Iterator[Found]:
    """Find addresses whose page is not there."""
    visit = visited.visit
    is_error_page = visit.outcome is Outcome.OPEN and not _is_open(visit)
    if visit.outcome is Outcome.GONE or is_error_page:
        yield visited.address.found(detail=shortened(visit.detail or visit.end))


def find_no_sites(visited: Visited) -> Iterator[Found]:
    """Find hosts that do not exist."""
    if visited.visit.outcome is Outcome.NO_SITE:
        yield visited.address.found(host=visited.address.host)


def find_failures(visited: Visited) -> Iterator[Found]:
    """Find sites that do not answer as they should."""
    visit = visited.visit
    if visit.outcome in (Outcome.FAILED, Outcome.SLOW):
        slow = visit.outcome is Outcome.SLOW
        zh = "没有在限时内回答" if slow else f"出错（{visit.status or visit.detail}）"
        en = "gives no answer in time" if slow else f"fails ({visit.status or visit.detail})"
        yield visited.address.found(zh=zh, en=en, host=visited.address.host)


def find_refusals(visited: Visited) -> Iterator[Found]:
    """Find sites that let no program in."""
    if visited.visit.outcome is Outcome.REFUSED:
        yield visited.address.found(host=visited.address.host, status=visited.visit.status)


def find_unsafe(visited: Visited) -> Iterator[Found]:
    """Find sites whose certificate browsers refuse."""
    if visited.visit.outcome is Outcome.UNSAFE:
        yield visited.address.found(host=visited.address.host)


def find_astray(visited: Visited) -> Iterator[Found]:
    """Find redirects that end nowhere."""
    if visited.visit.outcome is Outcome.ASTRAY:
        yield visited.address.found(end=shortened(visited.visit.end))


def find_moved(visited: Visited) -> Iterator[Found]:
    """Find pages that the site says have moved for good."""
    if _is_elsewhere(visited.visit) and visited.visit.is_moved:
        yield visited.address.found(new=visited.visit.end)


def find_redirects(visited: Visited) -> Iterator[Found]:
    """Find addresses that lead to another, for now."""
    if _is_elsewhere(visited.visit) and not visited.visit.is_moved:
        yield visited.address.found(new=shortened(visited.visit.end, 200))


def _is_elsewhere(visit: Visit) -> bool:
    """Tell whether a visit ended on another page; the scheme and `www.` are no difference."""
    return _is_open(visit) and visit.end != "" and key_of(visit.url) != key_of(visit.end)


def _is_open(visit: Visit) -> bool:
    """Tell whether a page was found, and not a site's page of error."""
    is_error_page = _GONE_PATH.search(urlsplit(visit.end).path) is not None
    return visit.outcome is Outcome.OPEN and not is_error_page


def find_other_titles(visited: Visited) -> Iterator[Found]:
    """Find pages whose title has nothing in common with the article's."""
    visit = visited.visit
    is_known = visited.title and visit.titles and _is_open(visit)
    if is_known and not is_same_article(visited.title, visit.titles):
        yield visited.address.found(ours=visited.title, theirs=visit.titles[0])


def find_other_dates(visited: Visited) -> Iterator[Found]:
    """Find pages with a day after the issue's, or long before it."""
    visit, date = visited.visit, visited.date
    if date is None or not visit.dates or not _is_open(visit):
        return
    day = datetime.date.fromisoformat(visit.dates[0])
    if day > date or (date - day).days > _OLD_DAYS:
        late = day > date
        yield visited.address.found(
            day=day,
            date=date,
            zh="晚于" if late else "远早于",
            en="after" if late else "long before",
        )


def _check(
    rule: Rule,
    title: tuple[str, str],
    why: tuple[str, str],
    example: tuple[str, str],
    find: Callable[[Visited], Iterable[Found]],
) -> Check[Visited]:
    shown = Example(*example, Kind.SHOWN)
    return Check(rule, Bilingual(*title), Bilingual(*why), (shown,), find)


_DEAD = (
    "印在纸上的链接改不了，读者扫码打不开就再也找不到原文。",
    "A printed link cannot be mended: who scans it in vain will not find the article.",
)

CHECKS: tuple[Check[Visited], ...] = (
    _check(
        warning(
            "U020",
            ("链接已失效（{detail}）：{url}", "The link is dead ({detail}): {url}"),
            ("请找到文章现在的网址。", "Find where the article is now."),
        ),
        ("死链接", "Dead links"),
        _DEAD,
        ("打开后是“404 页面不存在”", "能打开的网址"),
        find_gone,
    ),
    _check(
        warning(
            "U021",
            ("没有 {host} 这个网站。", "There is no site {host}."),
            ("请核对网址。", "Check the address."),
        ),
        ("网站不存在", "No such site"),
        _DEAD,
        ("https://www.exmaple.com/a", "https://www.example.com/a"),
        find_no_sites,
    ),
    _check(
        warning(
            "U022",
            ("{host} 这会儿{zh}：{url}", "{host} {en}: {url}"),
            ("请过一会儿再查，或用手机打开试试。", "Check again later, or try it on a phone."),
        ),
        ("网站没有正常回答", "A site that fails"),
        _DEAD,
        ("三次都是 502", "过一会儿再查"),
        find_failures,
    ),
    _check(
        note(
            "U023",
            (
                "{host} 不让程序访问（{status}），没有查到：{url}",
                "{host} lets no program in ({status}); unknown: {url}",
            ),
            ("请自己打开看一眼。", "Open it yourself."),
        ),
        ("网站不让程序访问", "Sites that let no program in"),
        (
            "有的网站只让浏览器访问，链接是好是坏要人来看。",
            "Some sites answer browsers only; a person has to look.",
        ),
        ("403", "人工核对"),
        find_refusals,
    ),
    _check(
        warning(
            "U025",
            (
                "{host} 的安全证书无效，浏览器会拦下。",
                "Browsers stop readers: the certificate of {host} is not valid.",
            ),
            ("请换一个网址，或试试 http:// 开头的。", "Use another address, or try http://."),
        ),
        ("证书无效", "An invalid certificate"),
        (
            "读者会看到“您的连接不是私密连接”，多数人不会继续。",
            "Readers see a warning, and most of them turn back.",
        ),
        ("证书过期的网站", "证书有效的网站"),
        find_unsafe,
    ),
    _check(
        warning(
            "U026",
            ("链接转来转去，没有到头：{url}", "The link goes round and round: {url}"),
            ("请核对网址。", "Check the address."),
        ),
        ("循环跳转", "Redirects without end"),
        _DEAD,
        ("A 跳到 B，B 又跳到 A", "直接的网址"),
        find_astray,
    ),
    _check(
        warning(
            "U027",
            ("网页已搬家：{url}", "The page has moved: {url}"),
            ("请改成 {new}", "Write {new}"),
        ),
        ("网页已搬家", "Pages that moved"),
        (
            "旧网址的跳转总有一天会停，印刷品要用新网址。",
            "One day the old address will lead nowhere; print the new one.",
        ),
        ("301 跳转的旧网址", "跳转以后的网址"),
        find_moved,
    ),
    _check(
        note(
            "U028",
            ("链接会跳转到 {new}", "The link leads on to {new}"),
            (
                "请核对是不是要的网页；是的话最好直接写它。",
                "See whether that is the page; then give its address.",
            ),
        ),
        ("跳转", "Redirects"),
        (
            "跳转可能通向登录页、手机版，或换了内容的页面。",
            "It may lead to a login, a version for phones, or other words.",
        ),
        ("302 跳转", "跳转以后的网址"),
        find_redirects,
    ),
    _check(
        warning(
            "U029",
            (
                "网页的标题是“{theirs}”，与本文《{ours}》不像一篇文章。",
                "The page is named “{theirs}”, which does not look like “{ours}”.",
            ),
            ("请核对链接是不是贴错了。", "See whether this is the right link."),
        ),
        ("网页标题不符", "Another title"),
        (
            "几篇文章一起排时，链接最容易贴串。",
            "With several articles at hand links are easily mixed up.",
        ),
        ("链接打开的是另一篇文章", "本文的网址"),
        find_other_titles,
    ),
    _check(
        note(
            "U030",
            (
                "网页的日期 {day} {zh}本期的 {date}。",
                "The page is dated {day}, {en} the issue's {date}.",
            ),
            ("请核对链接和日期。", "Check the link and the date."),
        ),
        ("网页日期不符", "Another date"),
        (
            "网页比刊物还新，多半改过内容；旧得太多，多半不是这一篇。",
            "A page newer than the issue was changed; one much older is probably another.",
        ),
        ("7 月 15 日的刊物，网页是 8 月 2 日的", "7 月 12 日的网页"),
        find_other_dates,
    ),
)

OFFLINE = note(
    "U024",
    (
        "没有连上网络，{count} 个链接没有查。",
        "There is no network; {count} links were not visited.",
    ),
    ("请检查网络或代理设置（HTTPS_PROXY）。", "Check the network, or the proxy (HTTPS_PROXY)."),
)
