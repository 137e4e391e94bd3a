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
from weasyprint.layout.page import PageType, set_page_type_computed_styles
from weasyprint.text.fonts import FontConfiguration

from typeset.press.styles import short_ways

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


def test_weasyprints_own_way_comes_back() -> None:
    before = ComputedStyle.__missing__
    with short_ways():
        assert ComputedStyle.__missing__ is not before
    assert ComputedStyle.__missing__ is before
