"""Words looked for in all issues: what is found, where, and what happens to a bad index."""

from __future__ import annotations

import json
import os
import random
import sqlite3

import pytest

from typeset.archive.folding import fold
from typeset.archive.page_places import Place, find_places, squeeze
from typeset.archive.production import produce
from typeset.archive.search import Hits, Query, parse, search
from typeset.archive.search_index import INDEX_FILE
from typeset.archive.search_store import ask
from typeset.diagnostics import Report
from typeset.issue.model import Body
from typeset.issue.plain_text import body_blocks
from typeset.sources import Sources

MANIFEST = """\
layout: brief@1
title: 数据周报
tagline: 一
subtitle: 二
number: {number}
date: {date}
masthead: [主编: 某院]
statement: 声明。
sections:
  - title: 要论
    articles: [articles/1.md]
  - title: 动态
    articles: [articles/2.md]
"""
DATES = {7: "2024-12-30", 8: "2025-01-06"}
TEXTS = {
    7: (
        ("算力网络建设提速", "各地推进ＩＰｖ６规模部署。\n\n公共數據授權運營有了新办法。"),
        ("一座城市的更新", "老旧小区改造完成，“城市更新”进入新阶段。"),
    ),
    8: (
        ("数据要素市场", "数据要素市场建设方案提出“三权分置”，AND 100%_完成。"),
        ("又见算力", "算力不足时，怎么办？[^1]\n\n[^1]: 脚注里的词。"),
    ),
}


def write_issue(project, number: int) -> None:
    articles = {
        f"articles/{at}.md": f"---\ntitle: {title}\nsource: 某报\n---\n{text}\n"
        for at, (title, text) in enumerate(TEXTS[number], start=1)
    }
    project.issue(MANIFEST.format(number=number, date=DATES[number]), articles, number)


@pytest.fixture
def two(project):
    for number in TEXTS:
        write_issue(project, number)
    return project


def find(project, *words: str, report: Report | None = None, **more: object) -> Hits:
    terms = parse(words)
    told = Report() if report is None else report
    query = Query(terms, **more)
    return ask(Sources(project.root), told, lambda a, b: None, lambda index: search(index, query))


def titles(hits: Hits) -> list[str]:
    return [hit.title for hit in hits.hits]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["规模部署"], ["算力网络建设提速"]),
        (["算力"], ["又见算力", "算力网络建设提速"]),  # two characters; headlines, newest first
        (["城"], ["一座城市的更新"]),  # one character
        (["ipv6"], ["算力网络建设提速"]),  # full width in the text
        (["IPV6", "新办法"], ["算力网络建设提速"]),  # both in the article, not in one paragraph
        (["公共数据授权"], ["算力网络建设提速"]),  # traditional in the text
        (["數據要素"], ["数据要素市场"]),  # traditional in the query
        (["脚注里的词"], ["又见算力"]),
        (["某报"], ["数据要素市场", "又见算力", "算力网络建设提速", "一座城市的更新"]),
        (["规模 部署"], ["算力网络建设提速"]),
        (['"规模 部署"'], []),  # quotes keep the space
        (["“三权分置”"], ["数据要素市场"]),
        (["AND"], ["数据要素市场"]),
        (["100%_"], ["数据要素市场"]),
        (["%"], ["数据要素市场"]),
        (["部署*"], ["算力网络建设提速"]),
        (["没有这个词"], []),
    ],
)
def test_words_are_found(two, words: list[str], wanted: list[str]) -> None:
    assert titles(find(two, *words)) == wanted


@pytest.mark.parametrize(
    "word", ['"', "'", "a OR", "NEAR(", "(((", "-x", "^", "a:b", "\\", "\x00", "😀", "NOT NOT", "*"]
)
def test_no_word_is_a_syntax_error(two, word: str) -> None:
    done = two.run("search", word) if "\x00" not in word else None
    if done is not None:
        assert "Traceback" not in done.stderr
        assert done.returncode in (0, 2)
    if parse([word]):
        find(two, word)


def test_year_section_and_limit_narrow_a_search(two) -> None:
    assert titles(find(two, "算力", years=(2024,))) == ["算力网络建设提速"]
    assert titles(find(two, "算力", section="动态")) == ["又见算力"]
    assert titles(find(two, "算力", section="動態")) == ["又见算力"]
    some = find(two, "某报", limit=1)
    assert (some.total, len(some.hits)) == (4, 1)


def test_a_hit_says_where_it_stands_and_marks_the_words(two) -> None:
    (hit,) = find(two, "授权运营", "部署").hits
    assert (hit.issue, hit.date, hit.section) == (7, "2024-12-30", "要论")
    assert hit.file == "issues/7/articles/1.md"
    assert (hit.page_number, hit.page_label, hit.pdf) == (None, None, None)
    marked = [hit.snippet[a:b] for a, b in hit.marks]
    assert set(marked) <= {"授權運營", "部署"}
    line = (two.root / hit.file).read_text().splitlines()[hit.line - 1]
    assert marked[0] in line


def test_the_page_is_that_of_the_finished_pdf(two) -> None:
    product = produce(Sources(two.root), "issues/8/issue.yaml", ["screen"])
    two.write("build/8/数据周报-8-screen.pdf", product.pdfs["screen"])
    first, second = find(two, "算力不足").hits + find(two, "三权分置").hits
    assert (first.page_label, second.page_label) == ("02", "01")
    assert first.page_number == second.page_number + 1
    assert first.pdf == "build/8/数据周报-8-screen.pdf"
    write_issue(two, 8)
    two.write(
        "issues/8/articles/1.md", "---\ntitle: 换了一篇\n---\n后来才写的文字，不在排好的里面。\n"
    )
    assert find(two, "后来才写").hits[0].page_label is None
    assert "PDF 里没有这一篇" in two.run("search", "后来才写").stdout
    two.write("build/8/数据周报-8-screen.pdf", b"no PDF")
    report = Report()
    assert find(two, "算力不足", report=report).hits[0].page_label is None
    assert [d.code for d in report] == ["D025"]


def test_what_changed_is_read_again_and_nothing_else(two) -> None:
    read: list[tuple[int, int]] = []

    def refresh() -> list[tuple[int, int]]:
        read.clear()
        ask(Sources(two.root), Report(), lambda a, b: read.append((a, b)), lambda index: None)
        return list(read)

    assert refresh() == [(0, 2), (1, 2)]
    assert refresh() == []
    write_issue(two, 8)
    file = two.root / "issues/8/articles/1.md"
    file.write_text(file.read_text().replace("三权分置", "两权分离"))
    assert refresh() == [(0, 1)]
    assert titles(find(two, "三权分置")) == []
    assert titles(find(two, "两权分离")) == ["数据要素市场"]
    for each in sorted((two.root / "issues/7").rglob("*"), reverse=True):
        each.unlink() if each.is_file() else each.rmdir()
    assert titles(find(two, "IPv6")) == []


def test_an_issue_that_cannot_be_read_is_named_and_the_rest_is_found(two) -> None:
    two.write("issues/7/issue.yaml", "title: [\n")
    report = Report()
    assert titles(find(two, "算力", report=report)) == ["又见算力"]
    assert [d.code for d in report] == ["D023"]


BLOBS = [random.Random(seed).randbytes(40).hex() for seed in range(12)]


@pytest.mark.parametrize("damage", ["zeroblob(40)", *(f"x'{blob}'" for blob in BLOBS)])
def test_damage_inside_the_index_is_noticed_when_it_is_asked(two, damage: str) -> None:
    find(two, "规模部署")
    with sqlite3.connect(two.root / INDEX_FILE) as connection:
        connection.execute(f"UPDATE trigram_data SET block = {damage}")
    connection.close()
    report = Report()
    assert titles(find(two, "规模部署", report=report)) == ["算力网络建设提速"]
    assert [d.code for d in report] == ["D020"]


def test_a_block_that_asks_for_too_much_memory_is_damage(two) -> None:
    find(two, "规模部署")
    report, answers = Report(), iter([MemoryError(), "found"])

    def question(_: sqlite3.Connection) -> str:
        answer = next(answers)
        if isinstance(answer, MemoryError):
            raise answer
        return answer

    assert ask(Sources(two.root), report, lambda a, b: None, question) == "found"
    assert [d.code for d in report] == ["D020"]


@pytest.mark.parametrize("damage", ["text", "cut", "holes", "version", "empty"])
def test_a_damaged_index_is_made_anew(two, damage: str) -> None:
    find(two, "算力")
    path = two.root / INDEX_FILE
    data = path.read_bytes()
    changed = {
        "text": b"this is no database, but a text that is long enough" * 40,
        "cut": data[: len(data) // 2],
        "holes": data[:4096] + b"\xff" * (len(data) - 4096),
        "version": data[:60] + b"\0\0\0\x63" + data[64:],
        "empty": b"",
    }
    path.write_bytes(changed[damage])
    report = Report()
    assert titles(find(two, "规模部署", report=report)) == ["算力网络建设提速"]
    assert {d.code for d in report} == ({"D020"} if damage in ("text", "cut", "holes") else set())
    assert titles(find(two, "算力")) == ["又见算力", "算力网络建设提速"]


def test_an_index_in_use_is_read_as_it_stands(two, monkeypatch: pytest.MonkeyPatch) -> None:
    find(two, "算力")
    write_issue(two, 8)
    file = two.root / "issues/8/articles/1.md"
    file.write_text(file.read_text() + "\n新添一段。\n")
    monkeypatch.setattr("typeset.archive.search_store.BUSY_S", 0.05)
    other = sqlite3.connect(two.root / INDEX_FILE)
    other.execute("BEGIN IMMEDIATE")
    report = Report()
    assert titles(find(two, "规模部署", report=report)) == ["算力网络建设提速"]
    assert [d.code for d in report] == ["D022"]
    other.rollback()
    other.execute("BEGIN EXCLUSIVE")
    report = Report()
    assert titles(find(two, "新添一段", report=report)) == ["数据要素市场"]  # from memory
    assert [d.code for d in report] == ["D021"]
    other.close()


def test_a_build_folder_that_cannot_be_made_is_no_hindrance(two) -> None:
    (two.root / "build").write_text("in the way")
    report = Report()
    assert titles(find(two, "规模部署", report=report)) == ["算力网络建设提速"]
    assert [d.code for d in report] == ["D021"]


def test_the_command_prints_for_people_and_for_programs(two) -> None:
    done = two.run("search", "算力", "--limit", "1")
    assert done.returncode == 0
    assert "第 8 期 · 2025-01-06 · 动态 · 未排 PDF" in done.stdout
    assert "【算力】" in done.stdout
    assert "共 2 篇" in done.stderr
    data = json.loads(two.run("search", "算力", "--format", "json").stdout)
    assert data["total"] == 2
    assert [hit["issue"] for hit in data["hits"]] == [8, 7]
    nothing = two.run("search", "没有这个词", "--lang", "en")
    assert (nothing.returncode, nothing.stdout) == (0, "")
    assert "nothing found" in nothing.stderr
    assert two.run("search").returncode == 2


def test_folding_keeps_places() -> None:
    text = "ＡＢＣ　臺灣後來 ﬁ Ⅳ ｶﾞ Straße İ 😀"
    assert len(fold(text)) == len(text)
    assert fold("臺灣ＩＰｖ６　後") == "台湾ipv6 后"


def test_text_is_followed_over_the_pages() -> None:
    text = (
        "题目\n第一段的文字一二三四五六七八九十，甲乙丙丁戊己庚辛壬癸。\n第二段的文字在下一页上面。"
    )
    pages = [
        "目录 题目 01",
        "书眉 题目 第一段的文字一二三四五六七八九十",
        "书眉 甲乙丙丁戊己庚辛壬癸 第二段的文字在下一页上面。",
    ]
    found = find_places(text, [squeeze(page).text for page in pages])
    assert found == (Place(0, 1), Place(text.index("甲"), 2))
    assert find_places("题目\n别处的文字别处的文字别处的文字。", pages) == ()


def test_plain_text_has_every_block_once() -> None:
    html = (
        '<p data-line="3">甲<span class="footnote">注<em>一</em></span>乙&amp;</p>'
        '<ul data-line="5"><li data-line="5"><p data-line="5">项</p></li></ul>'
        "<table><tr><td>格<br>子</td></tr></table>"
    )
    found = [(block.text, block.line) for block in body_blocks(Body("x.md", html))]
    assert found == [("甲乙&", 3), ("注一", 3), ("项", 5), ("格 子", 5)]


def test_a_read_only_index_is_still_used(two) -> None:
    find(two, "算力")
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    (two.root / INDEX_FILE).chmod(0o444)
    (two.root / "build").chmod(0o555)
    assert titles(find(two, "规模部署")) == ["算力网络建设提速"]
