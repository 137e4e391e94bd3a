"""What each kind of PDF promises, read back from an issue that holds everything."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest

from typeset.archive.production import produce
from typeset.press.inspection import inspect
from typeset.sources import Sources

PT = 72 / 25.4
ALL = ["print", "screen", "archive", "archive-with-sources"]


@pytest.fixture
def pdfs(specimen) -> dict[str, pikepdf.Pdf]:
    project, manifest = specimen
    product = produce(Sources(project.root), manifest, ALL, pages_multiple=4)
    assert product.pdfs, [(d.code, d.message("en")) for d in product.report]
    return {name: pikepdf.open(io.BytesIO(data)) for name, data in product.pdfs.items()}


def box_mm(page: pikepdf.Page, name: str) -> tuple[float, ...]:
    return tuple(float(value) / PT for value in page.obj[name])


def xmp(pdf: pikepdf.Pdf) -> str:
    return pdf.Root.Metadata.read_bytes().decode()


def tags(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    found = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
    return [item for item in found if item.get("/Type") == "/StructElem"]


def operators(pdf: pikepdf.Pdf) -> list[tuple[str, list[object]]]:
    return [
        (str(operator), list(operands))
        for page in pdf.pages
        for operands, operator in pikepdf.parse_content_stream(page)
    ]


def test_every_promise(pdfs) -> None:
    boxes_are_exact(pdfs)
    print_is_for_the_printer(pdfs["print"])
    claims_are_stated(pdfs)
    for name in ALL[1:]:
        tags_suit_pdf_ua(pdfs[name])
    sources_are_attached(pdfs["archive-with-sources"])
    assert "/EmbeddedFiles" not in pdfs["archive"].Root.get("/Names", {})


def boxes_are_exact(pdfs: dict[str, pikepdf.Pdf]) -> None:
    for page in pdfs["print"].pages:
        assert box_mm(page, "/TrimBox") == pytest.approx((0, 0, 210, 297), abs=0.01)
        assert box_mm(page, "/BleedBox") == pytest.approx((-3, -3, 213, 300), abs=0.01)
        assert box_mm(page, "/MediaBox") == pytest.approx((-13, -13, 223, 310), abs=0.01)
    for name in ALL[1:]:
        for page in pdfs[name].pages:
            assert box_mm(page, "/MediaBox") == pytest.approx((0, 0, 210, 297), abs=0.01)
            assert box_mm(page, "/TrimBox") == box_mm(page, "/MediaBox")


def print_is_for_the_printer(pdf: pikepdf.Pdf) -> None:
    assert len(pdf.pages) % 4 == 0
    assert all("/Annots" not in page.obj for page in pdf.pages)
    assert "/StructTreeRoot" not in pdf.Root
    (intent,) = pdf.Root.OutputIntents
    assert str(intent.S) == "/GTS_PDFX"
    assert str(intent.OutputConditionIdentifier) == "FOGRA39"
    assert intent.DestOutputProfile.N == 4
    assert str(pdf.docinfo.Trapped) == "/False"
    used = {operator for operator, _ in operators(pdf)}
    assert not used & {"rg", "RG", "sh"}
    text_black = [operands for operator, operands in operators(pdf) if operator == "k"]
    assert [0, 0, 0, 1] in [[float(v) for v in operands] for operands in text_black]


def test_the_cover_runs_into_the_bleed_and_nothing_else_beyond(pdfs) -> None:
    import pypdfium2

    buffer = io.BytesIO()
    pdfs["print"].save(buffer)
    document = pypdfium2.PdfDocument(buffer.getvalue())
    page = document[0]
    image = page.render(scale=4 * 25.4 / 72, grayscale=True).to_pil()  # 4 dots a mm
    inside = image.crop((13 * 4, 13 * 4, 223 * 4, 310 * 4))
    bleed = image.crop((223 * 4 + 1, 150 * 4, 226 * 4 - 2, 300 * 4))
    beyond = image.crop((226 * 4 + 2, 200 * 4, 227 * 4, 290 * 4))
    document.close()
    assert inside.getextrema()[0] < 100
    assert bleed.getextrema()[0] < 220, "the drawing stops at the trim"
    assert beyond.getextrema()[0] == 255, "the drawing goes on beyond the bleed"


def claims_are_stated(pdfs: dict[str, pikepdf.Pdf]) -> None:
    assert "<pdfxid:GTS_PDFXVersion>PDF/X-4<" in xmp(pdfs["print"])
    assert "pdfaid:part" not in xmp(pdfs["screen"])
    for name, part in (("archive", "2"), ("archive-with-sources", "3")):
        assert f"<pdfaid:part>{part}<" in xmp(pdfs[name])
        assert "<pdfaid:conformance>A<" in xmp(pdfs[name])
        (intent,) = pdfs[name].Root.OutputIntents
        assert str(intent.S) == "/GTS_PDFA1"
    for name in ALL[1:]:
        assert "<pdfuaid:part>1<" in xmp(pdfs[name])
        assert pdfs[name].Root.ViewerPreferences.DisplayDocTitle
        assert str(pdfs[name].Root.Lang) == "zh-CN"
    identifiers = {re.search("uuid:[^<]*", xmp(pdf))[0] for pdf in pdfs.values()}
    assert len(identifiers) == len(ALL)


def tags_suit_pdf_ua(pdf: pikepdf.Pdf) -> None:
    headers = [tag for tag in tags(pdf) if tag.S == "/TH"]
    assert headers
    assert {str(tag.A.Scope) for tag in headers} == {"/Column"}
    figures = [tag for tag in tags(pdf) if tag.S == "/Figure"]
    assert figures
    assert all(str(tag.Alt) for tag in figures)
    assert {str(tag.S) for tag in tags(pdf)} >= {"/H1", "/H2", "/P", "/L", "/LI", "/Link", "/Table"}
    for page in pdf.pages:
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                depth += 1
            elif name == "EMC":
                depth -= 1
            elif name in ("Tj", "TJ", "'", '"'):
                assert depth, f"text outside tags and artifacts: {operands}"


def sources_are_attached(pdf: pikepdf.Pdf) -> None:
    names = set(pdf.attachments)
    assert {"issue.yaml", "articles/01-first.md", "images/drawing.svg"} <= names
    assert b"number: 7" in pdf.attachments["issue.yaml"].get_file().read_bytes()
    assert {str(item.AFRelationship) for item in pdf.Root.AF} == {"/Source"}


def test_running_heads_and_folios_are_artifacts(pdfs) -> None:
    page = pdfs["screen"].pages[4]
    kinds = [
        str(operands[0])
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) == "BMC"
    ]
    assert kinds.count("/Artifact") >= 2
    parents = pdfs["screen"].Root.StructTreeRoot.ParentTree.Nums
    marked = [
        operands
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) == "BDC" and "/MCID" in operands[1]
    ]
    by_page = {int(parents[i]): parents[i + 1] for i in range(0, len(parents), 2)}
    assert len(by_page[4]) == len(marked), "each marked content hangs on one tag, and no other"


def test_all_kinds_show_the_same_text(pdfs) -> None:
    texts = []
    for pdf in pdfs.values():
        buffer = io.BytesIO()
        pdf.save(buffer)
        pages = inspect(buffer.getvalue()).pages
        texts.append([page.text for page in pages if not page.label.startswith("空白")])
    assert texts[0] == texts[1] == texts[2] == texts[3]
