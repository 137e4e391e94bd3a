"""What somebody probably meant: the words of a hint."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def suggestion(written: str, known: Iterable[str]) -> dict[str, str]:
    """Return `suggestion_zh` and `suggestion_en`, empty where nothing known is like `written`."""
    folded = {name.casefold().replace("-", "_"): name for name in known}
    key = written.casefold().replace("-", "_")
    close = difflib.get_close_matches(key, folded, n=1, cutoff=0.6)
    if not close:
        return {"suggestion_zh": "", "suggestion_en": ""}
    meant = folded[close[0]]
    return {"suggestion_zh": f"是不是“{meant}”？", "suggestion_en": f"Did you mean “{meant}”? "}
