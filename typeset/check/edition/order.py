"""The order of an issue's sections and articles."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from typeset.check.checks import Check, Example, Found, Kind, note, warning
from typeset.check.edition.earlier import records
from typeset.check.edition.likeness import is_like
from typeset.check.subjects import Copy
from typeset.diagnostics import Bilingual, Span
from typeset.issue.model import Article

_ORDINAL = re.compile(r"(\d{1,4})(?!\d)")


def find_file_order(copy: Copy) -> Iterator[Found]:
    """Find articles whose numbered files stand in another order in the manifest."""
    articles = () if copy.issue is None else copy.issue.articles
    numbered = [(number, each) for each in articles if (number := _ordinal(each)) is not None]
    if len(numbered) < len(articles) or len({number for number, _ in numbered}) < len(numbered):
        return
    kept = _longest_rise([number for number, _ in numbered])
    for at, (number, article) in enumerate(numbered):
        if at not in kept:
            name = PurePosixPath(article.file).name
            args = {"file": name, "place": at + 1, "number": number}
            yield Found(_listed(copy, article), args)


def _ordinal(article: Article) -> int | None:
    match = _ORDINAL.match(PurePosixPath(article.file).name)
    return int(match.group(1)) if match else None


def _longest_rise(numbers: Sequence[int]) -> frozenset[int]:
    """Return the places of as many numbers as stand in ascending order."""
    tails: list[int] = []
    ends: list[int] = []
    links: list[int] = []
    for at, number in enumerate(numbers):
        place = bisect_left(tails, number)
        tails[place : place + 1] = [number]
        links.append(ends[place - 1] if place else -1)
        ends[place : place + 1] = [at]
    kept, at = set(), ends[-1] if ends else -1
    while at >= 0:
        kept.add(at)
        at = links[at]
    return frozenset(kept)


def _listed(copy: Copy, article: Article) -> Span:
    """Return where the manifest names an article's file."""
    if copy.manifest is not None:
        path = article.file.removeprefix(f"{copy.folder}/")
        at = copy.manifest.script.text.find(path)
        if at >= 0:
            return copy.manifest.script.span(at, at + len(path))
    return Span(article.file, 1, 1)


def find_section_order(copy: Copy) -> Iterator[Found]:
    """Find sections that stand in another order than in the issue before."""
    before = records(copy, 1)
    if copy.issue is None or not before:
        return
    usual = before[0].sections
    shared = [each.title for each in copy.issue.sections if each.title in usual]
    places = [usual.index(title) for title in shared]
    kept = _longest_rise(places)
    for at, title in enumerate(shared):
        if at not in kept:
            yield Found(title.span, {"section": title, "number": before[0].number})


def find_section_names(copy: Copy) -> Iterator[Found]:
    """Find a section whose name is nearly one of the issue before."""
    before = records(copy, 1)
    if copy.issue is None or not before:
        return
    names = [str(each.title) for each in copy.issue.sections]
    for section in copy.issue.sections:
        if section.title in before[0].sections:
            continue
        for other in before[0].sections:
            if other not in names and is_like(section.title, other, 0.7):
                number = before[0].number
                args = {"section": section.title, "other": other, "number": number}
                yield Found(section.title.span, args)


FILE_ORDER = Check(
    rule=warning(
        "I010",
        (
            "{file} 按文件名的序号排不到第 {place} 篇。",
            "By the number of its name {file} does not belong in place {place}.",
        ),
        (
            "请核对清单里文章的顺序；顺序没错的话，请给文件改名。",
            "Check the order in the manifest; if it is right, rename the file.",
        ),
    ),
    title=Bilingual("目录顺序与文件名不符", "Contents out of order"),
    why=Bilingual(
        "文件名的序号是排稿时定的次序；目录与它不同，多半是清单里挪错了一行。",
        "The numbers of the files are the planned order; a line was probably misplaced.",
    ),
    examples=(
        Example(
            "articles: [articles/02-b.md, articles/01-a.md]",
            "articles: [articles/01-a.md, articles/02-b.md]",
            Kind.SHOWN,
        ),
    ),
    find=find_file_order,
)
SECTION_ORDER = Check(
    rule=note(
        "I011",
        (
            "栏目“{section}”的位置与第 {number} 期不同。",
            "The section “{section}” stood elsewhere in issue {number}.",
        ),
        ("请核对栏目的顺序。", "Check the order of the sections."),
    ),
    title=Bilingual("栏目顺序变了", "Sections in another order"),
    why=Bilingual(
        "读者习惯每期在同一处找到同一个栏目。", "Readers look for a section in its place."
    ),
    examples=(
        Example("国策要论、产业观察 → 产业观察、国策要论", "国策要论、产业观察", Kind.SHOWN),
    ),
    find=find_section_order,
)
SECTION_NAMES = Check(
    rule=warning(
        "I012",
        (
            "栏目“{section}”在第 {number} 期叫“{other}”。",
            "The section “{section}” was named “{other}” in issue {number}.",
        ),
        ("请核对栏目名。", "Check the section's name."),
    ),
    title=Bilingual("栏目名走样", "A section's name changed"),
    why=Bilingual("同一个栏目每期同名。", "A section keeps its name."),
    examples=(Example("title: 国策要伦", "title: 国策要论", Kind.SHOWN),),
    find=find_section_names,
)

CHECKS = (FILE_ORDER, SECTION_ORDER, SECTION_NAMES)
