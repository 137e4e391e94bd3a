"""What a preview keeps does not grow with the number of saves."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator

import pytest
from weasyprint.formatting_structure.boxes import Box

from tests.conftest import ARTICLE, MANIFEST, Project
from typeset.preview.studio import Studio

NAMES = [f"articles/0{number}.md" for number in range(1, 5)]
STYLE = "layouts/brief/1/style.css"
PARAGRAPH = "添上的一段话，说的是存盘以后多出来的内容，长到换行为止。" * 40


@pytest.fixture(autouse=True)
def _collector_off() -> Iterator[None]:
    """Look for rubbish only where the preview does, as its process has it."""
    gc.disable()
    yield
    gc.enable()


def listed(names: list[str]) -> str:
    return MANIFEST.replace("[articles/01-first.md]", f"[{', '.join(names)}]")


def boxes_held() -> int:
    """Count boxes, those too that nobody uses and nobody has looked for."""
    gc.unfreeze()  # what is set aside is not listed
    return sum(isinstance(each, Box) for each in gc.get_objects())


def edits(project: Project) -> list[Callable[[int], object]]:
    """What editors and designers do, each with a number that is never the same."""
    folder = "issues/7"
    style = (project.root / STYLE).read_text()

    def write(name: str, more: str) -> object:
        return project.write(f"{folder}/{name}", ARTICLE + more)

    return [
        lambda number: project.write(STYLE, style + f"h1 {{ color: #{number:06x} }}\n"),
        *(lambda number, name=name: write(name, f"\n第{number}次。\n") for name in NAMES * 4),
        lambda number: write(NAMES[1], f"\n第{number}次。{PARAGRAPH}\n"),
        lambda number: write(NAMES[1], f"\n第{number}次。\n"),
        lambda _: project.write(f"{folder}/issue.yaml", listed(NAMES[1:])),
        lambda _: project.write(f"{folder}/issue.yaml", listed(NAMES)),
    ]


def save(studio: Studio, changes: list[Callable[[int], object]], first: int) -> None:
    """Make each change and look at a page of each outcome, as the server does."""
    for number, change in enumerate(changes, start=first):
        change(number)
        snapshot = studio.rebuild()
        assert snapshot.is_current
        assert snapshot.showing is not None
        studio.draw(snapshot.showing.keys[-1], 36)
        studio.proof()
        studio.tidy()


def test_boxes_and_results_are_given_back(project: Project) -> None:
    project.issue(listed(NAMES), dict.fromkeys(NAMES, ARTICLE))
    changes = edits(project)
    studio = Studio(project.root, project.root / "issues/7/issue.yaml")
    studio.rebuild()
    studio.proof()
    studio.tidy()
    held, remembered = boxes_held(), len(studio._memory)
    save(studio, changes * 2, 100)
    assert boxes_held() < 2 * held
    assert len(studio._memory) == remembered
    assert studio.snapshot.showing is not None
    assert len(studio._keys) == len(studio.snapshot.showing.keys)
