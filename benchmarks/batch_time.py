"""Throughput, memory per worker and the second run of `typeset build --all` over an archive.

    python benchmarks/make_archive.py FOLDER
    python benchmarks/batch_time.py FOLDER [-p screen] [-j 2]

Memory is each worker's resident set, looked at as every tenth part of the issues is done: it
should stay level. The second run should do nothing.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from pathlib import Path

import psutil

BIN = Path(sys.executable).parent


def workers(process: subprocess.Popen[str]) -> list[int]:
    """Return the resident sets of a build's workers in MiB: they are its server's children."""
    sizes = []
    for child in psutil.Process(process.pid).children():
        for worker in child.children():
            try:
                sizes.append(worker.memory_info().rss >> 20)
            except psutil.NoSuchProcess:
                continue
    return sorted(sizes)


def first_run(words: list[str], folder: Path, total: int) -> None:
    start = time.perf_counter()
    process = subprocess.Popen(
        words, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    step = max(1, total // 10)
    done = 0
    for done, _ in enumerate(process.stdout, 1):
        if done % step == 0:
            seconds = time.perf_counter() - start
            print(f"{done} PDFs, {seconds / done:.2f} s each, workers {workers(process)} MiB")
    print(f"exit code {process.wait()}, {done} PDFs of {total} issues")


def second_run(words: list[str], folder: Path) -> None:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"second run: {wall:.2f} s wall, {processor:.2f} s processor, exit {done.returncode}")
    print("\n".join(done.stderr.splitlines()[-2:]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-p", "--profile", default="screen")
    parser.add_argument("-j", "--jobs", default="2")
    arguments = parser.parse_args()
    folder = arguments.folder
    words = [str(BIN / "typeset"), "build", "--all", "-k", "--lang", "en"]
    words += ["-p", arguments.profile, "-j", arguments.jobs]
    first_run(words, folder, len(list(folder.glob("issues/*/issue.yaml"))))
    second_run(words, folder)


if __name__ == "__main__":
    main()
