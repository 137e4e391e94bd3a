"""What PyYAML rejects, in the editors' words: its problem → a rule."""

from __future__ import annotations

import re

import yaml

from typeset.diagnostics import Report, Rule, Span
from typeset.issue import rules_yaml as rules
from typeset.issue.mending import Repaired

# PyYAML's own words (scanner.py, parser.py), in the order in which they are tried.
_PROBLEMS: tuple[tuple[str, Rule], ...] = (
    (r"unknown escape character|expected escape sequence", rules.ESCAPE),
    (r"mapping values are not allowed", rules.INDENTATION),
    (r"expected <block end>", rules.INDENTATION),
    (r"block sequence entries are not allowed", rules.INDENTATION),
    (r"could not find expected ':'", rules.MISSING_COLON),
)


def report_syntax(error: yaml.YAMLError, repaired: Repaired, report: Report) -> None:
    """Report what PyYAML found, unless the scan before it has explained that line already."""
    mark = getattr(error, "problem_mark", None)
    line, column = (1, 1) if mark is None else repaired.origin(mark.line, mark.column)
    # A broken line makes its successor incomprehensible, so both count as explained.
    explained = {span.line for found in report if (span := found.span) is not None}
    if {line, line - 1} & explained:
        return
    problem = str(getattr(error, "problem", ""))
    rule = next((rule for words, rule in _PROBLEMS if re.search(words, problem)), rules.SYNTAX)
    text = repaired.line(line)
    span = Span("", line, min(column, len(text) + 1))
    report.add(rule, span, text=text.strip(), wanted_zh="", wanted_en="")
