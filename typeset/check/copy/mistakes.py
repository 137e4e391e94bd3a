"""Mistakes that a pattern tells: the words to look for, and what they should be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from typeset.check.checks import Found, found_at, mended
from typeset.issue.prose import Passage

DIGITS = r"[0-9]+(?:\.[0-9]+)?"
FIGURES = "0123456789"
HAN_DIGITS = "〇零一二三四五六七八九"


def unchanged(_match: re.Match[str]) -> None:
    """Offer no mend: what is right needs an editor's judgement."""
    return


@dataclass(frozen=True, slots=True)
class Mistake:
    """A pattern, and what the matched words should be.

    Where the pattern has a group `bad`, only that is at fault. `new` is the right form, or makes
    it from the match; it returns None where only the editor can tell. Of each string of `needs`
    one character at least is in every match: most passages are passed over by that alone.
    """

    pattern: re.Pattern[str]
    new: str | Callable[[re.Match[str]], str | None] = unchanged
    needs: tuple[str, ...] = ()

    def find(self, passage: Passage) -> Iterator[Found]:
        """Yield what is wrong in `passage`."""
        characters = passage.characters
        for each in self.needs:
            if characters.isdisjoint(each):
                return
        text = passage.text
        for match in self.pattern.finditer(text):
            start, end = match.span("bad" if "bad" in match.re.groupindex else 0)
            new = self.new if isinstance(self.new, str) else self.new(match)
            if new is None:
                yield found_at(passage, start, end)
            elif new != text[start:end]:
                yield mended(passage, start, end, new)


def finder(*mistakes: Mistake) -> Callable[[Passage], Iterable[Found]]:
    """Return the function that finds `mistakes` in the Chinese of a passage."""

    def find(passage: Passage) -> Iterator[Found]:
        for mistake in mistakes:
            found = list(mistake.find(passage))
            if found and passage.is_chinese:
                yield from found

    return find
