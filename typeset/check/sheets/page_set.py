"""The pages of an issue as the checks see them: facts, labels, and where the words are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from typeset.diagnostics import Span
from typeset.issue.model import Article, Issue
from typeset.layout.qrcodes import QrCode

if TYPE_CHECKING:  # WeasyPrint is not imported to name the rules
    from typeset.cjk import Place
    from typeset.press.page_facts import BlockFacts, PageFacts, Stretch


@dataclass(frozen=True, eq=False)
class PageSet:
    """All pages of an issue in printed order; `front_count` come before page 01."""

    issue: Issue
    codes: Mapping[str, QrCode]
    labels: tuple[str, ...]
    front_count: int
    stretch: Stretch = field(repr=False)

    @property
    def pages(self) -> tuple[PageFacts, ...]:
        """Return the facts of the pages."""
        return self.stretch.pages

    @cached_property
    def files(self) -> Mapping[str, str]:
        """Return the id of each printed part → the file that holds its text."""
        found = {article.id: article.body.file for article in self.issue.articles}
        return found | {each.id: each.body.file for each in self.issue.organisations}

    @cached_property
    def articles(self) -> Mapping[str, Article]:
        """Return id → article."""
        return {article.id: article for article in self.issue.articles}

    def span(self, place: Place) -> Span:
        """Return where the words of a place are written: their line, a title, or the manifest."""
        file = self.files.get(place.part)
        if file is not None and place.line is not None:
            return Span(file, place.line, 1)
        if place.part in self.articles:
            return self.articles[place.part].title.span
        names = {each.id: each.name.span for each in self.issue.organisations}
        return names.get(place.part, Span(self.issue.manifest, 1, 1))

    @cached_property
    def pieces(self) -> Mapping[int, tuple[tuple[int, BlockFacts], ...]]:
        """Return the key of each block → the index of the page and the piece, in order."""
        found: dict[int, list[tuple[int, BlockFacts]]] = {}
        for index, page in enumerate(self.pages):
            for block in page.blocks:
                found.setdefault(block.key, []).append((index, block))
        return {key: tuple(pieces) for key, pieces in found.items()}

    @cached_property
    def extents(self) -> Mapping[str, tuple[int, int]]:
        """Return the id of each printed part → the indices of its first and last page."""
        found: dict[str, tuple[int, int]] = {}
        for index, page in enumerate(self.pages):
            for part in page.parts:
                found[part] = (found.get(part, (index, index))[0], index)
        return found

    def leading_pt(self, index: int) -> float:
        """Return the line height of most lines of a page's text."""
        heights = Counter[float]()
        for block in self.text_blocks(index):
            if block.place.line is not None:
                heights[round(block.line_pt, 2)] += len(block.lines)
        return heights.most_common(1)[0][0] if heights else 12.0

    def text_blocks(self, index: int) -> Iterator[BlockFacts]:
        """Yield the blocks of a page without footnotes."""
        return (block for block in self.pages[index].blocks if block.box != "note")
