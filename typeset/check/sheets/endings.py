"""Pages with too little on them, and a number of pages that no sheet has."""

from __future__ import annotations

import math
from collections.abc import Iterator

from typeset.check.checks import Check, Example, Found, Kind, note, warning
from typeset.check.sheets.page_set import PageSet
from typeset.diagnostics import Bilingual, Span

_SHORT = 0.2  # of the type area
_HOLE = 0.3  # of the type area left blank though the article goes on
_SHEET = 4  # pages of a folded sheet


def find_short_pages(pages: PageSet) -> Iterator[Found]:
    """Find last pages of articles that hold a handful of lines."""
    for part, (first, last) in pages.extents.items():
        page = pages.pages[last]
        if last == first or part not in pages.files or page.parts != (part,):
            continue
        blocks = list(pages.text_blocks(last))
        used = page.lowest_pt - page.top_pt
        if not blocks or not 0 < used <= _SHORT * page.height_pt:
            continue
        lines = sum(len(block.lines) for block in blocks if block.place.line is not None)
        leading = pages.leading_pt(last)
        yield Found(
            pages.span(blocks[0].place),
            {
                "page": pages.labels[last],
                "lines": lines,
                "cut": math.ceil(used / leading - 0.1),
                "before": pages.labels[last - 1],
            },
        )


def find_holes(pages: PageSet) -> Iterator[Found]:
    """Find pages whose foot stays blank although the article goes on."""
    for index, page in enumerate(pages.pages[:-1]):
        following = pages.pages[index + 1]
        going_on = [part for part in page.parts if part in following.parts and part in pages.files]
        if not going_on or not page.blocks or page.parts[-1] != going_on[-1]:
            continue
        notes = [block.y_pt for block in page.blocks if block.box == "note"]
        foot = min([page.bottom_pt, *notes])
        room = foot - page.lowest_pt
        columns = {round(block.x_pt) for block in pages.text_blocks(index)}
        if room > _HOLE * page.height_pt and columns:
            block = next(iter(pages.text_blocks(index + 1)), None)
            place = page.blocks[-1].place if block is None else block.place
            args = {"page": pages.labels[index], "lines": int(room / pages.leading_pt(index))}
            yield Found(pages.span(place), args)


def find_page_count(pages: PageSet) -> Iterator[Found]:
    """Find a number of pages that is no multiple of four."""
    count = len(pages.pages)
    over = count % _SHEET
    if over:
        span = Span(pages.issue.manifest, 1, 1)
        yield Found(span, {"count": count, "blank": _SHEET - over, "over": over})


SHORT_PAGES = Check(
    rule=warning(
        "G001",
        (
            "第 {page} 页是文章的末页，只有 {lines} 行正文。",
            "Page {page} ends an article with just {lines} lines of text.",
        ),
        (
            "在这篇文章前面删去大约 {cut} 行，就能收到第 {before} 页；或者补足这一页。",
            "Cut about {cut} lines before it to end on page {before}, or fill the page.",
        ),
    ),
    title=Bilingual("末页太短", "A short last page"),
    why=Bilingual(
        "一页纸只印几行，既费纸也难看；前面压缩几行就能收回。",
        "A page for a few lines wastes paper and looks poor; a few cuts save it.",
    ),
    examples=(Example("末页只有 3 行", "在前面删去 3 行，或写满半页", Kind.SHOWN),),
    find=find_short_pages,
)
HOLES = Check(
    rule=note(
        "G002",
        (
            "第 {page} 页下面空了大约 {lines} 行，文章到下一页才接着排。",
            "About {lines} lines at the foot of page {page} stay blank; the article goes on "
            "overleaf.",
        ),
        (
            "把放不下的图、表前后挪一段，或缩小一点。",
            "Move the picture or table that found no room by a paragraph, or make it smaller.",
        ),
    ),
    title=Bilingual("版面留白", "A hole in the page"),
    why=Bilingual(
        "放不下的大图、表格整个移到下一页，原处就空出一块。",
        "A large picture or table that finds no room leaves its place blank.",
    ),
    examples=(Example("图前空了 15 行", "图后的一段移到图前", Kind.SHOWN),),
    find=find_holes,
)
PAGE_COUNT = Check(
    rule=note(
        "G003",
        (
            "全期 {count} 页，不是 4 的倍数。",
            "The issue has {count} pages, which is no multiple of four.",
        ),
        (
            "骑马订要补 {blank} 页空白，或删去 {over} 页；补空白页用 --pad 4。",
            "A saddle-stitched issue needs {blank} blank pages more, or {over} fewer.",
        ),
    ),
    title=Bilingual("页数不是 4 的倍数", "Pages no sheet has"),
    why=Bilingual(
        "一张纸对折是 4 页，骑马订的刊物页数必须是 4 的倍数。",
        "A folded sheet has four pages, and so has each of a stitched issue.",
    ),
    examples=(Example("25 页", "24 页或 28 页", Kind.SHOWN),),
    find=find_page_count,
)

CHECKS = (SHORT_PAGES, HOLES, PAGE_COUNT)
