"""A page's own title and date beside ours."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from typeset.check.edition.likeness import folded

_SITE = re.compile(r"\s*[-_|｜–—·丨:：]+\s*")
_LEAST_SHARED = 4  # characters side by side that two titles share by more than chance
_ALIKE = 0.34
_COMMON = re.compile(
    r"关于|通知|公告|发布|印发|召开|举行|开展|工作|会议|实施|方案|意见|办法|数据|发展|全国|中国|我国|首页"
)


def is_same_article(ours: str, titles: Iterable[str]) -> bool:
    """Tell whether one of a page's titles may well name the article that we call `ours`.

    Editors shorten and rewrite: it is enough that a run of characters is the same, or that
    much of the one is found in the other in the same order.
    """
    return any(
        _is_like(folded(ours), folded(part))
        for title in titles
        for part in (title, *_SITE.split(title))
        if folded(part)
    )


def _is_like(one: str, other: str) -> bool:
    if min(len(one), len(other)) >= 2 and (one in other or other in one) and len(other) >= 4:
        return True
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.ratio() >= _ALIKE:
        return True
    blocks = (one[b.a : b.a + b.size] for b in matcher.get_matching_blocks())
    return any(len(_COMMON.sub("", block)) >= _LEAST_SHARED for block in blocks)
