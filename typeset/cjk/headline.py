"""Balanced headlines.

A headline that does not fit on one line breaks at the editor's marks (U+200B or `<wbr>`
between the parts); if that does not do, at spaces; if that does not do, between words; and
anywhere at the last. Its lines are as equal as can be, and none holds one or two characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from typeset.cjk.atoms import Between
from typeset.cjk.breaking import Breaker, RaggedJudge
from typeset.cjk.justify import EPSILON, Galley
from typeset.cjk.lexicon import lexicon

_LEAST: Final = 3  # characters on a line
_PHRASE_COST: Final = 0.5


class Segmenter(Protocol):
    """Cuts Chinese text into words."""

    def __call__(self, text: str) -> Sequence[str]:
        """Return the words of `text`, in order and without a gap."""


class Headline:
    """Breaks one headline."""

    def __init__(self, galley: Galley, segmenter: Segmenter | None = None) -> None:
        self.galley = galley
        self._segmenter = segmenter

    def breaks(self, start: int, end: int, widths: Sequence[float]) -> list[int]:
        """Return the atom after each line's last."""
        width = widths[-1]
        if self.galley.width(start, end) <= min(widths[:1]) + EPSILON:
            return [end]
        penalty = self.galley.penalty
        legal = [i + 1 for i in range(start, end - 1) if penalty[i] is not None]
        least = self._fewest(start, end, legal, width)
        for allowed, extra in self._hierarchy(start, end, legal, width):
            count = self._fewest(start, end, allowed, width)
            if count is not None and least is not None and count <= least + extra:
                found = self._balance(start, end, allowed, width, count)
                if found:
                    return found
        return Breaker(self.galley, RaggedJudge(self.galley)).breaks(start, end, widths)

    def _hierarchy(
        self, start: int, end: int, legal: list[int], width: float
    ) -> Iterable[tuple[list[int], int]]:
        """Yield places to break, best kind first, and how many lines more it may take."""
        between = self.galley.paragraph.between
        marks = [b for b in legal if between.get(b - 1, 0) & Between.CHANCE]
        spaces = [b for b in legal if between.get(b - 1, 0) & Between.SPACE]
        if marks:
            yield marks, len(marks)
            yield sorted({*marks, *spaces}), 0
        if spaces:
            yield self._outside_titles(start, end, spaces, width), 1
            yield spaces, 0
        words = sorted({*marks, *spaces, *self._word_ends(start, end, legal)})
        yield self._outside_titles(start, end, words, width), 0
        yield words, 0
        yield legal, 0

    def _word_ends(self, start: int, end: int, legal: list[int]) -> list[int]:
        paragraph = self.galley.paragraph
        first, last = paragraph.starts[start], paragraph.ends[end - 1]
        segmenter = self._segmenter or lexicon().words
        ends, at = set(), first
        for word in segmenter(paragraph.text[first:last]):
            at += len(word)
            ends.add(at)
        return [b for b in legal if paragraph.starts[b] in ends]

    def _outside_titles(self, start: int, end: int, places: list[int], width: float) -> list[int]:
        """Return the places that do not cut a quoted phrase or title that fits on a line."""
        atoms = self.galley.paragraph.atoms
        inside: set[int] = set()
        openings: list[int] = []
        for i in range(start, end):
            if atoms[i].kind == "O":
                openings.append(i)
            elif atoms[i].kind == "C" and openings:
                opening = openings.pop()
                if self.galley.width(opening, i + 1) <= width:
                    inside.update(range(opening + 1, i + 1))
        return [b for b in places if b not in inside]

    def _fewest(self, start: int, end: int, places: list[int], width: float) -> int | None:
        """Return the least number of lines with breaks at `places`, or None."""
        count, a = 1, start
        stops = [*places, end]
        while True:
            fitting = [b for b in stops if b > a and self.galley.width(a, b) <= width + EPSILON]
            if not fitting:
                return None
            if fitting[-1] == end:
                return count
            a = fitting[-1]
            count += 1

    def _characters(self, a: int, b: int) -> int:
        paragraph = self.galley.paragraph
        return paragraph.ends[b - 1] - paragraph.starts[a]

    def _balance(
        self, start: int, end: int, places: list[int], width: float, count: int
    ) -> list[int]:
        """Return the most equal lines, `count` of them; nothing if one would be too short."""
        stops = [*places, end]
        target = self.galley.width(start, end) / count
        best: dict[tuple[int, int], tuple[float, list[int]]] = {(start, 0): (0.0, [])}
        for line in range(count):
            for a in [start, *places]:
                if (a, line) not in best:
                    continue
                cost, ends = best[a, line]
                for b in stops:
                    if b <= a or (line == count - 1) != (b == end):
                        continue
                    wide = self.galley.width(a, b)
                    if wide > width + EPSILON or self._characters(a, b) < _LEAST:
                        continue
                    total = cost + ((wide - target) / target) ** 2
                    if b != end:
                        total += _PHRASE_COST * (self.galley.penalty[b - 1] or 0.0)
                    key = (b, line + 1)
                    if key not in best or total < best[key][0]:
                        best[key] = (total, [*ends, b])
        return best.get((end, count), (0.0, []))[1]
