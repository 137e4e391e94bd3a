"""What a file carries beside its pages: actions, attachments, layers, bookmarks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from typeset.press.facts import Action, Attachment
from typeset.press.inspection.objects import (
    array,
    dictionary,
    entry,
    identity,
    items,
    name,
    text,
    tree_values,
)

MOST_BOOKMARKS = 100_000


def actions(pdf: pikepdf.Pdf) -> tuple[Action, ...]:
    """Return all that the file would do, links and jumps included (ISO 32000-1, 12.6)."""
    root = pdf.Root
    found = [
        *_chain(entry(root, "/OpenAction"), "catalog"),
        *_additional(root, "catalog"),
        *(Action("JavaScript", "catalog") for _ in _named(pdf, "/JavaScript")),
        *_bookmark_actions(pdf),
    ]
    for index, page in enumerate(pdf.pages):
        found += _additional(page.obj, f"page {index + 1}")
        for annotation in array(page.obj, "/Annots"):
            place = f"annotation on page {index + 1}"
            found += _chain(entry(annotation, "/A"), place)
            found += _additional(annotation, place)
    for form_field in array(dictionary(root, "/AcroForm"), "/Fields"):
        found += _additional(form_field, "form field")
    return tuple(dict.fromkeys(found))


def _chain(action: Any, place: str) -> Iterator[Action]:
    """Yield an action and those that follow it (/Next)."""
    seen: set[tuple[int, int]] = set()
    waiting = [action]
    while waiting and len(seen) < 1000:
        current = waiting.pop()
        if not isinstance(current, pikepdf.Dictionary) or identity(current) in seen:
            continue
        seen.add(identity(current))
        seen.discard((0, 0))
        if name(current, "/S"):
            yield Action(name(current, "/S"), place)
        waiting += array(current, "/Next")


def _additional(holder: Any, place: str) -> Iterator[Action]:
    for trigger, action in items(dictionary(holder, "/AA")):
        yield from _chain(action, f"{place} ({trigger})")


def _named(pdf: pikepdf.Pdf, key: str) -> Iterator[tuple[Any, Any]]:
    yield from tree_values(dictionary(dictionary(pdf.Root, "/Names"), key), "/Names")


def _bookmarks(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield every outline item once (12.3.3)."""
    seen: set[tuple[int, int]] = set()
    waiting = [entry(dictionary(pdf.Root, "/Outlines"), "/First")]
    while waiting and len(seen) < MOST_BOOKMARKS:
        item = waiting.pop()
        if not isinstance(item, pikepdf.Dictionary) or identity(item) in seen:
            continue
        seen.add(identity(item))
        yield item
        waiting += [entry(item, "/Next"), entry(item, "/First")]


def bookmark_count(pdf: pikepdf.Pdf) -> int:
    """Return how many bookmarks there are."""
    return sum(1 for _ in _bookmarks(pdf))


def _bookmark_actions(pdf: pikepdf.Pdf) -> Iterator[Action]:
    for item in _bookmarks(pdf):
        yield from _chain(entry(item, "/A"), "bookmark")


def attachments(pdf: pikepdf.Pdf) -> tuple[Attachment, ...]:
    """Return the embedded files: of the name tree, of annotations, of /AF (7.11.4)."""
    specifications = [value for _, value in _named(pdf, "/EmbeddedFiles")]
    specifications += array(pdf.Root, "/AF")
    for page in pdf.pages:
        specifications += [entry(a, "/FS") for a in array(page.obj, "/Annots")]
    found = {}
    for value in specifications:
        if "EF" in dict(items(value)):
            title = text(value, "/UF") or text(value, "/F") or "?"
            found[title] = Attachment(title, name(value, "/AFRelationship"))
    return tuple(found.values())


def layers(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    """Return the names of the optional content groups (8.11)."""
    groups = array(dictionary(pdf.Root, "/OCProperties"), "/OCGs")
    return tuple(text(group, "/Name") or "?" for group in groups)
