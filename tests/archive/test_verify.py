"""`typeset verify`: what must be found, what must not, and layouts that are locked."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys

import pytest
from PIL import Image

from typeset.archive.layout_guard import check_layout_lock
from typeset.sources import Sources

COMMA = ("近日，有关", "近日、有关")


def codes(stderr: str) -> list[str]:
    return re.findall(r"(?:错误|提醒) ([A-Z]\d{3}) ", stderr)


def test_what_has_not_changed_is_identical(locked) -> None:
    done = locked.run("verify", "7")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[1:] == ["7 print  相同：逐字节一致", "7 screen  相同：逐字节一致"]
    assert not (locked.root / "build/7/数据周报-7-screen.pdf").exists()


def test_a_changed_comma_is_found_on_its_page(locked) -> None:
    locked.edit(locked.article, *COMMA)
    done = locked.run("verify", "7", "-p", "print")
    assert done.exit_code == 1
    assert "  issues/7/articles/01-first.md 改过" in done.stdout.splitlines()
    assert "7 print  不同；共 1 页有变化：01" in done.stdout
    assert "（01）：文字" in done.stdout
    assert "近日[，→、]有关" in done.stdout  # the locked PDF lies in build/


def test_a_changed_comma_is_found_without_the_old_pdf(locked) -> None:
    shutil.rmtree(locked.root / "build")
    locked.edit(locked.article, *COMMA)
    done = locked.run("verify", "7", "-p", "print", "--format", "json")
    (found,) = json.loads(done.stdout)["issues"]
    assert (done.exit_code, found["verdict"], found["issue"]) == (1, "different", 7)
    assert found["changes"][0]["name"] == "issues/7/articles/01-first.md"
    profile = found["profiles"]["print"]
    assert profile["locked_pdf_at_hand"] is False
    assert [(p["label"], p["differs"][0]) for p in profile["pages"]] == [("01", "text")]


def test_a_changed_font_file_is_found(locked) -> None:
    font = locked.root / "fonts/noto-serif-sc/NotoSerifSC_400Regular.ttf"
    data = font.read_bytes()
    font.unlink()  # a hard link
    font.write_bytes(data + b"\0")
    done = locked.run("verify", "7")
    assert done.exit_code == 1
    assert "L010" in codes(done.stderr)
    assert f"  fonts/{font.parent.name}/{font.name} 改过" in done.stdout.splitlines()
    assert "不同：现在排不出来" in done.stdout


def test_a_font_changed_in_the_catalogue_too_is_found_on_the_pages(locked) -> None:
    folder = locked.root / "fonts/noto-serif-sc"
    regular, bold = folder / "NotoSerifSC_400Regular.ttf", folder / "NotoSerifSC_700Bold.ttf"
    old = hashlib.sha256(regular.read_bytes()).hexdigest()
    regular.unlink()
    os.link(bold, regular)
    new = hashlib.sha256(bold.read_bytes()).hexdigest()
    locked.edit(locked.root / "fonts/catalog.yaml", old, new)
    done = locked.run("verify", "7", "-p", "print")
    assert done.exit_code == 1
    assert "NotoSerifSC_400Regular.ttf 改过" in done.stdout
    assert "fonts/catalog.yaml 改过" in done.stdout
    page = next(line for line in done.stdout.splitlines() if "（01）" in line)
    assert "字体" in page
    assert "图像" in page


def test_a_moved_line_is_found_and_the_edited_layout_named(locked) -> None:
    style = locked.root / "layouts/brief/1/style.css"
    style.write_text(style.read_text() + "\n.article h2{text-indent:1pt}h2{text-indent:1pt}\n")
    done = locked.run("verify", "7", "-p", "print")
    assert done.exit_code == 1
    assert "R020" in codes(done.stderr)
    assert "“小标题”移动了 +0.35、+0.00 毫米" in done.stdout
    assert "文字" not in done.stdout.split("不同", 1)[1]


ICC = "typeset/press/profiles_icc/FOGRA39L_coated.icc"


@pytest.fixture
def with_tool(locked):
    """The project with a copy of typeset in it, which `python -m typeset.cli` then runs."""
    tool = locked.root.parents[0] / "project" / "typeset"
    shutil.copytree(
        os.path.dirname(sys.modules["typeset"].__file__),  # noqa: PTH120
        tool,
        ignore=shutil.ignore_patterns("__pycache__"),
    )

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "typeset.cli", *words]
        return subprocess.run(command, cwd=locked.root, capture_output=True, text=True, check=False)

    return locked, run


def test_a_changed_colour_profile_is_found(with_tool) -> None:
    locked, run = with_tool
    profile = locked.root / ICC
    data = bytearray(profile.read_bytes())
    old = hashlib.sha256(data).hexdigest()
    data[-1] ^= 1
    profile.write_bytes(data)
    done = run("verify", "7", "-p", "print")
    assert done.returncode == 1
    assert "R022" in codes(done.stderr)
    assert f"typeset 自带的 {ICC} 改过" in done.stdout
    assert codes(run("lock", "7").stderr) == ["R022"]
    assert "R016" in codes(run("build", "7", "--locked").stderr)

    # With the tool's own record of it changed as well, the file that comes out tells.
    code = locked.root / "typeset/press/ink_profiles.py"
    code.write_text(code.read_text().replace(old, hashlib.sha256(data).hexdigest()))
    done = run("verify", "7", "-p", "print")
    assert done.returncode == 1
    assert done.stdout.startswith("只有软件变了")
    assert f"typeset 自带的 {ICC} 改过" in done.stdout
    assert "整个文件：色彩特性文件（ICC）" in done.stdout
    assert old in done.stdout  # the locked PDF is in build/, so its profile is known
    assert "7 print  不同" in done.stdout


def test_only_other_software_is_said_first_and_same_pages_pass(locked) -> None:
    text = locked.lock.read_text()
    text = re.sub(r'pango = "[^"]*"', 'pango = "0.1"', text)
    text = re.sub(r'(\[pdf\.\w+\]\nsha256 = )"\w{8}', r'\1"00000000', text)  # other bytes
    locked.lock.write_text(text)
    done = locked.run("verify", "7")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[0].startswith("只有软件变了")
    assert re.fullmatch(r"  pango 0\.1 → \d.*", lines[1])
    assert [line.split("：")[0] for line in lines[2:]] == ["7 print  等同", "7 screen  等同"]


def test_a_lock_that_knows_other_pages_is_not_passed(locked) -> None:
    text = re.sub(r'(\[pdf\.\w+\]\nsha256 = )"\w{8}', r'\1"00000000', locked.lock.read_text())
    line = re.search(r"(?m)^0001 = .*$", text).group()
    for name, pattern, replacement in (
        ("页框", r'boxes = "\w{4}', 'boxes = "0000'),
        ("字体", r'fonts = "\w{4}', 'fonts = "0000'),
        ("颜色与图片", r' inks = "\w{4}', ' inks = "0000'),
        ("字的位置", r'glyphs = "\S+ ', 'glyphs = "0 '),
        ("图像", r'raster = "\S+ ', 'raster = "99999 '),
    ):
        text = text.replace(line, line := re.sub(pattern, replacement, line), 1)
        assert name
    locked.lock.write_text(text)
    done = locked.run("verify", "7", "-p", "archive", "-p", "print", "-p", "screen")
    assert done.exit_code == 1
    assert "第 1 页（封面）：页框、字体、颜色与图片、字的位置、图像" in done.stdout


def test_the_old_pages_come_out_of_git_for_the_report(locked, tmp_path) -> None:
    shutil.rmtree(locked.root / "build")
    locked.git("init", "-q")
    locked.git("add", ".")
    locked.git("commit", "-q", "-m", "locked")
    locked.edit(locked.article, *COMMA)
    report = tmp_path / "report.html"
    done = locked.run("verify", "7", "-p", "print", "--report", str(report))
    assert done.exit_code == 1
    assert "近日[，→、]有关" in done.stdout
    pictures = pictures_in(report.read_text())
    assert len(pictures) == 3
    colours = [{pixel for _, pixel in p.getcolors(1 << 24)} for p in pictures]
    assert any(r > 240 and g < 180 for r, g, b in colours[2])  # red: only now
    assert any(g > 240 and r < 180 for r, g, b in colours[2])  # cyan: only before


def test_a_report_without_the_old_pdf_says_so(locked, tmp_path) -> None:
    shutil.rmtree(locked.root / "build")
    locked.edit(locked.article, *COMMA)
    report = tmp_path / "r.html"
    locked.run("verify", "7", "-p", "print", "--report", str(report))
    page = report.read_text()
    assert "原来的 PDF 不在手边" in page
    assert len(pictures_in(page)) == 1
    assert not re.findall(r'(?:src|href)="(?!data:)', page)


def pictures_in(page: str) -> list[Image.Image]:
    found = re.findall(r'src="data:image/png;base64,([^"]+)"', page)
    return [Image.open(io.BytesIO(base64.b64decode(data))).convert("RGB") for data in found]


def test_a_report_that_cannot_be_written_is_told(locked, tmp_path) -> None:
    (tmp_path / "file").write_text("x")
    place = str(tmp_path / "file/report.html")
    done = locked.run("verify", "7", "-p", "print", "--report", place)
    assert done.exit_code == 2
    assert place in done.stderr


def test_several_issues_each_get_a_verdict(locked) -> None:
    shutil.copytree(locked.root / "issues/7", locked.root / "issues/8")
    (locked.root / "issues/8/issue.lock").unlink()
    done = locked.run("verify", "7", "8", "9", "-p", "print", "--format", "json")
    assert done.exit_code == 2  # there is no issue 9
    first, second = json.loads(done.stdout)["issues"]
    assert first["verdict"] == "identical"
    assert [d["code"] for d in second["diagnostics"]] == ["R001"]


# ── locked layouts ──


@pytest.mark.parametrize("words", [("build", "8"), ("check", "8"), ("lock", "8", "-p", "print")])
def test_a_layout_that_any_lock_names_is_not_edited(locked, words) -> None:
    shutil.copytree(locked.root / "issues/7", locked.root / "issues/8")
    (locked.root / "issues/8/issue.lock").unlink()
    locked.edit(locked.root / "issues/8/issue.yaml", "number: 7", "number: 8")
    locked.edit(locked.root / "layouts/brief/1/style.css", "{", "{ ")
    (locked.root / "layouts/brief/2").mkdir()
    done = locked.run(*words, "--lang", "en")
    assert done.exit_code == 1
    assert "layouts/brief/1/style.css: error R020" in done.stderr
    assert "issues/7/issue.lock" in done.stderr
    assert "typeset layout new brief@3 --from brief@1" in done.stderr
    locked.lock.unlink()
    assert "R020" not in locked.run("check", "8", "--lang", "en").stderr


def test_the_guard_names_each_file_once_and_bears_damaged_locks(locked) -> None:
    other = locked.root / "issues/6/issue.lock"
    other.parent.mkdir()
    other.write_bytes(b"<<<<<<< ours\n" + locked.lock.read_bytes() + b"\xff\xfe")
    (locked.root / "issues/5").mkdir()
    (locked.root / "issues/5/issue.lock").mkdir()

    def found() -> list[tuple[str, str]]:
        report = check_layout_lock(Sources(locked.root), "brief@1", "issues/7")
        return [(d.code, d.span.file) for d in report]

    assert found() == []
    (locked.root / "layouts/brief/1/style.css").write_text("x")
    (locked.root / "layouts/brief/1/body.html.jinja").unlink()
    assert sorted(found()) == [
        ("R020", "layouts/brief/1/style.css"),
        ("R021", "layouts/brief/1/body.html.jinja"),
    ]


def test_a_new_version_of_a_layout_leaves_the_old_alone(locked) -> None:
    shutil.copytree(locked.root / "layouts/brief/1", locked.root / "layouts/brief/2")
    locked.edit(locked.root / "layouts/brief/2/layout.yaml", "version: 1", "version: 2")
    style = locked.root / "layouts/brief/2/style.css"
    style.write_text(style.read_text() + "\nh2{text-indent:1pt}\n")
    assert locked.run("build", "7", "--locked").exit_code == 0
    locked.edit(locked.root / "issues/7/issue.yaml", "brief@1", "brief@2")
    assert locked.run("build", "7").exit_code == 0
    done = locked.run("verify", "7", "-p", "print")
    assert done.exit_code == 1
    assert "选项 layout：brief@1 → brief@2" in done.stdout
