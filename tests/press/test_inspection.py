"""What `examine` says of files whose every measure is known."""

from __future__ import annotations

import dataclasses
import io
import json
import shutil
import subprocess
import time
from pathlib import Path

import pikepdf
import pytest
import qrcode
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

from typeset.press.facts import FileFacts, UnreadablePdfError
from typeset.press.facts_json import as_json
from typeset.press.facts_page import (
    Annotation,
    Box,
    Family,
    FilePage,
    Kind,
    QrCode,
    is_rich_black,
)
from typeset.press.facts_tables import tables
from typeset.press.inspection import examine, nested

MM = 72 / 25.4


def written(content: bytes, resources: Dictionary | None = None, **entries: object) -> FileFacts:
    pdf = pikepdf.new()
    return examine(saved(with_page(pdf, content, resources, **entries)))


def with_page(
    pdf: pikepdf.Pdf, content: bytes, resources: Dictionary | None = None, **entries: object
) -> pikepdf.Pdf:
    values = {"MediaBox": Array([0, 0, 600, 800]), **entries}
    page = Dictionary(
        Type=Name.Page,
        Contents=Stream(pdf, content),
        Resources=resources or Dictionary(),
        **values,
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return pdf


def saved(pdf: pikepdf.Pdf) -> bytes:
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


def page_of(content: bytes, resources: Dictionary | None = None, **entries: object) -> FilePage:
    return written(content, resources, **entries).pages[0]


def helvetica() -> Dictionary:
    return Dictionary(
        Font=Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    )


def code_path(text: str, side: float, x: float, y: float) -> bytes:
    drawn = qrcode.QRCode(border=0)
    drawn.add_data(text)
    drawn.make()
    matrix = drawn.get_matrix()
    unit = side / len(matrix)
    return b"0 g " + b" ".join(
        b"%.4f %.4f %.4f %.4f re f" % (x + column * unit, y + side - (row + 1) * unit, unit, unit)
        for row, line in enumerate(matrix)
        for column, dark in enumerate(line)
        if dark
    )


def raster(pdf: pikepdf.Pdf, mode: str, size: tuple[int, int]) -> Stream:
    space = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}[mode]
    return Stream(
        pdf,
        Image.new(mode, size).tobytes(),
        Subtype=Name.Image,
        Width=size[0],
        Height=size[1],
        ColorSpace=space,
        BitsPerComponent=8,
    )


def test_colours_are_told_by_kind() -> None:
    page = page_of(
        b"0 0 0 1 k 1 0 0 RG 10 10 20 20 re B 0.5 g BT /F 12 Tf 50 50 Td (a) Tj (b) Tj ET",
        helvetica(),
    )
    found = {(u.kind, u.space.name, u.values, u.count) for u in page.colours}
    assert found == {
        (Kind.FILL, "DeviceCMYK", (0, 0, 0, 1), 1),
        (Kind.STROKE, "DeviceRGB", (1, 0, 0), 1),
        (Kind.TEXT, "DeviceGray", (0.5,), 2),
    }


def test_colours_start_black_and_come_back_with_the_state() -> None:
    page = page_of(b"q 1 0 0 rg Q 0 0 9 9 re f /DeviceCMYK cs 0 0 9 9 re f")
    assert [(u.space.name, u.values) for u in page.colours] == [
        ("DeviceGray", (0,)),
        ("DeviceCMYK", (0, 0, 0, 1)),
    ]


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (b"BT /F 12 Tf 9 9 Td (x) Tj ET", 12),
        (b"BT /F 1 Tf 20 0 0 20 9 9 Tm (x) Tj ET", 20),
        (b"0.75 0 0 -0.75 0 800 cm BT 1 0 0 -1 9 9 Tm /F 16 Tf [(x)] TJ ET", 12),
        (b"0 2 -2 0 300 300 cm BT /F 5 Tf (x) Tj ET", 10),
        (b"BT /F 7 Tf 8 TL 9 90 Td (x) ' ET", 7),
    ],
)
def test_text_is_measured_as_printed(content: bytes, size: float) -> None:
    (use,) = page_of(content, helvetica()).colours
    assert use.smallest_pt == pytest.approx(size)


def test_places_are_in_user_space() -> None:
    (use,) = page_of(b"2 0 0 2 100 100 cm 10 20 30 40 re f").colours
    assert use.box == Box(120, 140, 180, 220)


@pytest.mark.parametrize(
    ("matrix", "ppi"),
    [(b"72 0 0 72", 300), (b"144 0 0 72", 150), (b"0 36 -36 0", 600), (b"72 0 0 -72", 300)],
)
def test_resolution_is_that_of_the_printed_size(matrix: bytes, ppi: float) -> None:
    pdf = pikepdf.new()
    with_page(pdf, b"q %b 300 300 cm /I Do Q" % matrix)
    pdf.pages[0].Resources.XObject = Dictionary(I=raster(pdf, "RGB", (300, 300)))
    (image,) = examine(saved(pdf)).pages[0].images
    assert image.ppi == pytest.approx(ppi)
    assert (image.width_px, image.space.name, image.bits) == (300, "DeviceRGB", 8)


def test_nested_images_are_found_where_they_are() -> None:
    pdf = pikepdf.new()
    with_page(pdf, b"0.5 0 0 0.5 0 0 cm /Out Do")
    inner = Stream(
        pdf,
        b"72 0 0 72 0 0 cm /I Do",
        Subtype=Name.Form,
        BBox=Array([0, 0, 99, 99]),
        Resources=Dictionary(XObject=Dictionary(I=raster(pdf, "CMYK", (300, 300)))),
    )
    outer = Stream(
        pdf,
        b"/In Do",
        Subtype=Name.Form,
        BBox=Array([0, 0, 99, 99]),
        Matrix=Array([2, 0, 0, 2, 0, 0]),
        Resources=Dictionary(XObject=Dictionary(In=inner)),
    )
    pdf.pages[0].Resources.XObject = Dictionary(Out=outer)
    (image,) = examine(saved(pdf)).pages[0].images
    assert image.where == "form Out › form In"
    assert image.ppi == pytest.approx(300)


@pytest.mark.parametrize("decode", [True, False])
@pytest.mark.parametrize("kind", ["raw", "adobe"])
def test_ink_of_images(kind: str, *, decode: bool) -> None:
    pdf = pikepdf.new()
    colour = (51, 102, 0, 204)  # 20 + 40 + 0 + 80 percent
    image = Image.new("CMYK", (64, 64), colour)
    with_page(pdf, b"20 0 0 20 9 9 cm /I Do")
    found = raster(pdf, "CMYK", (64, 64))
    if kind == "raw":
        found.write(image.tobytes())
    else:  # Pillow writes CMYK JPEGs as Adobe does, values turned round
        buffer = io.BytesIO()
        image.save(buffer, "JPEG", quality=100)
        found.write(buffer.getvalue(), filter=Name.DCTDecode)
    if decode:
        found.Decode = Array([1, 0] * 4)
    pdf.pages[0].Resources.XObject = Dictionary(I=found)
    ink = examine(saved(pdf)).pages[0].images[0].ink_percent
    assert ink == pytest.approx(140 if decode == (kind == "adobe") else 260, abs=2)


def test_ink_of_colours() -> None:
    page = page_of(b"0.2 0.3 0.4 0.5 k 9 9 9 9 re f 0.25 g 9 9 9 9 re f")
    assert sorted(round(u.ink_percent or 0) for u in page.colours) == [75, 140]
    assert page.ink_percent == pytest.approx(140)


@pytest.mark.parametrize(
    ("values", "rich"),
    [
        ((0, 0, 0, 1), False),
        ((0.5, 0.4, 0.4, 1), True),
        ((0.9, 0.9, 0.9, 0), True),
        ((1, 0.8, 0, 0.3), False),
        ((0, 0, 0, 0.2), False),
        ((0.1, 0, 0, 0.95), True),
    ],
)
def test_black_of_several_inks(values: tuple[float, ...], *, rich: bool) -> None:
    assert is_rich_black(values) is rich


def test_transparency_and_overprint() -> None:
    resources = Dictionary(
        ExtGState=Dictionary(
            A=Dictionary(ca=0.5, CA=1, BM=Name.Multiply, OP=True, OPM=1),
            B=Dictionary(BM=Array([Name.Normal]), SMask=Name.None_, ca=1),
        )
    )
    page = page_of(
        b"/A gs /B gs",
        resources,
        Group=Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK, I=True),
    )
    found = page.transparency
    assert (found.alphas, found.blend_modes, found.soft_masks) == ((0.5,), ("Multiply",), 0)
    assert page.overprint == ("fill", "mode 1", "stroke")
    (group,) = found.groups
    assert (group.where, group.space and group.space.family, group.is_isolated) == (
        "page",
        Family.CMYK,
        True,
    )


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_codes_are_measured_where_they_stand(rotation: int) -> None:
    side = 21 * MM
    content = code_path("https://example.org/", side, 120, 500)
    page = page_of(
        content,
        Rotate=rotation,
        MediaBox=Array([-20, -30, 580, 770]),
        CropBox=Array([9, 9, 500, 700]),
    )
    (code,) = page.codes
    assert code.text == "https://example.org/"
    expected = Box(120, 500, 120 + side, 500 + side)
    for name in Box.__slots__:
        assert getattr(code.box, name) == pytest.approx(getattr(expected, name), abs=0.8)
    modules = 17 + 4 * code.version
    assert code.module_mm == pytest.approx(21 / modules, rel=0.02)
    assert code.quiet_modules == 4
    assert not code.is_picture


@pytest.mark.parametrize("modules", [1, 2, 3])
def test_the_quiet_zone_is_measured(modules: int) -> None:
    side = 21 * MM
    unit = side / 25
    wall = b" %f 400 5 300 re f" % (120 + side + modules * unit)
    (code,) = page_of(code_path("https://example.org/", side, 120, 500) + wall).codes
    assert code.quiet_modules == pytest.approx(modules, abs=0.35)


@pytest.mark.parametrize(
    ("text", "links", "found"),
    [
        ("x", ("https://example.org/a1",), "link"),
        ("see https://example.org/a1 there", (), "text"),
        ("原文链接：https://exam\r\nple.org\ufffe/a1。", (), "text"),
        ("https://example.org/a1国策要论", (), "text"),
        ("https://example.org/a1.", (), "text"),
        ("https://example.org/a12", (), ""),
        ("https://example.org/a1.html", (), ""),
        ("https://example.org/a", ("https://example.org/a",), ""),
        ("", (), ""),
    ],
)
def test_a_code_is_confirmed_by_link_or_print(
    text: str, links: tuple[str, ...], found: str
) -> None:
    place = Box(0, 0, 9, 9)
    annotations = tuple(
        Annotation("Link", place, "trim", link, "", True, True, True) for link in links
    )
    page = dataclasses.replace(page_of(b""), text=text, annotations=annotations)
    code = QrCode("https://example.org/a1", place, 2, 0.5, 4, False)
    assert page.confirmation(code) == found


def test_boxes_are_inherited_and_put_in_order() -> None:
    pdf = with_page(pikepdf.new(), b"")
    del pdf.pages[0].obj["/MediaBox"]
    pdf.Root.Pages.MediaBox = Array([500, 700, 0, 0])
    boxes = examine(saved(pdf)).pages[0].boxes
    assert boxes.media == Box(0, 0, 500, 700)
    assert (boxes.crop, boxes.trim, boxes.bleed, boxes.art) == (None,) * 4


def test_fonts_are_told_apart() -> None:
    page = page_of(b"BT /F 12 Tf (x) Tj ET", helvetica())
    (font,) = page.fonts
    assert (font.name, font.subtype, font.is_embedded, font.is_subset) == (
        "Helvetica",
        "Type1",
        False,
        False,
    )


def chain_of_forms(content: bytes, count: int, *, closed: bool) -> FileFacts:
    pdf = with_page(pikepdf.new(), b"/X Do")
    forms = [
        pdf.make_indirect(Stream(pdf, content, Subtype=Name.Form, BBox=Array([0, 0, 9, 9])))
        for _ in range(count)
    ]
    for form, inner in zip(forms, [*forms[1:], forms[0]], strict=True):
        if inner is not forms[0] or closed:
            form.Resources = Dictionary(XObject=Dictionary(X=inner))
    pdf.pages[0].Resources.XObject = Dictionary(X=forms[0])
    return examine(saved(pdf))


def test_a_ring_of_forms_ends() -> None:
    assert "nested deeper" in chain_of_forms(b"/X Do", 3, closed=True).pages[0].problems[0]


def test_forms_that_double_end(monkeypatch) -> None:
    monkeypatch.setattr(nested, "DESCENT", 4000)
    start = time.monotonic()
    page = chain_of_forms(b"/X Do /X Do", 23, closed=False).pages[0]
    assert any("too many" in problem for problem in page.problems)
    assert time.monotonic() - start < 20


def test_a_structure_that_is_a_ring_ends() -> None:
    pdf = with_page(pikepdf.new(), b"")
    one = pdf.make_indirect(Dictionary(S=Name.Sect))
    two = pdf.make_indirect(Dictionary(S=Name.P, K=Array([one])))
    one.K = Array([two, two])
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(K=one))
    assert examine(saved(pdf)).structure.tags == (("P", 1), ("Sect", 1))


def test_roles_are_mapped() -> None:
    pdf = with_page(pikepdf.new(), b"")
    root = Dictionary(K=Dictionary(S=Name.Headline), RoleMap=Dictionary(Headline=Name.H1))
    pdf.Root.StructTreeRoot = pdf.make_indirect(root)
    facts = examine(saved(pdf)).structure
    assert (facts.tags, facts.heading_levels, facts.unknown_tags) == ((("H1", 1),), (1,), ())


@pytest.mark.parametrize(
    ("info", "xmp", "agrees"),
    [
        ("D:20240715000000+08'00'", "2024-07-15T00:00:00+08:00", True),
        ("D:20240715000000Z", "2024-07-15T00:00:00Z", True),
        ("D:20240715000000Z00'00'", "2024-07-15T00:00:00+00:00", True),
        ("D:20240715", "2024-07-15", True),
        ("D:20240715000000+08'00'", "2024-07-15T00:00:00Z", False),
        ("D:20240715000000Z", "2024-07-16T00:00:00Z", False),
    ],
)
def test_dates_compare(info: str, xmp: str, *, agrees: bool) -> None:
    pdf = with_page(pikepdf.new(), b"")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
        meta["xmp:CreateDate"] = xmp
    pdf.docinfo = pdf.make_indirect(Dictionary(CreationDate=String(info)))
    (entry,) = examine(saved(pdf)).metadata
    assert entry.agrees is agrees


def test_facts_become_json_and_tables() -> None:
    facts = written(b"1 0 0 rg 0 0 9 9 re f BT /F 9 Tf (x) Tj ET", helvetica())
    data = json.loads(as_json(facts))
    assert data["pages"][0]["boxes"]["media"]["x1_pt"] == 600
    assert data["pages"][0]["colours"][0]["kind"] == "text"
    for lang in ("zh", "en"):
        found = list(tables(facts, lang))
        assert len(found) == 4  # file, pages, colours, fonts
        for table in found:
            assert {len(row) for row in table.rows} == {len(table.heads) or 2}


@pytest.mark.parametrize(
    ("data", "reason"), [(b"x", "not a pdf"), (b"%PDF-1.7 and no more", "damaged")]
)
def test_what_cannot_be_read_is_said(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadablePdfError) as caught:
        examine(data)
    assert caught.value.reason == reason
    assert "0x" not in caught.value.detail


@pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not here")
def test_a_file_of_ghostscript(tmp_path: Path) -> None:
    source = tmp_path / "a.ps"
    source.write_text(
        "/Helvetica 12 selectfont 72 700 moveto (hello) show"
        " 0 .5 .5 .2 setcmykcolor 200 600 50 50 rectfill showpage"
    )
    target = tmp_path / "a.pdf"
    words = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-o", target, source]
    subprocess.run(words, check=True, capture_output=True)
    page = examine(target.read_bytes()).pages[0]
    assert {(u.kind, u.space.family, u.values) for u in page.colours} == {
        (Kind.TEXT, Family.GRAY, (0,)),
        (Kind.FILL, Family.CMYK, (0, 0.5, 0.5, 0.2)),
    }
    assert page.problems == ()
