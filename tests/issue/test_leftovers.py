"""What stays of markup that did not work, and how it should have been typed."""

from __future__ import annotations

import pytest

from typeset.issue.leftovers import find_left_overs


@pytest.mark.parametrize(
    ("text", "mark", "suggestion"),
    [
        ("在{贵阳|guì yáng设厂", "{贵阳|guì yáng", "{贵阳|guì yáng}"),
        ("又有｛重点｜.｝字", "｛重点｜.｝", "{重点|.}"),
        ("在{贵阳|}设厂", "{贵阳|}", "{贵阳|注音}"),
        ("{ 重点 | . 。", "{ 重点 | .", "{重点|.}"),
    ],
)
def test_a_note_that_is_not_one_is_shown_as_it_should_be(
    text: str, mark: str, suggestion: str
) -> None:
    assert [(each.rule.code, each.text, each.suggestion) for each in find_left_overs(text)] == [
        ("A042", mark, suggestion)
    ]


@pytest.mark.parametrize("text", ["{x|x>0}", "集合{1|2}", "{甲，乙|丙", "甲|乙"])
def test_other_braces_and_bars_are_left_alone(text: str) -> None:
    assert list(find_left_overs(text)) == []
