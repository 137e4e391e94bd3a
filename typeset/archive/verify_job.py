"""One issue to verify in a process of its own, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from typeset.archive.jobs import no_progress
from typeset.archive.record import settled_report
from typeset.diagnostics import Report, Rule, Span
from typeset.sources import Sources

# A worker takes up a job before it minds what memory there is, so the job itself is light.
if TYPE_CHECKING:
    from typeset.archive.verification import Verification


@dataclass(frozen=True, slots=True)
class VerifyJob:
    """An issue of a project to hold to its lock; `keeps_pdfs` are both sides of what differs."""

    root: Path
    manifest: str
    profiles: tuple[str, ...]
    keeps_pdfs: bool

    @property
    def sources(self) -> Sources:
        """Return a new door to the project and to the issue's own folder."""
        return Sources(self.root, (self.root / self.manifest).parent)

    def run(self) -> VerifyOutcome:
        """Return what comes of the job, without what would only take room on its way."""
        from typeset.archive.verification import verify

        found = verify(
            self.sources, self.manifest, no_progress, self.profiles, seeks_old=self.keeps_pdfs
        )
        pdfs = found.pdfs
        if not self.keeps_pdfs:
            pdfs = tuple(replace(each, old=each.old and b"", new=b"") for each in pdfs)
        report = settled_report(found.report)
        return VerifyOutcome(self, replace(found, report=report, pdfs=pdfs))

    def failed(self, rule: Rule, **args: object) -> VerifyOutcome:
        """Return what is left of the job when its process came to nothing."""
        from typeset.archive.verification import Verification

        report = Report()
        report.add(rule, Span(self.manifest), **args)
        found = Verification(self.manifest, None, settled_report(report))
        return VerifyOutcome(self, found, bug=str(args.get("trace", "")))


@dataclass(frozen=True, slots=True)
class VerifyOutcome:
    """What came of a job; `bug` is the traceback of a fault in the tool."""

    job: VerifyJob
    verification: Verification
    bug: str = ""


def in_order(
    jobs: Sequence[VerifyJob], outcomes: Iterable[VerifyOutcome]
) -> Iterator[VerifyOutcome]:
    """Yield the outcomes in the order of their jobs, each as soon as that can be."""
    waiting = list(jobs)
    done: dict[VerifyJob, VerifyOutcome] = {}
    for outcome in outcomes:
        done[outcome.job] = outcome
        while waiting and waiting[0] in done:
            yield done.pop(waiting.pop(0))
