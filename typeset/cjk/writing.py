"""Composed text written to a PDF stream: WeasyPrint's `draw_first_line`, for what we composed.

It walks through a line's glyphs one by one, and asks Pango's memory for each what composing
has known before. Here the glyphs are read at once, and what is written for one is remembered.
The bytes are WeasyPrint's own; what is out of the ordinary is left to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

from weasyprint.draw import text as stock
from weasyprint.text.ffi import FROM_UNITS, pango

from typeset.cjk.drawing import ComposedLayout
from typeset.cjk.glyphs import INFO_WORDS, RISE_WORD, GlyphLine, Run, read_line
from typeset.cjk.settling import Piece, settle
from typeset.cjk.shaping import Face, PlainLayout
from typeset.patching import replaced

_STOCK: Final = stock.draw_first_line
_LAST_GLYPH: Final = 0xFFFF  # what Pango says beyond has no glyph
_LEAST_SIZE: Final = 1e-6
# Before, WeasyPrint takes another font size: https://gitlab.gnome.org/GNOME/pango/-/issues/530
_LEAST_PANGO: Final = 14802


class Type(NamedTuple):
    """A font of the PDF in one size, and what is written for its glyphs."""

    font: Any
    size: float
    written: dict[tuple[int, int, int], str]  # by glyph, width and shift
    is_outlined: bool  # and nothing else


class Pen:
    """Writes the text of one document after the other."""

    def __init__(self) -> None:
        self._fonts: Any = None  # of the document
        self._layouts: dict[Face, PlainLayout] = {}
        self._types: dict[Any, Type] = {}  # by Pango's font
        self._kept: list[PlainLayout] = []  # what keeps Pango's fonts in their places

    def draw_first_line(
        self, stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any
    ) -> list[Any]:
        """Write a text box and return its emojis, as WeasyPrint does."""
        layout = textbox.pango_layout
        if (
            type(layout) is ComposedLayout
            and layout.is_as_composed
            and text_overflow != "ellipsis"
            and block_ellipsis == "none"
            and textbox.style["direction"] == "ltr"
            and textbox.style["font_size"] >= _LEAST_SIZE
            and textbox.text.strip()
        ):
            line = self._line(layout.piece, textbox.style)
            types = self._types_of(stream, line, layout.piece.face)
            if _is_ordinary(line, types):
                settle(layout.piece, line)
                stream.set_text_matrix(*matrix.values)
                _write(stream, line, types)
                return []
        emojis: list[Any] = _STOCK(stream, textbox, text_overflow, block_ellipsis, matrix)
        return emojis

    def _line(self, piece: Piece, style: Any) -> GlyphLine:
        layout = self._layouts.get(piece.face)
        if layout is None:
            layout = self._layouts[piece.face] = PlainLayout(style)
            pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # noqa: FBT003
        layout.set_text(piece.text)
        return read_line(pango.pango_layout_get_line_readonly(layout.layout, 0), piece.text)

    def _types_of(self, stream: Any, line: GlyphLine, face: Face) -> list[Type]:
        """Return the type of each run; WeasyPrint asks Pango for a font's name each time."""
        if stream._fonts is not self._fonts:
            self._fonts, self._types, self._kept = stream._fonts, {}, []
        try:
            return [self._types[run.font] for run in line.runs]
        except KeyError:
            for run in line.runs:
                if run.font not in self._types:
                    self._types[run.font] = _type(*stream.add_font(run.font))
            # As long as this layout holds this line, no other font can come to the same place.
            self._kept.append(self._layouts.pop(face))
            return [self._types[run.font] for run in line.runs]


def _type(font: Any, size: float) -> Type:
    return Type(font, size, {}, not (font.bitmap or font.svg or font.png or font.colr))


def _is_ordinary(line: GlyphLine, types: list[Type]) -> bool:
    """Tell whether a line is nothing but outlines on the baseline, from left to right."""
    return (
        bool(line.glyphs)
        and max(line.glyphs) <= _LAST_GLYPH
        and all(type_.is_outlined for type_ in types)
        and not any(
            run.item.analysis.level % 2 or any(run.memory[RISE_WORD::INFO_WORDS].tolist())
            for run in line.runs
        )
    )


def _write(stream: Any, line: GlyphLine, types: list[Type]) -> None:
    """Write the runs of a line, those of one font together."""
    string, font = "", None
    for run, type_ in zip(line.runs, types, strict=True):
        if run.font != font:
            font = run.font
            if string:
                stream.show_text(string)
            string = ""
            stream.set_font_size(type_.font.hash, type_.size)
        glyphs = slice(run.begin, run.end)
        keys = zip(line.glyphs[glyphs], line.widths[glyphs], line.shifts[glyphs], strict=True)
        try:
            written = "".join(map(type_.written.__getitem__, keys))
        except KeyError:
            written = _write_anew(stream, line, run, type_)
        string += f"<{written}"
        string = string[:-1] if string[-1] == "<" else f"{string}>"
    stream.show_text(string)


def _write_anew(stream: Any, line: GlyphLine, run: Run, type_: Type) -> str:
    """Return what is written for a run, and remember it."""
    written = []
    for k in range(run.begin, run.end):
        key = line.glyphs[k], line.widths[k], line.shifts[k]
        found = type_.written.get(key)
        if found is None:
            if key[0] not in type_.font.to_unicode:
                type_.font.to_unicode[key[0]] = _text(line, run, k - run.begin)
            own = _own_width(stream, type_, run.font, key[0])
            found = type_.written[key] = _operand(key, own, type_.size)
        written.append(found)
    return "".join(written)


def _text(line: GlyphLine, run: Run, index: int) -> str:
    """Return the text of a glyph's cluster, up to that of the glyph after it."""
    clusters, offset = run.clusters, run.item.offset
    end = clusters[index + 1] if index + 1 < len(clusters) else run.item.length
    return line.text.encode()[offset + clusters[index] : offset + end].decode()


def _own_width(stream: Any, type_: Type, font: Any, glyph: int) -> int:
    """Return the width that the PDF gives a glyph, in thousandths of an em."""
    widths: dict[int, int] = type_.font.widths
    if glyph not in widths:
        pango.pango_font_get_glyph_extents(font, glyph, stream.ink_rect, stream.logical_rect)
        widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / type_.size)
    return widths[glyph]


def _operand(key: tuple[int, int, int], own: int, size: float) -> str:
    """Return what a glyph is in the operand of TJ (ISO 32000-1, 9.4.3), inside a string."""
    glyph, width, shift = key
    offset = shift / size
    before = f">{-offset}<" if offset else ""
    kerning = own + offset - width * 1000 * FROM_UNITS / size
    return f"{before}{glyph:04x}>{int(kerning)}<" if kerning else f"{before}{glyph:04x}"


@contextmanager
def writing() -> Iterator[None]:
    """Write composed text in our own way while the context lasts."""
    if pango.pango_version() < _LEAST_PANGO:
        yield
        return
    with replaced((stock, "draw_first_line", Pen().draw_first_line)):
        yield
