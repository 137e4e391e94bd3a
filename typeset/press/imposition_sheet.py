"""The sheets as a PDF: two pages as form XObjects, cut at the fold, with marks around them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pikepdf

from typeset.press.imposition_order import SheetSide
from typeset.press.imposition_source import Matrix, SourceFile, SourcePage
from typeset.press.marks import INSET_MM, PT_PER_MM, PageGeometry, page_marks, slug, slug_width_mm
from typeset.press.outlines import OutlineFont

MARKS_MM = 10.0
SLUG_GAP_MM = 4.0

# What makes the sheets the print file that the pages were: output intents, XMP (the PDF/X
# claim), layers and their state, the language.
CARRIED = {
    "/OutputIntents": pikepdf.Array,
    "/Metadata": pikepdf.Stream,
    "/OCProperties": pikepdf.Dictionary,
    "/Lang": pikepdf.String,
}

# Claims that forms on an untagged sheet cannot keep: PDF/A and PDF/UA (ISO 19005, 14289).
LOST_CLAIMS = tuple(
    f"{{http://www.aiim.org/{space}/ns/id/}}{name}"
    for space in ("pdfa", "pdfua")
    for name in ("part", "conformance", "amd", "rev", "corr")
)


@dataclass(frozen=True, slots=True)
class SheetText:
    """What is printed beside the sheets: one title for all and a label for each side."""

    title: str
    labels: tuple[str, ...]
    font: OutlineFont


def write_sheets(
    source: SourceFile, sides: Sequence[SheetSide], text: SheetText | None = None
) -> bytes:
    """Return the sheets as a PDF of one page a side, the same bytes for the same input."""
    pages = source.pages
    geometry = PageGeometry(
        trim_width_mm=2 * pages[0].width_mm,
        trim_height_mm=pages[0].height_mm,
        bleed_mm=max(page.bleed_mm for page in pages),
        marks_mm=MARKS_MM,
    )
    with pikepdf.new() as out:
        frame = _frame(out, geometry, text)
        for index, side in enumerate(sides):
            _add_sheet(out, source, geometry, side, frame(index))
        _carry_over(out, source.pdf)
        buffer = io.BytesIO()
        out.save(
            buffer,
            min_version=source.pdf.pdf_version,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            deterministic_id=True,
            fix_metadata_version=False,  # else pikepdf writes the XMP anew
        )
    return buffer.getvalue()


Frame = tuple[bytes, dict[str, pikepdf.Object]]


def _frame(
    out: pikepdf.Pdf, geometry: PageGeometry, text: SheetText | None
) -> Callable[[int], Frame]:
    """Return what draws the marks of a side; all that sheets share is written once."""
    folds_mm = (geometry.trim_width_mm / 2,)
    shared = page_marks(geometry, folds_mm=folds_mm)
    if text is not None:
        widest_mm = max((slug_width_mm(label, text.font) for label in text.labels), default=0.0)
        title_at_mm = INSET_MM + widest_mm + SLUG_GAP_MM
        shared += slug(geometry, text.title, text.font, at_mm=title_at_mm, folds_mm=folds_mm)
    marks = _form(out, geometry, shared)

    def frame(index: int) -> Frame:
        label = b""
        if text is not None:
            label = slug(geometry, text.labels[index], text.font, folds_mm=folds_mm)
        return b"/Marks Do\n" + label, {"/Marks": marks}

    return frame


def _form(out: pikepdf.Pdf, geometry: PageGeometry, operators: bytes) -> pikepdf.Object:
    return out.make_stream(
        operators,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=pikepdf.Array(geometry.media_box_pt),
        Resources=pikepdf.Dictionary(),
    )


def _add_sheet(
    out: pikepdf.Pdf, source: SourceFile, geometry: PageGeometry, side: SheetSide, frame: Frame
) -> None:
    marks, forms = frame
    content: list[bytes] = []
    group = None
    for place in _places(source.pages, side, geometry):
        content.append(place.operators)
        forms[place.name] = out.copy_foreign(place.page.form)
        group = group or place.page.form.get("/Group")
    sheet = out.add_blank_page(page_size=(100, 100)).obj
    sheet.MediaBox = pikepdf.Array(geometry.media_box_pt)
    sheet.BleedBox = pikepdf.Array(geometry.bleed_box_pt)
    sheet.TrimBox = pikepdf.Array(geometry.trim_box_pt)
    sheet.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(forms))
    sheet.Contents = out.make_stream(b"".join([*content, marks]))
    if group is not None:  # the pages' blending space must be the sheet's: forms inherit it
        sheet.Group = out.copy_foreign(source.pdf.make_indirect(group))


@dataclass(frozen=True, slots=True)
class _Place:
    name: str
    page: SourcePage
    operators: bytes


def _places(
    pages: Sequence[SourcePage], side: SheetSide, geometry: PageGeometry
) -> Iterator[_Place]:
    """Yield both halves; creep moves each page over the fold, where the clip cuts it."""
    left_pt, bottom_pt, right_pt, top_pt = geometry.bleed_box_pt
    fold_pt = geometry.trim_width_mm / 2 * PT_PER_MM
    creep_pt = side.creep_mm * PT_PER_MM
    halves = (
        ("/Left", side.left, left_pt, fold_pt, creep_pt),
        ("/Right", side.right, fold_pt, right_pt, fold_pt - creep_pt),
    )
    for name, page_index, from_pt, to_pt, x_pt in halves:
        if page_index is None:
            continue
        page = pages[page_index]
        clip = " ".join(_number(n) for n in (from_pt, bottom_pt, to_pt - from_pt))
        clip += f" {_number(top_pt - bottom_pt)} re W n"
        matrix = " ".join(map(_number, _moved(page.to_trim, x_pt)))
        yield _Place(name, page, f"q {clip} {matrix} cm {name} Do Q\n".encode())


def _moved(matrix: Matrix, x_pt: float) -> Matrix:
    a, b, c, d, e, f = matrix
    return (a, b, c, d, e + x_pt, f)


def _number(value: float) -> str:
    return f"{value + 0.0:.5f}".rstrip("0").rstrip(".")


def _carry_over(out: pikepdf.Pdf, pdf: pikepdf.Pdf) -> None:
    for key, kind in CARRIED.items():
        if isinstance(pdf.Root.get(key), kind):  # a damaged file may hold anything there
            out.Root[key] = _copied(out, pdf, pdf.Root[key])
    information = pdf.trailer.get("/Info")
    if isinstance(information, pikepdf.Dictionary):
        out.trailer["/Info"] = _copied(out, pdf, information)
    if "/Metadata" in out.Root and any(claim in out.open_metadata() for claim in LOST_CLAIMS):
        with out.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
            for claim in LOST_CLAIMS:
                if claim in xmp:
                    del xmp[claim]


def _copied(out: pikepdf.Pdf, pdf: pikepdf.Pdf, item: pikepdf.Object) -> pikepdf.Object:
    if isinstance(item, pikepdf.String):
        return pikepdf.String(str(item))
    return out.copy_foreign(pdf.make_indirect(item))
