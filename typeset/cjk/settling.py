"""Glyph positions, settled when a line is drawn.

WeasyPrint writes each glyph with its font's own width (in whole thousandths of an em) and,
between glyphs, the difference to Pango's width cut to an integer. The geometry that Pango
has found is edited so that what is written ends exactly where the composer put it; the
rounding error of one glyph is carried on to the next.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final, NamedTuple

from weasyprint.text.ffi import TO_UNITS

from typeset.cjk.atoms import Atom, Substitute
from typeset.cjk.glyphs import GlyphLine, Run
from typeset.cjk.shaping import Face

_PER_EM: Final = 1000
_NUDGE: Final = 0.5  # keeps a difference from being cut to the integer before it


class Piece(NamedTuple):
    """A stretch of one text box on one line."""

    face: Face
    text: str
    atoms: list[Atom]
    starts: list[int]  # characters, from the start of `text`
    ends: list[int]
    positions: list[float]  # of the atoms; one more for where the last one ends
    lead: float = 0.0  # width of the space before the first atom
    head: float = 0.0  # blank given up by the first atom
    letters: float = 0.0  # letter-spacing of words


class Target(NamedTuple):
    """What the glyphs of some characters must come to."""

    char: int  # first character in the text
    advance: float  # to the next target
    shift: float = 0.0
    substitutes: tuple[Substitute, ...] = ()
    tracking: float = 0.0
    is_word: bool = False
    is_plain: bool = False  # nothing but its width is to be set


def settle(piece: Piece, line: GlyphLine) -> None:
    """Put the glyphs of a line where the composer wants them."""
    if line.glyphs:
        _Settler(piece, line).settle()


class _Settler:
    """Edits the glyphs of one line."""

    def __init__(self, piece: Piece, line: GlyphLine) -> None:
        self.piece, self.line = piece, line
        self.em = piece.face.em
        self.units = self.em * TO_UNITS / _PER_EM  # Pango units of a thousandth of an em
        self.carry = 0.0
        self.at = 0  # the next glyph
        self.lasts = {run.end - 1 for run in line.runs}

    def settle(self) -> None:
        """Settle atom after atom; most are Han, and a glyph that stands alone is soon done."""
        piece, lasts, em, units = self.piece, self.lasts, self.em, self.units
        chars, widths = self.line.chars, self.line.widths
        limits = [*piece.starts[1:], -1]  # after the last atom, spaces or a hyphen may come
        for char in range(piece.starts[0]):
            self._close(Target(char, 0.0 if char else piece.lead), char + 1)
        at, carry = self.at, self.carry
        width = own = 0
        for i, (atom, end, limit, (x, stop)) in enumerate(
            zip(piece.atoms, piece.ends, limits, pairwise(piece.positions), strict=True)
        ):
            is_alone = end == limit and chars[at] < limit <= chars[at + 1]
            if is_alone and atom.is_plain and at not in lasts:
                if widths[at] != width:
                    width = widths[at]
                    own = round(width / units)
                left = (stop - x) / em * _PER_EM + carry
                difference = round(own - left)
                carry = left - own + difference
                if difference:
                    widths[at] = self._width(own, difference)
                at += 1
                continue
            self.at, self.carry = at, carry
            if i and is_alone and atom.kind != "L":
                self._settle_mark(i, stop - x)
            else:
                self._settle_atom(i)
            at, carry = self.at, self.carry

    def _settle_mark(self, i: int, advance: float) -> None:
        """Settle a mark of one glyph, or the last Han of a run."""
        atom, line, k = self.piece.atoms[i], self.line, self.at
        self.at += 1
        if len(atom.substitutes) == 1:
            wanted = atom.substitutes[0]
            char = self.piece.starts[i] + wanted.offset
            if line.chars[k] == char and wanted.face == self._run(k).face:
                line.glyphs[k] = wanted.glyph
                line.widths[k] = round(wanted.advance * _PER_EM * self.units)
        left = advance / self.em * _PER_EM + self.carry
        own = round(line.widths[k] / self.units)
        self.carry = left - self._place(k, own, left, atom.shift)

    def _settle_atom(self, i: int) -> None:
        """Settle an atom and the spaces after it, whatever they are."""
        piece = self.piece
        atom, end, is_last = piece.atoms[i], piece.ends[i], i + 1 == len(piece.atoms)
        following = len(piece.text) if is_last else piece.starts[i + 1]
        distance = piece.positions[i + 1] - piece.positions[i]
        shift, advance = atom.shift, atom.advance + atom.joints * piece.letters
        if i == 0 and piece.head:
            shift, advance = shift - piece.head, advance - piece.head
        target = Target(
            piece.starts[i],
            advance if end < following else distance,
            shift,
            atom.substitutes,
            piece.face.tracking + piece.letters if atom.joints else 0.0,
            atom.kind == "L",
            atom.is_plain and not shift,
        )
        self._close(target, self._limit(end))
        for char in range(end, following):
            blank = Target(char, distance - advance if char == end else 0.0)
            self._close(blank, self._limit(char + 1))

    def _limit(self, char: int) -> int:
        """Return where a target ends: the last one takes all the glyphs that are left."""
        length = len(self.piece.text)
        return length + 1 if char == length else char

    def _close(self, target: Target, limit: int) -> None:
        """Make the glyphs of a target, those before the character `limit`, as wide as it says."""
        first, chars = self.at, self.line.chars
        stop = first
        while chars[stop] < limit:
            stop += 1
        if stop == first:
            return
        self.at = stop
        if target.is_plain and stop - first == 1 and first not in self.lasts:
            self._widen(first, target.advance)
            return
        if target.substitutes:
            self._substitute(first, stop, target)
        left = target.advance / self.em * _PER_EM + self.carry
        tracking = target.tracking / self.em * _PER_EM
        owns = self._own_widths(first, stop, target)
        for k, own in enumerate(owns[:-1], first):
            width = self.line.widths[k] / self.units
            if tracking and chars[k + 1] != chars[k]:
                left -= self._place(k, own, width + tracking, 0.0)
            else:
                left -= own - int(own - width)
        shift = target.shift if stop - first == 1 else 0.0
        self.carry = left - self._place(stop - 1, owns[-1], left, shift)

    def _widen(self, k: int, advance: float) -> None:
        """Give a glyph that stands alone its width."""
        own = round(self.line.widths[k] / self.units)
        left = advance / self.em * _PER_EM + self.carry
        difference = round(own - left)
        self.carry = left - own + difference
        if difference:
            self.line.widths[k] = self._width(own, difference)

    def _width(self, own: float, difference: int) -> int:
        """Return the width by which WeasyPrint writes this difference to a glyph's own."""
        sign = (difference > 0) - (difference < 0)
        return round((own - difference - _NUDGE * sign) * self.units)

    def _substitute(self, first: int, stop: int, target: Target) -> None:
        """Put the glyphs that the context wants in place of those that Pango chose."""
        if not target.is_word and stop - first != len(target.substitutes):
            return  # shaped as one glyph where two were expected, or the other way round
        line, face = self.line, self._run(first).face
        for wanted in target.substitutes:
            char = target.char + wanted.offset
            for k in range(first, stop):
                if line.chars[k] == char and wanted.face == face:
                    line.glyphs[k] = wanted.glyph
                    line.widths[k] = round(wanted.advance * _PER_EM * self.units)

    def _run(self, k: int) -> Run:
        runs = self.line.runs
        return runs[0] if len(runs) == 1 else next(run for run in runs if k < run.end)

    def _own_widths(self, first: int, stop: int, target: Target) -> list[int]:
        """Return the widths that the font itself gives glyphs, as WeasyPrint writes them."""
        if not target.is_word:
            return [round(width / self.units) for width in self.line.widths[first:stop]]
        # Pango's widths may hold kerning
        own_width, glyphs, run = self.piece.face.own_width, self.line.glyphs, self._run(first)
        if stop <= run.end:
            font, face = run.font, run.face
            return [own_width(font, face, glyph) for glyph in glyphs[first:stop]]
        runs = map(self._run, range(first, stop))
        return [
            own_width(run.font, run.face, glyph)
            for run, glyph in zip(runs, glyphs[first:stop], strict=True)
        ]

    def _place(self, k: int, own: int, wanted: float, shift: float) -> float:
        """Set a glyph's width and offset; return the width that will be written."""
        line = self.line
        offset = 0.0
        if shift:
            # WeasyPrint takes the offset for thousandths of a pixel
            line.shifts[k] += round(shift * _PER_EM)
            offset = line.shifts[k] / self.em
        difference = round(own + offset - wanted)
        line.widths[k] = self._width(own + offset, difference)
        return own + offset - difference
