"""Words looked for in all issues: where they stand, and the text around them."""

from __future__ import annotations

import json
import re
import sqlite3
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from typeset.archive.folding import fold
from typeset.archive.search_index import has_trigrams

TRIGRAM = 3
BEFORE, AFTER = 20, 60  # characters of a snippet around its first hit
MOST_PLACES = 100  # of one article, that are looked at for the best snippet
ARTICLES = "FROM article JOIN issue ON issue.number = article.issue"
_TERM = re.compile(r'["“”「『]([^"“”」』]*)["“”」』]|(\S+)')
_QUOTES = '"“”「」『』'


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for; every term must be in the article."""

    terms: tuple[str, ...]  # folded
    years: tuple[int, ...] = ()
    section: str = ""
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """An article in which all terms were found, and the first place of one of them.

    `marks` are (start, end) in `snippet`. `page_number` counts the PDF's pages from 1,
    `page_label` is what is printed there; both are None where no PDF has the text.
    """

    issue: int
    date: str
    section: str
    title: str
    file: str
    line: int
    snippet: str
    marks: tuple[tuple[int, int], ...]
    pdf: str | None
    page_number: int | None
    page_label: str | None


@dataclass(frozen=True, slots=True)
class Hits:
    """The first hits, and how many there are in all."""

    hits: tuple[Hit, ...]
    total: int


def parse(words: Sequence[str]) -> tuple[str, ...]:
    """Return the terms that a user's words mean, folded.

    Words in quotes stay together; nothing else has a meaning of its own (AND, OR, brackets are
    text), and a * at the end of a word says what is true anyway.
    """
    terms: dict[str, None] = {}
    for phrase, word in _TERM.findall(" ".join(words)):
        term = fold(phrase).strip() or fold(word).strip(_QUOTES).rstrip("*")
        if term:
            terms[term] = None
    return tuple(terms)


def search(connection: sqlite3.Connection, query: Query) -> Hits:
    """Return the articles that hold every term: those with all in the headline first, then by date.

    Terms of three characters and more are looked up; shorter ones are scanned for.
    """
    connection.create_function("fold", 1, fold, deterministic=True)
    is_indexed = has_trigrams(connection)
    condition, values = _condition(query, is_indexed=is_indexed)
    joined = f"{ARTICLES} WHERE {condition}"
    in_title = " AND ".join(["instr(folded_title, ?) > 0"] * len(query.terms))
    # Only fixed words and question marks are put together here; what users wrote is bound.
    (total,) = connection.execute(f"SELECT count(*) {joined}", values).fetchone()
    if not total and is_indexed and _is_there(connection, query):
        raise sqlite3.DatabaseError("the index lacks what the texts have")
    connection.row_factory = sqlite3.Row
    rows = connection.execute(
        f"SELECT article.*, issue.date, issue.pdf, issue.labels {joined}"
        f" ORDER BY ({in_title}) DESC, issue.date DESC, issue.number DESC, position LIMIT ?",
        (*values, *query.terms, query.limit),
    )
    return Hits(tuple(_hit(row, query.terms) for row in rows), total)


def _is_there(connection: sqlite3.Connection, query: Query) -> bool:
    """Tell whether a scan finds what the index did not: an index may be damaged without a sign."""
    condition, values = _condition(query, is_indexed=False)
    found = connection.execute(f"SELECT 1 {ARTICLES} WHERE {condition} LIMIT 1", values)
    return found.fetchone() is not None


def _condition(query: Query, *, is_indexed: bool) -> tuple[str, list[object]]:
    """Return the WHERE clause and its values."""
    parts: list[str] = []
    values: list[object] = []
    long = [term for term in query.terms if is_indexed and len(term) >= TRIGRAM]
    if long:
        parts.append("article.id IN (SELECT rowid FROM trigram WHERE trigram MATCH ?)")
        values.append(" AND ".join(f'"{term.replace(chr(34), chr(34) * 2)}"' for term in long))
    for term in query.terms:
        if term not in long:
            parts.append("instr(folded, ?) > 0")
            values.append(term)
    if query.years:
        parts.append(f"substr(issue.date, 1, 4) IN ({', '.join('?' * len(query.years))})")
        values += [f"{year:04d}" for year in query.years]
    if query.section:
        parts.append("instr(fold(section), ?) > 0")
        values.append(fold(query.section))
    return " AND ".join(parts), values


def _hit(row: Any, terms: Sequence[str]) -> Hit:
    places = sorted(_places(row["folded"], terms))
    first = _best(row["folded"], places, body=len(row["title"]) + 1)
    snippet, marks = _snippet(row["text"], places, first)
    page = _at(json.loads(row["places"]), first[0])
    labels = json.loads(row["labels"])
    return Hit(
        issue=row["issue"],
        date=row["date"],
        section=row["section"],
        title=row["title"],
        file=row["file"],
        line=_at(json.loads(row["lines"]), first[0]) or 0,
        snippet=snippet,
        marks=marks,
        pdf=row["pdf"],
        page_number=None if page is None else page + 1,
        page_label=None if page is None else labels[page],
    )


def _places(folded: str, terms: Sequence[str]) -> Iterator[tuple[int, int]]:
    for term in terms:
        at = folded.find(term)
        while at >= 0:
            yield at, at + len(term)
            at = folded.find(term, at + len(term))


def _best(folded: str, places: Sequence[tuple[int, int]], body: int) -> tuple[int, int]:
    """Return the place from which a snippet shows most terms.

    The headline is shown anyway, so a place in the text says more.
    """

    def worth(place: tuple[int, int]) -> tuple[bool, int]:
        near = {folded[a:b] for a, b in places if place[0] <= a and b <= place[1] + AFTER}
        return place[0] >= body, len(near)

    return max(places[:MOST_PLACES], key=worth)


def _at(runs: Sequence[Sequence[int]], offset: int) -> int | None:
    """Return the value that holds at an offset, from (offset, value) runs."""
    index = bisect_right([run[0] for run in runs], offset) - 1
    return runs[index][1] if index >= 0 else None


def _snippet(
    text: str, places: Sequence[tuple[int, int]], first: tuple[int, int]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the text around a place, of its own block, and all marks in it."""
    start = max(text.rfind("\n", 0, first[0]) + 1, first[0] - BEFORE)
    end = text.find("\n", first[1])
    end = min(len(text) if end < 0 else end, first[1] + AFTER)
    lead = "…" if start and text[start - 1] != "\n" else ""
    tail = "…" if end < len(text) and text[end] != "\n" else ""
    shift = len(lead) - start
    marks: list[tuple[int, int]] = []
    for a, b in places:
        if start <= a and b <= end and (not marks or a + shift >= marks[-1][1]):
            marks.append((a + shift, b + shift))
    return f"{lead}{text[start:end]}{tail}", tuple(marks)
