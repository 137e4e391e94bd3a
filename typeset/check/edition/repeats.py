"""What an issue prints twice, and the line of the cover."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.check.checks import Check, Example, Found, Kind, warning
from typeset.check.edition.earlier import earlier_links
from typeset.check.edition.likeness import folded, is_like
from typeset.check.links.addresses import key_of, shortened
from typeset.check.subjects import Copy
from typeset.diagnostics import Bilingual
from typeset.issue.model import Article

_LIKE = 0.8  # of what a cover line and a title share


def find_same_links(copy: Copy) -> Iterator[Found]:
    """Find articles that share their link with one before."""
    seen: dict[str, Article] = {}
    for article in () if copy.issue is None else copy.issue.articles:
        if article.link is None:
            continue
        first = seen.setdefault(key_of(article.link), article)
        if first is not article:
            args = {"url": shortened(article.link), "title": first.title.plain}
            yield Found(article.link.span, args)


def find_earlier_links(copy: Copy) -> Iterator[Found]:
    """Find links that an earlier issue printed."""
    linked = [] if copy.issue is None else [a for a in copy.issue.articles if a.link is not None]
    if not linked:
        return
    known: dict[str, str] = {}
    for place, url in earlier_links(copy).items():
        known.setdefault(key_of(url), place)
    for article in linked:
        file = known.get(key_of(article.link or ""))
        if file is not None and article.link is not None:
            yield Found(article.link.span, {"url": shortened(article.link), "file": file})


def find_same_titles(copy: Copy) -> Iterator[Found]:
    """Find articles with a title that another has already."""
    seen: dict[str, Article] = {}
    for article in () if copy.issue is None else copy.issue.articles:
        first = seen.setdefault(folded(article.title.plain), article)
        if first is not article:
            yield Found(article.title.span, {"title": article.title.plain, "file": first.file})


def find_cover_line(copy: Copy) -> Iterator[Found]:
    """Find a cover line that is nearly, but not quite, an article's title."""
    headline = None if copy.issue is None else copy.issue.cover.headline
    if copy.issue is None or headline is None:
        return
    titles = [article.title.plain for article in copy.issue.articles]
    if headline.plain in titles:
        return
    for title in titles:
        is_shortened = _is_part(folded(headline.plain), folded(title))
        if not is_shortened and is_like(headline.plain, title, _LIKE):
            yield Found(headline.span, {"headline": headline.plain, "title": title})


def _is_part(short: str, whole: str) -> bool:
    """Tell whether `short` is what remains of `whole` when characters are left out."""
    rest = iter(whole)
    return all(char in rest for char in short)


SAME_LINKS = Check(
    rule=warning(
        "I015",
        ("链接与《{title}》的相同：{url}", "“{title}” has the same link: {url}"),
        ("请核对，多半是复制后忘了改。", "Check it; it may be a copy."),
    ),
    title=Bilingual("链接重复", "The same link twice"),
    why=Bilingual(
        "两篇文章不会出自同一个网页，除非其中一篇的链接没有改。",
        "Two articles rarely come from one page.",
    ),
    examples=(Example("两篇都写 link: https://www.example.com/a", "各写各的网址", Kind.SHOWN),),
    find=find_same_links,
)
EARLIER_LINKS = Check(
    rule=warning(
        "I016",
        ("这个链接已经登过（{file}）：{url}", "An earlier issue printed this link ({file}): {url}"),
        ("请核对，是不是选重了稿子。", "Was the article chosen twice?"),
    ),
    title=Bilingual("往期登过的链接", "A link of an earlier issue"),
    why=Bilingual("同一篇文章不登两次。", "No article is printed twice."),
    examples=(Example("第 188 期登过的网址", "新的网址", Kind.SHOWN),),
    find=find_earlier_links,
)
SAME_TITLES = Check(
    rule=warning(
        "I017",
        ("《{title}》与 {file} 的标题相同。", "“{title}” is also the title of {file}."),
        ("请核对标题，或删去重复的一篇。", "Check the title, or drop one of the two."),
    ),
    title=Bilingual("标题重复", "The same title twice"),
    why=Bilingual(
        "目录里两行一样，读者分不清；多半是复制后忘了改。",
        "Two lines of the contents are the same; it may be a copy.",
    ),
    examples=(Example("两篇都叫“某文”", "标题各不相同", Kind.SHOWN),),
    find=find_same_titles,
)
COVER_LINE = Check(
    rule=warning(
        "I018",
        (
            "封面标题“{headline}”与文章《{title}》差几个字。",
            "The cover says “{headline}”, the article “{title}”.",
        ),
        ("请把两处改成一样。", "Make both say the same."),
    ),
    title=Bilingual("封面标题与文章不符", "Cover line and title differ"),
    why=Bilingual(
        "封面上的标题要与里面的文章一字不差，读者才找得到。",
        "Readers look for the very words of the cover.",
    ),
    examples=(
        Example(
            "cover: {headline: 贵阳数据要素市场局第一}（文章：贵阳数据要素市场居第一）",
            "cover: {headline: 贵阳数据要素市场居第一}",
            Kind.SHOWN,
        ),
    ),
    find=find_cover_line,
)

CHECKS = (SAME_LINKS, EARLIER_LINKS, SAME_TITLES, COVER_LINE)
