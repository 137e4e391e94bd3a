"""Markdown as editors write it: the HTML that comes of it, and what is wrong with it."""

from __future__ import annotations

import io
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from typeset.diagnostics import Report, Span
from typeset.issue.articles import read_article
from typeset.issue.links import check_link
from typeset.issue.markdown import read_body
from typeset.issue.model import Article, Body, Start
from typeset.sources import Sources

FILE = "issues/7/articles/01.md"


def png() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (2, 2)).save(data, "PNG")
    return data.getvalue()


def jpeg() -> bytes:
    data = io.BytesIO()
    Image.effect_noise((64, 64), 80).save(data, "JPEG")
    return data.getvalue()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    images = root / "issues/7/images"
    images.mkdir(parents=True)
    (root / "issues/7/articles").mkdir()
    (images / "map.png").write_bytes(png())
    (images / "图 一.png").write_bytes(png())
    (images / "增5%#1?.png").write_bytes(png())
    (images / "图(1).png").write_bytes(png())
    (images / "cut.jpg").write_bytes(jpeg()[:-900])
    (images / "cut.svg").write_text("<svg xmlns='x'><rect")
    (images / "far.svg").write_text("<svg xmlns='x'><image href='https://x.cn/a.png'/></svg>")
    (images / "file.svg").write_text(
        "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///x'>]><svg xmlns='x'>&x;</svg>"
    )
    (images / "drawn.svg").write_text(
        "<!DOCTYPE svg [<!ENTITY ns 'http://x'>]><svg xmlns='&ns;'><use href='#a'/></svg>"
    )
    (images / "plan.svg").write_text("<?xml version='1.0'?>\n<svg xmlns='x'/>")
    (images / "fake.png").write_text("<html></html>")
    (images / "cut.png").write_bytes(png()[:20])
    (root / "outside.png").write_bytes(png())
    (root.parent / "secret.png").write_bytes(png())
    return root


def body(root: Path, text: str) -> tuple[Body, list[tuple[str, int | None, int | None]]]:
    report = Report()
    found = read_body(Sources(root), FILE, text, 1, report)
    for each in report:
        assert each.message("zh")
        assert each.hint("en")
    places = [(d.code, d.span and d.span.line, d.span and d.span.column) for d in report]
    return found, sorted(places, key=lambda place: (place[1] or 0, place[2] or 0))


SOURCE = "https://typeset.invalid/issues/7/images"


def figure(name: str, caption: str = "") -> str:
    return f'<figure data-line="1"><img src="{SOURCE}/{quote(name)}" alt="图">{caption}</figure>'


GOOD = [
    ("一段。", '<p data-line="1">一段。</p>'),
    ("**《意见》**提出", '<p data-line="1"><strong>《意见》</strong>提出</p>'),
    ("**“建”**用", '<p data-line="1"><strong>“建”</strong>用</p>'),
    ("用**“建”**IPv6", '<p data-line="1">用<strong>“建”</strong>IPv6</p>'),
    ("**注意：**这里", '<p data-line="1"><strong>注意：</strong>这里</p>'),
    ("这是**重点（一）**和", '<p data-line="1">这是<strong>重点（一）</strong>和</p>'),
    ("**一是**推动*强调*。", '<p data-line="1"><strong>一是</strong>推动<em>强调</em>。</p>'),
    ("a **b** c", '<p data-line="1">a <strong>b</strong> c</p>'),
    ("2*3*4 与 snake_case_name", '<p data-line="1">2<em>3</em>4 与 snake_case_name</p>'),
    (r"\*\*不加粗\*\*", '<p data-line="1">**不加粗**</p>'),
    ("中文\n中文", '<p data-line="1">中文中文</p>'),
    ("中文，\n“中文”", '<p data-line="1">中文，“中文”</p>'),
    ("中文\nIPv6", '<p data-line="1">中文 IPv6</p>'),
    ("two\nwords", '<p data-line="1">two words</p>'),
    ("**中**\n文", '<p data-line="1"><strong>中</strong>文</p>'),
    ("a<b 且 c>d", '<p data-line="1">a&lt;b 且 c&gt;d</p>'),
    ("《<通知>》 & 1<x，y>2", '<p data-line="1">《&lt;通知&gt;》 &amp; 1&lt;x，y&gt;2</p>'),
    ("<https://x.cn/a_b>", '<p data-line="1"><a href="https://x.cn/a_b">https://x.cn/a_b</a></p>'),
    (
        "[文](https://x.cn/a?b=1&c)",
        '<p data-line="1"><a href="https://x.cn/a?b=1&amp;c">文</a></p>',
    ),
    (
        "## 二\n\n### 三\n\n#### 四",
        '<h2 data-line="1">二</h2>\n<h3 data-line="3">三</h3>\n<h4 data-line="5">四</h4>',
    ),
    ("#话题# 热议", '<p data-line="1">#话题# 热议</p>'),
    ("> 引", '<blockquote data-line="1">\n<p data-line="1">引</p>\n</blockquote>'),
    (
        "- 一\n- 二",
        '<ul data-line="1">\n<li data-line="1">一</li>\n<li data-line="2">二</li>\n</ul>',
    ),
    ("```\na<b\n```", '<pre data-line="1"><code>a&lt;b\n</code></pre>'),
    ("一\\\n二", '<p data-line="1">一<br>\n二</p>'),
    (
        '![图](../images/map.png "题<一>")',
        figure("map.png", "<figcaption>题&lt;一&gt;</figcaption>"),
    ),
    ("![图](../images/plan.svg)", figure("plan.svg")),
    ("![图](../images/drawn.svg)", figure("drawn.svg")),
    ("![图](<../images/图 一.png>)", figure("图 一.png")),
    ("![图](../images/图 一.png)", figure("图 一.png")),
    (
        '![图](../images/图 一.png "题")',
        figure("图 一.png", "<figcaption>题</figcaption>"),
    ),
    ("![图](../images/增5%#1?.png)", figure("增5%#1?.png")),
    ("![图](../images/图(1).png)", figure("图(1).png")),
    ("![图](../images/%E5%9B%BE%20%E4%B8%80.png)", figure("图 一.png")),
    (
        "文![图](../images/map.png)字",
        f'<p data-line="1">文<img src="{SOURCE}/map.png" alt="图">字</p>',
    ),
    (
        "注[^1]。\n\n[^1]: 一**条**。\n\n    二段。",
        '<p data-line="1">注<span class="footnote">一<strong>条</strong>。<br>二段。</span>。</p>',
    ),
]


@pytest.mark.parametrize(("text", "html"), GOOD, ids=[g[0] for g in GOOD])
def test_good_markdown(project: Path, text: str, html: str) -> None:
    found, faults = body(project, text)
    assert faults == []
    assert found.html.strip() == html


BROKEN = [
    ("一\n\n# 大标题", [("A006", 3, 1)]),
    ("##### 五级", [("A007", 1, 1)]),
    ("##贴着", [("A008", 1, 1)]),
    ("＃＃ 全角", [("A008", 1, 1)]),
    ("文\n##贴着", [("A008", 2, 1)]),
    ("##", [("A009", 1, 1)]),
    ("但<b>粗</b>字", [("A010", 1, 2)]),
    ("但<b>粗</b>，<b>粗</b>", [("A010", 1, 2), ("A010", 1, 11)]),
    ("一<br>二<br/>三", [("A010", 1, 2), ("A010", 1, 7)]),
    ("一\n\n<div>x</div>", [("A010", 3, 1)]),
    ("<!-- 备注 -->", [("A010", 1, 1)]),
    ("文 <!-- 备注 --> 字", [("A010", 1, 3)]),
    ("- 一\n- 二<u>三</u>", [("A010", 2, 4)]),
    ("| a | b |\n|---|---|\n| c | <i>d</i> |", [("A010", 3, 7)]),
    ("> 引 <u>x</u>", [("A010", 1, 5)]),
    ("开头 **未闭合", [("A011", 1, 4)]),
    ("**成对**，又 **未闭合", [("A011", 1, 10)]),
    ("** 有空格 **", [("A011", 1, 1)]),
    ("＊＊粗＊＊", [("A012", 1, 1)]),
    ("脚注［^1］", [("A035", 1, 3)]),
    ("！[图](../images/map.png)", [("A012", 1, 1)]),
    ("[文]（https://x.cn）", [("A013", 1, 1)]),
    ("![图](../images/图 二.jpg)", [("F001", 1, 6)]),
    ("![图](../images/图 一.png 题)", [("A013", 1, 1)]),
    ("[文](www.x.cn)", [("A014", 1, 5)]),
    ("[文](https://x.cn/a。)", [("A014", 1, 5)]),
    ("[文](javascript:alert)", [("A014", 1, 5)]),
    ("[文]()", [("A014", 1, 3)]),
    ("[甲](www.x.cn)和[乙](www.y.cn)", [("A014", 1, 5), ("A014", 1, 19)]),
    ("[文](../articles/02.md)", [("A015", 1, 5)]),
    ("[文](#一)", [("A015", 1, 5)]),
    ("![](../images/map.png)", [("A016", 1, 5)]),
    ("![图](https://x.cn/a.png)", [("A017", 1, 6)]),
    ("![图](../images/mpa.png)", [("F001", 1, 6)]),
    ("![图](../images/fake.png)", [("M019", 1, 6)]),
    ("![图](../images/cut.png)", [("M019", 1, 6)]),
    ("![图](../../../../secret.png)", [("F003", 1, 6)]),
    ("![图](../images)", [("F002", 1, 6)]),
    ("注[^1]", [("A018", 1, 2)]),
    ("注\n\n[^1]: 一", [("A019", 3, 1)]),
    ("注[^1]\n\n[^1]: 一\n[^1]: 二", [("A020", 4, 1)]),
    ("注[^1]\n\n[^1]: 一[^2]\n[^2]: 二", [("A021", 3, 8)]),
    ("注[^1]\n\n[^1]:", [("A022", 3, 1)]),
    ("一\n\n---\n\n二", [("A023", 3, 1)]),
    ("一\n---\n二", [("A023", 2, 1)]),
    ("    四个空格", [("A024", 1, 5)]),
    ("\t制表符", [("A024", 1, 2)]),
    ("　　段首\n\n　　段首", [("A025", 1, 1)]),
    ("注[^1]\n\n[^1]：一", [("A026", 3, 1)]),
    ("[文](https://x.cn/原文)", [("A027", 1, 5)]),
    ("一段\n　　又一段", [("A028", 2, 1)]),
    ("1、甲\n2、乙\n（三）丙", [("A029", 2, 1), ("A029", 3, 1)]),
    ("-甲", [("A030", 1, 1)]),
    ("- 甲\n- 乙\n\n*丙", [("A030", 4, 1)]),
    ("|指标|数值|\n|甲|1|", [("A031", 1, 1)]),
    ("｜指标｜数值｜", [("A031", 1, 1)]),
    ("| a | b |\n|---|---|\n| c | d | e |", [("A032", 3, 1)]),
    ("文~~删~~", [("A033", 1, 2)]),
    ("文__粗__字", [("A033", 1, 2)]),
    ("![图](..\\images\\map.png)", [("M012", 1, 6)]),
    ("H<sub>2</sub>O", [("A010", 1, 2)]),
    ("![图](../images/cut.jpg)", [("M019", 1, 6)]),
    ("![图](../images/cut.svg)", [("M019", 1, 6)]),
    ("![图](../images/far.svg)", [("M019", 1, 6)]),
    ("![图](../images/file.svg)", [("M019", 1, 6)]),
    ("![图](images/map.png)", [("F001", 1, 6)]),
    ("![图](/images/map.png)", [("M012", 1, 6)]),
    ("![图](file:///C:/map.png)", [("M012", 1, 6)]),
    ("![图](C:\\图\\map.png)", [("M012", 1, 6)]),
    ("[图](../images/map.png)", [("A013", 1, 1)]),
    ("![[map.png]]", [("A013", 1, 1)]),
    ("[](https://x.cn)", [("A013", 1, 1)]),
    ("[文][1]", [("A013", 1, 1)]),
    ("(文)[https://x.cn]", [("A013", 1, 1)]),
    ("[文](https://x.cn 后面", [("A013", 1, 1)]),
    ("![图](../images/map.png){width=50%}", [("A037", 1, 24)]),
    ("文[^ 1]。\n\n[^1]: 注", [("A035", 1, 2)]),
    ("文[^1 ]。\n\n[^1]: 注", [("A035", 1, 2)]),
    ("文【^1】。\n\n[^1]: 注", [("A035", 1, 2)]),
    ("文[＾1]。\n\n[^1]: 注", [("A035", 1, 2)]),
    ("文^[行内]。", [("A035", 1, 2)]),
    ("文[^1]。\n\n[^1] 注", [("A036", 3, 1)]),
    ("文[^1]。[^1]: 注", [("A018", 1, 2)]),
    ("文[^1]。\n\n[1]: 注", [("A018", 1, 2)]),
    ("文。\n\n[1]: https://x.cn", [("A039", 3, 1)]),
    ("在{贵阳|guì yáng设厂", [("A042", 1, 2)]),
    ("在｛贵阳｜guì｝设厂", [("A042", 1, 2)]),
    ("在{贵阳|}设厂", [("A042", 1, 2)]),
    ("在{贵阳|guì}设厂，{重点|.未闭合", [("A042", 1, 13)]),
    ("题\n====", [("A037", 2, 1)]),
    ("[TOC]", [("A037", 1, 1)]),
    ("- [ ] 待办", [("A037", 1, 3)]),
    ("＞ 引文", [("A012", 1, 1)]),
    ("```\n文", [("A038", 1, 1)]),
    ("> ```\n> 文\n\n文", [("A038", 1, 3)]),
    ("用`文", [("A033", 1, 2)]),
    ("**一\n\n二**", [("A011", 1, 1)]),
    ("**一＊＊", [("A012", 1, 4)]),
    ("<o:p></o:p>", [("A010", 1, 1)]),
    ("<details>\n\n文\n\n</details>", [("A010", 1, 1)]),
    ("| a | b |\n|---|---|\n\n| 三 | 四 |", [("A031", 4, 1)]),
]


@pytest.mark.parametrize(("text", "expected"), BROKEN, ids=[b[0] for b in BROKEN])
def test_broken_markdown(project: Path, text: str, expected: list[tuple[str, int, int]]) -> None:
    _, faults = body(project, text)
    assert faults == expected


LINKS = [
    ("https://www.miit.gov.cn/art/art_2ac6.html", None),
    ("http://x.cn:8080/a?b=c#d", None),
    ("mailto:GIDI2018@163.com", None),
    ("https://x.cn/%E5%8E%9F", None),
    ("https://x.cn/a.pdf", None),
    ("https://贵阳.中国/", "A027"),
    ("www.miit.gov.cn/a.html", "A014"),
    ("miit.gov.cn", "A014"),
    ("https://", "A014"),
    ("https:/x.cn", "A014"),
    ("https//x.cn/a", "A014"),
    ("htps://x.cn", "A014"),
    ("https://x", "A014"),
    ("https://https://x.cn", "A014"),
    ("https://x.cn/a b", "A014"),
    ("https://x.cn/art\\_1", "A014"),
    ("https：//x.cn", "A014"),
    ("https://x.cn/…", "A014"),
    ("https://[x", "A014"),
    ("https://x.cn:port/", "A014"),
    ("javascript:alert(1)", "A014"),
    ("file:///c:/a.md", "A014"),
    ("mailto:abc", "A014"),
    ("无", "A014"),
    ("<https://x.cn>", "A014"),
    ("http://localhost/a", "A014"),
    ("http://192.168.1.1/a", "A014"),
    ("https://oa.local/a", "A014"),
    ("https://x.cn/a,", "A014"),
    ("https://x.cn/a.", "A014"),
    ("https://x.cn/100%", "A014"),
    ("02.md", "A015"),
    ("./a.pdf", "A015"),
]


@pytest.mark.parametrize(("url", "code"), LINKS)
def test_addresses(url: str, code: str | None) -> None:
    report = Report()
    check_link(url, Span("x.md", 1, 1), report)
    assert [d.code for d in report] == ([code] if code else [])


def article(root: Path, text: str | bytes) -> tuple[Article | None, Report]:
    data = text.encode() if isinstance(text, str) else text
    (root / FILE).write_bytes(data)
    report = Report()
    asked = Span("issues/7/issue.yaml", 9, 9)
    found = read_article(Sources(root), FILE, asked, "article-01", Start.AUTO, report)
    return found, report


FRONT = [
    ("---\ntitle: 甲\n---\n文", []),
    ("---\ntitle: 甲\r\n---\r\n文", []),
    ("\ufeff---\ntitle: 甲\n---\n文", []),
    ("---\ntitle: 甲//乙\nsource: 某部\nlink: https://x.cn/a\nlead: 导语\n---\n文", []),
    ("文", [("A001", 1, 1)]),
    ("# 甲\n\n文", [("A001", 1, 1)]),
    ("---\ntitle: 甲\nlink: [原文](https://x.cn)\n---\n文", [("Y012", 3, 7)]),
    ("title: 甲\n---\n文", [("A001", 1, 1)]),
    ("---\ntitle: 甲\n\n文", [("A002", 1, 1)]),
    ("\n\n---\ntitle: 甲\n---\n文", [("A003", 1, 1)]),
    ("———\ntitle: 甲\n---\n文", [("A004", 1, 1)]),
    ("---\ntitle: 甲\n-----\n文", [("A004", 3, 1)]),
    ("---\ntitle: 甲\n---\n", [("A005", 3, 1)]),
    ("---\n---\n文", [("M003", 1, 1)]),
    ("---\nsource: 某部\n---\n文", [("M003", 2, 1)]),
    ("---\n标题：甲\n---\n文", [("Y004", 2, 3), ("M002", 2, 1)]),
    ("---\ntitle：甲\n---\n文", [("Y004", 2, 6)]),
    ("---\ntitle: 甲\nauthor: 乙\n---\n文", [("M002", 3, 1)]),
    ("---\ntitle: 甲\ndate: 2024-07-15\n---\n文", [("M018", 3, 1)]),
    ("---\ntitle: 甲\nlink: www.x.cn\n---\n文", [("A014", 3, 7)]),
    ("---\ntitle: 甲\nlink:\n---\n文", [("M004", 3, 6)]),
    ("---\ntitle: //\n---\n文", [("M004", 2, 8)]),
    ("---\ntitle: 甲\n---\n文\n\n<b>", [("A010", 6, 1)]),
    ("---\ntitle: 甲\nlead: 一: 二\n---\n**文", [("Y013", 3, 8), ("A011", 5, 1)]),
    ("---\ntitle: '**甲**'\n---\n文", [("M023", 2, 8)]),
    ("---\ntitle: 甲[^1]\n---\n文", [("M023", 2, 8)]),
    ("---\ntitle: 甲<br>乙\n---\n文", [("M023", 2, 8)]),
    ("---\ntitle: 甲／／乙\n---\n文", [("M023", 2, 8)]),
    ("---\ntitle: 甲&nbsp;乙\n---\n文", [("M023", 2, 8)]),
    ("---\ntitle: 甲\nsource: 某部//某局\n---\n文", [("M023", 3, 9)]),
    ("---\ntitle: 甲\nlink: https://x.cn/a__b__c//d\n---\n文", []),
    ("---\ntitle: 甲\nlink: https://x.cn/a\u200bb\n---\n文", [("F009", 3, 21)]),
    ("---\ntitle: 甲\nlink_caption: 扫码\n---\n文", [("A040", 3, 15)]),
    ("---\ntitle: 甲\n近日，文。\n", [("A002", 1, 1)]),
    ("---\ntitle: 甲\n---\n---\nauthor: 乙\n---\n文", [("A034", 4, 1)]),
    ("+++\ntitle: 甲\n---\n文", [("A004", 1, 1)]),
    ("  ---\n  title: 甲\n  ---\n文", [("A004", 1, 1)]),
    ("```markdown\n---\ntitle: 甲\n---\n文\n```\n", [("A041", 1, 1)]),
    ("---\ntitle: 甲\n---\n<<<<<<< HEAD\n一\n=======\n二\n>>>>>>> x\n三", [("F013", 4, 1)]),
    ("---\ntitle: 甲\n---\n文\ufffd字", [("F014", 4, 2)]),
    ("---\ntitle: 甲\n---\n文\ufff9字", [("F008", 4, 2)]),
    ("---\ntitle: 甲\n---\n文\U000e0041字", [("F009", 4, 2)]),
    ("\ufeff\ufeff---\ntitle: 甲\n---\n文", []),
    ("<!DOCTYPE html><html><p>文</p></html>", [("F006", None, None)]),
    ("---\ntitle: 甲\n---\n这是正文。\n".encode("utf-16-le"), [("F007", 1, 1)]),
    ("", [("F005", 1, 1)]),
    ("   \n", [("F005", 1, 1)]),
    ("---\ntitle: 甲\n---\n文\x00字", [("F008", 4, 2)]),
    ("---\ntitle: 甲\n---\n文\u200b字", [("F009", 4, 2)]),
    ("---\ntitle: 甲\n---\n文".encode("gb18030"), [("F007", 2, 8)]),
    ("文".encode("utf-16"), [("F007", 1, 1)]),
    (b"PK\x03\x04abc", [("F006", None, None)]),
]


@pytest.mark.parametrize(("text", "expected"), FRONT, ids=[repr(f[0])[:40] for f in FRONT])
def test_front_matter_and_files(
    project: Path, text: str | bytes, expected: list[tuple[str, int | None, int | None]]
) -> None:
    _, report = article(project, text)
    found = [(d.code, d.span and d.span.line, d.span and d.span.column) for d in report]
    assert sorted(found, key=lambda place: place[1] or 0) == expected


def test_the_facts_of_an_article_know_their_places(project: Path) -> None:
    found, _ = article(project, "---\ntitle: 甲//乙\nsource: 某部\n---\n文\n\n## 题")
    assert found is not None
    assert found.title.plain == "甲乙"
    assert found.title.span == Span(FILE, 2, 8, 12)
    assert found.source == "某部"
    assert found.body.html.endswith('<h2 data-line="7">题</h2>\n')


MARKDOWN_LIKE = st.text(
    st.sampled_from("ab一“”。，*_`#-[]()!^:：<>|\\/~&;=\n\t　 1.+"), max_size=60
)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(MARKDOWN_LIKE)
def test_no_text_raises(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    report = Report()
    found = read_body(Sources(tmp_path_factory.getbasetemp()), FILE, text, 1, report)
    assert "<script" not in found.html
    for each in report:
        assert each.message()
        assert each.hint("en")


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=80) | st.text(max_size=80).map(lambda text: f"---\n{text}".encode()))
def test_no_bytes_raise(project: Path, data: bytes) -> None:
    article(project, data)
