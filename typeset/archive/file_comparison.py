"""Compare two PDFs that are both at hand: every difference in words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from PIL import Image, ImageChops

from typeset.archive.alignment import align
from typeset.archive.comparison import (
    Comparison,
    Detail,
    PageDifference,
    Verdict,
    differing_names,
    judged,
    unpaired,
)
from typeset.archive.page_digest import EXACT, document_values, page_values
from typeset.diagnostics import Bilingual
from typeset.press.facts_page import PT_PER_MM
from typeset.press.inspection.traces import Document, Glyph, Trace, opened, picture, trace

PPI = 100
# An edge that moves by a hundredth of a point changes its pixels by 3 of 255 steps at 100 ppi.
EDGE_STEPS = 24
MOST_MOVED_PT = 0.05
CONTEXT = 8  # characters shown before and after a change
MOST_TOLD = 3  # changes of one kind on one page
LONGEST_TEXT = 6000  # characters of a page that are compared one by one
LONGEST_WORDS = 20

TEXT = Bilingual("…{before}[{old}→{new}]{after}…", "…{before}[{old}→{new}]{after}…")
MOVED = Bilingual(
    "“{words}”移动了 {x_mm:+.2f}、{y_mm:+.2f} 毫米（右、上为正）；全页移动 {count} 字",
    "“{words}” moved by {x_mm:+.2f}, {y_mm:+.2f} mm (right, up); {count} glyphs in all",
)
GONE = Bilingual("少了 {item}", "gone: {item}")
CAME = Bilingual("多了 {item}", "new: {item}")
MORE = Bilingual("还有 {count} 处", "{count} more")
REORDERED = Bilingual("次序不同", "another order")
PAINTED = Bilingual(
    "在左 {x_mm:.0f}、上 {y_mm:.0f} 毫米处，{width_mm:.0f} × {height_mm:.0f} 毫米之内",
    "{x_mm:.0f} mm from the left, {y_mm:.0f} mm from the top, within {width_mm:.0f} × "
    "{height_mm:.0f} mm",
)


@dataclass(frozen=True, slots=True)
class Side:
    """One of two PDFs: what it is called, its bytes and what was read off it."""

    data: bytes
    traced: Trace

    @classmethod
    def of(cls, data: bytes) -> Side:
        """Read a PDF; raise `UnreadablePdfError` for bytes that are none."""
        return cls(data, trace(data))


def compare_files(old: Side, new: Side) -> Comparison:
    """Return how two PDFs stand to each other, and every page's differences in words."""
    counts = (len(old.traced.facts.pages), len(new.traced.facts.pages))
    if hashlib.sha256(old.data).digest() == hashlib.sha256(new.data).digest():
        return Comparison(Verdict.IDENTICAL, counts)
    with opened(old.data) as old_document, opened(new.data) as new_document:
        pages = tuple(_pages(old, new, (old_document, new_document)))
    old_values, new_values = document_values(old.traced), document_values(new.traced)
    document = differing_names(old_values, new_values)
    details = tuple(
        detail
        for name in document
        for detail in _items(name, old_values.get(name, ()), new_values.get(name, ()))
    )
    return judged(counts, document, pages, details)


def _pages(old: Side, new: Side, documents: tuple[Document, Document]) -> Iterator[PageDifference]:
    old_lines, new_lines = (
        [frozenset(page.text.splitlines()) for page in side.traced.facts.pages]
        for side in (old, new)
    )
    for i, j in align(old_lines, new_lines, _likeness):
        if i is None or j is None:
            page = old.traced.facts.pages[i] if i is not None else new.traced.facts.pages[j or 0]
            yield unpaired(i, j, page.label)
            continue
        found = (*_facts(old, i, new, j), *_moved(old.traced.glyphs[i], new.traced.glyphs[j]))
        images = (picture(documents[0], i, PPI), picture(documents[1], j, PPI))
        details = (*found, *_painted(*images))
        if details:
            aspects = tuple(dict.fromkeys(detail.aspect for detail in details))
            yield PageDifference(i, j, new.traced.facts.pages[j].label, aspects, details)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of lines that two pages have in common."""
    return len(one & other) / len(one | other) if one | other else 1.0


def _facts(old: Side, i: int, new: Side, j: int) -> Iterator[Detail]:
    """Yield what differs in text, boxes, fonts, inks and links."""
    one = page_values(old.traced.facts.pages[i], old.traced.glyphs[i])
    other = page_values(new.traced.facts.pages[j], new.traced.glyphs[j])
    for name in EXACT:
        if one[name] == other[name]:
            continue
        if name == "text":
            yield from _changed_text(one[name][0], other[name][0])
        else:
            yield from _items(name, one[name], other[name])


def _changed_text(old: str, new: str) -> Iterator[Detail]:
    matcher = SequenceMatcher(None, old[:LONGEST_TEXT], new[:LONGEST_TEXT], autojunk=False)
    changes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    for _, i, i_end, j, j_end in changes[:MOST_TOLD]:
        yield Detail(
            "text",
            TEXT,
            {
                "before": old[max(0, i - CONTEXT) : i],
                "old": _clipped(old[i:i_end]),
                "new": _clipped(new[j:j_end]),
                "after": old[i_end : i_end + CONTEXT],
            },
        )
    if len(changes) > MOST_TOLD or not changes:
        yield Detail("text", MORE, {"count": max(len(changes) - MOST_TOLD, 1)})


def _clipped(text: str) -> str:
    return text if len(text) <= LONGEST_WORDS else f"{text[:LONGEST_WORDS]}…"


def _items(aspect: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Detail]:
    """Yield what only one of two lists has, a few of each."""
    gone = [item for item in old if item not in new]
    came = [item for item in new if item not in old]
    for words, items in ((GONE, gone), (CAME, came)):
        yield from (Detail(aspect, words, {"item": item}) for item in items[:MOST_TOLD])
        if len(items) > MOST_TOLD:
            yield Detail(aspect, MORE, {"count": len(items) - MOST_TOLD})
    if not gone and not came:
        yield Detail(aspect, REORDERED, {})


def _moved(old: Sequence[Glyph], new: Sequence[Glyph]) -> Iterator[Detail]:
    """Yield the first run of glyphs that moved together, if the text is the same."""
    if [glyph.character for glyph in old] != [glyph.character for glyph in new]:
        return
    moves = [(b.x_pt - a.x_pt, b.y_pt - a.y_pt) for a, b in zip(old, new, strict=True)]
    moved = [n for n, move in enumerate(moves) if max(map(abs, move)) > MOST_MOVED_PT]
    if not moved:
        return
    first = moved[0]
    x_pt, y_pt = moves[first]
    near = [n for n in moved if n - first < LONGEST_WORDS]
    run = [new[n].character for n in near if max(map(abs, _less(moves[n], moves[first]))) < 1]
    args = {
        "words": "".join(run),
        "x_mm": x_pt / PT_PER_MM,
        "y_mm": y_pt / PT_PER_MM,
        "count": len(moved),
    }
    yield Detail("glyphs", MOVED, args)


def _less(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    return one[0] - other[0], one[1] - other[1]


def _painted(old: Image.Image, new: Image.Image) -> Iterator[Detail]:
    """Yield the part of the page, from its upper left, in which the pictures differ."""
    box = changed_area(old, new)
    if box is None:
        return
    mm = 25.4 / PPI
    left, top, right, bottom = box
    args = {
        "x_mm": left * mm,
        "y_mm": top * mm,
        "width_mm": (right - left) * mm,
        "height_mm": (bottom - top) * mm,
    }
    yield Detail("raster", PAINTED, args)


def changed_area(old: Image.Image, new: Image.Image) -> tuple[int, int, int, int] | None:
    """Return the box in pixels around all that differs by more than edges may, None if none."""
    if old.size != new.size:
        return (0, 0, *new.size)
    if ImageChops.difference(old, new).getbbox() is None:
        return None
    steps = ImageChops.difference(old, new).point(lambda step: 255 * (step > EDGE_STEPS))
    red, green, blue = steps.split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue).getbbox()
