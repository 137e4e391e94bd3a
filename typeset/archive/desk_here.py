"""The desk where an issue is read and composed, with all that this imports."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from itertools import chain
from types import TracebackType

from typeset.archive.reading import prepare
from typeset.check.hushing import hushing
from typeset.diagnostics import Report
from typeset.issue.model import Issue
from typeset.layout.catalog import verify_fonts
from typeset.layout.manuscript import Guard, Manuscript
from typeset.sources import Sources


class DeskHere:
    """Reads one issue in this process (`Desk`)."""

    def __init__(self, sources: Sources, manifest: str, guard: Guard) -> None:
        self._sources, self._manifest, self._guard = sources, manifest, guard
        self._pool = ThreadPoolExecutor(1)

    def __enter__(self) -> DeskHere:
        """Return the desk; at the end nothing is left at work."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wait for what is still at work."""
        self._pool.shutdown()

    @cached_property
    def _found(self) -> Manuscript:
        return prepare(self._sources, self._manifest, self._guard)

    @cached_property
    def _proof(self) -> Report:
        return verify_fonts(self._found.catalog, self._sources)

    def begin(self) -> None:
        """Begin nothing: `manuscript` does it all."""

    def manuscript(self) -> Manuscript:
        """Return the issue read, checked against fonts and layout, and composed if that can be."""
        return self._found

    def fonts(self) -> Report:
        """Return in which fonts differ from the catalogue."""
        return self._proof

    def prove_fonts(self) -> Callable[[], Report]:
        """Begin to compare the fonts with the catalogue; what is returned waits for the end.

        hashlib lets go of the interpreter, so proving the fonts (80 MB) costs no waiting.
        """
        return self._pool.submit(self.fonts).result

    def front(self, folios: Mapping[str, str]) -> str:
        """Return the front matter's HTML; `folios` maps article ids to printed numbers."""
        composition = self._found.composition
        assert composition is not None
        return composition.front(folios)

    def hush(self, reports: Sequence[Report]) -> Sequence[Report]:
        """Return reports without the warnings that comments and settings silence."""
        issue: Issue | None = self._found.issue
        return [*map(hushing(self._sources, issue, Report([*chain(*reports)])), reports)]
