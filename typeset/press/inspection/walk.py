"""Walk a content stream as a renderer would, and tell the tally what is painted with what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf

from typeset.press.facts_page import Kind
from typeset.press.inspection import nested, spaces
from typeset.press.inspection.graphics import (
    IDENTITY,
    Colour,
    Level,
    State,
    as_matrix,
    box_of,
    drawn_size,
    times,
)
from typeset.press.inspection.marks import MarkStack
from typeset.press.inspection.objects import MALFORMED, dictionary, entry, numbers
from typeset.press.inspection.tally import Tally

Operands = Any


class Walk:
    """The interpretation of one content stream; forms and the like start walks of their own."""

    def __init__(self, tally: Tally, resources: Any, state: State, level: Level) -> None:
        self.tally = tally
        self.resources = resources
        self.state = state
        self.level = level
        self.start = state.ctm
        self.stack: list[State] = []
        self.text_matrix = self.line_matrix = IDENTITY
        self.points: list[tuple[float, float]] = []
        self.subpaths = 0
        self.marks = MarkStack(level, tally)
        self.is_uncoloured = level.is_uncoloured
        self.devices = spaces.device_spaces(resources)

    def run(self, stream: Any) -> None:
        """Interpret a stream; what is malformed is reported and passed over, as viewers do."""
        try:
            instructions = self.tally.shelf.instructions(stream)
        except MALFORMED as error:
            self.tally.problem(f"{self.level.where or 'page'}: {error}")
            return
        for operator, instruction in instructions:
            self.tally.budget -= 1
            if self.tally.budget < 0:
                self.tally.problem("too many instructions; the rest was not examined")
                return
            handler = OPERATORS.get(operator)
            if handler is None:
                continue
            try:
                handler(self, instruction)
            except MALFORMED as error:
                where = self.level.where or "page"
                self.tally.problem(f"{where}: {operator}: {error}")

    # ── graphics state ──

    def save(self, _: Operands) -> None:
        """Q."""
        self.stack.append(self.state.copy())

    def restore(self, _: Operands) -> None:
        """Q; one too many is ignored."""
        if self.stack:
            self.state = self.stack.pop()

    def concatenate(self, ins: Operands) -> None:
        """Cm."""
        self.state.ctm = times(as_matrix(numbers(ins.operands)), self.state.ctm)

    def graphics_state(self, ins: Operands) -> None:
        """gs: transparency, overprint, font."""
        settings = entry(dictionary(self.resources, "/ExtGState"), str(ins.operands[0]))
        nested.graphics_state(self, settings)

    # ── colour ──

    def set_colour(self, side: str, colour: Colour) -> None:
        """Set the colour of fills or strokes, where colour may be set at all."""
        if not self.is_uncoloured:
            setattr(self.state, side, colour)

    def choose(self, side: str, ins: Operands) -> None:
        """cs, CS."""
        space = spaces.space_of(ins.operands[0], self.resources)
        self.set_colour(side, Colour(space, spaces.start_values(space)))

    def mix(self, side: str, ins: Operands) -> None:
        """sc, scn, SC, SCN."""
        space = getattr(self.state, side).space
        last = ins.operands[-1]
        pattern = None
        if isinstance(last, pikepdf.Name):
            pattern = entry(dictionary(self.resources, "/Pattern"), str(last))
        self.set_colour(side, Colour(space, numbers(ins.operands), pattern))

    # ── paths ──

    def add_point(self, ins: Operands) -> None:
        """l, c, v, y: the points that span the path."""
        values = list(map(float, ins.operands))
        self.points.extend(zip(values[::2], values[1::2], strict=False))

    def move(self, ins: Operands) -> None:
        """M."""
        self.subpaths += 1
        self.add_point(ins)

    def rectangle(self, ins: Operands) -> None:
        """Re."""
        x, y, width, height = map(float, ins.operands)
        self.subpaths += 1
        self.points += ((x, y), (x + width, y + height))

    def paint_path(self, how: str) -> None:
        """f, S, B and their kin, and n."""
        if self.points and how:
            xs, ys = zip(*self.points, strict=True)
            box = box_of(self.state.ctm, min(xs), min(ys), max(xs), max(ys))
            if "f" in how:
                nested.paint(self, self.state.fill, Kind.FILL, box)
            if "s" in how:
                nested.paint(self, self.state.stroke, Kind.STROKE, box)
            self.marks.count()
            self.tally.painted(box, max(self.subpaths, 1))
        self.points.clear()
        self.subpaths = 0

    # ── text ──

    def begin_text(self, _: Operands) -> None:
        """BT."""
        self.text_matrix = self.line_matrix = IDENTITY

    def set_font(self, ins: Operands) -> None:
        """Tf."""
        self.state.font = entry(dictionary(self.resources, "/Font"), str(ins.operands[0]))
        self.state.font_size = float(ins.operands[1])

    def set_text_matrix(self, ins: Operands) -> None:
        """Tm."""
        self.text_matrix = self.line_matrix = as_matrix(numbers(ins.operands))

    def next_line(self, x: float, y: float) -> None:
        """Td, TD, T* and the quotes."""
        self.text_matrix = self.line_matrix = times((1, 0, 0, 1, x, y), self.line_matrix)

    def move_text(self, ins: Operands) -> None:
        """Td."""
        x, y = numbers(ins.operands)
        self.next_line(x, y)

    def move_text_leading(self, ins: Operands) -> None:
        """TD."""
        x, y = numbers(ins.operands)
        self.state.leading = -y
        self.next_line(x, y)

    def new_line_text(self, ins: Operands) -> None:
        """Go to the next line and show text: the two quotes."""
        self.next_line(0, -self.state.leading)
        self.show_text(ins)

    def show_text(self, ins: Operands) -> None:
        """Tj, TJ: record font, colour and printed size of a run that has any characters."""
        runs = ins.operands[-1]
        if not _has_characters(runs):
            return
        state = self.state
        matrix = times(self.text_matrix, state.ctm)
        size = state.font_size
        box = box_of(matrix, 0, state.rise - 0.2 * size, size, state.rise + 0.8 * size)
        if state.font is not None:
            self.tally.fonts.setdefault(self.tally.shelf.font(state.font))
            nested.glyphs(self, state.font, matrix)
        drawn = drawn_size(matrix, size)
        if state.fills_text:
            nested.paint(self, state.fill, Kind.TEXT, box, drawn)
        if state.strokes_text:
            nested.paint(self, state.stroke, Kind.TEXT, box, drawn)
        self.marks.count()

    # ── objects ──

    def invoke(self, ins: Operands) -> None:
        """Do."""
        key = str(ins.operands[0])
        nested.external(self, key[1:], entry(dictionary(self.resources, "/XObject"), key))

    def shade(self, ins: Operands) -> None:
        """sh: fills what the clip leaves, so it has no box of its own."""
        shading = entry(dictionary(self.resources, "/Shading"), str(ins.operands[0]))
        nested.shading(self, shading, None)
        self.marks.count()

    def make_uncoloured(self, _: Operands) -> None:
        """d1: a glyph of this Type 3 font takes the text's colour (9.6.5)."""
        self.is_uncoloured = True


def _has_characters(runs: Any) -> bool:
    """Tell whether a string, or an array of strings and shifts, has any characters."""
    members = runs if isinstance(runs, pikepdf.Array) else [runs]
    return any(isinstance(each, pikepdf.String) and len(bytes(each)) for each in members)


def _colour(side: str, device: str) -> Callable[[Walk, Operands], None]:
    return lambda walk, ins: walk.set_colour(
        side, Colour(walk.devices[device], numbers(ins.operands))
    )


def _set(field: str, kind: type) -> Callable[[Walk, Operands], None]:
    return lambda walk, ins: setattr(walk.state, field, kind(ins.operands[0]))


def _paint(how: str) -> Callable[[Walk, Operands], None]:
    return lambda walk, ins: walk.paint_path(how)


# ISO 32000-1, annex A; the rest paints nothing and changes nothing that is asked here.
OPERATORS: dict[str, Callable[[Walk, Operands], None]] = {
    "q": Walk.save,
    "Q": Walk.restore,
    "cm": Walk.concatenate,
    "gs": Walk.graphics_state,
    "cs": lambda walk, ins: walk.choose("fill", ins),
    "CS": lambda walk, ins: walk.choose("stroke", ins),
    **{op: (lambda walk, ins: walk.mix("fill", ins)) for op in ("sc", "scn")},
    **{op: (lambda walk, ins: walk.mix("stroke", ins)) for op in ("SC", "SCN")},
    "g": _colour("fill", "DeviceGray"),
    "G": _colour("stroke", "DeviceGray"),
    "rg": _colour("fill", "DeviceRGB"),
    "RG": _colour("stroke", "DeviceRGB"),
    "k": _colour("fill", "DeviceCMYK"),
    "K": _colour("stroke", "DeviceCMYK"),
    "m": Walk.move,
    **dict.fromkeys("lcvy", Walk.add_point),
    "re": Walk.rectangle,
    **dict.fromkeys(("f", "F", "f*"), _paint("f")),
    **dict.fromkeys(("S", "s"), _paint("s")),
    **dict.fromkeys(("B", "B*", "b", "b*"), _paint("fs")),
    "n": _paint(""),
    "BT": Walk.begin_text,
    "Tf": Walk.set_font,
    "Tm": Walk.set_text_matrix,
    "Td": Walk.move_text,
    "TD": Walk.move_text_leading,
    "T*": lambda walk, ins: walk.next_line(0, -walk.state.leading),
    "TL": _set("leading", float),
    "Ts": _set("rise", float),
    "Tr": _set("text_mode", int),
    **dict.fromkeys(("Tj", "TJ"), Walk.show_text),
    **dict.fromkeys(("'", '"'), Walk.new_line_text),
    "Do": Walk.invoke,
    "INLINE IMAGE": lambda walk, ins: nested.inline_image(walk, ins.iimage),
    "sh": Walk.shade,
    "d1": Walk.make_uncoloured,
    "BMC": lambda walk, ins: walk.marks.begin(str(ins.operands[0]), None),
    "BDC": lambda walk, ins: walk.marks.begin(
        str(ins.operands[0]), walk.marks.properties(ins.operands[1], walk.resources)
    ),
    "EMC": lambda walk, ins: walk.marks.end(),
}
