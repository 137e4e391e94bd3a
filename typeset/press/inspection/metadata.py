"""What a file says of itself: XMP, Info, claims, output intents (ISO 32000-1, 14.3, 14.11.5)."""

from __future__ import annotations

import re
from typing import Any

import pikepdf

from typeset.press.facts import Claims, InfoEntry, OutputIntent
from typeset.press.inspection.objects import (
    MALFORMED,
    array,
    dictionary,
    entry,
    name,
    number,
    text,
)

# Info key → XMP property (ISO 19005-1, 6.7.3, table 1; ISO 16684-1).
PAIRS = {
    "Title": "dc:title",
    "Author": "dc:creator",
    "Subject": "dc:description",
    "Keywords": "pdf:Keywords",
    "Creator": "xmp:CreatorTool",
    "Producer": "pdf:Producer",
    "CreationDate": "xmp:CreateDate",
    "ModDate": "xmp:ModifyDate",
}
PDFX_KEYS = (
    "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion",  # ISO 15930-7: PDF/X-4
    "{http://ns.adobe.com/pdfx/1.3/}GTS_PDFXVersion",
)
DATE = (
    r"(?P<day>\d{4}(-?\d\d){0,2}T?(:?\d\d){0,3})(\.\d+)?"
    r"(Z|(?P<sign>[+-])(?P<hours>\d\d)'?:?(?P<minutes>\d\d)?'?)?"
)
ICC_SPACE = slice(16, 20)  # the header's data colour space (ISO 15076-1, 7.2)


def xmp_of(pdf: pikepdf.Pdf) -> Any:
    """Return the XMP packet as a mapping, an empty one if it is missing or broken."""
    try:
        return dict(pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False))
    except MALFORMED:
        return {}
    except Exception as error:  # lxml's own, which pikepdf lets through
        if type(error).__module__.startswith("lxml"):
            return {}
        raise


def claims(pdf: pikepdf.Pdf, xmp: Any) -> Claims:
    """Return the standards claimed."""
    pdfx = next((str(xmp[key]) for key in PDFX_KEYS if xmp.get(key)), None)
    return Claims(
        pdfx=pdfx or text(_info(pdf), "/GTS_PDFXVersion"),
        pdfa_part=_whole(_get(xmp, "pdfaid:part")),
        pdfa_conformance=_get(xmp, "pdfaid:conformance"),
        pdfua_part=_whole(_get(xmp, "pdfuaid:part")),
    )


def info_entries(pdf: pikepdf.Pdf, xmp: Any) -> tuple[InfoEntry, ...]:
    """Return what Info and XMP say, side by side."""
    found = []
    for key, other in PAIRS.items():
        info, packet = text(_info(pdf), "/" + key), _get(xmp, other)
        if key.endswith("Date"):
            info, packet = _date(info), _date(packet)
        if info is not None or packet is not None:
            found.append(InfoEntry(key, info, packet))
    return tuple(found)


def title(pdf: pikepdf.Pdf, xmp: Any) -> str:
    """Return the title, from XMP if it has one."""
    return _get(xmp, "dc:title") or text(_info(pdf), "/Title") or ""


def trapped(pdf: pikepdf.Pdf, xmp: Any) -> str:
    """Return the Trapped key: True, False, Unknown, or ""."""
    return name(_info(pdf), "/Trapped") or _get(xmp, "pdf:Trapped") or ""


def output_intents(pdf: pikepdf.Pdf) -> tuple[OutputIntent, ...]:
    """Return the output intents of the catalogue."""
    return tuple(_intent(found) for found in array(pdf.Root, "/OutputIntents"))


def _intent(found: Any) -> OutputIntent:
    profile = entry(found, "/DestOutputProfile")
    has_profile = isinstance(profile, pikepdf.Stream)
    data = b""
    if has_profile:
        try:
            data = profile.read_bytes()
        except MALFORMED:
            data = b""
    return OutputIntent(
        subtype=name(found, "/S"),
        identifier=text(found, "/OutputConditionIdentifier") or "",
        has_profile=has_profile and len(data) > 128,
        components=int(number(profile, "/N", 0)) or None,
        profile_space=data[ICC_SPACE].decode("latin-1").strip(),
        profile_name=text(found, "/OutputCondition") or text(found, "/Info") or "",
    )


def document_id(pdf: pikepdf.Pdf) -> str:
    """Return the first part of the file identifier (14.4) in hexadecimal."""
    parts = array(pdf.trailer, "/ID")
    return bytes(parts[0]).hex() if parts and isinstance(parts[0], pikepdf.String) else ""


def _info(pdf: pikepdf.Pdf) -> Any:
    return dictionary(pdf.trailer, "/Info")


def _get(xmp: Any, key: str) -> str | None:
    """Return a property as one string; lists (authors) are joined as Info joins them."""
    prefix, _, local = key.partition(":")
    value = xmp.get(f"{{{NAMESPACES[prefix]}}}{local}")
    if value is None:
        return None
    if isinstance(value, (list, set, tuple)):
        return ", ".join(str(part) for part in value)
    return str(value)


NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}


def _whole(value: str | None) -> int | None:
    return int(value) if value is not None and value.strip().isdigit() else None


def _date(value: str | None) -> str | None:
    """Return a date of Info (7.9.4) or XMP (ISO 8601) in one form, so that the two compare."""
    if value is None:
        return None
    found = re.match(DATE, value.removeprefix("D:").strip())
    if found is None:
        return value
    day = re.sub(r"\D", "", found["day"]).ljust(14, "0")
    return f"{day}{found['sign'] or '+'}{found['hours'] or '00'}{found['minutes'] or '00'}"
