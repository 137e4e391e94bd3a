"""Room for the frames of deep calls, so that none of them has to be made and given back again.

CPython 3.11 and later keep frames in chunks of 16 KB. A call that does not fit takes a new chunk
from the system and gives it back on return; where a busy loop calls across the end of a chunk,
each call costs two system calls and a page fault. Laying out is deep enough to meet such an end:
it took half of the time in one run, and none in another that stood a few frames elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType
from typing import Any, TypeVar, cast

T = TypeVar("T")

# Slots of 8 bytes. The chunk made for such a frame is twice as large at least (`push_chunk` in
# CPython's pystate.c doubles its size until the frame fits with 1000 slots to spare).
_SLOTS = 65_500


def _call(work: Callable[[], Any]) -> Any:
    return work()


_roomy_call = FunctionType(_call.__code__.replace(co_stacksize=_SLOTS), globals(), "roomy_call")


def with_room(work: Callable[[], T]) -> T:
    """Return what `work` returns, called where thousands of frames follow without a new chunk."""
    return cast("T", _roomy_call(work))
