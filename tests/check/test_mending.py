"""`--fix` in the small: what is mended, and that all else stays to the byte."""

from __future__ import annotations

import pytest

from tests.check.conftest import lay_out_issue
from typeset.check.fixing import ChangedMeanwhileError, draft_mends, write_mends
from typeset.check.mending import chosen_edits, mend_bytes
from typeset.check.settings import Settings
from typeset.diagnostics import Diagnostic, Edit, rule
from typeset.sources import DraftedSources, Sources

RULE = rule("Z001", ("甲", "a"), ("乙", "b"))
MANIFEST_NAME = "issues/9/issue.yaml"


def draft(sources: Sources):
    door = DraftedSources(sources.root, sources.root / "issues/9")
    return draft_mends(sources, door, MANIFEST_NAME, Settings())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_marks_of_order_stay(end: str, mark: str) -> None:
    data = f"{mark}甲{end}{end}乙,丙{end}丁,{end}".encode()
    edits = [Edit("a", 4, 5, "，"), Edit("a", 8, 9, "")]
    assert mend_bytes(data, edits).decode() == f"{mark}甲{end}{end}乙，丙{end}丁{end}"


def test_edits_that_overlap_wait_for_the_next_round() -> None:
    one = Diagnostic(RULE, None, {}, (Edit("a", 1, 4, "x"),))
    other = Diagnostic(RULE, None, {"n": 2}, (Edit("a", 3, 5, "y"), Edit("a", 9, 9, "z")))
    assert chosen_edits([one, other]) == one.edits
    assert chosen_edits([other, one]) == other.edits


def test_insertions_at_one_place_wait_for_each_other() -> None:
    one, other = (Diagnostic(RULE, None, {"n": n}, (Edit("a", 3, 3, n),)) for n in "xy")
    assert chosen_edits([one, other]) == one.edits


def test_a_manifest_keeps_comments_order_and_quotes(tmp_path) -> None:
    sources = lay_out_issue(tmp_path)
    path = tmp_path / MANIFEST_NAME
    text = path.read_text(encoding="utf-8")
    text = text.replace("title: 大数据发展动态", "title:   '动态２'    # 刊名２") + "# 末尾２\n"
    path.write_text(text, encoding="utf-8")
    (mended,) = draft(sources)
    assert mended.after.decode() == text.replace("'动态２'", "'动态2'")
    assert "-title:   '动态２'" in mended.difference


def test_twice_changes_nothing_more(tmp_path) -> None:
    sources = lay_out_issue(tmp_path, "截至２０２４年，**５**月。\n\n| １ | ２ |\n|---|---|\n")
    write_mends(draft(sources))
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    assert draft(Sources(tmp_path)) == ()
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_what_is_silenced_is_not_mended(tmp_path) -> None:
    body = "<!-- typeset: ignore T001 -->\n截至２０２４年。"
    assert draft(lay_out_issue(tmp_path, body)) == ()


def test_code_and_addresses_are_left_alone(tmp_path) -> None:
    body = "用`ａ１`和\n\n```\nａ１\n```\n\n[甲](https://a.cn/ａ１)。"
    assert draft(lay_out_issue(tmp_path, body)) == ()


def test_a_file_changed_by_another_hand_is_left_alone(tmp_path) -> None:
    sources = lay_out_issue(tmp_path, "截至２０２４年。")
    mended = draft(sources)
    path = tmp_path / "issues/9/articles/01.md"
    path.write_text("别人写的", encoding="utf-8")
    with pytest.raises(ChangedMeanwhileError):
        write_mends(mended)
    assert path.read_text(encoding="utf-8") == "别人写的"


def test_an_issue_with_broken_yaml_is_mended_in_its_articles(tmp_path) -> None:
    sources = lay_out_issue(tmp_path, "截至２０２４年。", manifest="title: [\n")
    (mended,) = draft(sources)
    assert mended.file == "issues/9/articles/01.md"


def test_a_file_that_is_no_text_is_left_alone(tmp_path) -> None:
    sources = lay_out_issue(tmp_path)
    (tmp_path / "issues/9/articles/01.md").write_bytes("截至２０２４年。".encode("gb18030"))
    assert draft(sources) == ()
