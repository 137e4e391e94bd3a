"""Where a lock lies: light to import, since every build looks for locks."""

from __future__ import annotations

LOCK = "issue.lock"


def prefix(folder: str) -> str:
    """Return what the names of a folder's files begin with; the project itself is “.”."""
    return "" if folder in ("", ".") else f"{folder}/"
