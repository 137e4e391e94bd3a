"""What a preview says of its pages once they are shown."""

from __future__ import annotations

from tests.conftest import ARTICLE, MANIFEST
from typeset.archive.layout_guard import check_layout_lock
from typeset.preview.studio import Snapshot, Studio

QUIET = MANIFEST + "check: {ignore: [L021]}\n"
NOTE = "\n[^1]: 没有注号的脚注。\n"
LOCK = '[layout-files]\n"layouts/brief/1/style.css" = "' + 64 * "0" + '"\n'


def codes(snapshot: Snapshot | None) -> list[str]:
    assert snapshot is not None
    return [spot.diagnostic.code for spot in snapshot.spots]


def test_what_is_silenced_is_not_shown_and_a_lock_is_told(project) -> None:
    project.issue(QUIET, {"articles/01-first.md": ARTICLE + NOTE})
    studio = Studio(project.root, project.root / "issues/7/issue.yaml", check_layout_lock)
    assert codes(studio.rebuild()) == ["A019"]
    assert codes(studio.proof()) == ["A019"]
    quiet = ARTICLE + "\n<!-- typeset: ignore A019 -->\n" + NOTE
    project.issue(QUIET, {"articles/01-first.md": quiet})
    assert codes(studio.rebuild()) == []
    project.write("issues/7/issue.lock", LOCK)
    assert codes(studio.proof()) == ["R020"]
    assert studio.snapshot.is_current, "it can be looked at all the same"


def test_settings_of_the_project_are_followed(project) -> None:
    project.issue()
    studio = Studio(project.root, project.root / "issues/7/issue.yaml")
    first = studio.rebuild()
    assert codes(first) == ["L021"]
    assert "typeset.toml" in first.watched
    project.write("typeset.toml", '[check]\nignore = ["L021"]\n')
    assert codes(studio.rebuild()) == []
