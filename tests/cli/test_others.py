"""`check`, `new`, `info`, `--help`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_check_writes_nothing(project) -> None:
    project.issue()
    before = {p for p in project.root.rglob("*") if p.is_file()}
    done = project.run("check", "7")
    assert done.returncode == 0
    assert "L021" in done.stderr
    assert {p for p in project.root.rglob("*") if p.is_file()} == before


def test_check_finds_several_faults_of_several_files_in_one_run(project) -> None:
    project.issue()
    manifest = project.root / "issues/7/issue.yaml"
    manifest.write_text(manifest.read_text().replace("2025-02-03", "2025-02-30"))
    project.write("issues/7/articles/01-first.md", "---\ntitle: x\nlink: www.a\n---\n<b>x</b>\n")
    done = project.run("check", "7")
    assert done.returncode == 1
    places = re.findall(r"^(issues/\S+?):(\d+):\d+: 错误", done.stderr, re.MULTILINE)
    assert ("issues/7/issue.yaml", "7") in places
    assert ("issues/7/articles/01-first.md", "3") in places
    assert ("issues/7/articles/01-first.md", "5") in places


def test_new_starts_the_next_issue_and_it_builds(project) -> None:
    project.issue()
    done = project.run("new")
    assert (done.returncode, done.stdout) == (0, "issues/8/issue.yaml\n")
    text = (project.root / "issues/8/issue.yaml").read_text()
    assert "number: 8" in text
    assert "number_in_year: 4" in text
    assert "date: 2025-02-10" in text
    assert "编委会" in text
    built = project.run("build", "8")
    assert built.returncode == 0, built.stderr


def test_new_takes_number_date_and_model(project) -> None:
    project.issue()
    assert project.run("new", "12", "--from", "7", "--date", "2025-05-06").returncode == 0
    text = (project.root / "issues/12/issue.yaml").read_text()
    assert "number: 12" in text
    assert "date: 2025-05-06" in text


def test_new_never_overwrites(project) -> None:
    project.issue()
    project.write("issues/8/mine.txt", "mine")
    done = project.run("new", "8")
    assert (done.returncode, done.stdout) == (2, "")
    assert [p.name for p in (project.root / "issues/8").iterdir()] == ["mine.txt"]


def test_new_does_not_start_from_a_broken_issue(project) -> None:
    project.issue("title: [\n")
    done = project.run("new")
    assert done.returncode == 1
    assert not (project.root / "issues/8").exists()


def test_info_names_all_that_shapes_the_output(project) -> None:
    done = project.run("info")
    assert done.returncode == 0
    lines = dict(line.split(" ", 1) for line in done.stdout.splitlines() if " " in line)
    for name in ("python", "weasyprint", "pango", "harfbuzz", "fontconfig", "freetype", "fribidi"):
        assert re.match(r"\d+\.\d+", lines[name]), name
    assert done.stdout.count("sha256:") == 7
    assert "layout brief@1" in done.stdout


def test_help_and_faulty_manifests_never_wait_for_weasyprint(project) -> None:
    project.issue("title: [\n")
    project.write("slow/weasyprint.py", "import time\ntime.sleep(600)\n")
    path = os.pathsep.join((str(project.root / "slow"), str(ROOT)))
    for words, code in ((["--help"], 0), (["build", "7"], 1)):
        done = subprocess.run(
            [sys.executable, "-m", "typeset.cli", *words],
            cwd=project.root,
            env={**os.environ, "PYTHONPATH": path},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == code, done.stderr
        assert code == 0 or "M003" in done.stderr


def test_unknown_words_are_a_usage_error(project) -> None:
    assert project.run("biuld").returncode == 2
    assert project.run("build", "--frobnicate").returncode == 2
    assert project.run("new", "zero").returncode == 2
