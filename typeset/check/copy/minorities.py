"""Spellings of one name, and the rarer among them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from typeset.check.checks import Found, found_at
from typeset.issue.prose import Passage

ELSEWHERE = (
    "“{text}”在{file}第{line}行等处写作“{new}”。",
    "“{text}” is written “{new}” elsewhere, first in {file}, line {line}.",
)


@dataclass(slots=True)
class Spellings:
    """Where each spelling of one name stands."""

    forms: dict[str, list[tuple[Passage, int]]] = field(default_factory=lambda: defaultdict(list))

    def usual(self) -> str:
        """Return the commonest spelling, the first to occur of those."""
        return max(self.forms, key=lambda form: len(self.forms[form]))


def minorities(name: Spellings, span: int = 0) -> Iterator[Found]:
    """Yield the rarer spellings, each once in a file."""
    usual = name.usual()
    place = name.forms[usual][0][0].place(name.forms[usual][0][1], name.forms[usual][0][1] + 1)
    for form, stands in name.forms.items():
        if form == usual:
            continue
        files = Counter(passage.file for passage, _ in stands)
        for passage, at in stands:
            if files.pop(passage.file, 0):
                length = span or len(form)
                yield found_at(
                    passage, at, at + length, text=form, new=usual, file=place.file, line=place.line
                )
