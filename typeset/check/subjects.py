"""What the checks look at, from single words to the finished folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from typeset.check.settings import Settings
from typeset.issue.files import list_files
from typeset.issue.finder import ISSUES, MANIFEST
from typeset.issue.model import Article, Issue
from typeset.issue.prose import Passage, Prose
from typeset.issue.prose_reader import article_prose, manifest_prose, plain_prose, read_script
from typeset.sources import Sources


@dataclass(frozen=True, eq=False)
class Copy:
    """All the words of an issue: its manifest, its articles and what its publishers say.

    `issue` is None where the manifest could not be read; the articles of the folder are read
    all the same. All are in the order in which they are printed.
    """

    sources: Sources = field(repr=False)
    folder: str
    issue: Issue | None
    settings: Settings
    manifest: Prose | None
    articles: tuple[Prose, ...] = ()
    organisations: tuple[Prose, ...] = ()

    @property
    def files(self) -> tuple[Prose, ...]:
        """Return the prose of all files, the manifest first."""
        first = () if self.manifest is None else (self.manifest,)
        return (*first, *self.articles, *self.organisations)

    @property
    def passages(self) -> Iterable[Passage]:
        """Return all passages in order."""
        return (passage for prose in self.files for passage in prose.passages)

    @property
    def article_of(self) -> Mapping[str, Article]:
        """Return file → article of what the manifest lists."""
        return {} if self.issue is None else {each.file: each for each in self.issue.articles}

    @cached_property
    def earlier(self) -> tuple[EarlierIssue, ...]:
        """Return the issues of the project with a lower number, the latest first."""
        number = None if self.issue is None else self.issue.number
        if number is None:
            return ()
        folders = (
            name.removesuffix(f"/{MANIFEST}") for name in self.sources.glob(ISSUES, f"*/{MANIFEST}")
        )
        numbered = (
            (int(f.rsplit("/", 1)[-1]), f) for f in folders if f.rsplit("/")[-1].isdecimal()
        )
        before = sorted((each for each in numbered if each[0] < number), reverse=True)
        return tuple(EarlierIssue(self.sources, folder, at) for at, folder in before)


@dataclass(frozen=True, eq=False)
class EarlierIssue:
    """An issue before this one, read only as far as it is asked for."""

    sources: Sources = field(repr=False)
    folder: str
    number: int

    @property
    def article_files(self) -> tuple[str, ...]:
        """Return the names of its articles' files."""
        return list_files(self.sources, f"{self.folder}/articles", "*.md")

    @property
    def manifest_text(self) -> str:
        """Return its manifest as it is written, nothing if it cannot be read."""
        script = read_script(self.sources, f"{self.folder}/{MANIFEST}")
        return "" if script is None else script.text


def read_copy(sources: Sources, manifest: str, issue: Issue | None, settings: Settings) -> Copy:
    """Return the words of the issue whose manifest is `manifest`, wherever they can be read."""
    name = sources.name(manifest)
    folder = name.rpartition("/")[0]
    if issue is None:
        articles = list_files(sources, f"{folder}/articles", "*.md")
        others: tuple[str, ...] = ()
    else:
        articles = tuple(article.file for article in issue.articles)
        others = tuple(each.body.file for each in issue.organisations)
    script = read_script(sources, name)
    return Copy(
        sources,
        folder,
        issue,
        settings,
        None if script is None else manifest_prose(script),
        tuple(article_prose(s) for f in articles if (s := read_script(sources, f)) is not None),
        tuple(plain_prose(s) for f in others if (s := read_script(sources, f)) is not None),
    )
