"""The issue that is shown: read, laid out and drawn again as its files change."""

from __future__ import annotations

import sys
import traceback
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import count
from pathlib import Path
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from PIL import Image

from typeset.check.hushing import hushing
from typeset.diagnostics import Report
from typeset.issue.model import Issue
from typeset.layout.catalog import Catalog, read_catalog, verify_fonts
from typeset.layout.composition import NO_FOLIOS
from typeset.layout.manuscript import prepare, unguarded
from typeset.layout.prepared import Guard, Manuscript
from typeset.press.easel import DrawnPage, Easel, picture, png, trimmed
from typeset.press.ink import Palette
from typeset.press.pagination import Pages
from typeset.press.relayout import Relayout
from typeset.preview import rules
from typeset.preview.places import Place, Words, with_sources, words_of
from typeset.preview.proof import Proofs, Spot
from typeset.preview.rubbish import Rubbish
from typeset.preview.shelf import Shelf
from typeset.remembering import Memory
from typeset.sources import Sources

KEPT_IN_SIGHT = 4  # pages that were looked at last
KEPT_PDFS, KEPT_PICTURES = 16, 64  # a PDF has 2 MB of fonts, a picture 0.2 MB at 96 dpi


@dataclass(frozen=True)
class Showing:
    """The last good pages, each with a key that is its own as long as it stays as it is."""

    pages: Pages
    keys: tuple[int, ...]
    issue: Issue
    palette: Palette

    @cached_property
    def words(self) -> Words:
        """Return where the words outside the bodies were written."""
        return words_of(self.issue)

    def page(self, key: int) -> Any:
        """Return the page with a key; raise `KeyError` when it is no longer shown."""
        try:
            return self.pages.document.pages[self.keys.index(key)]
        except ValueError:
            raise KeyError(key) from None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What there is to see at one moment.

    `is_current` is false while the files hold errors: the pages are older than they are then.
    `watched` are the names of the files that were read, and of those that were looked for.
    """

    version: int = 0
    showing: Showing | None = None
    spots: tuple[Spot, ...] = ()
    is_current: bool = False
    watched: frozenset[str] = frozenset()


@dataclass(slots=True)
class Studio:
    """One issue under way. WeasyPrint is no friend of threads: one at a time works in here."""

    root: Path
    manifest: Path
    guard: Guard = unguarded
    _memory: Memory = field(default_factory=Memory)
    _easel: Easel = field(default_factory=Easel)
    _proofs: Proofs = field(default_factory=Proofs)
    _relayout: Relayout = field(init=False)
    _keys: WeakKeyDictionary[Any, int] = field(default_factory=WeakKeyDictionary)
    _numbers: count[int] = field(default_factory=lambda: count(1))
    _pdfs: Shelf = field(default_factory=lambda: Shelf(KEPT_PDFS))
    _pictures: Shelf = field(default_factory=lambda: Shelf(KEPT_PICTURES))
    _in_sight: dict[int, int] = field(default_factory=dict)  # index → resolution, newest last
    _rubbish: Rubbish = field(default_factory=Rubbish)
    _fonts: frozenset[str] = frozenset()
    _lock: Lock = field(default_factory=Lock)
    snapshot: Snapshot = field(default_factory=Snapshot)

    def __post_init__(self) -> None:
        self._relayout = Relayout(self._memory)

    # ---- laying out -------------------------------------------------------------------
    def rebuild(self) -> Snapshot:
        """Read and lay out what has changed; the last good pages stay where that fails."""
        with self._lock:
            sources = Sources(self.root, self.manifest.parent)
            try:
                showing, report = self._lay_out(sources)
            except OSError as error:  # a file went while it was read; its return is a new event
                print(f"typeset preview: {error}", file=sys.stderr)
                return self.snapshot
            except Exception as error:  # a bug; the page goes on showing what it has
                traceback.print_exc()
                showing, report = None, Report()
                report.add(rules.BUG, None, problem=f"{type(error).__name__}: {error}")
            self._take(sources, showing, report)
            if showing is not None:
                self._memory.next_round()
            return self.snapshot

    def _lay_out(self, sources: Sources) -> tuple[Showing | None, Report]:
        before = self.snapshot.showing
        manuscript: Manuscript = prepare(
            sources,
            sources.name(self.manifest),
            self._memory,
            with_sources,
            folios=NO_FOLIOS if before is None else before.pages.folios,
        )
        report, catalog = manuscript.report, manuscript.catalog
        if report.has_errors or manuscript.composition is None or manuscript.issue is None:
            return None, report
        pages, found = self._relayout.paginate(sources, manuscript.composition, catalog)
        report.extend(found)
        if pages is None or report.has_errors:
            return None, report
        report = hushing(sources, manuscript.issue, report)(report)
        palette = Palette.of(pages.composition.package.spec.colours)
        keys = tuple(map(self._key, pages.document.pages))
        return Showing(pages, keys, manuscript.issue, palette), report

    def _key(self, page: Any) -> int:
        if page not in self._keys:
            self._keys[page] = next(self._numbers)
        return self._keys[page]

    def _take(self, sources: Sources, showing: Showing | None, report: Report) -> None:
        before = self.snapshot
        spots = tuple(Spot(diagnostic) for diagnostic in report)
        watched = self._fonts | frozenset((*sources.reads, *sources.missed))
        self.snapshot = Snapshot(
            before.version + 1,
            showing or before.showing,
            spots,
            showing is not None,
            # A reading that broke off has not seen all: what was watched stays watched.
            watched if showing is not None else watched | before.watched,
        )

    def proof(self) -> Snapshot | None:
        """Check pages and fonts; return a new snapshot if that found anything."""
        with self._lock:
            before = self.snapshot
            if before.showing is None or not before.is_current:
                return None
            sources = Sources(self.root, self.manifest.parent)
            catalog = self._memory(_catalog, sources)
            fonts: Report = self._memory(_verified, sources, catalog)
            showing = before.showing
            found = tuple(self._proofs.spots(showing.pages, showing.words))
            composition = showing.pages.composition
            place = composition.package.reference, composition.issue.folder
            locks = self.guard(sources, *place)
            told = _told(sources, composition.issue, found)
            spots = (*before.spots, *map(Spot, (*fonts, *locks)), *told)
            self._fonts = frozenset(sources.reads)
            watched = before.watched | self._fonts
            if spots == before.spots and watched == before.watched:
                return None
            self.snapshot = replace(
                before, version=before.version + 1, spots=spots, watched=watched
            )
            return self.snapshot

    def tidy(self) -> None:
        """Give back the memory of what is no longer shown."""
        with self._lock:
            self._relayout.tidy()
            showing = self.snapshot.showing
            keys = () if showing is None else showing.keys
            self._rubbish.collect(max(keys, default=0), len(keys))

    # ---- drawing ----------------------------------------------------------------------
    def draw(self, key: int, dots_per_inch: int) -> bytes:
        """Return a page that is shown as a PNG of its bleed; raise `KeyError` if it is gone."""
        return self._pictures.fetch(
            (key, dots_per_inch), lambda: png(self.picture(key, dots_per_inch))
        )

    def see(self, key: int, dots_per_inch: int) -> None:
        """Note that somebody looks at a page in this resolution."""
        showing = self.snapshot.showing
        if showing is not None and key in showing.keys:
            index = showing.keys.index(key)
            self._in_sight.pop(index, None)
            self._in_sight[index] = dots_per_inch
            for oldest in list(self._in_sight)[:-KEPT_IN_SIGHT]:
                del self._in_sight[oldest]

    def in_sight(self) -> tuple[tuple[int, int], ...]:
        """Return key and resolution of the pages that stand where somebody looked last."""
        keys = () if self.snapshot.showing is None else self.snapshot.showing.keys
        seen = sorted(self._in_sight.items())
        return tuple((keys[index], dpi) for index, dpi in seen if index < len(keys))

    def draw_ahead(self, key: int, dots_per_inch: int) -> None:
        """Draw a page before it is asked for; whoever asks will hear of what went wrong."""
        with suppress(Exception):
            self.draw(key, dots_per_inch)

    def picture(self, key: int, dots_per_inch: int) -> Image.Image:
        """Return a page that is shown as a picture of its bleed; raise `KeyError`."""
        with self._lock:  # PDFium, too, bears one thread only
            return picture(self._pdf(key, "screen"), dots_per_inch)

    def trimmed(self, key: int, profile: str, dots_per_inch: int) -> DrawnPage:
        """Return a page as a profile prints it, cut to its trim; raise `KeyError`."""
        with self._lock:
            return trimmed(self._pdf(key, profile), 0, dots_per_inch)

    def trimmed_of(self, pdf: bytes, page_index: int, dots_per_inch: int) -> DrawnPage:
        """Return a page of any PDF, cut to its trim."""
        with self._lock:
            return trimmed(pdf, page_index, dots_per_inch)

    def _pdf(self, key: int, profile: str) -> bytes:
        showing = self.snapshot.showing
        if showing is None:
            raise KeyError(key)
        page, document = showing.page(key), showing.pages.document
        make = partial(self._easel.pdf, document, page, showing.palette, profile)
        return self._pdfs.fetch((key, profile), make)

    def places(self, key: int) -> tuple[Place, ...]:
        """Return where the blocks of a page come from; raise `KeyError` if it is gone."""
        with self._lock:
            showing = self.snapshot.showing
            if showing is None:
                raise KeyError(key)
            return self._proofs.places(showing.page(key), showing.words)

    def locate(self, file: str, line: int) -> tuple[int, Place] | None:
        """Return the page where a line of a file shows, and the block that it is in."""
        with self._lock:
            showing = self.snapshot.showing
            if showing is None:
                return None
            places = (
                (index, place)
                for index, page in enumerate(showing.pages.document.pages)
                for place in self._proofs.places(page, showing.words)
                if place.file == file and place.line <= line
            )
            return max(places, key=lambda found: found[1].line, default=None)


def _told(sources: Sources, issue: Issue, spots: tuple[Spot, ...]) -> tuple[Spot, ...]:
    """Return the spots of what no comment and no setting silences."""
    report = Report([spot.diagnostic for spot in spots])
    told = hushing(sources, issue, report)(report).diagnostics
    return tuple(spot for spot in spots if spot.diagnostic in told)


def _verified(sources: Sources, catalog: Catalog) -> Report:
    return verify_fonts(catalog, sources)


def _catalog(sources: Sources) -> Catalog:
    return read_catalog(sources)[0]
