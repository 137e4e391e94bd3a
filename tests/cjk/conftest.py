"""Fixtures: paragraphs composed, written as PDF and read back character by character."""

from __future__ import annotations

import ctypes
import math
import warnings
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as raw
import pytest

FONTS = Path(__file__).resolve().parents[2] / "fonts"
FACES = (
    ("Noto Serif SC", 400, "noto-serif-sc/NotoSerifSC_400Regular.ttf"),
    ("Noto Serif SC", 700, "noto-serif-sc/NotoSerifSC_700Bold.ttf"),
    ("Noto Sans SC", 400, "noto-sans-sc/NotoSansSC_400Regular.ttf"),
    ("LXGW WenKai", 400, "lxgw-wenkai/LXGWWenKai-Regular.ttf"),
)
CSS = """
@page { size: 500pt 700pt; margin: 20pt 34pt; @footnote { margin: 0 } }
html { font: 12pt/20pt "Noto Serif SC" }
body, p { margin: 0 }
p { width: 432pt; text-align: justify }
code { font-family: "Noto Sans SC" }
sup { font-size: .6em; vertical-align: super }
.note { float: footnote; width: 432pt; text-align: justify }
.note::footnote-call { font-size: .6em; vertical-align: super }
.source::before { content: leader(' ') }
"""


@dataclass
class Char:
    """A character as printed; x and width in points."""

    text: str
    x: float
    y: float
    width: float
    em: float

    @property
    def right(self) -> float:
        return self.x + self.width


class Printed:
    """A document as it was laid out, and as it was printed."""

    def __init__(self, document: Any, pdf: bytes) -> None:
        self.document, self.pdf = document, pdf

    @cached_property
    def pages(self) -> list[list[Char]]:
        pdf = pypdfium2.PdfDocument(self.pdf)
        return [_characters(pdf[i]) for i in range(len(pdf))]

    @cached_property
    def lines(self) -> list[list[Char]]:
        """Lines of printed characters, spaces left out."""
        lines: list[list[Char]] = []
        for page in self.pages:
            last: Char | None = None
            for char in page:
                if last is None or abs(char.y - last.y) > 8 or char.x < last.x - 20:
                    lines.append([])
                lines[-1].append(char)
                last = char
        return [
            [c for c in line if not c.text.isspace()]
            for line in lines
            if any(not c.text.isspace() for c in line)
        ]

    @property
    def texts(self) -> list[str]:
        return ["".join(c.text for c in line) for line in self.lines]

    @property
    def text(self) -> str:
        return "".join(self.texts)


def _characters(page: Any) -> list[Char]:
    text_page = page.get_textpage()
    handle = text_page.raw
    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    found = []
    for i in range(raw.FPDFText_CountChars(handle)):
        code = raw.FPDFText_GetUnicode(handle, i)
        if raw.FPDFText_IsGenerated(handle, i) == 1 or code in (10, 13):
            continue
        raw.FPDFText_GetCharOrigin(handle, i, x, y)
        raw.FPDFText_GetLooseCharBox(handle, i, box)
        raw.FPDFText_GetMatrix(handle, i, matrix)
        em = raw.FPDFText_GetFontSize(handle, i) * math.hypot(matrix.a, matrix.b)
        found.append(Char(chr(code), x.value, y.value, box.right - box.left, em))
    return found


@pytest.fixture(scope="session")
def font_config() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that there are no system fonts is as it should be
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration
    config = FontConfiguration()
    rules = "".join(
        f'@font-face {{ font-family: "{name}"; font-weight: {weight};'
        f' src: url("{(FONTS / file).as_uri()}") }}'
        for name, weight, file in FACES
    )
    weasyprint.CSS(string=rules, font_config=config)
    return config


@pytest.fixture
def printed(font_config: Any) -> Callable[..., Printed]:
    """Return a function that prints the body of a document."""
    from weasyprint import HTML

    from typeset.cjk import composing

    def print_(
        body: str,
        css: str = "",
        settings: Any = None,
        *,
        stock: bool = False,
        lang: str = "zh",
        **options: Any,
    ) -> Printed:
        html = f"<html lang={lang}><title>t</title><style>{CSS}{css}</style><body>{body}"
        with nullcontext() if stock else composing(settings):
            document = HTML(string=html).render(font_config=font_config)
            return Printed(document, document.write_pdf(**options))

    return print_
