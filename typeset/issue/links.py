"""Addresses as they will be printed, linked and put into QR codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, urlsplit, urlunsplit

from typeset.diagnostics import Report, Span
from typeset.issue import rules_article as rules

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HOST = re.compile(r"[\w-]+(\.[\w-]+)+|\[[0-9a-fA-F:.]+\]")
# RFC 1918 and RFC 6761.
_PRIVATE = re.compile(
    r"localhost|(127|10)(\.\d+){3}|192\.168(\.\d+){2}|172\.(1[6-9]|2\d|3[01])(\.\d+){2}"
    r"|.+\.(local|lan|internal)"
)
_BARE_HOST = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}(:\d+)?([/?#].*)?")
_FILE_NAME = re.compile(
    r".*\.(md|markdown|html?|pdf|docx?|xlsx?|pptx?|png|jpe?g|gif|svg|txt|ya?ml|zip)", re.IGNORECASE
)
# Punctuation and letters that only a Chinese input method types (Unicode blocks CJK Symbols
# and Punctuation, Halfwidth and Fullwidth Forms, and the shared quotes, dashes and ellipsis).
_WIDE = re.compile("[\u3000-\u303f\uff00-\uffef“”‘’…—·]")
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_WEB = ("http", "https")

_Words = tuple[str, str]
_REASONS: Mapping[str, tuple[_Words, _Words]] = {
    "empty": (
        ("没有写网址", "it is empty"),
        ("请填写网址，或删掉链接。", "Fill it in or delete it."),
    ),
    "space": (
        ("中间有空格", "it contains a space"),
        ("请删掉空格；网址里的空格要写成 %20。", "Delete it, or write %20 for it."),
    ),
    "wide": (
        ("含有全角符号", "it contains full-width characters"),
        (
            "请删掉或改成半角：全角的标点不属于网址。",
            "Delete them or type them in half width: such marks are not part of an address.",
        ),
    ),
    "marks": (
        ("含有网址里不会有的符号", "it contains marks that no address has"),
        (
            "请只写网址，去掉两边的括号和引号。",
            "Write the address alone, without brackets or quotes.",
        ),
    ),
    "backslash": (
        ("含有反斜杠 \\", "it contains a backslash"),
        ("请把 \\_ 改成 _，把 \\ 改成 /。", "Write _ for \\_ and / for \\."),
    ),
    "no_scheme": (
        ("缺少 https://", "https:// is missing"),
        ("请写成 https://{url}", "Write https://{url}"),
    ),
    "scheme": (
        ("不能用 {scheme}: 开头", "it cannot start with {scheme}:"),
        (
            "请写 https:// 开头的网址（邮箱写 mailto:）。",
            "Give an address with https:// (or mailto:).",
        ),
    ),
    "host": (
        ("网站名不完整", "the name of the site is incomplete"),
        (
            "请从浏览器地址栏重新复制，形如 https://www.example.cn/a.html",
            "Copy it from the browser again: https://www.example.cn/a.html",
        ),
    ),
    "private": (
        ("只有内部网络能打开", "it opens within your own network only"),
        (
            "请换成外部读者能打开的网址；没有的话，请删掉。",
            "Give an address that every reader can open, or delete it.",
        ),
    ),
    "end": (
        ("末尾多了标点 {last}", "it ends with the mark {last}"),
        ("请删掉末尾的 {last}", "Delete the {last} at its end."),
    ),
    "percent": (
        ("% 后面应当是两位编码", "a % must be followed by two digits of a code"),
        (
            "请从浏览器地址栏重新复制；网址里的百分号要写成 %25。",
            "Copy it from the browser again, or write %25 for a percent sign.",
        ),
    ),
    "twice": (
        ("https:// 写了两次", "https:// occurs twice"),
        ("请只保留一个 https://。", "Keep one https://."),
    ),
    "mail": (
        ("邮箱地址不完整", "the mail address is incomplete"),
        ("请写成 mailto:name@example.cn", "Write mailto:name@example.cn"),
    ),
}


def check_link(url: str, span: Span, report: Report) -> bool:
    """Report what is wrong with `url` as an address in print; tell whether it is usable."""
    if _is_local(url):
        report.add(rules.LOCAL_LINK, span, url=url)
        return False
    fault = _find_fault(url)
    if fault is not None:
        scheme = url.partition(":")[0]
        words = {"url": url, "scheme": scheme, "last": url[-1:]}
        (reason_zh, reason_en), (remedy_zh, remedy_en) = _REASONS[fault]
        report.add(
            rules.BAD_URL,
            span,
            url=url,
            reason_zh=reason_zh.format_map(words),
            reason_en=reason_en.format_map(words),
            remedy_zh=remedy_zh.format_map(words),
            remedy_en=remedy_en.format_map(words),
        )
        return False
    if _HAN.search(url):
        report.add(rules.CHINESE_URL, span, url=url)
    return True


def _is_local(url: str) -> bool:
    if url.startswith(("#", "./", "../", "/")) and not url.startswith("//"):
        return True
    name = url.partition("#")[0]
    return (
        "://" not in url
        and _FILE_NAME.fullmatch(name) is not None
        and "www." not in url
        and (name.count("/") == 0 or _BARE_HOST.fullmatch(url) is None)
    )


def _find_fault(url: str) -> str | None:
    scheme = _SCHEME.match(url)
    checks = (
        ("empty", not url.strip()),
        ("space", bool(re.search(r"\s", url.strip()))),
        ("wide", bool(_WIDE.search(url))),
        ("marks", bool(re.search(r"[<>\"`{}|^]", url))),
        ("backslash", "\\" in url or "%5c" in url.lower()),
        ("end", url.endswith((",", ".", ";", "!"))),
        ("percent", bool(re.search(r"%(?![0-9A-Fa-f]{2})", url))),
        ("no_scheme", scheme is None or _BARE_HOST.fullmatch(url) is not None),
    )
    found = next((name for name, is_so in checks if is_so), None)
    if found is not None or scheme is None:
        return found
    name = scheme.group(1).lower()
    if name in ("mailto", "tel"):
        return "mail" if name == "mailto" and not re.search(r".@\w+(\.\w+)+", url) else None
    return _find_web_fault(url) if name in _WEB else "scheme"


def _find_web_fault(url: str) -> str | None:
    if re.match(r"https?:/*https?[:/]", url, re.IGNORECASE):
        return "twice"
    try:
        host = urlsplit(url).hostname or ""
        urlsplit(url).port  # noqa: B018 - the property checks the port's digits
    except ValueError:
        return "host"
    if _PRIVATE.fullmatch(host):
        return "private"
    return None if _HOST.fullmatch(host) else "host"


def ascii_address(url: str) -> str:
    """Return an address in ASCII, so that print, link and code say the same (RFC 3987, 3.1).

    What is ASCII already, or cannot be taken apart, comes back as it is.
    """
    if url.isascii():
        return url
    try:
        parts = urlsplit(url)
        host = parts.netloc.encode("idna").decode("ascii")
    except (UnicodeError, ValueError):
        return url
    rest = (quote(part, safe="/:?#[]@!$&'()*+,;=~%-._") for part in parts[2:])
    return urlunsplit((parts.scheme, host, *rest))
