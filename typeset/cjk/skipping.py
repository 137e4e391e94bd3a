"""WeasyPrint's skip stacks, as atoms: where a paragraph goes on after a page break."""

from __future__ import annotations

from typing import Any

from typeset.cjk.atoms import Paragraph
from typeset.cjk.flatten import Reason, UnsupportedError


def atom_of(paragraph: Paragraph, stack: Any) -> int:
    """Return the first atom at or after the place that a skip stack names."""
    node = paragraph.root
    assert node is not None
    while stack:
        ((index, stack),) = stack.items()
        leaf = node.leaf
        if leaf is not None and leaf.face is not None:
            before = leaf.box.text.encode()[:index].decode(errors="ignore")
            return paragraph.atom_at(leaf.start + len(before))
        if leaf is not None:
            raise UnsupportedError(Reason.UNKNOWN_START)
        if index >= len(node.children):
            return node.last
        node = node.children[index]
    return node.first


def stack_of(paragraph: Paragraph, atom: int) -> dict[int, Any]:
    """Return the skip stack that names an atom's place."""
    leaf = paragraph.leaf_of(atom)
    chars = paragraph.starts[atom] - leaf.start
    stack: Any = None
    if chars:
        stack = {len(leaf.box.text[:chars].encode()): None}
    for index in reversed(leaf.path):
        stack = {index: stack}
    assert stack is not None
    return dict(stack)
