"""Comments that keep the checks quiet: `typeset: ignore T012` for what follows.

In a body it is an HTML comment before or in a paragraph, in YAML a comment on the line or on
the one above; `ignore-file` holds for the whole file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_ORDER = r"\s*typeset\s*[:：]\s*ignore(?P<whole>-file)?(?P<codes>[A-Za-z0-9,，、 ]*)"
_COMMENT = re.compile(rf"<!--{_ORDER}-->")
_NOTE = re.compile(rf"#{_ORDER}")


def is_directive(html: str) -> bool:
    """Tell whether a piece of HTML is nothing but such comments."""
    return bool(_COMMENT.search(html)) and not _COMMENT.sub("", html).strip()


def comments_in(text: str) -> Iterator[re.Match[str]]:
    """Yield the comments in a body's text."""
    return _COMMENT.finditer(text)


def note_in(line: str) -> re.Match[str] | None:
    """Return the comment in a line of YAML."""
    return _NOTE.search(line)


def codes_of(match: re.Match[str]) -> tuple[str, ...]:
    """Return the codes, or their beginnings, that a comment names."""
    return tuple(re.findall("[A-Za-z0-9]+", match["codes"].upper()))
