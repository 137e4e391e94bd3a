"""Addresses that lead somewhere, but not for every reader, not for long, or not to the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, unquote

from typeset.check.checks import Check, Example, Found, Kind, warning
from typeset.check.links.addresses import Address, key_of
from typeset.diagnostics import Bilingual

_IP = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]*:[0-9a-f:.]+")
# Link-local, carrier-grade and documentation ranges (RFC 3927, 6598, 4193, 5737); the private
# ones of RFC 1918 are refused when the article is read (A014).
_INTRANET = re.compile(
    r"169\.254(?:\.\d+){2}|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])(?:\.\d+){2}|0(?:\.\d+){3}"
    r"|f[cd][0-9a-f]{2}:.*|fe80:.*|::1|.+\.(?:corp|home|intra|intranet|localdomain|localhost|test)"
)
_PRIVATE = re.compile(
    r"(?:127|10)(?:\.\d+){3}|192\.168(?:\.\d+){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2}"
)
_SHORT = re.compile(
    r"t\.cn|dwz\.cn|url\.cn|suo\.im|suo\.nz|bit\.ly|tinyurl\.com|goo\.gl|t\.co|is\.gd"
    r"|ow\.ly|dwz\.date|mrw\.so|w\.url\.cn|dlvr\.it|buff\.ly|sourl\.cn|3\.cn|u\.jd\.com"
    r"|s\.click\.taobao\.com|m\.tb\.cn|b23\.tv|v\.douyin\.com|v\.kuaishou\.com|xhslink\.com"
    r"|985\.so|t\.ly|rb\.gy|cutt\.ly|reurl\.cc"
)
# Addresses with a signature stop working within hours or days.
_SIGNED = re.compile(
    r"(?:^|&)(?:x-amz-signature|x-oss-signature|x-cos-security-token|ossaccesskeyid|signature"
    r"|auth_key|access_token|x-tos-signature|e=\d{10}&token)=",
    re.IGNORECASE,
)
_WRAPPERS = {
    "link.zhihu.com": "target",
    "www.google.com/url": "q",
    "www.google.com.hk/url": "q",
    "link.csdn.net": "target",
    "link.juejin.cn": "target",
    "gitee.com/link": "target",
    "c.pc.qq.com": "url",
    "weixin110.qq.com": "url",
    "mail.qq.com/cgi-bin/readtemplate": "gourl",
    "l.facebook.com": "u",
    "out.reddit.com": "url",
    "www.jianshu.com/go-wild": "url",
    "developers.weixin.qq.com/link": "target",
    "www.oschina.net/action/gotolink": "url",
    "jump2.bdimg.com": "url",
    "link.sspai.com": "target",
}
_DEAD_ENDS = ("www.baidu.com/link", "weixin.sogou.com/link", "www.so.com/link", "cn.bing.com/ck")
_BACKSTAGE = re.compile(
    r"/(?:wp-admin|wp-login\.php|admin|manage|preview|login|signin|editor?|draft|cms)"
    r"(?:/|$|\.(?:php|jsp|aspx?|html?)$)|[?&](?:preview|draft)=(?:true|1)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+|[\w-]+(?:\.[\w-]+)+/[!-~]*", re.ASCII)


def find_passing(address: Address) -> Iterator[Found]:
    """Find addresses that were made to work for a while only."""
    if address.host == "mp.weixin.qq.com" and re.search(
        r"(?:^|&)(?:signature|tempkey)=", address.parts.query
    ):
        yield address.found(text="signature")
    else:
        match = _SIGNED.search(address.parts.query)
        if match is not None:
            yield address.found(text=match.group().strip("&="))


def find_intranets(address: Address) -> Iterator[Found]:
    """Find hosts that exist within a house only."""
    if _INTRANET.fullmatch(address.host):
        yield address.found(text=address.host)


def find_numbers(address: Address) -> Iterator[Found]:
    """Find hosts given as a number."""
    is_private = _INTRANET.fullmatch(address.host) or _PRIVATE.fullmatch(address.host)
    if _IP.fullmatch(address.host) and not is_private:
        yield address.found(text=address.host)


def find_short_links(address: Address) -> Iterator[Found]:
    """Find addresses of link shorteners."""
    if _SHORT.fullmatch(address.host):
        yield address.found(text=address.host)


def find_wrapped(address: Address) -> Iterator[Found]:
    """Find addresses of a page that only sends readers on."""
    place = address.host + address.parts.path.rstrip("/").lower()
    for wrapper, key in _WRAPPERS.items():
        if place == wrapper or place.startswith(f"{wrapper}/"):
            targets = parse_qs(address.parts.query).get(key, [])
            target = next((each for each in targets if "://" in each), "")
            yield (address.mended(target) if target else address.found(new="—"))
            return
    if place.startswith(_DEAD_ENDS):
        yield address.found(new="—")


def find_front_pages(address: Address) -> Iterator[Found]:
    """Find an article's link to the front page of a site."""
    path = re.sub(r"(?i)/(?:index|default)\.\w+$", "/", address.parts.path)
    bare = path in ("", "/") and not address.parts.query and len(address.parts.fragment) < 2
    if address.is_field and address.host and bare:
        yield address.found(text=address.host)


def find_backstage(address: Address) -> Iterator[Found]:
    """Find pages that only editors of the site can open."""
    match = _BACKSTAGE.search(address.parts.path + "?" + address.parts.query)
    if match is not None:
        yield address.found(text=match.group().strip("/?&"))


def find_other_names(address: Address) -> Iterator[Found]:
    """Find a link whose words are another address than the one it leads to."""
    match = _ADDRESS.fullmatch(address.name.strip().strip("<>`"))
    if match is None:
        return
    named = re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", match.group())
    named = named if "://" in named else f"https://{named}"
    if named.endswith(("…", "...")):
        return
    if unquote(key_of(named)) != unquote(key_of(address.url)):
        yield address.found(text=named)


PASSING = Check(
    rule=warning(
        "U007",
        (
            "这是临时网址（带有 {text}），过期就打不开：{url}",
            "This address expires (it carries “{text}”): {url}",
        ),
        (
            "请打开文章，复制它的永久网址；公众号文章请用“复制链接”。",
            "Open the page and copy its permanent address.",
        ),
    ),
    title=Bilingual("临时网址", "Addresses that expire"),
    why=Bilingual(
        "搜狗微信、网盘和图床给出的带签名网址几小时或几天后失效，印在纸上就是死链接。",
        "Signed addresses work for hours or days; in print they are dead.",
    ),
    examples=(
        Example(
            "link: https://mp.weixin.qq.com/s?src=11&timestamp=1720000000&signature=ab*cd",
            "link: https://mp.weixin.qq.com/s/Ab3_xYz",
            Kind.META,
        ),
    ),
    find=find_passing,
)
INTRANETS = Check(
    rule=warning(
        "U008",
        ("{text} 只在内部网络里有。", "{text} exists within a house only."),
        ("请换成外部读者能打开的网址。", "Give an address that every reader can open."),
    ),
    title=Bilingual("内网地址", "Addresses of an intranet"),
    why=Bilingual("外部读者打不开。", "No reader outside can open it."),
    examples=(
        Example("link: http://oa.example.corp/a/3", "link: https://www.example.com/a/3", Kind.META),
        Example("link: http://169.254.3.8/a/3", "link: https://www.example.com/a/3", Kind.META),
    ),
    find=find_intranets,
)
NUMBERS = Check(
    rule=warning(
        "U009",
        ("网站用 IP 地址 {text} 表示。", "The site is given as the number {text}."),
        ("请换成有域名的网址。", "Give the address with the site's name."),
    ),
    title=Bilingual("IP 地址", "Numbers for names"),
    why=Bilingual(
        "读者认不出这是谁的网站，服务器搬家后也打不开。",
        "Nobody can tell whose site it is, and it ends when the server moves.",
    ),
    examples=(
        Example("link: http://203.0.114.8/a/3", "link: https://www.example.com/a/3", Kind.META),
    ),
    find=find_numbers,
)
SHORT_LINKS = Check(
    rule=warning(
        "U010",
        ("{text} 是短链接。", "{text} is a link shortener."),
        (
            "请打开它，改用浏览器地址栏里的网址。",
            "Open it and use the address that the browser then shows.",
        ),
    ),
    title=Bilingual("短链接", "Short links"),
    why=Bilingual(
        "读者看不出它通向哪里，短链接服务一停就全部失效；二维码本来就不怕长一点。",
        "A reader cannot see where it leads, and all of them end with the service.",
    ),
    examples=(
        Example("link: https://t.cn/A6xyz12", "link: https://www.example.com/a/3", Kind.META),
    ),
    find=find_short_links,
)
WRAPPED = Check(
    rule=warning(
        "U011",
        ("这个网址只是跳转页：{url}", "This page only sends readers on: {url}"),
        ("请直接写目标网址：{new}", "Write where it leads: {new}"),
    ),
    title=Bilingual("跳转页", "Pages that send readers on"),
    why=Bilingual(
        "从搜索结果或别的网站复制的链接先经过跳转页：又长，又可能被拦下或失效。",
        "Links copied from a search or another site go through a page of that site first.",
    ),
    examples=(
        Example(
            "见[通知](https://link.zhihu.com/?target=https%3A//www.example.com/a)。",
            "见[通知](https://www.example.com/a)。",
        ),
    ),
    find=find_wrapped,
    mends=True,
)
FRONT_PAGES = Check(
    rule=warning(
        "U012",
        ("原文链接指向 {text} 的首页。", "The link leads to the front page of {text}."),
        ("请换成这篇文章自己的网址。", "Give the address of the article itself."),
    ),
    title=Bilingual("首页代替原文", "The front page for the article"),
    why=Bilingual(
        "读者扫码想看原文，首页上的文章过几天就换了。",
        "Readers want the article; a front page shows others a few days later.",
    ),
    examples=(
        Example("link: https://www.example.com/", "link: https://www.example.com/a/3", Kind.META),
    ),
    find=find_front_pages,
)
BACKSTAGE = Check(
    rule=warning(
        "U013",
        ("网址像是后台、预览或登录页（{text}）。", "This looks like a page for staff ({text})."),
        ("请换成发布后的网址。", "Give the address of the published page."),
    ),
    title=Bilingual("后台和预览页", "Pages for staff"),
    why=Bilingual("读者没有账号，打不开。", "Readers have no account there."),
    examples=(
        Example(
            "link: https://www.example.com/a/3?preview=true",
            "link: https://www.example.com/a/3",
            Kind.META,
        ),
        Example(
            "link: https://www.example.com/wp-admin/post.php",
            "link: https://www.example.com/a/3",
            Kind.META,
        ),
    ),
    find=find_backstage,
)
OTHER_NAMES = Check(
    rule=warning(
        "U014",
        (
            "文字写的是 {text}，链接去的却是 {url}",
            "The words say {text}, but the link leads to {url}",
        ),
        ("请把两处改成一样。", "Make both say the same."),
    ),
    title=Bilingual("文字和链接不一致", "Words and link differ"),
    why=Bilingual(
        "印在纸上的读者只看得见文字里的网址。", "On paper only the address in words is seen."
    ),
    examples=(
        Example(
            "见[https://www.example.com/a](https://www.example.com/b)。",
            "见[https://www.example.com/a](https://www.example.com/a)。",
        ),
    ),
    find=find_other_names,
)

CHECKS = (
    PASSING,
    INTRANETS,
    NUMBERS,
    SHORT_LINKS,
    WRAPPED,
    FRONT_PAGES,
    BACKSTAGE,
    OTHER_NAMES,
)
