"""`typeset impose` as an editor meets it: in a process of its own."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

A4 = (595.2756, 841.8898)


def pdf(count: int = 8, size: tuple[float, float] = A4, odd: int | None = None) -> bytes:
    with pikepdf.new() as made:
        for index in range(count):
            made.add_blank_page(page_size=(400, 400) if index == odd else size)
        buffer = io.BytesIO()
        made.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def sheets(path: Path) -> int:
    with pikepdf.open(path) as opened:
        return len(opened.pages)


def test_an_issue_s_print_file_is_imposed_beside_itself(project) -> None:
    project.issue()
    project.write("build/7/周报-7-print.pdf", pdf(8))
    for other in ("周报-7-screen.pdf", "周报-7-archive.pdf", "周报-7.pdf"):
        project.write(f"build/7/{other}", pdf(1))
    done = project.run("impose", "7", "--lang", "en", "--creep", "0.5")
    assert (done.returncode, done.stdout) == (0, "build/7/周报-7-imposed.pdf\n")
    assert sheets(project.root / "build/7/周报-7-imposed.pdf") == 4
    assert "2 sheets, 4 sides; print both sides, flip on short edge\n" in done.stderr
    assert "sheet 1 front: 8 | 1\nsheet 1 back: 2 | 7\nsheet 2 front: 6 | 3 (creep" in done.stderr
    again = project.run("impose", "7", "--lang", "en")
    assert again.returncode == 0, "the imposed file is no candidate"


def test_any_pdf_of_the_issue_is_taken_where_there_is_no_print_file(project) -> None:
    project.issue()
    project.write("build/7/周报-7.pdf", pdf(4))
    done = project.run("impose", "issues/7/issue.yaml")
    assert (done.returncode, done.stdout) == (0, "build/7/周报-7-imposed.pdf\n")
    assert "第 1 张 正面：4 | 1" in done.stderr


def test_several_candidates_are_named(project) -> None:
    project.issue()
    project.write("build/7/a-print.pdf", pdf(4))
    project.write("build/7/b-print.pdf", pdf(4))
    done = project.run("impose", "7")
    assert (done.returncode, done.stdout) == (2, "")
    assert "P023" in done.stderr
    assert "a-print.pdf、b-print.pdf" in done.stderr


def test_an_issue_not_yet_built_says_what_to_run(project) -> None:
    project.issue()
    done = project.run("impose", "7", "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert "P029" in done.stderr
    assert "typeset build 7 --profile print" in done.stderr


@pytest.mark.parametrize("words", ["8", "nowhere.pdf", "nowhere", "a\nb.pdf", "x" * 300 + ".pdf"])
def test_what_is_not_there_is_a_usage_error(project, words: str) -> None:
    project.issue()
    done = project.run("impose", words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_the_list_alone_writes_nothing(project) -> None:
    file = project.write("some where/a.pdf", pdf(5))
    done = project.run("impose", str(file), "--list", "--lang", "en", "--blanks", "end")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "2 sheets, 4 sides; print both sides, flip on short edge",
        "sheet 1 front: blank | 1",
        "sheet 1 back: 2 | blank",
        "sheet 2 front: blank | 3",
        "sheet 2 back: 4 | 5",
    ]
    assert "P026" in done.stderr
    assert [p.name for p in file.parent.iterdir()] == ["a.pdf"]


def test_signatures_and_output(project) -> None:
    project.write("a.pdf", pdf(12))
    done = project.run(
        "impose", "a.pdf", "--signature", "8", "-o", "out/书.pdf", "--lang", "en"
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "out/书.pdf\n")
    assert "signature 2, sheet 1 front: 12 | 9" in done.stderr
    assert sheets(project.root / "out/书.pdf") == 6


@pytest.mark.parametrize("data", [b"", b"no PDF at all", b"%PDF-1.7\ngarbage"])
def test_garbage_is_a_diagnostic(project, data: bytes) -> None:
    project.write("a.pdf", data)
    done = project.run("impose", "a.pdf")
    assert (done.returncode, done.stdout) == (2, "")
    assert "a.pdf: 错误 P020" in done.stderr
    assert "Traceback" not in done.stderr


def test_mixed_sizes_are_refused_and_nothing_is_written(project) -> None:
    project.write("a.pdf", pdf(4, odd=2))
    done = project.run("impose", "a.pdf", "--lang", "en")
    assert (done.returncode, done.stdout) == (1, "")
    assert "P022" in done.stderr
    assert "page 3 is 141.1 × 141.1 mm" in done.stderr
    assert not (project.root / "a-imposed.pdf").exists()


@pytest.mark.parametrize(
    ("option", "code"),
    [
        (("--signature", "6"), "P024"),
        (("--signature", "0"), "P024"),
        (("--creep", "-1"), "P025"),
        (("--creep", "nan"), "P025"),
        (("--creep", "x"), "x"),
    ],
)
def test_options_that_cannot_be(project, option: tuple[str, str], code: str) -> None:
    project.write("a.pdf", pdf(4))
    done = project.run("impose", "a.pdf", *option)
    assert (done.returncode, done.stdout) == (2, "")
    assert code in done.stderr


def test_the_source_is_never_written_over(project) -> None:
    file = project.write("a.pdf", pdf(4))
    before = file.read_bytes()
    done = project.run("impose", "a.pdf", "-o", "./a.pdf")
    assert (done.returncode, done.stdout) == (2, "")
    assert file.read_bytes() == before


def test_a_place_that_cannot_be_written_is_said(project) -> None:
    project.write("a.pdf", pdf(4))
    project.write("b", "a file where a folder should be")
    done = project.run("impose", "a.pdf", "-o", "b/c.pdf")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_the_same_bytes_whatever_the_clock_and_the_hash_seed(project) -> None:
    project.write("a.pdf", pdf(6))
    for name, seed, zone in (("one.pdf", "1", "UTC"), ("two.pdf", "2", "Asia/Shanghai")):
        assert project.run("impose", "a.pdf", "-o", name, PYTHONHASHSEED=seed, TZ=zone).stdout
    assert (project.root / "one.pdf").read_bytes() == (project.root / "two.pdf").read_bytes()
