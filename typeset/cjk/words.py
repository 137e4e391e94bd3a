"""Words: measured once, and cut where a line may break inside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Protocol

from typeset.cjk.atoms import Atom, Edge, Substitute
from typeset.cjk.classes import CURLY_QUOTES
from typeset.cjk.urls import word_chances


class WordFace(Protocol):
    """What is asked of a face to measure words."""

    em: float
    tracking: float

    @property
    def is_unbroken(self) -> bool:
        """Whether no line may break inside."""

    @property
    def hyphen_width(self) -> float:
        """The width of a hyphen."""

    def shape(self, text: str) -> Sequence[Any]:
        """Return the glyphs of a text."""

    def kern(self, glyph: Any) -> float:
        """Return the kerning in a glyph's width."""

    def edge(
        self,
        kind: str,
        char: str,
        chance: float | None = None,
        hyphen: float = 0.0,
        blank: float = 0.0,
        kern: float = 0.0,
    ) -> Edge:
        """Return one edge of an atom."""

    def word_hyphens(self, text: str) -> dict[int, float]:
        """Return where a word may be hyphenated."""

    def latin_quote(self, char: str) -> Substitute:
        """Return a proportional quote."""


class _Clusters:
    """The widths of a word's clusters, by the first character of each."""

    def __init__(self, face: WordFace, text: str) -> None:
        char_of: dict[int, int] = {}
        at = 0
        for index, char in enumerate(text):
            char_of[at] = index
            at += len(char.encode())
        self.widths: dict[int, float] = {}
        self.kerns: dict[int, float] = {}
        for glyph in face.shape(text):
            index = char_of[glyph.at]
            self.widths[index] = self.widths.get(index, 0.0) + glyph.width
            self.kerns[index] = face.kern(glyph)
        self.substitutes: list[Substitute] = []
        for index, char in enumerate(text):
            if char in CURLY_QUOTES and index in self.widths:
                quote = face.latin_quote(char)
                self.widths[index], self.kerns[index] = quote.advance * face.em, 0.0
                self.substitutes.append(quote._replace(offset=index))

    def inside(self, start: int, end: int) -> list[int]:
        return sorted(k for k in self.widths if start <= k < end)


def word_parts(face: WordFace, text: str) -> Iterator[tuple[Atom, int]]:
    """Yield the parts of a word and their lengths in characters."""
    clusters = _Clusters(face, text)
    chances: dict[int, float] = {}
    hyphens: dict[int, float] = {}
    if not face.is_unbroken:
        chances = word_chances(text)
        hyphens = {} if chances else face.word_hyphens(text)
    places = sorted(k for k in {*chances, *hyphens} if k in clusters.widths)
    for start, end in pairwise([0, *places, len(text)]):
        chance = chances.get(end, hyphens.get(end))
        hyphen = face.hyphen_width if end in hyphens else 0.0
        inside = clusters.inside(start, end)
        # kerning with the next part is lost when the line ends here: it is the slot's
        kern = clusters.kerns[inside[-1]] if chance is not None else 0.0
        joints = len(inside) - 1
        advance = sum(clusters.widths[k] for k in inside) - kern + face.tracking * joints
        yield (
            Atom(
                "L",
                advance,
                face.edge("L", text[start]),
                face.edge("L", text[end - 1], chance, hyphen, kern=kern),
                0.0,
                tuple(
                    s._replace(offset=s.offset - start)
                    for s in clusters.substitutes
                    if start <= s.offset < end
                ),
                joints,
            ),
            end - start,
        )
