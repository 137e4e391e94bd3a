"""Tags as PDF/UA-1 wants them, where WeasyPrint 70 falls short.

Running heads and folios come out of WeasyPrint as marked content that hangs on no tag; they
are artifacts (ISO 14289-1, 7.8). Its header cells have no Scope (ISO 14289-1, 7.5).
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import weasyprint.pdf
from weasyprint.formatting_structure import boxes

from typeset.patching import replaced

SCOPES = {"row": "/Row", "col": "/Column", "rowgroup": "/Row", "colgroup": "/Column"}


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
        for page in document.pages:
            _scope_headers(page._page_box)

    with replaced((module, "Stream", make_stream), (module, "add_tags", add_tags)):
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


def _scope_headers(page_box: Any) -> None:
    for box in page_box.descendants():
        mark = getattr(box, "mark", None)
        if mark is not None and box.element is not None and box.element_tag == "th":
            mark["A"]["Scope"] = SCOPES.get(box.element.attrib.get("scope", "col"), "/Column")
