"""From a Markdown body to its passages, by the parser that sets it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from typeset.issue.emphasis import is_cjk
from typeset.issue.markdown import body_parser
from typeset.issue.prose import NOWHERE, OBJECT, Passage, Role, Script, Table, align, masked

_ROLES = {
    "heading_open": Role.HEADING,
    "list_item_open": Role.ITEM,
    "th_open": Role.CELL,
    "td_open": Role.CELL,
    "blockquote_open": Role.QUOTE,
    "footnote_reference_open": Role.NOTE,
}


@dataclass(frozen=True, slots=True)
class BodyProse:
    """The passages and tables of a body, and its blocks' tokens for who looks for comments."""

    passages: tuple[Passage, ...]
    tables: tuple[Table, ...]
    tokens: tuple[Token, ...]


def read_body_prose(script: Script, body: str, first_line: int) -> BodyProse:
    """Return what `body` prints, which starts in the 1-based line `first_line` of `script`."""
    tokens = body_parser().parse(body, {})
    walk = _Walk(script, first_line)
    for token in tokens:
        walk.take(token)
    return BodyProse(tuple(walk.passages), tuple(walk.tables), tuple(tokens))


@dataclass(slots=True)
class _Walk:
    """Goes through the blocks and gathers passages and tables."""

    script: Script
    first_line: int
    passages: list[Passage] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    open: list[Token] = field(default_factory=list)
    rows: list[list[Passage]] = field(default_factory=list)
    cursor: int = 0  # the offset behind the last cell, for cells of one line

    def take(self, token: Token) -> None:
        """Take in the next block token."""
        if token.nesting == 1:
            self.open.append(token)
            self._open(token)
        elif token.nesting == -1:
            self.open.pop()
            if token.type == "table_close":
                self.tables.append(Table(tuple(map(tuple, self.rows))))
        elif token.type == "inline":
            self._inline(token)

    def _open(self, token: Token) -> None:
        if token.type == "table_open":
            self.rows = []
        elif token.type == "tr_open":
            self.rows.append([])

    def _inline(self, token: Token) -> None:
        role, level = self._role()
        places = self._places(token, role)
        text, offsets, pictures = _Inline(token, places).read()
        passage = Passage(self.script, role, masked(text), offsets, level)
        if role is Role.CELL and self.rows:
            self.rows[-1].append(passage)
        if text.strip().strip(OBJECT):
            self.passages.append(passage)
        for each in pictures:
            self.passages += self._picture(each, places)

    def _role(self) -> tuple[Role, int]:
        for token in reversed(self.open):
            if token.type in _ROLES:
                level = int(token.tag[1:]) if token.type == "heading_open" else 0
                return _ROLES[token.type], level
        return Role.PARAGRAPH, 0

    def _places(self, token: Token, role: Role) -> tuple[int, ...]:
        """Return the offset of each character of an inline token's content."""
        first = self.first_line + (token.map[0] if token.map else 0)
        offsets: list[int] = []
        for at, line in enumerate(token.content.split("\n")):
            number = min(first + at, len(self.script.starts) - 1)
            start = self.script.offset(number)
            end = start + len(self.script.line(number))
            if role is Role.CELL:
                start = max(start, self.cursor)
            if at:
                offsets.append(offsets[-1] + 1 if offsets and offsets[-1] >= 0 else NOWHERE)
            offsets += align(line, self.script.text, start, end)
            if role is Role.CELL and offsets and offsets[-1] >= 0:
                self.cursor = offsets[-1] + 1
        return tuple(offsets)

    def _picture(self, token: Token, places: tuple[int, ...]) -> Iterator[Passage]:
        known = [at for at in places if at != NOWHERE]
        if not known:
            return
        for role, words in ((Role.ALT, token.content), (Role.CAPTION, token.attrGet("title"))):
            text = str(words or "")
            if text.strip():
                offsets = align(text, self.script.text, known[0], known[-1] + 1)
                yield Passage(self.script, role, masked(text), offsets)


@dataclass(slots=True)
class _Inline:
    """Reads one inline token: its printed text and where each character stands."""

    token: Token
    places: tuple[int, ...]
    cursor: int = 0
    text: list[str] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    pictures: list[Token] = field(default_factory=list)

    def read(self) -> tuple[str, tuple[int, ...], list[Token]]:
        """Return the text, its offsets, and the pictures in it."""
        children = self.token.children or []
        for at, child in enumerate(children):
            self._take(child, children[at + 1 :])
        return "".join(self.text), tuple(self.offsets), self.pictures

    def _take(self, child: Token, rest: Sequence[Token]) -> None:
        match child.type:
            case "text":
                self._words(child.content)
            case "annotation":
                self._words(child.content)
                self._skip("}")
            case "softbreak":
                self._break("" if self._joins(rest) else " ")
            case "hardbreak":
                self._break("\n")
            case "text_special" | "code_inline" | "image":
                self._special(child)
            case _:
                for markup in _written(child):
                    self._skip(markup)

    def _special(self, child: Token) -> None:
        """Take what is printed otherwise than it is written: escapes, entities, objects."""
        if child.type == "text_special":
            self._skip(child.markup)
            self.text.append(child.content)
            self.offsets += [NOWHERE] * len(child.content)
        elif child.type == "code_inline":
            self._object(child.content)
            self._skip(child.markup)
        else:
            self.pictures.append(child)
            self._object(str(child.attrGet("src") or ""))
            self._skip(")")

    def _words(self, words: str) -> None:
        content = self.token.content
        places = align(words, content, self.cursor, len(content))
        self.text.append(words)
        self.offsets += [self._at(place) for place in places]
        self.cursor = max((place + 1 for place in places), default=self.cursor) or self.cursor

    def _object(self, written: str) -> None:
        at = self.token.content.find(written, self.cursor)
        self.text.append(OBJECT)
        self.offsets.append(NOWHERE)
        self.cursor = at + len(written) if at >= 0 else self.cursor

    def _break(self, printed: str) -> None:
        at = self.token.content.find("\n", self.cursor)
        self.text.append(printed)
        self.offsets += [self._at(at)] * len(printed)
        self.cursor = at + 1 if at >= 0 else self.cursor

    def _joins(self, rest: Sequence[Token]) -> bool:
        """Tell whether a line break between these words prints nothing (see `inlines`)."""
        before = "".join(self.text)[-1:]
        after = next((each.content for each in rest if each.content), "")[:1]
        return is_cjk(before) and is_cjk(after)

    def _skip(self, markup: str) -> None:
        at = self.token.content.find(markup, self.cursor) if markup else -1
        self.cursor = at + len(markup) if at >= 0 else self.cursor

    def _at(self, place: int) -> int:
        return self.places[place] if 0 <= place < len(self.places) else NOWHERE


def _written(child: Token) -> tuple[str, ...]:
    """Return the marks by which something is written that prints nothing itself."""
    if child.type == "footnote_ref":
        return (f"[^{child.meta['label']}]",)
    if child.type == "link_close":
        return ("](", ")")
    if child.type == "html_inline":
        return (child.content,)
    return (child.markup,) if child.nesting else ()
