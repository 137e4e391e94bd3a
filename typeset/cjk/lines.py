"""From a composed line to WeasyPrint's line box."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil, inf
from typing import Any, Final

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.text.line_break import strut

from typeset.cjk.atoms import Leaf, Node, Paragraph
from typeset.cjk.composition import ComposedLine
from typeset.cjk.drawing import ComposedLayout
from typeset.cjk.flatten import NO_EDGES
from typeset.cjk.settling import Piece

_TALL: Final = 1.35  # of the line height: a taller line takes two lines of the grid


@dataclass(slots=True)
class LayoutCall:
    """What WeasyPrint hands on from one layout function to the next."""

    context: Any
    container: Any
    bottom_space: float
    absolute_boxes: list[Any]
    fixed_boxes: list[Any]


@dataclass(slots=True)
class LineBuilder:
    """Builds the box of one line with its left end at `left`."""

    call: LayoutCall
    paragraph: Paragraph
    line: ComposedLine
    left: float
    placeholders: list[Any] = field(default_factory=list)

    def build(self, box: Any) -> Any:
        """Return a copy of the line box that holds this line alone."""
        assert self.paragraph.root is not None
        line = self.line
        new = box.copy_with_children(self._children(self.paragraph.root))
        new.position_x = self.left
        new.remove_decoration(start=line.first > 0, end=line.next < len(self.paragraph.atoms))
        adjust_height(new)
        new.width = line.width
        return new

    def _children(self, node: Node) -> list[Any]:
        built: list[Any] = []
        line, total = self.line, len(self.paragraph.atoms)
        for child in node.children:
            if child.is_empty:
                at = child.first
                if line.first <= at < line.next or at == total == line.next:
                    self._add_empty(built, child)
            elif child.first < line.end and child.last > line.first:
                box = self._overlapping(child)
                if box is not None:
                    built.append(box)
        return built

    def _overlapping(self, node: Node) -> Any:
        if node.leaf is None:
            return self._inline(node)
        if node.leaf.face is not None:
            return self._text(node.leaf)
        x = self._start(node.first)
        return self._leader(node, x) if node.box.is_leader else self._box(node.box, x)

    # ---- positions --------------------------------------------------------------------
    def _edge(self, atom: int) -> float:
        """Return the position of an atom's own margin edge."""
        return self.left + self.line.positions[atom - self.line.first]

    def _start(self, atom: int) -> float:
        return self._edge(atom) + self.paragraph.margins.get(atom, (0.0, 0.0))[0]

    def _starts(self, lo: int, hi: int) -> list[float]:
        """Return the positions of atoms `lo` to `hi` (exclusive)."""
        if self.paragraph.margins:
            return [self._start(i) for i in range(lo, hi)]
        first, left = self.line.first, self.left
        return [left + x for x in self.line.positions[lo - first : hi - first]]

    def _stop(self, atom: int) -> float:
        """Return the position at which an atom's ink body ends."""
        line = self.line
        set_atom = self.paragraph.atoms[atom]
        stop = self._start(atom) + set_atom.advance
        stop += set_atom.joints * line.letters_em * set_atom.right.em
        if atom == line.first:
            stop -= line.head
        if atom == line.end - 1:
            stop -= line.tail
        return stop

    # ---- boxes ------------------------------------------------------------------------
    def _inline(self, node: Node) -> Any:
        children = self._children(node)
        if not children:
            return None
        box = node.box.copy_with_children(children)
        box.remove_decoration(start=node.first < self.line.first, end=node.last > self.line.next)
        left = box.margin_left + box.border_left_width + box.padding_left
        flow = [child for child in children if child.is_in_normal_flow()]
        if not flow:
            return box
        box.position_x = flow[0].position_x - left
        box.width = flow[-1].position_x + flow[-1].margin_width() - box.content_box_x()
        adjust_height(box)
        return box

    def _text(self, leaf: Leaf) -> Any:
        line, paragraph, face = self.line, self.paragraph, leaf.face
        lo, hi = max(leaf.first, line.first), min(leaf.last, line.end)
        starts, ends = paragraph.starts, paragraph.ends
        begin, x = starts[lo], self._start(lo)
        leading = lo == leaf.first and starts[lo] > leaf.start
        if leading and lo > line.first and lo not in paragraph.margins:
            begin, x = leaf.start, min(x, self._stop(lo - 1))
        finish, stop = ends[hi - 1], self._stop(hi - 1)
        if hi == leaf.last and hi < line.end and hi - 1 not in paragraph.margins:
            finish = leaf.start + len(leaf.box.text)
            stop = self._edge(hi) if finish > ends[hi - 1] else stop
        text = paragraph.text[begin:finish]
        tail = [stop]
        if line.hyphenated and hi == line.end:
            text += face.hyphen_text
            tail = [stop + line.tail]
        positions = self._starts(lo, hi) + tail
        piece = Piece(
            face,
            text,
            paragraph.atoms[lo:hi],
            [s - begin for s in starts[lo:hi]],
            [e - begin for e in ends[lo:hi]],
            positions,
            positions[0] - x,
            line.head if lo == line.first else 0.0,
            line.letters_em * face.em,
        )
        return _text_box(leaf, piece, x, stop)

    def _box(self, box: Any, x: float) -> Any:
        call = self.call
        return inline.split_inline_level(
            call.context,
            box,
            x,
            inf,
            call.bottom_space,
            None,
            call.container,
            call.absolute_boxes,
            call.fixed_boxes,
            self.placeholders,
            [],
            [],
            None,
            None,
        )[0]

    def _leader(self, node: Node, x: float) -> Any:
        """Fill a leader with as many copies of its text as find room."""
        box, line = node.box, self.line
        copies: list[Any] = []
        if node.leaf is not None and node.leaf.leader is not None:
            box.children[0].__dict__.update(NO_EDGES)
            template = inline.split_text_box(self.call.context, box.children[0], None, 0)[0]
            right = self.left + line.width
            while template.width > 0 and right - template.width >= x:
                right -= template.width
                if right + template.width <= x + line.leader:
                    copy = template.copy()
                    copy.position_x = right
                    copies.append(copy)
        new = box.copy_with_children(copies)
        new.position_x = x
        new.width = line.leader
        adjust_height(new)
        return new

    def _add_empty(self, built: list[Any], node: Node) -> None:
        """Add what takes no room: an anchor, or what stands out of the flow."""
        at = node.first - self.line.first
        positions = self.line.positions
        x = self.left + (positions[min(at, len(positions) - 1)] if positions else 0.0)
        box, call = node.box, self.call
        if box.is_absolutely_positioned():
            box.position_x, box.position_y = x, 0
            placeholder = AbsolutePlaceholder(box)
            self.placeholders.append(placeholder)
            built.append(placeholder)
            fixed = box.style["position"] == "fixed"
            (call.fixed_boxes if fixed else call.absolute_boxes).append(placeholder)
        elif box.is_running() or box.is_note():
            call.context.add_running_element(box)
        elif isinstance(box, boxes.InlineBox):
            new = box.copy_with_children(self._children(node))
            new.position_x, new.width = x, 0
            adjust_height(new)
            built.append(new)


def _text_box(leaf: Leaf, piece: Piece, x: float, stop: float) -> Any:
    face = piece.face
    box = leaf.box.copy_with_text(piece.text)
    box.pango_layout = ComposedLayout(piece)
    box.position_x = x
    box.width = max(0.0, stop - x)
    box.height = face.height
    box.margin_top = box.margin_bottom = (face.line_height - face.height) / 2
    box.baseline = face.baseline + box.margin_top
    return box


def adjust_height(box: Any) -> None:
    """Make an inline box's margin height its line height, as WeasyPrint does."""
    line_height, box.baseline = strut(box.style)
    box.height = box.style["font_size"]
    half_leading = (line_height - box.height) / 2
    box.margin_top = half_leading - box.border_top_width - box.padding_top
    box.margin_bottom = half_leading - box.border_bottom_width - box.padding_bottom


def grid_extents(
    top: float, bottom: float, line_height: float, baseline: float
) -> tuple[float, float]:
    """Return the line's extents around its baseline in whole line heights."""
    if line_height <= 0 or bottom - top < line_height * _TALL:
        return -baseline, line_height - baseline
    above = max(0, ceil((-top - baseline) / line_height - 0.05))
    below = max(0, ceil((bottom - (line_height - baseline)) / line_height - 0.05))
    return -baseline - above * line_height, line_height * (1 + below) - baseline
