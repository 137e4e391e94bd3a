"""Each slip in YAML yields one diagnostic, at its place, and the rest is still read."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from typeset.diagnostics import Report, Span
from typeset.issue.located import Node, compose

# snippet, code, line, column
BROKEN = [
    ("a: 1\nnumber：189\nb: 2", "Y004", 2, 7),
    ("标题：大数据", "Y004", 1, 3),
    ("a:\n  - title：国策要论\n    b: c", "Y004", 2, 10),
    ("a: {file：x, start: page}", "Y004", 1, 9),
    ("title:大数据\nb: c", "Y005", 1, 6),
    ("a:\n  - file:articles/x.md", "Y005", 2, 9),
    ("a:\n\t- b\n\t- c", "Y002", 2, 1),
    ("a:\n  \t- b", "Y002", 2, 3),
    ("a:\n\tb: c\nd: e", "Y002", 2, 1),
    ("a:\n　- b", "Y003", 2, 1),
    ("a:\n\u00a0 - b", "Y003", 2, 1),
    ("a: b\ntitle 大数据\nc: d", "Y006", 2, 1),
    ("a: b\ntitle=大数据", "Y006", 2, 1),
    ("a: b\n  - c\ntitle\nd: e", "Y006", 3, 1),
    ("date: “2024-07-15”", "Y007", 1, 7),
    ("number: “189”", "Y007", 1, 9),
    ("number: ”189”", "Y007", 1, 9),
    ('date: “2024-07-15"', "Y007", 1, 7),
    ("“title”: 大数据", "Y007", 1, 1),
    ("title: “网络去NAT", "Y008", 1, 8),
    ('title: “标题"', "Y008", 1, 8),
    ("title: 深化”部署", "Y008", 1, 8),
    ("a: [b，c]", "Y009", 1, 6),
    ("a: ［b, c］", "Y009", 1, 4),
    ("a: [b, c］", "Y009", 1, 9),
    ("a: 【b，c】", "Y009", 1, 4),
    ("a: [b,\n  c，d]", "Y009", 2, 4),
    ("no: 189", "Y010", 1, 1),
    ("a: b\nYes: c", "Y010", 2, 1),
    ("on: 2024-07-15", "Y010", 1, 1),
    ("a: 1\nb: 2\na: 3", "Y011", 3, 1),
    ("a:\n  b: 1\n  b: 2", "Y011", 3, 3),
    ("a: @公司", "Y012", 1, 4),
    ("a: *重点*提示", "Y012", 1, 4),
    ("a: **重点**", "Y012", 1, 4),
    ("a: &和", "Y012", 1, 4),
    ("a: %5增长", "Y012", 1, 4),
    ("a: `代码`", "Y012", 1, 4),
    ("a: !注意", "Y012", 1, 4),
    ("a: [快讯]贵阳", "Y012", 1, 4),
    ("a: - b", "Y012", 1, 4),
    ("a: #标题\nb: c", "Y012", 1, 4),
    ("a: |正文", "Y012", 1, 4),
    ("a:\n  - @公司", "Y012", 2, 5),
    ("a: [b, @c]", "Y012", 1, 8),
    ("a: 通知: 关于", "Y013", 1, 6),
    ("a: 通知:", "Y013", 1, 6),
    ("a:\n  -b", "Y014", 2, 3),
    ("a:\n－ b", "Y015", 2, 1),
    ("a:\n  • b", "Y015", 2, 3),
    ('a: "大数据\nb: c', "Y016", 1, 4),
    ("a: '大数据\nb: c", "Y016", 1, 4),
    ('a: "大数据”\nb: c', "Y016", 1, 4),
    ('a: ["b, c]', "Y016", 1, 5),
    ("a: [b, c\nd: e", "Y017", 1, 4),
    ("a: {b: c\nd: e", "Y017", 1, 4),
    ("a:\n  - b: [c, d\n  - e: f", "Y017", 2, 8),
    ('a: "大数据"发展', "Y018", 1, 9),
    ("a: 'x'y", "Y018", 1, 7),
    ("a: b\n  c: d\ne: f", "Y019", 2, 3),
    ("a:\n  - b\n - c", "Y019", 3, 2),
    ("a:\n    b: 1\n  c: 2", "Y019", 3, 3),
    ("a: 大数据 #汉字", "Y020", 1, 8),
    ("a: &x b", "Y021", 1, 4),
    ("a: *x", "Y021", 1, 4),
    ("a: !!str 5", "Y021", 1, 4),
    ("a: &x {b: c}\nd:\n  <<: *x", "Y021", 1, 4),
    ("a: 1\n---\nb: 2", "Y022", 2, 1),
    ("a: 1\n...\nb: 2", "Y022", 2, 1),
    ("a: [[[[[[[[[[[[[[[b]]]]]]]]]]]]]]]", "Y023", 1, 15),
    (r'a: "C:\data"', "Y024", 1, 8),
    (r'a: "\ud800"', "Y024", 1, 4),
    ("a: {[b]: c}", "Y025", 1, 5),
    ("a:\nb/c.md\nd: e", "Y026", 2, 1),
    ("a:\n  - b: c\n    d:\n    e.md", "Y026", 4, 5),
    ("```yaml\na: b\n```", "Y028", 1, 1),
    ("~~~\na:\n  - b\n", "Y028", 1, 1),
    ("a: b\n- c: d\ne: f", "Y027", 2, 1),
    ("**a**: b\nc: d", "Y030", 1, 1),
    ("`a`: b\nc: d", "Y030", 1, 1),
    ("a: |\n文字\n第二行\nb: c", "Y029", 2, 1),
    ("a:\n  - b\n   - c\nd: e", "Y019", 3, 4),
    ("a:\n  - b\n    - c\n    - d\ne: f", "Y019", 3, 5),
    ("a:\n  - b: c\n    d: e\n - b: f\n    d: g", "Y019", 4, 2),
    ("a:\n  - b: c\n    d: e\n   - b: f\n     d: g", "Y019", 4, 4),
    ("a:\n  - b: c\n  d: e\n  f: g\nh: i", "Y019", 3, 3),
    ("a:\n  - b: c\n   d: e\n   f: g", "Y019", 3, 4),
    ("a:\n  - b: c\n     d: e\n     f: g", "Y019", 3, 6),
    ("a:\n  - b: [c]\n     d: [e]\n     f: g", "Y019", 3, 6),
    ("a:\n  - b: c\n    - d: e", "Y019", 3, 5),
    ("a:\n  - b: c\n    d:\n- e\n- f\ng: h", "Y019", 4, 1),
    ("a:\n  - b: c\n    d:\n  - e\n  - f\n  - b: g\n    d: h", "Y019", 4, 3),
    ("a:\n  - b: c\n    d: e\n    b: f\n    d: g", "Y026", 4, 5),
    ("a: b\n  c: d\ne:\n  f: g", "Y019", 2, 3),
    ("a:\u3000b\nc: d", "Y005", 1, 2),
    ("a:\u00a0b\nc: d", "Y005", 1, 2),
    ("a: {file:b.md, start:page}", "Y005", 1, 9),
    ("a:\n  - ｛file: b, start: page｝", "Y009", 2, 5),
    ("a:\n  - b.md\n    start: page\n  - c.md", "Y031", 3, 5),
    ("  a: b\nc: d\ne:\n  - f\n", "Y019", 1, 3),
    ("a:\n     - b: c\n    d:\n      - e\n      - f", "Y019", 3, 5),
    ("a: [b]]", "Y001", 1, 7),
    ("a: [b,,c]", "Y001", 1, 7),
]

GOOD = [
    ("a: 1", {"a": "1"}),
    ("a: 0851", {"a": "0851"}),
    ("a: no\nb: yes", {"a": "no", "b": "yes"}),
    ("a: 10:30", {"a": "10:30"}),
    ("a: https://x.cn/y?a=b#c", {"a": "https://x.cn/y?a=b#c"}),
    ("a:\n  - https://x.cn/y", {"a": ["https://x.cn/y"]}),
    ("a: 标题 # 备注", {"a": "标题"}),
    ("a: # 备注\n  - b", {"a": ["b"]}),
    ("a: #备注\n  - b", {"a": ["b"]}),
    ("a: “建”“用”协调", {"a": "“建”“用”协调"}),
    ("a: 【快讯】贵阳", {"a": "【快讯】贵阳"}),
    ("a: [【快讯】甲, 乙]", {"a": ["【快讯】甲", "乙"]}),
    ("a: 'it''s: #1'", {"a": "it's: #1"}),
    ('a: "b: c" # d', {"a": "b: c"}),
    ("a: |\n  x: y\n  \tz\nb: c", {"a": "x: y\n\tz\n", "b": "c"}),
    ("a: 长标题\n  第二行：继续\nb: c", {"a": "长标题 第二行：继续", "b": "c"}),
    ("a: [b,\n  c,\n]\nd: e", {"a": ["b", "c"], "d": "e"}),
    ('a: "b\n  c"\nd: e', {"a": "b c", "d": "e"}),
    ("a:\n- b\n- c: d\n  e: f", {"a": ["b", {"c": "d", "e": "f"}]}),
    ("---\na: b\n...\n", {"a": "b"}),
    ("a:\n  一行\n  二行\nb: c", {"a": "一行 二行", "b": "c"}),
    ("a:\nb: ~", {"a": None, "b": None}),
    ("a:\tb\nc: d", {"a": "b", "c": "d"}),
    ("a: -5\nb: —破折号", {"a": "-5", "b": "—破折号"}),
]


def read(text: str) -> tuple[Node | None, Report]:
    report = Report()
    return compose(text, "issue.yaml", report), report


@pytest.mark.parametrize(("text", "code", "line", "column"), BROKEN, ids=[b[0] for b in BROKEN])
def test_a_slip_yields_one_diagnostic(text: str, code: str, line: int, column: int) -> None:
    _, report = read(text)
    found = [(d.code, d.span and (d.span.line, d.span.column)) for d in report]
    assert found == [(code, (line, column))]


@pytest.mark.parametrize(("text", "value"), GOOD, ids=[g[0] for g in GOOD])
def test_good_yaml_is_read_without_complaint(text: str, value: object) -> None:
    node, report = read(text)
    assert not list(report)
    assert node is not None
    assert node.plain() == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("number：189\nb: 2", {"number": "189", "b": "2"}),
        ("a:\n\t- b\nc: d", {"a": ["b"], "c": "d"}),
        ("a: 通知: 关于\nb: c", {"a": "通知: 关于", "b": "c"}),
        ('a: "大数据\nb: c', {"a": "大数据", "b": "c"}),
        ("a: [b，c\nd: e", {"a": ["b", "c"], "d": "e"}),
        ("a: @公司 # 备注", {"a": "@公司"}),
        ("a:\n  - b\n   - c\nd: e", {"a": ["b", "c"], "d": "e"}),
        ("a:\n  - b: c\n - b: d\n   e: f", {"a": [{"b": "c"}, {"b": "d", "e": "f"}]}),
        ("a:\n  - b: c\n    d:\n  - e\n  - b: g", {"a": [{"b": "c", "d": ["e"]}, {"b": "g"}]}),
        ("a:\n  - b: c\n    d: e\n    b: f", {"a": [{"b": "c", "d": "e"}, {"b": "f"}]}),
        ("a: |\n文字\nb: c", {"a": "文字\n", "b": "c"}),
        ("```\na: b\n```", {"a": "b"}),
        ("a: {b:c, d: http://x}", {"a": {"b": "c", "d": "http://x"}}),
        ("a:\n  - b\n    c: d\n  - e", {"a": ["b", "e"]}),
    ],
)
def test_what_was_mended_is_read(text: str, value: object) -> None:
    node, _ = read(text)
    assert node is not None
    assert node.plain() == value


def test_several_slips_are_found_at_once() -> None:
    _, report = read('a：1\nb: 通知: 关于\nc: "d\ne:\n  -f\ng: @h')
    assert [(d.code, d.span and d.span.line) for d in report] == [
        ("Y004", 1),
        ("Y013", 2),
        ("Y016", 3),
        ("Y014", 5),
        ("Y012", 6),
    ]


def test_spans_are_those_of_the_original_despite_mends() -> None:
    node, _ = read("a：{b: c}")
    assert node is not None
    assert node.spans()["a", "b"] == Span("issue.yaml", 1, 7, 8)
    assert isinstance(node.content, dict)
    assert node.content["a"].keys["b"] == Span("issue.yaml", 1, 4, 5)


def test_spans_count_from_the_line_given() -> None:
    report = Report()
    node = compose("a: b\nc: d: e", "x.md", report, first_line=5)
    assert node is not None
    assert node.spans()["c",].line == 6
    assert [d.span for d in report] == [Span("x.md", 6, 5)]


def test_typed_values_follow_the_core_schema() -> None:
    node, _ = read("a: 1\nb: 1.5\nc: true\nd: no\ne: 2024-07-15\nf: '1'\ng: 017\nh: [~]")
    assert node is not None
    assert node.typed() == {
        "a": 1,
        "b": 1.5,
        "c": True,
        "d": "no",
        "e": datetime.date(2024, 7, 15),
        "f": "1",
        "g": 17,
        "h": [None],
    }


YAML_LIKE = st.text(st.sampled_from("ab:：-[]{}，,\"'“”#&*!|>@%`?\n\t　 1~\\"), max_size=40)


@settings(max_examples=400, deadline=None)
@given(YAML_LIKE)
def test_nothing_raises(text: str) -> None:
    node, report = read(text)
    if node is not None:
        node.plain()
        node.typed()
    for found in report:
        assert found.message("zh")
        assert found.hint("en") is not None
        assert found.span is not None
