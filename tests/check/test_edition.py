"""An issue against the issues before it, and the articles of an issue against one another."""

from __future__ import annotations

from pathlib import Path

import pytest

from typeset.check.mending import chosen_edits, mend
from typeset.check.proofreading import proofread
from typeset.check.settings import Settings
from typeset.check.subjects import Copy, read_copy
from typeset.diagnostics import Diagnostic
from typeset.issue.reader import read_issue
from typeset.sources import Sources

ARTICLE = "---\ntitle: {title}\nsource: 某报\n{link}\n---\n\n正文。\n"


class Library:
    """A folder of issues, one manifest each, to be changed at will."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "layouts").mkdir()

    def issue(
        self,
        number: int,
        date: str,
        in_year: int | None = None,
        sections: dict[str, list[str]] | None = None,
        articles: dict[str, tuple[str, str]] | None = None,
        more: str = "",
    ) -> None:
        sections = sections or {"国策要论": ["01-a.md"]}
        articles = articles or {"01-a.md": (f"标题{number}", f"link: https://e.com/{number}")}
        lines = ["layout: brief@1", "title: 周报", f"number: {number}", f"date: {date}"]
        lines += [f"number_in_year: {in_year}"] if in_year else []
        lines += [more] if more else []
        lines.append("sections:")
        for title, files in sections.items():
            lines += [f"  - title: {title}", "    articles:"]
            lines += [f"      - articles/{name}" for name in files]
        folder = self.root / "issues" / str(number)
        (folder / "articles").mkdir(parents=True)
        (folder / "issue.yaml").write_text("\n".join(lines) + "\n", "utf-8")
        for name, (title, link) in articles.items():
            text = ARTICLE.format(title=title, link=link)
            (folder / "articles" / name).write_text(text, "utf-8")

    def copy(self, number: int) -> Copy:
        sources = Sources(self.root)
        manifest = f"issues/{number}/issue.yaml"
        issue, report = read_issue(sources, manifest)
        assert not report.has_errors, [d.message("en") for d in report]
        return read_copy(sources, manifest, issue, Settings(select=("I", "U")))

    def found(self, number: int) -> list[Diagnostic]:
        return list(proofread(self.copy(number)))

    def codes(self, number: int) -> list[str]:
        return [each.code for each in self.found(number)]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path)


def weekly(library: Library, count: int = 6) -> None:
    for at in range(count):
        library.issue(
            100 + at, f"2024-06-{3 + 7 * at:02}" if at < 4 else f"2024-07-{7 * at - 27:02}", 10 + at
        )


def test_an_issue_that_follows_is_passed_without_a_word(library: Library) -> None:
    weekly(library)
    library.issue(106, "2024-07-15", 16)
    assert library.codes(106) == []
    assert library.codes(100) == []


@pytest.mark.parametrize(
    ("number", "date", "in_year", "codes"),
    [
        (107, "2024-07-15", 17, {"I001"}),
        (106, "2024-07-08", 16, {"I002"}),
        (106, "2024-06-15", 16, {"I002", "I005"}),
        (106, "2024-07-15", 15, {"I003"}),
        (106, "2024-07-15", None, {"I003"}),
        (106, "2025-07-15", 16, {"I003", "I004", "I005"}),
        (106, "2024-08-15", 16, {"I004", "I005"}),
        (106, "2024-07-16", 16, {"I005"}),
    ],
)
def test_number_and_date_follow(library: Library, number, date, in_year, codes) -> None:
    weekly(library)
    library.issue(number, date, in_year)
    found = library.found(number)
    assert {each.code for each in found} == codes
    for each in found:
        assert each.span is not None
        assert each.span.file == f"issues/{number}/issue.yaml"
        assert each.span.line in (3, 4, 5)


def test_a_new_year_starts_with_one(library: Library) -> None:
    library.issue(9, "2024-12-30", 52)
    library.issue(10, "2025-01-06", 1)
    assert library.codes(10) == []
    library.issue(11, "2025-01-13", 53)
    assert library.codes(11) == ["I003"]


def test_contents_in_order(library: Library) -> None:
    names = ["02-b.md", "01-a.md", "03-c.md", "04-d.md"]
    articles = {n: (f"题{n[3]}", f"link: https://e.com/{n}") for n in names}
    library.issue(1, "2024-07-01", sections={"甲": names}, articles=articles)
    (found,) = library.found(1)
    assert found.code == "I010"
    assert found.span is not None
    assert found.span.line == 8
    assert found.span.column == 9


def test_sections_as_in_the_issue_before(library: Library) -> None:
    articles = {n: (f"题{n[3]}", f"link: https://e.com/{n}") for n in ("01-a.md", "02-b.md")}
    library.issue(
        1,
        "2024-07-01",
        sections={"国策要论": ["01-a.md"], "产业观察": ["02-b.md"]},
        articles=articles,
    )
    moved = {n: (t + "新", u + "2") for n, (t, u) in articles.items()}
    library.issue(
        2, "2024-07-08", sections={"产业观察": ["01-a.md"], "国策要伦": ["02-b.md"]}, articles=moved
    )
    assert library.codes(2) == ["I012"]
    moved = {n: (t + "三", u + "3") for n, (t, u) in articles.items()}
    library.issue(
        3, "2024-07-15", sections={"国策要伦": ["01-a.md"], "产业观察": ["02-b.md"]}, articles=moved
    )
    assert library.codes(3) == ["I011"]


@pytest.mark.parametrize("words", ["无", "none", "None", "没有", '"无"'])
def test_an_article_may_say_that_it_has_no_link(library: Library, words: str) -> None:
    articles = {"01-a.md": ("题a", "link: https://e.com/a"), "02-b.md": ("题b", f"link: {words}")}
    library.issue(1, "2024-07-01", sections={"甲": list(articles)}, articles=articles)
    copy = library.copy(1)
    assert library.codes(1) == []
    assert copy.issue is not None
    assert [article.link for article in copy.issue.articles] == ["https://e.com/a", None]
    assert [article.is_without_link for article in copy.issue.articles] == [False, True]


def test_no_link_and_no_source(library: Library) -> None:
    articles = {"01-a.md": ("题a", "link: https://e.com/a"), "02-b.md": ("题b", "lead: 导语")}
    library.issue(1, "2024-07-01", sections={"甲": list(articles)}, articles=articles)
    (found,) = library.found(1)
    assert (found.code, found.span and found.span.file) == ("I014", "issues/1/articles/02-b.md")
    path = library.root / "issues/1/articles/01-a.md"
    path.write_text(path.read_text("utf-8").replace("source: 某报\n", ""), "utf-8")
    assert library.codes(1) == ["I013", "I014"]


def test_an_issue_without_any_links_is_left_in_peace(library: Library) -> None:
    articles = {"01-a.md": ("题a", "lead: 一"), "02-b.md": ("题b", "lead: 二")}
    library.issue(1, "2024-07-01", sections={"甲": list(articles)}, articles=articles)
    assert library.codes(1) == []


@pytest.mark.parametrize(
    "other",
    ["https://e.com/a/", "http://www.e.com/a", "https://e.com/a#top", "https://e.com/a?"],
)
def test_the_same_link_twice(library: Library, other: str) -> None:
    articles = {"01-a.md": ("题a", "link: https://e.com/a"), "02-b.md": ("题b", f"link: {other}")}
    library.issue(1, "2024-07-01", sections={"甲": list(articles)}, articles=articles)
    assert "I015" in library.codes(1)


def test_a_link_of_an_earlier_issue_and_a_title_twice(library: Library) -> None:
    library.issue(1, "2024-07-01", articles={"01-a.md": ("题一", "link: https://e.com/a?id=1")})
    articles = {
        "01-a.md": ("题二", "link: https://e.com/a?utm_source=x&id=1"),
        "02-b.md": ("“题二”", "link: https://e.com/b"),
    }
    library.issue(2, "2024-07-08", sections={"甲": list(articles)}, articles=articles)
    assert sorted(library.codes(2)) == ["I016", "I017", "U001"]


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("贵阳数据要素市场发展局第一", ["I018"]),
        ("贵阳数据要素市场发展居第一", []),
        ("贵阳数据要素发展居第一", []),
        ("别的话", []),
    ],
)
def test_the_cover_line_is_the_title(library: Library, line: str, codes: list[str]) -> None:
    articles = {"01-a.md": ("贵阳数据要素市场//发展居第一", "link: https://e.com/a")}
    library.issue(1, "2024-07-01", articles=articles, more=f"cover: {{headline: {line}}}")
    assert library.codes(1) == codes


@pytest.mark.parametrize(
    ("url", "codes"),
    [
        ("https://e.com/20240815/a", ["I019"]),
        ("https://e.com/2024/07/02/a", ["I019"]),
        ("https://e.com/20240630/t20240631_99999.html", []),
        ("https://e.com/t20240701_2024081599.html", []),
    ],
)
def test_an_address_from_the_future(library: Library, url: str, codes: list[str]) -> None:
    library.issue(1, "2024-07-01", articles={"01-a.md": ("题", f"link: {url}")})
    assert library.codes(1) == codes


CLEAN = [
    "https://www.gov.cn/zhengce/zhengceku/202406/content_6960012.htm",
    "https://www.miit.gov.cn/jgsj/txs/wjfb/art/2024/art_0d1a0a3e.html?xxgkhide=1",
    "https://mp.weixin.qq.com/s/dgHy3vZb_-0Aq",
    "https://mp.weixin.qq.com/s?__biz=MzA3&mid=2650&idx=1&sn=ab12",
    "https://example.com/#/detail/33",
    "https://web.archive.org/web/2020/https://example.com/",
    "https://example.com/a?from=2024-01-01&to=2024-02-01",
    "https://example.com/index.php?m=content&c=index&a=show&id=3",
    "https://example.com/wiki/Foo_(bar)",
    "https://example.com/?id=33",
    "https://www.bilibili.com/video/BV1xx411c7mD?p=2",
    "https://example.com/100%25",
    "https://example.com/%E6%95%B0",
    "https://github.com/o/r/releases/tag/v1.0",
    "https://example.com/s?wd=a&rn=10",
]


@pytest.mark.parametrize("url", CLEAN)
def test_sound_addresses_are_left_alone(library: Library, url: str) -> None:
    library.issue(1, "2024-07-01", articles={"01-a.md": ("题", f"link: {url}")})
    assert library.codes(1) == []


@pytest.mark.parametrize(
    ("url", "code", "mended"),
    [
        ("https://e.com/a?utm_source=x&utm_medium=y", "U001", "https://e.com/a"),
        ("https://e.com/a?spm=a2.1&id=3#p", "U001", "https://e.com/a?id=3#p"),
        ("https://e.com/a?id=3&from=timeline&isappinstalled=0", "U001", "https://e.com/a?id=3"),
        (
            "https://mp.weixin.qq.com/s?__biz=M&mid=2&idx=1&sn=a&scene=0&chksm=f#rd",
            "U001",
            "https://mp.weixin.qq.com/s?__biz=M&mid=2&idx=1&sn=a",
        ),
        (
            "https://www.bilibili.com/video/BV1?spm_id_from=333&vd_source=ab",
            "U001",
            "https://www.bilibili.com/video/BV1",
        ),
        ("https://e.com/a?b=1&amp;c=2", "U002", "https://e.com/a?b=1&c=2"),
        ("https://e.com/%25E6%2595%25B0.html", "U003", "https://e.com/%E6%95%B0.html"),
        ("https://e.com/a.html)", "U004", "https://e.com/a.html"),
        ("https://e.com/a%EF%BC%89%E3%80%82", "U004", "https://e.com/a"),
        ("https://e.com/a?", "U004", "https://e.com/a"),
        ("https://e.com/a;jsessionid=AB.c1?id=2", "U005", "https://e.com/a?id=2"),
        ("https://e.com/ahttp://e.com/a", "U006", None),
        ("https://weixin.sogou.com/link?url=dn9a", "U011", None),
        ("https://mp.weixin.qq.com/s?src=11&timestamp=17&ver=5&signature=a*b", "U007", None),
        ("http://203.0.114.8:8080/a", "U009", None),
        ("https://t.cn/A6x", "U010", None),
        ("https://e.com", "U012", None),
        ("https://e.com/index.html", "U012", None),
    ],
)
@pytest.mark.parametrize("quote", ["", '"', "'"])
def test_addresses_are_mended(library: Library, url, code, mended, quote) -> None:
    line = f"link: {quote}{url}{quote}"
    library.issue(1, "2024-07-01", articles={"01-a.md": ("题", line)})
    found = library.found(1)
    assert code in [each.code for each in found]
    span = found[0].span
    assert span is not None
    assert span.line == 4
    assert span.column == 7 + len(quote)
    edits = chosen_edits(found)
    if mended is None:
        assert not edits
        return
    path = library.root / "issues/1/articles/01-a.md"
    text = mend(path.read_text("utf-8"), edits)
    assert f"link: {quote}{mended}{quote}\n" in text
    path.write_text(text, "utf-8")
    assert library.codes(1) == []


def test_addresses_in_the_text(library: Library) -> None:
    body = (
        "见[通知](https://e.com/a?utm_source=x)，又见<https://e.com/b?spm=1.2>和"
        "https://e.com/c?gclid=7。`https://e.com/d?gclid=7`\n\n"
        "```\nhttps://e.com/e?gclid=7\n```\n\n[^1]: 见 https://e.com/f?gclid=7.\n\n正文[^1]。"
    )
    library.issue(1, "2024-07-01")
    path = library.root / "issues/1/articles/01-a.md"
    path.write_text(path.read_text("utf-8").replace("正文。", body), "utf-8")
    found = library.found(1)
    assert [each.code for each in found] == ["U001"] * 4
    text = mend(path.read_text("utf-8"), chosen_edits(found))
    assert "[通知](https://e.com/a)，又见<https://e.com/b>和https://e.com/c。" in text
    assert "见 https://e.com/f.\n" in text
    assert text.count("gclid=7") == 2
