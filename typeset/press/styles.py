"""Computed values without detours: what a style inherits, or what CSS begins with.

WeasyPrint 70 takes each value of each style through all that may befall a value: `var()`,
`calc()`, logical properties, exceptions by name. For most a look at the style sheets' own
declarations tells that nothing does; the others still go that way.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

from weasyprint.css import ComputedStyle
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.functions import check_math
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

from typeset.patching import collector_paused, replaced
from typeset.press.cascade import sharing_styles
from typeset.press.page_styles import sharing_page_styles

_STOCK: Final = ComputedStyle.__missing__
# Those to which WeasyPrint gives a treatment of their own.
_SPECIAL: Final = frozenset({"position", "float", "display", "page"})
_SPECIAL_PREFIX: Final = "text_decoration_"
_SIMPLE_TYPES: Final = frozenset({str, int, float, type(None)})  # no `calc()` is among them
_DIRECTIONS: Final = ("ltr", "rtl")


class _Rule(NamedTuple):
    """How a property gets its value when no declaration names it."""

    is_inherited: bool
    initial: Any
    logical: dict[str, str] | None  # the property that may name it instead, by direction


def _rule(key: str) -> _Rule:
    function = PHYSICAL_FUNCTIONS.get(key)
    logical = function and {way: function(block="ttb", inline=way) for way in _DIRECTIONS}
    return _Rule(key in INHERITED, INITIAL_VALUES[key], logical)


_RULES: Final = {
    key: _rule(key)
    for key in INITIAL_VALUES
    if key not in _SPECIAL
    and not key.startswith(_SPECIAL_PREFIX)
    and (key in INHERITED or not (key in INITIAL_NOT_COMPUTED or check_math(INITIAL_VALUES[key])))
}


def missing(style: Any, key: str) -> Any:
    """Return a computed value that a style has not been asked for before, and keep it."""
    rule = _RULES.get(key)
    if rule is None or key in style.cascaded:
        return _STOCK(style, key)
    is_inherited, value, logical = rule
    if logical is not None and logical[style["direction"]] in style.cascaded:
        return _STOCK(style, key)
    if is_inherited:
        parent = style.parent_style
        if parent is None:
            return _STOCK(style, key)
        value = parent[key]
        if type(value) not in _SIMPLE_TYPES and check_math(value):
            return _STOCK(style, key)
    style[key] = value
    return value


@contextmanager
def short_ways() -> Iterator[None]:
    """Compute styles without detours while the context lasts."""
    with replaced((ComputedStyle, "__missing__", missing)):
        yield


@contextmanager
def laying_out() -> Iterator[None]:
    """Keep WeasyPrint's layout from taking longer than it must while the context lasts."""
    with collector_paused(), short_ways(), sharing_styles(), sharing_page_styles():
        yield
