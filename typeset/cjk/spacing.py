"""Slots: what stands between two atoms (CLREQ §3.1.4 marks, §3.1.6 breaks, §3.2 gaps).

A slot has a natural width, and for each way of stretching or shrinking a line the most that
it may give; and the penalty of a line break there, or none where no line may break.
"""

from __future__ import annotations

from operator import attrgetter
from typing import Final, NamedTuple

from typeset.cjk.atoms import Atom, Between, Edge
from typeset.cjk.classes import (
    HAN_LIKE,
    IDEOGRAPHIC,
    NO_END_LATIN,
    NO_START_LATIN,
    is_letter,
)
from typeset.cjk.settings import MarkStyle, Settings
from typeset.cjk.stages import shrink_stages, stretch_stages


class Slot(NamedTuple):
    """Widths in px; `penalty` None forbids a break."""

    natural: float = 0.0
    word: float = 0.0  # stretch of a word space
    gap_good: float = 0.0  # of a Han–Latin gap, to its good limit
    gap_hard: float = 0.0  # from there to its utmost
    part: float = 0.0  # between the parts of an address
    mark: float = 0.0  # stretch beside a mark
    han: float = 0.0  # share of even letter-spacing
    word_shrink: float = 0.0
    mark_shrink: float = 0.0
    gap_shrink: float = 0.0
    penalty: float | None = None
    hyphen: float = 0.0  # width of a hyphen shown at a break
    used: frozenset[int] = frozenset()  # the fields that are not zero

    def counted(self) -> Slot:
        """Return this slot with `used` filled in."""
        return self._replace(used=frozenset(i for i, value in enumerate(self[:-1]) if value))


# What a break costs where it is allowed but unwelcome.
PENALTIES: Final = {
    "plain": 0.0,
    "before dash": 1.5,
    "number and unit": 90.0,
    "ordinal and number": 2.0,
    "words": 0.1,
    "soft hyphen": 1.5,
}
_LEFT, _RIGHT = attrgetter("left"), attrgetter("right")
_NO_START: Final = frozenset("CPQMWa")
_NO_END: Final = frozenset("OY_")
_PART_STRETCH_EM: Final = 0.04
_MARK_STRETCH_EM: Final = 0.1
_ENCLOSED_GAP: Final = (0.14, 0.25)
_FULL_BODY: Final = 0.75  # of an em: wider marks are full-width


class Spacing:
    """Computes slots from the edges that meet, and remembers each pair."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.stretching = stretch_stages(settings)
        self.shrinking = shrink_stages()
        self._rows = _Rows(self)
        self._flagged: dict[tuple[Edge, Edge, int], Slot] = {}

    def slots(self, atoms: list[Atom], between: dict[int, int]) -> list[Slot]:
        """Return the slot after each atom but the last."""
        rows = self._rows
        slots = [
            rows[right][left]
            for right, left in zip(map(_RIGHT, atoms), map(_LEFT, atoms[1:]), strict=False)
        ]
        for index, flags in between.items():
            if index < len(slots):
                key = (atoms[index].right, atoms[index + 1].left, flags)
                slot = self._flagged.get(key)
                if slot is None:
                    slot = self._flagged[key] = self.slot(*key).counted()
                slots[index] = slot
        return slots

    def slot(self, a: Edge, b: Edge, flags: int = 0) -> Slot:
        """Return the slot between two edges."""
        slot = self._width(a, b, flags)
        if a.tracking or a.kern:
            slot = slot._replace(natural=slot.natural + a.tracking + a.kern)
        if flags & Between.SOFT and not flags & Between.SPACE:
            return slot._replace(penalty=PENALTIES["soft hyphen"], hyphen=a.hyphen)
        if a.chance is not None and not flags & Between.SPACE:
            return slot._replace(penalty=a.chance, hyphen=a.hyphen)
        return slot._replace(penalty=break_penalty(a, b, flags))

    def _width(self, a: Edge, b: Edge, flags: int) -> Slot:
        em = min(a.em, b.em)
        if "_" in (a.kind, b.kind):
            return Slot()
        if a.raised != b.raised or "B" in (a.kind, b.kind):
            return Slot(natural=a.space if flags & Between.SPACE else 0)
        if takes_gap(a, b):
            return self._gap(a, b, em)
        if flags & Between.SPACE and not _is_full_mark(a) and not _is_full_mark(b):
            return self._word_space(a.space, em)
        if a.kind == "L" and b.kind == "L":
            return Slot(part=_PART_STRETCH_EM * em if a.chance is not None else 0)
        return self._marks(a, b, em)

    def _gap(self, a: Edge, b: Edge, em: float) -> Slot:
        s = self.settings
        if "V" in (a.kind, b.kind) and s.autospace_em:
            natural, limit = _ENCLOSED_GAP
            return Slot(natural=natural * em, gap_hard=(limit - natural) * em)
        return Slot(
            natural=s.autospace_em * em,
            gap_good=(s.autospace_good_em - s.autospace_em) * em,
            gap_hard=(s.autospace_max_em - s.autospace_good_em) * em,
            gap_shrink=(s.autospace_em - s.autospace_min_em) * em,
        )

    def _word_space(self, width: float, em: float) -> Slot:
        s = self.settings
        return Slot(
            natural=width,
            word=max(0.0, s.word_space_max_em * em - width),
            word_shrink=max(0.0, width - s.word_space_min_em * em),
        )

    def _marks(self, a: Edge, b: Edge, em: float) -> Slot:
        """Squeeze adjacent marks, and let Han spread."""
        right = a.blank if a.kind in "CPQ" else 0.0
        left = b.blank if b.kind == "O" else 0.0
        cut = self._squeeze(a, b, right, left)
        rest = max(0.0, right + left - cut)
        shrink = self.settings.mark_shrink * rest if "M" not in (a.kind, b.kind) else 0.0
        spreads = (
            a.kind != "O"
            and b.kind not in "CPQM"
            and "L" not in (a.kind, b.kind)
            and not (a.kind in "DE" and a.char == b.char)
        )
        beside = (a.kind in "CPQ") != (b.kind == "O")
        return Slot(
            natural=-cut,
            mark=_MARK_STRETCH_EM * em if beside and spreads else 0.0,
            mark_shrink=shrink,
            han=em if spreads else 0.0,
        )

    def _squeeze(self, a: Edge, b: Edge, right: float, left: float) -> float:
        """Return what the blanks of two neighbours lose (CLREQ §3.1.4.2)."""
        cut = 0.0
        if right and left:  # 。“   》《
            cut = min(right, left)
        elif right and b.kind in "CPQM":  # 》，  ）。
            cut = right
        elif left and a.kind in "OM":  # “《  （“
            cut = left
        style = self.settings.mark_style
        halved = sum(
            blank
            for edge, blank in ((a, right), (b, left))
            if style is MarkStyle.HALF or (style is MarkStyle.KAIMING and edge.kind != "Q")
        )
        return max(cut, halved)


class _Row(dict[Edge, Slot]):
    """The slots after one edge, by the edge that follows; each is computed once."""

    def __init__(self, spacing: Spacing, edge: Edge) -> None:
        super().__init__()
        self._spacing, self._edge = spacing, edge

    def __missing__(self, following: Edge) -> Slot:
        slot = self[following] = self._spacing.slot(self._edge, following).counted()
        return slot


class _Rows(dict[Edge, _Row]):
    """All slots known, by the edge before."""

    def __init__(self, spacing: Spacing) -> None:
        super().__init__()
        self._spacing = spacing

    def __missing__(self, edge: Edge) -> _Row:
        row = self[edge] = _Row(self._spacing, edge)
        return row


def _is_full_mark(edge: Edge) -> bool:
    return edge.kind in "OCPQMDE" and edge.kind != "L"


def takes_gap(a: Edge, b: Edge) -> bool:
    """Tell whether a Han–Latin gap belongs between two edges."""
    if a.raised or b.raised:
        return False
    latin, other = (a, b) if a.kind == "L" else (b, a)
    if "V" in (a.kind, b.kind) and a.kind in HAN_LIKE and b.kind in HAN_LIKE:
        return a.kind != b.kind
    if latin.kind != "L" or other.kind not in HAN_LIKE:
        return False
    return is_letter(latin.char)


def break_penalty(a: Edge, b: Edge, flags: int) -> float | None:
    """Return what a line break between two edges costs; None where it is forbidden."""
    if flags & Between.JOINER or b.raised or (a.unbroken and b.unbroken):
        return None
    if a.kind in _NO_END or b.kind in _NO_START:
        return None
    if "B" in (a.kind, b.kind) and not flags & (Between.SPACE | Between.CHANCE):
        return None
    if a.kind in "DE" and b.kind in "DE" and a.char == b.char:
        return None
    if b.kind == "E":
        return None
    if (b.kind == "L" and b.char in NO_START_LATIN) or (a.kind == "L" and a.char in NO_END_LATIN):
        return None
    return _allowed_penalty(a, b, flags)


def _allowed_penalty(a: Edge, b: Edge, flags: int) -> float | None:
    if flags & Between.CHANCE:
        return PENALTIES["plain"]
    if a.kind == "L" and b.kind == "L":
        digits = a.char.isdigit() and b.char.isdigit()
        return PENALTIES["words"] if flags & Between.SPACE and not digits else None
    if b.kind == "D":
        return PENALTIES["before dash"]
    if a.kind == "L" and a.char.isdigit() and b.kind == "U":
        return PENALTIES["number and unit"]
    if a.kind == "F" and b.kind == "L":
        return PENALTIES["ordinal and number"]
    if a.kind not in IDEOGRAPHIC and b.kind not in IDEOGRAPHIC:
        return PENALTIES["plain"] if flags & Between.SPACE or "G" in (a.kind, b.kind) else None
    return PENALTIES["plain"]
