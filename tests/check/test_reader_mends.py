"""What the reader finds and can be mended is mended, once and for all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.check.conftest import lay_out_issue
from typeset.check.mending import chosen_edits, mend
from typeset.check.settings import Settings
from typeset.check.words import examine_words

MANIFEST = "issues/9/issue.yaml"
ARTICLE = "issues/9/articles/01.md"

CASES = [
    ("F009", "数据\u200b要素。", "数据要素。"),
    ("F009", "数据\u202a要素\u202c，见 `a\u200bb`。", "数据要素，见 `a\u200bb`。"),
    ("F008", "数据\x0b要素。", "数据要素。"),
    ("F008", "open\x0bdata 平台。", "open data 平台。"),
    ("A025", "\u3000\u3000数据要素。\n\n\u3000\u3000第二段。", "数据要素。\n\n第二段。"),
    ("A012", "这是＊＊数据要素＊＊市场。", "这是**数据要素**市场。"),
    ("A008", "##数据要素\n\n正文。", "## 数据要素\n\n正文。"),
    ("A026", "数据[^1]要素。\n\n[^1]：注释。", "数据[^1]要素。\n\n[^1]: 注释。"),
]


@pytest.mark.parametrize(("code", "wrong", "right"), CASES)
def test_mends(tmp_path: Path, code: str, wrong: str, right: str) -> None:
    sources = lay_out_issue(tmp_path, wrong)
    found = list(examine_words(sources, MANIFEST, Settings()).report)
    mine = [each for each in found if each.code == code]
    assert mine
    text = (tmp_path / ARTICLE).read_text(encoding="utf-8")
    mended = mend(text, chosen_edits(mine))
    assert mended.endswith(f"---\n\n{right}\n")
    (tmp_path / ARTICLE).write_text(mended, encoding="utf-8")
    again = examine_words(sources, MANIFEST, Settings()).report
    assert not [edit for each in again if each.code == code for edit in each.edits]


def test_blank_lines_above_the_front_matter_go(tmp_path: Path) -> None:
    sources = lay_out_issue(tmp_path)
    path = tmp_path / ARTICLE
    text = path.read_text(encoding="utf-8")
    path.write_text(f"\n\n{text}", encoding="utf-8")
    report = examine_words(sources, MANIFEST, Settings()).report
    found = [each for each in report if each.code == "A003"]
    assert mend(f"\n\n{text}", chosen_edits(found)) == text
