"""Which issue is meant, and how the next one starts."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from typeset.issue.finder import find_manifest, find_project_root, issue_numbers, latest_issue
from typeset.issue.reader import read_issue
from typeset.issue.successor import NextIssue, plan_next_issue
from typeset.sources import Sources

MANIFEST = """\
# our newsletter
layout: brief@1
title: 周报          # the name
number: 7
number_in_year: 3
date: 2024-12-27

# the cover
cover:
  headline: 头条
  image: images/cover.svg
masthead:
  - 主编: '王一: 主编'   # since 2020
sections:
  - title: '要论 # 一'
    articles:
      - articles/01.md
  - title: 新政
    articles: [articles/02.md]
# the publishers
organisations:
  - name: 某院
    logo: images/logo.svg
    text: org/a.md
"""
SVG = "<svg xmlns='http://www.w3.org/2000/svg'/>"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "layouts").mkdir()
    files = {
        "issue.yaml": MANIFEST,
        "images/cover.svg": SVG,
        "images/logo.svg": SVG,
        "images/inner.svg": SVG,
        "org/a.md": "介绍。\n\n![图](../images/inner.svg)\n",
        "articles/01.md": "---\ntitle: 甲\n---\n文\n",
        "articles/02.md": "---\ntitle: 乙\n---\n文\n",
    }
    for name, text in files.items():
        path = tmp_path / "issues/7" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def plan(root: Path, number: int | None = None, date: datetime.date | None = None) -> NextIssue:
    found, report = plan_next_issue(Sources(root), "issues/7/issue.yaml", number, date)
    assert not list(report)
    assert found is not None
    return found


def write(root: Path, issue: NextIssue) -> None:
    for name, data in issue.files.items():
        path = root / "issues" / str(issue.number) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def test_the_next_issue_is_without_fault(root: Path) -> None:
    write(root, plan(root))
    issue, report = read_issue(Sources(root), "issues/8/issue.yaml")
    assert [d.code for d in report] == []
    assert issue is not None
    assert (issue.number, issue.number_in_year) == (8, 1)  # a new year has begun
    assert issue.date == datetime.date(2025, 1, 3)
    assert [section.title for section in issue.sections] == ["要论 # 一"]
    assert issue.masthead[0].values == ("王一: 主编",)
    assert issue.cover.image is None


def test_what_stands_is_copied_and_what_is_printed_once_is_not(root: Path) -> None:
    files = plan(root).files
    assert set(files) == {
        "issue.yaml",
        "articles/01-sample.md",
        "org/a.md",
        "images/logo.svg",
        "images/inner.svg",
    }
    assert files["images/logo.svg"] == SVG.encode()


def test_remarks_and_quotes_are_kept(root: Path) -> None:
    text = plan(root).files["issue.yaml"].decode()
    for kept in ("# our newsletter", "# the name", "# the cover", "# since 2020", "# the publ"):
        assert kept in text
    assert "  - title: '要论 # 一'\n" in text
    assert "  # - title: 新政\n" in text


def test_the_date_moves_by_the_interval_before(root: Path) -> None:
    earlier = root / "issues/6"
    (earlier / "articles").mkdir(parents=True)
    text = MANIFEST.split("organisations")[0].replace("2024-12-27", "2024-12-13")
    (earlier / "issue.yaml").write_text(text, encoding="utf-8")
    assert b"date: 2025-01-10" in plan(root).files["issue.yaml"]


def test_number_and_date_may_be_given(root: Path) -> None:
    text = plan(root, 9, datetime.date(2024, 12, 30)).files["issue.yaml"].decode()
    assert "number: 9\nnumber_in_year: 5\ndate: 2024-12-30\n" in text


def test_a_broken_issue_has_no_successor(root: Path) -> None:
    (root / "issues/7/issue.yaml").write_text("a: b")
    found, report = plan_next_issue(Sources(root), "issues/7/issue.yaml")
    assert found is None
    assert report.has_errors


@pytest.mark.parametrize(
    "words", ["7", "７", "第7期", "issues/7", "issues/7/", "issues/7/issue.yaml"]
)
def test_an_issue_is_found(root: Path, words: str) -> None:
    found, report = find_manifest(root, words)
    assert found == root / "issues/7/issue.yaml"
    assert not list(report)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("8", "F011"),
        ("99999999999999999999999", "F011"),
        ("nothing", "F001"),
        ("issues", "F012"),
        ("a\0b", "F001"),
        ("x" * 5000, "F001"),
    ],
)
def test_an_issue_is_not_found(root: Path, words: str, code: str) -> None:
    found, report = find_manifest(root, words)
    assert found is None
    assert [d.code for d in report] == [code]
    assert "7" in next(iter(report)).hint() or code == "F012"


def test_the_latest_issue_and_the_root(root: Path) -> None:
    for name in ("10", "9", "drafts"):
        (root / "issues" / name).mkdir()
        (root / "issues" / name / "issue.yaml").touch()
    assert issue_numbers(root) == (7, 9, 10)
    assert latest_issue(root) == root / "issues/10/issue.yaml"
    assert find_project_root(root / "issues/7/articles") == root
    assert (find_project_root(Path("/")) / "typeset/issue/finder.py").is_file()


def test_a_path_is_looked_for_where_the_editor_stands(root: Path) -> None:
    found, _ = find_manifest(root, "7", root)
    here, _ = find_manifest(root, ".", root / "issues/7")
    assert found == here
