"""What a line is made of: atoms, and a paragraph as a row of them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Substitute(NamedTuple):
    """The glyph that the context wants for a character, and the face it belongs to."""

    face: int
    glyph: int
    advance: float  # in ems
    offset: int = 0  # in characters from the atom's start


@dataclass(frozen=True, slots=True, eq=False)
class Edge:
    """One side of an atom: all that the slot between two atoms depends on."""

    kind: str
    char: str
    em: float
    blank: float = 0.0  # the part of a mark's body that can be taken away
    tracking: float = 0.0  # `letter-spacing`
    space: float = 0.0  # width of a word space
    raised: bool = False  # a superscript or a footnote call
    unbroken: bool = False  # inside `white-space: nowrap`
    chance: float | None = None  # penalty of a break after this part of a word
    hyphen: float = 0.0  # width of the hyphen that such a break shows
    kern: float = 0.0  # with the next part of the word


@dataclass(frozen=True, slots=True, eq=False)
class Atom:
    """What is never broken: a Han character, a mark, a word or a part of it, a box."""

    kind: str
    advance: float
    left: Edge
    right: Edge
    shift: float = 0.0  # of the glyph inside its body
    substitutes: tuple[Substitute, ...] = ()
    joints: int = 0  # places inside a word where its letters may be spaced
    is_plain: bool = field(init=False)  # nothing but its width is to be set when it is drawn

    def __post_init__(self) -> None:
        """Tell once what is asked whenever the atom is drawn."""
        is_plain = not (self.shift or self.substitutes or self.joints or self.kind == "L")
        object.__setattr__(self, "is_plain", is_plain)


class Between:
    """Flags of what stands between two atoms."""

    SPACE = 1
    CHANCE = 2
    JOINER = 4
    SOFT = 8


@dataclass(slots=True, eq=False)
class Leaf:
    """A text box of the paragraph, or a box that takes one place in its text."""

    box: Any
    path: tuple[int, ...]
    start: int  # first character, counted over the paragraph
    face: Any = None  # None for boxes
    first: int = 0  # first atom
    last: int = 0  # atom after the last
    leader: Any = None


@dataclass(slots=True, eq=False)
class Node:
    """A box of the inline tree, with the atoms it covers."""

    box: Any
    leaf: Leaf | None = None
    children: list[Node] = field(default_factory=list)
    first: int = 0
    last: int = 0
    before: float = 0.0
    after: float = 0.0

    @property
    def is_empty(self) -> bool:
        """Tell whether the box covers no atom."""
        return self.first == self.last


@dataclass(slots=True, eq=False)
class Paragraph:
    """A line box's contents in a row, measured."""

    text: str = ""
    atoms: list[Atom] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)  # first character of each atom
    ends: list[int] = field(default_factory=list)  # character after the last
    between: dict[int, int] = field(default_factory=dict)  # atom before → flags
    margins: dict[int, tuple[float, float]] = field(default_factory=dict)
    leaves: list[Leaf] = field(default_factory=list)
    root: Node | None = None

    def leaf_of(self, atom: int) -> Leaf:
        """Return the leaf that holds an atom."""
        at = self.starts[atom]
        return self.leaves[bisect_right(self.leaves, at, key=_leaf_start) - 1]

    def add_margin(self, atom: int, before: float, after: float) -> None:
        """Add an inline box's own edges around an atom."""
        old = self.margins.get(atom, (0.0, 0.0))
        self.margins[atom] = (old[0] + before, old[1] + after)

    def atom_at(self, char: int) -> int:
        """Return the first atom that starts at or after a character."""
        return bisect_right(self.starts, char - 1)


def _leaf_start(leaf: Leaf) -> int:
    return leaf.start
