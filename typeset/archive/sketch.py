"""Short numbers that move little when what they stand for moves little.

A checksum of positions changes altogether when one glyph moves by a thousandth of a point. A
sketch is a handful of sums of all values, each value added or taken away by the toss of a coin
that falls the same way every time (Johnson and Lindenstrauss, 1984; Achlioptas, 2003). The
distance of two sketches then tells the distance of what they stand for, give or take a third.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import compress

SUMS = 8

Sketch = tuple[int, ...]


def sketch(values: Sequence[int]) -> Sketch:
    """Return the sketch of a list of whole numbers."""
    total = sum(values)
    return tuple(2 * sum(compress(values, coins)) - total for coins in _coins(len(values)))


def distance(one: Sketch, other: Sketch) -> float:
    """Return about how far apart two lists are (Euclid), in their own unit."""
    return math.sqrt(sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) / SUMS)


@lru_cache(maxsize=64)
def _coins(count: int) -> tuple[tuple[bool, ...], ...]:
    """Return, for each sum, which of `count` values are added and which are taken away."""
    return tuple(_tosses(number, count) for number in range(SUMS))


def _tosses(number: int, count: int) -> tuple[bool, ...]:
    tossed = hashlib.shake_256(f"typeset {number}".encode()).digest(-(-count // 8))
    return tuple(bool(byte >> bit & 1) for byte in tossed for bit in range(8))[:count]
