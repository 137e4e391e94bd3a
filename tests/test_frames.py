"""Deep calls cost what shallow ones do, wherever in the stack they stand."""

from __future__ import annotations

import resource
import sys

import pytest

from typeset.frames import with_room

DEPTHS = 400
CALLS = 2000


def _leaf(a: int, b: int, c: int, d: int) -> int:
    e, f, g, h = a + b, b + c, c + d, d + a
    return e + f + g + h


def _descend(depth: int) -> int:
    if depth:
        return _descend(depth - 1)
    for _ in range(CALLS):
        _leaf(1, 2, 3, 4)
    return 0


def _faults() -> int:
    """Return the most page faults that calls from any one depth took."""
    most = 0
    for depth in range(DEPTHS):
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        _descend(depth)
        most = max(most, resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
    return most


@pytest.mark.skipif(
    sys.platform != "linux" or sys.implementation.name != "cpython", reason="counts Linux's faults"
)
def test_no_call_crosses_the_end_of_a_chunk() -> None:
    assert with_room(_faults) < CALLS / 10


def test_what_is_returned_and_raised_passes_through() -> None:
    def fail() -> None:
        raise KeyError("x")

    assert with_room(lambda: 3) == 3
    with pytest.raises(KeyError, match="x"):
        with_room(fail)
