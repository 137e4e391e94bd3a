"""Tags as PDF/UA-1 wants them, where WeasyPrint 70 falls short.

Running heads and folios come out of WeasyPrint as marked content that hangs on no tag; they
are artifacts (ISO 14289-1, 7.8). Its header cells have no Scope (ISO 14289-1, 7.5). It gives each
line of a paragraph a Span of its own, which says nothing and is half of a file's objects: here
the paragraph has its lines as marked content at once (ISO 32000-1, 14.7.4.2).
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from types import SimpleNamespace
from typing import Any, Final, NamedTuple

import pydyf
import weasyprint.pdf
from weasyprint.formatting_structure import boxes
from weasyprint.pdf import tags as stock

from typeset.patching import replaced

SCOPES = {"row": "/Row", "col": "/Column", "rowgroup": "/Row", "colgroup": "/Column"}
# What may hold text without a tag between them (ISO 32000-1, tables 334 to 338).
_HOLDERS: Final = ("P", "H1", "H2", "H3", "H4", "H5", "H6", "LBody", "TH", "TD", "Caption")
_TEXT_HOLDERS: Final = frozenset(f"/{name}" for name in (*_HOLDERS, "Span", "Link"))
_build: Final = stock._build_box_tree


class _Mark(NamedTuple):
    """Marked content in the place of a tag among those that hang on another one."""

    reference: int


class _NoBox:
    """What no box is: text goes the way of all others, to `_tags_of`."""


def _tags_of(
    box: Any, parent: Any, pdf: Any, page_number: int, nums: Any, notes: Any, marks: Any
) -> Iterator[Any]:
    """Yield the tags of a box as WeasyPrint does, but for text that its holder can do without."""
    if not isinstance(box, boxes.TextBox):
        yield from _build(box, parent, pdf, page_number, nums, notes, marks)
        if box.element_tag == "th" and (mark := getattr(box, "mark", None)) is not None:
            mark["A"]["Scope"] = SCOPES.get(box.element.attrib.get("scope", "col"), "/Column")
        return
    kid = marks.pop(box)
    number = kid["mcid"]
    assert number not in nums
    if parent["S"] in _TEXT_HOLDERS:
        nums[number] = parent.reference
        yield _Mark(number)
        return
    span = {"Type": "/StructElem", "S": f"/{kid['tag']}", "K": pydyf.Array([number])}
    own = pydyf.Dictionary(span | {"Pg": pdf.page_references[page_number], "P": parent.reference})
    pdf.add_object(own)
    nums[number] = own.reference
    yield own


_BOXES: Final = SimpleNamespace(**(vars(boxes) | {"TextBox": _NoBox}))


@contextmanager
def tagging(pages: Sequence[Any]) -> Iterator[None]:
    """Let WeasyPrint tag `pages` as PDF/UA wants it, while the context lasts.

    Whatever stream stands in WeasyPrint's place by then goes on drawing.
    """
    module: Any = weasyprint.pdf
    stock_stream, stock_tags = module.Stream, module.add_tags
    furniture = frozenset(_furniture(pages))

    def make_stream(*args: Any, **kwargs: Any) -> Any:
        stream = stock_stream(*args, **kwargs)
        marked = stream.marked

        def mark(box: Any, tag: str) -> AbstractContextManager[None]:
            artifact: AbstractContextManager[None] = stream.artifact()
            return artifact if id(box) in furniture else marked(box, tag)

        stream.marked = mark
        return stream

    def add_tags(pdf: Any, document: Any, version: Any, streams: Any) -> None:
        stock_tags(pdf, _without_furniture(document), version, streams)

    with replaced(
        (module, "Stream", make_stream),
        (module, "add_tags", add_tags),
        (stock, "boxes", _BOXES),
        (stock, "_build_box_tree", _tags_of),
    ):
        yield


def _furniture(pages: Sequence[Any]) -> Iterator[int]:
    for page in pages:
        for child in page._page_box.children:
            if isinstance(child, boxes.MarginBox):
                yield id(child)
                yield from (id(box) for box in child.descendants())


def _without_furniture(document: Any) -> Any:
    """Return the document as the tag tree should see it: without margin boxes."""
    seen = copy.copy(document)
    seen.pages = []
    for page in document.pages:
        bare = copy.copy(page)
        kept = [c for c in page._page_box.children if not isinstance(c, boxes.MarginBox)]
        bare._page_box = page._page_box.copy_with_children(kept)
        seen.pages.append(bare)
    return seen
