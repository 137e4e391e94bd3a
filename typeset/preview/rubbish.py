"""Giving back memory after each save, without looking through the whole issue for it."""

from __future__ import annotations

import gc
from dataclasses import dataclass


@dataclass(slots=True)
class Rubbish:
    """Python's collector, which is shown only what was made since all was looked through.

    Pages and boxes refer to each other in circles, and each save leaves thousands behind. To
    look for them through ten times the articles takes longer than a save, so what stayed at the
    last full look is set aside until about as many pages were made as there are.
    """

    _newest: int = 0

    def collect(self, newest: int, page_count: int) -> None:
        """Free what is no longer used; `newest` counts all pages that were ever made."""
        if newest - self._newest < page_count:
            gc.collect()
            return
        self._newest = newest
        gc.unfreeze()
        gc.collect()
        gc.freeze()
