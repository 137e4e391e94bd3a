"""The columns at which an editor's YAML has lines so far, and where a stray line belongs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["key", "dash"]
_STEP = 2


def spaces(meant: int, written: int) -> dict[str, object]:
    """Return what the message about a misplaced line says of it."""
    return {
        "wanted_zh": f"这一行行首应当有 {meant} 个空格，现在是 {written} 个。",
        "wanted_en": f"This line should start with {meant} spaces; it starts with {written}. ",
    }


@dataclass(slots=True)
class Level:
    """A column at which keys or dashes stand; `written` are the columns that mean it."""

    kind: Kind
    column: int
    written: set[int]
    names: list[str] = field(default_factory=list)  # of the keys at this level
    has_keys: bool = False  # whether the items behind these dashes are keys


class Levels:
    """The open levels, the deepest last."""

    def __init__(self) -> None:
        self._open: list[Level] = []

    @property
    def top(self) -> Level | None:
        """Return the deepest open level."""
        return self._open[-1] if self._open else None

    @property
    def has_root_keys(self) -> bool:
        """Tell whether the file's own keys have begun."""
        return bool(self._open) and self._open[0].kind == "key" and self._open[0].column == 0

    def has_list_at(self, column: int) -> bool:
        """Tell whether the items of an open list start at `column`."""
        return any(each.kind == "dash" and column in each.written for each in self._open)

    def push(self, kind: Kind, column: int, shift: int = 0) -> Level:
        """Open a level; lines that were not moved by `shift` mean it as well."""
        level = Level(kind, column, {column, column - shift})
        self._open.append(level)
        return level

    def place(
        self, kind: Kind, column: int, *, awaits: bool, has_key: bool
    ) -> tuple[int, bool, Level | None]:
        """Return the column where a line at `column` belongs, whether it is one, and its level.

        `awaits` tells that the line above has no value yet, `has_key` that the line has a key.
        """
        top = self.top
        if top is None or (awaits and column > top.column):
            return column, True, self._opened(kind, column, column, has_key=has_key)
        found = self._written(kind, column, has_key=has_key)
        if found is not None and not (kind == "dash" and awaits and found.has_keys > has_key):
            self._close_to(found)
            return found.column, True, found
        if awaits and kind == "dash" and column == top.column:
            return column, True, self._opened(kind, column, column, has_key=has_key)
        if awaits and min(top.written) < column:  # its parent was moved, so it moves along
            meant = top.column + _STEP
            return meant, True, self._opened(kind, meant, column, has_key=has_key)
        if awaits and kind == "dash" and top.kind == "key":
            meant = top.column + _STEP
            return meant, False, self._opened(kind, meant, column, has_key=has_key)
        nearest = self._nearest(kind, column, has_key=has_key)
        if nearest is None:
            return column, True, None
        nearest.written.add(column)
        self._close_to(nearest)
        return nearest.column, False, nearest

    def knows(self, column: int) -> bool:
        """Tell whether a misplaced key at `column` has been met before."""
        return self._written("key", column, has_key=False) is not None

    def remember(self, column: int, meant: int) -> None:
        """Note that keys at `column` mean the level at column `meant`."""
        for level in self._open:
            if level.kind == "key" and level.column == meant:
                level.written.add(column)

    def missing_dash(self, level: Level | None, name: str) -> int | None:
        """Return the column of the dash that a key lacks when it starts an item anew."""
        if level is None or len(level.names) < 2 or level.names[0] != name:
            return None
        at = self._open.index(level)
        below = self._open[at - 1] if at else None
        if below is None or below.kind != "dash" or level.column - below.column < _STEP:
            return None
        return below.column

    def _opened(self, kind: Kind, column: int, written: int, *, has_key: bool) -> Level:
        level = self.push(kind, column, column - written)
        level.has_keys = kind == "dash" and has_key
        return level

    def _written(self, kind: Kind, column: int, *, has_key: bool) -> Level | None:
        found = [each for each in self._open if each.kind == kind and column in each.written]
        alike = [each for each in found if kind == "key" or each.has_keys == has_key]
        return next(reversed(alike or found), None)

    def _nearest(self, kind: Kind, column: int, *, has_key: bool) -> Level | None:
        found = [level for level in self._open if level.kind == kind]
        if kind == "dash":
            found = [level for level in found if level.has_keys == has_key]
        keys = any(level.kind == "key" and level.column == column for level in self._open)
        # A dash among the keys of one level makes no list of them.
        if kind == "dash" and keys and not any(level.column < column for level in found):
            return None
        return min(reversed(found), key=lambda level: abs(level.column - column), default=None)

    def _close_to(self, level: Level) -> None:
        del self._open[self._open.index(level) + 1 :]
