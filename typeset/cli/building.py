"""Building as the command line has it: what is unchanged is told, the rest is made."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from typeset.archive.freshness import Freshness
from typeset.archive.jobs import Job, Outcome, failed, run_job, stages
from typeset.archive.outputs import Standing, WriteError, output_paths, standing, write_outputs
from typeset.archive.selection import Target
from typeset.cli.messages import Printer
from typeset.cli.progress import counting, stage_bar
from typeset.cli.shared import INTERRUPTED_CODE, Exit, short
from typeset.cli.tally import Tally
from typeset.diagnostics import Bilingual, Report, Rule
from typeset.sources import Sources

FAILED = Bilingual(
    "没有写出 PDF；原有的 PDF（若有）保持不变", "no PDF written; an earlier one stays"
)
UNCHANGED = Bilingual(
    "没有变化，不必重排（--force 可强制重排）", "unchanged, not set again (--force does)"
)
STOPPED = Bilingual(
    "遇到错误后不再开始新的一期；加上 --keep-going 会接着排",
    "no further issue was begun after the error; --keep-going goes on",
)
INTERRUPTED = Bilingual(
    "已中断；写出的 PDF 都完整，再运行一次会接着排",
    "interrupted; the PDFs written are whole, and the next run takes up here",
)
BUILDING = Bilingual("排版", "building")


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for: kinds of PDF, a folder, and how many pages make a sheet."""

    profiles: tuple[str, ...]
    output: Path | None
    pages_multiple: int
    is_forced: bool
    is_locked: bool

    @property
    def is_remembered(self) -> bool:
        """Tell whether an earlier build may stand.

        A folder of one's own holds PDFs only.
        """
        return self.output is None and not self.is_forced


@dataclass(frozen=True, slots=True)
class Run:
    """The issues to build, and by how many processes, here or elsewhere, at what cost each."""

    targets: tuple[Target, ...]
    order: Order
    workers: int
    timeout_s: float | None
    memory_mib: int | None
    keeps_going: bool
    cluster: str | None
    uploads: bool

    @property
    def is_batch(self) -> bool:
        """Tell whether several issues were asked for."""
        return len(self.targets) > 1


class RunError(Exception):
    """Nothing more can be done in this run; `report` says why."""

    def __init__(self, rule: Rule, **args: object) -> None:
        self.report = Report()
        self.report.add(rule, None, **args)
        super().__init__(rule.code)


def build_all(run: Run, printer: Printer) -> int:
    """Build what is not as it was, tell of everything, and return the exit code."""
    tally = Tally()
    try:
        todo = list(_changed(run, printer, tally))
        with closing(_outcomes(run, todo, tally, printer)) as outcomes:
            for outcome in outcomes:
                _finish(outcome, run, tally, printer)
    except KeyboardInterrupt:
        printer.say(INTERRUPTED)
        tally.code = INTERRUPTED_CODE
    except RunError as error:
        printer.report(error.report, Sources(run.targets[0].root))
        tally.code = Exit.USAGE
    if run.is_batch:
        from typeset.cli.summary import print_summary

        print_summary(tally, len(run.targets), printer)
    return tally.code


def _changed(run: Run, printer: Printer, tally: Tally) -> Iterator[Job]:
    """Yield the jobs that have something to do, and tell of those that have not."""
    freshness = Freshness()
    for target in run.targets:
        job = _job(target, run.order)
        if not run.order.is_remembered:
            yield job
            continue
        found = standing(job, freshness)
        for path in found.paths:
            tally.owners[path] = job.manifest
            printer.result(short(path))
        if found.stale:
            tally.standing[job.manifest] = found
            yield replace(job, profiles=found.stale)
        else:
            _tell_unchanged(job, found, run, printer)
            tally.add_unchanged(job, found)


def _job(target: Target, order: Order) -> Job:
    root = target.root.resolve()
    manifest = target.manifest.resolve()
    inside = manifest.is_relative_to(root)
    name = manifest.relative_to(root) if inside else manifest
    return Job(root, name.as_posix(), order.profiles, order.pages_multiple, order.is_locked)


def _tell_unchanged(job: Job, found: Standing, run: Run, printer: Printer) -> None:
    """Say again what was found: of one issue all, of many only what keeps one from being set."""
    if not run.is_batch or found.is_refused:
        printer.report(found.report, job.sources)
    if found.is_refused:
        printer.say(FAILED)
    elif not run.is_batch:
        printer.say(UNCHANGED)


def _outcomes(
    run: Run, jobs: list[Job], tally: Tally, printer: Printer
) -> Generator[Outcome, None, None]:
    """Yield what comes of the jobs, by whatever means; no more are begun once one is refused."""
    begun = _until_refused(jobs, run, tally, printer)
    if run.cluster is not None and jobs:
        yield from _on_cluster(begun, jobs, run, printer)
    elif len(jobs) > 1 or run.timeout_s is not None or run.memory_mib is not None:
        yield from _in_workers(begun, len(jobs), run, printer)
    else:
        for job in begun:
            with stage_bar(stages(job.profiles), printer.lang) as progress:
                outcome = run_job(job, progress, hands=run.workers)
            yield outcome


def _until_refused(jobs: list[Job], run: Run, tally: Tally, printer: Printer) -> Iterator[Job]:
    for job in jobs:
        if tally.has_refused_now and not run.keeps_going:
            printer.say(STOPPED)
            return
        yield job


def _on_cluster(
    jobs: Iterator[Job], known: list[Job], run: Run, printer: Printer
) -> Iterator[Outcome]:
    from typeset.archive import rules_batch as rules
    from typeset.archive.pool import Limits

    try:
        from typeset.archive.cluster import Cluster, ClusterError
    except ImportError as error:
        raise RunError(rules.NO_DASK) from error
    limits = Limits(1, run.timeout_s, run.memory_mib)
    cluster = Cluster(run.cluster or "", limits, run.uploads)
    try:
        yield from _counted(cluster.run(jobs, known), len(known), printer)
    except ClusterError as error:
        raise RunError(error.rule, **error.words) from error


def _in_workers(jobs: Iterator[Job], total: int, run: Run, printer: Printer) -> Iterator[Outcome]:
    if not total:
        return
    from typeset.archive.pool import Limits, default_memory_mib, run_in_workers

    workers = min(run.workers, total)
    limits = Limits(workers, run.timeout_s, run.memory_mib or default_memory_mib(workers))
    yield from _counted(run_in_workers(jobs, limits), total, printer)


def _counted(outcomes: Iterator[Outcome], total: int, printer: Printer) -> Iterator[Outcome]:
    """Yield the outcomes, and show how many there are so far."""
    with counting(printer.lang, BUILDING) as (advance,):
        advance(0, total)
        for done, outcome in enumerate(outcomes, start=1):
            yield outcome
            advance(done, total)


def _finish(outcome: Outcome, run: Run, tally: Tally, printer: Printer) -> None:
    """Write what came of a job, and tell of it."""
    job = outcome.job
    if outcome.bug:
        printer.trace(outcome.bug)
    outcome = _unless_taken(outcome, run, tally)
    printer.report(outcome.report, job.sources)
    try:
        for path in write_outputs(outcome, run.order.output):
            printer.result(short(path))
    except WriteError as error:
        from typeset.archive import rules_batch as rules

        raise RunError(rules.UNWRITABLE, path=short(error.path), reason=error.reason) from error
    if not outcome.pdfs:
        printer.say(FAILED)
    tally.add_outcome(outcome)


def _unless_taken(outcome: Outcome, run: Run, tally: Tally) -> Outcome:
    """Return the outcome, or a refusal if its PDF would replace that of another issue."""
    job = outcome.job
    for path in output_paths(outcome, run.order.output).values():
        owner = tally.owners.setdefault(path, job.manifest)
        if owner != job.manifest:
            from typeset.archive import rules_batch as rules

            return failed(job, rules.SAME_NUMBER, path=short(path), other=owner)
    return outcome
