"""How to mend what the reader of the issue finds: code → a function over the file's text.

Only what has one right form is mended, and nothing within code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from typeset.check.checks import Found
from typeset.diagnostics import Edit, Report
from typeset.issue.files import without_control, without_invisible
from typeset.issue.frontmatter import split
from typeset.issue.markdown import body_parser
from typeset.issue.prose import Script

_CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_WIDE_MARGIN = re.compile(r"[\s>*+\-]*?(\u3000[\s\u3000]*)(?=\S)")
_GLUED = re.compile(r" {0,3}(#{2,6}|＃{2,6})[ \u3000]*(?=[^\s#＃])")
_WIDE_STRONG = re.compile(r"＊＊(?=\S)([^＊\n]*[^＊\s])＊＊")
_WIDE_PICTURE = re.compile(r"！(?=\[[^\]]*\]\([^)]*\))")
_WIDE_NOTE = re.compile(r" {0,3}\[\^[^\]\s]+\]\s*(：\s*)(?=\S)")


def _body(script: Script) -> tuple[str, int]:
    """Return an article's body and the number of its first line."""
    if not script.file.endswith(".md"):
        return "", 1
    parts = split(script.text, script.file, Report())
    return parts.body, parts.body_line


def _lines(script: Script, *, body_only: bool = False) -> Iterator[tuple[int, str]]:
    """Yield each line that is no code, with its number."""
    body, first = _body(script)
    code: set[int] = set()
    for token in body_parser().parse(body, {}):
        if token.type in ("fence", "code_block") and token.map:
            code |= set(range(first + token.map[0], first + token.map[1]))
    for number in range(first if body_only else 1, len(script.starts)):
        if number not in code:
            yield number, script.line(number)


def _found(script: Script, number: int, start: int, end: int, new: str) -> Found:
    at = script.offset(number)
    edit = Edit(script.file, at + start, at + end, new)
    return Found(script.span(at + start, at + end), {}, (edit,))


def _without(script: Script, clean: Callable[[str], str]) -> Iterator[Found]:
    """Take away the characters that `clean` does not keep, except in code."""
    if clean(script.text) == script.text:
        return
    for number, line in _lines(script):
        if clean(line) == line:
            continue
        shielded = [range(*match.span()) for match in _CODE_SPAN.finditer(line)]
        for at, char in enumerate(line):
            if not clean(char) and not any(at in each for each in shielded):
                yield _found(script, number, at, at + 1, _gap(line, at))


def _gap(line: str, at: int) -> str:
    """Return what is left of a character that parted two Latin words."""
    left, right = line[at - 1 : at], line[at + 1 : at + 2]
    words = (left.isascii() and left.isalnum(), right.isascii() and right.isalnum())
    return " " if all(words) and line[at] in "\x0b\x0c\x85\u2028\u2029" else ""


def _margins(script: Script) -> Iterator[Found]:
    """Take away full-width spaces at the start of paragraphs."""
    body, first = _body(script)
    for token in body_parser().parse(body, {}):
        if token.type != "inline" or token.map is None:
            continue
        number = first + token.map[0]
        match = _WIDE_MARGIN.match(script.line(number))
        if match is not None:
            yield _found(script, number, *match.span(1), "")


def _wide_marks(script: Script) -> Iterator[Found]:
    """Write marks of bold and pictures with ordinary signs."""
    for number, line in _lines(script, body_only=True):
        if _CODE_SPAN.search(line):
            continue
        for match in _WIDE_STRONG.finditer(line):
            yield _found(script, number, *match.span(), f"**{match[1]}**")
        for match in _WIDE_PICTURE.finditer(line):
            yield _found(script, number, *match.span(), "!")


def _headings(script: Script) -> Iterator[Found]:
    """Part the marks of a heading from its words."""
    for number, line in _lines(script, body_only=True):
        match = _GLUED.match(line)
        if match is not None and not match.group().endswith(" "):
            yield _found(script, number, match.start(1), match.end(), "#" * len(match[1]) + " ")
        elif match is not None and "＃" in match[1]:
            yield _found(script, number, *match.span(1), "#" * len(match[1]))


def _notes(script: Script) -> Iterator[Found]:
    """Write an ordinary colon and a space after a footnote's label."""
    for number, line in _lines(script, body_only=True):
        match = _WIDE_NOTE.match(line)
        if match is not None:
            yield _found(script, number, *match.span(1), ": ")


def _top(script: Script) -> Iterator[Found]:
    """Take away the blank lines above the front matter."""
    blank = len(script.text) - len(script.text.lstrip(" \t\n\u3000"))
    if blank and script.text[blank - 1] == "\n":
        yield Found(script.span(0, 1), {}, (Edit(script.file, 0, blank, ""),))


READER_MENDS: Mapping[str, Callable[[Script], Iterable[Found]]] = {
    "A003": _top,
    "A008": _headings,
    "A012": _wide_marks,
    "A025": _margins,
    "A026": _notes,
    "F008": partial(_without, clean=without_control),
    "F009": partial(_without, clean=without_invisible),
}
