"""What `typeset check` finds, written for people's other programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from typeset.cli.formats import github, json_report, sarif, short
from typeset.cli.formats.checked import Checked
from typeset.diagnostics import Lang

Render = Callable[[Sequence[Checked], Lang], str]

# `human` is not among them: it is printed as it is found.
FORMATS: Mapping[str, Render] = {
    "short": short.render,
    "json": json_report.render,
    "sarif": sarif.render,
    "github": github.render,
}
