"""A line box's tree of inline boxes as a row of atoms.

Every text box is a leaf; an image, an inline block or a leader takes one place in the text.
What stands out of the flow (floats apart) belongs to the atom that follows it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.percent import resolve_percentages

from typeset.cjk.atoms import Atom, Between, Edge, Leaf, Node, Paragraph
from typeset.cjk.classes import ATTACHED_BOX, LEADER, OBJECT, TOKEN
from typeset.cjk.faces import Faces
from typeset.cjk.quotes import latin_positions
from typeset.cjk.shaping import FaceFlags

_BREAKABLE = ("normal", "pre-line", "pre-wrap", "break-spaces")
_SINGLE = frozenset("HUFVXWYBOCPQM")
NO_EDGES = {  # of text boxes: they have none
    name: 0
    for side in ("top", "right", "bottom", "left")
    for name in (f"margin_{side}", f"padding_{side}", f"border_{side}_width")
}
_FLAG_OF = {
    "S": Between.SPACE,
    "Z": Between.CHANCE,
    "J": Between.JOINER,
    "-": Between.SOFT,
}


class Reason(StrEnum):
    """Why a paragraph is left to WeasyPrint's own line breaker."""

    RIGHT_TO_LEFT = "right-to-left text"
    FLOAT_INSIDE = "a float inside the paragraph"
    FIRST_LETTER = "::first-letter"
    FIRST_LINE = "::first-line"
    ELLIPSIS = "text-overflow: ellipsis"
    MAX_LINES = "max-lines"
    RELATIVE = "an absolute box inside a relative one"
    UNKNOWN_BOX = "an unknown kind of box"
    UNKNOWN_START = "a page break inside an atom"
    NO_TEXT = "no text"
    PREFORMATTED = "preformatted text"
    SWITCHED_OFF = "switched off"


INTENDED = frozenset({Reason.NO_TEXT, Reason.PREFORMATTED, Reason.SWITCHED_OFF})


class UnsupportedError(Exception):
    """The paragraph cannot be composed."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(slots=True)
class Flattener:
    """Walks one line box and fills a paragraph."""

    faces: Faces
    language: str
    container: Any
    paragraph: Paragraph = field(default_factory=Paragraph)
    texts: list[str] = field(default_factory=list)
    length: int = 0
    relative: bool = False  # some width depends on the container's

    def flatten(self, line_box: Any, box_width: Any) -> Paragraph:
        """Return the paragraph of a line box; `box_width` measures an inline box."""
        paragraph = self.paragraph
        if line_box.style["direction"] != "ltr":
            raise UnsupportedError(Reason.RIGHT_TO_LEFT)
        paragraph.root = Node(line_box)
        self._walk(paragraph.root, line_box, (), FaceFlags())
        paragraph.text = "".join(self.texts)
        classes = self.faces.tools.classes.classes(paragraph.text)
        if "R" in classes:
            raise UnsupportedError(Reason.RIGHT_TO_LEFT)
        latin = latin_positions(paragraph.text, self.faces.tools.classes)
        if latin:
            classes = "".join("L" if i in latin else c for i, c in enumerate(classes))
        for leaf, text in zip(paragraph.leaves, self.texts, strict=True):
            leaf.first = len(paragraph.atoms)
            kinds = classes[leaf.start : leaf.start + len(text)]
            if leaf.face is None:
                self._add_box(leaf, text, box_width)
            else:
                self._add_text(leaf, text, kinds)
            leaf.last = len(paragraph.atoms)
        if not paragraph.atoms:
            raise UnsupportedError(Reason.NO_TEXT)
        _cover(paragraph.root, paragraph, 0)
        return paragraph

    def _walk(self, node: Node, box: Any, path: tuple[int, ...], flags: FaceFlags) -> None:
        for index, child in enumerate(box.children):
            here = (*path, index)
            below = Node(child)
            node.children.append(below)
            if not child.is_in_normal_flow():
                _check_out_of_flow(child, box)
            elif isinstance(child, boxes.TextBox):
                self._add_leaf(below, child, here, flags)
            elif type(child) is boxes.InlineBox:
                self._enter(below, child, here, flags)
            elif isinstance(
                child, (boxes.AtomicInlineLevelBox, boxes.InlineFlexBox, boxes.InlineGridBox)
            ):
                mark = ATTACHED_BOX if child.element_tag.endswith("::footnote-call") else OBJECT
                self._add_place(below, child, here, mark)
            else:
                raise UnsupportedError(Reason.UNKNOWN_BOX)

    def _enter(self, node: Node, box: Any, path: tuple[int, ...], flags: FaceFlags) -> None:
        resolve_percentages(box, self.container)
        self.relative = self.relative or _has_percentage(box.style)
        for side in ("margin_left", "margin_right"):
            if getattr(box, side) == "auto":
                setattr(box, side, 0)
        node.before = box.margin_left + box.border_left_width + box.padding_left
        node.after = box.margin_right + box.border_right_width + box.padding_right
        if box.is_leader:
            self._add_place(node, box, path, LEADER)
            return
        align = box.style["vertical_align"]
        raised = flags.raised or align in ("super", "sub") or not isinstance(align, str)
        raised = raised or box.element_tag.endswith("::footnote-call")
        self._walk(node, box, path, FaceFlags(raised, flags.unbroken))

    def _add_leaf(self, node: Node, box: Any, path: tuple[int, ...], flags: FaceFlags) -> None:
        style = box.style
        if style["font_size"] < 1e-6 or not box.text:
            return
        box.__dict__.update(NO_EDGES)
        unbroken = style["white_space"] not in _BREAKABLE
        face = self.faces.face(style, FaceFlags(flags.raised, unbroken), self.language)
        node.leaf = Leaf(box, path, self.length, face)
        self.paragraph.leaves.append(node.leaf)
        self.texts.append(box.text)
        self.length += len(box.text)

    def _add_place(self, node: Node, box: Any, path: tuple[int, ...], mark: str) -> None:
        self.relative = True
        node.leaf = Leaf(box, path, self.length)
        self.paragraph.leaves.append(node.leaf)
        self.texts.append(mark)
        self.length += 1

    def _add_box(self, leaf: Leaf, mark: str, box_width: Any) -> None:
        kind = self.faces.tools.classes[ord(mark)]
        em = leaf.box.style["font_size"]
        width = _leader_width(leaf, self.faces, em) if mark == LEADER else box_width(leaf.box)
        edge = Edge(kind, mark, em)
        self._append(leaf.start, leaf.start + 1, Atom(kind, width, edge, edge))

    def _append(self, start: int, end: int, atom: Atom) -> None:
        self.paragraph.starts.append(start)
        self.paragraph.ends.append(end)
        self.paragraph.atoms.append(atom)

    def _add_text(self, leaf: Leaf, text: str, kinds: str) -> None:
        """Cut a leaf into atoms; spaces and the like become flags of the slot."""
        face, paragraph = leaf.face, self.paragraph
        preserved = leaf.box.style["white_space"] in ("pre", "pre-wrap", "break-spaces")
        if preserved:
            kinds = kinds.replace("S", "B") if face.flags.unbroken else kinds
        new = set(text).difference(face.atoms)
        if new:
            classes = face.tools.classes
            singles = sorted(c for c in new if classes[ord(c)] not in "LGKSZJ-N")
            face.learn("".join(singles), classes)
        atoms, starts, ends = paragraph.atoms, paragraph.starts, paragraph.ends
        for match in TOKEN.finditer(kinds):
            start, end = match.span()
            kind = kinds[start]
            at = leaf.start + start
            if kind in _SINGLE and kinds[end - 1] != "K":
                atoms += map(face.atoms.__getitem__, text[start:end])
                starts += range(at, at + end - start)
                ends += range(at + 1, at + end - start + 1)
            elif kinds[start:end] in ("DD", "EE"):
                self._append(at, at + 2, face.pair(text[start:end], kind))
            elif kind in _FLAG_OF:
                if atoms:
                    slot = len(atoms) - 1
                    paragraph.between[slot] = paragraph.between.get(slot, 0) | _FLAG_OF[kind]
            elif kind == "N":
                edge = face.edge("N", "\n")
                self._append(at, at + 1, Atom("N", 0.0, edge, edge))
            elif end - start == 1 and kind in "DE":
                self._append(at, at + 1, face.atoms[text[start]])
            else:
                self._add_word(at, text[start:end], face)

    def _add_word(self, at: int, text: str, face: Any) -> None:
        for part, length in face.word(text):
            self._append(at, at + length, part)
            at += length


def _has_percentage(style: Any) -> bool:
    return any(
        getattr(style[name], "unit", None) == "%"
        for name in ("margin_left", "margin_right", "padding_left", "padding_right")
    )


def _leader_width(leaf: Leaf, faces: Faces, em: float) -> float:
    """Return the least width of a leader: one copy of its text, half an em of blank."""
    text_box = leaf.box.children[0] if leaf.box.children else None
    if not isinstance(text_box, boxes.TextBox) or not text_box.text.strip():
        return 0.5 * em
    leaf.leader = faces.face(text_box.style, FaceFlags(), "")
    return float(sum(glyph.width for glyph in leaf.leader.shape(text_box.text)))


def _check_out_of_flow(box: Any, parent: Any) -> None:
    if box.is_floated():
        raise UnsupportedError(Reason.FLOAT_INSIDE)
    if box.is_absolutely_positioned() and parent.style["position"] == "relative":
        raise UnsupportedError(Reason.RELATIVE)


def _cover(node: Node, paragraph: Paragraph, first: int) -> int:
    """Record the atoms that each node covers, and its edges at their outermost atoms."""
    node.first = first
    if node.leaf is not None:
        node.last = node.leaf.last
    else:
        last = first
        for child in node.children:
            last = _cover(child, paragraph, last)
        node.last = last
    if node.before or node.after:
        if node.is_empty:
            where = min(node.first, len(paragraph.atoms) - 1)
            paragraph.add_margin(where, node.before + node.after, 0.0)
        else:
            paragraph.add_margin(node.first, node.before, 0.0)
            paragraph.add_margin(node.last - 1, 0.0, node.after)
    return node.last
