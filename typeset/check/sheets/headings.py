"""Headlines that are too long, and headings without their text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from typeset.check.checks import Check, Example, Found, Kind, warning
from typeset.check.sheets.page_set import PageSet
from typeset.diagnostics import Bilingual, Span

if TYPE_CHECKING:
    from typeset.press.page_facts import BlockFacts

_MOST_LINES = 2
_LEAST_BELOW = 2  # lines of text below an article's headline
_HEADING = re.compile(r"h[2-6]")


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def find_long_headlines(pages: PageSet) -> Iterator[Found]:
    """Find headlines of three lines or more."""
    titles = {each.id: _squeezed(each.title.plain) for each in pages.issue.articles}
    done: set[str] = set()
    for index, page in enumerate(pages.pages):
        for block in page.blocks:
            part = block.place.part
            if part in done or titles.get(part) != _squeezed(block.text):
                continue
            done.add(part)
            if len(block.lines) > _MOST_LINES:
                yield Found(
                    pages.articles[part].title.span, _headline(pages.labels[index], block.lines)
                )
    headline = pages.issue.cover.headline
    if headline is not None and pages.pages:
        for block in pages.pages[0].blocks:
            same = _squeezed(block.text) == _squeezed(headline.plain)
            if same and len(block.lines) > max(_MOST_LINES, len(headline.parts)):
                yield Found(headline.span, _headline(pages.labels[0], block.lines))


def _headline(page: str, lines: tuple[str, ...]) -> dict[str, object]:
    suggestion = "//".join(lines)
    return {"page": page, "count": len(lines), "lines": " / ".join(lines), "new": suggestion}


def find_lone_headings(pages: PageSet) -> Iterator[Found]:
    """Find headings at the foot of a page or column, whose text begins in the next."""
    for index, block, following in _neighbours(pages):
        if _HEADING.fullmatch(block.tag) and following is not None:
            ahead, after = following
            same_part = after.place.part == block.place.part
            if same_part and (ahead != index or after.y_pt < block.y_pt - 1):
                args = {"page": pages.labels[index], "text": block.text[:30]}
                yield Found(pages.span(block.place), args)


def _neighbours(
    pages: PageSet,
) -> Iterator[tuple[int, BlockFacts, tuple[int, BlockFacts] | None]]:
    """Yield each block with its page and the block after it with its own."""
    flow = [(i, b) for i in range(len(pages.pages)) for b in pages.text_blocks(i)]
    for at, (index, block) in enumerate(flow):
        yield index, block, flow[at + 1] if at + 1 < len(flow) else None


def find_low_openings(pages: PageSet) -> Iterator[Found]:
    """Find articles that begin at the foot of a page with a line or two of text."""
    for part, (first, last) in pages.extents.items():
        if part not in pages.articles or first == last:
            continue
        blocks = [block for block in pages.text_blocks(first) if block.place.part == part]
        lines = sum(len(block.lines) for block in blocks if block.place.line is not None)
        has_picture = any(each.place.part == part for each in pages.pages[first].pictures)
        if lines <= _LEAST_BELOW and not has_picture:
            span: Span = pages.articles[part].title.span
            yield Found(span, {"page": pages.labels[first], "lines": lines})


LONG_HEADLINES = Check(
    rule=warning(
        "G004",
        (
            "第 {page} 页的标题排了 {count} 行：{lines}",
            "The headline on page {page} takes {count} lines: {lines}",
        ),
        (
            "请缩短标题；要定断行处，在 title: 里用 //，例如 {new}",
            "Shorten it, or say where it breaks with //, as in {new}",
        ),
    ),
    title=Bilingual("标题太长", "A long headline"),
    why=Bilingual(
        "标题以一两行为宜，三行以上读者一眼看不完，也压住了正文。",
        "A headline is read at one glance: three lines are too many.",
    ),
    examples=(Example("四十五个字的标题排成三行", "三十个字，两行", Kind.SHOWN),),
    find=find_long_headlines,
)
LONE_HEADINGS = Check(
    rule=warning(
        "G005",
        (
            "小标题“{text}”落在第 {page} 页末尾，下面没有正文。",
            "The heading “{text}” stands at the foot of page {page} without its text.",
        ),
        ("在它前面增删一两行。", "Add or cut a line or two before it."),
    ),
    title=Bilingual("背题", "A heading at the foot"),
    why=Bilingual(
        "标题与正文分在两页叫背题，是版面禁忌。", "A heading belongs with the text that it heads."
    ),
    examples=(Example("页末是小标题", "小标题移到下一页", Kind.SHOWN),),
    find=find_lone_headings,
)
LOW_OPENINGS = Check(
    rule=warning(
        "G006",
        (
            "文章从第 {page} 页末尾开始，标题下面只有 {lines} 行。",
            "The article begins at the foot of page {page} with {lines} lines below its headline.",
        ),
        (
            "请在清单里给这篇文章写 start: page，让它另页起。",
            "Write start: page for the article in the manifest.",
        ),
    ),
    title=Bilingual("开头落在页末", "An opening at the foot"),
    why=Bilingual(
        "标题下至少要有三行正文，读者才知道文章从这里开始。",
        "An opening needs a few lines below its headline.",
    ),
    examples=(Example("标题下一行正文就翻页", "另页起", Kind.SHOWN),),
    find=find_low_openings,
)

CHECKS = (LONG_HEADLINES, LONE_HEADINGS, LOW_OPENINGS)
