"""All articles of all issues in one SQLite file, brought up to date before it is asked.

Words are found by FTS5's trigram tokenizer (SQLite 3.34), which needs no dictionary and finds
any run of three characters; where this SQLite lacks it, every text is scanned.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from typeset.archive import rules_search as rules
from typeset.archive.choice import manifest_names
from typeset.archive.finished import finished_pdfs, folder_stamp, stamp
from typeset.archive.folding import fold
from typeset.archive.page_places import find_places, squeeze
from typeset.diagnostics import Report, Span
from typeset.sources import Sources

if TYPE_CHECKING:  # reading issues takes half a second of imports, and is seldom needed
    from typeset.issue.model import Article, Issue

INDEX_FILE = "build/search.sqlite3"
VERSION = 1  # of the tables and of what is in them: another makes the index anew
BUSY_S = 10

TABLES = """
CREATE TABLE issue (
  number INTEGER PRIMARY KEY, manifest TEXT, title TEXT, date TEXT, number_in_year INTEGER,
  stamp TEXT, is_whole INTEGER, pdf TEXT, labels TEXT, page_count INTEGER
);
CREATE TABLE article (
  id INTEGER PRIMARY KEY, issue INTEGER, position INTEGER, name TEXT, section TEXT, title TEXT,
  source TEXT, link TEXT, file TEXT, text TEXT, folded TEXT, folded_title TEXT,
  lines TEXT, places TEXT
);
CREATE INDEX article_of_issue ON article (issue);
"""
TRIGRAMS = """
CREATE VIRTUAL TABLE trigram USING fts5 (
  folded, content='article', content_rowid='id', tokenize='trigram case_sensitive 1', detail='full'
);
"""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as the index keeps it.

    `text` is its blocks, one a line; `lines` and `places` are (offset in the text, line of the
    file) and (offset, 0-based page index), each holding until the next.
    """

    name: str
    section: str
    title: str
    source: str
    link: str
    file: str
    text: str
    lines: Sequence[tuple[int, int]]
    places: Sequence[tuple[int, int]]


def bring_up_to_date(
    connection: sqlite3.Connection, sources: Sources, report: Report, progress: Progress
) -> None:
    """Read what changed since last time; each issue is a transaction of its own.

    Whether an issue changed is told by size and time of its files and of its PDF.
    """
    known: dict[int, str] = dict(connection.execute("SELECT number, stamp FROM issue"))
    manifests = manifest_names(sources.root)
    for number in known.keys() - manifests.keys():
        with connection:
            _forget(connection, number)
    stamps = {number: _stamp(sources.root, number, name) for number, name in manifests.items()}
    changed = [number for number, mark in stamps.items() if known.get(number) != mark]
    for done, number in enumerate(changed):
        progress(done, len(changed))
        with connection:
            _forget(connection, number)
            _take_in(connection, sources, number, manifests[number], stamps[number], report)
    for (number,) in connection.execute("SELECT number FROM issue WHERE NOT is_whole"):
        report.add(rules.ISSUE_UNREADABLE, Span(manifests[number]), number=number)


def _stamp(root: Path, number: int, manifest: str) -> str:
    folder = (root / manifest).parent
    pdfs = finished_pdfs(root, number).values()
    return "\n".join([folder_stamp(folder), *(f"{pdf.name}:{stamp(pdf)}" for pdf in pdfs)])


def make_tables(connection: sqlite3.Connection) -> None:
    """Make the tables of an empty file; without FTS5's trigrams it has none."""
    connection.executescript(TABLES)
    with contextlib.suppress(sqlite3.OperationalError):
        connection.executescript(TRIGRAMS)
    connection.execute(f"PRAGMA user_version = {VERSION}")


def has_trigrams(connection: sqlite3.Connection) -> bool:
    """Tell whether the index can look up three characters at once."""
    found = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'trigram'")
    return bool(found.fetchone()[0])


def _forget(connection: sqlite3.Connection, number: int) -> None:
    if has_trigrams(connection):
        connection.execute(
            "INSERT INTO trigram (trigram, rowid, folded)"
            " SELECT 'delete', id, folded FROM article WHERE issue = ?",
            (number,),
        )
    connection.execute("DELETE FROM article WHERE issue = ?", (number,))
    connection.execute("DELETE FROM issue WHERE number = ?", (number,))


def _take_in(
    connection: sqlite3.Connection,
    sources: Sources,
    number: int,
    manifest: str,
    mark: str,
    report: Report,
) -> None:
    from typeset.issue.reader import read_issue

    issue, _ = read_issue(sources, manifest)
    pdf, labels, pages = _pages(sources, number, report)
    connection.execute(
        "INSERT INTO issue VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            manifest,
            issue.title if issue else "",
            issue.date.isoformat() if issue else "",
            issue.number_in_year if issue else None,
            mark,
            issue is not None,
            pdf,
            json.dumps(labels, ensure_ascii=False),
            len(labels),
        ),
    )
    rows = _rows(issue, pages) if issue else ()
    for position, row in enumerate(rows, start=1):
        _insert(connection, number, position, row)


def _insert(connection: sqlite3.Connection, number: int, position: int, row: ArticleRow) -> None:
    values = asdict(row) | {
        "issue": number,
        "position": position,
        "folded": fold(row.text),
        "folded_title": fold(row.title),
        "lines": json.dumps(row.lines),
        "places": json.dumps(row.places),
    }
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    # The names are those of the class above.
    added = connection.execute(f"INSERT INTO article ({names}) VALUES ({marks})", values)  # noqa: S608
    if has_trigrams(connection):
        connection.execute(
            "INSERT INTO trigram (rowid, folded) VALUES (?, ?)",
            (added.lastrowid, values["folded"]),
        )


def _pages(
    sources: Sources, number: int, report: Report
) -> tuple[str | None, list[str], list[str]]:
    """Return the PDF that is best to read, its page labels, and its squeezed page texts."""
    from typeset.press.page_text import UnreadablePagesError, page_texts

    for path in finished_pdfs(sources.root, number).values():
        name = path.relative_to(sources.root).as_posix()
        try:
            pages = page_texts(path.read_bytes())
        except (OSError, UnreadablePagesError) as error:
            report.add(rules.PDF_UNREADABLE, None, file=name, reason=error, number=number)
            continue
        return name, [page.label for page in pages], [squeeze(page.text).text for page in pages]
    return None, [], []


def _rows(issue: Issue, pages: Sequence[str]) -> Iterator[ArticleRow]:
    page = 0
    for section in issue.sections:
        for article in section.articles:
            row = _row(article, str(section.title), pages, page)
            page = row.places[0][1] if row.places else page
            yield row


def _row(article: Article, section: str, pages: Sequence[str], page: int) -> ArticleRow:
    from typeset.issue.plain_text import article_blocks

    blocks = article_blocks(article)
    text = "\n".join(block.text for block in blocks)
    places = find_places(text, pages, page)
    return ArticleRow(
        article.id,
        section,
        article.title.plain,
        str(article.source or ""),
        str(article.link or ""),
        article.file,
        text,
        tuple(_offsets((block.text, block.line) for block in blocks)),
        tuple((place.offset, place.page_index) for place in places),
    )


def _offsets(blocks: Iterable[tuple[str, int]]) -> Iterator[tuple[int, int]]:
    offset = 0
    for text, line in blocks:
        yield offset, line
        offset += len(text) + 1
