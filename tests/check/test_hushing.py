"""A build tells no warning that a comment or a setting silences."""

from __future__ import annotations

import pytest

from tests.conftest import ARTICLE, MANIFEST
from typeset.archive.production import produce
from typeset.archive.reading import prepare
from typeset.check.hushing import hushing
from typeset.sources import Sources

FOLLOW = "follow: {caption: 关注公众号}"
NOTE = "\n[^1]: 没有注号的脚注。\n"


def told(project, manifest: str) -> list[str]:
    sources = Sources(project.root)
    found = prepare(sources, manifest)
    return [each.code for each in hushing(sources, found.issue, found.report)(found.report)]


def test_what_nobody_silences_is_told(project) -> None:
    manifest = project.issue(articles={"articles/01-first.md": ARTICLE + NOTE})
    assert told(project, manifest) == ["A019", "L021"]


def test_a_comment_silences_its_line(project) -> None:
    text = MANIFEST.replace(FOLLOW, f"{FOLLOW}  # typeset: ignore L021")
    article = ARTICLE + "\n<!-- typeset: ignore A019 -->\n" + NOTE
    assert told(project, project.issue(text, {"articles/01-first.md": article})) == []
    other = MANIFEST.replace("number: 7", "number: 7  # typeset: ignore L021")
    assert told(project, project.issue(other)) == ["L021"]


@pytest.mark.parametrize("settings", ["", '[check]\nignore = ["L02"]\n'])
def test_settings_of_the_issue_or_the_project_silence(project, settings: str) -> None:
    asked = "" if settings else "check: {ignore: [L021]}\n"
    project.write("typeset.toml", settings)
    assert told(project, project.issue(MANIFEST + asked)) == []


def test_what_is_selected_for_a_check_does_not_quieten_a_build(project) -> None:
    project.write("typeset.toml", '[check]\nselect = ["T"]\n')
    assert told(project, project.issue()) == ["L021"]


def test_errors_are_told_whatever_is_silenced(project) -> None:
    article = ARTICLE.replace("title: 第一篇文章\n", "") + "\n<!-- typeset: ignore M003 -->\n"
    text = MANIFEST + "check: {ignore: [M]}\n"
    assert "M003" in told(project, project.issue(text, {"articles/01-first.md": article}))


def test_a_build_is_quiet_and_remembers_where_the_word_came_from(project) -> None:
    project.write("typeset.toml", '[check]\nignore = ["L021"]\n')
    sources = Sources(project.root)
    product = produce(sources, project.issue(), ["screen"])
    assert product.pdfs
    assert not len(product.report), [each.code for each in product.report]
    assert not len(product.reports["screen"])
    assert "typeset.toml" in sources.files, "another word there makes another report"
