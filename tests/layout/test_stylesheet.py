"""style.css: what a CSS engine passes over in silence is told with its place."""

from __future__ import annotations

import pytest

FILE = "layouts/brief/1/style.css"

FAULTS = [
    # code, the style sheet, line, what the diagnostic points to
    ("L045", "p { color: red;\nh1 { color: blue; }\n", 1, "{"),
    ("L045", "p { color: red; } }\n", 1, "}"),
    ("L045", "p { color: rgb(1, 2, 3; }\n", 1, "("),
    ("L045", "/* never closed\np { color: red; }\n", 1, "/*"),
    ("L045", "p {\n  color red;\n}\n", 2, "color"),
    ("L045", "p { : red; }\n", 1, ":"),
    ("L045", "p >> h1 { color: red; }\n", 1, "p"),
    ("L045", "h1 { color: red; }\nh1:nth(2 { color: red; }\n", 2, "("),
    ("L046", 'p { font-family: "Songti SC"; }', 1, '"Songti SC"'),
    ("L046", "p { font-family: Noto Serif SC, serif; }", 1, "serif"),
    ("L046", "p {\n  font: 700 9pt/12pt Arial; }", 2, "Arial"),
    ("L046", '@page { @top-left { font: 9pt "Heiti"; } }', 1, '"Heiti"'),
    ("L047", "p { color: var(--bleu); }", 1, "--bleu"),
    ("L047", "p { margin: calc(2 * var(--lyne)); }", 1, "--lyne"),
    ("L048", "p { background: url(nothing.png); }", 1, "url"),
    ("L048", 'p { background: url("../../../fonts/catalog.yaml"); }', 1, "url"),
    ("L048", "p { background: url(https://example.org/x.png); }", 1, "url"),
    ("L048", "p { background: url(file:///etc/passwd); }", 1, "url"),
    ("L049", '@import "other.css";', 1, "@import"),
    ("L049", "@font-face { font-family: X; src: url(x.ttf); }", 1, "@font-face"),
]


@pytest.mark.parametrize(
    ("code", "css", "line", "place"), FAULTS, ids=[f"{each[0]} {each[1][:30]}" for each in FAULTS]
)
def test_a_fault_is_told_at_its_place(bench, code, css, line, place) -> None:
    bench.write("style.css", css)
    found = bench.only()
    assert (found.code, found.span.file, found.span.line) == (code, FILE, line)
    assert bench.text_at(found).startswith(place)


FINE = [
    'p { content: "}"; background: url(data:image/svg+xml;base64,AAAA) } /* { */',
    'p { font: inherit; font-family: "noto serif sc", LXGW WenKai }',
    "p { font: 700 9pt/1.2 Noto Sans SC } @media print { p { color: var(--blue-pale) } }",
    ":root { --mine: 3pt } p { margin: var(--mine) } .a { & .b { color: var(--ink) } }",
    "p { height: var(--room); width: var(--column); margin: var(--gutter) }",
    "li:not(:has(> p))::before { content: '(' } a[href^='http'] { color: inherit }",
]


@pytest.mark.parametrize("css", FINE)
def test_what_is_right_is_not_reported(bench, css) -> None:
    bench.write("style.css", css)
    assert bench.found() == []


def test_what_was_meant_is_suggested(bench) -> None:
    bench.write("style.css", "p { color: var(--bleu) }")
    assert "Did you mean “--blue”" in bench.only().hint("en")


def test_a_missing_style_sheet(bench) -> None:
    (bench.root / FILE).unlink()
    assert bench.only().code == "L044"


def test_the_engine_and_the_composer_name_the_line(bench) -> None:
    """Unknown properties and values (P002) and settings of the composer that are none (L050)."""
    from typeset.archive.reading import prepare
    from typeset.press.pagination import paginate
    from typeset.sources import Sources

    added = "\np { colour: red;\n  margin: 3 pt; }\n@page nothing { @middle { content: none } }\n"
    bench.change("style.css", "/* ---- the page", added + "/* ---- the page")
    sources = Sources(bench.root)
    manuscript = prepare(sources, bench.manifest)
    _, report = paginate(sources, manuscript.composition, manuscript.catalog)
    found = [each for each in report if each.code == "P002"]
    assert [each.span.file for each in found] == [FILE] * 3
    assert [bench.text_at(each) for each in found] == [
        "colour: red",
        "margin: 3 pt",
        "@middle { content: none ",
    ]

    bench.change("style.css", "colour: red", "--typeset-linse: heading; --typeset-marks: 全")
    manuscript = prepare(sources, bench.manifest)
    pages, report = paginate(sources, manuscript.composition, manuscript.catalog)
    assert pages is None
    assert [(each.code, bench.text_at(each)) for each in report] == [
        ("L050", "--typeset-linse"),
        ("L050", "--typeset-marks"),
    ]
