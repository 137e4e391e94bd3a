"""`typeset lock` and `typeset verify` over many issues: chosen as `build` chooses them."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from rich.file_proxy import FileProxy
from rich.progress import Progress

from typeset.archive import rules_batch as rules
from typeset.archive.held import Locked, write_lock
from typeset.archive.pool import Limits
from typeset.archive.verify_job import VerifyJob, VerifyOutcome, in_order
from typeset.cli.messages import Printer
from typeset.sources import Sources

COMMA = ("近日，有关", "近日、有关")
PRINT = ("-p", "print")


def add_issue(place, number: int, year: int = 2026) -> None:
    """Add a copy of issue 7 under another number, not locked."""
    folder = place.root / f"issues/{number}"
    shutil.copytree(place.root / "issues/7", folder)
    (folder / "issue.lock").unlink()
    place.edit(folder / "issue.yaml", "number: 7", f"number: {number}")
    place.edit(folder / "issue.yaml", "date: 2025", f"date: {year}")


@pytest.fixture
def four(locked):
    """Issue 7 as it was locked, 8 edited since, 9 never locked, 10 locked with other bytes."""
    for number in (8, 9, 10):
        add_issue(locked, number)
    done = locked.run("lock", "8", "10", *PRINT)
    assert done.stdout.splitlines() == ["issues/8/issue.lock", "issues/10/issue.lock"], done.stderr
    locked.edit(locked.root / "issues/8/articles/01-first.md", *COMMA)
    lock = locked.root / "issues/10/issue.lock"
    text = re.sub(r'(\[pdf\.\w+\]\nsha256 = )"\w{8}', r'\1"00000000', lock.read_text())
    lock.write_text(text)
    return locked


def test_all_issues_are_verified_a_line_each_and_counted(four) -> None:
    done = four.run("verify", "--all", *PRINT)
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        "issues/7  相同",
        "issues/8  不同  print；共 1 页有变化：01",
        "issues/9  未能核对  R001",
        "issues/10  等同  print",
    ]
    assert "共 4 期：相同 1，等同 1，不同 1，未能核对 1，没有核对到 0" in done.stderr
    assert "R001" in done.stderr
    assert "L021" not in done.stderr, "warnings were told when the issues were locked"
    done = four.run("verify", "--all", *PRINT, "--lang", "en", "--format", "json")
    found = json.loads(done.stdout)
    assert [each["state"] for each in found["issues"]] == [
        *("identical", "different", "failed", "equivalent")
    ]
    assert found["summary"] == {
        **dict.fromkeys(("identical", "equivalent", "different", "failed"), 1),
        "not_reached": 0,
    }
    assert "4 issues: 1 identical, 1 equivalent, 1 different, 1 failed" in done.stderr


def test_ranges_and_years_are_verified(four) -> None:
    done = four.run("verify", "2025", "10-20", "7", *PRINT)
    assert done.exit_code == 0, done.stderr
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["issues/7", "issues/10"]
    assert "相同 1，等同 1，不同 0，未能核对 0" in done.stderr


def test_the_report_of_many_issues_shows_what_is_not_identical(four, tmp_path) -> None:
    four.run("verify", "7-8", *PRINT, "--report", str(tmp_path / "r.html"))
    page = (tmp_path / "r.html").read_text()
    assert re.findall("<h2>(.*?)</h2>", page) == ["8 print"]


def test_all_issues_are_locked_and_a_faulty_one_stops_none(locked) -> None:
    for number in (6, 8):
        add_issue(locked, number)
    locked.edit(locked.root / "issues/6/issue.yaml", "number:", "nummer:")
    done = locked.run("lock", "--all", "-p", "print", "-p", "screen")
    assert done.exit_code == 1
    assert done.stdout.splitlines() == ["issues/7/issue.lock", "issues/8/issue.lock"]
    assert "M002" in done.stderr
    assert "共 3 期：新锁 1，改写 0，与原来相同 1，未能锁定 1，没有排到 0" in done.stderr
    assert not (locked.root / "issues/6/issue.lock").exists()
    done = locked.run("lock", "7-8", *PRINT, "--lang", "en")
    assert "2 issues: 0 newly locked, 2 locked anew, 0 the same" in done.stderr
    assert "failed" in done.stderr


@pytest.mark.parametrize("command", ["lock", "verify", "build"])
def test_what_names_no_issue_is_told_in_the_same_words(locked, command: str) -> None:
    for words, code in (("20-30", "B005"), ("1999", "B005"), ("12", "F011"), ("x", "F001")):
        done = locked.run(command, words)
        assert (done.exit_code, done.stdout) == (2, ""), words
        assert re.findall("错误 ([A-Z][0-9]{3}) ", done.stderr) == [code]
    done = locked.run(command, "--all", "7")
    assert done.exit_code == 2
    assert "--all goes without ISSUE" in done.stderr


def test_a_folder_without_issues_is_told(locked) -> None:
    shutil.rmtree(locked.root / "issues/7")
    for command in ("lock", "verify"):
        done = locked.run(command, "--all")
        assert (done.exit_code, done.stdout) == (2, "")
        assert str(locked.root) in done.stderr


def test_a_kind_of_pdf_that_was_not_locked_is_named(locked) -> None:
    done = locked.run("verify", "7", "-p", "archive")
    assert done.exit_code == 1
    assert "R018" in done.stderr


def test_ctrl_c_tells_what_was_locked(four, monkeypatch) -> None:
    seen: list[str] = []

    def interrupted(sources: Sources, manifest: str, *rest: Any) -> Locked:
        seen.append(manifest)
        if len(seen) > 1:
            raise KeyboardInterrupt
        return write_lock(sources, manifest, *rest)

    monkeypatch.setattr("typeset.cli.lock.write_lock", interrupted)
    done = four.run("lock", "--all", *PRINT)
    assert (done.exit_code, done.stdout) == (130, "issues/7/issue.lock\n")
    assert "已中断" in done.stderr
    assert "没有排到 3" in done.stderr


def test_ctrl_c_tells_what_was_verified(four, monkeypatch) -> None:
    def interrupted(jobs: list[VerifyJob], limits: Limits) -> Iterator[VerifyOutcome]:
        yield jobs[0].run()
        raise KeyboardInterrupt

    monkeypatch.setattr("typeset.archive.pool.run_in_workers", interrupted)
    done = four.run("verify", "--all", *PRINT)
    assert (done.exit_code, done.stdout) == (130, "issues/7  相同\n")
    assert "已中断" in done.stderr
    assert "没有核对到 3" in done.stderr


def test_an_issue_that_takes_too_long_or_too_much_stops_no_other(four) -> None:
    done = four.run("verify", "7-8", *PRINT, "--timeout", "0.01", "-j", "1")
    assert done.exit_code == 1
    assert done.stdout.splitlines() == ["issues/7  未能核对  B003", "issues/8  未能核对  B003"]
    assert "未能核对 2，没有核对到 0" in done.stderr
    done = four.run("verify", "7", *PRINT, "--memory", "64")
    assert done.exit_code == 1
    assert "B002" in done.stderr


def test_verdicts_come_in_the_order_of_the_issues() -> None:
    jobs = [VerifyJob(Path(), str(number), (), keeps_pdfs=False) for number in range(4)]
    ends = [jobs[at].failed(rules.TIMED_OUT, limit_s=1) for at in (1, 0, 3, 2)]
    assert [each.job for each in in_order(jobs, ends)] == jobs


def test_lines_appear_above_a_bar_and_not_after_it(monkeypatch) -> None:
    terminal = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    with Progress(console=Console(file=terminal, force_terminal=True, width=80)) as bar:
        monkeypatch.setattr("sys.stdout", FileProxy(bar.console, terminal))
        bar.add_task("核对", total=2)
        bar.refresh()
        Printer("zh").result("issues/7  相同")
        sys.stdout.flush()
    lines = terminal.buffer.getvalue().decode().split("\n")
    shown = next(line for line in lines if "issues/7" in line)
    assert shown.rpartition("\x1b[2K")[2] == "issues/7  相同"
