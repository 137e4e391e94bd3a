"""The fonts that text is set in: embedded, subset, and readable as text (ISO 32000-1, 9)."""

from __future__ import annotations

from typing import Any

from typeset.press.facts_page import FontUse
from typeset.press.inspection.objects import array, dictionary, entry, name

PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
# Encodings whose characters Unicode knows without a map (9.10.2; ISO 19005-2, 6.2.11.7.2).
STANDARD_ENCODINGS = {"MacRomanEncoding", "WinAnsiEncoding", "MacExpertEncoding"}
UNICODE_COLLECTIONS = ("GB1", "CNS1", "Japan1", "Korea1", "KR")


def font_use(font: Any) -> FontUse:
    """Return the facts of a font dictionary; a Type 0 font's program hangs on its descendant."""
    subtype = name(font, "/Subtype")
    descendants = array(font, "/DescendantFonts")
    carrier = descendants[0] if descendants else font
    descriptor = dictionary(carrier, "/FontDescriptor")
    base = name(font, "/BaseFont") or name(font, "/Name")
    prefix, plus, plain = base.partition("+")
    is_subset = bool(plus) and len(prefix) == 6 and prefix.isupper()
    return FontUse(
        name=plain if is_subset else base,
        subtype=f"{subtype}/{name(carrier, '/Subtype')}" if descendants else subtype,
        # A Type 3 font is its own program (9.6.5).
        is_embedded=subtype == "Type3" or any(key in descriptor for key in PROGRAMS),
        is_subset=is_subset,
        has_unicode=_has_unicode(font, carrier, subtype),
    )


def _has_unicode(font: Any, carrier: Any, subtype: str) -> bool:
    """Tell whether text in the font can be read back (ISO 19005-2, 6.2.11.7.2)."""
    if entry(font, "/ToUnicode") is not None:
        return True
    if subtype == "Type0":
        collection = dictionary(carrier, "/CIDSystemInfo")
        return str(entry(collection, "/Ordering") or "") in UNICODE_COLLECTIONS
    if subtype == "Type3":
        return False
    encoding = name(font, "/Encoding") or name(dictionary(font, "/Encoding"), "/BaseEncoding")
    return encoding in STANDARD_ENCODINGS
