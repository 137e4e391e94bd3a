"""Hyphenation of Latin words with the patterns of pyphen."""

from __future__ import annotations

import re
from typing import Any, Final

import pyphen

_LETTERS: Final = re.compile(r"[^\W\d_]+")
HYPHEN_PENALTY: Final = 2.5


def read_patterns() -> None:
    """Read the patterns that most issues need, for who has nothing else to do (40 ms)."""
    pyphen.Pyphen(lang=pyphen.language_fallback("en"))


class Hyphenator:
    """Finds the syllables of words; dictionaries are read when they are first needed."""

    def __init__(self) -> None:
        self._dictionaries: dict[tuple[str, int, int], Any] = {}

    def chances(self, word: str, lang: str, limits: tuple[int, int, int]) -> dict[int, float]:
        """Return the positions at which `word` may take a hyphen, each with its penalty.

        `limits` are CSS `hyphenate-limit-chars`: the whole word, before and after.
        """
        known = pyphen.language_fallback(lang) if lang else None
        if not known:
            return {}
        total, left, right = limits
        key = (known, left, right)
        if key not in self._dictionaries:
            self._dictionaries[key] = pyphen.Pyphen(lang=known, left=left, right=right)
        chances: dict[int, float] = {}
        for match in _LETTERS.finditer(word):
            if len(match[0]) >= total and not match[0].isupper():
                for position in self._dictionaries[key].positions(match[0]):
                    chances[match.start() + int(position)] = HYPHEN_PENALTY
        return chances
