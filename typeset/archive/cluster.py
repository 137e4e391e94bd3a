"""The same jobs on a Dask cluster: each worker sets issues as a process of this machine would.

A worker reads the project at the same path, or gets it as an upload that it unpacks once. What
comes back are values; all files are written here.
"""

from __future__ import annotations

import logging
import multiprocessing
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from distributed import Client, Worker, WorkerPlugin, as_completed, get_worker

from typeset.archive import rules_batch as rules
from typeset.archive.fingerprint import code_digest, tool_of_now
from typeset.archive.jobs import Job, Outcome, failed
from typeset.archive.pool import Limits, run_in_workers
from typeset.archive.upload import Upload, pack, upload_folder
from typeset.diagnostics import Rule
from typeset.press.versions import versions
from typeset.sources import FileRead

CONNECT_S = 10
CODE = "typeset (code)"


class ClusterError(Exception):
    """The cluster cannot be used at all; `rule`, filled with `words`, says why."""

    def __init__(self, rule: Rule, **words: object) -> None:
        super().__init__(rule.code)
        self.rule = rule
        self.words = words


@dataclass(frozen=True, slots=True)
class Task:
    """A job as it is sent: its limits, the versions it must meet, and the upload it reads."""

    job: Job
    limits: Limits
    versions: Mapping[str, str]
    digest: str | None


class ProjectPlugin(WorkerPlugin):
    """Gives the packed project to every worker, also to those that come later."""

    def __init__(self, upload: Upload) -> None:
        self.name = f"typeset-{upload.digest[:16]}"
        self._upload = upload

    def setup(self, worker: Worker) -> None:
        """Unpack the project where the worker keeps its files."""
        self._upload.unpack(uploads_of(worker))


def uploads_of(worker: Worker) -> Path:
    """Return the folder for uploads: beside the worker's own, so that restarts find it."""
    return Path(worker.local_directory or tempfile.gettempdir()).parent / "typeset-uploads"


@dataclass(frozen=True, slots=True)
class Cluster:
    """A Dask scheduler's address, what each job may take there, and how the project gets there."""

    address: str
    limits: Limits
    uploads: bool

    def run(self, jobs: Iterable[Job], known: Iterable[Job]) -> Iterator[Outcome]:
        """Yield what comes of each job, as they end; `known` are all that there may be.

        No more are sent than keep all workers busy. A job whose worker is lost goes to another.
        Raises `ClusterError` where there is no cluster, or one that would make other PDFs.
        """
        with closing(self._connect()) as client:
            self._check(client)
            digest = self._upload(client, known) if self.uploads else None
            queue, sent = iter(jobs), dict[Any, Job]()
            results = as_completed(loop=client.loop)
            try:
                while True:
                    room = 2 * sum(client.nthreads().values()) - len(sent)
                    for job in islice(queue, max(room, 0 if sent else 1)):
                        task = Task(job, self.limits, versions_here(), digest)
                        future = client.submit(run_task, task, pure=False, retries=0)
                        sent[future] = job
                        results.add(future)
                    if not sent:
                        return
                    future = next(results)
                    yield _outcome(future, sent.pop(future))
            finally:
                client.cancel(list(sent))

    def _connect(self) -> Client:
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # all is told as diagnostics
        try:
            return Client(self.address, timeout=CONNECT_S, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            reason = str(error).strip() or type(error).__name__
            raise ClusterError(rules.NO_CLUSTER, address=self.address, reason=reason) from error

    def _check(self, client: Client) -> None:
        """Compare the workers' versions with ours: another Pango moves lines."""
        ours = versions_here()
        try:
            found = client.run(versions_here)
        except Exception as error:  # what a worker without typeset raises is Dask's choice
            reason = str(error)
            raise ClusterError(rules.NO_CLUSTER, address=self.address, reason=reason) from error
        if not found:
            raise ClusterError(rules.NO_WORKERS, address=self.address)
        for worker, theirs in found.items():
            for name in ours:
                if theirs.get(name) != ours[name]:
                    raise ClusterError(
                        rules.OTHER_VERSIONS, **_difference(worker, name, theirs, ours)
                    )

    def _upload(self, client: Client, jobs: Iterable[Job]) -> str:
        jobs = list(jobs)
        upload = pack(jobs[0].root, (job.manifest for job in jobs))
        client.register_plugin(ProjectPlugin(upload))
        return upload.digest


def run_task(task: Task) -> Outcome:
    """Run a job on a worker: in a process of its own, within its limits."""
    worker, job = get_worker(), task.job
    theirs = versions_here()
    for name, ours in task.versions.items():
        if theirs.get(name) != ours:
            args = _difference(worker.address, name, theirs, task.versions)
            return failed(job, rules.OTHER_VERSIONS, **args)
    here = job
    if task.digest is not None:
        here = replace(job, root=upload_folder(task.digest, uploads_of(worker)))
    manifest = here.root / here.manifest
    if not manifest.is_file():
        return failed(job, rules.NOT_SHARED, worker=worker.address, path=manifest)
    _allow_children()
    (outcome,) = run_in_workers([here], task.limits)
    return replace(outcome, job=job)


def _allow_children() -> None:
    """Let a worker that a nanny has started (as a "daemon") start processes itself.

    Ours end with their parent (`typeset.archive.pool`), which is what the flag is to ensure;
    see github.com/dask/distributed issue 2142.
    """
    configuration: dict[str, Any] = multiprocessing.current_process()._config  # type: ignore[attr-defined]
    configuration["daemon"] = False


def _outcome(future: Any, job: Job) -> Outcome:
    """Return what came back, as this machine would remember it."""
    try:
        found: Outcome = future.result()
    except Exception as error:  # KilledWorker, CancelledError, a lost scheduler
        return failed(job, rules.CLUSTER_LOST, reason=str(error) or type(error).__name__)
    tool = tool_of_now()
    records = {
        # Stamps are the other machine's: the next build looks at each file once.
        profile: replace(
            record,
            tool=tool,
            files={name: FileRead(read.sha256, None) for name, read in record.files.items()},
        )
        for profile, record in found.records.items()
    }
    return replace(found, records=records)


def _difference(
    worker: str, name: str, theirs: Mapping[str, str], ours: Mapping[str, str]
) -> dict[str, str]:
    return {
        "worker": worker,
        "name": name,
        "theirs": theirs.get(name, "—"),
        "ours": ours.get(name, "—"),
    }


@cache
def versions_here() -> dict[str, str]:
    """Return name → version of all that shapes the output, the tool's own code included."""
    return {**versions(), CODE: code_digest()[:16]}
