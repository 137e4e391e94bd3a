"""What a content stream calls in: forms, images, patterns, shadings, soft masks, glyphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf

from typeset.press.facts_page import Box, Family, Kind
from typeset.press.inspection import images, spaces
from typeset.press.inspection.graphics import (
    Colour,
    Level,
    Matrix,
    State,
    as_matrix,
    times,
)
from typeset.press.inspection.objects import (
    EMPTY,
    array,
    dictionary,
    entry,
    identity,
    items,
    name,
    number,
    numbers,
)
from typeset.press.inspection.tally import DESCENT

if TYPE_CHECKING:
    from typeset.press.inspection.walk import Walk

DEEPEST = 24


def descend(walk: Walk, stream: Any, state: State, level: Level) -> None:
    """Walk a stream called in; it looks up names in its own resources, else its caller's."""
    if level.depth > DEEPEST:
        walk.tally.problem(f"nested deeper than {DEEPEST} levels; not examined further")
        return
    walk.tally.budget -= DESCENT
    if walk.tally.budget < 0:
        return
    resources = entry(stream, "/Resources")
    if not isinstance(resources, pikepdf.Dictionary):
        resources = walk.resources
    type(walk)(walk.tally, resources, state, level).run(stream)


# ── forms and images ──


def external(walk: Walk, key: str, found: Any) -> None:
    """Paint an XObject."""
    if not isinstance(found, pikepdf.Stream):
        walk.tally.problem(f"{walk.level.where or 'page'}: no XObject {key}")
    elif name(found, "/Subtype") == "Image":
        image(walk, key, found)
    elif name(found, "/Subtype") == "Form":
        form(walk, key, found)


def form(walk: Walk, key: str, found: Any) -> None:
    """Paint a form; one that an OBJR names is tagged as a whole (ISO 32000-1, 14.7.4.3)."""
    mark = walk.marks.current
    if identity(found) in walk.tally.known_objects:
        mark = "tagged"
    level = walk.level.inside(f"form {key}", mark=mark, owner=identity(found))
    state = walk.state.copy()
    state.ctm = times(as_matrix(numbers(entry(found, "/Matrix"))), state.ctm)
    group(walk, found, level)
    descend(walk, found, state, level)


def group(walk: Walk, holder: Any, level: Level) -> None:
    """Record the transparency group of a page or form."""
    found = dictionary(holder, "/Group")
    if name(found, "/S") != "Transparency":
        return
    value = entry(found, "/CS")
    space = None if value is None else spaces.space_of(value, walk.resources)
    isolated = entry(found, "/I") is True
    walk.tally.group(level.where, space, is_isolated=isolated, level=level)


def image(walk: Walk, key: str, found: Any) -> None:
    """Paint an image XObject; a stencil is painted with the fill colour (8.9.6.2)."""
    tally = walk.tally
    use = images.placed(
        found, key, walk.state.ctm, walk.level, tally.boxes, walk.resources, tally.shelf
    )
    tally.images.append(use)
    tally.soft_masks += use.has_soft_mask
    _image_colour(walk, use)


def inline_image(walk: Walk, found: Any) -> None:
    """Paint an inline image."""
    use = images.placed_inline(found, walk.state.ctm, walk.level, walk.tally.boxes, walk.resources)
    walk.tally.images.append(use)
    _image_colour(walk, use)


def _image_colour(walk: Walk, use: Any) -> None:
    if use.is_stencil:
        paint(walk, walk.state.fill, Kind.FILL, use.box)
    else:
        walk.tally.colour(Kind.IMAGE, use.space, (), walk.level, use.box)
    walk.tally.code_areas.append(use.box)
    walk.marks.count()


# ── paint ──


def paint(
    walk: Walk, colour: Colour, kind: Kind, box: Box | None, size: float | None = None
) -> None:
    """Record a painted object's colour, looking into its pattern."""
    if colour.pattern is None:
        walk.tally.colour(kind, colour.space, colour.values, walk.level, box, size)
        return
    if number(colour.pattern, "/PatternType", 0) == 2:
        shading(walk, entry(colour.pattern, "/Shading"), box)
        graphics_state(walk, entry(colour.pattern, "/ExtGState"))
        return
    kind = Kind.TEXT if kind is Kind.TEXT else Kind.PATTERN
    walk.tally.colour(kind, colour.space, colour.values, walk.level, box, size)
    tile(walk, colour)


def shading(walk: Walk, found: Any, box: Box | None) -> None:
    """Record a shading's space, and the colours at its ends where they are plain to see."""
    space = spaces.space_of(entry(found, "/ColorSpace"), walk.resources)
    for values in spaces.shading_colours(found) or ((),):
        walk.tally.colour(Kind.SHADING, space, values, walk.level, box)


def tile(walk: Walk, colour: Colour) -> None:
    """Walk a tiling pattern's cell once; an uncoloured one takes the colour given (8.7.3.3)."""
    pattern = colour.pattern
    if not isinstance(pattern, pikepdf.Stream):
        walk.tally.problem(f"{walk.level.where or 'page'}: no such pattern")
        return
    if not walk.tally.is_new("tile", pattern, walk.level.where, colour.space, colour.values):
        return
    ctm = times(as_matrix(numbers(entry(pattern, "/Matrix"))), walk.start)
    state = State(ctm=ctm)
    uncoloured = number(pattern, "/PaintType", 1) == 2
    if uncoloured:
        family = colour.space.base
        plain = {Family.GRAY: spaces.GRAY, Family.RGB: spaces.RGB, Family.CMYK: spaces.CMYK}
        state.fill = state.stroke = Colour(plain.get(family, colour.space), colour.values)
    level = walk.level.inside("pattern", is_uncoloured=uncoloured, counts_marks=False)
    descend(walk, pattern, state, level)


def graphics_state(walk: Walk, settings: Any) -> None:
    """Apply an ExtGState as far as it tells on ink (8.4.5, table 58)."""
    tally = walk.tally
    fonts = array(settings, "/Font")
    if len(fonts) == 2:
        walk.state.font, walk.state.font_size = fonts[0], float(fonts[1])
    alphas = {round(number(settings, key, 1), 4) for key in ("/ca", "/CA")}
    tally.alphas |= alphas - {1}
    modes = {str(mode)[1:] for mode in array(settings, "/BM")}
    tally.blend_modes |= modes - {"Normal", "Compatible"}
    strokes = entry(settings, "/OP") is True
    fills = entry(settings, "/op") is True or (strokes and entry(settings, "/op") is None)
    tally.overprint |= {word for word, on in (("fill", fills), ("stroke", strokes)) if on}
    if (fills or strokes) and number(settings, "/OPM", 0) == 1:
        tally.overprint.add("mode 1")
    mask = entry(settings, "/SMask")
    if isinstance(mask, pikepdf.Dictionary):
        soft_mask(walk, mask)


def soft_mask(walk: Walk, mask: Any) -> None:
    """Walk the group that shapes a soft mask (11.6.5.3); it is seen but not printed."""
    walk.tally.soft_masks += 1
    found = entry(mask, "/G")
    if not isinstance(found, pikepdf.Stream) or not walk.tally.is_new("mask", found):
        return
    level = walk.level.inside("soft mask", in_mask=True, counts_marks=False)
    ctm = times(as_matrix(numbers(entry(found, "/Matrix"))), walk.state.ctm)
    group(walk, found, level)
    descend(walk, found, State(ctm=ctm), level)


def glyphs(walk: Walk, font: Any, matrix: Matrix) -> None:
    """Walk the glyphs of a Type 3 font, once for each colour it is set in (9.6.5)."""
    if name(font, "/Subtype") != "Type3":
        return
    fill = walk.state.fill
    if not walk.tally.is_new("glyphs", font, walk.level.where, fill.space, fill.values):
        return
    own = as_matrix(numbers(entry(font, "/FontMatrix")))
    size = walk.state.font_size
    state = State(ctm=times(times(own, (size, 0, 0, size, 0, 0)), matrix), fill=fill, stroke=fill)
    level = walk.level.inside(f"Type 3 font {name(font, '/Name')}".strip(), counts_marks=False)
    resources = entry(font, "/Resources") or EMPTY
    for _, glyph in items(dictionary(font, "/CharProcs")):
        if isinstance(glyph, pikepdf.Stream) and level.depth <= DEEPEST:
            type(walk)(walk.tally, resources, state.copy(), level).run(glyph)
