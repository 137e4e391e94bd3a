"""The issue as the rest of the street sees it: plain, frozen, and knowing its places."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias
from urllib.parse import quote

from typeset.diagnostics import Span
from typeset.issue.settings import Settings

# RFC 2606 keeps `.invalid` free for ever: no such host exists, and a PDF made from another
# folder names its pictures alike (WeasyPrint names them after their URL).
BASE_URL = "https://typeset.invalid/"


class Text(str):
    """A string that knows where it was written."""

    span: Span

    def __new__(cls, value: str, span: Span) -> Text:
        """Return `value` as a string that carries `span`."""
        text = super().__new__(cls, value)
        text.span = span
        return text

    def __getnewargs__(self) -> tuple[str, Span]:  # type: ignore[override]
        """Return what makes it anew in another process."""
        return str(self), self.span


class Title(Text):
    """A headline; `//` marks where it may break and prints nothing."""

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the pieces between the break marks."""
        return tuple(part.strip() for part in self.split("//") if part.strip())

    @property
    def plain(self) -> str:
        """Return the title in one line, without its break marks; typed spaces stay."""
        return self.replace("//", "").strip()


class Start(StrEnum):
    """Where an article or a section begins."""

    AUTO = "auto"  # what the layout does when nothing is said
    PAGE = "page"  # a new page
    LEFT = "left"  # a new left-hand (even) page
    RIGHT = "right"  # a new right-hand (odd) page
    RUN_ON = "run-on"  # below the article before, whatever room is left


class Lines(tuple[Text, ...]):
    """One line or several, which print as such."""

    __slots__ = ()

    def __str__(self) -> str:
        """Return the lines one below the other."""
        return "\n".join(self)


# What only some layouts print, by the names that a layout's `layout.yaml` gives them.
Fields: TypeAlias = Mapping[str, Lines]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file of the issue: its project-relative name and where it was asked for."""

    file: str
    span: Span
    alt: str = ""

    @property
    def url(self) -> str:
        """Return the address by which layouts ask for it."""
        return BASE_URL + quote(self.file)


@lru_cache(256)
def _length(html: str) -> int:
    return len(re.sub(r"<[^>]*>|\s", "", html))


@dataclass(frozen=True, slots=True)
class Body:
    """Markdown that was read, as semantic HTML whose blocks carry `data-line`.

    `html` holds p, h2–h4, ul, ol, table, figure/figcaption, blockquote, pre, strong, em,
    code, a, sup, and `span.footnote` at the place of each footnote call.
    """

    file: str
    html: str
    pictures: tuple[Picture, ...] = ()

    @property
    def length(self) -> int:
        """Return the number of characters of text, marks and all."""
        return _length(self.html)


@dataclass(frozen=True, slots=True)
class Article:
    """One article; what is true of it wherever it is printed, and where it starts here."""

    id: str
    file: str
    title: Title
    body: Body
    source: Text | None = None
    link: Text | None = None
    link_caption: Text | None = None
    lead: Text | None = None
    start: Start = Start.AUTO
    is_without_link: bool = False  # it says `link: none`: there is no original to be read
    slot: Text | None = None
    fields: Fields = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Section:
    """A 栏目: a titled run of articles."""

    title: Text
    articles: tuple[Article, ...]
    start: Start = Start.AUTO


@dataclass(frozen=True, slots=True)
class MastheadRow:
    """A label of the masthead page (版权页) and its one or several lines."""

    label: Text
    values: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover line and, if there is one, the picture."""

    headline: Title | None = None
    image: Picture | None = None


@dataclass(frozen=True, slots=True)
class Follow:
    """The QR code of the 公众号 and the line under it; the picture may be missing."""

    caption: Text
    image: Picture | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    """A publisher: its names, its logo if there is one, and what it says of itself."""

    id: str
    name: Text
    body: Body
    name_en: Text | None = None
    logo: Picture | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue (期) with everything that is printed, save fonts and layout."""

    folder: str
    manifest: str
    layout: Text
    title: Text
    number: int
    date: datetime.date
    number_in_year: int | None = None
    tagline: Text | None = None
    subtitle: Text | None = None
    cover: Cover = field(default_factory=Cover)
    masthead: tuple[MastheadRow, ...] = ()
    follow: Follow | None = None
    statement: Text | None = None
    sections: tuple[Section, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    options: Mapping[str, object] = field(default_factory=dict)
    option_spans: Mapping[str, Span] = field(default_factory=dict)
    check: Settings = Settings()  # noqa: RUF009 -- frozen
    fields: Fields = field(default_factory=dict)

    @property
    def articles(self) -> tuple[Article, ...]:
        """Return all articles in printed order."""
        return tuple(article for section in self.sections for article in section.articles)

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Return all pictures of the issue, in the order of its pages."""
        follow = self.follow.image if self.follow else None
        bodies = [article.body for article in self.articles]
        bodies += [organisation.body for organisation in self.organisations]
        logos = [organisation.logo for organisation in self.organisations]
        found = [self.cover.image, follow, *(p for body in bodies for p in body.pictures), *logos]
        return tuple(picture for picture in found if picture is not None)
