"""An issue and its layout: what one asks and the other lacks, before anything is rendered."""

from __future__ import annotations

import pytest

from typeset.archive.reading import prepare
from typeset.sources import Sources

GONGWEN = """\
layout: gongwen@1
title: 某市人民政府文件
number: 7
date: 2025-02-03
fields:
  document_number: 某政发〔2025〕7号
  signed_by: [某市人民政府, 某市大数据局]
sections:
  - title: 正文
    articles: [articles/01-first.md]
"""
MAGAZINE = """\
layout: magazine@1
title: 数据周报
number: 7
date: 2025-02-03
masthead:
  - 主编: 某研究院
  - 编委会: [王一, 李二三]
statement: 仅供内部交流。
sections:
  - title: 要论
    articles: [articles/01-first.md]
"""
ARTICLE = """\
---
title: 第一篇文章
source: 某报
---
近日，有关部门发布了一份《通知》。
"""


def found(project, manifest: str, article: str = ARTICLE) -> list[tuple[str, str | None]]:
    name = project.issue(manifest, {"articles/01-first.md": article})
    report = prepare(Sources(project.root), name).report
    for each in report:
        for lang in ("zh", "en"):
            assert each.message(lang)
            assert each.hint(lang)
    return [
        (each.code, _text_at(project, each.span))
        for each in report
        if each.code not in ("L021", "A063")
    ]


def _text_at(project, span) -> str | None:
    if span is None or span.end_column is None:
        return None
    line = (project.root / span.file).read_text(encoding="utf-8").split("\n")[span.line - 1]
    return line[span.column - 1 : span.end_column - 1]


def test_what_fits_is_not_reported(project) -> None:
    assert found(project, GONGWEN) == []
    assert found(project, MAGAZINE) == []


CASES = [
    (GONGWEN, "  document_number: 某政发〔2025〕7号\n", "", [("L005", None)]),
    (GONGWEN, "document_number", "document_nubmer", [("L005", None), ("L030", "某政发〔2025〕7号")]),
    (GONGWEN, "某政发〔2025〕7号", "[甲, 乙]", [("L033", "乙")]),
    (GONGWEN, "[某市人民政府, 某市大数据局]", "", [("M004", ""), ("L005", None)]),
    (GONGWEN, "number: 7\n", "number: 7\noptions: {number_headings: 1}\n", [("L004", "number_headings")]),
    (GONGWEN, "gongwen@1", "gongwen@9", [("L001", "gongwen@9")]),
    (MAGAZINE, "masthead:\n  - 主编: 某研究院\n  - 编委会: [王一, 李二三]\n", "", [("L005", None)]),
    (MAGAZINE, "[articles/01-first.md]", "[{file: articles/01-first.md, slot: feature}]", []),
    (MAGAZINE, "[articles/01-first.md]", "[{file: articles/01-first.md, slot: faeture}]", [("L034", "faeture")]),
    (MAGAZINE, "statement:", "fields: {author: 王一}\nstatement:", [("L030", "王一")]),
]  # fmt: skip


@pytest.mark.parametrize(("manifest", "old", "new", "codes"), CASES)
def test_a_mismatch_is_told_at_its_place(project, manifest, old, new, codes) -> None:
    assert old in manifest
    manifest = manifest.replace(old, new)
    assert sorted(found(project, manifest), key=str) == sorted(codes, key=str)


ARTICLES = [
    ("fields: {author: 王一}", []),
    ("fields: {author: [王一, 李二]}", [("L033", "李二")]),
    ("fields: {auhtor: 王一}", [("L031", "王一")]),  # a warning: another layout may print it
    ("fields: 王一", [("M005", "王一")]),
    ("fields: {author: {name: 王一}}", [("M005", "{")]),
    ("slot: feature", [("M018", "slot")]),
]


@pytest.mark.parametrize(("line", "codes"), ARTICLES)
def test_fields_of_an_article(project, line, codes) -> None:
    article = ARTICLE.replace("source: 某报", f"source: 某报\n{line}")
    got = found(project, MAGAZINE, article)
    assert [code for code, _ in got] == [code for code, _ in codes]


def test_slots_and_article_needs_are_counted(project) -> None:
    layout = project.root / "layouts/magazine/1/layout.yaml"
    text = layout.read_text(encoding="utf-8")
    text = text.replace("feature: {most: 3", "feature: {least: 1, most: 1")
    text = text.replace("author: {about", "author: {required: true, about")
    text = text.replace("requires: [masthead]", "requires: [masthead]\narticle_requires: [lead]")
    layout.write_text(text, encoding="utf-8")
    codes = [code for code, _ in found(project, MAGAZINE)]
    assert sorted(codes) == ["L032", "L032", "L035"]
    two = "[{file: articles/01-first.md, slot: feature}, {file: articles/02.md, slot: feature}]"
    project.write("issues/7/articles/02.md", ARTICLE.replace("第一篇", "第二篇"))
    codes = [code for code, _ in found(project, MAGAZINE.replace("[articles/01-first.md]", two))]
    assert codes.count("L035") == 1


def test_a_field_prints_as_its_lines_and_an_optional_one_is_empty(project) -> None:
    name = project.issue(GONGWEN)
    composition = prepare(Sources(project.root), name).composition
    assert composition.issue.fields["signed_by"] == ("某市人民政府", "某市大数据局")
    assert str(composition.issue.fields["document_number"]) == "某政发〔2025〕7号"
    assert composition.issue.fields["remark"] == ()
    assert "某政发〔2025〕7号</p>" in composition.body


def test_characters_of_fields_are_looked_for_in_the_fonts(project) -> None:
    got = found(project, GONGWEN.replace("某政发", "กิจ"))
    assert ("L012", "ก") in got
