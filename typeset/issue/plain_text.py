"""An article as plain text: its blocks in reading order, each with the line it was written on."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

from typeset.issue.model import Article, Body

BLOCKS = frozenset({"p", "h2", "h3", "h4", "li", "td", "th", "pre", "figcaption", "blockquote"})
ASIDE = "footnote"  # the class of a span that is printed elsewhere


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, item or cell; `line` is 1-based, 0 where it is not known."""

    text: str
    line: int


def article_blocks(article: Article) -> tuple[Block, ...]:
    """Return headline, lead, body and source of an article, footnotes after their paragraph."""
    head = [_of(article.title.plain, article.title.span.line)]
    if article.lead is not None:
        head.append(_of(article.lead, article.lead.span.line))
    tail = [] if article.source is None else [_of(article.source, article.source.span.line)]
    return (*head, *body_blocks(article.body), *tail)


def _of(text: str, line: int | None) -> Block:
    return Block(str(text), line or 0)


def body_blocks(body: Body) -> tuple[Block, ...]:
    """Return the blocks of a text, without marks and without empty ones."""
    reader = _Reader()
    reader.feed(body.html)
    reader.close()
    return tuple(reader.finish())


class _Reader(HTMLParser):
    """Gathers the text of each block; the text of a footnote waits till its block ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._found: list[Block] = []
        self._words: list[str] = []
        self._aside: list[str] = []
        self._spans: list[bool] = []  # the open spans: whether each is a footnote
        self._line = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, or a footnote."""
        known = dict(attrs)
        if tag in BLOCKS:
            self._end_block()
        if (known.get("data-line") or "").isdecimal():
            self._line = int(known["data-line"] or 0)
        if tag == "span":
            self._spans.append(ASIDE in (known.get("class") or "").split())
        if tag == "br":
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        """End a block, or a footnote."""
        if tag == "span" and self._spans:
            self._spans.pop()
        if tag in BLOCKS:
            self._end_block()

    def handle_data(self, data: str) -> None:
        """Take text to where it belongs."""
        (self._aside if any(self._spans) else self._words).append(data)

    def finish(self) -> list[Block]:
        """Return what was found."""
        self._end_block()
        return self._found

    def _end_block(self) -> None:
        for words in (self._words, self._aside):
            text = " ".join("".join(words).split())
            if text:
                self._found.append(Block(text, self._line))
            words.clear()
