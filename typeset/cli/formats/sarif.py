"""SARIF 2.1.0 (OASIS), which code-scanning services and editors read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePosixPath
from urllib.parse import quote

from typeset import __version__
from typeset.cli.formats.checked import Checked
from typeset.diagnostics import Diagnostic, Edit, Lang, Rule, Severity, Span

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
ROOT = "PROJECT"  # SARIF 3.14.14: relative addresses have a base with a name
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def render(checked: Sequence[Checked], lang: Lang) -> str:
    """Return one log with one run for all issues."""
    rules = {found.code: found.rule for issue in checked for found in issue.found}
    codes = sorted(rules)
    run = {
        "tool": {
            "driver": {
                "name": "typeset",
                "version": __version__,
                "language": {"zh": "zh-CN", "en": "en-US"}[lang],
                "rules": [_rule(rules[code], lang) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The project's folder."}}},
        "results": [
            _result(found, issue, codes.index(found.code), lang)
            for issue in checked
            for found in issue.found
        ],
    }
    return json.dumps(
        {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2
    )


def _rule(rule: Rule, lang: Lang) -> dict[str, object]:
    message, hint = rule.message.said(lang), rule.hint.said(lang)
    return {
        "id": rule.code,
        "shortDescription": {"text": message},
        "help": {"text": hint},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(found: Diagnostic, issue: Checked, index: int, lang: Lang) -> dict[str, object]:
    span = found.span or Span(issue.manifest)
    place: dict[str, object] = {"artifactLocation": _artifact(span.file)}
    if PurePosixPath(span.file).suffix:  # a file as a whole has its first line for a place
        region = {"startLine": span.line or 1}
        region |= {} if span.column is None else {"startColumn": span.column}
        region |= {} if span.end_column is None else {"endColumn": span.end_column}
        place["region"] = region
    result: dict[str, object] = {
        "ruleId": found.code,
        "ruleIndex": index,
        "level": _LEVELS[found.severity],
        "message": {"text": f"{found.message(lang)}\n{found.hint(lang)}"},
        "locations": [{"physicalLocation": place}],
    }
    if found.edits:
        result["fixes"] = [_fix(found.edits, issue)]
    return result


def _fix(edits: Sequence[Edit], issue: Checked) -> dict[str, object]:
    files = dict.fromkeys(edit.file for edit in edits)
    return {
        "artifactChanges": [
            {
                "artifactLocation": _artifact(file),
                "replacements": [_replacement(e, issue) for e in edits if e.file == file],
            }
            for file in files
        ]
    }


def _replacement(edit: Edit, issue: Checked) -> dict[str, object]:
    place = issue.place(edit)
    return {
        "deletedRegion": {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        },
        "insertedContent": {"text": edit.new},
    }


def _artifact(file: str) -> dict[str, object]:
    if file.startswith("/"):  # an issue outside the project
        return {"uri": "file://" + quote(file)}
    return {"uri": quote(file), "uriBaseId": ROOT}
