"""HTML parsed without building the same patterns again and again.

tinyhtml5 2.1 means to remember the patterns it reads up to a character with, but files them
under themselves (`InputStream.chars_until`), and makes each anew for each tag and attribute:
half of the time it takes for a page of short paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

import weasyprint
from tinyhtml5 import inputstream  # type: ignore[import-untyped]

from typeset.patching import replaced


@cache
def _pattern(characters: Iterable[str], is_opposite: bool) -> re.Pattern[str]:  # noqa: FBT001
    members = "".join(f"\\x{ord(character):02x}" for character in characters)
    return re.compile(f"[{members}]+" if is_opposite else f"[^{members}]+")


class _Patterns(dict[Any, Any]):
    """What tinyhtml5 looks its patterns up in; whatever it files here is not needed."""

    def __missing__(self, key: tuple[frozenset[str], bool]) -> re.Pattern[str]:
        return _pattern(*key)


def read_html(text: str, base_url: str, fetcher: Any) -> weasyprint.HTML:
    """Return a document for WeasyPrint."""
    with replaced((inputstream, "characters_until_regex", _Patterns())):
        return weasyprint.HTML(string=text, base_url=base_url, url_fetcher=fetcher)
