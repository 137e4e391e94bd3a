"""`typeset lock` and `build --locked`."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from typeset.archive.lockfile import dump, parse
from typeset.diagnostics import Report

PDF = "build/7/数据周报-7-print.pdf"


def codes(stderr: str) -> list[str]:
    return re.findall(r"(?:错误|提醒) ([A-Z]\d{3}) ", stderr)


def test_a_lock_names_all_that_made_the_issue_and_what_came_of_it(original) -> None:
    values = tomllib.loads(original.lock.read_text())
    assert (values["issue"], values["date"], values["layout"]) == (7, "2025-02-03", "brief@1")
    assert set(values["files"]) == {"issue.yaml", "articles/01-first.md"}
    assert values["files"]["articles/01-first.md"] == sha256(original.article)
    assert "layouts/brief/1/style.css" in values["layout-files"]
    assert all(sha256(original.root / n) == s for n, s in values["layout-files"].items())
    assert all(sha256(original.root / n) == f["sha256"] for n, f in values["fonts"].items())
    assert all(font["version"] for font in values["fonts"].values())
    libraries = {"pango", "harfbuzz", "harfbuzz-subset", "fontconfig", "freetype", "fribidi"}
    assert libraries | {"python", "weasyprint", "zlib"} <= set(values["versions"])
    assert any(name.endswith("FOGRA39L_coated.icc") for name in values["parts"])
    assert values["options"]["run_on"] == "when-room"
    assert set(values["pdf"]) == {"print", "screen"}
    locked = values["pdf"]["print"]
    assert locked["sha256"] == sha256(original.root / PDF)
    assert locked["pages"] == len(locked["page"]) > 3
    assert locked["page"]["0001"]["label"] == "封面"


def test_a_lock_is_sorted_one_line_a_file_and_never_changes_of_itself(original, locked) -> None:
    lines = locked.lock.read_text().splitlines()
    start = lines.index("[layout-files]") + 1
    names = lines[start : lines.index("", start)]
    assert names == sorted(names)
    assert sum("articles/01-first.md" in line for line in lines) == 1
    before = locked.lock.stat().st_mtime_ns
    assert locked.run("lock", "7", "-p", "print", "-p", "screen").exit_code == 0
    assert locked.lock.read_bytes() == original.lock.read_bytes()
    assert locked.lock.stat().st_mtime_ns == before


def test_a_lock_read_and_written_again_is_the_same(original) -> None:
    report = Report()
    lock = parse(original.lock.read_bytes(), "issue.lock", report)
    assert lock is not None
    assert not len(report)
    assert dump(lock) == original.lock.read_bytes()


def test_an_issue_with_an_error_is_not_locked(locked) -> None:
    locked.edit(locked.article, "title: 第一篇文章\n", "")
    before = locked.lock.read_bytes()
    done = locked.run("lock", "7")
    assert (done.exit_code, done.stdout) == (1, "")
    assert locked.lock.read_bytes() == before


def test_an_unwritable_place_is_told(locked, monkeypatch) -> None:
    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr("typeset.archive.held.write_whole", full)
    locked.lock.unlink()
    done = locked.run("lock", "7", "-p", "print")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "issue.lock" in done.stderr
    assert "No space" in done.stderr


def test_another_folder_zone_locale_mask_and_user_change_nothing(original, tmp_path) -> None:
    root = tmp_path / "另 一 处" / "x"
    shutil.copytree(original.root, root)
    shutil.rmtree(root / "build")
    environment = {
        **os.environ,
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "tr_TR.UTF-8",
        "LANG": "tr_TR.UTF-8",
        "USER": "somebody",
        "LOGNAME": "somebody",
        "HOME": str(tmp_path),
    }
    command = f'umask 077; exec "{sys.executable}" -m typeset.cli "$@"'

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", "-c", command, "sh", *words],
            cwd=root,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    done = run("verify", "7", "-p", "print", "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert "7 print  identical" in done.stdout
    assert done.stdout.startswith("inputs and software are those of the lock")
    done = run("build", "7", "--locked")
    assert done.returncode == 0, done.stderr
    assert sha256(root / PDF) == sha256(original.root / PDF)


# ── build --locked ──


def test_a_changed_and_a_missing_file_are_refused_by_name(locked) -> None:
    locked.edit(locked.article, "有关部门", "有关的部门")
    logo = locked.root / "fonts/lxgw-wenkai/LXGWWenKai-Regular.ttf"
    logo.unlink()
    before = (locked.root / PDF).read_bytes()
    done = locked.run("build", "7", "--locked")
    assert done.exit_code == 1
    assert codes(done.stderr) == ["R011", "R010"]
    assert "issues/7/articles/01-first.md" in done.stderr
    assert "LXGWWenKai-Regular.ttf" in done.stderr
    assert (locked.root / PDF).read_bytes() == before


def test_a_file_that_was_not_locked_is_refused_by_name(locked) -> None:
    line = next(x for x in locked.lock.read_text().splitlines() if "01-first.md" in x)
    locked.edit(locked.lock, line + "\n", "")
    done = locked.run("build", "7", "--locked")
    assert done.exit_code == 1
    assert "R012" in codes(done.stderr)
    assert "issues/7/articles/01-first.md" in done.stderr


def test_a_locked_file_that_is_no_longer_used_is_refused_by_name(locked) -> None:
    (locked.root / "issues/7/old.md").write_text("x")
    digest = hashlib.sha256(b"x").hexdigest()
    locked.edit(locked.lock, '"issue.yaml" =', f'"old.md" = "{digest}"\n"issue.yaml" =')
    done = locked.run("build", "7", "--locked")
    assert done.exit_code == 1
    assert "R013" in codes(done.stderr)
    assert "issues/7/old.md" in done.stderr


EDITS = {
    "R014": (r"pad = 1", "pad = 4", "--pad"),
    "R015": (r'pango = "[^"]*"', 'pango = "0.1"', "pango"),
    "R016": (r'FOGRA39L_coated.icc" = "\w{8}', 'FOGRA39L_coated.icc" = "00000000', "FOGRA39L"),
    "R018": (r"\[pdf\.print", "[pdf.archive", "print"),
    "R019": (r'(?s)(\[pdf\.print\]\nsha256 = )"\w{8}', r'\1"00000000', "print"),
}


@pytest.mark.parametrize("code", EDITS)
def test_options_versions_parts_and_results_are_held_to_the_lock(locked, code: str) -> None:
    pattern, replacement, named = EDITS[code]
    text, count = re.subn(pattern, replacement, locked.lock.read_text())
    assert count
    locked.lock.write_text(text)
    done = locked.run("build", "7", "--locked")
    assert done.exit_code == 1
    assert code in codes(done.stderr)
    assert named in next(part for part in done.stderr.split("\n\n") if code in part)


def test_other_code_of_the_same_version_is_held_to_its_results_alone(locked) -> None:
    text = re.sub(r'(py" = )"\w{8}', r'\1"00000000', locked.lock.read_text())
    locked.lock.write_text(text)
    done = locked.run("build", "7", "--locked")
    assert done.exit_code == 0
    assert "R017" in codes(done.stderr)


def test_a_font_added_for_newer_layouts_does_not_stop_old_issues(locked) -> None:
    catalog = locked.root / "fonts/catalog.yaml"
    text = catalog.read_text()
    entry = text[text.rindex("- family:") :]
    copy = locked.root / "fonts/new.ttf"
    (file,) = re.findall(r"file: (.*\.ttf)", entry)
    shutil.copyfile(locked.root / "fonts" / file, copy)
    added = entry.replace(file, "new.ttf")
    added = re.sub(r"family: .*", "family: Newer", added)
    catalog.write_text(text.rstrip("\n") + "\n" + indent_of(text) + added)
    done = locked.run("build", "7", "--locked")
    assert done.exit_code == 0, done.stderr
    locked.edit(catalog, "weight: 400", "weight: 500")
    done = locked.run("build", "7", "--locked")
    assert done.exit_code == 1
    assert "R010" in codes(done.stderr)


def test_what_a_lock_has_refused_is_asked_anew_once_the_lock_is_gone(locked) -> None:
    style = locked.root / "layouts/brief/1/style.css"
    locked.edit(style, style.read_text()[:1], " " + style.read_text()[:1])
    assert "R020" in codes(locked.run("build", "7").stderr)
    locked.lock.unlink()
    done = locked.run("build", "7")
    assert (done.exit_code, done.stdout) == (0, f"{PDF}\n"), done.stderr


def test_what_a_locked_build_refuses_leaves_the_last_build_standing(locked) -> None:
    locked.edit(locked.lock, "pad = 1", "pad = 4")
    assert locked.run("build", "7", "--locked").exit_code == 1
    done = locked.run("build", "7")
    assert (done.exit_code, done.stdout) == (0, f"{PDF}\n")
    assert "没有变化" in done.stderr


def test_a_lock_that_comes_later_is_heeded_by_an_unchanged_issue(locked) -> None:
    assert "没有变化" in locked.run("build", "7").stderr
    other = locked.root / "issues/6/issue.lock"
    other.parent.mkdir()
    other.write_bytes(locked.lock.read_bytes())
    assert "没有变化" in locked.run("build", "7").stderr, "it has the layout as it is"
    other.write_text(re.sub(r'(style.css" = ")\w{8}', r"\g<1>00000000", other.read_text()))
    done = locked.run("build", "7")
    assert (done.exit_code, codes(done.stderr)) == (1, ["R020"])
    assert "issues/6/issue.lock" in done.stderr
    assert locked.run("build", "7").exit_code == 1, "and goes on being heeded"
    other.unlink()
    assert "没有变化" in locked.run("build", "7").stderr


def test_what_was_held_to_the_same_lock_is_not_set_again(locked) -> None:
    assert "没有变化" not in locked.run("build", "7", "--locked").stderr, "it was held to none yet"
    done = locked.run("build", "7", "--locked")
    assert (done.exit_code, done.stdout) == (0, f"{PDF}\n")
    assert "没有变化" in done.stderr
    text = locked.lock.read_text()
    locked.edit(locked.lock, "pad = 1", "pad = 4")
    for _ in range(2):
        assert "R014" in codes(locked.run("build", "7", "--locked").stderr)
    locked.lock.unlink()
    assert codes(locked.run("build", "7", "--locked").stderr) == ["R001"]
    assert "没有变化" in locked.run("build", "7").stderr
    locked.lock.write_text(text)
    assert "没有变化" in locked.run("build", "7", "--locked").stderr
    locked.edit(locked.article, "有关部门", "有关的部门")
    assert codes(locked.run("build", "7", "--locked").stderr) == ["R010"]


def test_what_a_lock_remarks_is_told_by_each_build(locked) -> None:
    text = re.sub(r'(py" = )"\w{8}', r'\1"00000000', locked.lock.read_text())
    locked.lock.write_text(text)
    for _ in range(2):
        done = locked.run("build", "7", "--locked")
        assert (done.exit_code, done.stdout) == (0, f"{PDF}\n")
        assert "R017" in codes(done.stderr)


def test_each_of_several_issues_is_held_to_its_lock(locked) -> None:
    shutil.copytree(locked.root / "issues/7", locked.root / "issues/8")
    manifest = locked.root / "issues/8/issue.yaml"
    locked.edit(manifest, "number: 7", "number: 8")
    (locked.root / "issues/8/issue.lock").unlink()
    done = subprocess.run(
        [sys.executable, "-m", "typeset.cli", "build", "--all", "--locked", "-k", "-j", "1"],
        cwd=locked.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, f"{PDF}\n"), done.stderr
    assert "R001" in codes(done.stderr)
    assert "issues/8/issue.lock" in done.stderr


def indent_of(text: str) -> str:
    line = next(x for x in text.splitlines() if "- family:" in x)
    return line[: len(line) - len(line.lstrip())]


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


# ── lock files that are none ──

CONFLICT = "<<<<<<< ours\npad = 1\n=======\npad = 4\n>>>>>>> theirs\n"
DAMAGES = {
    "none": (None, "R001"),
    "conflict": (lambda text: text.replace("pad = 1\n", CONFLICT), "R002"),
    "half a conflict": (lambda text: text.replace("pad = 1\n", "=======\npad = 1\n"), "R002"),
    "cut short": (lambda text: text[: len(text) // 2], "R003"),
    "empty": (lambda text: "", "R005"),
    "two lines joined": (lambda text: text.replace("\npad = 1", " pad = 1"), "R003"),
    "the same line twice": (lambda text: text.replace("pad = 1\n", "pad = 1\npad = 1\n"), "R003"),
    "deep": (lambda text: "x = " + "[" * 100_000, "R003"),
    "not UTF-8": (lambda text: text.encode("gb18030"), "R003"),
    "noise": (lambda text: bytes(range(256)), "R003"),
    "no date": (lambda text: re.sub("date = .*\n", "", text), "R004"),
    "a short sum": (lambda text: re.sub(r'(first.md" = )"\w+"', r'\1"abc"', text), "R004"),
    "a page less": (lambda text: re.sub(r"\n0001 = .*", "", text), "R004"),
    "a page that is a number": (lambda text: re.sub(r"\n0001 = .*", "\n0001 = 5", text), "R004"),
    "a short sketch": (lambda text: re.sub(r'raster = "\S+ ', 'raster = "', text), "R004"),
    "newer": (lambda text: text.replace("typeset-lock = 1", "typeset-lock = 2"), "R005"),
    "of another tool": (lambda text: '[[package]]\nname = "x"\n', "R005"),
    "of another issue": (lambda text: text.replace("issue = 7", "issue = 6"), "R006"),
}


@pytest.mark.parametrize("name", DAMAGES)
@pytest.mark.parametrize("command", ["build", "verify"])
def test_a_damaged_lock_is_told_from_others(locked, name: str, command: str) -> None:
    damage, code = DAMAGES[name]
    text = locked.lock.read_text()
    if damage is None:
        locked.lock.unlink()
    else:
        damaged = damage(text)
        assert damaged != text
        locked.lock.write_bytes(damaged if isinstance(damaged, bytes) else damaged.encode())
    words = ("7", "--locked") if command == "build" else ("7",)
    done = locked.run(command, *words)
    assert done.exit_code == 1
    assert codes(done.stderr) == [code]
    assert "issues/7/issue.lock" in done.stderr


def test_the_place_of_the_damage_is_shown(locked) -> None:
    locked.edit(locked.lock, "pad = 1\n", CONFLICT)
    assert "issue.lock:7:1: " in locked.run("verify", "7").stderr
    locked.edit(locked.lock, CONFLICT, "pad =\n")
    assert re.search(r"issue.lock:7:\d+: ", locked.run("verify", "7").stderr)
    locked.edit(locked.lock, "pad =\n", "pad = 'x'\n")
    done = locked.run("verify", "7", "--lang", "en")
    assert "issue.lock:7: error R004" in done.stderr
    assert "“pad”" in done.stderr


def test_a_folder_in_the_place_of_a_lock_is_told(locked) -> None:
    locked.lock.unlink()
    locked.lock.mkdir()
    done = locked.run("verify", "7")
    assert (done.exit_code, codes(done.stderr)) == (1, ["R007"])
    assert locked.run("lock", "7", "-p", "print").exit_code == 2


def test_a_lock_from_windows_is_read(locked) -> None:
    data = locked.lock.read_bytes().replace(b"\n", b"\r\n")
    report = Report()
    assert parse(b"\xef\xbb\xbf" + data, "issue.lock", report) is not None
    assert not len(report)
