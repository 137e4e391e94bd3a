"""What a page's content streams were seen to do, added up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from typeset.press.facts_page import (
    Box,
    Boxes,
    ColourUse,
    FontUse,
    GroupUse,
    ImageUse,
    Kind,
    Marks,
    Space,
    Transparency,
)
from typeset.press.inspection.graphics import Level
from typeset.press.inspection.objects import identity
from typeset.press.inspection.shelf import Shelf

MOST_COLOURS = 2000  # distinct colours a page; a gradient made of strips has hundreds
MOST_INSTRUCTIONS = 4_000_000
DESCENT = 50  # what calling in a stream costs of these: forms that call forms double each time
RASTER_PIECES = 60  # a path of this many pieces, or as many small paths, may be a code
SMALL_PT = 60.0
MOST_PROBLEMS = 20


@dataclass(slots=True)
class _Sum:
    count: int = 0
    is_printed: bool = False
    smallest: float | None = None
    box: Box | None = None


@dataclass(slots=True)
class Tally:
    """Collects the facts of one page while its streams are walked."""

    boxes: Boxes
    shelf: Shelf
    known_marks: dict[tuple[int, int], set[int]]  # page or form → the MCIDs of the structure
    known_objects: set[tuple[int, int]]  # annotations and forms that the structure names
    budget: int = MOST_INSTRUCTIONS
    fonts: dict[FontUse, None] = field(default_factory=dict)
    images: list[ImageUse] = field(default_factory=list)
    alphas: set[float] = field(default_factory=set)
    blend_modes: set[str] = field(default_factory=set)
    soft_masks: int = 0
    groups: dict[GroupUse, None] = field(default_factory=dict)
    overprint: set[str] = field(default_factory=set)
    marks: Counter[str] = field(default_factory=Counter)
    code_areas: list[Box] = field(default_factory=list)
    small_paths: int = 0
    small_area: Box | None = None
    problems: dict[str, None] = field(default_factory=dict)
    visited: set[object] = field(default_factory=set)
    _sums: dict[tuple[Any, ...], _Sum] = field(default_factory=dict)

    def colour(
        self,
        kind: Kind,
        space: Space,
        values: tuple[float, ...],
        level: Level,
        box: Box | None,
        size: float | None = None,
    ) -> None:
        """Count one use of a colour."""
        shown = tuple(round(value, 4) for value in values)
        key = (kind, space, shown, level.where, level.in_mask)
        found = self._sums.get(key)
        if found is None:
            if len(self._sums) >= MOST_COLOURS:
                key = (kind, space, (), level.where, level.in_mask)
            found = self._sums.setdefault(key, _Sum())
        found.count += 1
        found.is_printed |= box is None or box.meets(self.boxes.printed)
        found.box = joined(found.box, box)
        if size is not None:
            found.smallest = size if found.smallest is None else min(found.smallest, size)

    def group(self, where: str, space: Space | None, *, is_isolated: bool, level: Level) -> None:
        """Record a transparency group and its blending space."""
        self.groups.setdefault(GroupUse(where or "page", space, is_isolated))
        if space is not None:
            self.colour(Kind.GROUP, space, (), level, None)

    def painted(self, box: Box, pieces: int) -> None:
        """Take note of where a code may have been drawn, in one path or in many."""
        if pieces >= RASTER_PIECES:
            self.code_areas.append(box)
        elif max(box.x1_pt - box.x0_pt, box.y1_pt - box.y0_pt) <= SMALL_PT:
            self.small_paths += pieces
            self.small_area = joined(self.small_area, box)

    def areas(self) -> list[Box]:
        """Return where codes may be."""
        if self.small_area is not None and self.small_paths >= RASTER_PIECES:
            return [*self.code_areas, self.small_area]
        return self.code_areas

    def problem(self, words: str) -> None:
        """Record what could not be read."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.setdefault(words)

    def is_new(self, *what: object) -> bool:
        """Tell once whether something is met for the first time."""
        key = tuple(identity(part) if hasattr(part, "objgen") else part for part in what)
        if key in self.visited:
            return False
        self.visited.add(key)
        return True

    def colours(self) -> tuple[ColourUse, ...]:
        """Return all colours, the page's own first."""
        uses = [
            ColourUse(
                kind=kind,
                space=space,
                values=values,
                count=found.count,
                where=where,
                is_printed=found.is_printed,
                in_mask=in_mask,
                smallest_pt=found.smallest,
                box=found.box,
            )
            for (kind, space, values, where, in_mask), found in self._sums.items()
        ]
        order = list(Kind)
        return tuple(sorted(uses, key=lambda use: (order.index(use.kind), use.where)))

    def transparency(self) -> Transparency:
        """Return all that is not opaque."""
        return Transparency(
            blend_modes=tuple(sorted(self.blend_modes)),
            alphas=tuple(sorted(self.alphas)),
            soft_masks=self.soft_masks,
            groups=tuple(self.groups),
        )

    def structure_marks(self) -> Marks:
        """Return how many objects are tagged, artifacts, or neither."""
        found = self.marks
        return Marks(found["tagged"], found["artifact"], found["outside"], found["orphan"])


def joined(one: Box | None, other: Box | None) -> Box | None:
    """Return the box around both."""
    if one is None or other is None:
        return one or other
    return Box(
        min(one.x0_pt, other.x0_pt),
        min(one.y0_pt, other.y0_pt),
        max(one.x1_pt, other.x1_pt),
        max(one.y1_pt, other.y1_pt),
    )
