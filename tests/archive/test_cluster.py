"""`typeset build --cluster` with a real Dask scheduler and two workers on loopback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

pytest.importorskip("distributed")

NUMBERS = (7, 8, 9)
PATIENCE_S = 240


@dataclass
class Cluster:
    address: str
    workers: list[subprocess.Popen]


def dask(*words: str, log: Path) -> subprocess.Popen:
    command = [sys.executable, "-m", "dask", *words]
    with log.open("wb") as file:
        return subprocess.Popen(
            command, stdout=file, stderr=subprocess.STDOUT, start_new_session=True
        )


def wait_for(text: str, log: Path, count: int = 1) -> str:
    for _ in range(PATIENCE_S * 10):
        said = log.read_text() if log.exists() else ""
        if said.count(text) >= count:
            return said
        time.sleep(0.1)
    raise AssertionError(f"{text!r} not in {said}")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler, a worker with a nanny and one without."""
    folder = tmp_path_factory.mktemp("dask")
    log = folder / "scheduler.log"
    scheduler = dask(
        "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show", log=log
    )
    workers = []
    try:
        said = wait_for("Scheduler at:", log)
        address = said.split("Scheduler at:", 1)[1].split()[0]
        for name, nanny in (("one", "--nanny"), ("two", "--no-nanny")):
            words = ("worker", address, nanny, "--nthreads", "1", "--no-dashboard")
            place = ("--local-directory", str(folder / name))
            workers.append(dask(*words, *place, log=folder / f"{name}.log"))
        wait_for("Register worker", log, 2)
        yield Cluster(address, workers)
    finally:
        for process in (*workers, scheduler):
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
            process.wait()


def pdf(number: int) -> str:
    return f"build/{number}/数据周报-{number}-print.pdf"


def change_all(archive) -> None:
    for number in NUMBERS:
        path = archive.root / f"issues/{number}/articles/01-first.md"
        path.write_text(path.read_text().replace("意义", "别的意义"))


def descendants(pid: int) -> list[int]:
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int(
                (folder / "stat").read_text().rsplit(")", 1)[1].split()[1]
            )
        except OSError:
            continue
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found[1:]


def test_a_worker_without_the_same_versions_sets_nothing(cluster: Cluster, archive) -> None:
    from distributed import Client

    from typeset.archive.cluster import Task, run_task
    from typeset.archive.jobs import Job
    from typeset.archive.pool import Limits

    job = Job(archive.root, "issues/7/issue.yaml", ("print",))
    with Client(cluster.address, set_as_default=False) as client:
        task = Task(job, Limits(1), {"pango": "0.1"}, None)
        outcome = client.submit(run_task, task, pure=False).result()
        elsewhere = Task(
            Job(Path("/nowhere"), "issues/7/issue.yaml", ("print",)), Limits(1), {}, None
        )
        lost = client.submit(run_task, elsewhere, pure=False).result()
    assert [d.code for d in outcome.report] == ["B008"]
    assert "0.1" in outcome.report.diagnostics[0].message("en")
    assert [d.code for d in lost.report] == ["B012"]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_a_run_survives_the_death_of_a_worker(cluster: Cluster, archive) -> None:
    change_all(archive)
    build = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "typeset.cli",
            "build",
            "--all",
            "--upload",
            "--cluster",
            cluster.address,
        ],
        cwd=archive.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    doomed = cluster.workers[1]
    for _ in range(PATIENCE_S * 20):  # until an issue is being set there
        if build.poll() is not None or len(descendants(doomed.pid)) >= 3:
            break
        time.sleep(0.05)
    assert build.poll() is None, build.communicate()
    os.kill(doomed.pid, signal.SIGKILL)
    stdout, stderr = build.communicate(timeout=PATIENCE_S)
    assert build.returncode == 0, stderr
    assert sorted(stdout.split()) == [pdf(n) for n in NUMBERS]
    assert "排出 3" in stderr
    far = (archive.root / pdf(9)).read_bytes()
    assert "3 期都没有变化" in archive.run("build", "--all").stderr
    assert archive.run("build", "9", "--force").returncode == 0
    assert (archive.root / pdf(9)).read_bytes() == far, "the same bytes here and there"


def test_no_scheduler_is_told(archive) -> None:
    change_all(archive)
    done = archive.run("build", "--all", "--cluster", "tcp://127.0.0.1:1", "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert "error B007" in done.stderr
    assert "dask scheduler" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_upload_is_unpacked_once_and_holds_what_is_needed(archive, tmp_path: Path) -> None:
    from typeset.archive.upload import pack

    archive.write("notes/secret.txt", "x")
    archive.write(".hidden/key", "x")
    archive.write("issues/8/issue.lock", "x")
    (archive.root / "layouts/out").symlink_to(tmp_path.parent)
    (archive.root / "layouts/out.css").symlink_to(tmp_path.parent / "out.css")
    (tmp_path.parent / "out.css").write_text("x")
    upload = pack(archive.root, ["issues/7/issue.yaml"])
    folder = upload.unpack(tmp_path / "there")
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert "issues/7/articles/01-first.md" in names
    assert "layouts/brief/1/style.css" in names
    assert "fonts/catalog.yaml" in names
    assert {name for name in names if name.startswith("issues/8")} == {"issues/8/issue.lock"}
    assert not any(
        name.startswith(("issues/9", "build", ".hidden", "layouts/out")) for name in names
    )
    (folder / "mark").touch()
    assert upload.unpack(tmp_path / "there") == folder
    assert (folder / "mark").exists()
    assert pack(archive.root, ["issues/7/issue.yaml"]).digest == upload.digest
    assert pack(archive.root, ["issues/8/issue.yaml"]).digest != upload.digest
