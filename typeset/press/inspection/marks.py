"""Marked content: what is tagged, what is an artifact, what is neither (ISO 14289-1, 7.1)."""

from __future__ import annotations

from typing import Any

import pikepdf

from typeset.press.inspection.graphics import Level
from typeset.press.inspection.objects import dictionary, entry
from typeset.press.inspection.tally import Tally

SETTLED = ("artifact", "tagged")  # what is within these is of them, whatever it says itself


class MarkStack:
    """The marked-content sequences that are open in one content stream."""

    def __init__(self, level: Level, tally: Tally) -> None:
        self._tally = tally
        self._counts = level.counts_marks
        self._known = tally.known_marks.get(level.owner, set())
        self._stack = [level.mark]

    @property
    def current(self) -> str:
        """Return how content painted now stands to the structure tree."""
        return self._stack[-1]

    def begin(self, tag: str, properties: Any) -> None:
        """BMC, BDC: an outer artifact or tag holds for all within."""
        mark = self.current
        mcid = entry(properties, "/MCID")
        if mark not in SETTLED:
            if tag == "/Artifact":
                mark = "artifact"
            elif isinstance(mcid, int):
                mark = "tagged" if mcid in self._known else "orphan"
        self._stack.append(mark)

    def end(self) -> None:
        """EMC; one too many is ignored."""
        if len(self._stack) > 1:
            self._stack.pop()

    def count(self) -> None:
        """Count one painted object; glyphs, patterns and masks belong to what they paint."""
        if self._counts:
            self._tally.marks[self.current] += 1

    @staticmethod
    def properties(operand: Any, resources: Any) -> Any:
        """Return a BDC's property list, written in place or named in the resources."""
        if isinstance(operand, pikepdf.Name):
            return dictionary(dictionary(resources, "/Properties"), str(operand))
        return operand
