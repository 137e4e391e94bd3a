"""Optimal line breaking of a whole paragraph, after Knuth and Plass."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol

from typeset.cjk.justify import EPSILON, Galley

_OVERFULL_COST: Final = 20000.0
_LONE_COST: Final = 300.0
_SHORT_LAST_COST: Final = 1.0
_SHORT_LAST_EM: Final = 3.0
_LEADER_DROP_COST: Final = 4.0
_RAGGED_LINE_COST: Final = 2.0
_LOOK_BACK: Final = 3  # lines that are too loose, tried before giving up


class Fit(NamedTuple):
    """What a candidate line costs, and whether shorter or longer ones are worth trying."""

    cost: float
    too_long: bool = False
    too_loose: bool = False


class Judge(Protocol):
    """Tells how well the atoms `a` to `e` fill a measure."""

    def fit(self, a: int, e: int, width: float, *, last: bool) -> Fit:
        """Return the cost of a line."""


class JustifiedJudge:
    """Wants lines as wide as the measure, with as little stretching as can be."""

    def __init__(self, galley: Galley) -> None:
        self.galley = galley

    def fit(self, a: int, e: int, width: float, *, last: bool) -> Fit:
        """Return the cost of a justified line."""
        galley = self.galley
        slack = width - galley.width(a, e)
        if slack < -EPSILON:
            fill = galley.shrink(a, e, -slack)
            if fill.rest:
                return Fit(_OVERFULL_COST * (1 + fill.rest), too_long=True)
            return Fit(fill.cost)
        if last or slack <= EPSILON:
            return Fit(0.0)
        fill = galley.stretch(a, e, slack)
        cost = fill.cost + (galley.white_cost(fill.rest) if fill.rest else 0.0)
        return Fit(cost, too_loose=cost >= 100.0)


class RaggedJudge:
    """Wants lines that are nearly as long as the measure, and no stretching."""

    def __init__(self, galley: Galley) -> None:
        self.galley = galley

    def fit(self, a: int, e: int, width: float, *, last: bool) -> Fit:
        """Return the cost of a ragged line."""
        slack = width - self.galley.width(a, e)
        if slack < -EPSILON:
            return Fit(_OVERFULL_COST * (1 - slack), too_long=True)
        if last or width <= 0:
            return Fit(0.0)
        share = slack / width
        return Fit(_RAGGED_LINE_COST + 30 * share * share, too_loose=share > 0.5)


class Breaker:
    """Finds the cheapest way to break a stretch of atoms without forced breaks."""

    def __init__(self, galley: Galley, judge: Judge, leader: int | None = None) -> None:
        self.galley, self.judge, self.leader = galley, judge, leader

    def breaks(self, start: int, end: int, widths: Sequence[float]) -> list[int]:
        """Return the atom after each line's last; the last width serves all further lines."""
        penalty = self.galley.penalty
        stops = [i + 1 for i in range(start, end - 1) if penalty[i] is not None]
        stops.append(end)
        settled = len(widths) - 1
        # best[atom][line number, as far as it matters] = (cost, line start, its number)
        best: dict[int, dict[int, tuple[float, int, int]]] = {start: {0: (0.0, -1, 0)}}
        for index, a in enumerate([start, *stops[:-1]]):
            for number, (cost, _, _) in best.get(a, {}).items():
                following = min(number + 1, settled)
                for b, extra in self._candidates(a, index, stops, widths[number]):
                    known = best.setdefault(b, {}).get(following)
                    if known is None or cost + extra < known[0] - 1e-9:
                        best[b][following] = (cost + extra, a, number)
        return _trace(best, start, end)

    def _candidates(
        self, a: int, first: int, stops: list[int], width: float
    ) -> list[tuple[int, float]]:
        """Return the ends worth trying for a line from `a`, each with its cost."""
        reach = self.galley.reach
        middle = bisect_right(stops, width + reach[a], lo=first, key=reach.__getitem__)
        found: list[tuple[int, float]] = []
        overfull: tuple[int, float] | None = None
        for k in range(max(middle, first), len(stops)):
            cost, too_long, _ = self._cost(a, stops[k], stops[-1], width)
            if too_long:
                overfull = (stops[k], cost)
                break
            found.append((stops[k], cost))
        loose = 0
        good = bool(found)
        for k in range(max(middle, first) - 1, first - 1, -1):
            cost, too_long, too_loose = self._cost(a, stops[k], stops[-1], width)
            if too_long:
                overfull = (stops[k], cost)
                continue
            loose += too_loose
            if too_loose and (good or loose > _LOOK_BACK):
                break
            good = good or not too_loose
            found.append((stops[k], cost))
        if not found and overfull:
            found.append(overfull)
        return found

    def _cost(self, a: int, b: int, end: int, width: float) -> Fit:
        galley = self.galley
        last = b == end
        ends_text = last or b == self.leader
        fills = self.leader is not None and a <= self.leader < b
        fit = self.judge.fit(a, b, width, last=ends_text or fills)
        cost = fit.cost
        if ends_text and a != self.leader:
            cost += self._last_cost(a, b)
        if b == self.leader:
            cost += _LEADER_DROP_COST
        elif not last:
            cost += galley.penalty[b - 1] or 0.0
        return Fit(cost, fit.too_long, fit.too_loose and not fills)

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


def _trace(best: dict[int, dict[int, tuple[float, int, int]]], start: int, end: int) -> list[int]:
    """Return the line ends of the cheapest way to `end`."""
    ends: list[int] = []
    at = end
    number = min(best[end], key=lambda n: best[end][n][0])
    while at != start:
        ends.append(at)
        _, at, number = best[at][number]
    return ends[::-1]
