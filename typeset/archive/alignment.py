"""Which page of one PDF answers to which of another, when pages came or went."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Page = TypeVar("Page")
Pair = tuple[int | None, int | None]
MOST_CELLS = 90_000  # 300 pages against 300; beyond that pages are paired by number


def align(
    old: Sequence[Page], new: Sequence[Page], likeness: Callable[[Page, Page], float]
) -> list[Pair]:
    """Return pairs of indices in order, None for the partner of a page that has none.

    `likeness` is 1 for pages that say the same and 0 for strangers, which are never paired
    where a better match is to be had.
    """
    ahead = _alike(zip(old, new, strict=False), likeness)
    rest_old, rest_new = old[ahead:], new[ahead:]
    behind = _alike(zip(reversed(rest_old), reversed(rest_new), strict=False), likeness)
    middle_old = rest_old[: len(rest_old) - behind]
    middle_new = rest_new[: len(rest_new) - behind]
    middle = _paired(middle_old, middle_new, likeness)
    first: list[Pair] = [(index, index) for index in range(ahead)]
    between: list[Pair] = [
        (None if i is None else i + ahead, None if j is None else j + ahead) for i, j in middle
    ]
    last: list[Pair] = [
        (len(old) - behind + index, len(new) - behind + index) for index in range(behind)
    ]
    return first + between + last


def _alike(pairs: object, likeness: Callable[[Page, Page], float]) -> int:
    """Return how many pairs at the beginning say just the same."""
    count = 0
    for one, other in pairs:  # type: ignore[attr-defined]
        if likeness(one, other) < 1:
            break
        count += 1
    return count


def _paired(
    old: Sequence[Page], new: Sequence[Page], likeness: Callable[[Page, Page], float]
) -> list[Pair]:
    if len(old) * len(new) > MOST_CELLS:
        longest = max(len(old), len(new))
        return [(i if i < len(old) else None, i if i < len(new) else None) for i in range(longest)]
    likenesses = [[likeness(one, other) for other in new] for one in old]
    return _walk_back(likenesses, _best(likenesses, len(new)))


def _best(likenesses: list[list[float]], width: int) -> list[list[float]]:
    """Return the best sum of likenesses of what is left from each cell on (Needleman–Wunsch)."""
    best = [[0.0] * (width + 1) for _ in range(len(likenesses) + 1)]
    for i in range(len(likenesses) - 1, -1, -1):
        for j in range(width - 1, -1, -1):
            paired = likenesses[i][j] + best[i + 1][j + 1]
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    return best


def _walk_back(likenesses: list[list[float]], best: list[list[float]]) -> list[Pair]:
    pairs: list[Pair] = []
    height, width = len(best) - 1, len(best[0]) - 1
    i = j = 0
    while i < height and j < width:
        if best[i][j] == likenesses[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    pairs += [(rest, None) for rest in range(i, height)]
    return pairs + [(None, rest) for rest in range(j, width)]
