"""One issue to build, and what comes of it: values that go to another process and back."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from typeset.archive import rules_lock
from typeset.archive.lock_place import home
from typeset.archive.lock_watch import lock_stamps, own_lock
from typeset.archive.record import BuildRecord, LocksSeen, settled_report
from typeset.diagnostics import Report, Rule, Span
from typeset.sources import Sources

if TYPE_CHECKING:
    from typeset.archive.production import Product
    from typeset.issue.model import Issue

Progress = Callable[[str], None]
PER_PROFILE = ("impress", "inspect")
DEFAULT_PROFILES = ("print",)
# What a lock says of a layout is no part of what an issue is made from, so it is asked anew.
OF_LOCKS = frozenset({rules_lock.LAYOUT_EDITED.code, rules_lock.LAYOUT_FILE_GONE.code})


@dataclass(frozen=True, slots=True)
class Job:
    """An issue of a project, and the kinds of PDF to make of it, held to its lock or not."""

    root: Path
    manifest: str
    profiles: tuple[str, ...]
    pages_multiple: int = 1
    is_locked: bool = False

    @property
    def sources(self) -> Sources:
        """Return a new door to the project and to the issue's own folder."""
        return Sources(self.root, (self.root / self.manifest).parent)

    def run(self) -> Outcome:
        """Return what comes of the job; nothing is written."""
        return run_job(self)

    def failed(self, rule: Rule, **args: object) -> Outcome:
        """Return what is left of the job when it came to nothing for no fault of the issue's."""
        return failed(self, rule, **args)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job: PDFs by profile or none, all that was found, and what to remember."""

    job: Job
    report: Report
    number: int | None = None
    pdfs: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    names: Mapping[str, str] = field(default_factory=dict)
    records: Mapping[str, BuildRecord] = field(default_factory=dict, repr=False)
    page_count: int = 0
    seconds: float = 0
    peak_mib: float = 0
    bug: str = ""


def no_progress(stage: str) -> None:
    """Take no notice of progress."""


def run_job(job: Job, progress: Progress = no_progress, hands: int = 1) -> Outcome:
    """Return what comes of a job; nothing is written. So many processes may work on it."""
    start = time.monotonic()
    sources, produce = job.sources, _maker(job)
    locks = _locks_of_now(job, sources)  # one that comes while this runs is seen as a change
    product = produce(
        sources, job.manifest, job.profiles, progress, job.pages_multiple, hands=hands
    )
    issue = product.issue
    return Outcome(
        job=job,
        report=settled_report(product.report),
        number=issue.number if issue else None,
        pdfs=product.pdfs,
        names={name: file_name(issue, name) for name in product.pdfs} if issue else {},
        records=_records(job, sources, product, locks),
        page_count=product.page_count,
        seconds=time.monotonic() - start,
        peak_mib=peak_mib(),
    )


def _maker(job: Job) -> Callable[..., Product]:
    """Return what makes the PDFs: under the lock, or whatever comes of the files."""
    if not job.is_locked:
        from typeset.archive.production import produce

        return produce
    from typeset.archive.held import produce_locked  # knows how to compare PDFs

    return produce_locked


def stages(profiles: Sequence[str]) -> tuple[str, ...]:
    """Return the stages of a build in order, as progress names them."""
    return ("read", "paginate", *(f"{stage} {p}" for p in profiles for stage in PER_PROFILE))


def failed(job: Job, rule: Rule, **args: object) -> Outcome:
    """Return what is left of a job that came to nothing for no fault of the issue's."""
    report = Report()
    report.add(rule, Span(job.manifest), **args)
    return Outcome(job, settled_report(report), bug=str(args.get("trace", "")))


def file_name(issue: Issue, profile: str) -> str:
    """Return a PDF's name: the brief's title, the issue number, and what it is for."""
    title = "".join("-" if c in '/\\:*?"<>|' or not c.isprintable() else c for c in issue.title)
    return f"{title}-{issue.number}-{profile}.pdf"


def _locks_of_now(job: Job, sources: Sources) -> LocksSeen:
    own = own_lock(sources, job.manifest) if job.is_locked else None
    return LocksSeen(stamps=lock_stamps(sources.root, home(job.manifest)), own=own)


def _records(
    job: Job, sources: Sources, product: Product, locks: LocksSeen
) -> dict[str, BuildRecord]:
    """Return what to remember for each profile; a refused issue's profiles have one fate.

    What a lock has refused is not remembered: other files than those read decide it.
    """
    if not product.pdfs and (job.is_locked or any(d.code in OF_LOCKS for d in product.report)):
        return {}
    from typeset.archive.fingerprint import tool_of_now

    tool, files, answers = tool_of_now(), sources.files, sources.answers
    layout = str(product.issue.layout) if product.issue else ""
    own = locks.own if _is_held(job, sources, product, locks) else None
    locks = replace(locks, layout=layout, own=own)

    def record(report: Report) -> BuildRecord:
        return BuildRecord(
            manifest=job.manifest,
            together=() if product.pdfs else job.profiles,
            pages_multiple=job.pages_multiple,
            tool=tool,
            files=files,
            answers=answers,
            report=settled_report(report),
            locks=locks,
        )

    reports = product.reports if product.pdfs else dict.fromkeys(job.profiles, product.report)
    return {name: record(report) for name, report in reports.items()}


def _is_held(job: Job, sources: Sources, product: Product, locks: LocksSeen) -> bool:
    """Tell whether the lock that the PDFs were held to is the one seen, with nothing to remark.

    What it remarks is no part of a PDF's own report, so it would not be told again.
    """
    told = [found for report in product.reports.values() for found in report]
    if locks.own is None or any(found not in told for found in product.report):
        return False
    now = own_lock(sources, job.manifest)
    return now is not None and now.sha256 == locks.own.sha256


def peak_mib() -> float:
    """Return the most memory that this process has had so far, 0 where nobody tells."""
    try:
        import resource
    except ImportError:  # Windows
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)
