"""Small issues for the checks, made of the lines that matter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from typeset.check.settings import Settings
from typeset.check.subjects import Copy, read_copy
from typeset.issue.reader import read_issue
from typeset.sources import Sources

MANIFEST = """\
layout: brief@1
title: 大数据发展动态
number: 9
date: 2024-07-15
sections:
  - title: 国策要论
    articles:
      - articles/01.md
"""
META = "title: 一个标题\nsource: 新华社\nlink: https://www.example.com/a"
BODY = "这里是正文。"

MakeCopy = Callable[..., Copy]


def lay_out_issue(
    root: Path, body: str = BODY, meta: str = META, manifest: str = MANIFEST, number: int = 9
) -> Sources:
    folder = root / "issues" / str(number)
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    (root / "layouts").mkdir(exist_ok=True)
    (folder / "issue.yaml").write_text(manifest, encoding="utf-8")
    text = f"---\n{meta}\n---\n\n{body}\n"
    (folder / "articles" / "01.md").write_text(text, encoding="utf-8")
    return Sources(root)


@pytest.fixture
def make_copy(tmp_path: Path) -> MakeCopy:
    """Return a function that makes the copy of an issue of one article."""

    def make(
        body: str = BODY,
        meta: str = META,
        manifest: str = MANIFEST,
        settings: Settings = Settings(),  # noqa: B008 -- frozen
    ) -> Copy:
        sources = lay_out_issue(tmp_path, body, meta, manifest)
        issue, _ = read_issue(sources, "issues/9/issue.yaml")
        return read_copy(sources, "issues/9/issue.yaml", issue, settings)

    return make
