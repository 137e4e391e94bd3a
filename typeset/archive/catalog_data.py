"""What the catalogue's search loads: scripts of headlines, texts, and pairs of characters."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from typeset.archive.folding import folding_pairs
from typeset.archive.site_files import SiteFolder

SHARDS = 128  # files of pairs, by the first character's code; a word of four loads three
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class IndexedArticle:
    """An article as the search index has it; `issue` counts the issues from 0."""

    issue: int
    position: int
    name: str
    section: str
    title: str
    text: str
    folded: str
    places: Sequence[Sequence[int]]  # (offset in the text, 0-based page index)


def write_data(
    site: SiteFolder, issues: Sequence[Mapping[str, Any]], articles: Sequence[IndexedArticle]
) -> dict[str, str]:
    """Write all data scripts; return the names of those that the page itself loads."""
    texts: dict[int, list[str]] = defaultdict(list)
    for article in articles:
        texts[article.issue].append(article.text)
    head = {
        "issues": issues,
        "articles": [_entry(article) for article in articles],
        "gramFiles": [
            _put(site, f"data/g{number}", grams) for number, grams in enumerate(_shards(articles))
        ],
        "textFiles": [
            _put(site, f"data/t{issue['number']}", texts[at]) for at, issue in enumerate(issues)
        ],
    }
    script = f"typesetData.articles = {_json(head)};\n".encode()
    return {
        "articles": site.put_named("data/articles", ".js", script),
        "folding": site.put_named("data/folding", ".js", folding_script()),
    }


def folding_script() -> bytes:
    """Return the script that comes first: what is folded to what."""
    pairs = _json(folding_pairs())
    return f"window.typesetData = {{ loaded: new Map(), folding: {pairs} }};\n".encode()


def _put(site: SiteFolder, stem: str, content: object) -> str:
    """Write content as a script that registers itself under its own name."""
    words = _json(content)
    # The script learns its name from the element that loads it: its digest cannot be in it.
    script = (
        'typesetData.loaded.set(document.currentScript.src.replace(/^.*\\//, ""), ' + words + ");\n"
    )
    return site.put_named(stem, ".js", script.encode())


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _entry(article: IndexedArticle) -> dict[str, object]:
    return {
        "issue": article.issue,
        "position": article.position,
        "name": article.name,
        "section": article.section,
        "title": article.title,
        "places": [(_utf16(article.text, at), page) for at, page in article.places],
    }


def _utf16(text: str, offset: int) -> int:
    """Return an offset as JavaScript counts: in code units, of which a rare hanzi takes two."""
    return offset + sum(c > "\uffff" for c in text[:offset])


def _shards(articles: Iterable[IndexedArticle]) -> list[dict[str, str]]:
    """Return each pair of characters with the articles that hold it, in shards."""
    postings: dict[str, list[int]] = defaultdict(list)
    for number, article in enumerate(articles):
        text = article.folded + "\n"
        for pair in {a + b for a, b in pairwise(text)}:
            if not pair[0].isspace():
                postings[pair].append(number)
    shards: list[dict[str, str]] = [{} for _ in range(SHARDS)]
    for pair in sorted(postings):
        shards[ord(pair[0]) % SHARDS][pair] = _posting(postings[pair])
    return shards


def _posting(numbers: Sequence[int]) -> str:
    """Return ascending numbers as steps in base 36."""
    steps = (b - a for a, b in zip((0, *numbers), numbers, strict=False))
    return ",".join(map(_base36, steps))


def _base36(number: int) -> str:
    if number < len(DIGITS):
        return DIGITS[number]
    return _base36(number // len(DIGITS)) + DIGITS[number % len(DIGITS)]
