"""Which characters an issue prints, and where each of them is written first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from html.parser import HTMLParser

from typeset.diagnostics import Span
from typeset.issue.model import Body, Issue, Text, Title
from typeset.sources import Sources

_NOT_PRINTED = frozenset(("layout", "options", "option_spans", "check", "slot"))


def printed_characters(issue: Issue) -> Mapping[str, Span]:
    """Return each distinct character that is printed, with the text where it occurs first.

    The date and the numbers of the issue, which layouts print in forms of their own, count
    with their digits.
    """
    found: dict[str, Span] = {}
    for text, span in _printed(issue):
        for char in text:
            if char not in found and not char.isspace():
                found[char] = span
    numbers = f"{issue.date:%Y%m%d}{issue.number}{issue.number_in_year or ''}"
    for char in sorted(set(numbers) - found.keys()):
        found[char] = Span(issue.manifest)
    return found


def _printed(value: object) -> Iterator[tuple[str, Span]]:
    """Yield the texts below `value`, each with the place from which to look for it."""
    if isinstance(value, Text):
        yield value.plain if isinstance(value, Title) else value, value.span
    elif isinstance(value, Body):
        yield from _body_texts(value)
    else:
        for each in _parts(value):
            yield from _printed(each)


def _parts(value: object) -> Iterable[object]:
    if isinstance(value, tuple):
        return value
    if isinstance(value, Mapping):
        return value.values()
    if not is_dataclass(value) or isinstance(value, Span):
        return ()
    names = (each.name for each in fields(value))
    return [getattr(value, name) for name in names if name not in _NOT_PRINTED]


@lru_cache(256)
def _body_texts(body: Body) -> tuple[tuple[str, Span], ...]:
    """Return each character of a body once, with those of one block together."""
    parser = _BodyParser(body.file)
    parser.feed(body.html)
    parser.close()
    seen: set[str] = set()
    firsts = []
    for text, span in parser.texts:
        new = "".join(dict.fromkeys(char for char in text if char not in seen))
        seen.update(new)
        if new:
            firsts.append((new, span))
    return tuple(firsts)


class _BodyParser(HTMLParser):
    """Gathers a body's texts with the lines of their blocks."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self.texts: list[tuple[str, Span]] = []
        self._file = file
        self._line: int | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the line of a block."""
        line = dict(attrs).get("data-line")
        if line is not None:
            self._line = int(line)

    def handle_data(self, data: str) -> None:
        """Take a text."""
        self.texts.append((data, Span(self._file, self._line)))


class Places:
    """Looks characters up in the lines of files, each of which is read once."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._lines: dict[str, list[str]] = {}

    def find(self, char: str, start: Span) -> Span:
        """Return the first place of `char` from the line of `start` on, or else `start`'s line.

        What was written as an entity or an escape is found nowhere. Raises `OSError` if the file
        has vanished since it was read.
        """
        if start.line is None:
            return start
        lines = self._read(start.file)
        first = start.line - 1
        column = (start.column or 1) - 1
        for at in range(first, len(lines)):
            found = lines[at].find(char, column if at == first else 0)
            if found >= 0:
                return Span(start.file, at + 1, found + 1, found + 2)
        return Span(start.file, start.line)

    def _read(self, file: str) -> list[str]:
        if file not in self._lines:
            text = self._sources.read(file).decode("utf-8-sig", errors="replace")
            self._lines[file] = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return self._lines[file]
