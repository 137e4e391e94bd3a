"""The tutorial of docs/designers.md does what it says."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from typeset.archive.reading import prepare
from typeset.sources import Sources

ROOT = Path(__file__).resolve().parents[2]


def steps():
    path = ROOT / "scripts/layout_pictures.py"
    spec = importlib.util.spec_from_file_location("layout_pictures", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("name", ["designers.md", "designers.zh-CN.md"])
def test_each_step_is_in_the_book_and_works(project, name) -> None:
    module = steps()
    book = squeezed((ROOT / "docs" / name).read_text(encoding="utf-8"))
    assert project.run("layout", "new", "weekly", "--from", "brief").returncode == 0
    for edits in (module.COLOUR, module.HEADLINE, module.AUTHOR):
        for _, old, new in edits:
            added = squeezed(new.replace(old, ""))
            assert added in book or squeezed(new) in book, new
        module.edit(project.root, edits)
    article = "---\ntitle: 题\nfields: {author: 王一}\n---\n正文一段。\n"
    manifest = project.issue(articles={"articles/01-first.md": article})
    path = project.root / manifest
    path.write_text(path.read_text().replace("layout: brief@1", "layout: weekly@1"))
    manuscript = prepare(Sources(project.root), manifest)
    assert [each.code for each in manuscript.report] == ["L021"]
    assert '<p class="author">王一</p>' in manuscript.composition.body


@pytest.mark.parametrize("name", ["designers.md", "designers.zh-CN.md"])
def test_every_code_of_a_layout_is_in_the_book(name) -> None:
    from typeset.diagnostics import Rule
    from typeset.layout import rules_files, rules_package

    book = (ROOT / "docs" / name).read_text(encoding="utf-8")
    rules = (ROOT / "docs" / name.replace("designers", "rules")).read_text(encoding="utf-8")
    for module in (rules_files, rules_package):
        for rule in vars(module).values():
            if isinstance(rule, Rule):
                assert f"| {rule.code} |" in book or f"**{rule.code}**" in rules


@pytest.mark.parametrize("name", ["designers.md", "designers.zh-CN.md"])
def test_pictures_of_the_book_exist(name) -> None:
    book = (ROOT / "docs" / name).read_text(encoding="utf-8")
    found = re.findall(r"\]\((images/[^)]+)\)", book)
    assert len(found) >= 5
    assert all((ROOT / "docs" / each).is_file() for each in found)
