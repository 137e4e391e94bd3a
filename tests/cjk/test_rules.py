"""The rules by tables; WeasyPrint is not asked."""

from __future__ import annotations

import pytest

from typeset.cjk.atoms import Between, Edge
from typeset.cjk.classes import ClassTable, Kind, class_of
from typeset.cjk.hyphens import Hyphenator
from typeset.cjk.lines import grid_extents
from typeset.cjk.quotes import latin_positions
from typeset.cjk.settings import LineStyle, MarkStyle, Settings, SettingsError
from typeset.cjk.spacing import Slot, Spacing, break_penalty, takes_gap
from typeset.cjk.stages import FIELDS
from typeset.cjk.urls import word_chances

EM = 10.0


def edge(char: str, blank: float | None = None) -> Edge:
    kind = class_of(char)
    if blank is None:
        blank = EM / 2 if kind in "OCPQ" else 0.0
    return Edge(kind, char, EM, blank=blank, space=2.5)


@pytest.mark.parametrize(
    ("chars", "kind"),
    [
        ("国々"[0] + "あ한", Kind.HAN),
        ("年亿", Kind.UNIT),
        ("第图", Kind.ORDINAL),
        ("（《“‘「", Kind.OPENING),
        ("）》”’」", Kind.CLOSING),
        ("，、；：", Kind.PAUSE),
        ("。？！", Kind.STOP),
        ("·", Kind.INTERPUNCT),
        ("—", Kind.DASH),
        ("…", Kind.ELLIPSIS),
        ("％℃～ーっ々", Kind.BOUND),
        ("￥＃", Kind.CURRENCY),
        ("①Ⅳ", Kind.ENCLOSED),
        ("■★Ａ１", Kind.SYMBOL),
        ("Aé9α-/", Kind.LATIN),
        ("\u00a0\u3000", Kind.FIXED),
        ("\u200b", Kind.CHANCE),
        ("\u2060", Kind.JOINER),
        ("א", Kind.RIGHT_TO_LEFT),
        ("😀", Kind.EMOJI),
    ],
)
def test_every_character_has_one_class(chars: str, kind: Kind) -> None:
    assert {class_of(c) for c in chars} == {kind}


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("他说“你好”。", ""),
        ("他用“AI”造句", ""),
        ("He said “hi” to me", "“”"),
        ("中文。He said “hi” to me. 中文", "“”"),
        ("中文，don’t 中文", "’"),
        ("‘中文’don’t", "’"),
        ("中·文", ""),
        ("中文 A·B 中文", "·"),
        ("plain ASCII", ""),
        ("“中文 quoted”", ""),
    ],
)
def test_quotes_follow_their_context(text: str, latin: str) -> None:
    assert "".join(text[i] for i in sorted(latin_positions(text, ClassTable()))) == latin


@pytest.mark.parametrize(
    ("pair", "width_em"),
    [
        ("国。", 0.0), ("。国", 0.0), ("。“", -0.5), ("”“", -0.5), ("》《", -0.5), ("》，", -0.5),
        ("）。", -0.5), ("“《", -0.5), ("？”", -0.5), ("：“", -0.5), ("国国", 0.0), ("国A", 0.25),
        ("A国", 0.25), ("5国", 0.25), ("年5", 0.25), ("（A", 0.0), ("A）", 0.0), ("国(", 0.0),
        ("％A", 0.0), ("Ａ国", 0.0), ("①国", 0.14),
    ],
)  # fmt: skip
def test_slots(pair: str, width_em: float) -> None:
    slot = Spacing(Settings()).slot(edge(pair[0]), edge(pair[1]))
    assert slot.natural == pytest.approx(width_em * EM)


@pytest.mark.parametrize(
    ("style", "pair", "width_em"),
    [
        (MarkStyle.KAIMING, "，国", -0.5), (MarkStyle.KAIMING, "。国", 0.0),
        (MarkStyle.KAIMING, "国（", -0.5), (MarkStyle.HALF, "。国", -0.5),
        (MarkStyle.HALF, "。“", -1.0), (MarkStyle.FULL, "，国", 0.0),
    ],
)  # fmt: skip
def test_mark_styles(style: MarkStyle, pair: str, width_em: float) -> None:
    slot = Spacing(Settings(mark_style=style)).slot(edge(pair[0]), edge(pair[1]))
    assert slot.natural == pytest.approx(width_em * EM)


def test_a_typed_space_is_the_same_gap() -> None:
    spacing = Spacing(Settings())
    assert (
        spacing.slot(edge("国"), edge("A"), Between.SPACE)[:9]
        == spacing.slot(edge("国"), edge("A"))[:9]
    )


@pytest.mark.parametrize(
    "pair",
    [
        "国。",
        "“国",
        "——",
        "……",
        "国…",
        "5%",
        "国）",
        "（A",
        "A.",
        "￥5",
        "国％",
        "国·",
        "A/",
        "国々",
        "能+",
    ],
)
def test_no_break(pair: str) -> None:
    assert break_penalty(edge(pair[0]), edge(pair[1]), 0) is None


@pytest.mark.parametrize("pair", ["国国", "。国", "国“", "国A", "A国", "年5", "）（"])
def test_a_break_is_free(pair: str) -> None:
    assert break_penalty(edge(pair[0]), edge(pair[1]), 0) == 0


def test_a_break_is_unwelcome_between_number_and_unit() -> None:
    assert break_penalty(edge("5"), edge("年"), 0)
    assert break_penalty(edge("第"), edge("5"), 0)
    assert break_penalty(edge("国"), edge("—"), 0)


def test_no_gap_beside_a_superscript() -> None:
    raised = Edge("L", "1", EM, raised=True)
    assert not takes_gap(edge("国"), raised)
    assert break_penalty(edge("国"), raised, 0) is None


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("word", "word"),
        ("https://ab.cd/efgh", "https://|ab.|cd/|efgh"),
        ("cost-benefit", "cost-|benefit"),
        ("2024-07-15", "2024-07-15"),
        ("get_next_line_box", "get_|next_|line_|box"),
        ("requestAnimationFrame", "request|Animation|Frame"),
        ("and/or", "and/|or"),
    ],
)
def test_words_break_at_sensible_places(word: str, parts: str) -> None:
    chances = word_chances(word)
    welcome = {k for k, penalty in chances.items() if penalty < 10}
    assert "".join("|" * (k in welcome) + c for k, c in enumerate(word)) == parts


def test_no_address_breaks_between_digits() -> None:
    word = "https://a.b/1234567890123"
    assert not any(word[k - 1].isdigit() and word[k].isdigit() for k in word_chances(word))


def test_hyphens_need_a_known_language() -> None:
    hyphenator = Hyphenator()
    assert set(hyphenator.chances("hyphenation", "en", (5, 2, 2))) >= {2, 6}
    assert not hyphenator.chances("hyphenation", "zz", (5, 2, 2))
    assert not hyphenator.chances("HTTP", "en", (2, 1, 1))


@pytest.mark.parametrize(
    ("top", "bottom", "lines"),
    [(-14, 6, 1), (-18, 6, 1), (-34, 6, 2), (-60, 6, 4), (-14, 26, 2)],
)
def test_lines_take_whole_lines_of_the_grid(top: float, bottom: float, lines: int) -> None:
    new_top, new_bottom = grid_extents(top, bottom, 20, 14)
    assert new_bottom - new_top == lines * 20
    assert (-new_top - 14) % 20 == 0


def test_settings_from_a_mapping() -> None:
    settings = Settings.from_mapping(
        {"mark_style": "开明", "hanging": "on", "autospace_em": "0.2em", "line_style": "heading"}
    )
    assert settings.mark_style is MarkStyle.KAIMING
    assert settings.hanging
    assert settings.autospace_em == 0.2
    assert settings.line_style is LineStyle.HEADING


@pytest.mark.parametrize("values", [{"no_such": 1}, {"mark_style": "x"}, {"autospace_em": -1}])
def test_wrong_settings(values: dict[str, object]) -> None:
    with pytest.raises(SettingsError):
        Settings.from_mapping(values)


def test_a_wrong_property_is_ignored_as_css_does() -> None:
    settings = Settings().with_properties((("marks", "圆角"), ("autospace", "0")))
    assert settings.mark_style is MarkStyle.FULL
    assert settings.autospace_em == settings.autospace_max_em == 0


def test_stages_name_the_fields_of_a_slot() -> None:
    assert Slot._fields == FIELDS
