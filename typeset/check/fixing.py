"""Mends what needs no judgement, until nothing of it is left."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from typeset.check.mending import chosen_edits, mend_bytes
from typeset.check.settings import Settings
from typeset.check.silencing import without_silenced
from typeset.check.words import Words, examine_words
from typeset.diagnostics import Edit, Severity
from typeset.output import write_whole
from typeset.sources import DraftedSources, Sources

_MOST_ROUNDS = 8  # a mend may bring another fault to light; each round mends all it can


@dataclass(frozen=True, slots=True)
class Mended:
    """A file before and after; both are whole."""

    file: str
    path: Path
    before: bytes
    after: bytes

    @property
    def difference(self) -> str:
        """Return the unified difference, without the end of lines that have none."""
        old, new = (each.decode("utf-8").splitlines() for each in (self.before, self.after))
        lines = difflib.unified_diff(old, new, self.file, self.file, lineterm="", n=1)
        return "\n".join(lines)


class ChangedMeanwhileError(OSError):
    """A file was changed by somebody else while its mends were worked out."""


def draft_mends(
    sources: Sources, door: DraftedSources, manifest: str, asked: Settings
) -> tuple[Mended, ...]:
    """Return the files of the issue that safe mends change; `door` then reads them mended.

    A file whose mends would break it (more errors than before) is left alone.
    """
    refused: set[str] = set()
    words = examine_words(door, manifest, asked)
    for _ in range(_MOST_ROUNDS):
        edits = [each for each in _edits(words) if each.file not in refused]
        if not edits:
            break
        changed = _draft(door, edits)
        following = examine_words(door, manifest, asked)
        if _errors(following) > _errors(words):
            for file, before in changed.items():
                door.draft(file, before)
            refused |= set(changed)
        else:
            words = following
    return tuple(
        Mended(file, door.locate(file), before, after)
        for file, after in sorted(door.drafts.items())
        if (before := sources.read(file)) != after
    )


def write_mends(mended: Iterable[Mended]) -> None:
    """Write each file whole; raise `ChangedMeanwhileError` and leave what another hand changed."""
    for each in mended:
        if each.path.read_bytes() != each.before:
            raise ChangedMeanwhileError(f"{each.file}")
        write_whole(each.path, each.after)


def _edits(words: Words) -> tuple[Edit, ...]:
    told = without_silenced(words.report, words.settings, words.silences)
    return chosen_edits(each for each in told if words.settings.takes(each.code))


def _draft(door: DraftedSources, edits: Iterable[Edit]) -> dict[str, bytes]:
    """Make the edits in drafts; return what the files held before."""
    by_file: dict[str, list[Edit]] = {}
    for edit in edits:
        by_file.setdefault(edit.file, []).append(edit)
    before = {file: door.read(file) for file in by_file}
    for file, each in by_file.items():
        door.draft(file, mend_bytes(before[file], each))
    return before


def _errors(words: Words) -> int:
    return sum(each.severity is Severity.ERROR for each in words.report)
