"""Issue 189 as its publisher would hold it: everything read back from the finished PDF."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from typeset.archive.production import Product, produce
from typeset.press.inspection import PdfFacts, inspect
from typeset.sources import Sources

ROOT = Path(__file__).resolve().parents[1]
# What the printed issue's own contents say.
PRINTED_FOLIOS = [f"{n:02d}" for n in (1, 3, 4, 6, 7, 8, 9, 10, 11, 14, 15, 17, 18, 19)]


@pytest.fixture(scope="module")
def product() -> Product:
    product = produce(Sources(ROOT), "issues/189/issue.yaml", ["screen", "print", "archive"])
    assert len(product.pdfs) == 3, [d.message("en") for d in product.report]
    return product


@pytest.fixture(scope="module")
def facts(product: Product) -> PdfFacts:
    return inspect(product.pdfs["screen"])


@pytest.fixture(scope="module")
def pdf(product: Product) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(product.pdfs["screen"])) as opened:
        yield opened


def squeezed(text: str) -> str:
    return re.sub(r"\s|\ufffe|\u00ad", "", text)


def printed(facts: PdfFacts) -> str:
    """The text of all numbered pages without running heads and folios, which come last."""
    head = r"大数据发展动态\|2024年7月15日\|第26期\|总第189期"
    section = "(国策要论|地方新政|产业前沿|数谷动态|机构简介)"
    furniture = re.compile(rf"({head}{section}?|{section}?{head})?[0-9]*$")
    return "".join(furniture.sub("", squeezed(page.text)) for page in facts.pages[4:])


def test_it_is_sound_and_only_the_missing_picture_is_mentioned(product: Product) -> None:
    assert [d.code for d in product.report] == ["L021"]


def test_every_sentence_is_in_the_text_layer_in_order(product: Product, facts: PdfFacts) -> None:
    text, at = printed(facts), 0
    bodies = [(a.title.plain, a.body.html, a.source) for a in product.issue.articles]
    bodies += [(o.name, o.body.html, None) for o in product.issue.organisations]
    for title, html, source in bodies:
        sentences = re.split(r"(?<=[。！？])|\n", unescape(re.sub(r"<[^>]+>", "", html)))
        wanted = [title, *sentences, f"（来源：{source}）" if source else ""]
        for sentence in filter(None, map(squeezed, wanted)):
            found = text.find(sentence, at)
            assert found >= 0, f"{title}: {sentence}"
            at = found + len(sentence)


def test_front_matter_is_complete(product: Product, facts: PdfFacts) -> None:
    issue = product.issue
    cover, _, masthead, contents = (squeezed(page.text) for page in facts.pages[:4])
    for words in (issue.tagline, issue.title, issue.subtitle, *issue.cover.headline.parts):
        assert squeezed(words) in cover
    for words in ("2024年7月15日", "第26期", "总第189期"):
        assert words in cover
        assert words in masthead
    for row in issue.masthead:
        assert squeezed(row.label + row.values[0]) in masthead
    assert squeezed(issue.statement) in masthead
    assert issue.follow.caption in masthead
    for article, folio in zip(issue.articles, PRINTED_FOLIOS, strict=True):
        assert folio + squeezed(article.title.plain) in contents


def test_contents_show_the_printed_numbers_where_the_articles_start(
    product: Product, facts: PdfFacts
) -> None:
    for article, folio in zip(product.issue.articles, PRINTED_FOLIOS, strict=True):
        page = next(page for page in facts.pages if page.label == folio)
        assert squeezed(article.title.plain) in squeezed(page.text)


def test_page_labels_leave_the_front_matter_out(facts: PdfFacts) -> None:
    labels = [page.label for page in facts.pages]
    assert labels[:5] == ["封面", "封面·2", "版权页", "目录", "01"]
    assert labels[4:] == [f"{n:02d}" for n in range(1, len(labels) - 3)]


def test_each_code_says_the_printed_link_and_the_annotation(
    product: Product, facts: PdfFacts
) -> None:
    linked = [article for article in product.issue.articles if article.link]
    assert len(linked) == 12
    for article in linked:
        (page,) = (page for page in facts.pages if article.link in page.links)
        assert article.link in page.codes
        assert f"原文链接：{article.link}" in squeezed(page.text)
    assert sum(len(page.codes) for page in facts.pages) == 12


@pytest.mark.parametrize("dpi", [150, 300])
def test_codes_are_read_from_every_page_at(product: Product, dpi: int) -> None:
    document = pypdfium2.PdfDocument(product.pdfs["screen"])
    read = []
    for page in document:
        image = page.render(scale=dpi / 72, grayscale=True).to_pil()
        read += [code.text for code in zxingcpp.read_barcodes(image)]
    document.close()
    assert read == [str(a.link) for a in product.issue.articles if a.link]


def test_bookmarks_lead_to_sections_articles_and_subheads(product: Product) -> None:
    document = pypdfium2.PdfDocument(product.pdfs["screen"])
    marks = [
        (mark.level, mark.get_title(), document.get_page_label(mark.get_dest().get_index()))
        for mark in document.get_toc()
    ]
    document.close()
    assert [m[1] for m in marks if m[0] == 0] == [
        *("封面", "版权页", "本期要目"),
        *(section.title for section in product.issue.sections),
        *(organisation.name for organisation in product.issue.organisations),
    ]
    titles = [article.title.plain for article in product.issue.articles]
    assert [m[1:] for m in marks if m[0] == 1] == list(zip(titles, PRINTED_FOLIOS, strict=True))
    assert len([m for m in marks if m[0] == 2]) == 5


def test_contents_links_lead_to_the_articles(pdf: pikepdf.Pdf) -> None:
    names = pdf.Root.Names.Dests.Names
    where = {str(names[i]): names[i + 1] for i in range(0, len(names), 2)}
    pages = {page.objgen: index for index, page in enumerate(pdf.pages)}
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", []):
            left, top, right, bottom = (float(v) for v in annotation.Rect)
            assert abs(top - bottom) > 6, "a link with no height cannot be clicked"
            assert abs(right - left) > 6
    targets = [str(a.A.D) if "/A" in a else str(a.Dest) for a in pdf.pages[3].Annots]
    led = [pages[where[t][0].objgen] - 3 for t in dict.fromkeys(targets)]  # a title may turn
    assert led == [int(folio) for folio in PRINTED_FOLIOS]


def test_metadata_and_language(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.docinfo.Title) == "大数据发展动态 2024年第26期（总第189期）"
    assert str(pdf.docinfo.Author) == "贵阳智能大数据战略研究院"
    assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == "D:20240715"
    assert str(pdf.Root.Lang) == "zh-CN"


def test_fonts_are_embedded_subset_and_catalogued(facts: PdfFacts) -> None:
    assert {font.name for font in facts.fonts} == {
        *("Noto-Serif-SC", "Noto-Serif-SC-Bold", "LXGW-WenKai"),
        *("Noto-Sans-SC", "Noto-Sans-SC-Medium", "Noto-Sans-SC-Bold"),
    }
    assert all(font.is_embedded and font.is_subset for font in facts.fonts)


def test_the_file_is_well_formed(pdf: pikepdf.Pdf) -> None:
    assert pdf.check_pdf_syntax() == []
    for page in pdf.pages:
        width, height = (float(v) for v in page.mediabox[2:])
        assert (width, height) == pytest.approx((595.276, 841.89), abs=0.03)


def test_no_page_holds_a_code_and_little_else(facts: PdfFacts) -> None:
    for page in facts.pages:
        if page.codes:
            body = squeezed(page.text).split("扫描二维码")[0]
            assert len(body) > 60, page.label
