"""What is found while issues are bound: errors are listed, what else there is only counted."""

from __future__ import annotations

from dataclasses import dataclass, field

from typeset.archive import rules_volume as rules
from typeset.check.hushing import hushing
from typeset.diagnostics import Report, Severity
from typeset.issue.model import Issue
from typeset.sources import Sources


@dataclass(slots=True)
class Findings:
    """The errors of all issues, and per issue the warnings that building it would show."""

    sources: Sources
    report: Report = field(default_factory=Report)
    left_out: dict[int, Report] = field(default_factory=dict)

    def take(self, number: int, issue: Issue | None, found: Report) -> None:
        """Take over an issue's errors; keep its other findings for the count, if not silenced."""
        self.report.extend(Report([d for d in found if d.severity is Severity.ERROR]))
        others = Report([d for d in found if d.severity is not Severity.ERROR])
        shown = hushing(self.sources, issue, others)(others)
        if len(shown):
            self.left_out.setdefault(number, Report()).extend(shown)

    def say_how_many(self) -> None:
        """Say how many warnings there are, and in which issue the first."""
        count = sum(len(report) for report in self.left_out.values())
        if count:
            self.report.add(rules.OTHER_WARNINGS, None, count=count, first=min(self.left_out))
