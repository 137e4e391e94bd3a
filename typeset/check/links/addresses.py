"""The addresses of an issue: those of its articles' `link:`, and those in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import SplitResult, urlsplit

from typeset.check.checks import Found
from typeset.check.subjects import Copy
from typeset.diagnostics import Edit, Span
from typeset.issue.prose import Prose, Script

_WEB = re.compile(r"https?://[!-~\u3400-\u9fff]+", re.IGNORECASE)
_FENCED = re.compile(r"^ {0,3}(```|~~~).*?^ {0,3}\1|<!--.*?-->", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINK_LINE = re.compile(r"^link[ \t]*:[ \t]*(?P<url>[^\s#].*?)[ \t]*(?:[ \t]#.*)?$", re.MULTILINE)
_AFTER = ".,;:!?'\"*_~|"  # what a sentence puts behind an address
_CLOSERS = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True, eq=False)
class Address:
    """An address and the offsets of its file between which it is written.

    `is_field` tells that it is an article's `link:`, whose code and line are printed.
    """

    script: Script = field(repr=False)
    written: str
    start: int
    is_field: bool = False
    name: str = ""  # the words that stand for it in the text

    @property
    def url(self) -> str:
        """Return the address as a browser would get it."""
        return self.written if self.is_field else _ESCAPE.sub(r"\1", self.written)

    @property
    def span(self) -> Span:
        """Return where it is written."""
        return self.script.span(self.start, self.start + len(self.written))

    @cached_property
    def parts(self) -> SplitResult:
        """Return its parts; all are empty where it is no address."""
        try:
            return urlsplit(self.url)
        except ValueError:
            return urlsplit("")

    @property
    def host(self) -> str:
        """Return the host in lower case, without a port."""
        try:
            return (self.parts.hostname or "").lower()
        except ValueError:
            return ""

    @property
    def queries(self) -> tuple[str, ...]:
        """Return the `key=value` pieces of the query as they are written."""
        return tuple(piece for piece in self.parts.query.split("&") if piece)

    def found(self, **args: object) -> Found:
        """Return that something is the matter with it, for an editor to mend."""
        return Found(self.span, {"url": shortened(self.url), **args})

    def mended(self, new: str, **args: object) -> Found:
        """Return what is the matter with it, and that it should read `new`."""
        values = {"url": shortened(self.url), "new": shortened(new), **args}
        if "\\" in self.written and not self.is_field:
            return Found(self.span, values)
        edit = Edit(self.script.file, self.start, self.start + len(self.written), new)
        return Found(self.span, values, (edit,))


def shortened(url: str, most: int = 90) -> str:
    """Return an address that fits a line of a message."""
    return url if len(url) <= most else f"{url[: most - 20]}…{url[-19:]}"


def key_of(url: str) -> str:
    """Return what two addresses share that lead to the same page.

    The scheme, `www.`, a slash at the end, the fragment and the order of the query's parts make
    no difference, nor do the parameters that only count who came from where.
    """
    from typeset.check.links.tracking import without_tracking

    try:
        parts = urlsplit(without_tracking(url.strip()))
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return url
    # An application of one page has its pages in the fragment.
    fragment = parts.fragment if parts.fragment.startswith(("/", "!")) else ""
    query = "&".join(sorted(piece for piece in parts.query.split("&") if piece))
    path = re.sub(r"/(?:index\.html?)?$", "", parts.path)
    return f"{host}{path}?{query}#{fragment}"


def addresses(copy: Copy) -> Iterator[Address]:
    """Yield the addresses of an issue's articles and publishers in printed order."""
    for prose in (*copy.articles, *copy.organisations):
        yield from prose_addresses(prose)


def prose_addresses(prose: Prose) -> Iterator[Address]:
    """Yield the addresses that a file prints: its `link:` first, then those of its text."""
    text = prose.script.text
    body = _body_start(text)
    field_ = link_line(text[:body])
    if field_ is not None:
        yield Address(prose.script, *field_, is_field=True)
    if "://" not in text[body:]:
        return
    blanked = text[:body] + _without_code(text[body:])
    match = _WEB.search(blanked, body)
    while match is not None:
        start, written = match.start(), _cut(match.group(), blanked[: match.start()][-2:])
        if written.partition("://")[2]:
            yield Address(prose.script, written, start, name=_name(blanked, start))
        match = _WEB.search(blanked, start + max(len(written), len("https://")))


def link_line(meta: str) -> tuple[str, int] | None:
    """Return the value of `link:` in front matter and its offset, without its quotes."""
    match = _LINK_LINE.search(meta)
    if match is None:
        return None
    value, start = match["url"], match.start("url")
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value, start = value[1:-1], start + 1
    return (value, start) if "://" in value else None


def _body_start(text: str) -> int:
    """Return the offset at which the body starts, 0 where there is no front matter."""
    if not text.startswith("---"):
        return 0
    end = text.find("\n---", 3)
    return 0 if end < 0 else end + 4


def _without_code(body: str) -> str:
    def blank(match: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", match.group())

    return _CODE.sub(blank, _FENCED.sub(blank, body))


def _cut(run: str, before: str) -> str:
    """Return the part of a run of characters that is the address, by what stands before it."""
    if before.endswith("<"):
        return run.partition(">")[0]
    counts = dict.fromkeys("([{", 0)
    end = len(run)
    for at, char in enumerate(run):
        if char in counts:
            counts[char] += 1
        elif char in _CLOSERS:
            counts[_CLOSERS[char]] -= 1
        if char in '<>"' or (char > "~" and before != "](") or min(counts.values()) < 0:
            end = at
            break
    run = run[:end]
    return run if before == "](" else run.rstrip(_AFTER)


def _name(text: str, start: int) -> str:
    """Return the words in square brackets before a destination."""
    if text[max(0, start - 2) : start] != "](":
        return ""
    opening = text.rfind("[", 0, start - 2)
    return text[opening + 1 : start - 2] if opening >= 0 else ""
