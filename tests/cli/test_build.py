"""`typeset build` as an editor meets it: in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PDF = "build/7/数据周报-7-print.pdf"


def test_build_prints_the_path_and_nothing_else_on_stdout(project) -> None:
    project.issue()
    done = project.run("build", "7")
    assert (done.returncode, done.stdout) == (0, f"{PDF}\n")
    assert (project.root / PDF).read_bytes().startswith(b"%PDF-")
    assert "L021" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", ["7", "issues/7", "issues/7/", "issues/7/issue.yaml", "７"])
def test_an_issue_is_a_number_a_folder_or_a_manifest(project, words: str) -> None:
    project.issue()
    done = project.run("build", words)
    assert (done.returncode, done.stdout) == (0, f"{PDF}\n")


def test_without_words_the_latest_issue_is_built(project) -> None:
    project.issue()
    assert project.run("build").stdout == f"{PDF}\n"


def test_output_goes_where_it_is_told(project) -> None:
    project.issue()
    assert project.run("build", "7", "-o", "somewhere/else").returncode == 0
    assert [p.name for p in (project.root / "somewhere/else").iterdir()] == ["数据周报-7-print.pdf"]
    assert not (project.root / "build").exists()


def test_several_kinds_of_pdf_in_one_run(project) -> None:
    project.issue()
    done = project.run("build", "7", "--profile", "all")
    names = [f"build/7/数据周报-7-{name}.pdf" for name in ("print", "screen", "archive")]
    assert (done.returncode, done.stdout.split()) == (0, names)
    assert all((project.root / name).is_file() for name in names)
    done = project.run("build", "7", "-p", "screen", "-p", "screen")
    assert done.stdout.split() == names[1:2]
    assert project.run("build", "7", "-p", "paper").returncode == 2


def test_a_fault_is_shown_in_place_and_the_old_pdf_stays(project) -> None:
    manifest = project.root / project.issue()
    project.run("build", "7")
    before = (project.root / PDF).read_bytes()
    manifest.write_text(manifest.read_text().replace("number: 7", "nummer: 7"))
    done = project.run("build", "7")
    assert (done.returncode, done.stdout) == (1, "")
    assert "issues/7/issue.yaml:5:1: " in done.stderr
    assert "  │ nummer: 7\n  │ ^^^^^^\n" in done.stderr
    assert "number" in done.stderr.split("nummer: 7")[1]
    assert (project.root / PDF).read_bytes() == before


def test_messages_speak_english_when_asked(project) -> None:
    project.issue()
    (project.root / "issues/7/articles/01-first.md").write_text("---\ntitle: x\n---\n<b>x</b>\n")
    done = project.run("build", "7", "--lang", "en")
    assert done.returncode == 1
    assert ": error A" in done.stderr
    assert "错误" not in done.stderr


def test_a_rare_character_stops_the_build_by_name(project) -> None:
    project.issue()
    article = project.root / "issues/7/articles/01-first.md"
    article.write_text(article.read_text().replace("意义", "意义😀"))
    done = project.run("build", "7")
    assert done.returncode == 1
    assert "issues/7/articles/01-first.md:10:16: 错误 L012" in done.stderr
    assert "U+1F600" in done.stderr


@pytest.mark.parametrize("words", ["8", "issues/8", "nowhere.yaml"])
def test_an_issue_that_is_not_there_is_a_usage_error(project, words: str) -> None:
    project.issue()
    done = project.run("build", words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert "7" in done.stderr


def test_a_folder_that_cannot_be_written_is_an_io_error(project) -> None:
    project.issue()
    project.write("build/7", "a file where a folder should be")
    done = project.run("build", "7")
    assert (done.returncode, done.stdout) == (2, "")
    assert "build/7" in done.stderr
    assert "Traceback" not in done.stderr


def test_pipes_get_no_colour_and_no_progress(project) -> None:
    project.issue()
    done = project.run("build", "7")
    assert "\x1b" not in done.stdout + done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_a_terminal_gets_colour_unless_no_color_is_set(project, no_color, coloured) -> None:
    import pty

    project.issue()
    try:
        main, worker = pty.openpty()
    except OSError:
        pytest.skip("this machine gives out no pseudo-terminal")
    environment = {**os.environ, "NO_COLOR": no_color, "TERM": "xterm-256color"}
    process = subprocess.Popen(
        [sys.executable, "-m", "typeset.cli", "build", "7"],
        cwd=project.root,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=worker,
    )
    os.close(worker)
    seen = b""
    while chunk := read(main):
        seen += chunk
    assert process.wait() == 0
    assert (b"\x1b[33m" in seen or b"\x1b[33;1m" in seen or b"\x1b[1m" in seen) is coloured
    assert "排版".encode() in seen, "a person sees progress"


def read(handle: int) -> bytes:
    try:
        return os.read(handle, 65536)
    except OSError:  # Linux says EIO when the other end has closed
        return b""


def test_the_same_bytes_in_another_folder_and_time_zone(make_project) -> None:
    one, two = make_project("one"), make_project("another folder")
    for project in (one, two):
        project.issue()
    words = ("build", "7", "--profile", "all")
    first = one.run(*words, TZ="Asia/Shanghai", PYTHONHASHSEED="1", LANG="zh_CN.UTF-8")
    time.sleep(1.1)  # a clock that slipped in would show
    second = two.run(*words, TZ="America/New_York", PYTHONHASHSEED="2", LANG="C")
    assert first.returncode == second.returncode == 0, first.stderr + second.stderr
    names = first.stdout.split()
    assert len(names) == 3
    for name in names:
        assert (one.root / name).read_bytes() == (two.root / name).read_bytes(), name


def test_a_killed_build_leaves_the_last_good_pdf(project) -> None:
    project.issue()
    project.run("build", "7")
    before = (project.root / PDF).read_bytes()
    article = project.root / "issues/7/articles/01-first.md"
    article.write_text(article.read_text().replace("意义", "另一种意义"))
    for delay in (0.1, 0.3, 0.5, 0.7, 0.9):
        process = subprocess.Popen(
            [sys.executable, "-m", "typeset.cli", "build", "7"],
            cwd=project.root,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert whole((project.root / PDF).read_bytes())
    assert project.run("build", "7").returncode == 0
    after = (project.root / PDF).read_bytes()
    assert whole(after)
    assert after != before


def whole(data: bytes) -> bool:
    return data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")


def test_nothing_is_read_outside_the_project(project, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"x")
    project.issue()
    manifest = project.root / "issues/7/issue.yaml"
    text = manifest.read_text().replace(
        "follow: {caption", f"follow: {{image: ../../../{secret.name}, caption"
    )
    manifest.write_text(text)
    done = project.run("build", "7")
    assert done.returncode == 1
    assert "issues/7/issue.yaml:" in done.stderr


def test_an_issue_elsewhere_is_written_beside_itself(project, tmp_path: Path) -> None:
    project.issue()
    project.run("build", "7")
    before = (project.root / PDF).read_bytes()
    elsewhere = tmp_path / "elsewhere"
    (project.root / "issues/7").rename(elsewhere)
    article = elsewhere / "articles/01-first.md"
    article.write_text(article.read_text().replace("意义", "另一种意义"))
    done = project.run("build", str(elsewhere))
    assert done.returncode == 0, done.stderr
    assert (elsewhere / PDF).is_file()
    assert (project.root / PDF).read_bytes() == before
