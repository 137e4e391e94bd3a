"""Fonts whose files are copied only if somebody wants them whole.

WeasyPrint 70 copies each font file (10 MB and more) when it draws with it first, and throws the
copy away when HarfBuzz has cut the font down to its glyphs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import weasyprint.pdf.fonts
import weasyprint.pdf.stream
from weasyprint.pdf.fonts import Font
from weasyprint.text.fonts import get_hb_object_data

from typeset.patching import replaced


def _nothing(*_: Any) -> None:
    """Return no file."""


class LateFont(Font):
    """A font that reads its file when it is asked for it."""

    def __init__(self, *args: Any) -> None:
        with replaced((weasyprint.pdf.fonts, "get_hb_object_data", _nothing)):
            super().__init__(*args)
        del self.__dict__["file_content"]

    @cached_property
    def file_content(self) -> Any:
        """Return the whole file, unless the font has been cut down."""
        return get_hb_object_data(self.hb_face)


@contextmanager
def late_files() -> Iterator[None]:
    """Let streams draw with such fonts while the context lasts."""
    with replaced((weasyprint.pdf.stream, "Font", LateFont)):
        yield
