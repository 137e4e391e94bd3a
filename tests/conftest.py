"""Fixtures: a project in a temporary folder, with the real fonts and layouts."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from typeset.isolation import isolate_fonts

isolate_fonts()  # before anything imports WeasyPrint

ROOT = Path(__file__).resolve().parents[1]

MANIFEST = """\
layout: brief@1
title: 数据周报
tagline: 为读者提供参考
subtitle: 看数字中国
number: 7
number_in_year: 3
date: 2025-02-03
cover: {headline: 第一篇//文章}
masthead:
  - 主编: 某研究院
  - 编委会: [王一, 李二三]
follow: {caption: 关注公众号}
statement: 仅供内部交流。
sections:
  - title: 要论
    articles: [articles/01-first.md]
organisations: []
"""
ARTICLE = """\
---
title: 第一篇文章
source: 某报
link: https://example.org/news/1.html
---
近日，有关部门发布了一份《通知》，到2025年底前完成试点。

## 小标题

正文第二段，说明“试点”的意义。
"""


@dataclass(frozen=True)
class Project:
    """A project folder that tests may write to."""

    root: Path

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def issue(
        self,
        manifest: str = MANIFEST,
        articles: Mapping[str, str] | None = None,
        number: int = 7,
    ) -> str:
        self.write(f"issues/{number}/issue.yaml", manifest)
        for name, text in (articles or {"articles/01-first.md": ARTICLE}).items():
            self.write(f"issues/{number}/{name}", text)
        return f"issues/{number}/issue.yaml"

    def run(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "typeset.cli", *words],
            cwd=self.root,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
        )


def link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


@pytest.fixture
def make_project(tmp_path: Path) -> Callable[[str], Project]:
    def make(name: str) -> Project:
        root = tmp_path / name
        shutil.copytree(ROOT / "fonts", root / "fonts", copy_function=link_or_copy)
        shutil.copytree(ROOT / "layouts", root / "layouts")
        (root / "issues").mkdir()
        return Project(root)

    return make


@pytest.fixture
def project(make_project: Callable[[str], Project]) -> Project:
    return make_project("project")
