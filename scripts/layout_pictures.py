"""Draw the pictures of docs/designers.md: the specimen in each layout, each step of the tutorial.

.venv/bin/python scripts/layout_pictures.py
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image, ImageDraw

from typeset.archive.layouts import check_layout
from typeset.layout.grid import Grid
from typeset.layout.package import read_layout
from typeset.sources import Sources

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "images" / "layouts"
MARGIN, GROUND = 12, "#d9d9d6"
MM = 72 / 25.4

SHEETS = {  # which pages of the specimen show a layout best, by index
    "brief": (0, 3, 4, 5),
    "magazine": (0, 1, 2, 3, 5),
    "gongwen": (0, 2, 4, 10, 12),
}

# The tutorial's steps, as docs/designers.md has them: file, what stands there, what comes instead.
Edit = tuple[str, str, str]
COLOUR: Sequence[Edit] = (
    (
        "layout.yaml",
        'blue: {rgb: "#17375e", cmyk: [95, 70, 20, 30]}',
        'blue: {rgb: "#7a1f3d", cmyk: [30, 100, 50, 35]}',
    ),
)
HEADLINE: Sequence[Edit] = (
    (
        "style.css",
        'h1 { font: 700 22pt/30pt "Noto Sans SC"; color: var(--ink);',
        'h1 { font: 700 26pt/40pt "Noto Serif SC"; color: var(--blue); text-align: center;',
    ),
)
AUTHOR: Sequence[Edit] = (
    (
        "layout.yaml",
        "# What an issue must have",
        "article_fields:\n  author: {about: 作者 / the author, sample: 王一}\n\n"
        "# What an issue must have",
    ),
    (
        "body.html.jinja",
        '{% if article.lead %}<p class="lead">',
        '{% if article.fields.author %}<p class="author">{{ article.fields.author }}</p>'
        "{% endif %}\n"
        '{% if article.lead %}<p class="lead">',
    ),
    (
        "style.css",
        ".lead {",
        '.article .author { font: 400 11.5pt/20pt "LXGW WenKai"; color: var(--grey);\n'
        "  text-indent: 0; text-align: center; margin-bottom: 20pt; }\n.lead {",
    ),
)


def pages(root: Path, reference: str, dpi: float) -> list[Image.Image]:
    """Return the pages of the specimen as pictures; raise `RuntimeError` if it has errors."""
    product, _ = check_layout(root, reference, lambda stage: None, ("screen",))
    if not product.pdfs:
        raise RuntimeError([each.message("en") for each in product.report])
    document = pypdfium2.PdfDocument(product.pdfs["screen"])
    return [page.render(scale=dpi / 72).to_pil() for page in document]


def strip(images: Sequence[Image.Image]) -> Image.Image:
    """Return pictures side by side on a grey ground."""
    width = sum(image.width + MARGIN for image in images) + MARGIN
    height = max(image.height for image in images) + 2 * MARGIN
    sheet = Image.new("RGB", (width, height), GROUND)
    left = MARGIN
    for image in images:
        sheet.paste(image, (left, MARGIN))
        left += image.width + MARGIN
    return sheet


def save(image: Image.Image, name: str) -> None:
    """Write a picture with few colours, which is small."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    image.quantize(255).save(FOLDER / f"{name}.png", optimize=True)


def guided(image: Image.Image, grid: Grid, scale: float) -> Image.Image:
    """Return a left-hand page with its bleed, margins, columns and lines drawn on it."""
    bleed = round(grid.bleed_mm * MM * scale)
    sheet = Image.new("RGB", (image.width + 2 * bleed, image.height + 2 * bleed), "#f3d9d6")
    sheet.paste(image, (bleed, bleed))
    draw = ImageDraw.Draw(sheet)

    def at(x_pt: float, y_pt: float) -> tuple[float, float]:
        return bleed + x_pt * scale, bleed + y_pt * scale

    draw.rectangle((*at(0, 0), *at(grid.page_width_pt, grid.page_height_pt)), outline="#c0392b")
    left, top = grid.outer_pt, grid.head_pt
    for line in range(grid.lines + 1):
        y = top + line * grid.leading_pt
        draw.line((*at(left, y), *at(left + grid.measure_pt, y)), fill="#bcd6ee")
    for column in range(grid.columns):
        x = left + column * (grid.column_pt + grid.gutter_pt)
        draw.rectangle(
            (*at(x, top), *at(x + grid.column_pt, top + grid.height_pt)), outline="#2471a3"
        )
    return sheet


def project(folder: Path) -> Path:
    """Return a project of its own with a copy of brief@1 named weekly@1."""
    shutil.copytree(ROOT / "fonts", folder / "fonts", copy_function=os.link)
    shutil.copytree(ROOT / "layouts" / "brief", folder / "layouts" / "weekly")
    (folder / "issues").mkdir()
    edit(folder, (("layout.yaml", "name: brief", "name: weekly"),))
    return folder


def edit(root: Path, edits: Sequence[Edit]) -> None:
    """Make a step's changes."""
    for file, old, new in edits:
        path = root / "layouts" / "weekly" / "1" / file
        text = path.read_text(encoding="utf-8")
        if text.count(old) != 1:
            raise ValueError(f"{file}: {old!r} stands there {text.count(old)} times")
        path.write_text(text.replace(old, new), encoding="utf-8")


def main() -> None:
    """Draw everything."""
    for name, chosen in SHEETS.items():
        found = pages(ROOT, f"{name}@1", 46)
        save(strip([found[at] for at in chosen]), name)
    package, _ = read_layout(Sources(ROOT), "magazine@1", None)
    if package is None:
        raise RuntimeError("magazine@1 cannot be read")
    save(guided(pages(ROOT, "magazine@1", 80)[5], package.spec.grid, 80 / 72), "grid")
    with TemporaryDirectory(dir=ROOT / "build") as temporary:
        root = project(Path(temporary) / "project")
        steps = [pages(root, "weekly@1", 46)]
        for edits in (COLOUR, HEADLINE, AUTHOR):
            edit(root, edits)
            steps.append(pages(root, "weekly@1", 46))
    save(strip([steps[0][4], steps[1][4], steps[2][4], steps[3][4]]), "steps")


if __name__ == "__main__":
    main()
