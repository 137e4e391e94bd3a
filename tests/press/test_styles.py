"""Styles come out as WeasyPrint computes them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

import pytest
import weasyprint
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from weasyprint import HTML
from weasyprint.css import ComputedStyle
from weasyprint.css.computed_values import COMPUTER_FUNCTIONS
from weasyprint.css.counters import CounterStyle
from weasyprint.css.properties import INITIAL_NOT_COMPUTED, INITIAL_VALUES
from weasyprint.layout import page as pages
from weasyprint.layout.page import PageType, set_page_type_computed_styles
from weasyprint.text.fonts import FontConfiguration

from typeset.press.styles import laying_out, short_ways

DECLARATIONS = (
    *("margin-inline-start: 3pt", "margin-left: 5pt", "padding-block: 2em 1em", "inline-size: 9em"),
    *("direction: rtl", "border-inline-end: 2pt solid", "border-left: 1pt dotted red"),
    *("width: calc(50% - 2pt)", "line-height: calc(1.5 * 2)", "text-indent: calc(10% + 1em)"),
    *("--c: blue", "color: var(--c)", "color: var(--none)", "font-size: var(--none, 1.5em)"),
    *("margin: inherit", "color: initial", "width: inherit", "all: inherit", "page: inherit"),
    *("text-decoration: underline red", "float: left", "position: absolute", "display: flex"),
    *("display: table-cell", "page: wide", "font: italic bold 2em/3 serif", "color: currentcolor"),
    *("border: 3pt solid currentcolor", "background: linear-gradient(red, blue 2em)"),
    *("letter-spacing: .1em", "tab-size: calc(2 * 3)", "word-spacing: calc(1em + 2pt)"),
    *("hyphenate-limit-chars: 9", "string-set: x content()", "counter-increment: n", "columns: 2"),
)
ELEMENTS = ("body", "div", "p", "b", "p::before", "div::after", ".one", "#two")
PAGES = "@page { margin: 1cm; @top-left { content: 'x'; padding-left: 1em } @bottom-right { } }"
BODY = (
    "<div class=one><p id=two>一<b>二</b><p>三<div><b class=one>四</b></div></div>"
    "<table><tr><td><p>五</table><ul><li>六</ul><img alt=x><span style='float:footnote'>七</span>"
)
# WeasyPrint never asks for these: it cannot compute them.
UNKNOWN = INITIAL_NOT_COMPUTED - COMPUTER_FUNCTIONS.keys()
rules = st.lists(
    st.tuples(st.sampled_from(ELEMENTS), st.lists(st.sampled_from(DECLARATIONS), max_size=4)),
    max_size=6,
).map(lambda each: "\n".join(f"{name} {{ {'; '.join(own)} }}" for name, own in each))


def computed_styles(css: str) -> dict[Any, Any]:
    """Return the styles of elements, pseudo-elements, a page and its margin boxes."""
    html = HTML(string=f"<style>{PAGES}{css}</style><body>{BODY}")
    options = {**weasyprint.DEFAULT_OPTIONS, "cache": None}
    context = weasyprint.Document._build_layout_context(
        html, FontConfiguration(), CounterStyle(), {}, options
    )
    page = PageType(side="right", blank=False, name="", index=0, groups=())
    set_page_type_computed_styles(page, html, context.style_for)
    styles: dict[Any, Any] = context.style_for._computed_styles
    return styles


def values(css: str, seed: int, *, is_short: bool) -> Iterator[tuple[int, str, str]]:
    """Yield the values of all properties, asked for in an order that the seed tells."""
    keys = [key for key in INITIAL_VALUES if key not in UNKNOWN] + ["__c", "__none"]
    random.Random(seed).shuffle(keys)
    with short_ways() if is_short else nullcontext():
        for number, style in enumerate(computed_styles(css).values()):
            for each in (style, style.anonymous_style):
                for key in keys[seed % 7 :]:
                    yield number, key, shown(each[key])
                yield number, "kept", str(list(each))


def shown(value: Any) -> str:
    """Return what a value says, without the places of objects in memory."""
    if isinstance(value, (tuple, list)):
        return f"{type(value).__name__}({', '.join(map(shown, value))})"
    if hasattr(value, "serialize"):
        return str(value.serialize())
    if type(value).__repr__ is object.__repr__:
        return f"{type(value).__name__}({shown(sorted(vars(value).items()))})"
    return repr(value)


@settings(
    max_examples=60,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(css=rules, seed=st.integers(0, 99))
@pytest.mark.filterwarnings("ignore")
def test_every_value_is_weasyprints_own(css: str, seed: int) -> None:
    assert list(values(css, seed, is_short=True)) == list(values(css, seed, is_short=False))


ALIKE = (
    *("p", "p::marker", "li::before", "p:nth-child(2)", ".one::footnote-call", "b::first-letter"),
    *("p:not(.one)::after", "[style]::footnote-marker", "div > p", "p + div", "p::note-call"),
)
PAGES_ALIKE = (
    *(
        "@page { width: 50vw; @top-left { content: 'a'; width: 10vw } }",
        "@page :first { margin: 0 }",
    ),
    *("@page :left { @bottom-center { content: counter(page) } }", "@page :blank { color: red }"),
    *("@page :nth(2n) { padding: 1pt }", "@page wide { margin: 3pt; counter-increment: page 2 }"),
)
PSEUDOS = (
    *(None, "before", "after", "marker", "first-letter", "first-line", "note-call"),
    *("footnote-call", "footnote-marker", "@top-left", "@bottom-center", "@footnote"),
)
KEYS = [key for key in INITIAL_VALUES if key not in UNKNOWN]
alike_rules = st.lists(
    st.tuples(st.sampled_from(ALIKE), st.lists(st.sampled_from(DECLARATIONS), max_size=3)),
    max_size=5,
).map(lambda each: "\n".join(f"{name} {{ {'; '.join(own)} }}" for name, own in each))


def styles_by_place(css: str, way: Any) -> Iterator[tuple[int, str | None, Any]]:
    """Yield all styles of elements and pages, their pseudo-elements and margin boxes."""
    html = HTML(string=f"<style>{css}</style><body>{BODY * 2}")
    options = {**weasyprint.DEFAULT_OPTIONS, "cache": None}
    types = [
        PageType(("right", "left")[at % 2], blank, name, at, ())
        for at, (blank, name) in enumerate(
            [(False, ""), (False, ""), (False, ""), (True, ""), (False, "wide"), (False, "")]
        )
    ]
    with way():
        context = weasyprint.Document._build_layout_context(
            html, FontConfiguration(), CounterStyle(), {}, options
        )
        for each in types:
            pages.set_page_type_computed_styles(each, html, context.style_for)
            assert context.style_for(each)["width"]  # known from now on, in vw or not
            context.style_for.initial_page_sizes.update(box=(200, 300), area=(100, 200))
        pages.set_page_type_computed_styles(types[0], html, context.style_for)  # made again
        for number, element in enumerate([*html.etree_element.iter(), *types]):
            for pseudo in PSEUDOS:
                style = context.style_for(element, pseudo)
                found = None if style is None else [shown(style[key]) for key in KEYS]
                yield number, pseudo, found


@settings(max_examples=60, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(css=alike_rules, more=st.lists(st.sampled_from(PAGES_ALIKE), max_size=4))
@pytest.mark.filterwarnings("ignore")
def test_shared_styles_are_those_of_each(css: str, more: list[str]) -> None:
    css += "".join(more)
    found = list(styles_by_place(css, laying_out))
    assert found == list(styles_by_place(css, nullcontext))
    assert sum(style is not None for _, _, style in found) > 30


def test_weasyprints_own_way_comes_back() -> None:
    before = ComputedStyle.__missing__
    with short_ways():
        assert ComputedStyle.__missing__ is not before
    assert ComputedStyle.__missing__ is before
