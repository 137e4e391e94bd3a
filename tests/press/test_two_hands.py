"""An issue made by two processes is that of one, byte for byte."""

from __future__ import annotations

import os
from contextlib import closing
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from tests.conftest import MANIFEST
from typeset.archive.production import Product, produce
from typeset.forking import CAN_FORK
from typeset.press import drawing_hands, shares, two_hands
from typeset.press.drawn import draw_pages
from typeset.sources import Sources

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="no fork here")

PARAGRAPH = "近日，有关部门发布了一份《通知》，到2025年底前完成试点，**数据**要素市场初步形成。"


@pytest.fixture(autouse=True)
def _no_half_is_too_small(monkeypatch) -> None:
    monkeypatch.setattr(shares, "LEAST_WEIGHT", 0)
    monkeypatch.setattr(drawing_hands, "LEAST_PAGES", 1)


@pytest.fixture
def handed_over(monkeypatch) -> list[Any]:
    """Return a list of the pages that came from the other process."""
    pages: list[Any] = []
    original = two_hands.foreign_page

    def note(*args: Any) -> Any:
        pages.append(original(*args))
        return pages[-1]

    monkeypatch.setattr(two_hands, "foreign_page", note)
    return pages


def article(at: int, paragraphs: int, more: str = "") -> str:
    note = f"见注[^{at}]。\n\n[^{at}]: 第{at}条注释，{PARAGRAPH}"
    table = "| 名称 | 数 |\n|---|--:|\n| 甲 | 1 |\n| 乙 | 2 |"
    text = "\n\n".join([PARAGRAPH * 3] * paragraphs)
    body = f"{text}{note}\n\n## 小标题 {at}\n\n{table}\n\n1. 一\n2. [二](https://example.org/{at}/2)\n\n{more}"
    return f"---\ntitle: 第{at}篇\nsource: 某报\nlink: https://example.org/{at}\n---\n{body}\n"


def issue(project, *articles: str, css: str = "") -> str:
    names = [f"articles/{at:02d}.md" for at in range(1, len(articles) + 1)]
    sections = "".join(
        f"  - title: 第{at}栏\n    articles: [{name}]\n" for at, name in enumerate(names, start=1)
    )
    listed = "sections:\n  - title: 要论\n    articles: [articles/01-first.md]\n"
    manifest = MANIFEST.replace(listed, "sections:\n" + sections).replace("第一篇//文章", "第1篇")
    if css:
        style = project.root / "layouts/brief/1/style.css"
        style.write_text(style.read_text() + css)
    return str(project.issue(manifest, dict(zip(names, articles, strict=True))))


def made(
    project, manifest: str, hands: int, profiles: tuple[str, ...] = ("screen",)
) -> tuple[Product, Sources]:
    sources = Sources(project.root)
    return produce(sources, manifest, profiles, hands=hands), sources


def assert_the_same(project, manifest: str, *profiles: str) -> Product:
    kinds = profiles or ("screen",)
    (one, read), (two, also) = (made(project, manifest, hands, kinds) for hands in (1, 2))
    assert one.pdfs.keys() == set(kinds), [each.message() for each in one.report]
    assert [each.message() for each in two.report] == [each.message() for each in one.report]
    assert [each.span for each in two.report] == [each.span for each in one.report]
    assert two.pdfs == one.pdfs
    assert two.page_count == one.page_count
    assert also.files.keys() == read.files.keys()
    assert also.answers == read.answers
    return two


@pytest.mark.parametrize("lengths", [(1, 1), (6, 1), (2, 9, 3), (9, 12, 2, 5)])
def test_pages_of_two_hands_are_those_of_one(project, handed_over, lengths) -> None:
    articles = [article(at, length) for at, length in enumerate(lengths, start=1)]
    assert_the_same(project, issue(project, *articles), "print", "screen", "archive")
    assert handed_over


@pytest.mark.parametrize(
    "css",
    [
        ".start-page { break-before: left }",
        ".start-page { break-before: right }",
        ".article h2 { break-before: left }",
        "@page :left { margin-bottom: 260pt }",
        "#article-02 { page: wide } @page wide { margin-left: 200pt }",
        "h1 { text-decoration: underline } td { border: 1pt dashed #333; border-radius: 4pt }",
        "h2 { position: relative; left: 3pt; transform: rotate(1deg) } p { position: relative }",
        ".tail { position: relative } .tail-caption { position: absolute; top: 0; left: 120pt }",
    ],
)
def test_whatever_the_layout_does(project, handed_over, css) -> None:
    articles = [article(at, length) for at, length in ((1, 5), (2, 6), (3, 2))]
    assert_the_same(project, issue(project, *articles, css=css))
    assert handed_over


@pytest.mark.parametrize("middle", [5, 6, 7, 8, 9, 10])
@pytest.mark.parametrize("side", ["left", "right"])
def test_the_other_process_may_have_the_middle(project, handed_over, middle, side) -> None:
    articles = [article(at, length) for at, length in ((1, 3), (2, middle), (3, 4))]
    manifest = issue(project, *articles, css=f"#article-03 {{ break-before: {side} }}")
    assert_the_same(project, manifest, "print", "screen")
    anchors = {anchor for page in handed_over for anchor in page.anchors}
    assert {"article-02"} == anchors & {"article-01", "article-02", "article-03"}


def test_what_is_found_keeps_its_page(project, handed_over) -> None:
    articles = [article(at, length) for at, length in ((1, 3), (2, 8), (3, 4))]
    css = "#article-03 { break-before: left } p strong { float: left }"
    product = assert_the_same(project, issue(project, *articles, css=css))
    assert handed_over
    told = [each.args["page"] for each in product.report if each.code == "C013"]
    assert len(set(told)) > 2
    assert told == sorted(told)


def test_colours_that_are_converted_are_told(project, handed_over) -> None:
    css = "p { color: #a41e22 } h1 { color: rgba(0, 80, 160, .5) }"
    manifest = issue(project, article(1, 5), article(2, 6), css=css)
    product = assert_the_same(project, manifest, "print")
    assert handed_over
    assert any(each.args.get("rgb") == "#a41e22" for each in product.report)


@pytest.mark.parametrize(
    "css",
    [
        "@page :nth(3) { margin-bottom: 300pt }",
        "@page { counter-increment: page 2 }",
        "@page { counter-increment: page sheets }",
        "h2::before { content: counter(page) }",
        ".tail-rule { opacity: .5 }",
        "h1 { box-shadow: 1pt 1pt 2pt #333 }",
        "h1 { background: linear-gradient(#fff, #ccc) }",
        '@page { @bottom-left { content: "；;" counter(pages) } }',
        '@page { @bottom-left { content: "a" /*;*/ counter( pages ) } }',
        "@page { --t: counter(pages); @bottom-left { content: var(--t) } }",
        'body { bookmark-level: 1; bookmark-label: "全" }',
        "body { display: flex; flex-direction: column }",
        "body { columns: 2 }",
        "body { transform: rotate(1deg) }",
        "html { background: #eee } body { background: #ddd }",
        "html { background: #fff } body { border-bottom: 1pt solid; padding-bottom: 3pt }",
        "body { border-right: 2pt solid #17375e }",
        "body { border-top: 2pt solid; box-decoration-break: clone }",
        "@page { margin-left: 15vw }",
        "@page { padding-left: 5vh }",
        "#article-02 { page: wide } @page wide { margin-left: 50mm } h2 { margin-left: 10vw }",
        "@page { counter-increment: /*;*/ page 3 }",
        "@page { --c: page 3; counter-increment: var(--c) }",
        "@page { counter-increment: p\\61ge 3 }",
        "@page :f\\69rst { margin-top: 60mm }",
        "html { direction: rtl } .start-page { break-before: recto }",
        "table { display: grid } .start-page { break-before: right }",
        "blockquote, h2 { display: flex }",
    ],
)
def test_what_cannot_be_handed_over_is_made_here(project, handed_over, css) -> None:
    articles = [article(at, length) for at, length in ((1, 5), (2, 6), (3, 2))]
    assert_the_same(project, issue(project, *articles, css=css))
    assert not handed_over


@pytest.mark.parametrize(
    "css",
    [".tail { position:/**/fixed; bottom: 0 }", "html { --p: fixed } .tail { position: var(--p) }"],
)
def test_boxes_on_every_page_are_refused_alike(project, handed_over, css) -> None:
    articles = [article(at, length) for at, length in ((1, 5), (2, 6), (3, 2))]
    manifest = issue(project, *articles, css=css)
    one, two = (made(project, manifest, hands)[0] for hands in (1, 2))
    assert [each.message() for each in two.report] == [each.message() for each in one.report]
    assert two.pdfs == one.pdfs
    assert not handed_over


def test_a_note_that_runs_on_into_the_next_article(project, handed_over) -> None:
    text = "\n\n".join([PARAGRAPH * 3] * 8)
    note = f"{PARAGRAPH}见注[^a]。\n\n[^a]: {PARAGRAPH * 60}"
    first = f"---\ntitle: 第1篇\nsource: 某报\n---\n{text}\n\n{note}\n"
    manifest = issue(project, first, article(2, 8))
    one, two = (made(project, manifest, hands)[0] for hands in (1, 2))
    assert [each.message() for each in two.report] == [each.message() for each in one.report]
    assert two.pdfs == one.pdfs
    assert not handed_over


@pytest.mark.parametrize("pages", [1, 2, 3, 4, 5])
def test_a_share_that_is_given_up_in_the_middle_is_begun_anew(
    project, handed_over, monkeypatch, pages
) -> None:
    notes = "\n\n".join(
        f"{PARAGRAPH * 2}见注[^{at}]。\n\n[^{at}]: 注文，{PARAGRAPH * 7}" for at in range(12)
    )
    second = f"---\ntitle: 第2篇\nsource: 某报\n---\n{notes}\n"

    def make(self: Any, share: Any, pipe: Any) -> Any:
        told = two_hands._Told(*pipe.recv())
        with closing(share.steps("left" if told.side == "right" else "right")) as steps:
            for _ in zip(range(pages), steps, strict=False):
                pass
        share.make(told.side, self.shares.after)
        return told.start

    monkeypatch.setattr(two_hands._Second, "_make", make)
    assert_the_same(project, issue(project, article(1, 3), second, article(3, 1)))
    assert handed_over


@pytest.mark.parametrize(
    "css", ["p:first-of-type::first-letter { font-size: 20pt }", "h1:first-letter { color: red }"]
)
def test_first_letters_are_made_here(project, handed_over, css) -> None:
    articles = [article(at, length) for at, length in ((1, 5), (2, 6), (3, 2))]
    assert_the_same(project, issue(project, *articles, css=css))
    assert not handed_over


def test_pictures_and_emphasis_marks_are_made_here(project, handed_over) -> None:
    data = BytesIO()
    Image.new("RGB", (1200, 600), (10, 120, 200)).save(data, "PNG")
    project.write("issues/7/images/a.png", data.getvalue())
    manifest = issue(project, article(1, 3), article(2, 3, "![图](../images/a.png)\n\n正文。"))
    assert_the_same(project, manifest)
    assert not handed_over


def test_a_lost_process_is_done_without(project, monkeypatch) -> None:
    manifest = issue(project, article(1, 4), article(2, 5))
    original = two_hands._Second.work

    def die(second: Any, pipe: Any) -> None:
        if second.drawer.profiles:
            os._exit(9)
        original(second, pipe)

    monkeypatch.setattr(two_hands._Second, "work", die)
    assert_the_same(project, manifest)


def test_what_cannot_be_drawn_for_another_is_drawn_here(project, monkeypatch) -> None:
    manifest = issue(project, article(1, 4), article(2, 5))

    def refuse(*args: Any, **words: Any) -> Any:
        draw_pages(*args, **words)
        raise drawing_hands.UnportableError("glyphs that are more than outlines")

    monkeypatch.setattr(drawing_hands, "draw_pages", refuse)
    assert_the_same(project, manifest)


def test_a_bug_in_the_other_process_is_told(project, monkeypatch) -> None:
    manifest = issue(project, article(1, 4), article(2, 5))

    def fail(*_: Any, **__: Any) -> Any:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(drawing_hands, "draw_pages", fail)
    with pytest.raises(RuntimeError, match="ZeroDivisionError: a bug"):
        made(project, manifest, 2)


def test_an_issue_with_mistakes_is_refused_alike(project) -> None:
    manifest = issue(project, article(1, 2).replace("title: 第1篇", "titel: 第1篇"))
    (one, read), (two, also) = (made(project, manifest, hands) for hands in (1, 2))
    assert not two.pdfs
    assert one.report.has_errors
    assert [each.message() for each in two.report] == [each.message() for each in one.report]
    assert also.files.keys() == read.files.keys()


def test_silenced_warnings_are_silenced_by_two(project) -> None:
    manifest = issue(project, article(1, 4), article(2, 5), css="p { letter-spacing: 9pt }")
    path = project.root / manifest
    path.write_text(path.read_text() + "check: {ignore: [C001, L021, T001]}\n")
    one, two = (made(project, manifest, hands)[0] for hands in (1, 2))
    assert [each.code for each in two.report] == [each.code for each in one.report]
    assert {name: len(found) for name, found in two.reports.items()} == {
        name: len(found) for name, found in one.reports.items()
    }
