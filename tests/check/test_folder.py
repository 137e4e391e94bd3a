"""The files of an issue's folder: what is used, what is left, and how it is named."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from tests.check.conftest import MANIFEST, lay_out_issue
from typeset.check.proofreading import proofread
from typeset.check.settings import Settings
from typeset.check.subjects import read_copy
from typeset.issue.reader import read_issue


def picture(shade: int = 200) -> bytes:
    buffer = io.BytesIO()
    Image.new("L", (4, 4), shade).save(buffer, "PNG")
    return buffer.getvalue()


def found(root: Path, files: dict[str, bytes], body: str = "正文。") -> list[tuple[str, str]]:
    sources = lay_out_issue(root, body)
    for name, data in files.items():
        path = root / "issues/9" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    issue, _ = read_issue(sources, "issues/9/issue.yaml")
    copy = read_copy(sources, "issues/9/issue.yaml", issue, Settings(select=("X",)))
    return [(d.code, d.span.file.removeprefix("issues/9/")) for d in proofread(copy) if d.span]


def test_a_tidy_folder(tmp_path: Path) -> None:
    files = {"images/a.png": picture(), "NOTES.md": b"x", "issue.lock": b"", ".gitkeep": b""}
    assert found(tmp_path, files, "![会场全景](../images/a.png)") == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("images/b.png", "X004"),
        ("organisations/old.md", "X004"),
        (".DS_Store", "X002"),
        ("articles/~$通知.docx", "X002"),
        ("images/Thumbs.db", "X002"),
        ("articles/01.md.bak", "X002"),
        ("articles/01 - 副本.md", "X002"),
        ("images/a(1).png", "X002"),
        ("articles/通知.docx", "X003"),
        ("原稿.PDF", "X003"),
    ],
)
def test_what_does_not_belong(tmp_path: Path, name: str, code: str) -> None:
    assert (code, name) in found(tmp_path, {name: b"data"})
    assert {c for c, _ in found(tmp_path, {name: b"data"})} <= {code, "X005"}


@pytest.mark.parametrize("name", ["图 1.png", "图（1）.png", "a.PNG", "ａ.png", "a b.png"])
def test_names_that_make_trouble(tmp_path: Path, name: str) -> None:
    codes = found(tmp_path, {f"images/{name}": picture()}, f"![会场](<../images/{name}>)")
    assert codes == [("X005", f"images/{name}")]


def test_names_that_differ_in_capitals(tmp_path: Path) -> None:
    files = {"images/Chart.png": picture(1), "images/chart.png": picture(2)}
    body = "![会场全景](../images/Chart.png)\n\n![会场远景](../images/chart.png)"
    assert found(tmp_path, files, body) == [("X006", "images/chart.png")]


def test_the_same_picture_twice(tmp_path: Path) -> None:
    files = {"images/a.png": picture(1), "images/b.png": picture(1), "images/c.png": picture(2)}
    body = "\n\n".join(f"![会场全景](../images/{name}.png)" for name in "abc")
    assert found(tmp_path, files, body) == [("X007", "images/b.png")]


def test_a_large_file(tmp_path: Path) -> None:
    path = tmp_path / "issues/9/images/a.png"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        file.write(picture())
        file.truncate(30_000_000)
    assert ("X008", "images/a.png") in found(tmp_path, {})


def test_the_folder_of_a_manifest_that_cannot_be_read(tmp_path: Path) -> None:
    sources = lay_out_issue(tmp_path, manifest=MANIFEST.replace("number: 9", "number: x"))
    copy = read_copy(sources, "issues/9/issue.yaml", None, Settings(select=("X", "I", "U")))
    assert not list(proofread(copy))
