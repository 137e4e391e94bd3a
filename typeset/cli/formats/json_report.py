"""JSON after the published schema, check-report.schema.json beside this file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from typeset import __version__
from typeset.cli.formats.checked import Checked
from typeset.diagnostics import Diagnostic, Lang

VERSION = 1  # of the schema; a reader may rely on all that it names


def render(checked: Sequence[Checked], lang: Lang) -> str:
    """Return one JSON document for all issues."""
    data = {
        "version": VERSION,
        "tool": {"name": "typeset", "version": __version__},
        "language": lang,
        "issues": [
            {
                "manifest": issue.manifest,
                "pages": issue.page_count,
                "counts": issue.counts(),
                "diagnostics": [_diagnostic(found, issue, lang) for found in issue.found],
            }
            for issue in checked
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _diagnostic(found: Diagnostic, issue: Checked, lang: Lang) -> dict[str, object]:
    return {
        "code": found.code,
        "severity": str(found.severity),
        "message": found.message(lang),
        "hint": found.hint(lang),
        "place": None if found.span is None else asdict(found.span),
        "edits": [
            {"file": edit.file, **asdict(issue.place(edit)), "new": edit.new}
            for edit in found.edits
        ],
    }
