"""Lines that can be mended and still tell where each character stood."""

from __future__ import annotations

from dataclasses import dataclass, field

from typeset.diagnostics import Report, Rule, Span


@dataclass(slots=True)
class Repaired:
    """Mended lines that remember how far each mend has moved what follows it."""

    original: list[str]
    lines: list[str]
    shifts: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Return the mended text."""
        return "\n".join(self.lines)

    def line(self, number: int) -> str:
        """Return the original text of the 1-based line `number`, empty past the end."""
        return self.original[number - 1] if number <= len(self.original) else ""

    def edit(self, index: int, start: int, end: int, new: str) -> None:
        """Put `new` in place of `[start:end]` of the 0-based line `index`."""
        line = self.lines[index]
        self.lines[index] = line[:start] + new + line[end:]
        self.shifts.setdefault(index, []).append((start, len(new) - (end - start)))

    def origin(self, index: int, column: int) -> tuple[int, int]:
        """Return the 1-based line and column of the original for a 0-based place."""
        for start, moved in reversed(self.shifts.get(index, [])):
            if column > start:
                column = max(start, column - moved)
        return index + 1, column + 1


@dataclass(slots=True)
class Cursor:
    """A value in mended lines: it starts at column `start` and belongs to column `indent`."""

    repaired: Repaired
    report: Report
    index: int
    start: int
    indent: int

    @property
    def line(self) -> str:
        """Return the current line as mended so far."""
        return self.repaired.lines[self.index]

    @property
    def value(self) -> str:
        """Return what the current line holds from the start of the value."""
        return self.line[self.start :]

    def fault(self, rule: Rule, column: int, **args: object) -> None:
        """Report a slip at the 0-based `column` of the current line."""
        line, original = self.repaired.origin(self.index, column)
        self.report.add(rule, Span("", line, original), **args)

    def edit(self, start: int, end: int, new: str) -> None:
        """Mend the current line."""
        self.repaired.edit(self.index, start, end, new)

    def followers(self) -> list[str]:
        """Return the next lines as far as they can belong to the value."""
        found: list[str] = []
        for line in self.repaired.lines[self.index + 1 :]:
            stripped = line.strip()
            if stripped and len(line) - len(line.lstrip()) <= self.indent:
                return [*found, line] if stripped[0] in "]}］】" else found
            found.append(line)
        return found
