"""The folder of a static site: files written whole, left alone when alike, swept when stale."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from typeset.output import place_whole, write_whole

STATE = "data/state.json"  # no page loads it
DIGEST = 10  # hexadecimal digits in a name: 40 bits tell a site's files apart


class SiteFolder:
    """A site's folder and the names that belong to it this time.

    What a page loads has its digest in its name, so the page that is written last decides what
    a reader sees: all of the old site or all of the new one.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._kept: set[str] = set()

    def has(self, name: str) -> bool:
        """Tell whether a file is there already; it is then kept."""
        is_there = (self.root / name).is_file()
        if is_there:
            self._kept.add(name)
        return is_there

    def put(self, name: str, data: bytes) -> str:
        """Write a file where its bytes are new; return its name."""
        path = self.root / name
        if not path.is_file() or path.read_bytes() != data:
            write_whole(path, data)
        self._kept.add(name)
        return name

    def put_named(self, stem: str, suffix: str, data: bytes) -> str:
        """Write a file named after its content; return its name."""
        name = f"{stem}-{hashlib.sha256(data).hexdigest()[:DIGEST]}{suffix}"
        return name if self.has(name) else self.put(name, data)

    def place(self, name: str, source: Path) -> str:
        """Put a file that exists elsewhere into the folder; return its name."""
        place_whole(source, self.root / name)
        self._kept.add(name)
        return name

    def stands(self, mark: str) -> bool:
        """Tell whether the site was finished for this mark and all its files are still there."""
        try:
            state = json.loads((self.root / STATE).read_bytes())
            files = (self.root / name for name in state["files"])
            return state["mark"] == mark and all(path.is_file() for path in files)
        except (OSError, ValueError, KeyError, TypeError):
            return False

    def finish(self, mark: str) -> None:
        """Say that the site is whole, for this mark."""
        state = {"mark": mark, "files": sorted(self._kept)}
        self.put(STATE, json.dumps(state, ensure_ascii=False, indent=0).encode())

    def sweep(self, *folders: str) -> None:
        """Remove what these folders of the site hold and no page needs any more."""
        for folder in folders:
            for path in sorted((self.root / folder).glob("*")):
                if path.is_file() and path.relative_to(self.root).as_posix() not in self._kept:
                    path.unlink()
