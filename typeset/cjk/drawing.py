"""Glyph positions, settled when a line is drawn.

WeasyPrint writes each glyph with its font's own width (in whole thousandths of an em) and,
between glyphs, the difference to Pango's width cut to an integer. The geometry that Pango
holds is edited so that what is written ends exactly where the composer put it; the rounding
error of one glyph is carried on to the next.
"""

from __future__ import annotations

from itertools import accumulate
from typing import Any, Final, NamedTuple

from weasyprint.text.ffi import TO_UNITS, ffi

from typeset.cjk.atoms import Atom, Substitute
from typeset.cjk.shaping import (
    GLYPH_WORD,
    INFO_WORDS,
    OFFSET_WORD,
    WIDTH_WORD,
    Face,
    PlainLayout,
    face_id,
    glyph_words,
)

_PER_EM: Final = 1000
_NUDGE: Final = 0.5  # keeps a difference from being cut to the integer before it


class Target(NamedTuple):
    """What the glyphs of some characters must come to."""

    char: int  # first character in the text
    advance: float  # to the next target
    shift: float = 0.0
    substitutes: tuple[Substitute, ...] = ()
    tracking: float = 0.0
    is_word: bool = False
    is_plain: bool = False  # nothing but its width is to be set


class Glyph(NamedTuple):
    """A glyph in Pango's memory."""

    infos: memoryview
    word: int  # its first 32-bit word
    byte: int  # of its cluster in the text
    font: Any


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

    def targets(self) -> list[Target]:
        """Return the targets in the order of the text."""
        targets: list[Target] = []
        if self.starts[0] > 0:
            targets.append(Target(0, self.lead))
            targets += [Target(k, 0.0) for k in range(1, self.starts[0])]
        count = len(self.atoms)
        for i, atom in enumerate(self.atoms):
            tracking = self.face.tracking + self.letters if atom.joints else 0.0
            following = self.starts[i + 1] if i + 1 < count else len(self.text)
            distance = self.positions[i + 1] - self.positions[i]
            shift, advance = atom.shift, atom.advance + atom.joints * self.letters
            if i == 0 and self.head:
                shift, advance = shift - self.head, advance - self.head
            spaces = range(self.ends[i], following)
            targets.append(
                Target(
                    self.starts[i],
                    advance if spaces else distance,
                    shift,
                    atom.substitutes,
                    tracking,
                    atom.kind == "L",
                    not (shift or atom.substitutes or tracking or atom.kind == "L"),
                )
            )
            targets += [Target(k, distance - advance if k == self.ends[i] else 0.0) for k in spaces]
        return targets


class ComposedLayout(PlainLayout):
    """A layout whose glyphs stand where the composer put them."""

    def __init__(self, piece: Piece) -> None:
        self.piece: Piece | None = piece
        self.text = piece.text
        self.justification_spacing = 0
        self.max_width = None
        self.first_line_direction = 0
        metrics = piece.face.decoration
        self.ascent = metrics and metrics.ascent
        self.underline_position = metrics and metrics.underline_position
        self.underline_thickness = metrics and metrics.underline_thickness
        self.strikethrough_position = metrics and metrics.strikethrough_position
        self.strikethrough_thickness = metrics and metrics.strikethrough_thickness
        self._settled = False

    def set_text(self, text: str, justify: bool = False) -> None:  # noqa: FBT001, FBT002
        """Give Pango another text; it is settled when its first line is asked for."""
        super().set_text(text)
        self._settled = False

    def get_first_line(self) -> Any:
        """Return Pango's first line with its glyphs in place."""
        found = super().get_first_line()
        if not self._settled and self.piece is not None and self.text == self.piece.text:
            self._settled = True
            _Settler(self.piece).settle(found[0])
        return found


class _Settler:
    """Edits the glyphs of one line."""

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        self.em = piece.face.em
        self.units = self.em * TO_UNITS / _PER_EM  # Pango units of a thousandth of an em
        self.carry = 0.0

    def settle(self, line: Any) -> None:
        targets = self.piece.targets()
        byte_of = list(accumulate(map(_bytes, self.piece.text), initial=0))
        limits = [byte_of[t.char] for t in targets[1:]]
        limits.append(byte_of[-1] + 1)
        index = 0
        group: list[Glyph] = []
        run = line.runs[0] if line != ffi.NULL and line.runs != ffi.NULL else ffi.NULL
        while run != ffi.NULL:
            item, run = run.data, run.next
            count, base = item.glyphs.num_glyphs, item.item.offset
            clusters = ffi.unpack(item.glyphs.log_clusters, count)
            infos = glyph_words(item.glyphs.glyphs, count)
            font = item.item.analysis.font
            for i, cluster in enumerate(clusters):
                at = base + cluster
                while at >= limits[index]:
                    if group:
                        self._close(group, targets[index], byte_of)
                        group = []
                    index += 1
                if (
                    i + 1 < count
                    and base + clusters[i + 1] >= limits[index]
                    and not group
                    and targets[index].is_plain
                ):
                    self._widen(infos, i * INFO_WORDS + WIDTH_WORD, targets[index].advance)
                else:
                    group.append(Glyph(infos, i * INFO_WORDS, at, font))
        self._close(group, targets[index], byte_of)

    def _widen(self, infos: memoryview, k: int, advance: float) -> None:
        """Give a glyph that stands alone its width: most are Han, and this is all they need."""
        own = round(infos[k] / self.units)
        left = advance / self.em * _PER_EM + self.carry
        difference = round(own - left)
        self.carry = left - own + difference
        if difference:
            nudge = _NUDGE if difference > 0 else -_NUDGE
            infos[k] = round((own - difference - nudge) * self.units)

    def _substitute(self, group: list[Glyph], target: Target, byte_of: list[int]) -> None:
        """Put the glyphs that the context wants in place of those that Pango chose."""
        if not target.is_word and len(group) != len(target.substitutes):
            return  # shaped as one glyph where two were expected, or the other way round
        face = face_id(group[0].font)
        for wanted in target.substitutes:
            byte = byte_of[target.char + wanted.offset]
            for infos, k, at, _ in group:
                if at == byte and wanted.face == face:
                    infos[k + GLYPH_WORD] = wanted.glyph
                    infos[k + WIDTH_WORD] = round(wanted.advance * _PER_EM * self.units)

    def _close(self, group: list[Glyph], target: Target, byte_of: list[int]) -> None:
        """Make the glyphs of a target as wide together as it says."""
        if not group:
            return
        if target.substitutes:
            self._substitute(group, target, byte_of)
        left = target.advance / self.em * _PER_EM + self.carry
        tracking = target.tracking / self.em * _PER_EM
        for n, glyph in enumerate(group[:-1]):
            own = self._own_width(glyph, target)
            width = glyph.infos[glyph.word + WIDTH_WORD] / self.units
            if tracking and group[n + 1].byte != glyph.byte:
                left -= self._place(glyph, own, width + tracking, 0.0)
            else:
                left -= own - int(own - width)
        shift = target.shift if len(group) == 1 else 0.0
        self.carry = left - self._place(group[-1], self._own_width(group[-1], target), left, shift)

    def _own_width(self, glyph: Glyph, target: Target) -> int:
        """Return the width that the font itself gives a glyph, as WeasyPrint writes it."""
        if target.is_word:  # Pango's width may hold kerning
            return self.piece.face.own_width(glyph.font, glyph.infos[glyph.word + GLYPH_WORD])
        return round(glyph.infos[glyph.word + WIDTH_WORD] / self.units)

    def _place(self, glyph: Glyph, own: int, wanted: float, shift: float) -> float:
        """Set a glyph's width and offset; return the width that will be written."""
        infos, k = glyph.infos, glyph.word
        offset = 0.0
        if shift:
            # WeasyPrint takes the offset for thousandths of a pixel
            infos[k + OFFSET_WORD] += round(shift * _PER_EM)
            offset = infos[k + OFFSET_WORD] / self.em
        difference = round(own + offset - wanted)
        sign = (difference > 0) - (difference < 0)
        infos[k + WIDTH_WORD] = round((own + offset - difference - _NUDGE * sign) * self.units)
        return own + offset - difference


def _bytes(char: str) -> int:
    code = ord(char)
    return 1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4
