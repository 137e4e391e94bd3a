"""Where articles begin, what stays together, and what the labels say."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from typeset.archive.production import produce
from typeset.press.inspection import PdfFacts, inspect
from typeset.sources import Sources

SENTENCE = "近日，有关部门联合印发《通知》，提出到2025年底前完成试点任务，推动相关工作取得实效。"


def article(title: str, sentences: int, link: str | None = None, paragraph: int = 4) -> str:
    body = [SENTENCE * paragraph for _ in range(sentences // paragraph)]
    body.append(SENTENCE * (sentences % paragraph) or "完。")
    front = f"---\ntitle: {title}\nsource: 某报\n" + (f"link: {link}\n" if link else "")
    return front + "---\n" + "\n\n".join(body) + "\n"


def manifest(sections: str, more: str = "") -> str:
    return (
        "layout: brief@1\ntitle: 周报\ntagline: 一\nsubtitle: 二\nnumber: 7\ndate: 2025-02-03\n"
        f"masthead: [主编: 某院]\nstatement: 声明。\nsections:\n{sections}\n{more}"
    )


def set_issue(project, sections: str, articles: dict[str, str], more: str = "") -> PdfFacts:
    name = project.issue(manifest(sections, more), articles)
    product = produce(Sources(project.root), name, ["screen"])
    assert product.pdfs, [(d.code, d.message("en")) for d in product.report]
    return inspect(product.pdfs["screen"])


def page_of(facts: PdfFacts, words: str) -> str:
    (found,) = (
        page.label
        for page in facts.pages
        if page.label.isdigit() and words in re.sub(r"\s", "", page.text)
    )
    return found


TWO = "  - title: 要论\n    articles: [articles/1.md, {file: articles/2.md, start: START}]"


@pytest.mark.parametrize(
    ("first_length", "start", "page"),
    [
        (4, "auto", "01"),  # much room left: runs on
        (24, "auto", "02"),  # little room left
        (4, "page", "02"),
        (4, "left", "02"),
        (4, "right", "03"),
        (12, "run-on", "01"),
    ],
)
def test_start_of_the_second_article(project, first_length: int, start: str, page: str) -> None:
    facts = set_issue(
        project,
        TWO.replace("START", start),
        {"articles/1.md": article("甲文", first_length), "articles/2.md": article("乙文", 8)},
    )
    assert page_of(facts, "乙文") == page


def test_run_on_can_be_switched_off_and_measured_otherwise(project) -> None:
    articles = {"articles/1.md": article("甲文", 8), "articles/2.md": article("乙文", 8)}
    sections = TWO.replace("START", "auto")
    for more, page in (
        ("options: {run_on: never}", "02"),
        ("options: {run_on_room_percent: 90}", "02"),
        ("options: {run_on_room_percent: 40}", "01"),
    ):
        assert page_of(set_issue(project, sections, articles, more), "乙文") == page


@pytest.mark.parametrize(("start", "page"), [("left", "02"), ("right", "03"), ("page", "02")])
def test_a_section_starts_where_it_is_told(project, start: str, page: str) -> None:
    sections = (
        "  - {title: 甲栏, articles: [articles/1.md]}\n"
        f"  - {{title: 乙栏, start: {start}, articles: [articles/2.md]}}"
    )
    articles = {"articles/1.md": article("甲文", 4), "articles/2.md": article("乙文", 4)}
    facts = set_issue(project, sections, articles)
    assert page_of(facts, "乙文") == page
    blank = next(page for page in facts.pages if page.label == "02")
    if start == "right":
        assert blank.text.strip() == ""


@pytest.mark.parametrize("sentences", range(26, 46))
def test_a_code_never_leaves_its_link_nor_stands_alone(project, sentences: int) -> None:
    link = "https://example.org/2024/07/t20240704_2875324.html"
    facts = set_issue(
        project,
        "  - {title: 要论, articles: [articles/1.md]}",
        {"articles/1.md": article("某文", sentences, link, paragraph=3)},
    )
    (page,) = (page for page in facts.pages if page.codes)
    text = re.sub(r"\s", "", page.text)
    before, _, after = text.partition("扫描二维码")
    assert f"原文链接：{link}" in after
    assert len(before) >= 38, "at least two lines of text go with the code"


def test_many_articles_run_to_a_second_page_of_contents(project) -> None:
    count = 40
    names = ", ".join(f"articles/{n}.md" for n in range(count))
    facts = set_issue(
        project,
        f"  - title: 要论\n    articles: [{names}]",
        {f"articles/{n}.md": article(f"第{n}号文", 2) for n in range(count)},
        "options: {run_on: never}",
    )
    labels = [page.label for page in facts.pages]
    assert labels[: labels.index("01")] == ["封面", "封面·2", "版权页", "目录", "目录·2", "目录·3"]
    assert labels[-1] == "40"


def test_an_issue_of_one_short_article_with_nothing_optional(project) -> None:
    facts = set_issue(
        project,
        "  - {title: 要论, articles: [articles/1.md]}",
        {"articles/1.md": "---\ntitle: 短\n---\n一句话。\n"},
    )
    assert [page.label for page in facts.pages] == ["封面", "封面·2", "版权页", "目录", "01"]


@pytest.mark.parametrize("count", [12, 24, 45, 70])
def test_a_long_cover_headline_turns_its_lines(project, count: int) -> None:
    headline = ("国家数据局等部门联合印发行动计划推进数据要素市场建设" * 3)[:count]
    facts = set_issue(
        project,
        "  - {title: 要论, articles: [articles/1.md]}",
        {"articles/1.md": article("某文", 4)},
        f"cover: {{headline: {headline}}}",
    )
    assert headline in re.sub(r"\s", "", facts.pages[0].text)


@pytest.mark.parametrize("rows", range(14, 32, 3))
def test_an_article_that_ends_in_a_table_takes_rows_along_with_its_code(project, rows: int) -> None:
    table = "| 名 | 值 |\n|---|---|\n" + "\n".join(f"| 甲{n} | 乙{n} |" for n in range(rows))
    text = article("某文", 8, "https://example.org/a.html").replace("完。", table)
    facts = set_issue(
        project, "  - {title: 要论, articles: [articles/1.md]}", {"articles/1.md": text + "\n"}
    )
    (page,) = (page for page in facts.pages if page.codes)
    before = re.sub(r"\s", "", page.text).partition("扫描二维码")[0]
    assert f"乙{rows - 1}" in before, "rows go with the code"


@pytest.mark.parametrize("length", [10, 30, 50, 70])
def test_text_below_a_headline_of_any_length_is_on_the_grid(project, length: int) -> None:
    title = ("国家数据局等部门联合印发行动计划推进数据要素市场建设" * 3)[:length]
    name = project.issue(
        manifest("  - {title: 要论, articles: [articles/1.md]}"),
        {"articles/1.md": article(title, 12)},
    )
    product = produce(Sources(project.root), name, ["screen"])
    document = pypdfium2.PdfDocument(product.pdfs["screen"])
    page = document[4].get_textpage()
    text = page.get_text_range()
    at = text.index("近日")
    _, bottom, _, _ = page.get_charbox(at, loose=True)
    document.close()
    # The first line of a page without a headline stands 68 pt below the edge, and so on by 20 pt.
    assert ((841.89 - 68 - bottom) / 20) % 1 == pytest.approx(GRID_PHASE, abs=0.01)


GRID_PHASE = 0.913
