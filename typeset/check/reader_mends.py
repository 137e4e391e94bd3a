"""How to mend what the reader of the issue finds: code → a function over the file's text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from typeset.check.checks import Found
from typeset.issue.prose import Script

READER_MENDS: Mapping[str, Callable[[Script], Iterable[Found]]] = {}
