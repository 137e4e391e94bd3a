"""Look into PDF objects that may be anything: each getter gives a value of its type or None."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pikepdf

from typeset.press.facts_page import Box

# What pikepdf raises on objects that are not what they should be.
MALFORMED = (
    pikepdf.PdfError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    NotImplementedError,
    RuntimeError,
    ArithmeticError,
)
# What has members but no places; an operand list is a type of pikepdf's own.
SCALARS = (int, float, Decimal, str, pikepdf.Dictionary, pikepdf.Stream, pikepdf.Name)
EMPTY = pikepdf.Dictionary()


def dictionary(holder: Any, key: str) -> Any:
    """Return the dictionary (or a stream's) under `key`, an empty one if there is none."""
    value = entry(holder, key)
    return value if isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)) else EMPTY


def entry(holder: Any, key: str) -> Any:
    """Return what stands under `key`, or None."""
    if not isinstance(holder, (pikepdf.Dictionary, pikepdf.Stream)):
        return None
    return holder.get(key)


def items(holder: Any) -> Iterator[tuple[str, Any]]:
    """Yield the keys (without slash) and values of a dictionary."""
    if isinstance(holder, (pikepdf.Dictionary, pikepdf.Stream)):
        for key in list(holder.keys()):
            yield key[1:], holder.get(key)


def array(holder: Any, key: str) -> list[Any]:
    """Return the members of the array under `key`; a single value counts as an array of one."""
    value = entry(holder, key)
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def name(holder: Any, key: str) -> str:
    """Return the name under `key` without its slash, "" if there is none."""
    value = entry(holder, key)
    return str(value)[1:] if isinstance(value, pikepdf.Name) else ""


def text(holder: Any, key: str) -> str | None:
    """Return the text string under `key`, or None."""
    value = entry(holder, key)
    return str(value) if isinstance(value, pikepdf.String) else None


def number(holder: Any, key: str, default: float) -> float:
    """Return the number under `key`, or `default`."""
    value = entry(holder, key)
    return float(value) if isinstance(value, (int, float, Decimal)) else default


def numbers(values: Any) -> tuple[float, ...]:
    """Return those members of an array, or of operands, that are numbers."""
    if values is None or isinstance(values, SCALARS):
        return ()
    return tuple([float(v) for v in values if isinstance(v, (int, float, Decimal))])


def box(holder: Any, key: str) -> Box | None:
    """Return a rectangle, its corners put in order (ISO 32000-1, 7.9.5)."""
    corners = numbers(entry(holder, key))
    if len(corners) != 4:
        return None
    x0, y0, x1, y1 = corners
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def inherited(page: Any, key: str) -> Any:
    """Return a page's entry, from the page tree above if it is not its own (7.7.3.4)."""
    node = page
    for _ in range(64):  # a tree deeper than this is a loop
        value = entry(node, key)
        if value is not None:
            return value
        node = entry(node, "/Parent")
        if node is None:
            return None
    return None


def identity(value: Any) -> tuple[int, int]:
    """Return the object number and generation, (0, 0) of a direct object."""
    found: tuple[int, int] = getattr(value, "objgen", (0, 0))
    return found


def tree_values(root: Any, leaf: str) -> Iterator[tuple[Any, Any]]:
    """Yield the pairs of a name tree (leaf "/Names") or number tree ("/Nums") (7.9.6)."""
    seen: set[tuple[int, int]] = set()
    stack = [root]
    while stack:
        node = stack.pop()
        if identity(node) != (0, 0):
            if identity(node) in seen:
                continue
            seen.add(identity(node))
        pairs = array(node, leaf)
        yield from zip(pairs[::2], pairs[1::2], strict=False)
        stack.extend(reversed(array(node, "/Kids")))
