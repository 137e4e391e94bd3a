"""What makes an issue be built again: the read set, and nothing else."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from typeset.archive.fingerprint import tool_of_now
from typeset.archive.freshness import TOOL, Freshness
from typeset.archive.lock_watch import lock_stamps, own_lock
from typeset.archive.record import BuildRecord, LocksSeen, Output, dump, load, settled_report
from typeset.diagnostics import Report, Severity, Span, rule
from typeset.sources import Sources, Stamp

RULE = rule(
    "X001", ("“{name}”不对", "“{name}” is wrong"), ("改 {{}}", "mend {{}}"), Severity.WARNING
)


def age(root: Path) -> None:
    """Make all files old enough for their stamps to be trusted."""
    then = time.time() - 60
    for path in root.rglob("*"):
        os.utime(path, (then, then))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("issues/7/issue.yaml", "issues/7/a.md", "fonts/a.ttf", "build/7/a.pdf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "layouts").mkdir()
    age(tmp_path)
    return tmp_path


def record_of(root: Path, output: str | None = "build/7/a.pdf") -> BuildRecord:
    """Return what a build would remember that reads and looks for a few files."""
    sources = Sources(root)
    for name in ("issues/7/issue.yaml", "issues/7/a.md", "fonts/a.ttf"):
        sources.read(name)
    assert not sources.is_file("issues/7/images/qr.png")
    assert sources.glob("layouts", "*/*/layout.yaml") == ()
    files, answers = sources.files, sources.answers
    report = Report()
    report.add(RULE, Span("issues/7/a.md", 1, 2, 3), name="{x}")
    written = None
    if output is not None:
        read = Sources(root).digest(output)
        written = Output(output, read.sha256, read.stamp)
    return BuildRecord(
        "issues/7/issue.yaml", (), 1, tool_of_now(), files, answers, settled_report(report), written
    )


def changed(record: BuildRecord, root: Path) -> str | None:
    return Freshness().judge(record, Sources(root)).changed


def test_a_record_survives_being_written_and_read(root: Path) -> None:
    record = record_of(root)
    assert load(dump(record)) == record
    (found,) = record.report
    assert (found.code, found.span) == ("X001", Span("issues/7/a.md", 1, 2, 3))
    assert found.message("zh") == "“{x}”不对"
    assert found.hint("en") == "mend {}"


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"{}", b'{"format": 0}', b"\xff"])
def test_a_damaged_record_is_none(root: Path, data: bytes) -> None:
    assert load(data) is None
    whole = dump(record_of(root))
    assert load(whole[: len(whole) // 2]) is None


def test_nothing_changed_in_an_untouched_project(root: Path) -> None:
    assert changed(record_of(root), root) is None


@pytest.mark.parametrize(
    "name", ["issues/7/issue.yaml", "issues/7/a.md", "fonts/a.ttf", "build/7/a.pdf"]
)
def test_every_file_that_was_read_or_written_counts(root: Path, name: str) -> None:
    record = record_of(root)
    text = (root / name).read_text()
    (root / name).write_text(text.upper())  # the same size
    assert changed(record, root) == name
    (root / name).unlink()
    assert changed(record, root) == name
    (root / name).write_text(text)
    assert changed(record, root) is None, "the same bytes are the same file"


def test_a_change_within_the_same_tick_of_the_clock_is_seen(root: Path) -> None:
    path = root / "issues/7/a.md"
    path.write_text("one")  # now: its stamp is not to be trusted
    record = record_of(root)
    before = path.stat()
    path.write_text("two")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert Stamp.of(path.stat()) == Stamp.of(before)
    assert changed(record, root) == "issues/7/a.md"


@pytest.mark.parametrize("name", ["issues/7/images/qr.png", "layouts/brief/2/layout.yaml"])
def test_a_file_that_was_looked_for_in_vain_counts_once_it_is_there(root: Path, name: str) -> None:
    record = record_of(root)
    (root / name).parent.mkdir(parents=True)
    assert changed(record, root) is None
    (root / name).write_text("new")
    assert changed(record, root) is not None
    (root / name).unlink()
    assert changed(record, root) is None


def test_files_that_nobody_read_do_not_count(root: Path) -> None:
    record = record_of(root)
    (root / "issues/7/notes.md").write_text("x")
    (root / "issues/8").mkdir()
    assert changed(record, root) is None


def test_a_link_that_leads_elsewhere_now_counts(root: Path) -> None:
    (root / "issues/7/b.md").write_text("b")
    (root / "issues/7/link.md").symlink_to("a.md")
    sources = Sources(root)
    sources.read("issues/7/link.md")
    record = replace(record_of(root), files=sources.files, answers=sources.answers)
    assert changed(record, root) is None
    (root / "issues/7/link.md").unlink()
    (root / "issues/7/link.md").symlink_to("b.md")
    assert changed(record, root) == "issues/7/link.md"


def test_another_tool_counts_and_a_touched_one_does_not(root: Path) -> None:
    record = record_of(root)
    other = {**record.tool.packages, "weasyprint": "1.0"}
    assert changed(replace(record, tool=replace(record.tool, packages=other)), root) == TOOL
    assert changed(replace(record, tool=replace(record.tool, stamp="", code="")), root) == TOOL
    moved = replace(record.tool, stamp="another")
    assert changed(replace(record, tool=moved), root) is None
    gone = {"/nowhere/libpango-1.0.so.0": Stamp(1, 2, 3)}
    assert changed(replace(record, tool=replace(record.tool, libraries=gone)), root) == TOOL


def test_touched_files_are_compared_once_and_then_known(root: Path) -> None:
    record = record_of(root)
    later = time.time() - 30
    os.utime(root / "fonts/a.ttf", (later, later))
    verdict = Freshness().judge(record, Sources(root))
    assert verdict.changed is None
    assert verdict.record is not record
    again = Freshness().judge(verdict.record, Sources(root))
    assert again.record is verdict.record


def test_locks_are_stamped_and_read_only_when_one_changes(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def guard(sources: Sources, layout: str, home: str) -> Report:
        asked.append(layout)
        return Report()

    monkeypatch.setattr("typeset.archive.layout_guard.check_layout_lock", guard)
    stamps = lock_stamps(root, "issues/7")
    record = replace(record_of(root), locks=LocksSeen("brief@1", stamps))
    assert Freshness().judge(record, Sources(root)).record is record
    (root / "issues/6").mkdir()
    (root / "issues/6/issue.lock").write_text("x")
    freshness = Freshness()
    verdict = freshness.judge(record, Sources(root))
    assert verdict.changed is None
    assert asked == ["brief@1"]
    freshness.judge(record, Sources(root))
    assert asked == ["brief@1"], "once in a run"
    assert load(dump(verdict.record)) == verdict.record
    Freshness().judge(verdict.record, Sources(root))
    assert asked == ["brief@1"], "and not again"


def test_a_record_is_held_to_the_lock_of_now(root: Path) -> None:
    record = record_of(root)
    lock = "issues/7/issue.lock"
    assert Freshness().judge_held(record, Sources(root)) == lock
    (root / lock).write_text("x")
    own = own_lock(Sources(root), "issues/7/issue.yaml")
    held = replace(record, locks=LocksSeen("brief@1", 0, own))
    assert load(dump(held)) == held
    assert Freshness().judge_held(held, Sources(root)) is None
    (root / lock).write_text("y")
    assert Freshness().judge_held(held, Sources(root)) == lock
    (root / lock).unlink()
    assert Freshness().judge_held(held, Sources(root)) == lock
