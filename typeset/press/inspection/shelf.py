"""What the pages of a file have in common, looked into once: fonts, forms, ink of pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pikepdf

from typeset.press.facts_page import FontUse, Space
from typeset.press.inspection.fonts import font_use
from typeset.press.inspection.objects import MALFORMED, identity

Objgen = tuple[int, int]
DIRECT: Objgen = (0, 0)  # no object of its own, so it cannot be told from others
MOST_KEPT = 200_000  # instructions of all forms together; beyond this they are parsed each time
COORDINATES = frozenset(("m", "l", "c", "v", "y", "re"))  # operators that take nothing else


@dataclass(frozen=True, slots=True)
class Drawn:
    """An instruction of a path, its operands as numbers."""

    operands: tuple[float, ...]


class Shelf:
    """Remembers what a file's pages share."""

    def __init__(self) -> None:
        self._fonts: dict[Objgen, FontUse] = {}
        self._streams: dict[Objgen, list[tuple[str, Any]]] = {}
        self._inks: dict[tuple[Objgen, Space], float | None] = {}
        self._room = MOST_KEPT

    def font(self, font: Any) -> FontUse:
        """Return a font's facts."""
        key = identity(font)
        if key == DIRECT:
            return font_use(font)
        if key not in self._fonts:
            self._fonts[key] = font_use(font)
        return self._fonts[key]

    def ink(self, image: Any, space: Space, measure: Callable[[], float | None]) -> float | None:
        """Return the most ink of a picture, measured where it is first met."""
        key = identity(image), space
        if key[0] == DIRECT:
            return measure()
        if key not in self._inks:
            self._inks[key] = measure()
        return self._inks[key]

    def instructions(self, stream: Any) -> Iterable[tuple[str, Any]]:
        """Return a content stream's operators and instructions; those of a page are not kept."""
        key = identity(stream) if isinstance(stream, pikepdf.Stream) else DIRECT
        if key in self._streams:
            return self._streams[key]
        parsed = pikepdf.parse_content_stream(stream)
        named = ((str(each.operator), each) for each in parsed)
        if key == DIRECT or len(parsed) > self._room:
            return named
        self._room -= len(parsed)
        self._streams[key] = [(operator, _kept(operator, each)) for operator, each in named]
        return self._streams[key]


def _kept(operator: str, instruction: Any) -> Any:
    """Return an instruction for use again: pikepdf makes objects of operands at each look."""
    if operator not in COORDINATES:
        return instruction
    try:
        return Drawn(tuple(map(float, instruction.operands)))
    except MALFORMED:
        return instruction  # the walk is to come upon it
