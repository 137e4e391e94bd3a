"""The composer in WeasyPrint's place: its line generator and its preferred widths."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from typing import Any, Final

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline, preferred
from weasyprint.layout.percent import resolve_one_percentage, resolve_percentages

from typeset.cjk.findings import RECORD, LineRecord
from typeset.cjk.flatten import Reason, UnsupportedError
from typeset.cjk.headline import Segmenter
from typeset.cjk.lines import LayoutCall
from typeset.cjk.placing import PlacedParagraph, measurer
from typeset.cjk.session import Prepared, Session
from typeset.cjk.settings import Settings
from typeset.cjk.skipping import atom_of
from typeset.cjk.urls import HUMP
from typeset.patching import replaced

_STOCK_LINES: Final = inline.iter_line_boxes
_STOCK_MAX: Final = preferred.inline_max_content_width
_STOCK_MIN: Final = preferred.inline_min_content_width
_TOLERANCE: Final = 0.01


class Engine:
    """Bound to one session; its methods take the places of WeasyPrint's functions."""

    def __init__(self, settings: Settings, segmenter: Segmenter | None = None) -> None:
        self.session = Session(settings, segmenter)

    # ---- lines --------------------------------------------------------------------------
    def iter_line_boxes(
        self,
        context: Any,
        box: Any,
        position_y: float,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        absolute_boxes: list[Any],
        fixed_boxes: list[Any],
        first_letter_style: Any,
        first_line_style: Any,
    ) -> Iterator[tuple[Any, Any]]:
        """Yield the paragraph's line boxes, each with the place where the next one starts."""
        call = LayoutCall(context, containing_block, bottom_space, absolute_boxes, fixed_boxes)
        try:
            check_call(call, first_letter_style, first_line_style)
            prepared = self.session.prepare(box, containing_block, measurer(call))
            start = 0 if skip_stack is None else atom_of(prepared.paragraph, skip_stack)
        except UnsupportedError as error:
            for line, resume_at in _STOCK_LINES(
                context,
                box,
                position_y,
                bottom_space,
                skip_stack,
                containing_block,
                absolute_boxes,
                fixed_boxes,
                first_letter_style,
                first_line_style,
            ):
                setattr(line, RECORD, LineRecord(id(box), reason=error.reason))
                yield line, resume_at
            return
        resolve_percentages(box, containing_block)
        box.text_indent = 0
        if skip_stack is None:
            resolve_one_percentage(box, "text_indent", containing_block.width)
        yield from PlacedParagraph(call, box, prepared).lines(position_y, start)

    # ---- preferred widths -----------------------------------------------------------------
    def max_content_width(
        self,
        context: Any,
        box: Any,
        outer: bool = True,  # noqa: FBT001, FBT002
        is_line_start: bool = False,  # noqa: FBT001, FBT002
    ) -> float:
        """Return the width of the longest line without any but forced breaks."""
        prepared = self._prepared(context, box)
        if prepared is None:
            return float(_STOCK_MAX(context, box, outer, is_line_start))
        galley, atoms = prepared.galley, prepared.paragraph.atoms
        width, start = 0.0, 0
        for index in range(len(atoms) + 1):
            if index == len(atoms) or atoms[index].kind == "N":
                if index > start:
                    width = max(width, galley.width(start, index) + _indent(box, start))
                start = index + 1
        return float(preferred.adjust(box, outer, width + _TOLERANCE))

    def min_content_width(
        self,
        context: Any,
        box: Any,
        outer: bool = True,  # noqa: FBT001, FBT002
        skip_stack: Any = None,
        first_line: bool = False,  # noqa: FBT001, FBT002
        is_line_start: bool = False,  # noqa: FBT001, FBT002
    ) -> float:
        """Return the width of the longest stretch that no line break may enter."""
        prepared = None if skip_stack or first_line else self._prepared(context, box)
        if prepared is None:
            return float(_STOCK_MIN(context, box, outer, skip_stack, first_line, is_line_start))
        galley = prepared.galley
        most = inf if box.style["overflow_wrap"] == "anywhere" else HUMP
        width, start = 0.0, 0
        for index, penalty in enumerate(galley.penalty):
            if penalty is not None and penalty <= most:
                width = max(width, galley.width(start, index + 1) + _indent(box, start))
                start = index + 1
        return float(preferred.adjust(box, outer, width + _TOLERANCE))

    def _prepared(self, context: Any, box: Any) -> Prepared | None:
        if not isinstance(box, boxes.LineBox):
            return None
        try:
            return self.session.prepare(
                box, (0, 0), lambda child: preferred.max_content_width(context, child)
            )
        except UnsupportedError:
            return None


def check_call(call: LayoutCall, first_letter_style: Any, first_line_style: Any) -> None:
    """Raise `UnsupportedError` where the paragraph's surroundings rule composing out."""
    style = call.container.style
    if first_letter_style:
        raise UnsupportedError(Reason.FIRST_LETTER)
    if first_line_style:
        raise UnsupportedError(Reason.FIRST_LINE)
    if style["text_overflow"] != "clip":
        raise UnsupportedError(Reason.ELLIPSIS)
    if style["max_lines"] != "none":
        raise UnsupportedError(Reason.MAX_LINES)


def _indent(box: Any, start: int) -> float:
    indent = box.style["text_indent"]
    unit = getattr(indent, "unit", None)
    return float(indent.value) if start == 0 and unit and unit.lower() == "px" else 0.0


@contextmanager
def composing(
    settings: Settings | None = None, segmenter: Segmenter | None = None
) -> Iterator[None]:
    """Let the composer break lines while the context lasts."""
    with composing_with(Engine(settings or Settings(), segmenter)):
        yield


@contextmanager
def composing_with(engine: Engine) -> Iterator[None]:
    """Let this composer break lines; it knows the paragraphs that it has seen before."""
    with replaced(
        (block, "iter_line_boxes", engine.iter_line_boxes),
        (preferred, "inline_max_content_width", engine.max_content_width),
        (preferred, "inline_min_content_width", engine.min_content_width),
    ):
        yield
