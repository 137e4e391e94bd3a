"""How a line that is too short or too long finds its measure.

Slots give way in stages, each to the full before the next is touched: word spaces first,
then Han–Latin gaps to their good width, Han by what nobody sees, gaps to their utmost, and
then Han evenly. The last stages are for emergencies; what is left after them stays white.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from operator import add, attrgetter, itemgetter
from typing import Final, NamedTuple

from typeset.cjk.atoms import Paragraph
from typeset.cjk.spacing import Slot, Spacing
from typeset.cjk.stages import LETTERS, Stage

EPSILON: Final = 1e-6
_NATURAL, _PENALTY, _HYPHEN, _USED = (
    Slot._fields.index(name) for name in ("natural", "penalty", "hyphen", "used")
)
_HAN: Final = Slot._fields.index("han")
_HANGING: Final = frozenset("，。、")
_ADVANCE = attrgetter("advance")
BASE_COST: Final = 0.1
_WHITE_COST: Final = 3000.0


class Capacity(NamedTuple):
    """A stage with the running sums of its column."""

    stage: Stage
    sums: list[float]
    reach: int  # 1 when atoms give way, 0 when only the slots between them do


@dataclass(slots=True)
class Fill:
    """How far each stage was used to take up `slack`; `rest` is what none could take."""

    ratios: list[tuple[Stage, float]]
    cost: float
    rest: float


def _columns(slots: list[Slot]) -> dict[int, list[float]]:
    """Return the columns of slots that hold anything, and the natural widths."""
    used = frozenset((_NATURAL,)).union(*set(map(itemgetter(_USED), slots))) - {_PENALTY}
    return {index: list(map(itemgetter(index), slots)) for index in used}


class Galley:
    """A paragraph with its slots and the running sums of all that lines are measured by."""

    def __init__(self, paragraph: Paragraph, spacing: Spacing) -> None:
        self.paragraph = paragraph
        self.spacing, self.settings = spacing, spacing.settings
        atoms = paragraph.atoms
        slots = spacing.slots(atoms, paragraph.between)
        slots.append(Slot(penalty=0.0))
        self.columns = _columns(slots)
        letters = [a.joints * a.right.em for a in atoms]
        if any(letters):
            self.columns[LETTERS] = letters
        self.natural = self.columns[_NATURAL]
        self.penalty: list[float | None] = list(map(itemgetter(_PENALTY), slots))
        self.advances = list(map(_ADVANCE, atoms))
        for index, (before, after) in paragraph.margins.items():
            self.advances[index] += before + after
        self.reach = list(accumulate(map(add, self.advances, self.natural), initial=0.0))
        self.sums = {
            index: list(accumulate(column, initial=0.0))
            for index, column in self.columns.items()
            if index not in (_NATURAL, _HYPHEN)
        }
        self.head = [a.left.blank if a.kind == "O" else 0.0 for a in atoms]
        self.tail = self._tails(self.columns.get(_HYPHEN))
        self.stretching = self._useful(spacing.stretching)
        self.shrinking = self._useful(spacing.shrinking)

    def _tails(self, hyphens: list[float] | None) -> list[float]:
        """Return what a line that ends after each atom gains (or, by a hyphen, loses)."""
        tails = [a.right.blank if a.kind in "CPQM" else 0.0 for a in self.paragraph.atoms]
        if self.settings.hanging:
            for i, atom in enumerate(self.paragraph.atoms):
                if atom.kind in "PQ" and atom.right.char in _HANGING:
                    tails[i] = atom.advance
        if hyphens:
            tails = [tail - hyphen for tail, hyphen in zip(tails, hyphens, strict=True)]
        return tails

    def _useful(self, stages: tuple[Stage, ...]) -> list[Capacity]:
        return [
            Capacity(stage, sums, int(stage.column == LETTERS))
            for stage in stages
            if (sums := self.sums.get(stage.column)) and stage.share > 0
        ]

    def width(self, a: int, e: int) -> float:
        """Return the natural width of a line of atoms `a` to `e` (exclusive)."""
        return self.reach[e] - self.reach[a] - self.natural[e - 1] - self.head[a] - self.tail[e - 1]

    def stretch(self, a: int, e: int, slack: float) -> Fill:
        """Take up `slack`."""
        return self._fill(self.stretching, a, e, slack)

    def shrink(self, a: int, e: int, excess: float) -> Fill:
        """Take away `excess`."""
        return self._fill(self.shrinking, a, e, excess)

    def _fill(self, stages: list[Capacity], a: int, e: int, slack: float) -> Fill:
        ratios = []
        cost = BASE_COST
        last = e - 1
        for stage, sums, reach in stages:
            if slack <= EPSILON:
                break
            capacity = (sums[last + reach] - sums[a]) * stage.share
            if capacity <= EPSILON:
                continue
            ratio = slack / capacity if slack < capacity else 1.0
            cost += stage.fixed + stage.weight * ratio * ratio
            slack -= ratio * capacity
            ratios.append((stage, ratio))
        if slack <= EPSILON:
            slack = 0.0
        return Fill(ratios, cost, slack)

    def shrink_cost(self, a: int, e: int, excess: float) -> float | None:
        """Return the cost of taking away `excess`, or None where that cannot be."""
        cost = BASE_COST
        last = e - 1
        for stage, sums, reach in self.shrinking:
            capacity = (sums[last + reach] - sums[a]) * stage[1]
            if excess <= capacity:
                ratio = excess / capacity
                return cost + stage[3] + stage[2] * ratio * ratio
            if capacity > EPSILON:
                cost += stage[3] + stage[2]
                excess -= capacity
        return None if excess > EPSILON else cost

    def stretch_cost(self, a: int, e: int, slack: float) -> float:
        """Return the cost of taking up `slack`; what cannot be taken up stays white."""
        cost = BASE_COST
        last = e - 1
        for stage, sums, reach in self.stretching:
            capacity = (sums[last + reach] - sums[a]) * stage[1]
            if slack < capacity:
                ratio = slack / capacity
                return cost + stage[3] + stage[2] * ratio * ratio
            if capacity > EPSILON:
                cost += stage[3] + stage[2]
                slack -= capacity
        return cost + _WHITE_COST * (1 + slack / self.paragraph.atoms[0].left.em)


def han_stretch(fill: Fill) -> float:
    """Return the letter-spacing of Han that a fill comes to, in ems."""
    return sum(ratio * stage.share for stage, ratio in fill.ratios if stage.column == _HAN)


def letter_stretch(fill: Fill) -> float:
    """Return the letter-spacing of words that a fill comes to, in ems."""
    return sum(ratio * stage.share for stage, ratio in fill.ratios if stage.column == LETTERS)


def apply(fill: Fill, galley: Galley, a: int, e: int, sign: int) -> list[float]:
    """Return the width of each slot of a line, the last one being zero."""
    gaps = list(galley.natural[a : e - 1])
    for stage, ratio in fill.ratios:
        share = sign * ratio * stage.share
        gaps = [
            g + share * c
            for g, c in zip(gaps, galley.columns[stage.column][a : e - 1], strict=True)
        ]
    gaps.append(0.0)
    return gaps
