"""A page's boxes and the annotations on it (ISO 32000-1, 14.11.2 and 12.5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from typeset.press.facts_page import Annotation, Box, Boxes
from typeset.press.inspection.objects import (
    array,
    box,
    dictionary,
    identity,
    inherited,
    number,
    text,
)
from typeset.press.inspection.objects import name as name_of

LETTER = Box(0, 0, 612, 792)  # what viewers take where there is no MediaBox
INVISIBLE, HIDDEN, PRINT, NO_VIEW = 1, 2, 4, 32  # flags of table 165


def boxes_of(page: Any) -> Boxes:
    """Return the boxes that the file gives; MediaBox and CropBox may come from above."""
    return Boxes(
        media=_inherited_box(page, "/MediaBox") or LETTER,
        crop=_inherited_box(page, "/CropBox"),
        bleed=box(page, "/BleedBox"),
        trim=box(page, "/TrimBox"),
        art=box(page, "/ArtBox"),
    )


def _inherited_box(page: Any, key: str) -> Box | None:
    return box(pikepdf.Dictionary({key: inherited(page, key) or pikepdf.Array()}), key)


def annotations_of(page: Any, boxes: Boxes, referred: set[tuple[int, int]]) -> Iterator[Annotation]:
    """Yield the page's annotations; `referred` are the objects that the structure names."""
    for found in array(page, "/Annots"):
        if not isinstance(found, pikepdf.Dictionary):
            continue
        area = box(found, "/Rect") or Box(0, 0, 0, 0)
        flags = int(number(found, "/F", 0))
        yield Annotation(
            subtype=name_of(found, "/Subtype"),
            box=area,
            reaches=_reach(area, boxes),
            uri=_uri(found),
            contents=text(found, "/Contents") or "",
            in_structure=identity(found) in referred,
            is_print=bool(flags & PRINT) and not flags & (INVISIBLE | HIDDEN | NO_VIEW),
            has_appearance="/N" in dictionary(found, "/AP"),
        )


def _uri(annotation: Any) -> str | None:
    action = dictionary(annotation, "/A")
    return text(action, "/URI") if name_of(action, "/S") == "URI" else None


def _reach(area: Box, boxes: Boxes) -> str:
    """Return the innermost box that an annotation reaches into."""
    nested = (("trim", boxes.trim), ("bleed", boxes.bleed), ("media", boxes.media))
    return next((word for word, box in nested if box and area.meets(box)), "")
