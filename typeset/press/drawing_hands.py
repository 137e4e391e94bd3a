"""Pages that another process draws, whichever process laid them out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from multiprocessing.connection import Connection
from typing import Any

from weasyprint.document import Page

from typeset.forking import Line, forked
from typeset.press.bench import Bench
from typeset.press.bones import PortablePage, UnportableError, borrowed_page, numbered
from typeset.press.drawn import Drawn, draw_pages, replay, take_notes
from typeset.press.ink import Palette
from typeset.press.profiles import Profile
from typeset.press.segments import Boxes
from typeset.press.writing import writing

LEAST_PAGES = 4  # fewer are drawn before another process has begun


@dataclass(slots=True)
class Drawings:
    """What another process draws, one kind of PDF after another, as it comes.

    Pages that do not follow each other come in several runs.
    """

    line: Line
    profiles: tuple[Profile, ...]
    fonts: Any
    runs: int = 1
    _known: dict[tuple[str, int], Drawn] = field(default_factory=dict)

    def draw(
        self, run: int, index: int, profile: Profile, boxes: Sequence[Any], stream: Any
    ) -> None:
        """Write a page of a run into a stream; the first one brings what all of them need."""
        drawn = self._of(profile, run)
        if index == 0:
            take_notes(drawn, stream, self.fonts)
        replay(drawn.pages[index], boxes, stream)

    def _of(self, profile: Profile, run: int) -> Drawn:
        while (profile.name, run) not in self._known:
            kind, its_run = divmod(len(self._known), self.runs)
            self._known[self.profiles[kind].name, its_run] = self.line.receive()
        return self._known[profile.name, run]


@dataclass(frozen=True, slots=True)
class Drawer:
    """Draws pages in another process, for each kind of PDF."""

    bench: Bench
    boxes: Boxes
    profiles: tuple[Profile, ...]

    def portable(self, pages: Sequence[Page]) -> list[PortablePage]:
        """Return pages with places for their boxes, which `number` or `skeleton` fills."""
        places = numbered(self.boxes.html.etree_element.iter())
        return [PortablePage(page, places) for page in pages]

    def draw_all(self, runs: Sequence[Sequence[PortablePage]], pipe: Connection) -> None:
        """Send pages as they are drawn; what cannot be handed over ends this process."""
        with suppress(UnportableError):
            for profile in self.profiles:
                for pages in runs:
                    self.bench.log.complaints.clear()
                    pipe.send(self._drawn(pages, profile))

    def _drawn(self, pages: Sequence[PortablePage], profile: Profile) -> Drawn:
        palette = Palette.of(self.bench.composition.package.spec.colours)
        with writing([page.page for page in pages], profile, palette) as conversions:
            found = draw_pages(pages, is_tagged=profile.is_tagged)
        return found._replace(conversions=conversions, complaints=self.bench.log.complaints)

    def lent(self, runs: Sequence[Sequence[Page]], forks: ExitStack) -> list[list[Any]]:
        """Return runs of pages that another process draws from now on, where that can be."""
        own = [self._portable_run(run) for run in runs]
        todo = [pages for pages in own if pages]
        if sum(map(len, todo)) < LEAST_PAGES:
            return [[*run] for run in runs]
        line = forks.enter_context(forked(partial(self.draw_all, todo)))
        drawings = Drawings(line, self.profiles, self.bench.fonts, len(todo))
        numbers = count()
        return [
            _borrowed(pages, partial(drawings.draw, next(numbers))) if pages else [*run]
            for pages, run in zip(own, runs, strict=True)
        ]

    def _portable_run(self, pages: Sequence[Page]) -> list[PortablePage]:
        """Return pages that can be handed over; none if one of them cannot."""
        own = self.portable(pages)
        try:
            for page in own:
                page.number()
        except UnportableError:
            return []
        return own


def _borrowed(pages: Sequence[PortablePage], draw: Callable[..., None]) -> list[Any]:
    return [borrowed_page(page, partial(draw, at)) for at, page in enumerate(pages)]
