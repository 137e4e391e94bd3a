"""An issue's pages for a proof-reader, laid out in other processes while the words are read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from typeset.diagnostics import Report
from typeset.forking import CAN_FORK, Line, LostForkError, forked
from typeset.issue.settings import Settings
from typeset.sources import Sources

# The process starts before anything large is imported here, so that both import side by side.
if TYPE_CHECKING:
    from typeset.layout.prepared import Manuscript
    from typeset.press.proof_job import Job

PAGES = ("L", "P", "C", "G", "R")  # the first letters of the codes that only pages can show


@dataclass(frozen=True, slots=True)
class PageFindings:
    """What is to be said of the pages, and how many they are if they could be laid out."""

    report: Report
    page_count: int | None = None


def page_report(
    sources: Sources,
    manuscript: Manuscript,
    settings: Settings = Settings(),  # noqa: B008 -- frozen
) -> Report:
    """Return what is to be said of the pages of a manuscript; nothing if it has none."""
    with proof_room(sources) as room:
        room.take(manuscript, settings)
        return room.findings(settings).report


def asks_for_pages(settings: Settings) -> bool:
    """Tell whether settings leave any code that only the pages can show."""
    return any(_asks_for(letter, settings) for letter in PAGES)


def _asks_for(letter: str, settings: Settings) -> bool:
    selected = any(each.startswith(letter) for each in settings.select)
    if letter in settings.ignore:
        return selected
    return selected or not settings.select


@contextmanager
def proof_room(sources: Sources) -> Iterator[ProofRoom]:
    """Open a process that gets ready to lay out pages, while the issue is still being read."""
    with ExitStack() as stack:
        line = None
        if CAN_FORK:
            with suppress(LostForkError):  # no room for another process
                line = stack.enter_context(forked(partial(_work, sources.root)))
        yield ProofRoom(sources, line)


@dataclass(slots=True)
class ProofRoom:
    """Lays out the pages of one manuscript in processes of its own, where that can be."""

    sources: Sources
    line: Line | None
    manuscript: Manuscript | None = None

    def suits(self, sources: Sources) -> bool:
        """Tell whether the room can take an issue of these sources, and has taken none yet."""
        return self.manuscript is None and self.sources.root == sources.root

    def take(self, manuscript: Manuscript, settings: Settings) -> None:
        """Have the pages of a manuscript laid out and looked at; return at once."""
        self.manuscript = manuscript
        if manuscript.composition is not None and self.line is not None:
            from typeset.press.proof_job import make_job

            job = make_job(self.sources, manuscript.composition, manuscript.catalog)
            self.line.send((job, settings))

    def findings(self, settings: Settings) -> PageFindings:
        """Return what is to be said of the pages, once they are laid out."""
        manuscript = self.manuscript
        if manuscript is None or manuscript.composition is None:
            return PageFindings(Report())
        if self.line is not None:
            try:
                found: PageFindings = self.line.receive()
            except LostForkError:  # killed, say for want of memory; one process needs less
                self.line = None
            else:
                return found
        from typeset.press.proof_job import make_job

        return _judge(make_job(self.sources, manuscript.composition, manuscript.catalog), settings)


def _judge(job: Job, settings: Settings) -> PageFindings:
    """Return what is to be said of the pages of a job."""
    from typeset.check.proof import check_proof
    from typeset.press.proofs import lay_out_proof

    proof, report = lay_out_proof(job, Sources(job.root))
    if proof is None:
        return PageFindings(report)
    report.extend(check_proof(proof, job.composition, settings))
    return PageFindings(report, len(proof.front.pages) + len(proof.body.pages))


def _work(root: Path, pipe: Connection) -> None:
    """Import WeasyPrint and take the fonts in, then lay out what comes through `pipe`."""
    import typeset.check.proof  # noqa: F401 -- while the issue is still being read
    from typeset.layout.catalog import read_catalog
    from typeset.press.proofs import take_fonts

    catalog, _ = read_catalog(Sources(root))
    take_fonts(catalog.paths)
    job, settings = pipe.recv()
    pipe.send(_judge(job, settings))
