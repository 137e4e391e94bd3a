"""Calling a function again only if what it read has changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from typeset.sources import Sources

Signature = tuple[int, int, int]

# A file changed within this time of being read may change again and keep its time, size and
# inode (a file system's clock ticks every few milliseconds): its bytes are looked at again.
RACY_NS = 2_000_000_000


class Remember(Protocol):
    """Calls `function(sources, *args)`, or knows what came of it."""

    def __call__(self, function: Callable[..., Any], sources: Sources, *args: Hashable) -> Any:
        """Return what the function returns for these arguments and the files as they are."""


def afresh(function: Callable[..., Any], sources: Sources, *args: Hashable) -> Any:
    """Call the function: what a build does, which sees each file once."""
    return function(sources, *args)


@dataclass(slots=True)
class Evidence:
    """The files that something was made of, as they were then."""

    reads: Mapping[str, str]
    missed: frozenset[str]
    signatures: dict[str, Signature | None]

    @classmethod
    def of(cls, sources: Sources) -> Evidence:
        """Return what `sources` was asked for, with the files' present signatures."""
        names = (*sources.reads, *sources.missed)
        reads = dict(sources.reads)
        return cls(reads, sources.missed, {name: signature(sources, name) for name in names})

    def holds(self, sources: Sources) -> bool:
        """Tell whether all those files are as they were; take the reads over if so."""
        if not all(self._is_same(sources, name) for name in self.signatures):
            return False
        sources.take_over(self.reads, self.missed)
        return True

    def _is_same(self, sources: Sources, name: str) -> bool:
        found, known = signature(sources, name), self.signatures[name]
        if found is None:
            return name in self.missed
        if found == known:
            return True
        try:
            fork = sources.fork()
            fork.read(name)
        except OSError:
            return False
        if fork.reads[name] != self.reads.get(name):
            return False
        self.signatures[name] = signature(sources, name)
        return True


def signature(sources: Sources, name: str) -> Signature | None:
    """Return what tells one state of a file from another; None for what is no proof of it."""
    try:
        stat = sources.locate(name).stat()
    except OSError:
        return None
    changed_ns = time.time_ns() - max(stat.st_mtime_ns, stat.st_ctime_ns)
    if changed_ns < RACY_NS:
        return (0, 0, time.time_ns())  # equal to none
    return (stat.st_mtime_ns, stat.st_size, stat.st_ino)


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
            sources.take_over(apart.reads, apart.missed)
        kept.used_in = self._round
        return kept.value

    def next_round(self) -> None:
        """Forget what nobody asked for in this round; a new one begins."""
        self._kept = {k: kept for k, kept in self._kept.items() if kept.used_in == self._round}
        self._round += 1

    def __len__(self) -> int:
        return len(self._kept)
