"""Two things about addresses that CommonMark leaves to the reader of its specification.

A picture's path may hold spaces, as files named by people do; and a line `[1]: address`
that nothing refers to vanishes without a word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from markdown_it.helpers import parseLinkDestination, parseLinkLabel, parseLinkTitle

from typeset.diagnostics import Report
from typeset.issue.places import Page
from typeset.issue.rules_writing import LOST_REFERENCE

_SPACED = re.compile(
    r"(?P<path>[^\n()<>\"“”:]*?(\([^\n()<>\"“”]*\)[^\n()<>\"“”:]*?)?\.(png|jpe?g|gif|svg|webp))"
    r"""(?=[ \t]*\)|[ \t]+["'(])""",
    re.IGNORECASE,
)


class Helpers:
    """markdown-it's helpers, with pictures whose paths hold spaces."""

    parseLinkLabel = staticmethod(parseLinkLabel)  # noqa: N815 - markdown-it's names
    parseLinkTitle = staticmethod(parseLinkTitle)  # noqa: N815

    @staticmethod
    def parseLinkDestination(string: str, pos: int, maximum: int) -> Any:  # noqa: N802
        """Return the destination that starts at `pos`, with its spaces if it is a picture."""
        result = parseLinkDestination(string, pos, maximum)
        spaced = _SPACED.match(string, pos, maximum)
        if spaced is not None and " " in spaced["path"] and spaced.end() > result.pos:
            result.ok, result.str, result.pos = True, spaced["path"], spaced.end()
        return result


def report_lost(environment: Mapping[str, Any], page: Page, report: Report) -> None:
    """Report the reference lines that nothing in the text refers to."""
    for label, reference in environment.get("references", {}).items():
        first = reference["map"][0]
        others = "\n".join(page.lines[:first] + page.lines[first + 1 :]).upper()
        called = f"[{label}]" in others or f"[^{label}]" in others
        if not called and not label.startswith("^"):
            written = re.match(r"\s*\[([^\]]*)\]", page.lines[first])
            name = written.group(1) if written else label
            report.add(LOST_REFERENCE, page.span(first), label=name)
