"""The stages in which a line's slots give way, in the order of CLREQ §3.2.2.

Each stage is used to the full before the next is touched. The last ones are for
emergencies: a line that needs them is reported.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from typeset.cjk.settings import Settings

# Fields of a slot, by their place; `spacing.Slot` has the same order.
FIELDS: Final = (
    "natural", "word", "gap_good", "gap_hard", "part", "mark", "han",
    "word_shrink", "mark_shrink", "gap_shrink", "penalty", "hyphen", "used",
)  # fmt: skip
LETTERS: Final = len(FIELDS)  # the column of what words can give inside
_TOO_LOOSE_COST: Final = 1000.0


class Stage(NamedTuple):
    """One way of giving way: a column of slots, the share it gives, and what it costs."""

    column: int
    share: float
    weight: float  # cost when given to the full; it grows with the square
    fixed: float = 0.0  # cost as soon as it is touched


def stretch_stages(settings: Settings) -> tuple[Stage, ...]:
    """Return the stages of stretching, in the order of CLREQ §3.2.2 and print practice."""
    column = FIELDS.index
    even, loose, limit = settings.han_even_em, settings.han_loose_em, settings.han_limit_em
    return (
        Stage(column("word"), 1.0, 0.4),
        Stage(column("gap_good"), 1.0, 0.5),
        Stage(column("han"), even, 0.4),
        Stage(LETTERS, 0.015, 0.5),
        Stage(column("gap_hard"), 1.0, 0.8),
        Stage(column("part"), 1.0, 1.0),
        Stage(column("mark"), 1.0, 1.5),
        Stage(column("han"), loose - even, 8.0),
        Stage(column("mark"), 3.0, 15.0, 5.0),
        Stage(column("part"), 2.5, 30.0, 20.0),
        Stage(LETTERS, 0.045, 30.0, 30.0),
        Stage(column("word"), 1.0, 50.0, 100.0),
        Stage(column("han"), limit - loose, 500.0, _TOO_LOOSE_COST),
        Stage(column("word"), 6.0, 900.0, _TOO_LOOSE_COST),
    )


def shrink_stages() -> tuple[Stage, ...]:
    """Return the stages of shrinking."""
    column = FIELDS.index
    return (
        Stage(column("word_shrink"), 1.0, 0.5),
        Stage(column("mark_shrink"), 1.0, 2.0),
        Stage(column("gap_shrink"), 1.0, 2.5),
        Stage(column("mark_shrink"), 1.3, 8.0, 2.0),  # almost the whole blank
        Stage(LETTERS, 0.015, 10.0, 20.0),
        Stage(column("han"), 0.012, 10.0, 20.0),  # an eightieth of an em: nobody sees it
    )
