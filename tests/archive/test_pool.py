"""What a pool of workers does when it breaks as a whole."""

from __future__ import annotations

from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from typeset.archive import pool
from typeset.archive.jobs import Job, Outcome
from typeset.archive.pool import Limits, run_in_workers
from typeset.diagnostics import Report


class Pool:
    """Breaks, or does everything."""

    def __init__(self, breaks: bool) -> None:
        self.breaks, self.ended = breaks, False

    def stop(self) -> None:
        self.ended = True

    def join(self) -> None:
        assert self.ended


def test_a_broken_pool_costs_one_job_and_the_others_go_on(monkeypatch) -> None:
    pools: list[Pool] = []

    def make(limits: Limits) -> Pool:
        pools.append(Pool(breaks=not pools))
        return pools[-1]

    def schedule(at: Pool, job: Job, limits: Limits) -> Future[Outcome]:
        future: Future[Outcome] = Future()
        if at.breaks:
            future.set_exception(BrokenProcessPool("All workers expired"))
        else:
            future.set_result(Outcome(job, Report()))
        return future

    monkeypatch.setattr(pool, "worker_pool", make)
    monkeypatch.setattr(pool, "schedule", schedule)
    jobs = [Job(Path(), f"issues/{number}/issue.yaml", ("print",)) for number in range(5)]
    found = list(run_in_workers(jobs, Limits(2)))
    assert sorted(each.job.manifest for each in found) == [job.manifest for job in jobs]
    assert [[d.code for d in each.report] for each in found] == [["B001"], [], [], [], []]
    assert len(pools) == 2
    assert all(each.ended for each in pools)
