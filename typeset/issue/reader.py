"""From the files of an issue to an `Issue`: all of them are read, and all faults reported."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import cast

from typeset.diagnostics import Report, Span
from typeset.issue import rules_manifest as rules
from typeset.issue.articles import as_fields, read_article, read_article_apart, read_plain
from typeset.issue.files import join, list_files, nearest_file, read_text
from typeset.issue.located import Node, compose
from typeset.issue.manifest import (
    ArticleEntry,
    CoverEntry,
    FollowEntry,
    Manifest,
    OrganisationEntry,
    SectionEntry,
)
from typeset.issue.model import (
    Article,
    Cover,
    Follow,
    Issue,
    MastheadRow,
    Organisation,
    Picture,
    Section,
    Start,
    Text,
)
from typeset.issue.pictures import read_picture
from typeset.issue.settings import Settings
from typeset.issue.validate import Validated, broken_lines, validate
from typeset.remembering import Remember, afresh
from typeset.sources import Sources


def read_issue(
    sources: Sources, manifest: str, remember: Remember = afresh
) -> tuple[Issue | None, Report]:
    """Return the issue that `manifest` describes and everything wrong with its files.

    `manifest` is a name below the root of `sources` or an absolute path. The issue is None
    where so much is missing that nothing can be set. Mistakes in the files never raise.
    The manifest and each article are read through `remember`.
    """
    read = remember(_read_manifest, sources, manifest)
    report = Report()
    report.extend(read.report)
    if read.is_missing:
        return None, report
    file = sources.name(manifest)
    folder = PurePosixPath(file).parent.as_posix()
    reader = _Reader(sources, folder, report, remember)
    if read.root is None or read.found is None:
        reader.read_folder(file)
        return None, _sorted(report, file)
    issue = reader.read(read.found.model, file, read.root)
    return (issue if read.found.is_whole else None), _sorted(report, file)


@dataclass(frozen=True, slots=True)
class _ReadManifest:
    """A manifest as it was found, before what it names is read."""

    report: Report
    is_missing: bool = False
    root: Node | None = None
    found: Validated[Manifest] | None = None


def _read_manifest(sources: Sources, manifest: str) -> _ReadManifest:
    report = Report()
    text = read_text(sources, manifest, Span(manifest), report)
    if text is None:
        return _ReadManifest(report, is_missing=True)
    file = sources.name(manifest)
    root = compose(text, file, report)
    found = None if root is None else validate(Manifest, root, file, report)
    return _ReadManifest(report, root=root, found=found)


def _sorted(report: Report, manifest: str) -> Report:
    """Return the report in the order in which an editor reads: the manifest, then the rest."""

    def place(found: Span | None) -> tuple[bool, str, int, int]:
        span = found or Span(manifest)
        return span.file != manifest, span.file, span.line or 0, span.column or 0

    return Report(sorted(report, key=lambda each: place(each.span)))


class _Reader:
    """Reads what a manifest names."""

    def __init__(self, sources: Sources, folder: str, report: Report, remember: Remember) -> None:
        self._sources = sources
        self._folder = folder
        self._report = report
        self._remember = remember
        self._listed: dict[str, Span] = {}
        self._meant: set[str | None] = set()  # what misspelt names probably mean
        self._count = 0

    def read(self, found: Manifest, file: str, root: Node) -> Issue:
        """Return the issue, with all files that `found` names."""
        listed = root.child("sections")
        self._check_number(root.child("number"))
        sections = tuple(
            self._section(entry, None if listed is None else listed.child(at))
            for at, entry in enumerate(found.sections)
        )
        if listed is not None and not listed.faulty and not sections:
            self._report.add(rules.NO_SECTIONS, listed.span)
        if listed is not None and not listed.has_faults:
            self._report_unlisted()
        options = root.child("options")
        values = options.typed() if options is not None else {}
        return Issue(
            folder=self._folder,
            manifest=file,
            layout=found.layout,
            title=found.title,
            number=found.number,
            date=found.date,
            number_in_year=found.number_in_year,
            tagline=found.tagline,
            subtitle=found.subtitle,
            cover=self._cover(found.cover),
            masthead=_masthead(root.child("masthead")),
            follow=self._follow(found.follow),
            statement=found.statement,
            sections=sections,
            organisations=self._organisations(found.organisations),
            options=values if isinstance(values, dict) else {},
            option_spans={} if options is None else dict(options.keys),
            check=Settings() if found.check is None else found.check.settings,
            fields=as_fields(found.fields),
        )

    def _check_number(self, node: Node | None) -> None:
        """Report a number other than that of the issue's folder: it is often copied."""
        name = PurePosixPath(self._folder).name
        if node is None or node.faulty or not re.fullmatch("[0-9]{1,9}", name):
            return
        if int(str(node.content)) != int(name):
            number = str(node.content)
            self._report.add(rules.FOLDER_NUMBER, node.span, number=number, folder=name)

    def read_folder(self, file: str) -> None:
        """Read the articles of a manifest that cannot be read, for what is wrong with them."""
        folder = join(self._folder, "articles")
        for path in list_files(self._sources, folder, "*.md"):
            read_article(self._sources, path, Span(file), "", Start.AUTO, self._report)

    def _section(self, entry: SectionEntry, node: Node | None) -> Section:
        listed = None if node is None else node.child("articles")
        if not entry.articles and not (listed and listed.faulty):
            self._report.add(rules.NO_ARTICLES, entry.title.span, section=entry.title)
        articles = [self._article(each) for each in entry.articles]
        kept = tuple(article for article in articles if article is not None)
        return Section(entry.title, kept, entry.start)

    def _article(self, entry: ArticleEntry) -> Article | None:
        path = entry.file
        file = join(self._folder, path)
        if file in self._listed:
            first = self._listed[file].line
            self._report.add(rules.ARTICLE_TWICE, path.span, file=path, first=first)
            return None
        self._listed[file] = path.span
        if not self._sources.is_file(file):
            self._meant.add(nearest_file(self._sources, file))
            if path.span.line in broken_lines(self._report, path.span.file):
                return None  # a line whose YAML is wrong is not judged twice
        self._count += 1
        name = f"article-{self._count:02}"
        article, found = self._remember(
            read_article_apart, self._sources, file, path.span, name, entry.start
        )
        self._report.extend(found)
        return article and replace(cast("Article", article), slot=entry.slot)

    def _report_unlisted(self) -> None:
        folders = {PurePosixPath(file).parent.as_posix() for file in self._listed}
        for folder in sorted(folders | {join(self._folder, "articles")}):
            if folder == self._folder:
                continue
            for path in list_files(self._sources, folder, "*.md"):
                if path not in self._listed and path not in self._meant:
                    short = path.removeprefix(f"{self._folder}/")
                    self._report.add(rules.NOT_LISTED, Span(path), file=short)

    def _picture(self, path: Text | None, alt: str) -> Picture | None:
        if path is None:
            return None
        return read_picture(self._sources, self._folder, path, path.span, self._report, alt)

    def _cover(self, entry: CoverEntry | None) -> Cover:
        if entry is None:
            return Cover()
        alt = "" if entry.headline is None else entry.headline.plain
        return Cover(entry.headline, self._picture(entry.image, alt))

    def _follow(self, entry: FollowEntry | None) -> Follow | None:
        if entry is None:
            return None
        return Follow(entry.caption, self._picture(entry.image, entry.caption))

    def _organisations(self, entries: list[OrganisationEntry]) -> tuple[Organisation, ...]:
        found = []
        for number, entry in enumerate(entries, start=1):
            path = join(self._folder, entry.text)
            body = read_plain(self._sources, path, entry.text.span, self._report)
            logo = self._picture(entry.logo, entry.name)
            if body is not None:
                name = f"organisation-{number}"
                found.append(Organisation(name, entry.name, body, entry.name_en, logo))
        return tuple(found)


def _masthead(root: Node | None) -> tuple[MastheadRow, ...]:
    """Return the rows with the spans of their labels, which pydantic's keys do not carry."""
    rows = []
    for row in root.content if root is not None and isinstance(root.content, list) else []:
        for label, node in row.content.items() if isinstance(row.content, dict) else []:
            values = node.content if isinstance(node.content, list) else [node]
            texts = tuple(each.content for each in values if isinstance(each.content, Text))
            rows.append(MastheadRow(Text(label, row.keys[label]), texts))
    return tuple(rows)
