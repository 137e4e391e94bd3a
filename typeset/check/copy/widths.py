"""Characters of the wrong width (CLREQ §3.2 on letters and digits)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from typeset.check.checks import Check, Example, Found, mended, warning
from typeset.diagnostics import Bilingual
from typeset.issue.prose import Passage

_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]+")


def find_wide_letters(passage: Passage) -> Iterator[Found]:
    """Find full-width letters and digits."""
    for match in _WIDE.finditer(passage.text):
        narrow = "".join(chr(ord(char) - 0xFEE0) for char in match.group())
        yield mended(passage, *match.span(), narrow)


WIDE_LETTERS = Check(
    rule=warning(
        "T001",
        ("“{text}”是全角字母或数字。", "“{text}” is set in full-width letters or digits."),
        ("请改成半角：{new}", "Write {new}."),
    ),
    title=Bilingual("全角字母和数字", "Full-width letters and digits"),
    why=Bilingual(
        "全角的字母和数字每个占一个汉字宽，字距松散，也搜索不到；中文里的西文和数字用半角。",
        "They take a Han character's width each, look loose, and are not found by a search.",
    ),
    examples=(
        Example("截至２０２４年５月。", "截至2024年5月。"),
        Example("推进ＩＰｖ６部署。", "推进IPv6部署。"),
    ),
    find=find_wide_letters,
    marks=frozenset(
        map(chr, (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)))
    ),
    mends=True,
)

CHECKS = (WIDE_LETTERS,)
