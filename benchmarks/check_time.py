"""How long checking an issue takes beside building it, in alternating runs.

    .venv/bin/python benchmarks/check_time.py [ISSUE] [RUNS]

Both are whole processes without a warm cache of ours: `build` is `typeset build -p print`, `check`
reads the issue, has its pages laid out and looked at by other processes, and reads its words
meanwhile. Says the median of the ratios, and how soon the first findings were known.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "build" / "benchmarks"
CHECK = """
import sys, time
began = time.perf_counter()
from pathlib import Path
from typeset.archive.checking import proof_room
from typeset.check.settings import Settings
from typeset.sources import Sources

sources, settings, name = Sources(Path.cwd()), Settings(), f"issues/{sys.argv[1]}/issue.yaml"
with proof_room(sources) as room:
    from typeset.archive.reading import prepare

    manuscript = prepare(sources, name)
    room.take(manuscript, settings)
    from typeset.check.proofreading import proofread
    from typeset.check.subjects import read_copy

    found = proofread(read_copy(sources, name, manuscript.issue, settings))
    print(f"{time.perf_counter() - began:.3f}")
    found.extend(room.findings(settings).report)
"""


def timed(*words: str) -> tuple[float, float, str]:
    """Return wall-clock seconds, processor seconds (children and all), and what was printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    done = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True)
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, spent, done.stdout


def main() -> None:
    issue = sys.argv[1] if len(sys.argv) > 1 else "189"
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    typeset = str(Path(sys.executable).parent / "typeset")
    build = (typeset, "build", issue, "-p", "print", "-o", str(WORK))
    check = (sys.executable, "-c", CHECK, issue)
    WORK.mkdir(parents=True, exist_ok=True)
    timed(*build), timed(*check)  # both from warm files
    ratios, spent, firsts = [], [], []
    for run in range(runs):
        built, built_spent, _ = timed(*build)
        checked, checked_spent, first = timed(*check)
        ratios.append(checked / built)
        spent.append(checked_spent / built_spent)
        firsts.append(float(first.split()[0]) / built)
        print(f"{run + 1}: build {built:.2f} s, check {checked:.2f} s, {ratios[-1]:.2f}")
    print(f"check / build, wall clock: {statistics.median(ratios):.2f} (least {min(ratios):.2f})")
    print(f"check / build, processor time: {statistics.median(spent):.2f}")
    print(f"first findings / build: {statistics.median(firsts):.2f}")


if __name__ == "__main__":
    main()
