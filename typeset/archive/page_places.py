"""On which page of the finished PDF each part of an article stands.

The text is followed through the pages' text layer, block by block; only letters, figures and
hanzi are compared, so trimmed punctuation, line ends and hyphens do not matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from typeset.archive.folding import fold

LEAST = 8  # characters that tell a place; fewer are found on many pages


@dataclass(frozen=True, slots=True)
class Place:
    """From `offset` on, an article's text stands on the page with this 0-based index."""

    offset: int
    page_index: int


@dataclass(frozen=True, slots=True)
class Squeezed:
    """The compared characters of a text, and where each stands in it."""

    text: str
    offsets: tuple[int, ...]


def squeeze(text: str) -> Squeezed:
    """Return the letters, figures and hanzi of a text."""
    kept = [(at, c) for at, c in enumerate(fold(text)) if c.isalnum()]
    return Squeezed("".join(c for _, c in kept), tuple(at for at, _ in kept))


def find_places(text: str, pages: Sequence[str], start: int = 0) -> tuple[Place, ...]:
    """Return where each page's part of an article begins; nothing where the body is not found.

    `text` is the article's blocks, one a line, headline first; `pages` are squeezed page
    texts. The headline stands in the contents too, so the first page is that of the body.
    """
    blocks = list(_blocks(text))
    body = next((s for _, s in blocks[1:] if len(s.text) >= LEAST), None)
    if body is None:
        return ()
    first = _page_with(body.text[: 2 * LEAST], pages, range(start, len(pages)))
    if first is None:
        return ()
    found = [Place(0, first)]
    for offset, block in blocks[1:]:
        for at, page in _follow(block.text, pages, found[-1].page_index):
            if page != found[-1].page_index:
                found.append(Place(offset + block.offsets[at], page))
    return tuple(found)


def _blocks(text: str) -> Iterator[tuple[int, Squeezed]]:
    offset = 0
    for line in text.split("\n"):
        yield offset, squeeze(line)
        offset += len(line) + 1


def _page_with(words: str, pages: Sequence[str], among: range) -> int | None:
    return next((index for index in among if words in pages[index]), None)


def _follow(words: str, pages: Sequence[str], page: int) -> Iterator[tuple[int, int]]:
    """Yield where in `words` a page begins, and which; what is not found stays where it was."""
    at = 0
    while at < len(words):
        rest = words[at:]
        least = rest[: min(LEAST, len(rest))]
        found = _page_with(least, pages, range(page, min(page + 3, len(pages))))
        if found is None:
            at += LEAST
            continue
        if found != page and len(rest) >= LEAST:  # a short rest may stand anywhere
            page = found
            yield at, page
        at += _common(rest, pages[page]) or LEAST


def _common(words: str, page: str) -> int:
    """Return how many characters of `words`, from its beginning, stand on a page together."""
    least, most = 0, len(words)
    while least < most:
        middle = (least + most + 1) // 2
        if words[:middle] in page:
            least = middle
        else:
            most = middle - 1
    return least
