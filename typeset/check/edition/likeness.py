"""How alike two titles are."""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher


def folded(text: str) -> str:
    """Return the letters and digits of `text`, of one width and case."""
    narrow = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in narrow if char.isalnum())


def is_like(one: str, other: str, least: float) -> bool:
    """Tell whether two texts share at least `least` (0 to 1) of their characters in order."""
    matcher = SequenceMatcher(None, folded(one), folded(other), autojunk=False)
    return matcher.quick_ratio() >= least and matcher.ratio() >= least
