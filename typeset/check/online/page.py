"""What a web page says of itself: its title, its date, and whether it is there at all."""

from __future__ import annotations

import codecs
import datetime
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DAY = re.compile(r"(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_SAID = re.compile(
    r"(?:发布|发表|刊发|更新|成文|印发|时间|日期|来源|Published)[^0-9]{0,12}"
    r"(20\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2})"
)
_TITLE_METAS = ("articletitle", "og:title", "twitter:title", "title", "dc.title")
_DATE_METAS = re.compile(
    r"article:(?:published_time|create_at)|(?:weibo: ?)article:create_at|og:(?:release_date|time)"
    r"|pubdate|publish-?_?date|publication_date|datepublished|dc\.date(?:\.issued)?"
    r"|dcterms\.created|firstpublishedtime|date"
)
_WEIXIN_TITLE = re.compile(r"var msg_title = '(.*?)'(?:\.html|;)")
_WEIXIN_DATE = re.compile(r"var (?:ct|oriCreateTime) = [\"'](\d{10})[\"']")
# A page that is short and says this is not the page that was asked for.
_GONE = re.compile(
    r"404|not found|页面?不存在|网页不存在|页面(?:没有)?找不到|找不到(?:该|此|您|页|网|相关|文件)"
    r"|(?:内容|文章|文件|页面|信息|新闻|稿件|帖子|视频)(?:已|已经)?(?:被)?(?:发布者|作者|管理员)?"
    r"(?:删除|下线|下架|撤稿|移除|失效)|已(?:被)?删除|不存在或已|已过期|参数错误|无法访问此?页"
    r"|此内容因违规无法查看|该公众号已迁移|此账号已|内容不存在|文章不存在|访问的?(?:页面|内容)不存在",
    re.IGNORECASE,
)
_GUARD = re.compile(
    r"环境异常|完成验证后|安全验证|人机验证|请完成验证|访问过于频繁|Just a moment"
    r"|Attention Required"
    r"|Verifying you are human|captcha|请开启JavaScript|enable JavaScript",
    re.IGNORECASE,
)
_SHORT = 400  # characters of text on a page of error
_HEADINGS = 3


@dataclass(frozen=True, slots=True)
class Page:
    """The names and days that a page gives itself, and whether it is a page of error."""

    titles: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    gone: str = ""
    is_guarded: bool = False


def read_page(data: bytes, charset: str | None) -> Page:
    """Return what the HTML `data` says; `charset` is what the site's header names, if it does."""
    text = decode(data, charset)
    try:
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except (etree.ParserError, ValueError):
        return Page()
    titles = tuple(dict.fromkeys(_cleaned(_titles(root, text))))
    words = _words(root)
    head = " ".join(titles[:3])
    is_short = len(words) < _SHORT
    said = _GONE.search(head) if len(head) < 60 else None
    if said is None and is_short:
        said = _GONE.search(words)
    guarded = _GUARD.search(head) or (is_short and _GUARD.search(words))
    dates = tuple(dict.fromkeys(_dates(root, text, words)))
    return Page(titles, dates, said.group() if said and not guarded else "", bool(guarded))


def decode(data: bytes, charset: str | None) -> str:
    """Return a page's text by its mark of order, its own word, the header's, or by trying."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(name, errors="replace").lstrip("\ufeff")
    said = _META_CHARSET.search(data[:4096])
    own = said.group(1).decode("ascii", errors="replace") if said else None
    names = [_widened(name) for name in (charset, own, "utf-8", "gb18030", "big5") if name]
    for name in names:
        try:
            decoder = codecs.getincrementaldecoder(name)()
            return decoder.decode(data)  # a character cut off at the end is no fault
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode(_widened(own or charset or "utf-8"), errors="replace")


def _widened(name: str) -> str:
    """Return GB 18030 for its subsets, and UTF-8 for what Python does not know."""
    if name.lower().replace("_", "-") in ("gb2312", "gbk", "x-gbk", "gb-2312", "chinese", "cp936"):
        return "gb18030"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "utf-8"


def _titles(root: html.HtmlElement, text: str) -> Iterator[str]:
    weixin = _WEIXIN_TITLE.search(text)
    if weixin:
        yield weixin.group(1)
    metas = dict(_metas(root))
    yield from (metas[name] for name in _TITLE_METAS if name in metas)
    for at, heading in enumerate(root.iter("h1", "h2")):
        if at >= _HEADINGS:
            break
        yield str(heading.text_content())
    for title in root.iter("title"):
        yield str(title.text_content())
        break


def _cleaned(titles: Iterator[str]) -> Iterator[str]:
    for title in titles:
        plain = re.sub(r"\s+", " ", title).strip()
        if plain:
            yield plain[:200]


def _metas(root: html.HtmlElement) -> Iterator[tuple[str, str]]:
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = (meta.get("content") or "").strip()
        if name and content:
            yield name.lower(), content


def _words(root: html.HtmlElement) -> str:
    body = root.find("body")
    if body is None:
        return ""
    etree.strip_elements(body, "script", "style", "noscript", with_tail=False)
    return re.sub(r"\s+", " ", str(body.text_content())).strip()


def _dates(root: html.HtmlElement, text: str, words: str) -> Iterator[str]:
    weixin = _WEIXIN_DATE.search(text)
    if weixin:
        moment = datetime.datetime.fromtimestamp(int(weixin.group(1)), _BEIJING)
        yield moment.date().isoformat()
    found = [content for name, content in _metas(root) if _DATE_METAS.fullmatch(name)]
    found += [str(each.get("datetime")) for each in root.iter("time") if each.get("datetime")][:1]
    found += _linked_data(root)
    said = _SAID.search(words[:5000])
    found += [said.group(1)] if said else []
    yield from (day for each in found if (day := _day(each)) is not None)


def _linked_data(root: html.HtmlElement) -> list[str]:
    found = []
    for script in root.iter("script"):
        if script.get("type") == "application/ld+json":
            try:
                data = json.loads(script.text or "")
            except ValueError:
                continue
            if isinstance(data, dict) and isinstance(data.get("datePublished"), str):
                found.append(data["datePublished"])
    return found


def _day(text: str) -> str | None:
    match = _DAY.search(text) or re.match(r"(20\d\d)(\d\d)(\d\d)", text.strip())
    if match is None:
        return None
    try:
        return datetime.date(*map(int, match.groups())).isoformat()
    except ValueError:
        return None


_BEIJING = datetime.timezone(datetime.timedelta(hours=8))
