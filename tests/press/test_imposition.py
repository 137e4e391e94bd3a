"""Imposition: which page lies where, and that it really lies there in the bytes."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from typeset.press.imposition import Imposed, ImpositionPlan, impose
from typeset.press.imposition_order import operators_list, sheet_sides, with_blanks
from typeset.press.marks import PT_PER_MM, OutlineFont, PageGeometry, page_marks, slug

FONT = Path(__file__).resolve().parents[2] / "fonts/noto-sans-sc/NotoSansSC_400Regular.ttf"
DPI = 72
XMP = b"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" %s>
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>%s</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@pytest.fixture(scope="module")
def font() -> OutlineFont:
    return OutlineFont(FONT.read_bytes())


def tone(page_index: int) -> int:
    """The red of a page's colour; its blue is 255, which no mark and no paper has."""
    return 8 * page_index


def page_color(page_index: int) -> tuple[int, int, int]:
    return tone(page_index), 0, 255


def add_page(pdf: pikepdf.Pdf, index: int, size: list[float], bleed: float):
    page = pdf.add_blank_page(page_size=(100, 100)).obj
    left, bottom, right, top = 7.0, -5.0, 7 + size[0], -5 + size[1]
    for name, out in (("/TrimBox", 0.0), ("/BleedBox", bleed), ("/MediaBox", bleed + 30)):
        box = (left - out, bottom - out, right + out, top + out)
        page[name] = pikepdf.Array([round(n, 5) for n in box])
    r, g, b = (n / 255 for n in page_color(index))
    corner = f"1 1 0 rg {left} {top - 20} 20 20 re f"  # yellow, upper left
    page.Contents = pdf.make_stream(f"{r} {g} {b} rg -500 -500 3000 3000 re f {corner}".encode())
    return page


def add_claims(pdf: pikepdf.Pdf) -> None:
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFX,
        OutputConditionIdentifier="FOGRA39",
        DestOutputProfile=pdf.make_stream(b"an ICC profile", N=4),
    )
    pdf.Root.OutputIntents = pikepdf.Array([intent])
    pdf.Root.Metadata = pdf.make_stream(
        XMP % (b"", b""), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
    )
    pdf.Root.Lang = "zh-CN"
    pdf.docinfo["/Title"] = "周报 第7期"
    pdf.docinfo["/Trapped"] = pikepdf.Name("/False")


def make_pdf(
    count: int,
    width_mm: float = 105,
    height_mm: float = 148,
    bleed_mm: float = 3,
    *,
    rotate: int = 0,
    boxes: bool = True,
    sizes: dict[int, tuple[float, float]] | None = None,
    change=None,
) -> bytes:
    """A print file whose pages are filled with a colour of their own, bleed and beyond."""
    with pikepdf.new() as pdf:
        for index in range(count):
            w, h = (sizes or {}).get(index, (width_mm, height_mm))
            page = add_page(pdf, index, [w * PT_PER_MM, h * PT_PER_MM], bleed_mm * PT_PER_MM)
            if not boxes:
                page.MediaBox = page.TrimBox
                del page["/TrimBox"], page["/BleedBox"]
            if rotate:
                page.Rotate = rotate
        add_claims(pdf)
        if change:
            change(pdf)
        buffer = io.BytesIO()
        pdf.save(buffer, min_version="1.6", deterministic_id=True, fix_metadata_version=False)
    return buffer.getvalue()


def imposed(data: bytes, font: OutlineFont | None = None, **plan) -> Imposed:
    result, report = impose(data, ImpositionPlan(**plan), font)
    assert result is not None, [d.message("en") for d in report]
    return result


def codes(data: bytes, **plan) -> list[str]:
    return [d.code for d in impose(data, ImpositionPlan(**plan))[1]]


class Sheets:
    """Rendered sheets, sampled in millimetres from the sheet's trim."""

    def __init__(self, pdf: bytes, dpi: int = DPI) -> None:
        document = pypdfium2.PdfDocument(pdf)
        self.images = [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]
        document.close()
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            self.media = [float(n) / PT_PER_MM for n in opened.pages[0].mediabox]
            self.trim = [float(n) / PT_PER_MM for n in opened.pages[0].trimbox]
        self.per_mm = dpi / 25.4

    def at(self, side: int, x_mm: float, y_mm: float) -> tuple[int, int, int]:
        x = (x_mm - self.media[0]) * self.per_mm
        y = (self.media[3] - y_mm) * self.per_mm
        return self.images[side].getpixel((int(x), int(y)))

    def page_at(self, side: int, x_mm: float, y_mm: float) -> int | None:
        """The index of the page whose colour is there, None for paper."""
        r, g, b = self.at(side, x_mm, y_mm)
        if (r, g, b) == (255, 255, 255):
            return None
        assert (g, b) == (0, 255), (r, g, b)
        return round(r / 8)

    def edges(self, side: int, y_mm: float) -> list[tuple[float, tuple[int, int, int]]]:
        """Where the colour changes along a row, and to which."""
        row = int((self.media[3] - y_mm) * self.per_mm)
        image = self.images[side]
        found, before = [], None
        for x in range(image.width):
            color = image.getpixel((x, row))
            if color != before:
                found.append((x / self.per_mm + self.media[0], color))
                before = color
        return found


def pages_of(order: tuple) -> list[tuple[int | None, int | None]]:
    """The table a printer would write, with page numbers from 1."""

    def number(index):
        return None if index is None else index + 1

    return [(number(side.left), number(side.right)) for side in order]


B = None
TABLES = {
    4: [(4, 1), (2, 3)],
    8: [(8, 1), (2, 7), (6, 3), (4, 5)],
    12: [(12, 1), (2, 11), (10, 3), (4, 9), (8, 5), (6, 7)],
    16: [(16, 1), (2, 15), (14, 3), (4, 13), (12, 5), (6, 11), (10, 7), (8, 9)],
    28: [
        *[(28, 1), (2, 27), (26, 3), (4, 25), (24, 5), (6, 23), (22, 7)],
        *[(8, 21), (20, 9), (10, 19), (18, 11), (12, 17), (16, 13), (14, 15)],
    ],
    5: [(5, 1), (2, B), (B, 3), (4, B)],
    7: [(7, 1), (2, B), (6, 3), (4, 5)],
    1: [(1, B), (B, B)],
    2: [(2, 1), (B, B)],
}


@pytest.mark.parametrize("count", TABLES)
def test_saddle_stitch_by_table(count: int) -> None:
    assert pages_of(sheet_sides(with_blanks(count))) == TABLES[count]


@pytest.mark.parametrize(
    ("count", "after", "table"),
    [
        (5, 0, [(B, 1), (2, B), (B, 3), (4, 5)]),
        (7, 0, [(B, 1), (2, 7), (6, 3), (4, 5)]),
        (6, 2, [(6, 1), (2, 5), (B, 3), (4, B)]),
    ],
)
def test_blanks_go_where_they_are_told(count, after, table) -> None:
    assert pages_of(sheet_sides(with_blanks(count, pages_after=after))) == table


@pytest.mark.parametrize(
    ("count", "size", "table"),
    [
        (8, 4, [(4, 1), (2, 3), (8, 5), (6, 7)]),
        (12, 8, [(8, 1), (2, 7), (6, 3), (4, 5), (12, 9), (10, 11)]),
        (11, 8, [(8, 1), (2, 7), (6, 3), (4, 5), (11, 9), (10, B)]),
        (16, 16, TABLES[16]),
        (8, 32, TABLES[8]),
    ],
)
def test_signatures_by_table(count, size, table) -> None:
    assert pages_of(sheet_sides(with_blanks(count), signature_pages=size)) == table


@pytest.mark.parametrize("count", range(1, 70))
@pytest.mark.parametrize("size", [None, 4, 8, 16])
def test_folding_the_sheets_gives_the_pages_in_order(count: int, size: int | None) -> None:
    """Fold for real: each sheet has four pages; nest sheets, read leaf after leaf."""
    order = with_blanks(count)
    sides = sheet_sides(order, signature_pages=size)
    read: list[int | None] = []
    for number in sorted({side.signature for side in sides}):
        own = [side for side in sides if side.signature == number]
        front, back = own[::2], own[1::2]
        assert [s.sheet for s in front] == list(range(1, len(front) + 1))
        assert all(s.is_front for s in front)
        assert not any(s.is_front for s in back)
        for f, b in zip(front, back, strict=True):
            read += [f.right, b.left]
        for f, b in zip(reversed(front), reversed(back), strict=True):
            read += [b.right, f.left]
    assert tuple(read) == order
    assert [i for i in read if i is not None] == list(range(count))


def test_creep_grows_evenly_from_nothing_outside_to_all_inside() -> None:
    sides = sheet_sides(with_blanks(28), creep_mm=1.2)
    assert [round(side.creep_mm, 6) for side in sides[::2]] == [0, 0.2, 0.4, 0.6, 0.8, 1.0, 1.2]
    assert all(f.creep_mm == b.creep_mm for f, b in zip(sides[::2], sides[1::2], strict=True))


def test_creep_begins_anew_in_each_signature() -> None:
    sides = sheet_sides(with_blanks(20), signature_pages=8, creep_mm=1)
    assert [side.creep_mm for side in sides[::2]] == [0, 1, 0, 1, 0]


def test_a_smaller_last_signature_creeps_by_the_same_step() -> None:
    sides = sheet_sides(with_blanks(28), signature_pages=16, creep_mm=0.9)
    assert [round(side.creep_mm, 6) for side in sides[::2]] == [0, 0.3, 0.6, 0.9, 0, 0.3, 0.6]


def test_the_operators_list() -> None:
    labels = ["封面", *(f"{n:02d}" for n in range(1, 7))]
    sides = sheet_sides(with_blanks(7), creep_mm=0.5)
    assert operators_list(sides, labels, "en") == (
        "sheet 1 front: 06 | 封面",
        "sheet 1 back: 01 | blank",
        "sheet 2 front: 05 | 02 (creep 0.50 mm)",
        "sheet 2 back: 03 | 04 (creep 0.50 mm)",
    )
    assert operators_list(sides, labels, "zh")[1] == "第 1 张 反面：01 | 空白"
    gathered = sheet_sides(with_blanks(7), signature_pages=4)
    assert operators_list(gathered, labels, "en")[2] == "signature 2, sheet 1 front: 06 | 04"
    assert operators_list(gathered, labels, "zh")[2] == "第 2 帖 第 1 张 正面：06 | 04"


@pytest.mark.parametrize("count", [4, 5, 7, 12, 28])
def test_every_page_lies_where_the_list_says(count: int) -> None:
    result = imposed(make_pdf(count))
    sheets = Sheets(result.pdf)
    assert len(sheets.images) == len(result.sheets)
    for index, side in enumerate(result.sheets):
        for x, wanted in ((52.5, side.left), (157.5, side.right)):
            assert sheets.page_at(index, x, 74) == wanted
            assert sheets.page_at(index, x, 2) == wanted


def test_boxes_of_the_sheet_are_exact() -> None:
    with pikepdf.open(io.BytesIO(imposed(make_pdf(8)).pdf)) as pdf:
        for page in pdf.pages:
            for box, margin in ((page.trimbox, 0), (page.bleedbox, 3), (page.mediabox, 13)):
                mm = [float(n) / PT_PER_MM for n in box]
                wanted = (-margin, -margin, 210 + margin, 148 + margin)
                assert mm == pytest.approx(wanted, abs=0.01)


def test_the_bleed_is_kept_outside_and_cut_at_the_fold() -> None:
    result = imposed(make_pdf(8))
    sheets = Sheets(result.pdf, dpi=288)
    for index, side in enumerate(result.sheets):
        edges = [(x, c) for x, c in sheets.edges(index, 74) if c[2] == 255 and c[1] == 0]
        (left_x, left), (right_x, right) = edges
        assert (left_x, right_x) == (pytest.approx(-3, abs=0.1), pytest.approx(105, abs=0.1))
        assert (left, right) == (page_color(side.left or 0), page_color(side.right or 0))
        for x in (20, 190):
            assert sheets.page_at(index, x, -2.8) is not None
            assert sheets.page_at(index, x, 150.8) is not None
            assert sheets.page_at(index, x, -3.2) is None
            assert sheets.page_at(index, x, 151.2) is None
        assert sheets.page_at(index, -3.2, 20) is None
        assert sheets.page_at(index, 213.2, 20) is None


def test_a_page_beside_a_blank_does_not_cross_the_fold() -> None:
    result = imposed(make_pdf(5), creep_mm=2)
    sheets = Sheets(result.pdf, dpi=144)
    for index, side in enumerate(result.sheets):
        for page, x in ((side.left, 104.7), (side.right, 105.4)):
            assert sheets.page_at(index, x, 74) == page


@pytest.mark.parametrize("creep_mm", [0, 2.0])
def test_creep_moves_both_pages_to_the_spine(creep_mm: float) -> None:
    result = imposed(make_pdf(12), creep_mm=creep_mm)
    sheets = Sheets(result.pdf, dpi=288)
    for index, side in enumerate(result.sheets):
        shift = creep_mm * (side.sheet - 1) / 2
        assert side.creep_mm == pytest.approx(shift)
        # the yellow corner sits at the upper left of each page's trim
        row = sheets.edges(index, 148 - 3)
        yellow = [x for x, color in row if color == (255, 255, 0)]
        if shift:  # the right page's corner begins beyond the fold and is cut there
            assert yellow[0] == pytest.approx(shift, abs=0.1)
            assert yellow[1] == pytest.approx(105, abs=0.1)
            after = next(x for x, color in row if x > yellow[1])
            assert after == pytest.approx(105 - shift + 20 / PT_PER_MM, abs=0.1)
        else:
            assert yellow == [pytest.approx(0, abs=0.1), pytest.approx(105, abs=0.1)]


def test_the_outer_edge_keeps_its_bleed_under_creep() -> None:
    sheets = Sheets(imposed(make_pdf(12), creep_mm=2).pdf, dpi=288)
    assert sheets.page_at(4, -3 + 2.2, 74) is not None  # innermost sheet: moved by 2 mm
    assert sheets.page_at(4, -3 + 1.8, 74) is None


def test_no_mark_inside_the_bleed_and_words_outside(font: OutlineFont) -> None:
    def empty(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.obj.Contents = pdf.make_stream(b"")

    data = make_pdf(4, change=empty)
    plain, worded = (Sheets(imposed(data, f).pdf, dpi=144) for f in (None, font))
    for sheets in (plain, worded):
        for image in sheets.images:
            edge = 10 * sheets.per_mm + 1
            inner = image.crop((edge, edge, image.width - edge, image.height - edge))
            assert inner.convert("L").getextrema() == (255, 255)
    assert plain.images[0].tobytes() == plain.images[1].tobytes()
    assert worded.images[0].tobytes() != worded.images[1].tobytes()
    assert plain.at(0, 105, -5) != (255, 255, 255) or plain.at(0, 105, -4) != (255, 255, 255)


@pytest.mark.parametrize("rotate", [90, 180, 270, -90, 450])
def test_rotation_is_honoured(rotate: int) -> None:
    quarter = rotate // 90 % 4
    size = (148, 105) if quarter % 2 else (105, 148)
    sheets = Sheets(imposed(make_pdf(4, *size, rotate=rotate)).pdf)
    assert sheets.trim == pytest.approx([0, 0, 210, 148], abs=0.01)
    # upper left of the page as written, turned clockwise
    corner = {0: (2, 146), 1: (103, 146), 2: (103, 2), 3: (2, 2)}[quarter]
    for fold in (0, 105):
        assert sheets.at(0, fold + corner[0], corner[1]) == (255, 255, 0)


def test_a_user_unit_is_honoured() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.obj.UserUnit = 2

    sheets = Sheets(imposed(make_pdf(4, change=change)).pdf)
    assert sheets.trim == pytest.approx([0, 0, 420, 296], abs=0.01)


def test_a_file_without_boxes_is_taken_at_its_media_box() -> None:
    data = make_pdf(4, bleed_mm=0, boxes=False)
    result = imposed(data)
    sheets = Sheets(result.pdf, dpi=144)
    assert sheets.trim == pytest.approx([0, 0, 210, 148], abs=0.01)
    assert sheets.media == pytest.approx([-10, -10, 220, 158], abs=0.01)
    assert sheets.page_at(0, 1, 20) == 3
    assert sheets.page_at(0, -1, 20) is None
    assert "P027" in codes(data)


def test_a_trim_without_a_bleed_box_takes_no_more_than_the_usual_bleed() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            del page.obj["/BleedBox"]

    data = make_pdf(4, change=change)
    sheets = Sheets(imposed(data).pdf)
    assert sheets.media == pytest.approx([-13, -13, 223, 161], abs=0.01)
    assert codes(data) == []


def test_a_book_bound_on_the_right_is_mirrored() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(Direction=pikepdf.Name.R2L)

    result = imposed(make_pdf(4, change=change))
    assert pages_of(result.sheets) == [(1, 4), (3, 2)]
    assert Sheets(result.pdf).page_at(0, 50, 74) == 0


def test_intent_xmp_claim_and_information_are_carried_over() -> None:
    with pikepdf.open(io.BytesIO(imposed(make_pdf(5)).pdf)) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        assert intent.DestOutputProfile.read_bytes() == b"an ICC profile"
        assert pdf.Root.Metadata.read_bytes() == XMP % (b"", b"")
        assert str(pdf.docinfo["/Title"]) == "周报 第7期"
        assert pdf.docinfo["/Trapped"] == "/False"
        assert str(pdf.Root.Lang) == "zh-CN"
        assert pdf.pdf_version == "1.6"


def test_claims_that_sheets_cannot_keep_are_dropped() -> None:
    spaces = (
        b'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" '
        b'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"'
    )
    claims = b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
    claims += b"<pdfuaid:part>1</pdfuaid:part>"

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Metadata = pdf.make_stream(XMP % (spaces, claims))

    data = make_pdf(4, change=change)
    with pikepdf.open(io.BytesIO(imposed(data).pdf)) as pdf:
        kept = pdf.Root.Metadata.read_bytes()
        assert b"PDF/X-4" in kept
        assert b"aid:part" not in kept
        assert b"conformance" not in kept
    assert imposed(data).pdf == imposed(data).pdf


def test_metadata_without_such_claims_is_not_touched() -> None:
    space = b'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"'

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Metadata = pdf.make_stream(XMP % (space, b""))

    with pikepdf.open(io.BytesIO(imposed(make_pdf(4, change=change)).pdf)) as pdf:
        assert pdf.Root.Metadata.read_bytes() == XMP % (space, b"")


def test_the_pages_own_marks_do_not_hide_in_the_forms(font: OutlineFont) -> None:
    geometry = PageGeometry(105, 148)

    def change(pdf: pikepdf.Pdf) -> None:
        marks = pdf.make_stream(page_marks(geometry), Subtype=pikepdf.Name.Form)
        marks.BBox = pikepdf.Array(geometry.media_box_pt)
        for page in pdf.pages:
            page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(marks=marks))
            own = pdf.make_stream(b"q /marks Do Q\n" + slug(geometry, "01", font))
            page.obj.Contents = pikepdf.Array([own, page.obj.Contents])

    result = imposed(make_pdf(4, change=change))
    with pikepdf.open(io.BytesIO(result.pdf)) as pdf:
        for page in pdf.pages:
            for key in ("/Left", "/Right"):
                form = page.obj.Resources.XObject[key]
                assert b"Artifact" not in form.read_bytes()
                assert b" re f" in form.read_bytes()
                assert form.Resources.XObject.marks.read_bytes() == b""
            assert b"1 1 1 1 K" in page.obj.Resources.XObject.Marks.read_bytes()
    assert Sheets(result.pdf).page_at(0, 50, 74) == 3


def test_a_picture_called_marks_stays() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        jpeg = pdf.make_stream(b"\xff\xd8 no picture", Subtype=pikepdf.Name.Image)
        jpeg.Filter = pikepdf.Name.DCTDecode
        pdf.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(marks=jpeg))

    assert codes(make_pdf(4, change=change)) == []


def test_nothing_but_paper_comes_along() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9]
        )
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(link)])
        pdf.Root.StructTreeRoot = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot)
        )
        pdf.Root.OpenAction = pikepdf.Array([pdf.pages[0].obj, pikepdf.Name.Fit])

    with pikepdf.open(io.BytesIO(imposed(make_pdf(4, change=change)).pdf)) as pdf:
        assert not any("/Annots" in page.obj for page in pdf.pages)
        assert "/StructTreeRoot" not in pdf.Root
        assert "/OpenAction" not in pdf.Root


def test_the_blending_space_of_the_pages_is_the_sheet_s() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.obj.Group = pikepdf.Dictionary(
                S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceCMYK
            )

    with pikepdf.open(io.BytesIO(imposed(make_pdf(4, change=change)).pdf)) as pdf:
        assert all(page.obj.Group.CS == "/DeviceCMYK" for page in pdf.pages)


def test_labels_are_the_file_s_own() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.PageLabels = pikepdf.Dictionary(
            Nums=pikepdf.Array(
                [0, pikepdf.Dictionary(P="封面"), 1, pikepdf.Dictionary(S=pikepdf.Name.D, St=1)]
            )
        )

    result = imposed(make_pdf(4, change=change))
    assert result.labels == ("封面", "1", "2", "3")
    assert result.operators_list("en")[0] == "sheet 1 front: 3 | 封面"


def test_the_same_bytes_again(font: OutlineFont) -> None:
    data = make_pdf(9)
    again = OutlineFont(FONT.read_bytes())
    assert imposed(data, font, creep_mm=1).pdf == imposed(data, again, creep_mm=1).pdf
    assert b"/CreationDate" not in imposed(data, font).pdf


def test_pages_of_different_sizes_are_refused() -> None:
    data = make_pdf(8, sizes={2: (148, 210), 5: (105, 149)})
    result, report = impose(data, ImpositionPlan(), None, "a.pdf")
    assert result is None
    (found,) = report
    assert found.code == "P022"
    assert found.span is not None
    assert found.span.file == "a.pdf"
    assert "148.0 × 210.0" in found.message()
    assert "2 pages differ" in found.message("en")


def test_sizes_that_differ_by_rounding_only_are_one_size() -> None:
    assert codes(make_pdf(4, sizes={2: (105.09, 148)})) == []


def test_blanks_and_little_bleed_are_said() -> None:
    assert codes(make_pdf(8)) == []
    assert codes(make_pdf(7)) == ["P026"]
    assert codes(make_pdf(4, bleed_mm=1)) == ["P027"]


@pytest.mark.parametrize("pages", [-4, 0, 2, 6, 15])
def test_a_signature_is_a_multiple_of_four(pages: int) -> None:
    assert codes(make_pdf(4), signature_pages=pages) == ["P024"]


@pytest.mark.parametrize("creep_mm", [-0.1, 11, float("nan"), float("inf")])
def test_creep_is_within_reason(creep_mm: float) -> None:
    assert codes(make_pdf(4), creep_mm=creep_mm) == ["P025"]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"hello" * 99, bytes(5000)])
def test_garbage_is_a_diagnostic(data: bytes) -> None:
    result, report = impose(data, ImpositionPlan())
    assert result is None
    assert [d.code for d in report] == ["P020"]
    assert all("0x" not in d.message() for d in report)


def test_a_locked_file_is_a_diagnostic() -> None:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(make_pdf(1))) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(owner="o", user="u"))
    assert codes(buffer.getvalue()) == ["P021"]


def test_a_file_without_pages_is_a_diagnostic() -> None:
    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.save(buffer)
    assert codes(buffer.getvalue()) == ["P020"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("/TrimBox", [0, 0, 0, 0]),
        ("/TrimBox", [pikepdf.Name.A] * 4),
        ("/TrimBox", 5),
        ("/BleedBox", [1, 2]),
        ("/Rotate", "x"),
        ("/UserUnit", -1),
    ],
)
def test_a_page_with_a_false_entry_is_a_diagnostic(key: str, value: object) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        item = pikepdf.Array(value) if isinstance(value, list) else value
        pdf.pages[1].obj[key] = item

    assert codes(make_pdf(4, change=change)) == ["P020"]


def test_a_damaged_file_never_raises() -> None:
    data = make_pdf(4)
    rng = random.Random(7)
    for _ in range(150):
        broken = bytearray(data)
        for _ in range(rng.randrange(1, 12)):
            broken[rng.randrange(len(broken))] = rng.randrange(256)
        if rng.random() < 0.3:
            del broken[rng.randrange(len(broken)) :]
        result, report = impose(bytes(broken), ImpositionPlan())
        assert (result is None) == report.has_errors


def test_a_mended_file_is_named() -> None:
    data = make_pdf(4)
    assert "P028" in codes(data[: data.rindex(b"startxref")])
