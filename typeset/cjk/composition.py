"""From a measured paragraph to composed lines, WeasyPrint's boxes not yet in sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from typeset.cjk.breaking import Breaker, Judge, JustifiedJudge, RaggedJudge
from typeset.cjk.headline import Headline, Segmenter
from typeset.cjk.justify import EPSILON, Fill, Galley, apply, han_stretch, letter_stretch
from typeset.cjk.settings import LineStyle

_LEADER_LEAST_EM: Final = 2.6  # closer, what follows looks like part of the sentence


@dataclass(slots=True, eq=False)
class ComposedLine:
    """A line: atoms `first` to `end`, and where the next line starts."""

    first: int
    end: int  # after the last atom that is set
    next: int
    width: float
    positions: list[float] = field(default_factory=list)  # of each atom, from the line's left
    head: float = 0.0  # blank that an opening mark gives up
    tail: float = 0.0  # blank that a closing mark gives up, or minus a hyphen's width
    stretch_em: float = 0.0  # letter-spacing of Han
    white: float = 0.0  # what is missing to the measure
    overfull: float = 0.0
    leader: float = 0.0  # width of the leader
    hyphenated: bool = False
    letters_em: float = 0.0  # letter-spacing of words


class Composer:
    """Composes the paragraph of one galley."""

    def __init__(self, galley: Galley, segmenter: Segmenter | None = None) -> None:
        self.galley = galley
        atoms = galley.paragraph.atoms
        self._leader = next((i for i, a in enumerate(atoms) if a.kind == "_"), None)
        self._segmenter = segmenter

    def compose(
        self, start: int, widths: Sequence[float], *, justified: bool
    ) -> list[ComposedLine]:
        """Return the lines from atom `start` on; the last of `widths` serves the rest."""
        atoms = self.galley.paragraph.atoms
        lines: list[ComposedLine] = []
        at = start
        while at < len(atoms):
            end = next((i for i in range(at, len(atoms)) if atoms[i].kind == "N"), len(atoms))
            here = widths[min(len(lines), len(widths) - 1) :]
            if end == at:
                lines.append(ComposedLine(at, at, at + 1, 0.0))
            else:
                self._compose_segment(lines, at, end, here, justified=justified)
            if end < len(atoms):
                lines[-1].next = end + 1
            at = max(end + 1, at + 1)
        return lines

    def _compose_segment(
        self,
        lines: list[ComposedLine],
        at: int,
        end: int,
        widths: Sequence[float],
        *,
        justified: bool,
    ) -> None:
        leader = self._leader
        if leader is not None and not at <= leader < end:
            leader = None
        for index, stop in enumerate(self._breaks(at, end, widths, leader, justified=justified)):
            width = widths[min(index, len(widths) - 1)]
            last = stop in (end, leader)
            fills = leader is not None and at <= leader < stop
            lines.append(
                self._finish(
                    at,
                    stop,
                    width,
                    leader if fills else None,
                    stretch=justified and not last and not fills,
                )
            )
            at = stop

    def _breaks(
        self, at: int, end: int, widths: Sequence[float], leader: int | None, *, justified: bool
    ) -> list[int]:
        galley = self.galley
        if galley.settings.line_style is LineStyle.HEADING and leader is None:
            return Headline(galley, self._segmenter).breaks(at, end, widths)
        judge: Judge = JustifiedJudge(galley) if justified else RaggedJudge(galley)
        return Breaker(galley, judge, leader).breaks(at, end, widths)

    def _finish(
        self, a: int, e: int, width: float, leader: int | None, *, stretch: bool
    ) -> ComposedLine:
        """Give every slot of a line its width."""
        galley = self.galley
        natural = galley.width(a, e)
        slack = width - natural
        fill, sign = Fill([], 0.0, 0.0), 1
        line = ComposedLine(a, e, e, natural, head=galley.head[a], tail=galley.tail[e - 1])
        line.hyphenated = e < len(galley.advances) and line.tail < 0
        if slack < -EPSILON:
            fill, sign = galley.shrink(a, e, -slack), -1
            line.letters_em = -letter_stretch(fill)
            line.width = width + fill.rest
            line.overfull = fill.rest
        elif stretch and slack > EPSILON:
            fill = galley.stretch(a, e, slack)
            line.width = width - fill.rest
            line.white = fill.rest
            line.stretch_em = han_stretch(fill)
            line.letters_em = letter_stretch(fill)
        gaps = apply(fill, galley, a, e, sign)
        if leader is not None:
            self._fill_leader(line, gaps, leader, max(0.0, slack))
        line.positions = self._positions(a, e, gaps, line.head)
        return line

    def _fill_leader(
        self, line: ComposedLine, gaps: list[float], leader: int, slack: float
    ) -> None:
        """Push what follows a leader to the edge; run it in where hardly a gap would be left."""
        galley, a = self.galley, line.first
        atoms = galley.paragraph.atoms
        if a < leader < line.end - 1 and slack < _LEADER_LEAST_EM * atoms[leader].right.em:
            pair = galley.spacing.slot(atoms[leader - 1].right, atoms[leader + 1].left)
            before = galley.natural[leader - 1] + galley.advances[leader] + galley.natural[leader]
            gaps[leader - 1 - a] = pair.natural
            gaps[leader - a] = -galley.advances[leader]
            line.width += pair.natural - before
            return
        line.leader = galley.advances[leader] + slack
        gaps[leader - a] += slack
        line.width += slack

    def _positions(self, a: int, e: int, gaps: list[float], head: float) -> list[float]:
        advances = self.galley.advances[a:e]
        positions = list(
            accumulate((x + g for x, g in zip(advances, gaps, strict=True)), initial=-head)
        )
        positions[0] = 0.0
        return positions
