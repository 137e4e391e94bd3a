"""Prose: what is printed, and where each character of it is written."""

from __future__ import annotations

import pytest

from typeset.issue.prose import NOWHERE, OBJECT, Passage, Role, Script
from typeset.issue.prose_reader import article_prose, manifest_prose, plain_prose


def passages(body: str) -> tuple[Passage, ...]:
    return plain_prose(Script.of("a.md", body)).passages


def only(body: str) -> Passage:
    (found,) = passages(body)
    return found


def written(passage: Passage) -> str:
    """Return what stands in the file where the passage says its characters stand."""
    text = passage.script.text
    return "".join("?" if at == NOWHERE else text[at] for at in passage.offsets)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("甲**乙**丙*丁*。", "甲乙丙丁。"),
        ("甲[乙](https://a.cn/b)丙。", "甲乙丙。"),
        ("甲[^1]乙。\n\n[^1]: 注。", "甲乙。"),
        ("甲{乙丙|yǐ bǐng}丁{重点|.}。", "甲乙丙丁重点。"),
        ("甲\n乙。", "甲乙。"),
        ("# 甲 **乙**", "甲 乙"),
        ("甲，甲，[甲](https://甲.cn)，甲", "甲，甲，甲，甲"),
        ("甲<!-- typeset: ignore T001 -->乙", "甲乙"),
    ],
)
def test_markup_is_gone_and_each_character_is_found(body: str, text: str) -> None:
    found = passages(body)[0]
    assert found.text == text
    assert written(found) == text
    assert list(found.offsets) == sorted(found.offsets)


@pytest.mark.parametrize("body", ["甲\\*乙。", "甲&ast;乙。"])
def test_escapes_and_entities_are_printed_but_not_found(body: str) -> None:
    assert only(body).text == "甲*乙。"
    assert written(only(body)) == "甲?乙。"


def test_latin_lines_are_joined_by_a_space() -> None:
    found = only("one\ntwo")
    assert found.text == "one two"
    assert written(found) == "one\ntwo"


@pytest.mark.parametrize(
    "address", ["https://a.cn/b?c=1,2", "x.y@163.com", "www.a.com", "a.gov.cn"]
)
def test_addresses_are_no_prose(address: str) -> None:
    found = only(f"见{address}。")
    assert found.text == f"见{OBJECT * len(address)}。"


def test_code_and_pictures_are_one_object() -> None:
    found = passages("用`a, b`和![图](../images/x.png)。")[0]
    assert found.text == f"用{OBJECT}和{OBJECT}。"
    assert written(found) == "用?和?。"


def test_captions_and_descriptions_are_passages() -> None:
    found = {each.role: each for each in passages('![图,甲](../images/x.png "注,乙")')}
    assert found[Role.ALT].text == "图,甲"
    assert written(found[Role.ALT]) == "图,甲"
    assert written(found[Role.CAPTION]) == "注,乙"


def test_roles_and_levels() -> None:
    body = "## 甲\n\n- 乙\n\n> 丙\n\n| 丁 |\n|---|\n| 戊 |\n\n己[^1]\n\n[^1]: 庚"
    found = [(each.role.value, each.text, each.level) for each in passages(body)]
    assert found == [
        ("heading", "甲", 2),
        ("item", "乙", 0),
        ("quote", "丙", 0),
        ("cell", "丁", 0),
        ("cell", "戊", 0),
        ("paragraph", "己", 0),
        ("note", "庚", 0),
    ]


def test_equal_cells_of_a_row_have_their_own_places() -> None:
    prose = plain_prose(Script.of("a.md", "| 一 | 一 |\n|---|---|\n| 二 | 二 |\n"))
    columns = [[cell.span.column for cell in row] for row in prose.tables[0].rows]
    assert columns == [[3, 7], [3, 7]]
    assert [cell.span.line for cell in prose.tables[0].rows[1]] == [3, 3]


def test_front_matter_in_all_its_quotes() -> None:
    text = "---\ntitle: '甲''乙//丙'\nsource: \"丁\"\nlead: |\n  戊\n  己\n---\n\n庚。\n"
    found = {each.key: each for each in article_prose(Script.of("a.md", text)).passages}
    assert found["title"].text == "甲'乙丙"
    assert written(found["title"]) == "甲'乙丙"
    assert written(found["source"]) == "丁"
    assert written(found["lead"]).strip() == "戊\n己"
    assert found[""].text == "庚。"
    assert found[""].span.line == 9


def test_a_manifest_gives_what_it_prints() -> None:
    text = "layout: brief@1\ntitle: 甲\ncover: {headline: 乙//丙}\nmasthead:\n  - 主编: [丁, 戊]\n"
    found = [each.text for each in manifest_prose(Script.of("i.yaml", text)).passages]
    assert found == ["甲", "乙丙", "丁", "戊"]


def test_line_ends_and_marks_of_order_move_nothing() -> None:
    found = plain_prose(Script.of("a.md", "\ufeff甲\r\n\r\n乙。\r\n")).passages[1]
    assert (found.span.line, found.span.column) == (3, 1)


def test_an_edit_is_refused_where_the_characters_are_not_written() -> None:
    found = only("甲&amp;乙")
    at = found.text.index("&")
    assert found.edit(at, at + 1, "和") is None
    spread = only("甲**乙**")
    assert spread.edit(0, 2, "丙") is None
    assert spread.edit(1, 2, "丙") is not None


def test_silences_reach_over_the_block_that_follows() -> None:
    body = "甲\n\n<!-- typeset: ignore T001，C010 -->\n乙\n丙\n\n丁<!-- typeset: ignore G -->\n"
    found = plain_prose(Script.of("a.md", body)).silences
    assert [(each.codes, each.first, each.last) for each in found] == [
        (("T001", "C010"), 4, 5),
        (("G",), 7, 7),
    ]


def test_silences_in_yaml_hold_for_their_line_or_the_next() -> None:
    text = "title: 甲 # typeset: ignore T001\n# typeset: ignore T002\nsubtitle: 乙\n"
    found = manifest_prose(Script.of("i.yaml", text)).silences
    assert [(each.codes, each.first) for each in found] == [(("T001",), 1), (("T002",), 3)]
