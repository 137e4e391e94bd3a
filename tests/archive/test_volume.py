"""A bound volume as it comes off the press: pages, labels, links, bookmarks, fonts, claims."""

from __future__ import annotations

import io
import re
import shutil

import pikepdf
import pytest

from typeset.archive.choice import choose
from typeset.archive.volume_press import BoundProduct, bind_volume
from typeset.press.inspection import inspect
from typeset.sources import Sources

MANIFEST = """\
layout: {layout}
title: 数据周报
tagline: 为读者提供参考
subtitle: 看数字中国
number: {number}
date: {date}
masthead: [主编: 某研究院]
statement: 仅供内部交流。
sections:
  - title: 要论
    articles: [articles/1.md]
  - title: 动态
    articles: [articles/2.md]
"""
ARTICLE = """\
---
title: {title}
source: {source}
link: https://example.org/{number}/{position}.html
---
近日，有关部门印发第{number}号《通知》，到2025年底前完成试点。
"""
SOURCES = {7: ("重庆日报", "36氪"), 8: ("新华社、人民日报", "安全内参"), 9: ("安全内参", "IDC中国")}
DATES = {7: "2024-12-23", 8: "2025-01-06", 9: "2025-01-13"}


def write_issue(project, number: int, layout: str = "brief@1") -> None:
    articles = {
        f"articles/{at}.md": ARTICLE.format(
            title=f"第{number}期的第{at}篇", source=source, number=number, position=at
        )
        for at, source in enumerate(SOURCES[number], start=1)
    }
    text = MANIFEST.format(number=number, date=DATES[number], layout=layout)
    project.issue(text, articles, number)


def bind(project, *words: str, profiles: tuple[str, ...] = ("screen",)) -> BoundProduct:
    choice, report = choose(project.root, words)
    assert not report.has_errors
    return bind_volume(Sources(project.root), choice, profiles, lambda stage: None)


def codes(product: BoundProduct) -> list[str]:
    return [diagnostic.code for diagnostic in product.report]


@pytest.fixture
def three(project):
    for number in DATES:
        write_issue(project, number)
    return project


@pytest.fixture(scope="module")
def bound(shared_project) -> BoundProduct:
    for number in DATES:
        write_issue(shared_project, number)
    return bind(shared_project, "7-9", profiles=("print", "screen", "archive"))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_every_page_has_a_label_of_its_issue(bound) -> None:
    labels = [page.label for page in inspect(bound.pdfs["screen"]).pages]
    assert labels[:4] == ["封面", "封面-空白", "总目录-1", "总目录-空白"]
    assert [label for label in labels if label.startswith("8-")][:1] == ["8-封面"]
    assert "8-01" in labels
    assert labels[-1] == "索引-2"
    # Each issue begins on a right-hand page, as it does when it stands alone.
    assert all(labels.index(f"{number}-封面") % 2 == 0 for number in DATES)


def test_contents_and_indexes_name_every_article_and_its_page(bound) -> None:
    pages = {page.label: squeezed(page.text) for page in inspect(bound.pdfs["screen"]).pages}
    contents, sections, sources = pages["总目录-1"], pages["索引-1"], pages["索引-2"]
    for number in DATES:
        assert f"总第{number}期" in contents
        for position in (1, 2):
            row = f"{number}-0{position}第{number}期的第{position}篇"
            assert row in contents
            assert row in sections
            assert f"第{number}期的第{position}篇" in pages[f"{number}-0{position}"]
    assert sections.index("要论") < sections.index("动态")
    assert "总目录-1" in contents  # the folio printed is the label
    order = ["36氪", "安全内参", "重庆日报", "IDC中国", "人民日报", "新华社"]
    places = [sources.index(name) for name in order]
    assert places == sorted(places)
    assert "安全内参8-02、9-01" in sources


def test_links_and_bookmarks_lead_into_the_issues(bound) -> None:
    with pikepdf.open(io.BytesIO(bound.pdfs["screen"])) as pdf:
        page_of = {page.objgen: index for index, page in enumerate(pdf.pages)}
        names = pdf.Root.Names.Dests.Names
        places = {
            str(a): page_of[b[0].objgen] for a, b in zip(names[::2], names[1::2], strict=True)
        }
        labels = [page.label for page in pdf.pages]
        assert labels[places["8-article-02"]] == "8-02"
        assert labels[places["9-issue"]] == "9-封面"
        contents = pdf.pages[labels.index("总目录-1")]
        targets = [str(link.Dest) for link in contents.Annots]
        assert targets[:3] == ["7-issue", "7-article-01", "7-article-02"]
        assert set(targets) <= set(places)
        own = pdf.pages[labels.index("8-目录")]
        assert [str(link.Dest) for link in own.Annots] == ["8-article-01", "8-article-02"]
        with pdf.open_outline() as outline:
            top = [item.title for item in outline.root]
            eighth = outline.root[top.index("总第8期（2025年1月6日）")]
            inside = [child.title for child in eighth.children]
            assert [c.title for c in eighth.children[inside.index("要论")].children] == [
                "第8期的第1篇"
            ]
    assert top[:2] == ["第7—9期合订本", "总目录"]
    assert top[-2:] == ["栏目索引", "来源索引"]
    links = {link for page in inspect(bound.pdfs["screen"]).pages for link in page.links}
    assert links == {f"https://example.org/{n}/{p}.html" for n in DATES for p in (1, 2)}


def test_a_face_is_embedded_once_and_every_code_is_its_own(bound) -> None:
    facts = inspect(bound.pdfs["print"])
    names = [font.name.rpartition("+")[2] for font in facts.fonts]
    assert len(names) == len(set(names))
    found = {page.label: page.codes for page in facts.pages if page.codes}
    assert found["9-02"] == ("https://example.org/9/2.html",)
    assert len(found) == 6


def test_a_volume_keeps_its_claims(bound, verapdf) -> None:
    claims = (("ua1", "screen"), ("2a", "archive"), ("ua1", "archive"))
    found = verapdf(*((flavour, bound.pdfs[name]) for flavour, name in claims))
    assert found == [f"{flavour} pass" for flavour, _ in claims]


def test_the_same_volume_comes_out_the_same(three) -> None:
    assert bind(three, "2025").pdfs == bind(three, "2025").pdfs


def test_a_year_or_a_range_and_what_is_missing(three) -> None:
    assert choose(three.root, ["2025"])[0].numbers == (8, 9)
    assert choose(three.root, ["２０２５年"])[0].years == (2025,)
    assert choose(three.root, ["9", "7-8"])[0].numbers == (7, 8, 9)
    assert choose(three.root, ["第9期至第7期"])[0].numbers == (7, 8, 9)
    for words, code in (("2023", "D002"), ("70-80", "D003"), ("去年", "D001"), ("", "D001")):
        assert [d.code for d in choose(three.root, [words])[1]] == [code], words
    product = bind(three, "7", "9", profiles=("screen",))
    assert product.volume is not None
    assert product.volume.name == "第7、9期合订本"
    assert "D008" in codes(product)


def test_an_issue_with_an_error_is_named_and_nothing_is_bound(three) -> None:
    three.write("issues/8/articles/1.md", "没有题头")
    three.write("issues/9/articles/2.md", "没有题头")
    product = bind(three, "7-9")
    assert product.pdfs == {}
    assert codes(product).count("D004") == 2
    done = three.run("bind", "7-9")
    assert done.returncode == 1
    assert "issues/8/articles/1.md" in done.stderr
    assert not (three.root / "build/volumes").exists()


def test_the_issues_warnings_are_counted_unless_silenced(three) -> None:
    note, silence = "\n[^1]: 没有注号的脚注。\n", "\n<!-- typeset: ignore A019 -->\n"
    for number, added in ((7, silence + note), (8, note), (9, note)):
        path = three.root / f"issues/{number}/articles/1.md"
        path.write_text(path.read_text() + added)
    found = [d for d in bind(three, "7-9").report if d.code == "D009"]
    assert [d.args for d in found] == [{"count": 2, "first": 8}]
    three.write("typeset.toml", '[check]\nignore = ["A019"]\n')
    assert "D009" not in codes(bind(three, "7-9"))
    three.write("issues/9/articles/2.md", "没有题头")
    three.write("typeset.toml", "")
    assert "D009" in codes(bind(three, "7-9")), "beside the errors too"


def relayout(project, **changes: str) -> None:
    """Make a second layout from the first, with some lines of its `layout.yaml` changed."""
    shutil.copytree(project.root / "layouts/brief/1", project.root / "layouts/brief/2")
    file = project.root / "layouts/brief/2/layout.yaml"
    text = re.sub(r"^version: 1$", "version: 2", file.read_text(), flags=re.MULTILINE)
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    file.write_text(text)
    write_issue(project, 8, "brief@2")


def test_two_layouts_in_one_volume(three) -> None:
    relayout(three, **{'blue: {rgb: "#17375e"': 'blue: {rgb: "#1f4a1f"'})
    product = bind(three, "7-9", profiles=("print",))
    assert product.pdfs, codes(product)


def test_other_pages_or_other_inks_are_refused(three) -> None:
    relayout(three, **{"width_mm: 210": "width_mm: 200"})
    assert "D006" in codes(bind(three, "7-9"))
    shutil.rmtree(three.root / "layouts/brief/2")
    relayout(three, **{"cmyk: [95, 70, 20, 30]": "cmyk: [100, 60, 0, 40]"})
    assert "D007" in codes(bind(three, "7-9", profiles=("print",)))
    assert bind(three, "7-9", profiles=("screen",)).pdfs


def test_a_layout_without_volume_pages_says_what_it_lacks(three) -> None:
    (three.root / "layouts/brief/1/volume-index.html.jinja").unlink()
    product = bind(three, "2025")
    assert codes(product)[-1] == "D005"
    assert "volume-index" in list(product.report)[-1].message("en")


def test_a_fault_in_a_volume_template_is_shown_in_place(three) -> None:
    file = three.root / "layouts/brief/1/volume-contents.html.jinja"
    file.write_text(file.read_text().replace("{% endfor %}", "{% endfour %}", 1))
    (fault,) = [d for d in bind(three, "2025").report if d.code == "L006"]
    assert fault.span is not None
    assert fault.span.file.endswith("volume-contents.html.jinja")
    assert fault.span.line


def test_contents_that_print_another_page_are_found(three) -> None:
    file = three.root / "layouts/brief/1/volume-contents.html.jinja"
    index = three.root / "layouts/brief/1/volume-index.html.jinja"
    for each in (file, index):
        each.write_text(each.read_text().replace("{{ row.label }}", "8-77"))
    assert "D010" in codes(bind(three, "2025"))


def test_the_command_writes_where_it_says(three) -> None:
    done = three.run("bind", "2025", "-p", "screen")
    assert (done.returncode, done.stdout) == (
        0,
        "build/volumes/数据周报-2025年合订本-screen.pdf\n",
    )
    assert (three.root / done.stdout.strip()).read_bytes().startswith(b"%PDF-")
    assert three.run("bind").returncode == 2
    assert three.run("bind", "1999").returncode == 1
