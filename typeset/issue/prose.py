"""The words of an issue as a proof-reader sees them: printed text that knows where it stands.

A `Passage` is a paragraph, heading, cell or field without its markup. Each of its characters
remembers the offset in the file where it was written, so that what is found in the printed
text is reported and mended in the source. Code, addresses and pictures are U+FFFC.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import accumulate

from typeset.diagnostics import Edit, Span

OBJECT = "\ufffc"  # stands for what is printed but is no prose
_REACH = 12  # characters that a parser may take away in one place
NOWHERE = -1  # the offset of a character that is not written as itself
HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇]")
_ADDRESS = re.compile(
    r"(?:https?|ftp)://[!-~]+|www\.[!-~]+\.[!-~]+|[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|(?<![A-Za-z0-9.@/-])(?:[a-z0-9-]+\.)+(?:com|cn|org|net|gov|edu|io|dev|html?)(?:/[!-~]*)?"
    r"(?![A-Za-z0-9])",
    re.ASCII,
)


class Role(StrEnum):
    """What a passage is on the page."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"  # a paragraph of a list
    CELL = "cell"
    QUOTE = "quote"
    NOTE = "note"  # a footnote
    CAPTION = "caption"
    ALT = "alt"  # what a picture shows, for those who cannot see it
    TITLE = "title"
    FIELD = "field"  # a value of front matter or manifest that is printed


@dataclass(frozen=True, eq=False)
class Script:
    """A file's text, without a byte order mark and with each line end as one LF."""

    file: str
    text: str
    starts: tuple[int, ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, file: str, text: str) -> Script:
        """Return the script of a file's decoded text."""
        text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        lengths = (len(line) + 1 for line in text.split("\n"))
        return cls(file, text, tuple(accumulate(lengths, initial=0)))

    def span(self, start: int, end: int) -> Span:
        """Return the place of the characters from offset `start` to `end`, in one line."""
        line = bisect_right(self.starts, start) - 1
        column = start - self.starts[line] + 1
        is_one_line = end <= self.starts[line] + len(self.line(line + 1)) and end > start
        last = column + end - start if is_one_line else None
        return Span(self.file, line + 1, column, last)

    def offset(self, line: int, column: int = 1) -> int:
        """Return the offset of a 1-based line and column."""
        return self.starts[min(line, len(self.starts)) - 1] + column - 1

    def line(self, number: int) -> str:
        """Return the 1-based line `number` without its end."""
        return self.text[self.starts[number - 1] : self.starts[number] - 1]


@dataclass(frozen=True, eq=False)
class Passage:
    """A run of printed text; `offsets` holds the place of each of its characters.

    `level` is that of a heading, 0 otherwise; `is_last` tells that nothing of the article
    follows; `key` names a field.
    """

    script: Script = field(repr=False)
    role: Role
    text: str
    offsets: tuple[int, ...] = field(repr=False)
    level: int = 0
    key: str = ""

    @property
    def file(self) -> str:
        """Return the file in which the passage is written."""
        return self.script.file

    @property
    def span(self) -> Span:
        """Return the place of the passage's first written character."""
        return self.place(0, len(self.text))

    @cached_property
    def is_chinese(self) -> bool:
        """Tell whether the passage holds a Chinese character."""
        return HAN.search(self.text) is not None

    @cached_property
    def characters(self) -> frozenset[str]:
        """Return the characters that occur, for those who look for some of them."""
        return frozenset(self.text)

    def place(self, start: int, end: int) -> Span:
        """Return where the characters from `start` to `end` of the printed text are written."""
        known = [at for at in self.offsets[start : max(end, start + 1)] if at != NOWHERE]
        if not known:  # an empty place, or characters written as entities
            known = [at for at in reversed(self.offsets[:start]) if at != NOWHERE][:1]
        if not known:
            known = [at for at in self.offsets if at != NOWHERE][:1] or [0]
        return self.script.span(known[0], max(known[-1] + 1, known[0]))

    def edit(self, start: int, end: int, new: str) -> Edit | None:
        """Return the mend of the printed characters `start` to `end`, None where it is not safe.

        What is written must be those very characters, side by side; an empty range inserts
        before `start`.
        """
        if start == end:
            if start < len(self.offsets) and self.offsets[start] != NOWHERE:
                return Edit(self.file, self.offsets[start], self.offsets[start], new)
            if start > 0 and self.offsets[start - 1] != NOWHERE:
                at = self.offsets[start - 1] + 1
                return Edit(self.file, at, at, new)
            return None
        first = self.offsets[start]
        if first == NOWHERE or self.offsets[start:end] != tuple(range(first, first + end - start)):
            return None
        if self.script.text[first : first + end - start] != self.text[start:end]:
            return None
        return Edit(self.file, first, first + end - start, new)


@dataclass(frozen=True, eq=False)
class Table:
    """A table's rows of cells, the head first."""

    rows: tuple[tuple[Passage, ...], ...]


@dataclass(frozen=True)
class Silence:
    """A comment that keeps one or several codes quiet from `first` to `last` line of a file."""

    span: Span
    codes: tuple[str, ...]
    first: int
    last: int


@dataclass(frozen=True, eq=False)
class Prose:
    """What a file prints, and what its comments silence."""

    script: Script
    passages: tuple[Passage, ...] = ()
    tables: tuple[Table, ...] = ()
    silences: tuple[Silence, ...] = ()

    @property
    def file(self) -> str:
        """Return the file's name."""
        return self.script.file

    @property
    def body(self) -> Iterable[Passage]:
        """Return what is written below the front matter."""
        outside = (Role.TITLE, Role.FIELD)
        return (passage for passage in self.passages if passage.role not in outside)


def masked(text: str) -> str:
    """Return `text` with each address (of the web or of mail) as so many U+FFFC."""
    return _ADDRESS.sub(lambda match: OBJECT * len(match.group()), text)


def align(value: str, source: str, start: int, end: int) -> tuple[int, ...]:
    """Return for each character of `value` its offset in `source[start:end]`.

    Between two characters may stand what a parser took away (quotes, escapes, margins, marks
    of emphasis); a character that is not found gets `NOWHERE`.
    """
    at = source.find(value, start, end)
    if at >= 0:
        return tuple(range(at, at + len(value)))
    offsets: list[int] = []
    cursor = start
    for char in value:
        is_space = char in " \n"
        found = source.find(char, cursor, min(end, cursor + _REACH))
        if is_space:
            line_end = source.find("\n", cursor, min(end, cursor + _REACH))
            found = min((each for each in (found, line_end) if each >= 0), default=-1)
        offsets.append(found if found >= 0 else NOWHERE)
        if found >= 0:
            cursor = found + 1
    return tuple(offsets)
