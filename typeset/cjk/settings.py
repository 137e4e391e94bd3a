"""What a designer can set about Chinese composition; lengths are in ems.

A layout sets these once (`Settings.from_mapping`); a paragraph may set some of them anew
through CSS custom properties, which are inherited as all custom properties are:

==========================  =====================================================
`--typeset-marks`           `全角` (default), `开明` or `半角`
`--typeset-autospace`       the gap between Han and Latin in ems; `0` is off
`--typeset-hang`            `on` lets ，。、 hang in the margin; `off` (default)
`--typeset-grid`            `on` (default) keeps lines on the grid; `off`
`--typeset-lines`           `prose` (default), or `heading` for balanced headlines
`--typeset-hyphens`         the language in which Latin words of Chinese paragraphs are
                            hyphenated where `hyphens: auto`: `en` (default), `none`
`--typeset-step`            a height in points: the paragraph takes whole multiples of it,
                            as a headline of 30 pt lines does on a grid of 20 pt; `0` (default)
`--typeset-composer`        `off` leaves the paragraph to WeasyPrint's own line breaker
==========================  =====================================================
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, Final


class MarkStyle(StrEnum):
    """The width of marks inside a line (CLREQ §3.1.4)."""

    FULL = "全角"  # every mark one em
    KAIMING = "开明"  # 。？！ one em, all others half an em
    HALF = "半角"  # every mark half an em


class Points(float):
    """A length in points."""


class LineStyle(StrEnum):
    """How a paragraph is broken into lines."""

    PROSE = "prose"
    HEADING = "heading"


class SettingsError(ValueError):
    """A setting that does not exist, or a value it cannot take."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The rules of one composition; the defaults are those of good Chinese printing."""

    mark_style: MarkStyle = MarkStyle.FULL
    autospace_em: float = 0.25
    autospace_min_em: float = 0.125
    autospace_good_em: float = 0.36  # stretched to this before Han is touched
    autospace_max_em: float = 0.49
    word_space_min_em: float = 0.18
    word_space_max_em: float = 0.5
    mark_shrink: float = 0.4  # the share of a mark's blank that a tight line may take
    han_even_em: float = 0.02  # letter-spacing that nobody sees
    han_loose_em: float = 0.095  # beyond this a line is reported as loose
    han_limit_em: float = 0.24  # beyond this a line is left short instead
    last_line_min: int = 2  # the least number of characters on a last line
    hanging: bool = False
    grid: bool = True
    line_style: LineStyle = LineStyle.PROSE
    latin_language: str = "en"  # of Latin words in Chinese paragraphs, for `hyphens: auto`
    step_pt: Points = Points(0)  # noqa: RUF009 -- as immutable as a float
    composer: bool = True

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> Settings:
        """Return settings with `values` over the defaults; raise `SettingsError`."""
        known = {field.name: type(field.default) for field in fields(cls)}
        taken: dict[str, Any] = {}
        for name, value in values.items():
            if name not in known:
                raise SettingsError(f"no such setting: {name}")
            taken[name] = _convert(name, value, known[name])
        return cls(**taken)

    def with_properties(self, properties: tuple[tuple[str, str], ...]) -> Settings:
        """Return these settings with a paragraph's custom properties over them."""
        changes: dict[str, Any] = {}
        for name, text in properties:
            field, kind = PROPERTIES[name]
            try:
                changes[field] = _convert(field, text, kind)
            except SettingsError:
                continue  # as CSS does with an invalid value
        changed = replace(self, **changes)
        if "autospace_em" in changes:
            return changed.with_autospace(changed.autospace_em)
        return changed

    def with_autospace(self, width: float) -> Settings:
        """Return these settings with another gap, and its range moved along."""
        if width == 0:
            return replace(
                self, autospace_em=0, autospace_min_em=0, autospace_good_em=0, autospace_max_em=0
            )
        return replace(
            self,
            autospace_em=width,
            autospace_min_em=min(width, self.autospace_min_em),
            autospace_good_em=max(width, self.autospace_good_em),
            autospace_max_em=max(width, self.autospace_max_em),
        )


PROPERTIES: Final[Mapping[str, tuple[str, type]]] = {
    "marks": ("mark_style", MarkStyle),
    "autospace": ("autospace_em", float),
    "hang": ("hanging", bool),
    "grid": ("grid", bool),
    "lines": ("line_style", LineStyle),
    "hyphens": ("latin_language", str),
    "step": ("step_pt", Points),
    "composer": ("composer", bool),
}


def is_property(name: str, text: str) -> bool:
    """Tell whether a custom property `--typeset-…` exists and can take this value."""
    field, kind = PROPERTIES.get(name.removeprefix("--typeset-"), ("", str))
    try:
        _convert(field, text, kind)
    except SettingsError:
        return False
    return bool(field)


_WORDS: Final = {"on": True, "off": False, "true": True, "false": False, "1": True, "0": False}


def _convert(name: str, value: Any, kind: type) -> Any:
    """Return `value` as `kind`; raise `SettingsError` when it is none."""
    if kind is bool and isinstance(value, bool):
        return value
    text = str(value).strip()
    try:
        if kind is bool:
            return _WORDS[text.lower()]
        if kind is float:
            number = float(text.removesuffix("em"))
            if not 0 <= number <= 2:
                raise ValueError
            return number
        if kind is Points:
            length = Points(text.removesuffix("pt"))
            if not 0 <= length <= 200:
                raise ValueError
            return length
        if kind is str:
            return "" if text == "none" else text
        return kind(text)
    except (KeyError, ValueError):
        raise SettingsError(f"{name} cannot be {value!r}") from None
