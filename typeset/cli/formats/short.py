"""One line a diagnostic: `path:line:column: CODE message`, as editors and grep read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from typeset.cli.formats.checked import Checked
from typeset.diagnostics import Diagnostic, Lang, Span


def render(checked: Sequence[Checked], lang: Lang) -> str:
    """Return the lines; nothing where nothing was found."""
    return "\n".join(_lines(checked, lang))


def _lines(checked: Sequence[Checked], lang: Lang) -> Iterator[str]:
    for issue in checked:
        for found in issue.found:
            message = " ".join(found.message(lang).split())
            yield f"{_place(found, issue.manifest)}: {found.code} {message}"


def _place(found: Diagnostic, manifest: str) -> str:
    span = found.span or Span(manifest)
    return ":".join(str(part) for part in (span.file, span.line, span.column) if part)
