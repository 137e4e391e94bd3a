"""Lines that could not be set well are named, with page, text and figure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from typeset.archive.production import produce
from typeset.archive.reading import prepare
from typeset.check import pages as checks
from typeset.cjk import Finding, FindingKind
from typeset.press.pagination import paginate
from typeset.sources import Sources

HEAD = "---\ntitle: 某文\n---\n"
LONG = "一" * 12


def laid_out(project, text: str):
    sources = Sources(project.root)
    name = project.issue(articles={"articles/01-first.md": HEAD + text + "\n"})
    manuscript = prepare(sources, name)
    assert manuscript.composition is not None, [d.message("en") for d in manuscript.report]
    return paginate(sources, manuscript.composition, manuscript.catalog)[0]


def test_plain_text_is_set_without_a_word(project) -> None:
    assert len(checks.check_pages(laid_out(project, "为推动工作，制定《办法》。" * 40))) == 0


def test_a_number_that_nothing_can_break_is_named_with_page_and_text(project) -> None:
    found = list(checks.check_pages(laid_out(project, f"前文{'1234567890' * 9}后文，")))
    assert found
    assert {d.code for d in found} <= {"C010", "C011", "C012", "C015"}
    assert all(d.args["page"] == "01" and d.args["text"] for d in found)
    places = {(d.span.file, d.span.line) for d in found if d.span is not None}
    assert places == {("issues/7/articles/01-first.md", 4)}
    assert any(d.args.get("figure") for d in found)


def test_what_the_composer_cannot_set_is_said(project) -> None:
    css = project.root / "layouts/brief/1/style.css"
    css.write_text(css.read_text() + ".article p::first-letter { color: red }\n")
    codes = {d.code for d in checks.check_pages(laid_out(project, "正文第一段，说明意义。" * 9))}
    assert codes == {"C013"}


@pytest.mark.parametrize("kind", list(FindingKind))
def test_every_kind_of_finding_has_its_rule(project, kind: FindingKind) -> None:
    pages = laid_out(project, "正文。")
    finding = Finding(4, kind, "某行", 0.3, "reason")
    laid_out_pages = checks.page_set(pages)
    stretch = replace(laid_out_pages.stretch, findings=(finding,))
    (found,) = checks.check_lines(replace(laid_out_pages, stretch=stretch))
    assert found.args["page"] == "01"
    assert "某行" in found.message("zh")
    assert "某行" in found.message("en")


def test_footnotes_all_print(project) -> None:
    notes = "\n\n".join(f"[^{n}]: 第{n}条注释的内容。" for n in range(12))
    text = "，".join(f"正文{LONG}[^{n}]" for n in range(12)) + "。\n\n" + notes
    product = produce(
        Sources(project.root),
        project.issue(articles={"articles/01-first.md": HEAD + text + "\n"}),
        ["screen"],
    )
    assert product.pdfs, [d.message("en") for d in product.report]


LETTERS = "abcdefgh" * 20


@pytest.mark.parametrize(
    "text",
    [
        f"```\n{LETTERS}\n```",
        f"| 名称 | 地址 |\n|---|---|\n| 某某 | https://www.example.com/{LETTERS} |",
        f"- 列表 `{LETTERS}`",
        "> " + LETTERS,
    ],
)
def test_long_lines_of_code_and_addresses_in_tables_stay_on_the_page(project, text: str) -> None:
    codes = {d.code for d in checks.check_pages(laid_out(project, f"正文。\n\n{text}"))}
    assert "C015" not in codes


def test_text_off_the_paper_is_an_error(project) -> None:
    css = project.root / "layouts/brief/1/style.css"
    css.write_text(css.read_text() + ".article p { margin-left: 500pt; white-space: nowrap }\n")
    found = [
        d for d in checks.check_pages(laid_out(project, "正文很长的一段。" * 9)) if d.code == "C015"
    ]
    assert found
    assert found[0].args["page"] == "01"
