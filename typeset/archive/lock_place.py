"""Where locks lie: light to import, since every build looks for locks."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from posixpath import dirname

from typeset.issue.finder import ISSUES

LOCK = "issue.lock"


def home(manifest: str) -> str:
    """Return the folder of a manifest, by the project's name for it."""
    return dirname(manifest) or "."


def prefix(folder: str) -> str:
    """Return what the names of a folder's files begin with; the project itself is “.”."""
    return "" if folder in ("", ".") else f"{folder}/"


def lock_places(root: Path, home: str) -> tuple[str, ...]:
    """Return where the project's issues and the one in `home` have their locks, if they have any.

    Links are not followed.
    """
    folders: list[str] = []
    with contextlib.suppress(OSError), os.scandir(root / ISSUES) as entries:
        folders = sorted(entry.name for entry in entries if entry.is_dir(follow_symlinks=False))
    places = (*(f"{ISSUES}/{name}/{LOCK}" for name in folders), prefix(home) + LOCK)
    return tuple(dict.fromkeys(places))
