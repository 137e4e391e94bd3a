from __future__ import annotations

import re
from pathlib import Path

import pytest

from typeset.archive.production import produce
from typeset.diagnostics import Report
from typeset.issue.markdown import read_body
from typeset.press.inspection import inspect
from typeset.sources import Sources

RUBY = "<ruby><rt>{1}</rt>{0}</ruby>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("{贵阳|guì yáng}市", RUBY.format("贵阳", "guì yáng") + "市"),
        ("{中|zhōng}{华|huá}", RUBY.format("中", "zhōng") + RUBY.format("华", "huá")),
        ("**{粗|cū}体**", "<strong>" + RUBY.format("粗", "cū") + "体</strong>"),
        ("{a<b|x&y}", RUBY.format("a&lt;b", "x&amp;y")),
        ("{重点|.}", '<span class="emphasis-dots">重点</span>'),
        ("{李白|_}", '<span class="proper-name">李白</span>'),
        ("{史记|~}", '<span class="book-title">史记</span>'),
        ("a{b}c", "a{b}c"),
        ("{x|}", "{x|}"),
        ("{|y}", "{|y}"),
        ("{a|b|c}", "{a|b|c}"),
        ("`{a|b}`", "<code>{a|b}</code>"),
        (r"\{a|b}", "{a|b}"),
    ],
)
def test_what_stands_beside_characters(tmp_path: Path, text: str, html: str) -> None:
    report = Report()
    body = read_body(Sources(tmp_path), "a.md", text + "\n", 1, report)
    assert re.sub(r"</?p[^>]*>", "", body.html).strip() == html
    assert not len(report)


def test_ruby_and_dots_keep_lines_on_the_grid_and_text_whole(project) -> None:
    sentence = (
        "近日在{贵阳|guì yáng}召开会议，要求{抓好重点|.}任务，{李白|_}所著{史记|~}都要推进落实。"
    )
    article = f"---\ntitle: 注\n---\n{sentence * 6}\n"
    product = produce(
        Sources(project.root), project.issue(articles={"articles/01-first.md": article}), ["screen"]
    )
    assert [d.code for d in product.report] == ["L021"]
    text = "".join(inspect(product.pdfs["screen"]).pages[4].text.split())
    assert text.count("guìyáng贵阳召开会议，要求抓好重点任务，李白所著史记都要推进落实。") == 6
