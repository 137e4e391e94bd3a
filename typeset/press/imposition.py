"""Imposition: the pages of a print file, two by two, on sheets that fold into the booklet.

Saddle stitch by default: one signature, every sheet inside the one before. With
`signature_pages` there are several, folded each and gathered one behind the other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import pikepdf

from typeset.diagnostics import Lang, Report, Span
from typeset.press import rules_imposition as rules
from typeset.press.imposition_order import (
    PAGES_PER_SHEET,
    SheetSide,
    operators_list,
    sheet_sides,
    with_blanks,
)
from typeset.press.imposition_sheet import SheetText, write_sheets
from typeset.press.imposition_source import (
    NotImposableError,
    SourceFile,
    SourcePage,
    read_source,
)
from typeset.press.outlines import OutlineFont

SIZE_TOLERANCE_MM = 0.1  # boxes are often written in whole points: 595 for 595.276
USUAL_BLEED_MM = 3.0
BLEED_TOLERANCE_MM = 0.01
CREEP_SHARE = 0.1  # of a page's width: more would cut the type at the spine

Blanks = Literal["before-last", "end"]


@dataclass(frozen=True, slots=True)
class ImpositionPlan:
    """How to impose: pages a signature (all in one when None), total creep, where blanks go.

    `title` is printed beside each sheet (the file's own title when empty), in `lang`.
    """

    signature_pages: int | None = None
    creep_mm: float = 0.0
    blanks: Blanks = "end"  # the last page keeps its side of the sheet, and its folio outside
    title: str = ""
    lang: Lang = "zh"


@dataclass(frozen=True, slots=True)
class Imposed:
    """The sheets as a PDF, one page a side, and which page lies where on them."""

    pdf: bytes = field(repr=False)
    sheets: tuple[SheetSide, ...]
    labels: tuple[str, ...]

    def operators_list(self, lang: Lang = "zh") -> tuple[str, ...]:
        """Return one line a side: `sheet 1 front: 28 | 01`."""
        return operators_list(self.sheets, self.labels, lang)


def impose(
    data: bytes, plan: ImpositionPlan, font: OutlineFont | None = None, name: str = ""
) -> tuple[Imposed | None, Report]:
    """Return the imposed sheets of a print PDF, None where the report holds an error.

    `name` is what the file is called in diagnostics; without `font` sheets bear no words.
    """
    report = Report()
    place = Span(name) if name else None
    try:
        source = read_source(data)
    except pikepdf.PasswordError:
        report.add(rules.PDF_LOCKED, place)
        return None, report
    except NotImposableError as error:
        report.add(rules.PDF_UNREADABLE, place, problem=str(error))
        return None, report
    with source.pdf:
        report.extend(_findings(source, plan, place))
        if report.has_errors:
            return None, report
        try:
            return _imposed(source, plan, font), report
        except pikepdf.PdfError as error:  # streams are decoded only now
            report.add(rules.PDF_UNREADABLE, place, problem=str(error).splitlines()[0])
            return None, report


def _imposed(source: SourceFile, plan: ImpositionPlan, font: OutlineFont | None) -> Imposed:
    sides = sheet_sides(
        with_blanks(len(source.pages), pages_after=1 if plan.blanks == "before-last" else 0),
        signature_pages=plan.signature_pages,
        creep_mm=plan.creep_mm,
        is_right_bound=source.is_right_bound,
    )
    labels = tuple(page.label for page in source.pages)
    text = None
    if font is not None:
        title = plan.title or _title(source.pdf)
        text = SheetText(title, operators_list(sides, labels, plan.lang), font)
    return Imposed(write_sheets(source, sides, text), sides, labels)


def _title(pdf: pikepdf.Pdf) -> str:
    information = pdf.trailer.get("/Info", pikepdf.Dictionary())
    title = information.get("/Title", "")
    return "".join(c if c.isprintable() else " " for c in str(title))


def _findings(source: SourceFile, plan: ImpositionPlan, place: Span | None) -> Report:
    """Return what stands against the plan, then what the printer should know."""
    report = Report()
    pages = source.pages
    for fault in source.faults[:1]:
        report.add(rules.PDF_DAMAGED, place, problem=fault)
    report.extend(_plan_findings(plan, pages[0], place))
    unlike = [n for n, page in enumerate(pages, start=1) if not _is_same_size(page, pages[0])]
    if unlike:
        sizes = {"size": _size(pages[unlike[0] - 1]), "first": _size(pages[0])}
        report.add(rules.MIXED_SIZES, place, page_number=unlike[0], count=len(unlike), **sizes)
    if report.has_errors:
        return report
    bleed_mm = min(page.bleed_mm for page in pages)
    if bleed_mm < USUAL_BLEED_MM - BLEED_TOLERANCE_MM:
        report.add(rules.LITTLE_BLEED, place, bleed=f"{bleed_mm:.1f}".removesuffix(".0"))
    blanks = -len(pages) % PAGES_PER_SHEET
    if blanks:
        zh, en = ("在最后一页之前", "before the last page")
        if plan.blanks == "end":
            zh, en = ("在末尾", "at the end")
        report.add(
            rules.BLANKS_ADDED, place, pages=len(pages), blanks=blanks, place_zh=zh, place_en=en
        )
    return report


def _plan_findings(plan: ImpositionPlan, page: SourcePage, place: Span | None) -> Report:
    report = Report()
    pages = plan.signature_pages
    if pages is not None and (pages < PAGES_PER_SHEET or pages % PAGES_PER_SHEET):
        report.add(rules.SIGNATURE_SIZE, place, pages=pages)
    most = round(page.width_mm * CREEP_SHARE, 1)
    if not 0 <= plan.creep_mm <= most:  # so written, it refuses NaN as well
        report.add(rules.CREEP_SIZE, place, creep=f"{plan.creep_mm:g}", most=f"{most:g}")
    return report


def _is_same_size(one: SourcePage, two: SourcePage) -> bool:
    return (
        abs(one.width_mm - two.width_mm) <= SIZE_TOLERANCE_MM
        and abs(one.height_mm - two.height_mm) <= SIZE_TOLERANCE_MM
    )


def _size(page: SourcePage) -> str:
    return f"{page.width_mm:.1f} × {page.height_mm:.1f}"
