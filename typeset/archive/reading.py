"""The first half of the street for an issue of an archive, whose layouts may be locked."""

from __future__ import annotations

from typeset.archive.layout_guard import check_layout_lock
from typeset.diagnostics import Report
from typeset.issue.model import Issue
from typeset.layout import manuscript
from typeset.layout.manuscript import Guard, Manuscript
from typeset.sources import Sources


def prepare(sources: Sources, manifest: str, guard: Guard = check_layout_lock) -> Manuscript:
    """Return the issue read, checked against fonts and layout, and composed if that can be."""
    return manuscript.prepare(sources, manifest, guard=guard)


def complete(
    sources: Sources, issue: Issue | None, report: Report, guard: Guard = check_layout_lock
) -> Manuscript:
    """Return an issue that was read, checked against fonts and layout, and composed."""
    return manuscript.complete(sources, issue, report, guard=guard)
