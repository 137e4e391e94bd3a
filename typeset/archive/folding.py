"""What counts as the same when words are looked for: width, case, simplified and traditional.

Folding keeps the length of a text, so a place in the folded text is the place in the text.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from opencc import OpenCC


def fold(text: str) -> str:
    """Return a text as it is compared: half-width, lower case, simplified; as long as before."""
    return text.translate(_FOLDED)


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


class _Folding(dict[int, str]):
    """Code point → folded character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = chr(code)
        for step in (_to_compatible, str.casefold, _to_simplified):
            changed = step(folded)
            folded = changed if len(changed) == 1 else folded
        if folded.isspace() and folded != "\n":
            folded = " "
        self[code] = folded
        return folded


def _to_compatible(character: str) -> str:
    return unicodedata.normalize("NFKC", character)


def _to_simplified(character: str) -> str:
    """Return the simplified character, one for one: 後 and 后 are then alike, as are 臺 and 台."""
    if character < "㐀":
        return character
    return str(_converter().convert(character))


_FOLDED = _Folding()


def folding_pairs() -> str:
    """Return each character of the basic plane that folds to another, with that other one."""
    codes = (*range(0xA0, 0xD800), *range(0xF900, 0xFFFE))
    pairs = ((chr(code), fold(chr(code))) for code in codes)
    return "".join(a + b for a, b in pairs if a != b and ord(b) < 0x10000)
