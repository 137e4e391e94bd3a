"""A preflight check: a rule, why it is one, and a small function that finds its breaches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from typeset.diagnostics import Rule
from typeset.press.facts import FileFacts
from typeset.press.facts_page import PT_PER_MM, Box, ColourUse, FilePage, Kind

Profile = Literal["print", "screen", "archive"]
ALL: frozenset[Profile] = frozenset(("print", "screen", "archive"))
TAGGED: frozenset[Profile] = frozenset(("screen", "archive"))
PRINT: frozenset[Profile] = frozenset(("print",))
SCREEN: frozenset[Profile] = frozenset(("screen",))
ARCHIVE: frozenset[Profile] = frozenset(("archive",))


@dataclass(frozen=True, slots=True)
class Limits:
    """The numbers that a printer or an archive sets."""

    bleed_mm: float = 3.0
    tolerance_mm: float = 0.01
    picture_ppi: float = 300.0
    ink_percent: float = 300.0
    large_text_pt: float = 24.0  # from here on black text may be of several inks
    module_mm: float = 0.4
    condition: str = "FOGRA39"
    with_sources: bool = False  # PDF/A-3a, which may carry the sources


@dataclass(frozen=True, slots=True)
class Breach:
    """One breach: the page it is on, if on one, and the values for the rule's words."""

    page: str | None = None
    args: dict[str, object] = field(default_factory=dict)


Find = Callable[[FileFacts, Limits], Iterator[Breach]]


@dataclass(frozen=True, slots=True)
class Check:
    """A rule, the profiles that it holds for, the reason, and the finder of breaches."""

    rule: Rule
    profiles: frozenset[Profile]
    rationale: str
    find: Find


def on(page: FilePage, **args: object) -> Breach:
    """Return a breach on a page."""
    return Breach(page.label, args)


KINDS = {
    Kind.TEXT: ("文字", "text"),
    Kind.FILL: ("色块", "a fill"),
    Kind.STROKE: ("线条", "a line"),
    Kind.IMAGE: ("图片", "a picture"),
    Kind.SHADING: ("渐变", "a gradient"),
    Kind.PATTERN: ("图案", "a pattern"),
    Kind.GROUP: ("透明组", "a transparency group"),
}


def colour_words(use: ColourUse, page: FilePage) -> dict[str, object]:
    """Return the words that name a colour's use: kind, space, values, place."""
    zh, en = KINDS[use.kind]
    values = " ".join(f"{value:.3g}" for value in use.values)
    return {
        "kind_zh": zh,
        "kind_en": en,
        "space": use.space.name,
        "colour": f"({values})" if values else "—",
        **place_words(use.where, use.box, page),
    }


def place_words(where: str, box: Box | None, page: FilePage) -> dict[str, object]:
    """Return where something is: its form, and millimetres from the trim's upper left corner."""
    parts = [where] if where else []
    if box is not None:
        trim = page.boxes.trim or page.boxes.crop or page.boxes.media
        x, y = (box.x0_pt - trim.x0_pt) / PT_PER_MM, (trim.y1_pt - box.y1_pt) / PT_PER_MM
        parts.append(f"x {x:.0f} mm, y {y:.0f} mm")
    text = "; ".join(parts)
    return {
        "where_zh": f"（{text}）" if text else "",
        "where_en": f" ({text})" if text else "",
    }
