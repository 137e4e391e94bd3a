"""From what a user calls a layout to its reference."""

from __future__ import annotations

from typeset.cli.messages import Printer
from typeset.diagnostics import Report
from typeset.layout import rules
from typeset.layout.package import known_layouts, newest
from typeset.sources import Sources


def find_layout(sources: Sources, name: str, printer: Printer) -> str | None:
    """Return the layout that `name` means, or None, told what there is."""
    known = known_layouts(sources)
    found = newest(known, name)
    if found is None:
        report = Report()
        report.add(rules.LAYOUT_UNKNOWN, None, layout=name, known="、".join(known) or "—")
        printer.report(report, sources)
    return found
