"""Mends a file's text and leaves all else to the byte."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from typeset.diagnostics import Diagnostic, Edit


def chosen_edits(found: Iterable[Diagnostic]) -> tuple[Edit, ...]:
    """Return the edits that do not touch one another, all or none of each diagnostic.

    Where two overlap, the first found wins; the other finds its turn in the next round.
    """
    chosen: list[Edit] = []
    for diagnostic in found:
        new = [edit for edit in diagnostic.edits if edit not in chosen]
        if not any(_touch(edit, other) for edit in new for other in chosen):
            chosen += new
    return tuple(chosen)


def _touch(one: Edit, other: Edit) -> bool:
    if one.file != other.file:
        return False
    if one.start == one.end == other.start == other.end:
        return True
    return one.start < other.end and other.start < one.end


def mend(text: str, edits: Iterable[Edit]) -> str:
    """Return `text`, a script's, with `edits` made."""
    pieces: list[str] = []
    at = 0
    for edit in sorted(set(edits), key=lambda edit: (edit.start, edit.end)):
        pieces += [text[at : edit.start], edit.new]
        at = edit.end
    return "".join([*pieces, text[at:]])


def mend_bytes(data: bytes, edits: Sequence[Edit]) -> bytes:
    """Return a file's UTF-8 bytes with `edits` made; mark of order and line ends stay."""
    text = data.decode("utf-8")
    lead = len(text) - len(text.removeprefix("\ufeff"))
    doubles = [match.start() - lead - at for at, match in enumerate(re.finditer("\r\n", text))]

    def original(offset: int) -> int:
        return offset + lead + bisect_left(doubles, offset)

    moved = [Edit(e.file, original(e.start), original(e.end), e.new) for e in edits]
    return mend(text, moved).encode("utf-8")
