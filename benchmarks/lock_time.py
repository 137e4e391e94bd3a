"""What locking costs: digest and comparison of a PDF against its inspection; the layout guard.

    python benchmarks/lock_time.py FILE.pdf LOCK [--rounds N]

Times are processor seconds, medians of several rounds in one process.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from typeset.archive.file_comparison import Side, compare_files
from typeset.archive.layout_guard import check_layout_lock
from typeset.archive.lockfile import read_lock
from typeset.archive.page_digest import digest
from typeset.press.inspection import examine
from typeset.sources import Sources

ROOT = Path(__file__).resolve().parent.parent
LOCKS = 400


def measured(work: Callable[[], object], rounds: int) -> float:
    """Return the median processor time of some rounds, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pdf", type=Path)
    parser.add_argument("lock", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    data = options.pdf.read_bytes()
    pages = len(examine(data).pages)
    other = data + b"\n% other bytes\n"
    inspection = measured(lambda: examine(data), options.rounds)
    rows = {
        "examine": inspection,
        "digest": measured(lambda: digest(data), options.rounds),
        "compare": measured(lambda: compare_files(Side.of(data), Side.of(other)), options.rounds),
    }
    for name, seconds in rows.items():
        per_page = 1000 * seconds / pages
        print(f"{name:8} {seconds:.2f} s  {per_page:.0f} ms a page  {seconds / inspection:.2f}")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(ROOT / "layouts", root / "layouts")
        for number in range(LOCKS):
            (root / f"issues/{number}").mkdir(parents=True)
            shutil.copyfile(options.lock, root / f"issues/{number}/issue.lock")
        guard = measured(
            lambda: check_layout_lock(Sources(root), "brief@1", "issues/1"), options.rounds
        )
        parsed = measured(lambda: read_lock(Sources(root), "issues/1"), options.rounds)
    print(f"guard over {LOCKS} locks {1000 * guard:.0f} ms, one lock read {1000 * parsed:.0f} ms")


if __name__ == "__main__":
    main()
