"""Pages laid out again where they changed are those of a build, whatever was edited."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MANIFEST, ROOT, Project
from typeset.layout.manuscript import prepare
from typeset.press.easel import Easel, trimmed
from typeset.press.flow import Flow
from typeset.press.ink import Palette
from typeset.press.pagination import Pages, paginate
from typeset.press.pdf import impress
from typeset.press.profiles import PROFILES
from typeset.press.relayout import Relayout
from typeset.press.splitting import looks_behind, sibling_names, split_body, stub
from typeset.remembering import Memory
from typeset.sources import Sources

WORDS = "数据要素市场发展水平居西部城市第一，有关部门印发通知。提出到年底前完成试点；推动“应用”。"


def drawn(page: Any) -> list[tuple[object, ...]]:
    """All that is on a page: texts, pictures and boxes, with their places."""
    found = []
    for box in page._page_box.descendants():
        size = tuple(round(float(getattr(box, n, 0) or 0), 3) for n in ("width", "height"))
        at = round(box.position_x, 3), round(box.position_y, 3)
        found.append((box.element_tag, getattr(box, "text", None), *at, *size))
    marks = [(level, label) for level, label, _, _ in page.bookmarks]
    return [*found, *marks, *sorted(page.anchors), [(kind, to) for kind, to, _, _ in page.links]]


class Both:
    """An issue laid out again and again, and each time anew."""

    def __init__(self, project: Project, manifest: str) -> None:
        self.root, self.manifest = project.root, manifest
        self.memory = Memory()
        self.relayout = Relayout(self.memory)

    def preview(self) -> Pages:
        sources = Sources(self.root)
        manuscript = prepare(sources, self.manifest, self.memory)
        assert manuscript.composition is not None, [d.message() for d in manuscript.report]
        pages, _ = self.relayout.paginate(sources, manuscript.composition, manuscript.catalog)
        assert pages is not None
        self.memory.next_round()
        return pages

    def build(self) -> Pages:
        sources = Sources(self.root)
        manuscript = prepare(sources, self.manifest)
        assert manuscript.composition is not None
        pages, _ = paginate(sources, manuscript.composition, manuscript.catalog)
        assert pages is not None
        return pages

    def compare(self) -> Pages:
        new, old = self.preview(), self.build()
        assert new.labels == old.labels
        assert new.folios == old.folios
        for label, a, b in zip(new.labels, new.document.pages, old.document.pages, strict=True):
            assert drawn(a) == drawn(b), label
        return new


def kept(before: Pages, after: Pages) -> int:
    """How many pages are the very same."""
    return len(set(map(id, before.document.pages)) & set(map(id, after.document.pages)))


def paragraphs(seed: int, count: int) -> str:
    some = random.Random(seed)
    return "\n\n".join(
        "".join(some.choice(WORDS) for _ in range(some.randint(20, 240))) + "。"
        for _ in range(count)
    )


def article(seed: int, count: int, extra: str = "", **facts: str) -> str:
    head = "".join(f"{key}: {value}\n" for key, value in facts.items())
    return f"---\ntitle: 第{seed}篇文章的题目\n{head}---\n{paragraphs(seed, count)}\n{extra}"


@pytest.fixture
def long_issue(project: Project) -> Both:
    """Three sections, articles that run on, start on left pages, hold notes and tables."""
    note = "\n正文有注[^1]，再有一注[^2]。\n\n[^1]: 第一条注。\n\n[^2]: 第二条注，说得长一些，要排到第二行去，所以还要再写几个字才够。\n"
    table = "\n| 指标 | 2023年 |\n|---|--:|\n" + "| 用户 | 7.63 |\n" * 30
    files = {
        "articles/1.md": article(1, 9, note),
        "articles/2.md": article(2, 3, link="https://example.org/2.html"),
        "articles/3.md": article(3, 12, table),
        "articles/4.md": article(4, 2, source="某报"),
        "articles/5.md": article(5, 6, note, lead="这是导语。"),
        "articles/6.md": article(6, 1),
    }
    manifest = MANIFEST.replace(
        "  - title: 要论\n    articles: [articles/01-first.md]\n",
        "  - title: 要论\n    articles: [articles/1.md, articles/2.md, articles/3.md]\n"
        "  - title: 地方\n    start: left\n    articles:\n      - {file: articles/4.md}\n"
        "      - {file: articles/5.md, start: run-on}\n"
        "  - title: 其他\n    articles: [articles/6.md]\n",
    )
    return Both(project, project.issue(manifest, files))


def edit(both: Both, name: str, old: str, new: str) -> None:
    path = both.root / "issues/7" / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_edits_of_all_kinds_give_the_pages_of_a_build(long_issue: Both) -> None:
    first = long_issue.compare()
    last = "articles/6.md"
    edits = [
        ("articles/3.md", "。\n\n", "，添一句话。\n\n"),
        ("articles/1.md", "。\n\n", "。" + "添了很多很多的话，" * 60 + "\n\n"),  # turns pages
        ("articles/1.md", "正文有注[^1]，", ""),  # a note less: the numbers of others stay
        ("articles/2.md", "第2篇文章的题目", "另一个题目"),  # in the contents, too
        ("issue.yaml", "start: left", "start: right"),
        ("issue.yaml", "articles/2.md, ", ""),
        (last, "\n---\n", "\nlead: 添上导语。\n---\n"),
    ]
    for name, old, new in edits:
        edit(long_issue, name, old, new)
        if name == "articles/1.md" and not new:
            edit(long_issue, name, "[^1]: 第一条注。\n", "")
        long_issue.compare()
    assert len(first) > 10


def test_only_pages_that_changed_are_made_again(long_issue: Both) -> None:
    before = long_issue.preview()
    again = long_issue.preview()
    assert kept(before, again) == len(before)
    edit(long_issue, "articles/6.md", "。\n", "，添一句。\n")
    after = long_issue.preview()
    # The cover shows how long each article is; beside it, only the edited page is new.
    assert len(after) - kept(again, after) <= 2


def test_the_specimen_with_pictures_is_the_same(specimen: tuple[Project, str]) -> None:
    both = Both(*specimen)
    both.compare()
    photo = both.root / "issues/7/images/photo.jpg"
    photo.write_bytes((both.root / "issues/7/images/gray.jpg").read_bytes())
    both.compare()


def test_another_stylesheet_is_followed(long_issue: Both) -> None:
    before = long_issue.compare()
    style = long_issue.root / "layouts/brief/1/style.css"
    style.write_text(style.read_text().replace("700 22pt/30pt", "700 18pt/30pt"))
    after = long_issue.compare()
    assert drawn(before.document.pages[4]) != drawn(after.document.pages[4])


@pytest.mark.parametrize(
    "css",
    [
        "@page { @bottom-center { content: counter(page) '/' counter(pages) } }",
        ".section-mark { counter-increment: sections } .section-mark::after { content: counter(sections) }",
        ".article ~ .article h1 { letter-spacing: 2pt } .article:nth-of-type(2n) { page: odd }",
        ".article + .article h1 { color: red } .article:last-of-type h1 { letter-spacing: 2pt }",
        "@page :first { margin-top: 200pt } @page :nth(3) { margin-top: 120pt }",
        "body::before { content: '前言'; display: block; break-after: page }",
        "p { width: 80vw }",
    ],
)
def test_styles_that_look_far_are_laid_out_as_a_build_does(long_issue: Both, css: str) -> None:
    style = long_issue.root / "layouts/brief/1/style.css"
    style.write_text(style.read_text() + css)
    long_issue.compare()
    edit(long_issue, "articles/4.md", "。\n", "，添一句。\n")
    long_issue.compare()


def test_a_drawn_page_is_that_of_the_built_pdf(long_issue: Both) -> None:
    long_issue.preview()
    edit(long_issue, "articles/2.md", "。\n\n", "，添一句话。\n\n")
    new, old = long_issue.preview(), long_issue.build()
    catalog = prepare(Sources(long_issue.root), long_issue.manifest).catalog
    easel = Easel()
    palette = Palette.of(new.composition.package.spec.colours)
    for name in ("screen", "print"):
        built, _ = impress(old, PROFILES[name], catalog)
        for index in (0, 4, 5, len(old) - 1):
            page = easel.pdf(new.document, new.document.pages[index], palette, name)
            a, b = trimmed(page, 0, 80), trimmed(built.pdf, index, 80)
            assert a.image.tobytes() == b.image.tobytes(), (name, index)
            assert a.text == b.text


def test_what_is_remembered_does_not_grow(long_issue: Both) -> None:
    long_issue.preview()
    sizes = []
    for number in range(6):
        edit(long_issue, "articles/4.md", "。\n", f"，添{number}句。\n")
        long_issue.preview()
        sizes.append(len(long_issue.memory))
    assert len(set(sizes[1:])) == 1


def fragments() -> Iterator[tuple[str, int | None]]:
    yield "<html><body><div a='>'>x<div></div></div> <p>y</p></body></html>", None
    yield (
        "<html><body><!-- <div> --><div>x<div></div></div>\n<section>y</section>\n</body></html>",
        2,
    )
    yield "<html><body>text<div></div></body></html>", None
    yield "<html><body><div></body></html>", None
    yield "<html><body></body></html>", None
    yield "no body", None


@pytest.mark.parametrize(("html", "count"), [*fragments()])
def test_a_body_is_split_only_where_that_is_sure(html: str, count: int | None) -> None:
    found = split_body(html)
    assert (None if found is None else len(found.children)) == count


def test_styles_that_look_behind_are_known() -> None:
    assert not looks_behind(
        ("p:last-child {} .x + .a:first-of-type p:nth-child(2) {} tr:has(> td) {}",)
    )
    assert not looks_behind((".a li:not(:has(> p))::before {}",))
    for css in (
        ".a:nth-of-type(2) {}",
        "article:last-child p {}",
        ".a:has(+ .b) {}",
        ":only-child {}",
    ):
        assert looks_behind((css,)), css


def test_stubs_keep_what_siblings_are_styled_by() -> None:
    names = sibling_names((".a + .b {} .c {} .d:first-child p {} /* .e ~ .f */ #g ~ p {}",))
    assert names == {"a", "b", "d", "g"}
    child = '<article class="a c x" id="g"><p>…</p></article>'
    assert stub(child, names) == '<article class="a" id="g"></article>'


def test_the_real_issue(tmp_path: Path) -> None:
    both = Both(Project(ROOT), "issues/189/issue.yaml")
    both.compare()


def test_a_layout_without_pieces_is_laid_out_whole(long_issue: Both) -> None:
    body = long_issue.root / "layouts/brief/1/body.html.jinja"
    text = body.read_text()
    body.write_text(text.replace("</body>", "<p>尾声</p></body>"))
    pages = long_issue.compare()
    flow: Flow = long_issue.relayout._body
    assert len(pages) > 10
    assert not flow._kept
