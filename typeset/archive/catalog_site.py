"""The catalogue: a static site of all issues that opens from a folder and needs no server."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from typeset import __version__
from typeset.archive import rules_search as rules
from typeset.archive.catalog_data import IndexedArticle, write_data
from typeset.archive.choice import written
from typeset.archive.finished import finished_pdfs, stamp
from typeset.archive.site_files import DIGEST, SiteFolder
from typeset.diagnostics import Report
from typeset.layout.website import Website

CATALOG = "build/catalog"
TEMPLATES = Path(__file__).parent / "site"
COVER_PX = (320, 453)  # A4, at twice the size it is shown in
FOLDERS = ("assets", "covers", "data", "issues", "pdf")
KINDS = {
    "screen": ("阅读", "for reading"),
    "archive": ("存档", "for the archive"),
    "archive-with-sources": ("存档，附稿件", "for the archive, with sources"),
    "print": ("付印", "for the printer"),
}

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class SitePdf:
    """A PDF of the site: its address, size in bytes, and what it is for."""

    url: str
    size: int
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class SiteArticle:
    """An article in an issue's contents; its page is that of the issue's first PDF."""

    name: str
    title: str
    source: str
    link: str
    label: str | None
    page_number: int | None


@dataclass(frozen=True, slots=True)
class SiteSection:
    """A section of an issue's contents."""

    name: str
    articles: tuple[SiteArticle, ...]


@dataclass(frozen=True, slots=True)
class SiteIssue:
    """An issue of the site; `before` and `after` are its neighbours' numbers."""

    number: int
    title: str
    date: str
    number_in_year: int | None
    labels: tuple[str, ...]
    cover: str | None
    pdfs: tuple[SitePdf, ...]
    sections: tuple[SiteSection, ...]
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class SiteYear:
    """A year's issues, newest first."""

    name: str
    issues: tuple[SiteIssue, ...]


def write_catalog(
    root: Path, connection: sqlite3.Connection, report: Report, progress: Progress
) -> Path:
    """Write the site into `build/catalog/` and return its first page.

    Nothing is done where nothing changed, and covers that are there already are not drawn
    again. The first page is written last, and what only the old one needed is removed after it.
    Raises `OSError`.
    """
    connection.row_factory = sqlite3.Row
    site = SiteFolder(root / CATALOG)
    rows = connection.execute("SELECT * FROM issue WHERE is_whole ORDER BY number").fetchall()
    without = [row["number"] for row in rows if row["pdf"] is None]
    if without:
        report.add(rules.WITHOUT_PDF, None, count=len(without), numbers=written(without))
    mark = _mark(rows)
    if not site.stands(mark):
        _write_site(root, site, connection, rows, report, progress)
        site.finish(mark)
        site.sweep(*FOLDERS)
    return site.root / "index.html"


def _mark(rows: Sequence[sqlite3.Row]) -> str:
    """Return what changes when an issue, a PDF, or anything that makes the site does."""
    digest = hashlib.sha256(__version__.encode())
    for path in sorted(TEMPLATES.iterdir()):
        digest.update(path.read_bytes())
    for row in rows:
        digest.update(f"{row['number']} {row['pdf']} {row['stamp']}\n".encode())
    return digest.hexdigest()


def _write_site(
    root: Path,
    site: SiteFolder,
    connection: sqlite3.Connection,
    rows: Sequence[sqlite3.Row],
    report: Report,
    progress: Progress,
) -> None:
    issues = []
    for done, row in enumerate(rows):
        progress(done, len(rows))
        issues.append(_issue(root, site, connection, row, report))
    issues = _linked(issues)
    assets = _assets(site) | write_data(site, _heads(issues), list(_articles(connection, issues)))
    pages = Website(TEMPLATES)
    common = {"brief": issues[-1].title if issues else "", "assets": assets, "cover_px": COVER_PX}
    for issue in issues:
        page = pages.render("issue.html.jinja", {**common, "issue": issue, "root": "../"})
        site.put(f"issues/{issue.number}.html", page)
    years = tuple(_years(issues))
    site.put("index.html", pages.render("index.html.jinja", {**common, "years": years, "root": ""}))


def _assets(site: SiteFolder) -> dict[str, str]:
    files = {"style": "style.css", "settings": "settings.js", "search": "search.js"}
    return {
        key: site.put_named(
            f"assets/{Path(name).stem}", Path(name).suffix, (TEMPLATES / name).read_bytes()
        )
        for key, name in files.items()
    }


def _issue(
    root: Path, site: SiteFolder, connection: sqlite3.Connection, row: sqlite3.Row, report: Report
) -> SiteIssue:
    number, labels = row["number"], tuple(json.loads(row["labels"]))
    pdfs, cover = _pdfs(root, site, row, report)
    return SiteIssue(
        number=number,
        title=row["title"],
        date=row["date"],
        number_in_year=row["number_in_year"],
        labels=labels,
        cover=cover,
        pdfs=pdfs,
        sections=tuple(_sections(connection, number, labels)),
    )


def _pdfs(
    root: Path, site: SiteFolder, row: sqlite3.Row, report: Report
) -> tuple[tuple[SitePdf, ...], str | None]:
    """Return the issue's PDFs, the one that the index knows first, and its cover's picture."""
    if row["pdf"] is None:
        return (), None
    first = root / row["pdf"]
    found = finished_pdfs(root, row["number"])
    ordered = sorted(found.items(), key=lambda item: item[1] != first)
    pdfs = tuple(
        SitePdf(site.place(f"pdf/{path.name}", path), path.stat().st_size, *KINDS[profile])
        for profile, path in ordered
    )
    return pdfs, _cover(site, row["number"], first, report)


def _cover(site: SiteFolder, number: int, pdf: Path, report: Report) -> str | None:
    """Return the picture of a PDF's first page, drawn where that PDF is new."""
    from typeset.press.page_text import UnreadablePagesError, cover_picture

    mark = hashlib.sha256(f"{pdf.name}:{stamp(pdf)}:{COVER_PX}".encode()).hexdigest()[:DIGEST]
    name = f"covers/{number}-{mark}.webp"
    if site.has(name):
        return name
    try:
        return site.put(name, cover_picture(pdf.read_bytes(), COVER_PX[0]))
    except UnreadablePagesError as error:
        report.add(rules.PDF_UNREADABLE, None, file=pdf.name, reason=error, number=number)
        return None


def _sections(
    connection: sqlite3.Connection, number: int, labels: Sequence[str]
) -> Iterator[SiteSection]:
    rows = connection.execute("SELECT * FROM article WHERE issue = ? ORDER BY position", (number,))
    for section, articles in groupby(rows, key=lambda row: row["section"]):
        yield SiteSection(section, tuple(_article(row, labels) for row in articles))


def _article(row: sqlite3.Row, labels: Sequence[str]) -> SiteArticle:
    places = json.loads(row["places"])
    page = places[0][1] if places else None
    return SiteArticle(
        row["name"],
        row["title"],
        row["source"],
        row["link"],
        None if page is None else labels[page],
        None if page is None else page + 1,
    )


def _linked(issues: Sequence[SiteIssue]) -> list[SiteIssue]:
    """Return the issues with their neighbours' numbers."""
    numbers = [None, *(issue.number for issue in issues), None]
    return [
        replace(issue, before=before, after=after)
        for issue, before, after in zip(issues, numbers, numbers[2:], strict=False)
    ]


def _heads(issues: Sequence[SiteIssue]) -> list[dict[str, object]]:
    """Return what the search says of an issue."""
    return [
        {
            "number": issue.number,
            "date": issue.date,
            "labels": issue.labels,
            "pdf": issue.pdfs[0].url if issue.pdfs else None,
        }
        for issue in issues
    ]


def _articles(
    connection: sqlite3.Connection, issues: Sequence[SiteIssue]
) -> Iterator[IndexedArticle]:
    at = {issue.number: index for index, issue in enumerate(issues)}
    for row in connection.execute("SELECT * FROM article ORDER BY issue, position"):
        yield IndexedArticle(
            at[row["issue"]],
            row["position"] - 1,
            row["name"],
            row["section"],
            row["title"],
            row["text"],
            row["folded"],
            json.loads(row["places"]),
        )


def _years(issues: Sequence[SiteIssue]) -> Iterator[SiteYear]:
    newest = sorted(issues, key=lambda issue: (issue.date, issue.number), reverse=True)
    for year, found in groupby(newest, key=lambda issue: issue.date[:4]):
        yield SiteYear(year, tuple(found))
