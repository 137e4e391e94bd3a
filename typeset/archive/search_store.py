"""The index file, opened whatever its state: new, old, damaged, in use, or not to be written."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from typeset.archive import rules_search as rules
from typeset.archive.search_index import (
    BUSY_S,
    INDEX_FILE,
    VERSION,
    Progress,
    bring_up_to_date,
    make_tables,
)
from typeset.diagnostics import Report
from typeset.sources import Sources

Answer = TypeVar("Answer")
Question = Callable[[sqlite3.Connection], Answer]


def ask(sources: Sources, report: Report, progress: Progress, question: Question[Answer]) -> Answer:
    """Return the answer to a question put to the project's index, brought up to date.

    A damaged index is made anew; one that cannot be written gives way to one in memory; one
    that another process holds is read as it stands. All that is told in `report`.
    """
    path = sources.root / INDEX_FILE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return _ask_file(path, sources, report, progress, question)
        except (sqlite3.DatabaseError, MemoryError) as error:
            if not _means_damage(error):
                raise
            _remove(path)
            report.add(rules.INDEX_REBUILT, None, file=INDEX_FILE)
            return _ask_file(path, sources, report, progress, question)
    except (_UnwritableError, FileExistsError, NotADirectoryError, PermissionError) as error:
        reason = error.__cause__ or error.strerror
        report.add(rules.INDEX_UNWRITABLE, None, file=INDEX_FILE, reason=reason)
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        make_tables(connection)
        bring_up_to_date(connection, sources, report, progress)
        return question(connection)


class _UnwritableError(OSError):
    """The file could not be opened, or not be written."""


def _means_damage(error: Exception) -> bool:
    """Tell whether the file is at fault; what locks, limits and mistakes in SQL raise is not.

    FTS5 calls a damaged index of its own a table that cannot be constructed, and asks for more
    memory than there is where a damaged block names a length.
    """
    return not isinstance(error, sqlite3.OperationalError) or "vtable" in str(error)


def _ask_file(
    path: Path,
    sources: Sources,
    report: Report,
    progress: Progress,
    question: Question[Answer],
) -> Answer:
    try:
        connection = _opened(path, sources, report, progress)
    except sqlite3.OperationalError as error:
        if _means_damage(error):
            raise
        raise _UnwritableError(str(error)) from error
    with contextlib.closing(connection):
        return question(connection)


def _opened(path: Path, sources: Sources, report: Report, progress: Progress) -> sqlite3.Connection:
    connection = _connect(path)
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if tables and version != VERSION:
            connection.close()
            _remove(path)
            connection, tables = _connect(path), 0
        if not tables:
            make_tables(connection)
        try:
            bring_up_to_date(connection, sources, report, progress)
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            report.add(rules.INDEX_BUSY, None)
    except BaseException:
        connection.close()
        raise
    return connection


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_S)
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def _remove(path: Path) -> None:
    for name in (path.name, f"{path.name}-journal", f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)
