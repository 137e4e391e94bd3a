"""A few results of drawing, kept for whoever asks again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any


@dataclass(slots=True)
class Shelf:
    """A few results of drawing, the oldest of which goes first."""

    most: int
    _kept: OrderedDict[Any, bytes] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def fetch(self, key: Any, make: Callable[[], bytes]) -> bytes:
        """Return what is kept under `key`, made now if need be."""
        with self._lock:
            data = self._kept.pop(key, None)
        data = make() if data is None else data
        with self._lock:
            self._kept[key] = data
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
        return data
