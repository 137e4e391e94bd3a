"""A file read back by two processes has the facts that one finds, in the same order."""

from __future__ import annotations

import io
import os
import signal
from multiprocessing.connection import Connection
from typing import NoReturn

import pikepdf
import pytest
import qrcode
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

from typeset.archive.production import produce
from typeset.press import examining as module
from typeset.press.examining import examining
from typeset.press.facts import UnreadablePdfError
from typeset.press.inspection import examine
from typeset.sources import Sources

ALL = ["print", "screen", "archive"]
PAGES = 60


@pytest.fixture(scope="module")
def made_up() -> bytes:
    """Return many pages that share a form, a font and a picture, some of them malformed."""
    pdf = pikepdf.new()
    form = Stream(
        pdf,
        b"0 0 m 5 5 l 1 2 3 4 5 6 c (x) 2 l 7 l 1 2 3 re f true 1 m 9 9 l s /P <</MCID 1>> BDC"
        b" 1 2 3 4 re f EMC 0 1 0 rg BI /W 1 /H 1 /BPC 8 /CS /G ID x EI",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 10, 10]),
    )
    pixels = Image.new("CMYK", (4, 4), (200, 100, 50, 0)).tobytes()
    picture = Stream(
        pdf,
        pixels,
        Subtype=Name.Image,
        Width=4,
        Height=4,
        ColorSpace=Name.DeviceCMYK,
        BitsPerComponent=8,
    )
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    resources = pdf.make_indirect(
        Dictionary(
            XObject=Dictionary(X=pdf.make_indirect(form), I=pdf.make_indirect(picture)),
            Font=Dictionary(F=pdf.make_indirect(font)),
        )
    )
    for number in range(PAGES):
        content = (
            b"q /X Do Q q %d 0 0 40 50 60 cm /I Do Q BT /F %d Tf 50 700 Td (page %d) Tj ET "
            % (number + 10, number + 6, number)
        )
        content += code_path(f"https://example.org/{number}") if number % 7 == 0 else b"1 re f"
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, 600, 800]),
            Contents=Stream(pdf, content),
            Resources=resources,
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return saved(pdf)


def code_path(words: str) -> bytes:
    drawn = qrcode.QRCode(border=0)
    drawn.add_data(words)
    drawn.make()
    return b" ".join(
        b"%d %d 4 4 re f" % (100 + 4 * column, 500 - 4 * row)
        for row, line in enumerate(drawn.get_matrix())
        for column, dark in enumerate(line)
        if dark
    )


def saved(pdf: pikepdf.Pdf) -> bytes:
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


def damaged(data: bytes) -> bytes:
    """Return a file with two faults, one for each process, of which the first is told."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number, plates in ((33, True), (50, 5)):
            space = Array([Name.DeviceN, plates])
            pdf.pages[number].obj.Group = Dictionary(S=Name.Transparency, CS=space)
        return saved(pdf)


def test_the_file_made_up_has_what_can_differ(made_up: bytes) -> None:
    facts = examine(made_up)
    assert [page.index for page in facts.pages] == list(range(PAGES))
    assert all(page.problems and page.images and page.fonts for page in facts.pages)
    assert all(page.ink_percent == pytest.approx(350 / 255 * 100) for page in facts.pages)
    assert [code.text for page in facts.pages for code in page.codes] == [
        f"https://example.org/{number}" for number in range(0, PAGES, 7)
    ]


@pytest.mark.parametrize("processes", [1, 2])
def test_the_facts_are_those_of_one_process(made_up: bytes, processes: int) -> None:
    facts = examine(made_up)
    with examining(processes) as found_by:
        for page_count in (PAGES, 5, module.LEAST_SHARED):  # the count may be but a guess
            assert found_by.examine(made_up, page_count) == facts


@pytest.mark.parametrize("least", [1, 1000])
def test_an_issue_is_found_as_one_process_finds_it(
    specimen, monkeypatch: pytest.MonkeyPatch, least: int
) -> None:
    monkeypatch.setattr(module, "LEAST_SHARED", least)
    project, manifest = specimen
    one, two = (produce(Sources(project.root), manifest, ALL, hands=hands) for hands in (1, 2))
    assert one.pdfs.keys() == set(ALL)
    assert one.pdfs == two.pdfs
    assert {name: list(found) for name, found in one.reports.items()} == {
        name: list(found) for name, found in two.reports.items()
    }
    with examining(2) as found_by:
        for pdf in one.pdfs.values():
            assert found_by.examine(pdf, one.page_count) == examine(pdf)


def learns_nothing(pipe: Connection) -> NoReturn:
    raise ImportError("not installed")


def dies(pipe: Connection) -> None:
    pipe.recv()
    os.kill(os.getpid(), signal.SIGKILL)


def fails(pipe: Connection) -> None:
    while pipe.recv() is None:
        pass
    examine(b"no file")


@pytest.mark.parametrize("work", [learns_nothing, dies, fails])
@pytest.mark.parametrize("which", ["_read", "_read_later"])
def test_what_a_lost_process_does_not_do_is_done_here(
    made_up: bytes, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], which, work
) -> None:
    monkeypatch.setattr(module, which, work)
    facts = examine(made_up)
    with examining(2) as found_by:
        assert found_by.examine(made_up, PAGES) == facts
        assert found_by.examine(made_up, 5) == facts
    assert capfd.readouterr() == ("", "")


def test_a_damaged_file_is_told_of_alike_and_the_next_is_read(made_up: bytes) -> None:
    bad = damaged(made_up)
    facts = examine(made_up)
    with pytest.raises(UnreadablePdfError) as alone:
        examine(bad)
    assert "bool" in alone.value.detail
    with examining(2) as found_by:
        for data, reason in ((bad, alone.value.detail), (b"no file", "")):
            with pytest.raises(UnreadablePdfError) as together:
                found_by.examine(data, PAGES)
            assert together.value.detail == reason
        assert found_by.examine(made_up, PAGES) == facts
