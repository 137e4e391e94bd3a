"""The index file, opened whatever its state: new, old, damaged, in use, or not to be written."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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


@contextmanager
def current_index(
    sources: Sources, report: Report, progress: Progress
) -> Iterator[sqlite3.Connection]:
    """Open the project's index, brought up to date.

    A damaged one is made anew; one that cannot be written gives way to one in memory; one that
    another process holds is read as it stands. All that is told in `report`.
    """
    path = sources.root / INDEX_FILE
    connection = _on_disk(path, sources, report, progress)
    if connection is None:
        connection = sqlite3.connect(":memory:")
        make_tables(connection)
        bring_up_to_date(connection, sources, report, progress)
    with contextlib.closing(connection):
        yield connection


def _on_disk(
    path: Path, sources: Sources, report: Report, progress: Progress
) -> sqlite3.Connection | None:
    """Return the file's connection, or None where the file is of no use."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return _opened(path, sources, report, progress)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            _remove(path)
            report.add(rules.INDEX_REBUILT, None, file=INDEX_FILE)
            return _opened(path, sources, report, progress)
    except (OSError, sqlite3.Error) as error:
        report.add(rules.INDEX_UNWRITABLE, None, file=INDEX_FILE, reason=error)
        return None


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
