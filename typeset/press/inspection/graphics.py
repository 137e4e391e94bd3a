"""The graphics state that painting happens in (ISO 32000-1, 8.4 and 9.3)."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Any

from typeset.press.facts_page import Box, Space
from typeset.press.inspection.spaces import GRAY

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
INVISIBLE = 3  # text rendering modes 3 and 7 paint nothing (table 106)


def times(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that applies `first`, then `then`."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def as_matrix(values: tuple[float, ...]) -> Matrix:
    """Return six numbers as a matrix, the identity for anything else."""
    if len(values) != 6:
        return IDENTITY
    a, b, c, d, e, f = values
    return (a, b, c, d, e, f)


def box_of(matrix: Matrix, x0: float, y0: float, x1: float, y1: float) -> Box:
    """Return the upright box around a rectangle seen through a matrix."""
    a, b, c, d, e, f = matrix
    xs = (a * x0 + c * y0, a * x1 + c * y0, a * x0 + c * y1, a * x1 + c * y1)
    ys = (b * x0 + d * y0, b * x1 + d * y0, b * x0 + d * y1, b * x1 + d * y1)
    return Box(min(xs) + e, min(ys) + f, max(xs) + e, max(ys) + f)


@dataclass(frozen=True, slots=True)
class Colour:
    """A current colour: its space, its values, and its pattern if it is one."""

    space: Space = GRAY
    values: tuple[float, ...] = (0.0,)
    pattern: Any = field(default=None, compare=False)


BLACK = Colour()


@dataclass(slots=True)
class State:
    """The graphics state; `copy` is what `q` keeps."""

    ctm: Matrix = IDENTITY
    fill: Colour = BLACK
    stroke: Colour = BLACK
    font: Any = None
    font_size: float = 0.0
    leading: float = 0.0
    rise: float = 0.0
    text_mode: int = 0

    def copy(self) -> State:
        """Return a state that may be changed without changing this one."""
        return replace(self)

    @property
    def fills_text(self) -> bool:
        """Tell whether text is filled (modes 0, 2, 4, 6)."""
        return self.text_mode in (0, 2, 4, 6)

    @property
    def strokes_text(self) -> bool:
        """Tell whether text is outlined (modes 1, 2, 5, 6)."""
        return self.text_mode in (1, 2, 5, 6)


@dataclass(frozen=True, slots=True)
class Level:
    """Where in the nest of forms, patterns, masks and glyphs a content stream stands."""

    where: str = ""
    depth: int = 0
    in_mask: bool = False
    is_uncoloured: bool = False  # colour operators are ignored (8.7.3.3, 9.6.5)
    counts_marks: bool = True
    mark: str = "outside"  # how the caller's content stands to the structure tree
    owner: tuple[int, int] = (0, 0)  # the page or form whose MCIDs these are

    def inside(self, part: str, **changes: Any) -> Level:
        """Return the level of a part of this one."""
        where = f"{self.where} › {part}" if self.where else part
        return replace(self, where=where, depth=self.depth + 1, **changes)


def drawn_size(matrix: Matrix, size: float) -> float:
    """Return how tall type of `size` is drawn through a matrix."""
    return math.hypot(matrix[2] * size, matrix[3] * size)
