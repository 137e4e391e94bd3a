"""Read a finished PDF back: what was really printed, whatever was meant."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import pikepdf
import pypdfium2
import zxingcpp

PROOF_DPI = 150  # a code that is not read at 150 dpi is not read by an old telephone


@dataclass(frozen=True, slots=True)
class FontFacts:
    """A font of the file: its name without the subset prefix, and what came with it."""

    name: str
    is_embedded: bool
    is_subset: bool


@dataclass(frozen=True, slots=True)
class PageFacts:
    """One page as printed: label, text in reading order, link targets, decoded QR codes."""

    label: str
    text: str
    links: tuple[str, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """A whole file as printed."""

    pages: tuple[PageFacts, ...]
    fonts: tuple[FontFacts, ...]


def inspect(data: bytes, code_pages: Collection[int] | None = None) -> PdfFacts:
    """Return the facts of a PDF.

    QR codes are looked for on the pages of `code_pages` (0-based), on every page without it:
    drawing a page for that takes longer than all the rest.
    """
    document = pypdfium2.PdfDocument(data)
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            pages = tuple(
                _page_facts(
                    document, index, page, has_codes=code_pages is None or index in code_pages
                )
                for index, page in enumerate(pdf.pages)
            )
            return PdfFacts(pages, tuple(_fonts(pdf)))
    finally:
        document.close()


def _page_facts(
    document: pypdfium2.PdfDocument, index: int, page: pikepdf.Page, *, has_codes: bool
) -> PageFacts:
    rendered = document[index]
    text_page = rendered.get_textpage()
    text = text_page.get_text_range()
    text_page.close()
    links = tuple(_link_targets(page))
    codes = _codes(rendered) if has_codes else ()
    rendered.close()
    return PageFacts(document.get_page_label(index), text, links, codes)


def _link_targets(page: pikepdf.Page) -> Iterator[str]:
    for annotation in page.obj.get("/Annots", ()):
        action = annotation.get("/A")
        if action is not None and action.get("/S") == "/URI":
            yield str(action["/URI"])


def _codes(page: pypdfium2.PdfPage) -> tuple[str, ...]:
    image = page.render(scale=PROOF_DPI / 72, grayscale=True).to_pil()
    found = zxingcpp.read_barcodes(
        image, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    )
    return tuple(code.text for code in found)


def _fonts(pdf: pikepdf.Pdf) -> Iterator[FontFacts]:
    """Yield every font of the file once; a Type 0 font's program hangs on its descendant."""
    seen: set[str] = set()
    for item in pdf.objects:
        if not isinstance(item, pikepdf.Dictionary) or item.get("/Type") != "/Font":
            continue
        if item.get("/Subtype") in ("/CIDFontType0", "/CIDFontType2"):
            continue
        name = str(item.get("/BaseFont", "")).removeprefix("/")
        if name in seen:
            continue
        seen.add(name)
        carrier = item["/DescendantFonts"][0] if "/DescendantFonts" in item else item
        descriptor = carrier.get("/FontDescriptor", pikepdf.Dictionary())
        prefix, plus, plain = name.partition("+")
        yield FontFacts(
            name=plain if plus else prefix,
            is_embedded=any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")),
            is_subset=bool(plus) and len(prefix) == 6,
        )
