"""The pages of a print file as imposition needs them: form, trim, bleed, rotation, label."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from typeset.press.marks import MARK_BEGIN, MARK_END, PT_PER_MM, Box

Matrix = tuple[float, float, float, float, float, float]

# Where BleedBox is not given, ISO 32000-1, 14.11.2 takes CropBox, which may hold foreign
# printer's marks: then no more than the usual bleed counts.
UNSAID_BLEED_MM = 3.0

# The tool's own marks: on the sheet they would be clipped away, yet stay in the file.
OWN_MARKS = re.compile(re.escape(MARK_BEGIN) + b".*?" + re.escape(MARK_END), re.DOTALL)

# What pikepdf raises for an object of the wrong kind; a print file may come from anywhere.
MALFORMED = (
    pikepdf.PdfError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)


class NotImposableError(ValueError):
    """The file is no PDF whose pages could be placed; the message says why."""


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page as it looks when upright: its sizes, and how to bring it there.

    `to_trim` maps the form's space to one whose origin is the trim's lower-left corner.
    """

    form: pikepdf.Object
    to_trim: Matrix
    width_mm: float
    height_mm: float
    bleed_mm: float
    label: str


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A whole print file, open, with its pages in order."""

    pdf: pikepdf.Pdf
    pages: tuple[SourcePage, ...]
    is_right_bound: bool
    faults: tuple[str, ...]


def read_source(data: bytes) -> SourceFile:
    """Return the file's pages; raise `NotImposableError` or `pikepdf.PasswordError`."""
    buffer = io.BytesIO(data)
    try:
        pdf = pikepdf.open(buffer)
        pages = tuple(_pages(pdf))
        preferences = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
        is_right_bound = preferences.get("/Direction") == "/R2L"
        faults = tuple(_plain(fault, buffer) for fault in pdf.get_warnings())
    except pikepdf.PasswordError:
        raise
    except MALFORMED as error:
        raise NotImposableError(_plain(error, buffer)) from error
    if not pages:
        raise NotImposableError("no pages")
    return SourceFile(pdf, pages, is_right_bound, faults)


def _plain(fault: object, buffer: io.BytesIO) -> str:
    """Return the first line of what qpdf says, without the name it gave to the buffer."""
    words = str(fault).replace(f"stream {buffer!r}", "").strip(": ")
    return words.splitlines()[0] if words else type(fault).__name__


def _pages(pdf: pikepdf.Pdf) -> Iterator[SourcePage]:
    for number, page in enumerate(pdf.pages, start=1):
        media = _box(page.mediabox)
        trim = _box(page.trimbox)
        bleed = _bleed_box(page, trim, media)
        form = page.as_form_xobject(handle_transformations=False)
        form["/BBox"] = pikepdf.Array([round(n, 4) for n in bleed])  # qpdf takes TrimBox
        _take_off_marks(form)
        unit = float(page.obj.get("/UserUnit", 1))
        quarter_turns = int(page.obj.get("/Rotate", 0)) // 90 % 4
        sizes = [side * unit / PT_PER_MM for side in (trim[2] - trim[0], trim[3] - trim[1])]
        if not all(0 < size < 1e5 for size in sizes):
            raise NotImposableError(f"page {number} has no size")
        width, height = reversed(sizes) if quarter_turns % 2 else sizes
        margins = (trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3])
        yield SourcePage(
            form=form,
            to_trim=_upright(trim, quarter_turns, unit),
            width_mm=width,
            height_mm=height,
            bleed_mm=max(margins) * unit / PT_PER_MM,
            label=_label(page, number),
        )


def _take_off_marks(form: pikepdf.Object) -> None:
    """Remove the marks that this tool drew, from the page and from the form that pages share."""
    objects = form.get("/Resources", pikepdf.Dictionary()).get("/XObject", pikepdf.Dictionary())
    shared = objects.get("/marks", pikepdf.Dictionary())
    for stream in (form, shared) if shared.get("/Subtype") == "/Form" else (form,):
        operators = stream.read_bytes()
        if MARK_BEGIN in operators:
            stream.write(OWN_MARKS.sub(b"", operators))


def _bleed_box(page: pikepdf.Page, trim: Box, media: Box) -> Box:
    """Return the bleed box within the media box and around the trim."""
    box = _box(page.bleedbox)
    if "/BleedBox" not in page.obj:
        most = UNSAID_BLEED_MM * PT_PER_MM
        limit = (trim[0] - most, trim[1] - most, trim[2] + most, trim[3] + most)
        box = _intersection(box, limit)
    box = _intersection(box, media)
    return (
        min(box[0], trim[0]),
        min(box[1], trim[1]),
        max(box[2], trim[2]),
        max(box[3], trim[3]),
    )


def _intersection(one: Box, two: Box) -> Box:
    return (
        max(one[0], two[0]),
        max(one[1], two[1]),
        min(one[2], two[2]),
        min(one[3], two[3]),
    )


def _box(array: pikepdf.Array) -> Box:
    """Return a rectangle with its lower-left corner first, whichever corners were written."""
    left, bottom, right, top = (float(number) for number in array)
    return (min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def _upright(trim: Box, quarter_turns: int, unit: float) -> Matrix:
    """Return what turns the page clockwise and brings its trim to the origin."""
    left, bottom, right, top = trim
    matrices: tuple[Matrix, ...] = (
        (1, 0, 0, 1, -left, -bottom),
        (0, -1, 1, 0, -bottom, right),
        (-1, 0, 0, -1, right, top),
        (0, 1, -1, 0, top, -left),
    )
    a, b, c, d, e, f = (number * unit for number in matrices[quarter_turns])
    return (a, b, c, d, e, f)


def _label(page: pikepdf.Page, number: int) -> str:
    """Return the page's label, its number where the file has none that could be printed."""
    label = page.label
    return label if label and label.isprintable() else str(number)
