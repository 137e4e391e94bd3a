"""Pages that another process draws, whichever process laid them out."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import partial
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
    """What another process draws, one kind of PDF after another, as it comes."""

    line: Line
    profiles: tuple[Profile, ...]
    fonts: Any
    _known: dict[str, Drawn] = field(default_factory=dict)

    def draw(self, index: int, profile: Profile, boxes: Sequence[Any], stream: Any) -> None:
        """Write a page into a stream; the first one brings what all of them need."""
        drawn = self._of(profile)
        if index == 0:
            take_notes(drawn, stream, self.fonts)
        replay(drawn.pages[index], boxes, stream)

    def _of(self, profile: Profile) -> Drawn:
        while profile.name not in self._known:
            known: Drawn = self.line.receive()
            self._known[self.profiles[len(self._known)].name] = known
        return self._known[profile.name]


@dataclass(frozen=True, slots=True)
class Drawer:
    """Draws pages in another process, for each kind of PDF."""

    bench: Bench
    boxes: Boxes
    profiles: tuple[Profile, ...]

    def portable(self, pages: Sequence[Page]) -> list[PortablePage]:
        """Return pages with places for their boxes, which `skeleton` fills."""
        places = numbered(self.boxes.html.etree_element.iter())
        return [PortablePage(page, places) for page in pages]

    def draw_all(self, pages: Sequence[PortablePage], pipe: Connection) -> None:
        """Send pages as they are drawn; what cannot be handed over ends this process."""
        with suppress(UnportableError):
            for profile in self.profiles:
                self.bench.log.complaints.clear()
                pipe.send(self._drawn(pages, profile))

    def _drawn(self, pages: Sequence[PortablePage], profile: Profile) -> Drawn:
        palette = Palette.of(self.bench.composition.package.spec.colours)
        with writing([page.page for page in pages], profile, palette) as conversions:
            found = draw_pages(pages, is_tagged=profile.is_tagged)
        return found._replace(conversions=conversions, complaints=self.bench.log.complaints)

    def lent(self, pages: Sequence[Page], forks: ExitStack) -> list[Any]:
        """Return pages of this process that another one draws from now on, where that can be."""
        if len(pages) < LEAST_PAGES:
            return [*pages]
        own = self.portable(pages)
        try:
            for page in own:
                page.skeleton()
        except UnportableError:
            return [*pages]
        line = forks.enter_context(forked(partial(self.draw_all, own)))
        drawings = Drawings(line, self.profiles, self.bench.fonts)
        return [borrowed_page(page, partial(drawings.draw, at)) for at, page in enumerate(own)]
