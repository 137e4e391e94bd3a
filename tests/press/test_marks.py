"""Printer's marks: outside the bleed, inside the media box, on all four plates."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from typeset.press.marks import (
    INSET_MM,
    PT_PER_MM,
    PageGeometry,
    page_marks,
    slug,
    slug_width_mm,
)
from typeset.press.outlines import GETA, OutlineFont

FONT = Path(__file__).resolve().parents[2] / "fonts/noto-sans-sc/NotoSansSC_400Regular.ttf"
SIZES = [(210, 297, 3), (420, 297, 3), (210, 297, 0), (148, 210, 5), (60, 60, 3), (20, 20, 3)]
TEXT = "大数据发展动态 2024年第26期（总第189期） · 01 · 2024-07-15 · FOGRA39"


@pytest.fixture(scope="module")
def font() -> OutlineFont:
    return OutlineFont(FONT.read_bytes())


def pdf_of(geometry: PageGeometry, operators: bytes) -> bytes:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(100, 100))
        page.obj.MediaBox = pikepdf.Array(geometry.media_box_pt)
        page.obj.Contents = pdf.make_stream(operators)
        buffer = io.BytesIO()
        pdf.save(buffer)
    return buffer.getvalue()


def picture(geometry: PageGeometry, operators: bytes, dpi: int = 144):
    document = pypdfium2.PdfDocument(pdf_of(geometry, operators))
    try:
        return document[0].render(scale=dpi / 72, grayscale=True).to_pil()
    finally:
        document.close()


def ink_box_mm(geometry: PageGeometry, operators: bytes) -> tuple[float, ...] | None:
    """Left, bottom, right and top of what is printed, in mm from the trim's corner."""
    image = picture(geometry, operators)
    box = image.point(lambda v: 255 if v < 250 else 0).getbbox()
    if box is None:
        return None
    margin = geometry.bleed_mm + geometry.marks_mm
    mm = 25.4 / 144
    left, top, right, bottom = (n * mm for n in box)
    height = image.height * mm
    return left - margin, height - bottom - margin, right - margin, height - top - margin


def test_boxes_are_exact_to_a_hundredth_of_a_millimetre() -> None:
    geometry = PageGeometry(210, 297, bleed_mm=3, marks_mm=10)
    for box, margin in (
        (geometry.trim_box_pt, 0),
        (geometry.bleed_box_pt, 3),
        (geometry.media_box_pt, 13),
    ):
        wanted = (-margin, -margin, 210 + margin, 297 + margin)
        assert [n / PT_PER_MM for n in box] == pytest.approx(wanted, abs=0.001)


def test_boxes_have_no_negative_zero() -> None:
    assert str(PageGeometry(210, 297, 0, 0).media_box_pt).startswith("(0.0, 0.0, ")


@pytest.mark.parametrize(
    "wrong", [(0, 297, 3, 10), (210, -1, 3, 10), (210, 297, -1, 10), (210, 297, 3, 2)]
)
def test_a_size_that_no_page_has_is_refused(wrong: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match=r"page|marks"):
        PageGeometry(*wrong)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("is_folded", [False, True])
def test_no_mark_touches_the_bleed(size, is_folded: bool, font: OutlineFont) -> None:
    geometry = PageGeometry(*size)
    folds = (geometry.trim_width_mm / 2,) if is_folded else ()
    operators = page_marks(geometry, folds_mm=folds) + slug(geometry, TEXT, font, folds_mm=folds)
    image = picture(geometry, operators)
    assert image.getextrema()[0] < 100, "there are marks"
    px = 144 / 25.4
    clean = max(geometry.bleed_mm, 2.9)  # even without bleed no mark comes near the trim
    edge = (geometry.bleed_mm + geometry.marks_mm - clean) * px
    inner = image.crop((int(edge + 1), int(edge + 1), int(image.width - edge - 1),
                        int(image.height - edge - 1)))  # fmt: skip
    assert inner.getextrema() == (255, 255)


@pytest.mark.parametrize("size", SIZES)
def test_no_mark_is_cut_off_by_the_media_box(size, font: OutlineFont) -> None:
    geometry = PageGeometry(*size)
    operators = page_marks(geometry) + slug(geometry, TEXT, font)
    wide = PageGeometry(*size, marks_mm=geometry.marks_mm)
    box = ink_box_mm(wide, operators)
    assert box is not None
    reach = geometry.bleed_mm + geometry.marks_mm
    assert min(box[:2]) > -reach + 0.2
    assert box[2] < geometry.trim_width_mm + reach - 0.2
    assert box[3] < geometry.trim_height_mm + reach - 0.2


def test_crop_marks_lie_on_the_trim_and_bleed_marks_on_the_bleed() -> None:
    lines = set(
        re.findall(rb"(\S+) (\S+) m (\S+) (\S+) l S", page_marks(PageGeometry(210, 297, 3)))
    )
    vertical = {round(float(x) / PT_PER_MM, 2) for x, _, x2, _ in lines if x == x2}
    horizontal = {round(float(y) / PT_PER_MM, 2) for _, y, _, y2 in lines if y == y2}
    assert {0, 210, -3, 213} <= vertical
    assert {0, 297, -3, 300} <= horizontal


def test_marks_print_on_every_plate_and_hairlines_are_a_quarter_point() -> None:
    operators = page_marks(PageGeometry(210, 297), color_bar=False)
    assert operators.startswith(b"/Artifact <</Type /Page>> BDC q\n1 1 1 1 K 0.25 w")
    assert operators.endswith(b"Q EMC\n")
    assert set(re.findall(rb"\b(?:rg|RG|g|G|cs|CS|k|K)\b", operators)) == {b"K"}


def test_fold_marks_are_dashed_and_at_the_fold() -> None:
    geometry = PageGeometry(420, 297)
    added = page_marks(geometry, folds_mm=(210,)).split(b"\n")
    fold = f"{210 * PT_PER_MM:.4f}".rstrip("0").encode()
    lines = [line for line in added if line.startswith(fold + b" ") and line.endswith(b"S")]
    assert len(lines) == 2
    assert any(line.startswith(b"[2.8346] 0 d") for line in added)


def test_without_a_strip_there_are_no_marks(font: OutlineFont) -> None:
    bare = PageGeometry(210, 297, 3, 0)
    assert page_marks(bare) == b""
    assert slug(bare, TEXT, font) == b""


def test_the_slug_is_black_only_and_needs_no_font(font: OutlineFont) -> None:
    operators = slug(PageGeometry(210, 297), TEXT, font)
    assert b"0 0 0 1 k" in operators
    assert not re.search(rb"\b(BT|ET|Tf|Tj|TJ|rg|RG|K)\b", operators)


def test_the_slug_is_as_wide_as_it_says(font: OutlineFont) -> None:
    geometry = PageGeometry(210, 297)
    box = ink_box_mm(geometry, slug(geometry, "国国国国国", font))
    assert box is not None
    assert slug_width_mm("国国国国国", font) == pytest.approx(5 * 6 / PT_PER_MM)
    assert box[0] == pytest.approx(INSET_MM, abs=0.5)
    assert box[2] == pytest.approx(INSET_MM + 5 * 6 / PT_PER_MM, abs=0.5)
    assert 1.5 < box[3] - box[1] < 2.2


def test_a_long_slug_is_narrowed_before_the_next_mark(font: OutlineFont) -> None:
    geometry = PageGeometry(210, 297)
    box = ink_box_mm(geometry, slug(geometry, TEXT * 4, font))
    assert box is not None
    assert box[2] < 210 / 2 - 3


def test_a_slug_with_no_room_or_no_words_is_nothing(font: OutlineFont) -> None:
    assert slug(PageGeometry(20, 20), TEXT, font, at_mm=50) == b""
    assert slug(PageGeometry(210, 297), "", font) == b""


def test_a_character_the_font_lacks_prints_as_a_geta(font: OutlineFont) -> None:
    assert font.outline("😀") == font.outline(GETA)
    assert font.outline("\U0010ffff") == font.outline(GETA)
    assert font.outline("\x00")[1] > 0


def test_outlines_are_the_font_s_own(font: OutlineFont) -> None:
    """Against FreeType: the same word drawn by Pillow covers the same area."""
    from PIL import Image, ImageDraw, ImageFont

    geometry = PageGeometry(210, 60)
    drawn = picture(geometry, slug(geometry, "数据周报26", font), dpi=600)
    full = 255 - drawn.getextrema()[0]  # PDFium shows K as a dark gray
    black = sum(255 - v for v in drawn.tobytes()) / full / (600 / 72) ** 2
    size = 200
    image = Image.new("L", (size * 7, size * 2), 255)
    ImageDraw.Draw(image).text((10, 10), "数据周报26", 0, ImageFont.truetype(str(FONT), size))
    wanted = sum(255 - v for v in image.tobytes()) / 255 * (6 / size) ** 2
    assert black == pytest.approx(wanted, rel=0.03)


def test_the_same_bytes_again(font: OutlineFont) -> None:
    geometry = PageGeometry(210, 297)
    again = OutlineFont(FONT.read_bytes())
    assert slug(geometry, TEXT, font) == slug(geometry, TEXT, again)
    assert len(slug(geometry, TEXT, font)) < 25_000


@pytest.mark.parametrize("data", [b"", b"not a font", b"\x00\x01\x00\x00" + bytes(100)])
def test_what_is_no_font_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a font"):
        OutlineFont(data)
