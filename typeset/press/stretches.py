"""One page at a time, in the middle of a document: what it needs, and what it hands on."""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import weasyprint
from weasyprint.css.targets import TargetCollector
from weasyprint.layout import initialize_page_maker
from weasyprint.layout.page import remake_page

from typeset.press.engine import DoorFetcher
from typeset.press.page_ends import Strings, finish, gather, strings_in_force
from typeset.press.pieces import (
    Frame,
    Frozen,
    Piece,
    PieceError,
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
    """All that a page depends on, save the pieces that are set on it.

    `page_index` counts the pages before; `turn` is the kind of break and the name of the page
    that follows; `inside` is WeasyPrint's way to the place in the next piece where the page
    begins, `strings` are the named strings in force.
    """

    page_index: int
    turn: tuple[str, str | None]
    is_right: bool
    state: Frozen
    inside: str = "None"
    strings: Strings = ()


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """A page, or several where notes or floats wait from one to the next.

    `pieces` are those that were looked at to make it, whether they found room or not. Where a
    page is turned by force, only the `edge` of the next piece was looked at. `after` and
    `piece_count` tell where the next page begins; `after` is None at the end.
    """

    before: Cut
    pieces: tuple[Piece, ...]
    edge: Frozen | None
    pages: tuple[weasyprint.document.Page, ...]
    after: Cut | None
    piece_count: int

    def fits(self, pieces: tuple[Piece, ...], at: int) -> bool:
        """Tell whether these pieces, from `at` on, make the same pages after the same cut."""
        end = at + len(self.pieces)
        if pieces[at:end] != self.pieces:
            return False
        if self.after is None:
            return end == len(pieces)
        return self.edge is None or (end < len(pieces) and pieces[end].edge == self.edge)


def first_cut(root: Any) -> Cut:
    """Return the state in which an issue begins: WeasyPrint's `initialize_page_maker`."""
    sides = {"left": False, "right": True, "recto": True, "verso": False}
    is_right = sides.get(root.style["break_before"], True)
    state = freeze_state(([0], {"pages": [0]}, [{"pages"}], []))
    return Cut(0, ("any", root.page_values()[0]), is_right, state)


class PageRun:
    """One run of WeasyPrint's page maker that starts in the middle of a document.

    Its pages are those that WeasyPrint's `layout_document` makes of the whole body: it is shown
    all pieces, and begins in the piece `start` in the state that `cut` describes. It works
    only while the workshop's composer composes.
    """

    def __init__(
        self,
        sources: Sources,
        workshop: Workshop,
        frame: Frame,
        pieces: tuple[Piece, ...],
        start: int,
        cut: Cut,
    ) -> None:
        # A collector of its own: it keeps each margin box that shows a counter.
        parsed = replace(frame.parsed, targets=TargetCollector())
        shelf = shelf_of(sources, ())
        self._context = layout_context(workshop, parsed, shelf, DoorFetcher(sources))
        self._html, self._root = frame.parsed.html, root_of(frame, pieces)
        self._boxes = self._root.children[0].children
        self._pieces = pieces
        self._owners = [at for at, piece in enumerate(pieces) for _ in piece.boxes]
        self.at, self.cut = start, cut
        self._bookmarked: set[Any] = set()
        self._prepare(frame)

    def _prepare(self, frame: Frame) -> None:
        context, cut = self._context, self.cut
        context.rendered_notes = []
        pieces = self._pieces[self.at :]
        sizes = frame.parsed.style_for.initial_page_sizes
        if sizes["box"] is None or not cut.page_index:
            _measure_first_page(context, self._root, self._html)
        context.footnotes = [note for piece in pieces for note in piece.footnotes]
        for piece in pieces:
            piece.page_sizes.update(sizes)
            for box in piece.boxes:
                box.__dict__.pop("position_x", None)  # the sign of having been looked at
        for name, value in cut.strings:
            context.string_set[name][cut.page_index].append(value)
        turn = {"break": cut.turn[0], "page": cut.turn[1]}
        resume_at = self._resume_at()
        first = (resume_at, turn, cut.is_right, thaw_state(cut.state), _remake_state())
        nothing = (None, None, None, None, _remake_state())
        context.page_maker = [nothing] * cut.page_index + [first]
        self._bookmarked = {(box.element, "") for box in _on_the_way(self._root, resume_at)}

    def _resume_at(self) -> Any:
        if not self.cut.page_index:
            return None
        return {0: {self._owners.index(self.at): literal_eval(self.cut.inside)}}

    def next(self) -> Stretch:
        """Make pages until nothing waits for the next one; the run stands after them then."""
        context, before, start = self._context, self.cut, self.at
        made: list[weasyprint.document.Page] = []
        index = before.page_index
        while True:
            page, resume_at = remake_page(index, context, self._root, self._html)
            index += 1
            if page.fixed_boxes:
                raise PieceError("what is fixed is drawn on all pages")
            made.append(self._finished(page, index))
            waits = context.reported_footnotes or context.broken_out_of_flow
            if resume_at is None and not context.reported_footnotes:
                looked, edge = len(self._pieces), None
                after, self.at = None, looked
                break
            if not waits:
                after = self._cut_after(index, resume_at)
                looked, edge = self._looked(resume_at, after)
                break
        self.cut = after or before
        pieces = self._pieces[start:looked]
        return Stretch(before, pieces, edge, tuple(made), after, self.at - start)

    def _cut_after(self, index: int, resume_at: Any) -> Cut:
        ((box, inside),) = resume_at[0].items()
        self.at = self._owners[box]
        inside = inside if self._boxes[box] is self._pieces[self.at].boxes[0] else {}
        if inside == {}:
            raise PieceError("a child of the body is several boxes")
        _, turn, is_right, state, _ = self._context.page_maker[index]
        strings = strings_in_force(self._context)
        turned = (turn["break"], turn["page"])
        return Cut(index, turned, is_right, freeze_state(state), repr(inside), strings)

    def _looked(self, resume_at: Any, after: Cut) -> tuple[int, Frozen | None]:
        """Return the piece up to which WeasyPrint looked, and the edge of the next if it did."""
        (box,) = resume_at[0]
        if after.turn[0] in _FORCED and after.inside == "None":
            return self.at, self._pieces[self.at].edge
        while box < len(self._boxes) and "position_x" in self._boxes[box].__dict__:
            box += 1
        return (self._owners[box] if box < len(self._boxes) else len(self._pieces)), None

    def _finished(self, page: Any, page_number: int) -> weasyprint.document.Page:
        """Give a page its margin boxes, as the end of `layout_document` does."""
        gather(self._context, page, page_number, self._bookmarked)
        state = self._context.page_maker[page_number][3]
        return finish(self._context, page, page_number, state)


def _measure_first_page(context: Any, root: Any, html: weasyprint.HTML) -> None:
    """Make a first page with nothing on it: lengths in units of the page (vw) follow its size."""
    body = root.children[0].copy_with_children([])
    body.style = body.style.copy()
    body.style["page"] = root.page_values()[0]
    empty = root.copy_with_children([body])
    initialize_page_maker(context, empty)
    remake_page(0, context, empty, html)


def _remake_state() -> dict[str, Any]:
    return {"content_changed": False, "pages_wanted": False, "anchors": [], "content_lookups": []}


def _on_the_way(box: Any, resume_at: Any) -> Iterator[Any]:
    """Yield the boxes that go on from the page before."""
    while resume_at:
        yield box
        ((index, resume_at),) = list(resume_at.items())[-1:]
        box = box.children[index] if resume_at else box
