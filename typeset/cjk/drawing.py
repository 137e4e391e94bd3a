"""A composed line's text box as WeasyPrint's drawing knows it."""

from __future__ import annotations

from typing import Any

from typeset.cjk.glyphs import read_line
from typeset.cjk.settling import Piece, settle
from typeset.cjk.shaping import PlainLayout


class ComposedLayout(PlainLayout):
    """A layout whose glyphs stand where the composer put them.

    Pango is asked only when WeasyPrint itself wants to know: `writing` has no need of it.
    """

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        self.text = piece.text
        self.justification_spacing = 0
        self.max_width = None
        self.first_line_direction = 0
        metrics = piece.face.decoration
        self.ascent = metrics and metrics.ascent
        self.underline_position = metrics and metrics.underline_position
        self.underline_thickness = metrics and metrics.underline_thickness
        self.strikethrough_position = metrics and metrics.strikethrough_position
        self.strikethrough_thickness = metrics and metrics.strikethrough_thickness
        self._pango: Any = None
        self._settled = False

    @property
    def is_as_composed(self) -> bool:
        """Tell whether the text is still the one that was composed."""
        return self.text == self.piece.text

    @property
    def layout(self) -> Any:
        """Return Pango's layout."""
        if self._pango is None:
            self.setup(self.style)
            self.set_text(self.text)
        return self._pango

    @layout.setter
    def layout(self, layout: Any) -> None:
        self._pango = layout

    def reactivate(self, style: Any) -> None:
        """Take the style in which Pango is to be asked; it may never be."""
        self.style = style

    def deactivate(self) -> None:
        """Let go of Pango's layout."""
        self._pango = None
        del self.style

    def set_text(self, text: str, justify: bool = False) -> None:  # noqa: FBT001, FBT002
        """Give Pango another text; it is settled when its first line is asked for."""
        super().set_text(text)
        self._settled = False

    def get_first_line(self) -> Any:
        """Return Pango's first line with its glyphs in place."""
        found = super().get_first_line()
        if not self._settled and self.is_as_composed:
            self._settled = True
            line = read_line(found[0], self.text)
            settle(self.piece, line)
            line.write_back()
        return found
