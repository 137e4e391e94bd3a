"""The page of a layout: trim, bleed, margins, type area and columns, in points."""

from __future__ import annotations

from dataclasses import dataclass

PT_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Grid:
    """The type area: whole-em columns and whole lines; lengths in points unless named in mm.

    `inner_pt` is the margin at the spine (订口), None for a type area in the middle.
    """

    body_pt: float
    leading_pt: float
    measure_em: int
    lines: int
    head_pt: float
    page_width_mm: float
    page_height_mm: float
    bleed_mm: float = 3
    inner_pt: float | None = None
    columns: int = 1
    gutter_em: int = 0

    @property
    def measure_pt(self) -> float:
        """Return the width of the type area (版心)."""
        return self.measure_em * self.body_pt

    @property
    def column_em(self) -> float:
        """Return the width of one column in characters."""
        return (self.measure_em - (self.columns - 1) * self.gutter_em) / self.columns

    @property
    def column_pt(self) -> float:
        """Return the width of one column."""
        return self.column_em * self.body_pt

    @property
    def gutter_pt(self) -> float:
        """Return the space between columns."""
        return self.gutter_em * self.body_pt

    @property
    def height_pt(self) -> float:
        """Return the height of the type area."""
        return self.lines * self.leading_pt

    @property
    def page_width_pt(self) -> float:
        """Return the width of the trimmed page."""
        return self.page_width_mm * PT_PER_MM

    @property
    def page_height_pt(self) -> float:
        """Return the height of the trimmed page."""
        return self.page_height_mm * PT_PER_MM

    @property
    def side_pt(self) -> float:
        """Return the margin at the spine: on either side where the type area is in the middle."""
        if self.inner_pt is not None:
            return self.inner_pt
        return (self.page_width_pt - self.measure_pt) / 2

    @property
    def outer_pt(self) -> float:
        """Return the margin at the fore edge (切口)."""
        return self.page_width_pt - self.measure_pt - self.side_pt

    @property
    def foot_pt(self) -> float:
        """Return the margin below the last line (地脚)."""
        return self.page_height_pt - self.head_pt - self.lines * self.leading_pt
