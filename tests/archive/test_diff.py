"""`typeset diff`: any two PDFs, issues and revisions; how fine it looks."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from typeset.archive.alignment import align
from typeset.archive.comparison import Verdict, compare_digests
from typeset.archive.file_comparison import Side, compare_files
from typeset.archive.page_digest import MOST_RASTER, digest
from typeset.archive.sketch import distance, sketch

PDF = "build/7/数据周报-7-print.pdf"


def codes(stderr: str) -> list[str]:
    return re.findall(r"(?:错误|提醒) ([A-Z]\d{3}) ", stderr)


@pytest.fixture
def edited(original, tmp_path):
    """The print PDF with its page 01 changed by a function over its content stream."""

    def edit(change) -> Path:
        path = tmp_path / "edited.pdf"
        with pikepdf.open(original.root / PDF) as pdf:
            page = next(page for page in pdf.pages if page.label == "01")
            contents = page.Contents
            streams = contents if isinstance(contents, pikepdf.Array) else [contents]
            data = b"\n".join(stream.read_bytes() for stream in streams)
            changed = change(data)
            page.Contents = pdf.make_stream(changed)
            pdf.save(path, compress_streams=False)
        return path

    return edit


def verdicts(original, path: Path):
    """Compare both ways: file against file, and file against a lock's digest."""
    old, new = (original.root / PDF).read_bytes(), path.read_bytes()
    return (
        compare_files(Side.of(old), Side.of(new)),
        compare_digests(digest(old), digest(new), MOST_RASTER),
    )


def moved(data: bytes, by_pt: float) -> bytes:
    """Move the longest run of text, a line of the body, up by `by_pt`."""
    shows = list(
        re.finditer(rb"(?:1 0 0 -1|1 0 0 1|[\d.-]+ 0 0 [\d.-]+) [\d.-]+ ([\d.-]+) Tm", data)
    )
    place = shows[len(shows) // 2]
    y = float(place.group(1)) - by_pt / 0.75  # the page is drawn in CSS pixels, y down
    return data[: place.start(1)] + f"{y:.5f}".encode() + data[place.end(1) :]


def test_other_bytes_of_the_same_pages_are_equivalent(original, edited) -> None:
    for comparison in verdicts(original, edited(lambda data: data)):
        assert (comparison.verdict, comparison.pages) == (Verdict.EQUIVALENT, ())


def test_a_trembling_of_hundredths_is_equivalent(original, edited) -> None:
    for comparison in verdicts(original, edited(lambda data: moved(data, 0.004))):
        assert comparison.verdict is Verdict.EQUIVALENT, comparison


def test_a_line_that_moved_by_a_fifth_of_a_point_is_found(original, edited) -> None:
    for comparison in verdicts(original, edited(lambda data: moved(data, 0.2))):
        assert comparison.verdict is Verdict.DIFFERENT
        (page,) = comparison.pages
        assert page.label == "01"
        assert page.aspects[0] == "glyphs"


def test_a_spot_of_a_millimetre_is_found(original, edited) -> None:
    spot = b"\nq 0 0 0 1 k 300 300 3 3 re f Q"
    for comparison in verdicts(original, edited(lambda data: data + spot)):
        (page,) = comparison.pages
        assert page.aspects == ("raster",)


def test_ink_that_no_screen_shows_is_found(original, edited) -> None:
    def richer(data: bytes) -> bytes:
        assert b"0 0 0 1 k" in data or b"0 0 0 1 scn" in data or b"0 g" in data
        return data + b"\nq 0.01 0 0 0 k 300 300 3 3 re f Q"

    for comparison in verdicts(original, edited(richer)):
        (page,) = comparison.pages
        assert page.aspects == ("inks",)


def test_pages_that_come_and_go_are_matched(original, tmp_path) -> None:
    path = tmp_path / "less.pdf"
    with pikepdf.open(original.root / PDF) as pdf:
        del pdf.pages[1]
        count = len(pdf.pages)
        pdf.save(path)
    for comparison in verdicts(original, path):
        assert comparison.page_counts == (count + 1, count)
        assert [(p.old, p.new) for p in comparison.pages if "removed" in p.aspects] == [(1, None)]
        assert len(comparison.pages) == 1


def test_alignment_pairs_what_is_alike() -> None:
    def likeness(one: str, other: str) -> float:
        return 1.0 if one == other else 0.5 * (one[0] == other[0])

    assert align("", "", likeness) == []
    assert align(["a"], [], likeness) == [(0, None)]
    assert align(["a", "b"], ["a", "x", "b"], likeness) == [(0, 0), (None, 1), (1, 2)]
    assert align(["a1", "b1", "c1"], ["b2", "c2"], likeness) == [(0, None), (1, 0), (2, 1)]
    many = [str(n) for n in range(1000)]
    assert len(align(many, many[1:], lambda a, b: 1.0 * (a == b))) == 1000


def test_sketches_tell_distances() -> None:
    values = [(n * 7919) % 60_000 for n in range(2000)]
    assert sketch(values) == sketch(list(values))
    assert sketch([]) == (0,) * 8
    line = [value + 100 * (400 <= n < 460) for n, value in enumerate(values)]
    far = distance(sketch(values), sketch(line))
    assert 0.4 * 775 < far < 1.8 * 775  # √60 × 100


def test_two_files_as_words_and_as_data(original, edited, tmp_path) -> None:
    path = edited(lambda data: moved(data, 3))
    done = original.run("diff", PDF, str(path))
    assert done.exit_code == 1
    assert "字的位置：" in done.stdout
    assert "+0.00、+1.06 毫米" in done.stdout
    report = tmp_path / "r.html"
    done = original.run("diff", PDF, str(path), "--format", "json", "--report", str(report))
    data = json.loads(done.stdout)
    assert data["verdict"] == "different"
    assert [page["label"] for page in data["pages"]] == ["01"]
    assert report.read_text().count("<img ") == 3
    done = original.run("diff", PDF, PDF, "--lang", "en")
    assert (done.exit_code, done.stdout) == (0, f"{PDF} → {PDF}  identical: the same bytes\n")


def test_what_is_no_pdf_is_told(original, tmp_path) -> None:
    wrong = tmp_path / "wrong.pdf"
    wrong.write_text("x")
    done = original.run("diff", PDF, str(wrong))
    assert done.exit_code == 2
    assert len(codes(done.stderr)) == 1
    assert "wrong.pdf" in done.stderr
    done = original.run("diff", PDF, "nothing.pdf")
    assert done.exit_code == 2
    assert codes(done.stderr) == ["F001"]


def test_an_issue_that_cannot_be_made_is_a_fault_of_its_own(locked) -> None:
    locked.edit(locked.article, "title: 第一篇文章\n", "")
    done = locked.run("diff", PDF, "7")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "issues/7/articles/01-first.md" in done.stderr


def test_an_issue_is_compared_with_what_git_has_of_it(locked) -> None:
    locked.git("init", "-q")
    locked.git("add", ".")
    locked.git("commit", "-q", "-m", "one")
    locked.git("tag", "printed")
    locked.edit(locked.article, "近日，有关", "近日、有关")
    done = locked.run("diff", "7@printed", "7")
    assert done.exit_code == 1
    assert "近日[，→、]有关" in done.stdout
    (locked.root / "sub").mkdir()
    done = locked.run("diff", "issues/7@HEAD", PDF)  # a path, and the PDF that was built then
    assert "identical" in done.stdout or "相同" in done.stdout
    assert done.exit_code == 0
    for words, code in (
        ("7@nowhere", "R032"),
        ("7@--help", "R032"),
        ("7@", "R034"),
        ("8@HEAD", "R033"),
        (f"{locked.root.parent}@HEAD", "R033"),
    ):
        done = locked.run("diff", words, PDF)
        assert (done.exit_code, codes(done.stderr)) == (2, [code]), words
    changed = subprocess.run(
        ["git", "-C", locked.root, "status", "--short"], capture_output=True, text=True, check=True
    )
    assert changed.stdout.splitlines()[0].endswith("01-first.md")  # git's own files untouched


def test_a_project_within_a_repository_is_found_there(copied, tmp_path) -> None:
    place = copied("outer/inner")
    subprocess.run(["git", "-C", tmp_path / "outer", "init", "-q"], check=True)
    place.git("add", ".")
    place.git("commit", "-q", "-m", "one")
    done = place.run("diff", "7@HEAD", PDF)
    assert (done.exit_code, done.stderr.count("错误 ")) == (0, 0), done.stderr


def test_without_git_it_is_told(locked, monkeypatch) -> None:
    assert codes(locked.run("diff", "7@HEAD", PDF).stderr) == ["R031"]
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert codes(locked.run("diff", "7@HEAD", PDF).stderr) == ["R030"]


def test_a_browser_shows_both_sides_and_the_difference(original, edited, tmp_path) -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("needs Debian's chromium")
    path = edited(lambda data: moved(data, 3))
    report, shot = tmp_path / "r.html", tmp_path / "shot.png"
    original.run("diff", PDF, str(path), "--report", str(report))
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr")
    done = subprocess.run(
        [chromium, *options, "--window-size=1500,1400", f"--screenshot={shot}", report.as_uri()],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
        env={**os.environ, "HOME": str(tmp_path)},
    )
    assert "CONSOLE" not in done.stderr
    picture = Image.open(shot).convert("RGB")
    third = picture.width // 3

    def has(left: int, right: int, seen) -> bool:
        part = picture.crop((left, 0, right, picture.height))
        return any(seen(*pixel) for _, pixel in part.getcolors(1 << 24))

    def is_cyan(red: int, green: int, blue: int) -> bool:
        return green > 225 and blue > 225 and red < 180

    assert has(2 * third, 3 * third, is_cyan)
    assert has(2 * third, 3 * third, lambda r, g, b: r > 225 and max(g, b) < 180)
    assert has(0, third, lambda r, g, b: max(r, g, b) < 60)
    assert has(third, 2 * third, lambda r, g, b: max(r, g, b) < 60)
