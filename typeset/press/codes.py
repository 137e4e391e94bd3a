"""QR codes drawn straight into the page, as vectors, in black and nothing else."""

from __future__ import annotations

from typing import Any, Protocol

from tinycss2.color5 import parse_color

from typeset.layout.qrcodes import QrCode

BLACK = parse_color("black")


class PageStream(Protocol):
    """What a code needs of WeasyPrint's drawing stream."""

    def transform(self, a: float = 1, *, d: float = 1) -> None:
        """Scale what follows."""

    def set_color(self, color: Any) -> None:
        """Set the colour of fills."""

    def rectangle(self, x: float, y: float, width: float, height: float) -> None:
        """Add a rectangle to the path."""

    def fill(self) -> None:
        """Fill the path."""


class CodeImage:
    """A code as a picture of WeasyPrint's (the interface of `weasyprint.images.SVGImage`).

    As SVG a code takes WeasyPrint 25 ms (parsing its path), drawn so it takes one.
    """

    def __init__(self, code: QrCode) -> None:
        self._code = code

    def get_intrinsic_size(self, resolution: float, font_size: float) -> tuple[None, None, int]:
        """Return no size and the ratio of a square: the layout says how large it prints."""
        return None, None, 1

    def draw(self, stream: PageStream, width: float, height: float, style: object) -> None:
        """Fill one rectangle per bar of dark modules, all in one path."""
        stream.transform(width / self._code.modules, d=height / self._code.modules)
        stream.set_color(BLACK)
        for bar in self._code.bars:
            stream.rectangle(*bar)
        stream.fill()
