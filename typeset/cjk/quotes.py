"""Which marks shared with the West are set in Latin style (CLREQ §3.1.5).

“ ” ‘ ’ — … · are full-width among Chinese and proportional among Latin. Quotes are paired
over the whole paragraph, and both of a pair take the same style.
"""

from __future__ import annotations

import re
from typing import Final

from typeset.cjk.classes import CURLY_QUOTES, ClassTable

_CHINESE: Final = frozenset("HUFVXWPQ")
_SHARED: Final = re.compile("[“”‘’·‧—…]")
_OPENERS: Final = {"”": "“", "’": "‘"}


class _Context:
    """A paragraph's text with its classes, and what stands around a position."""

    def __init__(self, text: str, classes: str) -> None:
        self.text, self.classes = text, classes

    def is_chinese(self, index: int) -> bool:
        return self.classes[index] in _CHINESE or (
            self.classes[index] in "OC" and self.text[index] not in CURLY_QUOTES
        )

    def beside(self, index: int, step: int) -> int | None:
        """Return the nearest position that is neither a space nor a curly quote."""
        index += step
        while 0 <= index < len(self.text):
            if self.text[index] not in CURLY_QUOTES and self.classes[index] not in "SZJ":
                return index
            index += step
        return None

    def latin_beside(self, index: int, step: int) -> bool:
        near = self.beside(index, step)
        return near is not None and self.classes[near] == "L"

    def chinese_beside(self, index: int, step: int) -> bool:
        near = self.beside(index, step)
        return near is not None and (self.is_chinese(near) or self.classes[near] in "DE")

    def is_apostrophe(self, index: int) -> bool:
        text = self.text
        return (
            0 < index < len(text) - 1
            and text[index - 1].isalnum()
            and self.classes[index - 1] == "L"
            and text[index + 1].isalpha()
            and self.classes[index + 1] == "L"
        )


def latin_positions(text: str, table: ClassTable) -> frozenset[int]:
    """Return the positions of shared marks that are to be set in Latin style."""
    found = [match.start() for match in _SHARED.finditer(text)]
    if not found:
        return frozenset()
    context = _Context(text, table.classes(text))
    if not any(map(context.is_chinese, range(len(text)))):
        return frozenset(found)
    latin = set(_latin_quotes(context, [i for i in found if text[i] in CURLY_QUOTES]))
    for i in found:
        if text[i] in "·‧" and all(
            0 <= k < len(text) and context.classes[k] == "L" for k in (i - 1, i + 1)
        ):
            latin.add(i)
    return frozenset(latin)


def _latin_quotes(context: _Context, quotes: list[int]) -> list[int]:
    text = context.text
    latin: list[int] = []
    waiting: list[int] = []
    for i in quotes:
        if text[i] == "’" and context.is_apostrophe(i):
            latin.append(i)
        elif text[i] in "“‘":
            waiting.append(i)
        else:
            opener = _last_opener(text, waiting, _OPENERS[text[i]])
            if opener is None:
                if context.latin_beside(i, -1) and not context.chinese_beside(i, 1):
                    latin.append(i)
                continue
            start = waiting[opener]
            del waiting[opener:]
            if _pair_is_latin(context, start, i):
                latin += (start, i)
    latin += [
        i for i in waiting if context.latin_beside(i, 1) and not context.chinese_beside(i, -1)
    ]
    return latin


def _last_opener(text: str, waiting: list[int], wanted: str) -> int | None:
    for k in range(len(waiting) - 1, -1, -1):
        if text[waiting[k]] == wanted:
            return k
    return None


def _pair_is_latin(context: _Context, start: int, end: int) -> bool:
    if any(context.is_chinese(i) for i in range(start + 1, end)):
        return False
    outside = [n for n in (context.beside(start, -1), context.beside(end, 1)) if n is not None]
    return bool(outside) and not any(
        context.is_chinese(n) or context.classes[n] in "DE" for n in outside
    )
