"""Which marks of a passage make pairs: quotes, brackets and title marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from typeset.check.copy.context import CLOSERS, OPENERS, is_latin
from typeset.issue.prose import Passage

PARTNER = dict(zip(f"“‘{OPENERS}", f"”’{CLOSERS}", strict=True))
OPENER = {closer: opener for opener, closer in PARTNER.items()}
_MARKS = re.compile("[()" + "".join(PARTNER) + "".join(OPENER) + "]")
_ALL = frozenset("()").union(PARTNER, OPENER)
_FOLD = str.maketrans("()", "（）")  # half-width ones pair with full-width ones
_LIST_NUMBER = re.compile(
    r"(?:\A|[^0-9A-Za-z一二三四五六七八九十百.])(?:[0-9]{1,3}|[A-Za-z]|[一二三四五六七八九十]{1,3}|[①-⑳])\Z"
)
_FACE = re.compile(r"[:;：；=^][-']?\Z")


@dataclass(slots=True)
class Pairing:
    """How the marks of a passage pair, by their places.

    `pairs` holds opener and closer; `openers` and `closers` have no partner; `crossed` holds
    closers that come before the mark that was opened last is closed.
    """

    passage: Passage
    pairs: list[tuple[int, int]] = field(default_factory=list)
    openers: list[int] = field(default_factory=list)
    closers: list[int] = field(default_factory=list)
    crossed: list[tuple[int, int]] = field(default_factory=list)

    @property
    def lone(self) -> list[int]:
        """Return the places of the marks without a partner."""
        return sorted([*self.openers, *self.closers])

    def kind(self, at: int) -> str:
        """Return the opener of the kind to which the mark at `at` belongs."""
        char = self.passage.text[at].translate(_FOLD)
        return OPENER.get(char, char)


@lru_cache(maxsize=1024)  # several checks look at the same passages
def pair(passage: Passage) -> Pairing:
    """Return how the marks of a passage pair."""
    result = Pairing(passage)
    text = passage.text
    if _ALL.isdisjoint(passage.characters):
        return result
    places = [match.start() for match in _MARKS.finditer(text)]
    places = [at for at in places if not _is_apostrophe(text, at)]
    stack: list[int] = []
    for number, at in enumerate(places):
        char = text[at].translate(_FOLD)
        if char in PARTNER:
            stack.append(at)
        else:
            _close(result, stack, at, places[number + 1 :])
    result.openers += [at for at in stack if not _is_loose(text, at)]
    return result


def _close(result: Pairing, stack: list[int], at: int, later: list[int]) -> None:
    text = result.passage.text
    kind = OPENER[text[at].translate(_FOLD)]
    place = next((n for n in reversed(range(len(stack))) if result.kind(stack[n]) == kind), None)
    if place is None:
        if not _is_lone_by_right(text, at):
            result.closers.append(at)
        return
    above = stack[place + 1 :]
    for each in above:
        if _is_closed(result, each, later):
            result.crossed.append((each, at))
        elif not _is_loose(text, each):
            result.openers.append(each)
    result.pairs.append((stack[place], at))
    kept = [each for each in above if _is_closed(result, each, later)]
    stack[place:] = kept


def _is_closed(result: Pairing, at: int, later: list[int]) -> bool:
    """Tell whether the mark opened at `at` is closed by one of the marks at `later`."""
    text = result.passage.text
    kind = result.kind(at)
    balance = 0
    for each in later:
        if result.kind(each) == kind:
            balance += 1 if text[each].translate(_FOLD) == kind else -1
        if balance < 0:
            return True
    return False


def _is_apostrophe(text: str, at: int) -> bool:
    """Tell whether a single quote stands for letters left out, or for minutes."""
    if text[at] not in "‘’":
        return False
    left, right = text[max(at - 1, 0) : at], text[at + 1 : at + 2]
    between = bool(left) and is_latin(left) and bool(right) and is_latin(right)
    year = (
        right.isdigit()
        and not (left and is_latin(left))
        and (text[at] == "’" or "’" not in text[at:])
    )
    return between or year


def _is_lone_by_right(text: str, at: int) -> bool:
    """Tell whether a closer needs no opener: a list's number, a face, a Latin possessive."""
    left = text[:at]
    if text[at] in "）)":
        if _LIST_NUMBER.search(left) or _FACE.search(left):
            return True
        return text[at] == ")" and not ("\u4e00" <= left[-1:] <= "\u9fff" or left[-1:] in "”》）")
    return text[at] == "’" and bool(left) and is_latin(left[-1])


def _is_loose(text: str, at: int) -> bool:
    """Tell whether an opener may stay open: a half-width one that is not beside Chinese."""
    return text[at] == "(" and not "\u4e00" <= text[at + 1 : at + 2] <= "\u9fff"


def quotes(pairing: Pairing, kind: str) -> list[int]:
    """Return the places of all marks of one kind, from left to right."""
    paired = [at for both in pairing.pairs for at in both if pairing.kind(at) == kind]
    return sorted([*paired, *(at for at in pairing.lone if pairing.kind(at) == kind)])


def turned(pairing: Pairing, kind: str) -> list[int]:
    """Return the places of marks that look the wrong way: with them turned, all pair.

    Empty where that is not plain: an odd number, or a mark that would then face the wrong way.
    """
    if not any(pairing.kind(at) == kind for at in pairing.lone):
        return []
    text = pairing.passage.text
    places = quotes(pairing, kind)
    if len(places) % 2:
        return []
    wrong: list[int] = []
    for number, at in enumerate(places):
        opens = number % 2 == 0
        if not (_may_open(text, at) if opens else _may_close(text, at)):
            return []
        if (text[at].translate(_FOLD) == kind) != opens:
            wrong.append(at)
    return wrong


def _may_open(text: str, at: int) -> bool:
    right = text[at + 1 : at + 2]
    return bool(right.strip()) and right not in "，。、；：！？" + CLOSERS


def _may_close(text: str, at: int) -> bool:
    left = text[max(at - 1, 0) : at]
    return bool(left.strip()) and left not in "，、；：" + OPENERS


def enclosing(pairing: Pairing, kinds: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield each pair of `kinds` that lies within another, with the nearest one around it."""
    chosen = sorted(each for each in pairing.pairs if pairing.kind(each[0]) in kinds)
    stack: list[tuple[int, int]] = []
    for each in chosen:
        while stack and stack[-1][1] < each[0]:
            stack.pop()
        if stack:
            yield each, stack[-1]
        stack.append(each)
