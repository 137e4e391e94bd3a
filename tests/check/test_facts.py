"""Checks of names, sums and earlier issues that an example alone cannot show."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.check.conftest import MANIFEST, META, MakeCopy, lay_out_issue
from typeset.check.copy.memory import CACHE
from typeset.check.mending import mend
from typeset.check.proofreading import proofread
from typeset.check.settings import Settings
from typeset.check.subjects import Copy, read_copy
from typeset.diagnostics import Diagnostic
from typeset.issue.reader import read_issue

SENTENCES = (
    "近日有关部门联合印发关于深化网络部署应用的通知。"
    "通知要求各地在年底以前完成首批试点区域的改造工作。"
    "下一步将围绕算力和数据两个方面持续完善配套的政策。"
)


def found(copy: Copy, code: str) -> list[Diagnostic]:
    return [each for each in proofread(copy) if each.code == code]


def test_house_spelling_is_mended_but_not_in_addresses(make_copy: MakeCopy) -> None:
    body = "下载APP。见 https://example.com/APP 和 `APP`，以及app store。"
    copy = make_copy(body=body, settings=Settings(spellings=("App",)))
    edits = [edit for each in found(copy, "T042") for edit in each.edits]
    text = mend(copy.articles[0].script.text, edits)
    assert "下载App。" in text
    assert "https://example.com/APP" in text
    assert "`APP`" in text


def test_house_quotes_are_set(make_copy: MakeCopy) -> None:
    copy = make_copy(body="共建一带一路。", settings=Settings(spellings=("“一带一路”",)))
    edits = [edit for each in found(copy, "T042") for edit in each.edits]
    assert "共建“一带一路”。" in mend(copy.articles[0].script.text, edits)


def test_the_majority_is_named_with_its_place(make_copy: MakeCopy) -> None:
    copy = make_copy(body="新版App。\n\n这款App。\n\n旧的APP。")
    (one,) = found(copy, "T040")
    assert one.span is not None
    assert (one.span.line, one.span.column, one.span.end_column) == (11, 3, 6)
    assert one.args["new"] == "App"
    assert one.args["line"] == 7


@pytest.mark.parametrize(
    "body",
    [
        "| 项目 | 数 |\n|---|---|\n| 甲 | 1,200 |\n| 乙 | 300 |\n| 合计 | 1,500 |",
        "| 项目 | 占比 |\n|---|---|\n| 甲 | 33.3% |\n| 乙 | 33.3% |\n| 丙 | 33.3% |\n| 合计 | 100% |",
        "| 项目 | 增速 |\n|---|---|\n| 甲 | 5% |\n| 乙 | 3% |\n| 合计 | 4% |",
        "| 项目 | 数 |\n|---|---|\n| 甲 | 5 |\n| 其中：女 | 3 |\n| 乙 | 4 |\n| 合计 | 9 |",
        "| 项目 | 数 |\n|---|---|\n| 甲 | 5 |\n| 小计 | 5 |\n| 乙 | 4 |\n| 丙 | 1 |\n| 小计 | 5 |\n| 合计 | 10 |",
        "| 项目 | 数 |\n|---|---|\n| 甲 | 5 |\n| 乙 | 未统计 |\n| 合计 | 9 |",
    ],
)
def test_sums_that_may_be_right_are_left_alone(make_copy: MakeCopy, body: str) -> None:
    assert not found(make_copy(body=body), "T090")


def second_issue(root: Path, title: str, body: str) -> Copy:
    lay_out_issue(root, body=SENTENCES, meta=META.replace("一个标题", "深化网络部署应用的通知印发"))
    manifest = MANIFEST.replace("number: 9", "number: 10")
    meta = META.replace("一个标题", title)
    sources = lay_out_issue(root, body=body, meta=meta, manifest=manifest, number=10)
    issue, _ = read_issue(sources, "issues/10/issue.yaml")
    return read_copy(sources, "issues/10/issue.yaml", issue, Settings())


def test_an_article_of_an_earlier_issue_is_known_under_another_title(tmp_path: Path) -> None:
    copy = second_issue(tmp_path, "新的标题", SENTENCES.replace("近日有关", "**近日**有关"))
    (one,) = found(copy, "T080")
    assert one.args["number"] == 9
    assert one.args["share"] == "100%"
    assert not found(copy, "T081")
    assert (tmp_path / CACHE).is_file()
    assert not list((tmp_path / "issues" / "9").glob("*.json"))
    again = second_issue(tmp_path, "新的标题", SENTENCES)
    assert len(found(again, "T080")) == 1


def test_a_title_of_an_earlier_issue_is_known(tmp_path: Path) -> None:
    copy = second_issue(tmp_path, "深化网络部署应用的通知印发", "全新的正文。")
    assert [each.args["number"] for each in found(copy, "T081")] == [9]
    assert not found(copy, "T080")


@pytest.mark.parametrize("junk", ["", "{", '{"version": 1, "articles": {"a": 3}}', "[]"])
def test_a_spoilt_memory_is_made_anew(tmp_path: Path, junk: str) -> None:
    (tmp_path / "build" / ".check").mkdir(parents=True)
    (tmp_path / CACHE).write_text(junk)
    assert len(found(second_issue(tmp_path, "新的标题", SENTENCES), "T080")) == 1


def test_weekdays_without_a_year_follow_the_issue(make_copy: MakeCopy) -> None:
    assert not found(make_copy(body="7月18日（周四）召开。"), "T086")
    assert not found(make_copy(body="2023年以来，7月18日（周二）是截止日。"), "T086")
    assert found(make_copy(body="7月18日（周三）召开。"), "T086")
