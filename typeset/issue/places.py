"""Where things stand in a Markdown file: from markdown-it's tokens to lines and columns."""

from __future__ import annotations

from dataclasses import dataclass

from markdown_it.token import Token

from typeset.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a body and the 1-based line of `file` in which they start."""

    file: str
    lines: list[str]
    first_line: int

    def number(self, token: Token) -> int:
        """Return the 1-based line of the file in which a block starts."""
        return self.first_line + (token.map[0] if token.map else 0)

    def span(self, line: int, text: str = "") -> Span:
        """Return the place of `text` in the 0-based `line`, or of the line's first character."""
        source = self.lines[line] if line < len(self.lines) else ""
        at = source.find(text) if text else len(source) - len(source.lstrip())
        at = max(at, 0)
        end = at + len(text) + 1 if text else None
        return Span(self.file, self.first_line + line, at + 1, end)

    def block(self, token: Token) -> Span:
        """Return the place where a block starts."""
        return self.span(token.map[0] if token.map else 0)


class Finder:
    """Finds the places of inline things, in the order in which they stand.

    markdown-it keeps no columns; but an inline token's content is its source lines without
    their margins, so what is searched from left to right is found where it stands.
    """

    def __init__(self, page: Page, token: Token) -> None:
        self._page = page
        self._content = token.content
        self._first = token.map[0] if token.map else 0
        self._cursor = 0

    def find(self, *needles: str) -> Span:
        """Return the place of the first of `needles` that follows, and move behind it."""
        for needle in needles:
            at = self._content.find(needle, self._cursor)
            if at >= 0 and needle:
                self._cursor = at + len(needle)
                return self._span(at, needle)
        return self._span(self._cursor, "")

    def peek(self, *needles: str) -> Span:
        """Return the place of the first of `needles` that follows, without moving."""
        cursor = self._cursor
        span = self.find(*needles)
        self._cursor = cursor
        return span

    def skip(self, text: str) -> None:
        """Move behind `text` if it follows."""
        at = self._content.find(text, self._cursor)
        if at >= 0:
            self._cursor = at + len(text)

    def _span(self, at: int, needle: str) -> Span:
        before = self._content[:at]
        line = self._first + before.count("\n")
        start = before.rfind("\n") + 1
        whole = self._content[start:].split("\n", 1)[0]
        source = self._page.lines[line] if line < len(self._page.lines) else ""
        margin = source.find(whole)
        if margin < 0:
            return self._page.span(line, needle.split("\n", 1)[0])
        column = margin + at - start + 1
        end = column + len(needle) if needle and "\n" not in needle else None
        return Span(self._page.file, self._page.first_line + line, column, end)
