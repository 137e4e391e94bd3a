"""Jobs in processes of their own: what happens to one of them happens to one issue."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, wait
from concurrent.futures import TimeoutError as Expired
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import connection
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from pebble import ProcessExpired, ProcessPool

from typeset.archive import rules_batch as rules
from typeset.diagnostics import Rule
from typeset.frames import with_room

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

OUT_OF_MEMORY = 77  # the exit code of a worker that has none left
WARM = "typeset.archive.warm"
# No issue can be set in less than this, and what is written in Rust or C aborts where it gets
# none: better to say at once that the limit is too low.
LEAST_ROOM = 16 << 20

Result = TypeVar("Result")
Result_co = TypeVar("Result_co", covariant=True)


class Work(Protocol[Result_co]):
    """Something to do in another process: a value that goes there, and a result that comes back."""

    def run(self) -> Result_co:
        """Return what comes of it."""

    def failed(self, rule: Rule, **args: object) -> Result_co:
        """Return what is left of it when its process came to nothing."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many processes there are at once, and what each may take (None: as it likes)."""

    workers: int
    timeout_s: float | None = None
    memory_mib: int | None = None


def default_memory_mib(workers: int) -> int | None:
    """Return a worker's share of four fifths of the machine's memory, at least 1 GiB."""
    try:
        installed = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):  # Windows
        return None
    return max(1024, installed * 4 // 5 // workers >> 20)


def run_in_workers(jobs: Iterable[Work[Result]], limits: Limits) -> Generator[Result, None, None]:
    """Yield what comes of each job, as they end; close the iterator to stop all of them.

    No more jobs are taken than there are workers, and one to go on with at once.
    """
    pool = worker_pool(limits)
    queue, running = iter(jobs), dict[Any, Work[Result]]()
    try:
        while True:
            for job in islice(queue, limits.workers + 1 - len(running)):
                running[schedule(pool, job, limits)] = job
            if not running:
                return
            done = wait(running, return_when=FIRST_COMPLETED).done
            for future in [each for each in done if not _is_broken(each)]:
                yield outcome(future, running.pop(future), limits)
            if any(map(_is_broken, done)):
                # A worker died before it told what it took up, and Pebble gives up the pool. The
                # first job answers for it, so that no job is tried for ever; the rest go on.
                first, *rest = running.values()
                yield first.failed(rules.CRASHED, cause="worker lost")
                _end(pool)
                pool, running, queue = worker_pool(limits), {}, chain(rest, queue)
    finally:
        _end(pool)


def _end(pool: ProcessPool) -> None:
    pool.stop()
    pool.join()


def _is_broken(future: Any) -> bool:
    """Tell whether a job ended because its whole pool did."""
    return not future.cancelled() and isinstance(future.exception(), BrokenProcessPool)


def worker_pool(limits: Limits) -> ProcessPool:
    """Return a pool of processes that are ready to set pages."""
    return ProcessPool(
        max_workers=limits.workers,
        initializer=_start_worker,
        initargs=(limits.memory_mib,),
        context=_context(),
    )


def schedule(pool: ProcessPool, job: Work[Result], limits: Limits) -> Any:
    """Return the future outcome of a job; its time counts from when a worker takes it up."""
    return pool.schedule(_work, args=(job,), timeout=limits.timeout_s)


def outcome(future: Any, job: Work[Result], limits: Limits) -> Result:
    """Return what came of a job, whatever became of its process."""
    try:
        result: Result = future.result()
    except Expired:
        return job.failed(rules.TIMED_OUT, limit_s=f"{limits.timeout_s:g}")
    except ProcessExpired as death:
        if death.exitcode == OUT_OF_MEMORY:
            return job.failed(rules.OUT_OF_MEMORY, limit_mib=limits.memory_mib)
        return job.failed(rules.CRASHED, cause=_cause(death.exitcode))
    except Exception:
        return job.failed(rules.BUG, trace=traceback.format_exc())
    return result


def _cause(exit_code: int) -> str:
    if exit_code >= 0:
        return f"exit code {exit_code}"
    try:
        return signal.Signals(-exit_code).name
    except ValueError:
        return f"signal {-exit_code}"


def _context() -> BaseContext:
    """Return the way to start workers: from a server that has imported all, where there is one."""
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    context.set_forkserver_preload([WARM])
    return context


def _start_worker(memory_mib: int | None) -> None:
    """Make a new process ready: it ends with its parent and takes no more than its share."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.disable()  # jobs clear up after themselves
    if memory_mib is not None:
        _limit_memory(memory_mib << 20)


def _end_with_parent() -> None:
    """Wait for the parent's death, even by SIGKILL, and follow."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _limit_memory(limit_bytes: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    # RLIMIT_DATA counts what is written to, not the fonts that are mapped; macOS heeds neither.
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    limit = limit_bytes if hard == resource.RLIM_INFINITY else min(limit_bytes, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))


def _work(job: Work[Result]) -> Result:
    """Run a job in a worker."""
    try:
        bytearray(LEAST_ROOM)
        return with_room(job.run)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)  # what is left of this process is not to be trusted
    except Exception:
        return job.failed(rules.BUG, trace=traceback.format_exc())
    finally:
        gc.collect()
