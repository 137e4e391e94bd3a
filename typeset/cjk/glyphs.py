"""The glyphs of a line: read from Pango's memory at once, and put back if need be."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final, NamedTuple

from weasyprint.text.ffi import ffi, harfbuzz, pango

# 32-bit words of a PangoGlyphInfo: glyph, width, x offset, y offset, flags
INFO_WORDS: Final = 5
GLYPH_WORD, WIDTH_WORD, OFFSET_WORD, RISE_WORD = 0, 1, 2, 3
_NO_CHAR: Final = 1 << 30  # after the last glyph


def glyph_words(glyphs: Any, count: int) -> memoryview:
    """Return Pango's own memory of glyphs as 32-bit words, to be read and written."""
    size = count * INFO_WORDS * 4
    return memoryview(ffi.buffer(glyphs, size)).cast("B").cast("i")


def face_id(font: Any) -> int:
    """Return a number that tells one font file from another."""
    face = harfbuzz.hb_font_get_face(pango.pango_font_get_hb_font(font))
    return int(ffi.cast("intptr_t", face))


@dataclass(slots=True)
class Run:
    """The glyphs of one font that stand together; lengths are in Pango units."""

    item: Any
    font: Any
    begin: int  # first glyph, counted over the line
    end: int
    clusters: list[int]  # first byte of each glyph's cluster in the item's text
    memory: memoryview
    _face: int = 0

    @property
    def face(self) -> int:
        """Return a number that tells the font's file from others."""
        if not self._face:
            self._face = face_id(self.font)
        return self._face


class GlyphLine(NamedTuple):
    """A line's glyphs in the order of the text, one place in each list for each."""

    text: str
    runs: list[Run]
    glyphs: list[int]
    widths: list[int]
    shifts: list[int]
    chars: list[int]  # the character that each stands for; one more that no text reaches

    def write_back(self) -> None:
        """Let Pango's memory hold what the lists do."""
        for run in self.runs:
            for word, values in (
                (GLYPH_WORD, self.glyphs),
                (WIDTH_WORD, self.widths),
                (OFFSET_WORD, self.shifts),
            ):
                run.memory[word::INFO_WORDS] = array("i", values[run.begin : run.end])


def read_line(line: Any, text: str) -> GlyphLine:
    """Return the glyphs of a Pango line of `text`."""
    runs: list[Run] = []
    glyphs: list[int] = []
    widths: list[int] = []
    shifts: list[int] = []
    places: list[int] = []
    node = line.runs[0] if line != ffi.NULL and line.runs != ffi.NULL else ffi.NULL
    while node != ffi.NULL:
        run, node = node.data, node.next
        item, string = run.item, run.glyphs
        count, offset, begin = string.num_glyphs, item.offset, len(glyphs)
        clusters = ffi.unpack(string.log_clusters, count)
        memory = glyph_words(string.glyphs, count)
        glyphs += memory[GLYPH_WORD::INFO_WORDS].tolist()
        widths += memory[WIDTH_WORD::INFO_WORDS].tolist()
        shifts += memory[OFFSET_WORD::INFO_WORDS].tolist()
        places += [offset + cluster for cluster in clusters] if offset else clusters
        runs.append(Run(item, item.analysis.font, begin, begin + count, clusters, memory))
    return GlyphLine(text, runs, glyphs, widths, shifts, [*_chars(places, text), _NO_CHAR])


def _chars(places: list[int], text: str) -> Iterable[int]:
    """Return the characters at some bytes of a text."""
    count = len(text)
    if len(places) == count and sorted(set(places)) == places:
        return range(count)  # each is the first byte of another character
    first_bytes = list(accumulate(map(_bytes, text), initial=0))
    return [bisect_right(first_bytes, place) - 1 for place in places]


def _bytes(char: str) -> int:
    code = ord(char)
    return 1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4
