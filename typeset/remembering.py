"""Calling a function again only if what it read has changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from typeset.sources import FileRead, Question, Sources, Stamp


class Remember(Protocol):
    """Calls `function(sources, *args)`, or knows what came of it."""

    def __call__(self, function: Callable[..., Any], sources: Sources, *args: Hashable) -> Any:
        """Return what the function returns for these arguments and the files as they are."""


def afresh(function: Callable[..., Any], sources: Sources, *args: Hashable) -> Any:
    """Call the function: what a build does, which sees each file once."""
    return function(sources, *args)


@dataclass(slots=True)
class Evidence:
    """The files that something was made of, as they were then, and what else was asked."""

    files: dict[str, FileRead]
    answers: Mapping[tuple[Question, str], str]

    @classmethod
    def of(cls, sources: Sources) -> Evidence:
        """Return what `sources` has read and was asked for."""
        return cls(dict(sources.files), sources.answers)

    def holds(self, sources: Sources) -> bool:
        """Tell whether all those files are as they were; take the reads over if so."""
        apart = sources.fork()
        if not all(self._is_same(apart, name) for name in self.files):
            return False
        if any(apart.ask(*about) != said for about, said in self.answers.items()):
            return False
        sources.take_over(self.files, self.answers)
        return True

    def _is_same(self, sources: Sources, name: str) -> bool:
        known = self.files[name]
        try:
            if known.stamp == Stamp.of(sources.locate(name).stat()):
                return True
            found = sources.digest(name)
        except OSError:
            return False
        if found.sha256 != known.sha256:
            return False
        self.files[name] = found
        return True


@dataclass(slots=True)
class _Kept:
    value: Any
    evidence: Evidence
    used_in: int


@dataclass(slots=True)
class Memory:
    """Remembers what functions returned while it is asked for it again and again."""

    _kept: dict[Hashable, _Kept] = field(default_factory=dict)
    _round: int = 0

    def __call__(self, function: Callable[..., Any], sources: Sources, *args: Hashable) -> Any:
        """Return what the function returns for these arguments and the files as they are."""
        key = (function, args)
        kept = self._kept.get(key)
        if kept is None or not kept.evidence.holds(sources):
            apart = sources.fork()
            value = function(apart, *args)
            kept = self._kept[key] = _Kept(value, Evidence.of(apart), self._round)
            sources.take_over(apart.files, apart.answers)
        kept.used_in = self._round
        return kept.value

    def next_round(self) -> None:
        """Forget what nobody asked for in this round; a new one begins."""
        self._kept = {k: kept for k, kept in self._kept.items() if kept.used_in == self._round}
        self._round += 1

    def __len__(self) -> int:
        return len(self._kept)
