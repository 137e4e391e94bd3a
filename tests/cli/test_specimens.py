"""`typeset layout check`: each layout sets the specimen clean; what its pages look like."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

PT_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class Glyph:
    text: str
    x_pt: float
    y_pt: float  # of the baseline, from the top of the page
    size_pt: float


def checked(project, name: str) -> dict[str, Path]:
    """Check a layout; return its specimen's PDFs by profile."""
    out = project.root / "specimen"
    done = project.run("layout", "check", name, "-o", str(out), "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert "nothing found in print, screen and archive" in done.stderr
    paths = {Path(line).stem.rpartition("-")[2]: Path(line) for line in done.stdout.splitlines()}
    assert set(paths) == {"print", "screen", "archive"}
    assert not list(project.root.glob("issues/*"))  # the specimen leaves nothing behind
    return paths


def glyphs(page) -> list[Glyph]:
    text, found = page.get_textpage(), []
    height = page.get_height()
    for index in range(pdfium.FPDFText_CountChars(text.raw)):
        x, y, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
        pdfium.FPDFText_GetCharOrigin(text.raw, index, x, y)
        pdfium.FPDFText_GetMatrix(text.raw, index, matrix)
        size = abs(matrix.d) * pdfium.FPDFText_GetFontSize(text.raw, index)
        character = chr(pdfium.FPDFText_GetUnicode(text.raw, index))
        if not character.isspace():
            found.append(Glyph(character, x.value, height - y.value, size))
    return found


def lines(page, size_pt: float) -> dict[float, list[Glyph]]:
    """Return a page's characters of one size by baseline, in tenths of a point."""
    found = defaultdict(list)
    for glyph in glyphs(page):
        if abs(glyph.size_pt - size_pt) < 0.05:
            found[round(glyph.y_pt, 1)].append(glyph)
    return found


def page_with(document, words: str):
    for page in document:
        if words in page.get_textpage().get_text_range().replace("\r\n", ""):
            return page
    raise AssertionError(words)


def trims_mm(path: Path) -> set[tuple[int, int]]:
    document = pypdfium2.PdfDocument(path)
    boxes = [page.get_trimbox() for page in document]
    return {(round((r - x) / PT_PER_MM), round((t - b) / PT_PER_MM)) for x, b, r, t in boxes}


def test_the_brief_sets_the_specimen(project) -> None:
    paths = checked(project, "brief")
    assert trims_mm(paths["print"]) == {(210, 297)}


def test_the_weekly_keeps_two_columns_on_one_grid(project) -> None:
    paths = checked(project, "magazine")
    assert all(trims_mm(path) == {(210, 285)} for path in paths.values())
    document = pypdfium2.PdfDocument(paths["screen"])
    page = page_with(document, "一页书摆在面前")
    side = (210 * PT_PER_MM - 475) / 2
    second = side + 228 + 19
    sides, phases = set(), set()
    for baseline, line in lines(page, 9.5).items():
        left, right = min(g.x_pt for g in line), max(g.x_pt for g in line)
        assert left > side - 4.8  # an opening mark gives up its blank
        assert right < side + 475
        sides |= {g.x_pt >= second - 0.1 for g in line}
        assert not [g for g in line if side + 228 < g.x_pt < second - 0.1]  # in the gutter
        phases.add(round((baseline - 58) % 16, 1))
    assert sides == {True, False}
    assert max(phases) - min(phases) < 0.15  # the lines of both columns meet
    # The article's last page: the columns end as evenly as whole lines allow.
    last = page_with(document, "看不见，就对了。")
    ends = [
        max(
            y
            for y, line in lines(last, 9.5).items()
            if any((g.x_pt > second - 5) is right for g in line)
        )
        for right in (False, True)
    ]
    assert abs(ends[0] - ends[1]) < 16 * 7  # the right one holds the code besides

    opening = page_with(document, "近日，有关部门印发")
    (wide,) = [o for o in opening.get_objects() if isinstance(o, pypdfium2.PdfImage)]
    left, _, right, _ = wide.get_bounds()
    assert (left, right) == (pytest.approx(side, abs=0.5), pytest.approx(side + 475, abs=0.5))
    in_column = page_with(document, "竖图：高度有限")
    widths = [
        o.get_bounds()[2] - o.get_bounds()[0]
        for o in in_column.get_objects()
        if isinstance(o, pypdfium2.PdfImage)
    ]
    assert widths
    assert max(widths) <= 228.1


def test_code_in_the_weekly_is_set_in_columns_of_one_width(project) -> None:
    document = pypdfium2.PdfDocument(checked(project, "magazine")["screen"])
    page = page_with(document, "def greet")
    code = [
        line
        for line in lines(page, 7.5).values()
        if any(g.text == "_" or g.text == "d" for g in line)
    ]
    first = next(line for line in code if "".join(g.text for g in line).startswith("defgreet"))
    steps = {round((b.x_pt - a.x_pt) / 7.5 / 0.6, 2) for a, b in pairwise(first)}
    assert steps <= {1.0, 2.0}  # a space lies between


def test_official_documents_keep_to_the_standard(project) -> None:
    """GB/T 9704-2012: 5.2.1 margins, 5.2.3 lines and characters, 7.2.5 mark, 7.4 版记, 7.5 folio."""
    paths = checked(project, "gongwen")
    document = pypdfium2.PdfDocument(paths["screen"])
    page = page_with(document, "有些字不能站在行首")
    number = (
        next(
            at
            for at, each in enumerate(document)
            if each.get_textpage().get_text_range() == page.get_textpage().get_text_range()
        )
        + 1
    )
    body = lines(page, 15.79)
    rows = {round((y - 126.2) / 28.99, 2) for y in body}
    assert all(abs(row - round(row)) < 0.02 and 0 <= row <= 21.02 for row in rows)
    assert len(body) >= 21  # one less where a line would stand alone
    assert max(len(line) for line in body.values()) == 28
    inner = min(g.x_pt for line in body.values() for g in line) / PT_PER_MM
    assert inner == pytest.approx(28 if number % 2 else 26, abs=0.3)
    first = pypdfium2.PdfDocument(paths["screen"])[0]
    mark = [g for g in glyphs(first) if g.size_pt > 40]
    assert "".join(g.text for g in mark) == "版式样张"
    top_mm = (mark[0].y_pt - 0.88 * mark[0].size_pt) / PT_PER_MM  # the ideographic em box
    assert top_mm == pytest.approx(37 + 35, abs=1)
    number_line = [g.text for g in lines(first, 15.79)[min(lines(first, 15.79))]]
    assert "".join(number_line) == "000001"
    folio = [g for g in glyphs(first) if abs(g.size_pt - 14) < 0.05]
    assert "".join(g.text for g in folio) == "—1—"
    last = document[len(document) - 1]
    imprint = lines(last, 14)
    words = "".join(g.text for y in sorted(imprint) for g in imprint[y])
    assert "抄送：市委办公室" in words
    assert "2025年1月2日印发" in words
    rules = [o.get_bounds() for o in last.get_objects() if o.type == pdfium.FPDF_PAGEOBJ_PATH]
    lowest = min(bounds[1] for bounds in rules if bounds[2] - bounds[0] > 400)
    assert (last.get_height() - lowest) / PT_PER_MM == pytest.approx(37 + 225, abs=0.5)
