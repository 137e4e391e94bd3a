"""Articles that an earlier issue has printed already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from typeset.check.checks import Check, Example, Found, Kind, found_at, warning
from typeset.check.copy.memory import bare_title, fingerprint, remembered
from typeset.check.subjects import Copy
from typeset.diagnostics import Bilingual
from typeset.issue.prose import HAN, Passage, Prose, Role

_LEAST_SHARED = 3  # sentences
_LEAST_WHOLE = 2  # sentences of an article that has no other
_LEAST_SHARE = 0.4
_LEAST_TITLE = 8  # Han; shorter ones are the names of columns
_MOST_TITLES = 2  # earlier issues with a title that is no column's


def _title(prose: Prose) -> Passage | None:
    return next((each for each in prose.passages if each.role is Role.TITLE), None)


def find_printed_before(copy: Copy) -> Iterator[Found]:
    """Find articles that, whole or in large part, stand in an earlier issue."""
    past = remembered(copy) if copy.articles else ()
    mine = {prose.file: fingerprint(_body(prose)) for prose in copy.articles} if past else {}
    all_mine: frozenset[int] = frozenset().union(*mine.values())
    near = [each for each in past if not all_mine.isdisjoint(each.sentences)]
    for prose in copy.articles if near else ():
        place = _title(prose) or next(iter(prose.body), None)
        best = max(near, key=lambda each: len(mine[prose.file].intersection(each.sentences)))
        common = len(mine[prose.file].intersection(best.sentences))
        share = common / max(1, len(mine[prose.file]))
        is_short = share == 1 and common >= _LEAST_WHOLE
        if place is None or share < _LEAST_SHARE or (common < _LEAST_SHARED and not is_short):
            continue
        yield found_at(
            place, 0, len(place.text), number=best.number, file=best.file, share=f"{share:.0%}"
        )


def _body(prose: Prose) -> str:
    return "\n".join(passage.text for passage in prose.body)


def find_titles_before(copy: Copy) -> Iterator[Found]:
    """Find titles that one or two earlier issues have used."""
    titles = {bare_title(place.text): place for prose in copy.articles if (place := _title(prose))}
    wanted = {title for title in titles if len(HAN.findall(title)) >= _LEAST_TITLE}
    if not wanted:
        return
    past = [each for each in remembered(copy) if each.title in wanted]
    often = Counter(each.title for each in past)
    for title in sorted(wanted):
        if 0 < often[title] <= _MOST_TITLES:
            article = next(each for each in past if each.title == title)
            place = titles[title]
            yield found_at(place, 0, len(place.text), number=article.number, file=article.file)


PRINTED_BEFORE = Check(
    rule=warning(
        "T080",
        (
            "这篇文章有{share}的句子已见于第{number}期（{file}）。",
            "{share} of the sentences of this article stand in issue {number} ({file}).",
        ),
        ("请确认不是重复刊登。", "Make sure it is not printed twice."),
    ),
    title=Bilingual("往期登过的文章", "Articles that were printed before"),
    why=Bilingual(
        "几个人轮流选稿，同一篇容易登两次。逐句比较，标题改了也认得出来。",
        "Where several people choose, one text is easily printed twice. Sentences are compared, so"
        " that a new title does not hide it.",
    ),
    examples=(Example("第188期已登的文章", "没有登过的文章", Kind.SHOWN),),
    find=find_printed_before,
)

TITLE_BEFORE = Check(
    rule=warning(
        "T081",
        (
            "第{number}期已经用过这个标题（{file}）。",
            "Issue {number} has this title already ({file}).",
        ),
        (
            "请确认不是重复刊登，或换一个标题。",
            "Make sure it is not printed twice, or choose another.",
        ),
    ),
    title=Bilingual("往期用过的标题", "Titles that were used before"),
    why=Bilingual(
        "同一个标题往往是同一篇文章；多期沿用的栏目名不算。",
        "One title is most often one article; those that many issues use are names of columns.",
    ),
    examples=(Example("第188期用过的标题", "没有用过的标题", Kind.SHOWN),),
    find=find_titles_before,
)

COPY_CHECKS = (PRINTED_BEFORE, TITLE_BEFORE)
