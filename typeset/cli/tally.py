"""What became of each issue of a run."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from time import monotonic

from typeset.archive.jobs import Job, Outcome
from typeset.archive.outputs import Standing
from typeset.cli.shared import Exit
from typeset.diagnostics import Report, Severity


class State(StrEnum):
    """What became of an issue."""

    BUILT = "built"
    UNCHANGED = "unchanged"
    REFUSED = "refused"  # something is wrong with the issue
    FAILED = "failed"  # something went wrong with the process that built it


@dataclass(frozen=True, slots=True)
class Row:
    """One issue of a run; `peak_mib` is the most memory its process has had so far."""

    manifest: str
    state: State
    codes: tuple[str, ...]
    warning_count: int
    was_tried: bool = False
    reason: str = ""
    page_count: int = 0
    seconds: float = 0
    peak_mib: float = 0


@dataclass(slots=True)
class Tally:
    """The issues of a run so far, and the exit code that they give."""

    rows: list[Row] = field(default_factory=list)
    code: int = Exit.DONE
    standing: dict[str, Standing] = field(default_factory=dict)
    owners: dict[Path, str] = field(default_factory=dict)  # PDF → the issue that it is of
    start: float = field(default_factory=monotonic)

    @property
    def elapsed_s(self) -> float:
        """Return the seconds since the run began."""
        return monotonic() - self.start

    def add_unchanged(self, job: Job, found: Standing) -> None:
        """Enter an issue that is as it was."""
        state = State.REFUSED if found.is_refused else State.UNCHANGED
        self._add(Row(job.manifest, state, *_found(found.report)))

    def add_outcome(self, outcome: Outcome) -> None:
        """Enter an issue that was built, or was to be."""
        state = State.BUILT if outcome.pdfs else State.REFUSED
        if outcome.number is None and any(d.code.startswith("B") for d in outcome.report):
            state = State.FAILED
        before = self.standing.get(outcome.job.manifest)
        codes, warning_count = _found(outcome.report)
        self._add(
            Row(
                manifest=outcome.job.manifest,
                state=state,
                codes=codes,
                warning_count=warning_count,
                was_tried=True,
                reason=before.reason if before else "",
                page_count=outcome.page_count,
                seconds=outcome.seconds,
                peak_mib=outcome.peak_mib,
            )
        )

    def _add(self, row: Row) -> None:
        self.rows.append(row)
        if row.state in (State.REFUSED, State.FAILED):
            self.code = max(self.code, Exit.PROBLEMS)

    def count(self, state: State) -> int:
        """Return how many issues came to this."""
        return sum(row.state is state for row in self.rows)

    @property
    def has_refused_now(self) -> bool:
        """Tell whether an issue was refused that has changed since it was built last."""
        return any(row.state is State.REFUSED and row.was_tried for row in self.rows)


def _found(report: Report) -> tuple[tuple[str, ...], int]:
    """Return the codes of the errors, and how many warnings there are."""
    errors = dict.fromkeys(d.code for d in report if d.severity is Severity.ERROR)
    return tuple(errors), sum(d.severity is not Severity.ERROR for d in report)
