"""What comes of reading and composing an issue; importing this imports nothing that does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from typeset.diagnostics import Report
from typeset.issue.model import Issue
from typeset.layout.catalog import Catalog
from typeset.layout.composition import Composition
from typeset.sources import Sources

Guard = Callable[[Sources, str, str], Report]  # what a layout and an issue's folder are held to


@dataclass(frozen=True, slots=True)
class Manuscript:
    """An issue that was read and composed, with what was found so far."""

    issue: Issue | None
    report: Report
    catalog: Catalog
    composition: Composition | None = None
