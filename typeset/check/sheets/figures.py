"""Figures far from where the text speaks of them, and pictures of a wrong size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from typeset.check.checks import Check, Example, Found, Kind, note, warning
from typeset.check.sheets.page_set import PageSet
from typeset.diagnostics import Bilingual

if TYPE_CHECKING:
    from typeset.cjk import Place

_NUMBER = re.compile(r"(?P<kind>图|表|Fig(?:ure)?\.?|Table)\s*(?P<number>\d+(?:[-.–]\d+)?)", re.I)
_FAR = 2  # pages between a figure and its first mention
_NEARBY = re.compile(r"(?P<where>[上下左右])(?P<what>图|表)(?![书案示纸形片册鉴谱腾面格])")
_MOST_PPI = 600


def find_far_figures(pages: PageSet) -> Iterator[Found]:
    """Find numbered figures two pages or more from the words that first speak of them."""
    captions: dict[tuple[str, str], tuple[int, Place]] = {}
    mentions: dict[tuple[str, str], int] = {}
    for index, page in enumerate(pages.pages):
        for block in page.blocks:
            part = block.place.part
            text = block.text.lstrip()
            for match in _NUMBER.finditer(text):
                key = (part, match["kind"][:1].upper() + match["number"])
                if block.box == "figure" or (match.start() == 0 and len(text) < 40):
                    captions.setdefault(key, (index, block.place))
                else:
                    mentions.setdefault(key, index)
    for key, (index, place) in captions.items():
        at = mentions.get(key)
        if at is not None and abs(index - at) >= _FAR:
            name = {"F": "图", "T": "表"}.get(key[1][0], key[1][0]) + key[1][1:]
            args = {"name": name, "page": pages.labels[index], "mention": pages.labels[at]}
            yield Found(pages.span(place), args)


def find_misplaced_words(pages: PageSet) -> Iterator[Found]:
    """Find “the picture below” where the nearest picture is on another page."""
    for index, page in enumerate(pages.pages):
        for block in page.blocks:
            for match in _NEARBY.finditer(block.text if not block.box else ""):
                kinds = ("figure",) if match["what"] == "图" else ("table",)
                at = _nearest(pages, index, block.place.part, kinds)
                if at is not None and at != index:
                    args = {"text": match.group(), "page": pages.labels[index]}
                    yield Found(pages.span(block.place), {**args, "other": pages.labels[at]})


def _nearest(pages: PageSet, index: int, part: str, kinds: tuple[str, ...]) -> int | None:
    """Return the page nearest to `index` that has a figure or table of the article."""
    found = [
        at
        for at, page in enumerate(pages.pages)
        if any(block.box in kinds and block.place.part == part for block in page.blocks)
        or (
            "figure" in kinds
            and any(p.place.part == part and p.place.line is not None for p in page.pictures)
        )
    ]
    return min(found, key=lambda at: abs(at - index), default=None)


def find_heavy_pictures(pages: PageSet) -> Iterator[Found]:
    """Find pictures with far more pixels than print can show."""
    places = {picture.file: picture.span for picture in pages.issue.pictures}
    most: dict[str, float] = {}
    for page in pages.pages:
        for picture in page.pictures:
            file = unquote(urlsplit(picture.url).path.removeprefix("/"))
            if picture.ppi is not None and file in places:
                most[file] = min(picture.ppi, most.get(file, picture.ppi))
    for file, ppi in most.items():
        if ppi > _MOST_PPI:
            yield Found(places[file], {"file": file, "ppi": round(ppi)})


FAR_FIGURES = Check(
    rule=warning(
        "G010",
        (
            "{name}在第 {page} 页，正文第一次提到它却在第 {mention} 页。",
            "{name} is on page {page}, but the text first speaks of it on page {mention}.",
        ),
        ("请把图表移到提到它的那一段后面。", "Move it behind the paragraph that speaks of it."),
    ),
    title=Bilingual("图表离正文太远", "A figure far from its mention"),
    why=Bilingual(
        "“见图1”和图1应当在同一页或对页上，读者不用来回翻。",
        "Readers should see a figure beside the words that name it.",
    ),
    examples=(Example("第 3 页“见图1”，图1在第 6 页", "图1在第 3 页或第 4 页", Kind.SHOWN),),
    find=find_far_figures,
)
MISPLACED_WORDS = Check(
    rule=note(
        "G011",
        (
            "第 {page} 页说“{text}”，图表却在第 {other} 页。",
            "Page {page} says “{text}”, but it is on page {other}.",
        ),
        ("请给图表编号，正文改成“见图1”。", "Number it, and refer to the number."),
    ),
    title=Bilingual("上图、下表对不上", "“Above” and “below” on another page"),
    why=Bilingual(
        "排版后图表可能换了页，“下图”就不在下面了。",
        "After layout, what stood below may be overleaf.",
    ),
    examples=(Example("如下图所示（图在下一页）", "如图1所示", Kind.SHOWN),),
    find=find_misplaced_words,
)
HEAVY_PICTURES = Check(
    rule=note(
        "X001",
        (
            "图片 {file} 印出来有 {ppi} ppi，远多于需要。",
            "The picture {file} prints at {ppi} ppi, far more than is needed.",
        ),
        ("请缩小到 300–450 ppi 再放进来。", "Scale it down to 300–450 ppi."),
    ),
    title=Bilingual("图片过大", "More pixels than print shows"),
    why=Bilingual(
        "超过 450 ppi 的像素印不出来，只让文件变大、构建变慢。",
        "Print shows no more than 450 ppi; the rest makes files large and builds slow.",
    ),
    examples=(Example("6000 像素的照片印成 5 厘米", "1000 像素", Kind.SHOWN),),
    find=find_heavy_pictures,
)

CHECKS = (
    FAR_FIGURES,
    MISPLACED_WORDS,
    HEAVY_PICTURES,
)
