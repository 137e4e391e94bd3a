"""The settings of one issue: what its manifest asks, on top of typeset.toml."""

from __future__ import annotations

from typeset.diagnostics import Report
from typeset.issue.model import Issue
from typeset.issue.project_settings import read_project_settings
from typeset.issue.settings import Settings
from typeset.sources import Sources

__all__ = ["Settings", "read_settings"]


def read_settings(sources: Sources, issue: Issue | None) -> tuple[Settings, Report]:
    """Return what the issue and the project ask of the checks, and what is wrong with it."""
    project, report = read_project_settings(sources)
    return (project if issue is None else issue.check.over(project)), report
