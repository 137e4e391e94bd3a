"""Where long addresses and identifiers may break without a hyphen."""

from __future__ import annotations

import re
from typing import Final

_ADDRESS: Final = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.|mailto:)\S|\S@\S+\.\S", re.IGNORECASE)
_AFTER: Final = frozenset("/?&=#._-%:+~@,;|\\")
_NEVER_BEFORE: Final = frozenset("/?&=#._-%:+~@,;|\\!)]}·’”°‰℃")
_NEVER_AFTER: Final = frozenset("([{“‘")
_LONG: Final = 12  # characters: shorter identifiers stay whole
_VERY_LONG: Final = 24
_KEEP: Final = 2  # characters kept together at either end

WELCOME, HUMP, HYPHEN, ANYWHERE = 0.5, 2.0, 0.2, 12.0


def word_chances(word: str) -> dict[int, float]:
    """Return the positions at which a word may break, each with its penalty."""
    address = _ADDRESS.search(word) is not None
    chances: dict[int, float] = {}
    first = word.find("//") + 2 if address and "//" in word else 1
    for k in range(max(first, 1), len(word)):
        penalty = _chance(word, k, address=address)
        if penalty is not None:
            chances[k] = penalty
    return chances


def _chance(word: str, k: int, *, address: bool) -> float | None:
    before, after = word[k - 1], word[k]
    if after in _NEVER_BEFORE or before in _NEVER_AFTER:
        return None
    if before.isdigit() and after.isdigit():
        return None
    if before in "-–/" and after.isalpha() and word[k - 2 : k - 1].isalpha():
        return HYPHEN
    if len(word) < _LONG and not address:
        return None
    if before in _AFTER and not (before in ".,:-" and after.isdigit()):
        return WELCOME
    if k < _KEEP or len(word) - k < _KEEP:
        return None
    if before.islower() and after.isupper():
        return HUMP
    if address or len(word) >= _VERY_LONG:
        return ANYWHERE
    return None
