"""Where an issue is read and composed: here, or in a process of its own.

Reading and composing take as long as importing WeasyPrint, and neither needs the other. So for
a single build a process is forked that reads while this one imports; it keeps the templates
and the settings, and is asked again for what needs them. This module imports neither side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from threading import Thread
from typing import TYPE_CHECKING, Any, Protocol

from typeset.diagnostics import Report
from typeset.forking import CAN_FORK, Line, forked
from typeset.sources import Sources

if TYPE_CHECKING:
    from typeset.layout.prepared import Guard, Manuscript


class Desk(Protocol):
    """Reads one issue; knows its templates, and what is silenced in it."""

    def begin(self) -> None:
        """Begin to read, where that can go on while this process does something else."""

    def manuscript(self) -> Manuscript:
        """Return the issue read, checked against fonts and layout, and composed if that can be."""

    def prove_fonts(self) -> Callable[[], Report]:
        """Begin to compare the fonts with the catalogue; what is returned waits for the end."""

    def hush(self, reports: Sequence[Report]) -> Sequence[Report]:
        """Return reports without the warnings that comments and settings silence."""


@contextmanager
def open_desk(sources: Sources, manifest: str, guard: Guard, hands: int) -> Iterator[Desk]:
    """Open a desk for an issue: a process of its own if there are hands for two."""
    if hands > 1 and CAN_FORK:
        with forked(lambda pipe: _serve(sources, manifest, guard, pipe)) as line:
            yield _DeskApart(sources, line)
    else:
        from typeset.archive.desk_here import DeskHere

        with DeskHere(sources, manifest, guard) as desk:
            yield desk


@dataclass(frozen=True, slots=True)
class _DeskApart:
    """A desk in another process; what it read is taken over with each answer."""

    sources: Sources
    line: Line
    importing: Thread = field(default_factory=lambda: Thread(target=_warm_up, daemon=True))

    def begin(self) -> None:
        """Import what sets and proves pages, while the other process reads.

        In a thread, since an editor need not wait for that to hear of a mistake.
        """
        self.importing.start()

    def manuscript(self) -> Manuscript:
        found: Manuscript = self._asked("manuscript")
        if found.composition is None:
            return found
        self.importing.join()
        return replace(found, composition=found.composition.with_front(self._front))

    def prove_fonts(self) -> Callable[[], Report]:
        return lambda: self._asked("fonts")

    def hush(self, reports: Sequence[Report]) -> Sequence[Report]:
        found: Sequence[Report] = self._asked("hush", reports)
        return found

    def _front(self, folios: Mapping[str, str]) -> str:
        found: str = self._asked("front", folios)
        return found

    def _asked(self, name: str, *args: object) -> Any:
        self.line.send((name, args))
        answer, files, answers = self.line.receive()
        self.sources.take_over(files, answers)
        return answer


def _warm_up() -> None:
    with suppress(Exception):  # what is missing is told where it is needed
        import typeset.archive.warm  # noqa: F401
        from typeset.cjk.hyphens import read_patterns

        read_patterns()


def _serve(sources: Sources, manifest: str, guard: Guard, pipe: Connection) -> None:
    """Answer what is asked of a desk."""
    from typeset.archive.desk_here import DeskHere
    from typeset.layout.composition import front_elsewhere

    with DeskHere(sources, manifest, guard) as desk:
        found = desk.manuscript()
        if found.composition is not None:
            found = replace(found, composition=found.composition.with_front(front_elsewhere))
        known: dict[str, Callable[..., object]] = {
            "manuscript": lambda: found,
            "fonts": desk.fonts,
            "front": desk.front,
            "hush": desk.hush,
        }
        while True:
            name, args = pipe.recv()
            answer = known[name](*args)
            pipe.send((answer, sources.files, sources.answers))
            if name == "manuscript" and found.composition is not None:
                desk.fonts()  # while the pages are laid out; they are asked for later
