"""Pages from one forced page break to the next, and what they hand on to the pages after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import weasyprint
from weasyprint.layout import LayoutContext, layout_fixed_boxes
from weasyprint.layout.background import layout_backgrounds
from weasyprint.layout.page import make_margin_boxes, remake_page

from typeset.cjk.engine import composing_with
from typeset.diagnostics import Report
from typeset.patching import collector_paused
from typeset.press.engine import DoorFetcher, listening
from typeset.press.pagination import engine_report
from typeset.press.pieces import (
    Frame,
    Frozen,
    Piece,
    Workshop,
    freeze_state,
    layout_context,
    root_of,
    shelf_of,
    thaw_state,
)
from typeset.sources import Sources

_FORCED = frozenset(("page", "left", "right", "recto", "verso"))


@dataclass(frozen=True, slots=True)
class Cut:
    """All that the pages after a forced break depend on, save what is to be set on them.

    `page_index` counts the pages before; `turn` is the kind of break and the name of the page
    that follows; `strings` are the named strings in force.
    """

    page_index: int
    turn: tuple[str, str | None]
    is_right: bool
    state: Frozen
    strings: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Pages that begin and end at a forced break, with the pieces that are set on them.

    `edge` is that of the piece after them, None at the end; `after` is None at the end.
    """

    before: Cut
    pieces: tuple[Piece, ...]
    edge: Frozen | None
    pages: tuple[weasyprint.document.Page, ...]
    after: Cut | None
    report: Report


def first_cut(root: Any) -> Cut:
    """Return the state in which an issue begins: WeasyPrint's `initialize_page_maker`."""
    sides = {"left": False, "right": True, "recto": True, "verso": False}
    is_right = sides.get(root.style["break_before"], True)
    state = freeze_state(([0], {"pages": [0]}, [{"pages"}], []))
    return Cut(0, ("any", root.page_values()[0]), is_right, state)


def lay_out_stretch(
    sources: Sources,
    workshop: Workshop,
    frame: Frame,
    pieces: tuple[Piece, ...],
    start: int,
    cut: Cut,
) -> Stretch:
    """Return the pages from piece `start` to the next forced break.

    They are those that WeasyPrint's `layout_document` makes of the whole body: it is shown all
    pieces, and begins at `start` in the state that `cut` describes.
    """
    fetcher = DoorFetcher(sources)
    with listening() as log, composing_with(workshop.engine), collector_paused():
        context = layout_context(workshop, frame.parsed, shelf_of(sources, ()), fetcher)
        run = _Run(context, frame, pieces, start, cut)
        end = run.make_pages()
        made = tuple(weasyprint.document.Page(box) for box in run.finished())
        after = None if end == len(pieces) else run.cut()
    edge = pieces[end].edge if end < len(pieces) else None
    report = engine_report(log, fetcher)
    return Stretch(cut, pieces[start:end], edge, made, after, report)


class _Run:
    """One run of WeasyPrint's page maker that starts in the middle of a document."""

    def __init__(
        self, context: LayoutContext, frame: Frame, pieces: tuple[Piece, ...], start: int, cut: Cut
    ) -> None:
        self._context = context
        self._html = frame.parsed.html
        self._root = root_of(frame, pieces)
        self._places = _places(pieces)
        self._start = self._places.index(start) if start else 0
        self._cut = cut
        self._pages: list[Any] = []
        self._bookmarked: set[Any] = set()
        context.footnotes = [note for piece in pieces[start:] for note in piece.footnotes]
        context.rendered_notes = []
        for piece in pieces[start:]:
            piece.page_sizes.update(frame.parsed.style_for.initial_page_sizes)
        for name, value in cut.strings:
            context.string_set[name][cut.page_index].append(value)
        resume_at = {0: {self._start: None}} if start else None
        turn = {"break": cut.turn[0], "page": cut.turn[1]}
        first = (resume_at, turn, cut.is_right, thaw_state(cut.state), _remake_state())
        nothing = (None, None, None, None, _remake_state())
        context.page_maker = [nothing] * cut.page_index + [first]

    def make_pages(self) -> int:
        """Make pages up to the next forced break; return the piece that follows it."""
        context, index = self._context, self._cut.page_index
        while True:
            page, resume_at = remake_page(index, context, self._root, self._html)
            self._pages.append(page)
            index += 1
            waits = context.reported_footnotes or context.broken_out_of_flow
            if resume_at is None and not context.reported_footnotes:
                return self._places[-1]
            if not waits and (end := self._forced_end(resume_at, context.page_maker[index][1])):
                return self._places[end]

    def _forced_end(self, resume_at: Any, turn: Any) -> int | None:
        """Return the box before which a page is turned by force, if that is what comes next."""
        if turn["break"] not in _FORCED or list(resume_at or ()) != [0]:
            return None
        ((box, inside),) = (resume_at[0] or {0: 0}).items()
        return box if inside is None and box > self._start else None

    def finished(self) -> Iterator[Any]:
        """Yield the pages with their margin boxes, as the end of `layout_document` does."""
        context = self._context
        for offset, page in enumerate(self._pages):
            self._gather(page, self._cut.page_index + offset + 1)
        for offset, page in enumerate(self._pages):
            root, footnotes, notes = page.children
            root.children = [
                *layout_fixed_boxes(context, self._pages[:offset], page),
                *root.children,
                *layout_fixed_boxes(context, self._pages[offset + 1 :], page),
            ]
            context.current_page = self._cut.page_index + offset + 1
            state = context.page_maker[context.current_page][3]
            areas = [area for area in (footnotes, notes) if area.children]
            page.children = (root, *areas, *make_margin_boxes(context, page, state))
            layout_backgrounds(page, context.get_image_from_uri)
            yield page

    def _gather(self, page: Any, page_number: int) -> None:
        """Collect the strings that a page sets, and leave one bookmark to each element."""
        for box in page.descendants():
            if box.bookmark_label:
                tag = box.element_tag.rpartition("::")[2]
                key = (box.element, tag if tag in ("before", "after") else "")
                if key in self._bookmarked:
                    box.bookmark_label = ""
                self._bookmarked.add(key)
            if box.string_set and box.string_set != "none":
                for name, text in box.string_set:
                    self._context.string_set[name][page_number].append(text)

    def cut(self) -> Cut:
        """Return the state in which the pages end."""
        index = self._cut.page_index + len(self._pages)
        _, turn, is_right, state, _ = self._context.page_maker[index]
        strings = tuple(
            sorted(
                (name, found[max(found)][-1])
                for name, found in self._context.string_set.items()
                if found
            )
        )
        return Cut(index, (turn["break"], turn["page"]), is_right, freeze_state(state), strings)


def _remake_state() -> dict[str, Any]:
    return {"content_changed": False, "pages_wanted": False, "anchors": [], "content_lookups": []}


def _places(pieces: tuple[Piece, ...]) -> tuple[int, ...]:
    """Return which piece each box of the body is of, and the number of pieces at the end."""
    numbers = [number for number, piece in enumerate(pieces) for _ in piece.boxes]
    return (*numbers, len(pieces))
