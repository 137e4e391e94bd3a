"""One run of the line generator: a paragraph's lines put in their places."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import Any, Final

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.layout.float import avoid_collisions
from weasyprint.layout.percent import resolve_percentages
from weasyprint.text.line_break import strut

from typeset.cjk.composition import ComposedLine
from typeset.cjk.findings import RECORD, LineRecord
from typeset.cjk.lines import LayoutCall, LineBuilder, grid_extents
from typeset.cjk.session import Prepared
from typeset.cjk.skipping import stack_of

_LEAST_BESIDE_FLOAT_EM: Final = 4.0  # no line beside a float is shorter
_MOST_FLOAT_LINES: Final = 400
_TOLERANCE: Final = 0.01


def measurer(call: LayoutCall) -> Any:
    """Return a function that measures an inline image or block.

    An inline block is not laid out for it: that would claim its footnotes for this page.
    """

    def measure(box: Any) -> float:
        if isinstance(box, boxes.InlineBlockBox) and not box.is_table_wrapper:
            box = box.copy()
            resolve_percentages(box, call.container)
            for side in ("margin_left", "margin_right"):
                if getattr(box, side) == "auto":
                    setattr(box, side, 0)
            inline.inline_block_width(box, call.context, call.container)
            return float(box.margin_width())
        laid_out = inline.split_inline_level(
            call.context,
            box,
            0,
            inf,
            call.bottom_space,
            None,
            call.container,
            [],
            [],
            [],
            [],
            [],
            None,
            None,
        )[0]
        return float(laid_out.margin_width())

    return measure


class PlacedParagraph:
    """One run of the line generator."""

    def __init__(self, call: LayoutCall, box: Any, prepared: Prepared) -> None:
        self.call, self.box, self.prepared = call, box, prepared
        style = box.style
        align = {"left": "start", "right": "end"}.get(
            style["text_align_all"], style["text_align_all"]
        )
        last = style["text_align_last"]
        self.align = align
        self.align_last = (
            align if last == "auto" else {"left": "start", "right": "end"}.get(last, last)
        )
        self.line_height, self.baseline = strut(style)

    def lines(self, position_y: float, start: int) -> Iterator[tuple[Any, Any]]:
        """Yield the lines from atom `start` on."""
        paragraph, box = self.prepared.paragraph, self.box
        justified = self.align == "justify"
        accepted = -1
        top = position_y
        while start < len(paragraph.atoms):
            indent = box.text_indent if start == 0 else 0.0
            widths = self._widths(position_y, indent)
            for line, planned in _with_widths(
                self.prepared.lines(start, widths, justified=justified), widths
            ):
                indent = box.text_indent if line.first == 0 else 0.0
                x, y, available = self._place(position_y)
                if abs(available - indent - planned) > _TOLERANCE and accepted != line.first:
                    accepted = line.first
                    break  # a float is in the way, or no longer: compose the rest anew
                new = self._finish(line, x, y, indent, available)
                position_y = y + new.height
                start = line.next
                if start >= len(paragraph.atoms):
                    new.height += self._rest_of_step(position_y - top)
                yield new, (None if start >= len(paragraph.atoms) else stack_of(paragraph, start))
            box.text_indent = box.text_indent if start == 0 else 0

    def _rest_of_step(self, height: float) -> float:
        """Return what a finished paragraph lacks to whole steps (CSS Rhythmic Sizing, 2)."""
        step = self.prepared.settings.step_pt * 96 / 72
        return -height % step if step and -height % step > _TOLERANCE else 0.0

    # ---- the measure ------------------------------------------------------------------
    def _widths(self, position_y: float, indent: float) -> tuple[float, ...]:
        """Return the measure of each line to come, the last one serving all the rest."""
        full = self.call.container.width
        widths: list[float] = []
        shapes = self.call.context.excluded_shapes
        if shapes:
            bottom = max(shape.position_y + shape.margin_height() for shape in shapes)
            y = position_y
            while y < bottom and len(widths) < _MOST_FLOAT_LINES and self.line_height > 0:
                _, y, available = self._place(y)
                widths.append(available)
                y += self.line_height
        widths.append(full)
        if indent:
            if len(widths) == 1:
                widths.append(full)
            widths[0] -= indent
        while len(widths) > 1 and widths[-1] == widths[-2]:
            widths.pop()
        return tuple(widths)

    def _place(self, position_y: float) -> tuple[float, float, float]:
        """Return where a line can start, and its measure."""
        container = self.call.container
        if not self.call.context.excluded_shapes:
            return container.content_box_x(), position_y, container.width
        box = self.box
        box.position_x, box.position_y = container.content_box_x(), position_y
        least = _LEAST_BESIDE_FLOAT_EM * box.style["font_size"]
        box.width, box.height = min(least, container.width), self.line_height
        box.margin_top = box.margin_bottom = 0
        x, y, available = avoid_collisions(self.call.context, box, container, outer=False)
        return x, y, available

    # ---- one line -----------------------------------------------------------------------
    def _finish(
        self, line: ComposedLine, x: float, y: float, indent: float, available: float
    ) -> Any:
        """Build a line's box and put it in its place."""
        paragraph = self.prepared.paragraph
        last = line.next >= len(paragraph.atoms) or paragraph.atoms[line.next - 1].kind == "N"
        align = self.align_last if last else self.align
        room = max(0.0, available - indent - line.width)
        left = x + indent + (room / 2 if align == "center" else room if align == "end" else 0)
        builder = LineBuilder(self.call, paragraph, line, left)
        new = builder.build(self.box)
        new.text_indent = indent
        bottom, top = inline.line_box_verticality(new)
        if self.prepared.settings.grid:
            top, bottom = grid_extents(top, bottom, self.line_height, self.baseline)
        new.baseline = -top
        new.position_y, new.height = top, bottom - top
        new.margin_top = new.margin_bottom = 0
        new.translate(0, y - top)
        new.position_y = y
        _settle_placeholders(builder.placeholders, new)
        setattr(new, RECORD, self._record(line))
        return new

    def _record(self, line: ComposedLine) -> LineRecord:
        em = self.box.style["font_size"] or 1.0
        return LineRecord(
            id(self.box),
            line.stretch_em,
            line.white / em,
            line.overfull / em,
            self.prepared.settings.han_loose_em,
        )


def _with_widths(
    lines: list[ComposedLine], widths: tuple[float, ...]
) -> Iterator[tuple[ComposedLine, float]]:
    for index, line in enumerate(lines):
        yield line, widths[min(index, len(widths) - 1)]


def _settle_placeholders(placeholders: list[Any], line: Any) -> None:
    """Give absolute boxes their static position, as WeasyPrint does."""
    for placeholder in placeholders:
        if "inline" in placeholder.style.specified["display"]:
            placeholder.translate(0, line.position_y - placeholder.position_y)
        else:
            placeholder.translate(
                line.position_x - placeholder.position_x,
                line.position_y + line.height - placeholder.position_y,
            )
