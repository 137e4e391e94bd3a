"""`typeset inspect`: a summary on stdout, diagnostics on stderr, exit codes."""

from __future__ import annotations

import io
import json
import random

import pikepdf
import pytest
from click.testing import CliRunner, Result
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

from typeset.cli import main


def simple_pdf(**how: object) -> bytes:
    pdf = pikepdf.new()
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, 595.276, 841.89]),
        Contents=Stream(pdf, b"1 0 0 rg 100 100 50 50 re f"),
        Resources=Dictionary(),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    buffer = io.BytesIO()
    pdf.save(buffer, **how)
    return buffer.getvalue()


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["inspect", *map(str, words)])


def test_a_summary_is_printed(tmp_path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(simple_pdf())
    done = run(path)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "210.00×297.00" in done.stdout
    assert "DeviceRGB" in done.stdout
    assert "色块" in done.stdout
    assert "fill" in run(path, "--lang", "en").stdout


def test_columns_are_aligned(tmp_path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(simple_pdf())
    lines = run(path, "--lang", "en").stdout.splitlines()
    start = lines.index("Colours")
    head, row = lines[start + 1 : start + 3]
    assert head.index("colour space") == row.index("DeviceRGB")


def test_faults_go_to_stderr_and_to_the_exit_code(tmp_path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(simple_pdf())
    done = run(path, "--profile", "print")
    assert done.exit_code == 1
    assert "a.pdf: 错误 K030" in done.stderr
    assert "K030" not in done.stdout
    assert run(path, "--profile", "poster").exit_code == 2


def test_json_holds_everything(tmp_path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(simple_pdf())
    done = run(path, "--json", "--profile", "screen")
    facts = json.loads(done.stdout)
    assert facts["pages"][0]["colours"][0]["values"] == [1, 0, 0]
    assert done.exit_code == 1
    assert "K050" in done.stderr


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "K001"),
        (b"just words", "K001"),
        (simple_pdf()[:300], "K003"),
        (simple_pdf(encryption=pikepdf.Encryption(owner="a", user="b")), "K002"),
    ],
)
def test_what_cannot_be_read_is_a_diagnostic(tmp_path, data: bytes, code: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    done = run(path, "--profile", "print")
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"a.pdf: 错误 {code}" in done.stderr


def test_a_missing_file_is_told(tmp_path) -> None:
    done = run(tmp_path / "none.pdf")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "none.pdf" in done.stderr
    assert run(tmp_path).exit_code == 2


def test_an_owner_password_does_not_keep_us_out(tmp_path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(simple_pdf(encryption=pikepdf.Encryption(owner="a", user="")))
    assert run(path).exit_code == 0
    assert "K011" in run(path, "--profile", "screen").stderr


def test_a_file_of_pillow(tmp_path) -> None:
    path = tmp_path / "a.pdf"
    Image.new("CMYK", (300, 150), (255, 255, 255, 255)).save(path, resolution=150)
    done = run(path, "--profile", "print", "--lang", "en")
    assert "300×150" in done.stdout
    assert "400%" in done.stdout
    assert {"K035", "K036"} <= {word for word in done.stderr.split() if word.startswith("K0")}


def test_garbage_never_shows_a_traceback(tmp_path) -> None:
    chance = random.Random(5)
    original = simple_pdf()
    path = tmp_path / "a.pdf"
    for _ in range(60):
        data = bytearray(original[: chance.randrange(20, len(original) + 1)])
        for _ in range(chance.choice((0, 3, 30))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data)
        done = run(path, "--profile", chance.choice(("print", "screen", "archive")))
        assert done.exit_code in (1, 2), done.exception
        assert done.exception is None or isinstance(done.exception, SystemExit)


def test_an_issue_built_here_can_be_inspected(project) -> None:
    project.issue()
    built = project.run("build", "7")
    assert built.returncode == 0, built.stderr
    path = built.stdout.splitlines()[-1]
    done = project.run("inspect", path)
    assert done.returncode == 0, done.stderr
    assert "https://example.org/news/1.html" in done.stdout
    assert "Traceback" not in done.stderr
