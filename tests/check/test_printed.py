"""A broken promise is found in the bytes: each fault is planted and must be caught."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from typeset.archive.production import produce
from typeset.archive.reading import prepare
from typeset.check.printed import check_printed
from typeset.press.inspection import FontFacts, PageFacts, PdfFacts, inspect
from typeset.press.pagination import paginate
from typeset.press.pdf import impress
from typeset.press.profiles import PROFILES
from typeset.sources import Sources

SCREEN = PROFILES["screen"]
LINK = "https://example.org/news/1.html"


@pytest.fixture
def printed(project):
    sources = Sources(project.root)
    manuscript = prepare(sources, project.issue())
    assert manuscript.composition is not None, [d.message("en") for d in manuscript.report]
    pages, _ = paginate(sources, manuscript.composition, manuscript.catalog)
    impression, _ = impress(pages, SCREEN, manuscript.catalog)
    return pages, inspect(impression.pdf), manuscript.catalog


def planted(facts: PdfFacts, **changes: object) -> PdfFacts:
    pages = tuple(
        dataclasses.replace(page, **changes) if page.links else page for page in facts.pages
    )
    return dataclasses.replace(facts, pages=pages)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"codes": ()}, "C001"),
        ({"codes": ("https://example.org/news/2.html",)}, "C001"),
        ({"links": ("https://example.org/news/2.html",)}, "C002"),
        ({"text": "第一篇文章 原文链接：https://example.org/news/2.html"}, "C003"),
    ],
)
def test_faults_of_links_and_codes(printed, changes: dict[str, object], code: str) -> None:
    pages, facts, catalog = printed
    assert len(check_printed(facts, pages, SCREEN, catalog)) == 0
    report = check_printed(planted(facts, **changes), pages, SCREEN, catalog)
    assert [d.code for d in report] == [code]


@pytest.mark.parametrize(
    ("font", "codes"),
    [
        (FontFacts("Noto-Serif-SC", False, True), ["C004"]),
        (FontFacts("Noto-Serif-SC", True, False), ["C004"]),
        (FontFacts("DejaVu-Sans", True, True), ["C005"]),
    ],
)
def test_faults_of_fonts(printed, font: FontFacts, codes: list[str]) -> None:
    pages, facts, catalog = printed
    bad = dataclasses.replace(facts, fonts=(*facts.fonts, font))
    report = check_printed(bad, pages, SCREEN, catalog)
    assert [d.code for d in report] == codes


def test_a_print_file_has_no_links_and_its_codes_are_still_read(printed) -> None:
    pages, _, catalog = printed
    impression, _ = impress(pages, PROFILES["print"], catalog)
    facts = inspect(impression.pdf)
    assert all(page.links == () for page in facts.pages)
    assert len(check_printed(facts, pages, PROFILES["print"], catalog)) == 0
    bare = dataclasses.replace(
        facts, pages=tuple(dataclasses.replace(page, codes=()) for page in facts.pages)
    )
    report = check_printed(bare, pages, PROFILES["print"], catalog)
    assert [d.code for d in report] == ["C001"]


def test_a_wrong_contents_number_is_found(printed) -> None:
    pages, facts, catalog = printed
    wrong = dataclasses.replace(pages, folios={"article-01": "02"})
    report = check_printed(facts, wrong, SCREEN, catalog)
    assert [d.code for d in report] == ["C006"]


def test_the_page_that_is_read_is_the_page_that_is_printed(printed) -> None:
    _, facts, _ = printed
    page = next(page for page in facts.pages if page.label == "01")
    assert isinstance(page, PageFacts)
    assert page.links == (LINK,)
    assert page.codes == (LINK,)


def test_fixture_stays_inside_its_project(project) -> None:
    sources = Sources(project.root)
    produce(sources, project.issue())
    assert all(not Path(name).is_absolute() for name in sources.reads)
    assert "issues/7/articles/01-first.md" in sources.reads
    assert "layouts/brief/1/style.css" in sources.reads


@pytest.mark.parametrize(
    "link",
    [
        "https://www.mitre.org/news-insights/news-release/mitre-recommends-ai-governance-priorities",
        "https://example.org/" + "ab-" * 40,
        "https://example.org/" + "a-" * 20,
        "https://mp.weixin.qq.com/s/aB3d_-xYz-9kLmN0pQrSt-",
        "https://zh.wikipedia.org/wiki/大数据",
        "https://例子.中国/路径?问=答",
    ],
)
@pytest.mark.parametrize("profile", ["print", "screen"])
def test_links_of_all_kinds_are_printed_linked_and_coded(project, link: str, profile: str) -> None:
    article = f"---\ntitle: 某文\nsource: 某报\nlink: {link}\n---\n正文。\n"
    manifest = project.issue(articles={"articles/01-first.md": article})
    product = produce(Sources(project.root), manifest, [profile])
    assert product.pdfs, [(d.code, d.message("en")) for d in product.report]


@pytest.mark.parametrize("css", ["body { height: 100pt }", ".article { display: none }"])
@pytest.mark.parametrize("hands", [1, 2])
def test_an_article_that_a_layout_loses_is_told(project, css: str, hands: int) -> None:
    path = project.root / "layouts/brief/1/style.css"
    path.write_text(path.read_text() + css)
    text = "---\ntitle: 第一篇//文章\nsource: 某报\n---\n" + "正文一段，说明意义。" * 400
    product = produce(
        Sources(project.root),
        project.issue(articles={"articles/01-first.md": text + "\n"}),
        ["screen"],
        hands=hands,
    )
    lost = [each for each in product.report if each.code == "C016"]
    assert bool(lost) == ("none" in css)
    assert bool(product.pdfs) == (not product.report.has_errors)
