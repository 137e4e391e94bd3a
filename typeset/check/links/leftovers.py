"""What other programs leave in an address: escapes, sessions, marks of the sentence around."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, unquote_to_bytes

from typeset.check.checks import Check, Example, Found, Kind, warning
from typeset.check.links.addresses import Address
from typeset.diagnostics import Bilingual

_ENTITY = re.compile(r"&(?:amp|#0*38|#x0*26);", re.IGNORECASE)
_OTHER_ENTITY = re.compile(r"&(?:lt|gt|quot|nbsp|apos|#\d+|#x[0-9a-f]+);", re.IGNORECASE)
_TWICE = re.compile(r"(?:%25[0-9A-Fa-f]{2})+")
# An encoded space, line end, invisible character or Chinese mark at the end of an address.
_TAIL = re.compile(
    r"(?:%20|%0[9AaDd]|%E2%80%8[BbCcDdEeFf]|%EF%BB%BF|%C2%A0|%E3%80%8[0-2]"
    r"|%EF%BC%(?:8[189C]|9[ABF])|%EF%BD%[Aa]1|%E2%80%9[CDcd])+$",
    re.IGNORECASE,
)
_SESSION = re.compile(
    r"(?P<path>;jsessionid=[\w.!:-]+)|(?P<query>(?<=[?&])(?:jsessionid|phpsessid|aspsessionid\w*"
    r"|asp\.net_sessionid|sessionid|session_id|cfid|cftoken)=[^&#]*&?)",
    re.IGNORECASE,
)
_INNER = re.compile(r"(?<![=/:?&])https?:/{1,2}", re.IGNORECASE)
_OPENERS = {")": "(", "]": "[", "}": "{"}


def find_entities(address: Address) -> Iterator[Found]:
    """Find characters written as HTML has them; Markdown reads those of the text itself."""
    if not address.is_field or "&" not in address.url:
        return
    new = _ENTITY.sub("&", address.url)
    if new != address.url:
        yield address.mended(new, text="&amp;")
    other = _OTHER_ENTITY.search(new)
    if other is not None:
        yield address.found(text=other.group(), new=_OTHER_ENTITY.sub("…", new))


def find_double_escapes(address: Address) -> Iterator[Found]:
    """Find percent signs that were encoded a second time."""
    if "%25" not in address.url:
        return
    found = [match.group() for match in _TWICE.finditer(address.url)]
    if not found:
        return
    new = _TWICE.sub(lambda match: match.group().replace("%25", "%"), address.url)
    if all(_is_text(each.replace("%25", "%")) for each in found):
        yield address.mended(new, text=found[0][:40])
    else:
        yield address.found(new=new, text=found[0][:40])


def _is_text(code: str) -> bool:
    """Tell whether a percent code stands for Chinese: then nobody meant its percent signs."""
    try:
        return any(char > "~" for char in unquote_to_bytes(code).decode("utf-8"))
    except UnicodeDecodeError:
        return False


def find_tails(address: Address) -> Iterator[Found]:
    """Find what the sentence around an address left at its end."""
    url = address.url
    match = _TAIL.search(url)
    if match is not None:
        yield address.mended(url[: match.start()], text=unquote(match.group()) + match.group())
        return
    last = url[-1:]
    if last in _OPENERS and url.count(last) > url.count(_OPENERS[last]):
        new = url.rstrip(last) if _OPENERS[last] not in url else url[:-1]
        yield address.mended(new, text=last)
    elif last in "'*\"|" or (last in "?#&" and address.is_field and not url.endswith("#/")):
        yield address.mended(url.rstrip("'*\"|?#&"), text=last)


def find_sessions(address: Address) -> Iterator[Found]:
    """Find the number of somebody's visit."""
    match = _SESSION.search(address.url)
    if match is not None:
        new = _SESSION.sub("", address.url).rstrip("?&").replace("?#", "#").replace("&#", "#")
        yield address.mended(new, text=match.group().strip(";&")[:40])


def find_second_addresses(address: Address) -> Iterator[Found]:
    """Find two addresses in one."""
    match = _INNER.search(address.url, 8)
    if match is not None:
        yield address.found(text=address.url[match.start() :][:60])


_WHY = Bilingual(
    "网址经过网页源代码、编辑器或聊天软件，常常变样；印在纸上的网址和二维码错一个字符就打不开。",
    "An address that went through a page's source or an editor is often changed; one wrong "
    "character in print, and nothing opens.",
)

ENTITIES = Check(
    rule=warning(
        "U002",
        (
            "网址里有网页源代码的写法“{text}”。",
            "“{text}” in the address comes from a page's source.",
        ),
        ("请改成 {new}", "Write {new}"),
    ),
    title=Bilingual("网址里的 &amp;", "HTML entities in an address"),
    why=_WHY,
    examples=(
        Example(
            "link: https://www.example.com/a?id=3&amp;page=2",
            "link: https://www.example.com/a?id=3&page=2",
            Kind.META,
        ),
    ),
    find=find_entities,
    mends=True,
)
DOUBLE_ESCAPES = Check(
    rule=warning(
        "U003",
        ("网址被编码了两次：{text}", "Part of the address was encoded twice: {text}"),
        ("请核对；应当是 {new}", "It should probably be {new}"),
    ),
    title=Bilingual("重复编码的网址", "Addresses encoded twice"),
    why=_WHY,
    examples=(
        Example(
            "link: https://www.example.com/%25E6%2595%25B0",
            "link: https://www.example.com/%E6%95%B0",
            Kind.META,
        ),
    ),
    find=find_double_escapes,
    mends=True,
)
TAILS = Check(
    rule=warning(
        "U004",
        ("网址末尾多了“{text}”。", "“{text}” at the end is no part of the address."),
        ("请改成 {new}", "Write {new}"),
    ),
    title=Bilingual("网址末尾多余的符号", "Marks at the end of an address"),
    why=_WHY,
    examples=(
        Example(
            "link: https://www.example.com/a.html)",
            "link: https://www.example.com/a.html",
            Kind.META,
        ),
        Example(
            "link: https://www.example.com/a%E3%80%82",
            "link: https://www.example.com/a",
            Kind.META,
        ),
        Example(
            "见[通知](https://www.example.com/a%20)。", "见[通知](https://www.example.com/a)。"
        ),
    ),
    find=find_tails,
    mends=True,
)
SESSIONS = Check(
    rule=warning(
        "U005",
        ("网址里有某次访问的编号：{text}", "The address carries a visit's number: {text}"),
        ("这个编号会失效；请改成 {new}", "It expires; write {new}"),
    ),
    title=Bilingual("会话编号", "Session numbers"),
    why=Bilingual(
        "会话编号只属于复制网址的那个人的那次访问，过期后链接可能打不开。",
        "It belongs to the visit of the one who copied the address, and expires.",
    ),
    examples=(
        Example(
            "link: https://www.example.com/a.jsp;jsessionid=6B1F0A9C?id=3",
            "link: https://www.example.com/a.jsp?id=3",
            Kind.META,
        ),
        Example(
            "link: https://www.example.com/a.php?PHPSESSID=ab12cd34&id=3",
            "link: https://www.example.com/a.php?id=3",
            Kind.META,
        ),
    ),
    find=find_sessions,
    mends=True,
)
SECOND_ADDRESSES = Check(
    rule=warning(
        "U006",
        ("一个网址里还有另一个网址：{text}", "Another address stands in this one: {text}"),
        ("请只留一个网址。", "Keep one of them."),
    ),
    title=Bilingual("两个网址连在一起", "Two addresses in one"),
    why=_WHY,
    examples=(
        Example(
            "link: https://www.example.com/ahttps://www.example.com/b",
            "link: https://www.example.com/a",
            Kind.META,
        ),
    ),
    find=find_second_addresses,
)

CHECKS = (ENTITIES, DOUBLE_ESCAPES, TAILS, SESSIONS, SECOND_ADDRESSES)
