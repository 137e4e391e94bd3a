"""Pages drawn in another process: what was written, and what was noted while writing.

Page streams name their fonts and states by what they are, not by a number, so operators can be
taken into a file as they are. Fonts note the glyphs that were drawn: these notes are joined in
the order of the pages, so that the file is the same, byte for byte, as that of one process.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pydyf
import weasyprint.pdf
from weasyprint.logger import LOGGER
from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import TO_UNITS, ffi, gobject, pango
from weasyprint.text.fonts import get_pango_font_key

from typeset.press.bones import PortablePage, UnportableError
from typeset.press.engine import Complaint
from typeset.press.font_files import LateFont
from typeset.press.ink_colours import Conversions
from typeset.press.packing import packer

PX_TO_PT = 0.75
_EM = 1000  # units of an em in a PDF


class DrawnPage(NamedTuple):
    """A page's stream, compressed, and its marked content: place of the box, tag, MCID.

    `start` is what stood in the stream before the page was drawn.
    """

    start: bytes
    packed: bytes
    tags: Sequence[tuple[int, str, int]]


class DrawnFont(NamedTuple):
    """A font as WeasyPrint knows it, and the glyphs drawn in it."""

    key: int
    family: str
    style: int
    weight: int
    size: float
    widths: Mapping[int, int]
    to_unicode: Mapping[int, str]


class Drawn(NamedTuple):
    """Pages drawn for one kind of PDF."""

    pages: Sequence[DrawnPage]
    fonts: Sequence[DrawnFont]
    states: Mapping[str, Mapping[str, float]]
    conversions: Conversions | None = None
    complaints: Sequence[Complaint] = ()


def draw_pages(pages: Sequence[PortablePage], *, is_tagged: bool) -> Drawn:
    """Draw pages with whatever stream stands in WeasyPrint's place; raise `UnportableError`."""
    fonts: dict[int, Font] = {}
    images: dict[str, Any] = {}
    kinds = ("ExtGState", "XObject", "Pattern", "Shading")
    resources = pydyf.Dictionary({kind: pydyf.Dictionary() for kind in kinds})
    resources["ColorSpace"] = None  # no group is made here that would need it
    drawn = []
    for page in pages:
        own = page.page
        tags: dict[Any, Any] | None = {} if is_tagged else None
        rectangle = (-own.bleed["left"], -own.bleed["top"], *_extent(own))
        stream = _press().Stream(fonts, rectangle, resources, images, tags, {}, None)
        stream.transform(d=-1, f=own.height * PX_TO_PT)
        start = _joined(stream)
        own.paint(stream, PX_TO_PT)
        marked = [(page.places[id(box)], *said.values()) for box, said in (tags or {}).items()]
        drawn.append(DrawnPage(start, _packed(_joined(stream)), marked))
    if images or any(resources[kind] for kind in kinds[1:]):
        raise UnportableError("more than paths and text")
    noted = [_drawn_font(key, font) for key, font in fonts.items()]
    return Drawn(drawn, noted, _states(resources))


def _joined(stream: Any) -> bytes:
    return b"\n".join(map(pydyf._to_bytes, stream.stream))


def _packed(data: bytes) -> bytes:
    """Compress as `packing` does."""
    packing = packer()
    packed: bytes = packing.compress(data) + packing.flush()
    return packed


def _press() -> Any:
    """Return the module in which whatever stream is to be drawn with stands (`writing`)."""
    return weasyprint.pdf


def _extent(page: Any) -> tuple[float, float]:
    bleed = page.bleed
    return (
        page.width + bleed["left"] + bleed["right"],
        page.height + bleed["top"] + bleed["bottom"],
    )


def _states(resources: Any) -> Mapping[str, Mapping[str, float]]:
    states = {key: dict(state) for key, state in resources["ExtGState"].items()}
    if any(key[0] not in "aA" for key in states):  # named by a number
        raise UnportableError("a state that is more than an alpha")
    return states


def _drawn_font(key: int, font: Font) -> DrawnFont:
    if font.missing or font.bitmap or font.png or font.svg or font.colr:
        raise UnportableError("glyphs that are more than outlines")
    # A width is rounded from the size at which a glyph is drawn first. With 1000 units to the em
    # there is nothing to round; else it would matter in which process that was.
    if font.upem != _EM:
        raise UnportableError("a font with other units")
    size = font.font_size
    return DrawnFont(key, font.family, font.style, font.weight, size, font.widths, font.to_unicode)


def take_notes(drawn: Drawn, stream: Any, configuration: Any) -> None:
    """Note in a document, by the stream of its first foreign page, what was drawn elsewhere."""
    _take_fonts(stream._fonts, drawn.fonts, configuration)
    known = stream._resources["ExtGState"]
    for key, state in drawn.states.items():
        known.setdefault(key, pydyf.Dictionary(state))
    if drawn.conversions is not None:
        stream.inks.take(drawn.conversions)
    for complaint in drawn.complaints:
        LOGGER.log(complaint.level, "%s", complaint.text)


def _take_fonts(known: dict[int, Font], drawn: Sequence[DrawnFont], configuration: Any) -> None:
    for each in drawn:
        font = known.get(each.key) or _load(each, configuration)
        known[each.key] = font
        for glyph, width in each.widths.items():
            font.widths.setdefault(glyph, width)
        for glyph, text in each.to_unicode.items():
            font.to_unicode.setdefault(glyph, text)


def _load(drawn: DrawnFont, configuration: Any) -> Font:
    """Return a font that this process has not drawn with yet."""
    description = ffi.gc(pango.pango_font_description_new(), pango.pango_font_description_free)
    family = ffi.new("char[]", drawn.family.encode())
    pango.pango_font_description_set_family(description, family)
    pango.pango_font_description_set_style(description, drawn.style)
    pango.pango_font_description_set_weight(description, drawn.weight)
    pango.pango_font_description_set_absolute_size(description, round(drawn.size * TO_UNITS))
    font_map = configuration.font_map
    context = ffi.gc(pango.pango_font_map_create_context(font_map), gobject.g_object_unref)
    font = pango.pango_font_map_load_font(font_map, context, description)
    key, found, size = get_pango_font_key(font)
    if key != drawn.key:
        raise UnportableError(f"no {drawn.family} of that kind here")
    return LateFont(font, found, size)


def replay(page: DrawnPage, boxes: Sequence[Any], stream: Any) -> None:
    """Write a drawn page into a stream, in place of drawing its boxes."""
    assert _joined(stream) == page.start, "the page was drawn on another sheet"
    stream.stream[:] = [page.packed]
    stream.compress, stream.extra["Filter"] = False, "/FlateDecode"
    if stream._tags is not None:
        stream._tags.update(
            (boxes[place], {"tag": tag, "mcid": mcid}) for place, tag, mcid in page.tags
        )
