"""Optimal line breaking of a whole paragraph, after Knuth and Plass."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from heapq import heappop, heappush
from math import inf
from typing import Final, Protocol

from typeset.cjk.justify import EPSILON, Galley

_OVERFULL_COST: Final = 20000.0
_LONE_COST: Final = 300.0
_SHORT_LAST_COST: Final = 1.0
_SHORT_LAST_EM: Final = 3.0
_LEADER_DROP_COST: Final = 4.0  # what follows a leader goes on the next line
_LEADER_TAIL_COST: Final = 500.0  # what follows a leader is broken itself
_RAGGED_LINE_COST: Final = 2.0
_LOOK_BACK: Final = 3  # lines that are too loose, tried before giving up
_HOPELESS: Final = 12.0  # how much dearer than its best rival a line may be
_HOPELESS_START: Final = 60.0  # the same of all lines up to a place


FITS, TOO_LONG, TOO_LOOSE = range(3)
_LOOSE_COST: Final = 100.0
_Entry = tuple[float, int, int]  # cost, start of the line, number of that start


class Judge(Protocol):
    """Tells how well the atoms `a` to `e` fill a measure."""

    def fit(self, a: int, e: int, slack: float, width: float) -> tuple[float, int]:
        """Return a line's cost, and whether shorter or longer ones are worth trying."""


class JustifiedJudge:
    """Wants lines as wide as the measure, with as little stretching as can be."""

    def __init__(self, galley: Galley) -> None:
        self.galley = galley

    def fit(self, a: int, e: int, slack: float, width: float) -> tuple[float, int]:
        """Return the cost of a justified line."""
        if slack > EPSILON:
            cost = self.galley.stretch_cost(a, e, slack)
            return cost, TOO_LOOSE if cost >= _LOOSE_COST else FITS
        if slack >= -EPSILON:
            return 0.0, FITS
        shrunk = self.galley.shrink_cost(a, e, -slack)
        if shrunk is None:
            return _OVERFULL_COST * (1 - slack), TOO_LONG
        return shrunk, FITS


class RaggedJudge:
    """Wants lines that are nearly as long as the measure, and no stretching."""

    def __init__(self, galley: Galley) -> None:
        self.galley = galley

    def fit(self, a: int, e: int, slack: float, width: float) -> tuple[float, int]:
        """Return the cost of a ragged line."""
        if slack < -EPSILON:
            return _OVERFULL_COST * (1 - slack), TOO_LONG
        share = slack / width if width > 0 else 0.0
        return _RAGGED_LINE_COST + 30 * share * share, TOO_LOOSE if share > 0.5 else FITS


class Breaker:
    """Finds the cheapest way to break a stretch of atoms without forced breaks."""

    def __init__(self, galley: Galley, judge: Judge, leader: int | None = None) -> None:
        self.galley, self.judge, self.leader = galley, judge, leader
        self._stops: list[int] = []

    def breaks(self, start: int, end: int, widths: Sequence[float]) -> list[int]:
        """Return the atom after each line's last; the last width serves all further lines."""
        penalty = self.galley.penalty
        stops = [i + 1 for i in range(start, end - 1) if penalty[i] is not None]
        stops.append(end)
        self._stops = stops
        settled = len(widths) - 1
        # best[atom][line number, as far as it matters]
        best: dict[int, dict[int, _Entry]] = {start: {0: (0.0, -1, 0)}}
        waiting = [start]  # a heap of the atoms that a line may start with
        while waiting:
            a = heappop(waiting)
            if a == end or self._is_hopeless(best, a, waiting):
                continue
            for number, (cost, _, _) in best[a].items():
                following = min(number + 1, settled)
                for b, extra in self._candidates(a, widths[number]):
                    entries = best.get(b)
                    if entries is None:
                        entries = best[b] = {}
                        heappush(waiting, b)
                    known = entries.get(following)
                    if known is None or cost + extra < known[0] - 1e-9:
                        entries[following] = (cost + extra, a, number)
        return _trace(best, start, end)

    @staticmethod
    def _is_hopeless(best: dict[int, dict[int, _Entry]], a: int, waiting: list[int]) -> bool:
        """Tell whether lines that reach further than `a` were much cheaper."""
        if not waiting:
            return False
        cost = min(entry[0] for entry in best[a].values())
        if cost < _HOPELESS_START:
            return False
        rival = min(entry[0] for b in waiting for entry in best[b].values())
        return cost > rival + _HOPELESS_START

    def _candidates(self, a: int, width: float) -> list[tuple[int, float]]:
        """Return the ends worth trying for a line from `a`, each with its cost."""
        reach, stops = self.galley.reach, self._stops
        first = bisect_right(stops, a)
        middle = bisect_right(stops, width + reach[a], lo=first, key=reach.__getitem__)
        found: list[tuple[int, float]] = []
        overfull: tuple[int, float] | None = None
        for k in range(middle, len(stops)):
            cost, state = self._cost(a, stops[k], width)
            if state == TOO_LONG:
                overfull = (stops[k], cost)
                break
            found.append((stops[k], cost))
        loose = 0
        good = bool(found)
        best = min((cost for _, cost in found), default=inf)
        for k in range(middle - 1, first - 1, -1):
            cost, state = self._cost(a, stops[k], width)
            if state == TOO_LONG:
                overfull = (stops[k], cost)
                continue
            if state == TOO_LOOSE:
                loose += 1
                if good or loose > _LOOK_BACK:
                    break
            elif cost > best + _HOPELESS:
                break
            else:
                good = True
            best = min(best, cost)
            found.append((stops[k], cost))
        if not found and overfull:
            found.append(overfull)
        return found

    def _cost(self, a: int, b: int, width: float) -> tuple[float, int]:
        galley = self.galley
        slack = width - galley.width(a, b)
        last = b == self._stops[-1]
        if not last and self.leader is None:
            cost, state = self.judge.fit(a, b, slack, width)
            return cost + (galley.penalty[b - 1] or 0.0), state
        return self._special_cost(a, b, slack, width, last=last)

    def _special_cost(
        self, a: int, b: int, slack: float, width: float, *, last: bool
    ) -> tuple[float, int]:
        """Return the cost of a line that need not be full: a last one, one with a leader."""
        leader = -1 if self.leader is None else self.leader
        fills = a <= leader < b
        ends_text = last or b == leader
        if (ends_text or fills) and slack >= -EPSILON:
            cost, state = 0.0, FITS
        else:
            cost, state = self.judge.fit(a, b, slack, width)
        if ends_text and a != leader:
            cost += self._last_cost(a, b)
        if fills and a < leader:
            cost += self._last_cost(a, leader)
        if b == leader:
            cost += _LEADER_DROP_COST
        elif not last:
            cost += self.galley.penalty[b - 1] or 0.0
            if 0 <= leader < b:
                cost += _LEADER_TAIL_COST
        return cost, state

    def _last_cost(self, a: int, b: int) -> float:
        """Return what a very short last line costs."""
        galley = self.galley
        atoms, paragraph = galley.paragraph.atoms, galley.paragraph
        if a == 0 or b - a > _SHORT_LAST_EM + 2 or atoms[a - 1].kind == "N":
            return 0.0
        characters = sum(
            paragraph.ends[i] - paragraph.starts[i]
            for i in range(a, b)
            if atoms[i].kind not in "OCPQ_"
        )
        if characters < galley.settings.last_line_min:
            return _LONE_COST
        short = galley.width(a, b) < _SHORT_LAST_EM * atoms[b - 1].right.em
        return _SHORT_LAST_COST if short else 0.0


def _trace(best: dict[int, dict[int, _Entry]], start: int, end: int) -> list[int]:
    """Return the line ends of the cheapest way to `end`."""
    ends: list[int] = []
    at = end
    number = min(best[end], key=lambda n: best[end][n][0])
    while at != start:
        ends.append(at)
        _, at, number = best[at][number]
    return ends[::-1]
