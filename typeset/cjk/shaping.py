"""Measuring with Pango, and what was measured, kept for each font, size and language.

Han needs no shaping: a face's Han are as wide as its em, which the first sight of each
character confirms. A word is shaped once. Widths are rounded to a thousandth of an em, as
they are in the PDF.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from weasyprint.text.ffi import FROM_UNITS, ffi, pango, unicode_to_char_p
from weasyprint.text.line_break import Layout, strut

from typeset.cjk.atoms import Atom, Edge, Substitute
from typeset.cjk.classes import CONTEXTUAL, CURLY_QUOTES, ClassTable
from typeset.cjk.glyphs import INFO_WORDS, WIDTH_WORD, face_id, glyph_words
from typeset.cjk.hyphens import Hyphenator
from typeset.cjk.words import word_parts

_PROPORTIONAL = b"pwid 1, palt 0, halt 0"
_SHARED = frozenset("HUFVXWY")  # kinds whose atoms differ by nothing but their width


class Glyph(NamedTuple):
    """One shaped glyph; `at` is the byte of its cluster, lengths are in px."""

    at: int
    glyph: int
    face: int
    width: float
    font: Any


class Extents(NamedTuple):
    """What a font says of a glyph, in px."""

    own: float  # the width without kerning
    ink_left: float
    ink_right: float


class PlainLayout(Layout):
    """A Pango layout that adds no spacing of its own."""

    def set_text(self, text: str, justify: bool = False) -> None:  # noqa: FBT001, FBT002
        """Give Pango the text as it is; the composer has its own spacing."""
        self.text = text
        chars, _ = unicode_to_char_p(text)
        pango.pango_layout_set_text(self.layout, chars, -1)


class Face:
    """One style's font, with every width measured so far."""

    def __init__(self, style: Any, flags: FaceFlags, language: str, tools: Tools) -> None:
        self.em: float = style["font_size"]
        self.flags, self.tools = flags, tools
        self.atoms: dict[str, Atom] = {}
        self._words: dict[str, tuple[tuple[Atom, int], ...]] = {}
        self._shared: dict[tuple[str, float], Atom] = {}
        self._edges: dict[tuple[str, str, float | None, float, float], Edge] = {}
        self._quotes: dict[str, Substitute] = {}
        self._extents: dict[tuple[int, int], Extents] = {}
        self._own_widths: dict[tuple[int, int], int] = {}
        self._layout = PlainLayout(style)
        self._style = style
        self.line_height, self.strut_baseline = strut(style)
        spacing = style["letter_spacing"]
        self.tracking: float = 0.0 if spacing == "normal" else spacing
        sample = self.shape("国 ")
        self.height = self._line_height()
        self.baseline = pango.pango_layout_get_baseline(self._layout.layout) * FROM_UNITS
        self.space = sample[-1].width + style["word_spacing"] + self.tracking
        self._limits = style["hyphenate_limit_chars"]
        automatic = style["hyphens"] == "auto"
        self._language = (language or "") if automatic else ""
        self.hyphen_text: str = style["hyphenate_character"]
        self._hyphen_width: float | None = None
        self.decoration = PlainLayout(style) if style["text_decoration_line"] != "none" else None

    def shape(self, text: str, layout: Any = None) -> list[Glyph]:
        """Return the glyphs of `text` in order."""
        layout = layout or self._layout
        layout.set_text(text)
        line, _ = Layout.get_first_line(layout)
        glyphs: list[Glyph] = []
        run = line.runs[0] if line.runs != ffi.NULL else ffi.NULL
        while run != ffi.NULL:
            item, run = run.data, run.next
            font, base = item.item.analysis.font, item.item.offset
            face, count = face_id(font), item.glyphs.num_glyphs
            infos = glyph_words(item.glyphs.glyphs, count)
            for i, cluster in enumerate(ffi.unpack(item.glyphs.log_clusters, count)):
                k = i * INFO_WORDS
                width = self.rounded(infos[k + WIDTH_WORD] * FROM_UNITS)
                glyphs.append(Glyph(base + cluster, infos[k], face, width, font))
        return glyphs

    def _line_height(self) -> float:
        """Return the height of what was shaped last."""
        line, _ = Layout.get_first_line(self._layout)
        logical = ffi.new("PangoRectangle *")
        pango.pango_layout_line_get_extents(line, ffi.NULL, logical)
        return float(logical.height * FROM_UNITS)

    def extents(self, font: Any, face: int, glyph: int) -> Extents:
        """Return what a font says of a glyph; it is asked once."""
        found = self._extents.get((face, glyph))
        if found is None:
            ink, logical = ffi.new("PangoRectangle *"), ffi.new("PangoRectangle *")
            pango.pango_font_get_glyph_extents(font, glyph, ink, logical)
            found = self._extents[face, glyph] = Extents(
                self.rounded(logical.width * FROM_UNITS),
                ink.x * FROM_UNITS,
                (ink.x + ink.width) * FROM_UNITS,
            )
        return found

    def kern(self, glyph: Glyph) -> float:
        """Return the kerning that a shaped glyph's width holds."""
        return glyph.width - self.extents(glyph.font, glyph.face, glyph.glyph).own

    def own_width(self, font: Any, face: int, glyph: int) -> int:
        """Return a glyph's width without kerning, in thousandths of an em."""
        own = self._own_widths.get((face, glyph))
        if own is None:
            own = round(self.extents(font, face, glyph).own / self.em * 1000)
            self._own_widths[face, glyph] = own
        return own

    def rounded(self, width: float) -> float:
        """Return `width` in whole thousandths of an em."""
        return round(width / self.em * 1000) * self.em / 1000

    def edge(
        self,
        kind: str,
        char: str,
        chance: float | None = None,
        hyphen: float = 0.0,
        blank: float = 0.0,
        kern: float = 0.0,
    ) -> Edge:
        """Return the edge of an atom; equal edges are one object."""
        key = (kind, char, chance, hyphen or blank, kern)
        edge = self._edges.get(key)
        if edge is None:
            edge = self._edges[key] = Edge(
                kind,
                char,
                self.em,
                blank=blank,
                tracking=self.tracking,
                space=self.space,
                raised=self.flags.raised,
                unbroken=self.flags.unbroken,
                chance=chance,
                hyphen=hyphen or (self.hyphen_width if chance is None else 0.0),
                kern=kern,
            )
        return edge

    @property
    def is_unbroken(self) -> bool:
        """Tell whether no line may break inside."""
        return self.flags.unbroken

    @property
    def hyphen_width(self) -> float:
        """Return the width of the hyphen that a broken word shows."""
        if self._hyphen_width is None:
            self._hyphen_width = sum(g.width for g in self.shape(self.hyphen_text))
        return self._hyphen_width

    # ---- single characters ---------------------------------------------------------
    def learn(self, chars: str, classes: ClassTable) -> None:
        """Measure characters that were not seen before, all in one shaping."""
        new = [c for c in dict.fromkeys(chars) if c not in self.atoms]
        plain = [c for c in new if classes[ord(c)] not in CONTEXTUAL]
        if plain:
            widths: dict[int, float] = {}
            for glyph in self.shape("".join(plain)):
                widths[glyph.at] = widths.get(glyph.at, 0.0) + glyph.width
            at = 0
            for char in plain:
                self.atoms[char] = self._plain(char, classes[ord(char)], widths.get(at, 0.0))
                at += len(char.encode())
        for char in new:
            if classes[ord(char)] in CONTEXTUAL:
                self.atoms[char] = self._mark(char, classes[ord(char)])

    def _plain(self, char: str, kind: str, width: float) -> Atom:
        if kind not in _SHARED:
            edge = self.edge(kind, char)
            return Atom(kind, width, edge, edge)
        shared = self._shared.get((kind, width))
        if shared is None:
            edge = self.edge(kind, "国")
            shared = self._shared[kind, width] = Atom(kind, width, edge, edge)
        return shared

    def _mark(self, char: str, kind: str) -> Atom:
        """Return a mark as Chinese sets it: a full body, its blank known from its ink."""
        glyph = self.shape("国" + char + "国")[1]
        em, width, shift = self.em, glyph.width, 0.0
        _, left, right = self.extents(glyph.font, glyph.face, glyph.glyph)
        substitute = Substitute(glyph.face, glyph.glyph, glyph.width / em)
        if kind == "M":  # CLREQ §3.1.4.1: centred in half a body
            shift, width = (0.5 * em - width) / 2, 0.5 * em
        elif char in CURLY_QUOTES and width < 0.75 * em:
            pad = (0.5 * em - width) / 2
            shift = 0.5 * em + pad if kind == "O" else pad
            left, right, width = left + shift, right + shift, em
        blank = 0.0
        if kind in "OCPQ" and width > 0.9 * em:
            free = left if kind == "O" else width - right
            blank = max(0.0, min(0.5 * em, free - 0.01 * em))
        if kind == "M":
            blank = max(0.0, width - shift - glyph.width)
        edge = self.edge(kind, char, blank=blank)
        return Atom(kind, width, edge, edge, shift, (substitute,))

    def pair(self, text: str, kind: str) -> Atom:
        """Return a dash or an ellipsis of two characters as Chinese sets it."""
        if text not in self.atoms:
            glyphs = self.shape("国" + text + "国")[1:-1]
            first, size = len("国".encode()), len(text[0].encode())
            edge = self.edge(kind, text[-1])
            self.atoms[text] = Atom(
                kind,
                sum(glyph.width for glyph in glyphs),
                edge,
                edge,
                0.0,
                tuple(
                    Substitute(g.face, g.glyph, g.width / self.em, (g.at - first) // size)
                    for g in glyphs
                ),
            )
        return self.atoms[text]

    def word(self, text: str) -> tuple[tuple[Atom, int], ...]:
        """Return the parts of a word, between which a line may break, and their lengths."""
        parts = self._words.get(text)
        if parts is None:
            parts = self._words[text] = tuple(word_parts(self, text))
        return parts

    def word_hyphens(self, text: str) -> dict[int, float]:
        """Return the places where a word may be hyphenated, each with its penalty."""
        return self.tools.hyphenator.chances(text, self._language, self._limits)

    def latin_quote(self, char: str) -> Substitute:
        """Return the proportional form of a quote."""
        if char not in self._quotes:
            layout = PlainLayout(self._style)
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
            pango.pango_attr_list_insert(
                attributes, pango.pango_attr_font_features_new(_PROPORTIONAL)
            )
            pango.pango_layout_set_attributes(layout.layout, attributes)
            glyph = self.shape(f"n{char}n", layout)[1]
            self._quotes[char] = Substitute(glyph.face, glyph.glyph, glyph.width / self.em)
        return self._quotes[char]


class FaceFlags(NamedTuple):
    """What sets a face's text apart, beyond its font."""

    raised: bool = False
    unbroken: bool = False


class Tools(NamedTuple):
    """What all faces share."""

    classes: ClassTable
    hyphenator: Hyphenator
