"""Where on a page each block stands, and from which line of which file it comes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import lru_cache
from html import escape
from typing import Any

from typeset.diagnostics import Span
from typeset.issue.model import Article, Body, Issue, Organisation, Text, Title
from typeset.press.blocks import SOURCE_ATTRIBUTE, Rectangle, blocks

_LINE = re.compile(r' data-line="(\d+)"')
_SHORTEST = 2  # characters of a text that is looked for by what it says


@dataclass(frozen=True, slots=True)
class Place:
    """A block on a page and where it was written."""

    area: Rectangle
    file: str
    line: int


def with_sources(issue: Issue) -> Issue:
    """Return the issue with the file beside the line of each block of its bodies."""

    def article(each: Article) -> Article:
        return replace(each, body=_marked(each.body))

    def organisation(each: Organisation) -> Organisation:
        return replace(each, body=_marked(each.body))

    sections = tuple(
        replace(section, articles=tuple(map(article, section.articles)))
        for section in issue.sections
    )
    organisations = tuple(map(organisation, issue.organisations))
    return replace(issue, sections=sections, organisations=organisations)


@lru_cache(256)
def _marked(body: Body) -> Body:
    file = escape(body.file)
    html = _LINE.sub(rf' data-line="\1" {SOURCE_ATTRIBUTE}="{file}:\1"', body.html)
    return replace(body, html=html)


@dataclass(frozen=True, slots=True)
class Words:
    """Where the texts outside the bodies were written: those of each article, and all."""

    of_article: Mapping[str, Mapping[str, Span]]
    of_all: Mapping[str, Span]

    def find(self, text: str, about: str | None) -> Span | None:
        """Return where the longest text was written that a block says, or that it is part of.

        A cover line and a title may be the same words: `about` is the id of the article.
        """
        text = _squeezed(text)
        if len(text) < _SHORTEST:
            return None
        return _longest(self.of_article.get(about or "", {}), text) or _longest(self.of_all, text)


def _longest(known: Mapping[str, Span], text: str) -> Span | None:
    if text in known:
        return known[text]
    said = [words for words in known if words in text or text in words]
    return known[max(said, key=len)] if said else None


def words_of(issue: Issue) -> Words:
    """Return where each title, name and sentence outside the bodies was written."""
    own = {article.id: _spans(article) for article in issue.articles}
    own |= {each.id: _spans(each) for each in issue.organisations}
    return Words(own, _spans(issue))


def _spans(value: object) -> Mapping[str, Span]:
    found: dict[str, Span] = {}
    for text in _texts(value):
        words = _squeezed(text.plain if isinstance(text, Title) else text)
        if len(words) >= _SHORTEST:
            found.setdefault(words, text.span)
    return found


def _texts(value: object) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif is_dataclass(value) and not isinstance(value, Span | Body):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


def _squeezed(text: str) -> str:
    return re.sub(r"\s|\u200b", "", text)


def places_of(page: Any, words: Words) -> tuple[Place, ...]:
    """Return where the blocks of a page come from, outer ones before those inside them."""
    return tuple(_places(page, words))


def _places(page: Any, words: Words) -> Iterator[Place]:
    for block in blocks(page):
        if block.source is not None:
            file, _, line = block.source.rpartition(":")
            yield Place(block.area, file, int(line))
        elif block.text is not None and (span := words.find(block.text, block.about)):
            yield Place(block.area, span.file, span.line or 1)


def innermost(places: tuple[Place, ...], area: Rectangle) -> Place | None:
    """Return the block that a line stands in."""
    x, y = area.x + min(area.width, 8) / 2, area.y + area.height / 2
    return next((place for place in reversed(places) if place.area.holds(x, y)), None)
