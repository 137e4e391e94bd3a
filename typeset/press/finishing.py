"""What a PDF needs beyond its pages: boxes, labels, intents, metadata, identifiers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pydyf

from typeset.press.attachments import attach_sources
from typeset.press.marks import PageGeometry
from typeset.press.metadata import PRODUCER, DocumentFacts, xmp_packet
from typeset.press.profiles import Ink, Profile

PROFILES_FOLDER = Path(__file__).parent / "profiles_icc"


@dataclass(frozen=True, slots=True)
class Intent:
    """An output intent: subtype, registered condition, its profile's file and components."""

    subtype: str
    condition: str
    file: str
    components: int
    registry: str = ""


# ISO 15930-7, 6.4 asks for the registered name of the printing condition, ISO 19005-2, 6.2.3
# for a profile that says what RGB means.
INTENTS = {
    Ink.PROCESS: Intent("/GTS_PDFX", "FOGRA39", "FOGRA39L_coated.icc", 4, "http://www.color.org"),
    Ink.SCREEN: Intent("/GTS_PDFA1", "sRGB IEC61966-2.1", "sRGB.icc", 3, "http://www.color.org"),
}


@cache
def icc_bytes(file: str) -> bytes:
    """Return a vendored ICC profile."""
    return (PROFILES_FOLDER / file).read_bytes()


@dataclass(frozen=True, slots=True)
class Finish:
    """All that the finisher puts around the pages; `marks` are bytes per page, or none."""

    profile: Profile
    facts: DocumentFacts
    labels: tuple[str, ...]
    geometry: PageGeometry
    marks: tuple[bytes, ...] = ()
    shared_marks: bytes = b""
    sources: Mapping[str, bytes] = field(default_factory=dict)

    def __call__(self, document: object, pdf: pydyf.PDF) -> None:
        """Finish a PDF; WeasyPrint calls this right before it writes the file."""
        pages = _pages(pdf)
        _set_boxes(pages, self.geometry)
        if self.marks:
            _draw_marks(pdf, pages, self.shared_marks, self.marks)
        pdf.catalog["PageLabels"] = page_labels(self.labels)
        _set_intent(pdf, self.profile)
        _set_information(pdf, self.profile, self.facts)
        _set_metadata(pdf, xmp_packet(self.facts, self.profile))
        _print_annotations(pdf)
        attach_sources(pdf, self.sources, self.facts.date)


def _pages(pdf: pydyf.PDF) -> list[Any]:
    return [item for item in pdf.objects if isinstance(item, dict) and item.get("Type") == "/Page"]


def _set_boxes(pages: list[Any], geometry: PageGeometry) -> None:
    """Set every box from the trim (ISO 15930-7, 6.5): WeasyPrint caps its bleed at 10 pt."""
    boxes = {
        "MediaBox": geometry.media_box_pt,
        "BleedBox": geometry.bleed_box_pt,
        "TrimBox": geometry.trim_box_pt,
    }
    for page in pages:
        page |= {name: pydyf.Array(box) for name, box in boxes.items()}


def _draw_marks(pdf: pydyf.PDF, pages: list[Any], shared: bytes, own: tuple[bytes, ...]) -> None:
    """Put the marks before each page's content, which leaves its own matrix behind.

    What all pages share is one form XObject.
    """
    box = pages[0]["MediaBox"]
    form = pydyf.Stream(
        [shared],
        {"Type": "/XObject", "Subtype": "/Form", "BBox": box, "Resources": pydyf.Dictionary()},
        compress=True,
    )
    pdf.add_object(form)
    resources = _shared_resources(pdf, pages[0])
    resources["XObject"]["marks"] = form.reference
    for page, operators in zip(pages, own, strict=True):
        stream = pydyf.Stream([b"q /marks Do Q", operators], compress=True)
        pdf.add_object(stream)
        page["Contents"] = pydyf.Array([stream.reference, page["Contents"]])


def _shared_resources(pdf: pydyf.PDF, page: Any) -> Any:
    """Return the one resource dictionary that WeasyPrint gives to all pages."""
    number = int(page["Resources"].split()[0])
    return next(item for item in pdf.objects if getattr(item, "number", None) == number)


def _set_intent(pdf: pydyf.PDF, profile: Profile) -> None:
    if profile.pdfx is None and profile.pdfa_part is None:
        pdf.catalog.pop("OutputIntents", None)
        return
    intent = INTENTS[profile.ink]
    icc = pydyf.Stream([icc_bytes(intent.file)], {"N": intent.components}, compress=True)
    pdf.add_object(icc)
    pdf.catalog["OutputIntents"] = pydyf.Array(
        [
            pydyf.Dictionary(
                {
                    "Type": "/OutputIntent",
                    "S": intent.subtype,
                    "OutputConditionIdentifier": pydyf.String(intent.condition),
                    "RegistryName": pydyf.String(intent.registry),
                    "Info": pydyf.String(intent.condition),
                    "DestOutputProfile": icc.reference,
                }
            )
        ]
    )


def _set_information(pdf: pydyf.PDF, profile: Profile, facts: DocumentFacts) -> None:
    """Say in the Info dictionary what the XMP packet says (ISO 19005-2, 6.6.3)."""
    pdf.info["Producer"] = pydyf.String(PRODUCER)
    if profile.pdfx is not None:
        pdf.info["Trapped"] = "/False"
        pdf.info["GTS_PDFXVersion"] = pydyf.String(profile.pdfx)
    if profile.pdfua_part is not None:
        pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        pdf.catalog["Lang"] = pydyf.String(facts.language)


def _set_metadata(pdf: pydyf.PDF, packet: bytes) -> None:
    """Add the packet as a stream that is not compressed, so that any tool can read it."""
    stream = pydyf.Stream([packet], {"Type": "/Metadata", "Subtype": "/XML"})
    pdf.add_object(stream)
    pdf.catalog["Metadata"] = stream.reference


def page_labels(labels: tuple[str, ...]) -> pydyf.Dictionary:
    """Return the number tree of page labels (ISO 32000-1, 12.4.2), one prefix a page.

    A decimal style has no leading zero, so every label is a prefix of its own.
    """
    numbers = pydyf.Array()
    for index, label in enumerate(labels):
        numbers.extend((index, pydyf.Dictionary({"P": pydyf.String(label)})))
    return pydyf.Dictionary({"Nums": numbers})


def _print_annotations(pdf: pydyf.PDF) -> None:
    """Set the Print flag and no other on every annotation (ISO 19005-2, 6.3.2)."""
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Type") == "/Annot":
            item["F"] = 4
