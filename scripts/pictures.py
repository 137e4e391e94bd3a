"""Render the README's pictures from the PDF of issue 189: real pages, nothing drawn by hand.

.venv/bin/python scripts/pictures.py build/189/大数据发展动态-189.pdf
"""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2

PAGES = {"封面": "cover", "版权页": "masthead", "目录": "contents", "01": "article", "11": "run-on"}
DPI = 56
FOLDER = Path(__file__).resolve().parents[1] / "docs" / "images"


def main() -> None:
    """Write one PNG a page."""
    document = pypdfium2.PdfDocument(sys.argv[1])
    labels = {document.get_page_label(i): i for i in range(len(document))}
    for label, name in PAGES.items():
        image = document[labels[label]].render(scale=DPI * 2 / 72).to_pil()
        small = image.resize((image.width // 2, image.height // 2), resample=1)
        small.quantize(200).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
