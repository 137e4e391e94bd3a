"""A project whose layout a test may break."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from typeset.archive.reading import prepare
from typeset.diagnostics import Diagnostic
from typeset.sources import Sources

FOLDER = "layouts/brief/1"


@dataclass(frozen=True)
class Bench:
    """A layout in a project, and what is found when an issue is composed in it."""

    root: Path
    manifest: str

    def change(self, file: str, old: str, new: str) -> None:
        path = self.root / FOLDER / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} has no {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def write(self, file: str, text: str | bytes) -> None:
        data = text.encode() if isinstance(text, str) else text
        (self.root / FOLDER / file).write_bytes(data)

    def found(self) -> list[Diagnostic]:
        report = prepare(Sources(self.root), self.manifest).report
        return [each for each in report if each.code != "L021"]

    def only(self) -> Diagnostic:
        (found,) = self.found()
        for lang in ("zh", "en"):  # the words can be filled in
            assert found.message(lang)
            assert found.hint(lang)
        return found

    def text_at(self, found: Diagnostic) -> str:
        """What stands where a diagnostic points to."""
        span = found.span
        assert span is not None
        assert span.line is not None
        line = (self.root / span.file).read_text(encoding="utf-8").split("\n")[span.line - 1]
        end = None if span.end_column is None else span.end_column - 1
        return line[(span.column or 1) - 1 : end]


@pytest.fixture
def bench(project) -> Bench:
    return Bench(project.root, project.issue())


@pytest.fixture
def plain_bench(bench) -> Bench:
    """A layout whose style sheet asks nothing of its templates."""
    bench.write("style.css", "p { color: var(--ink) }")
    return bench


Change = Callable[[str, str, str], None]
