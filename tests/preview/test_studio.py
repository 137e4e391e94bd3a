"""What a preview says of its pages once they are shown."""

from __future__ import annotations

from tests.conftest import ARTICLE, MANIFEST
from typeset.archive.layout_guard import check_layout_lock
from typeset.layout.manuscript import prepare
from typeset.preview.studio import Snapshot, Studio
from typeset.sources import Sources

QUIET = MANIFEST + "check: {ignore: [L021]}\n"
NOTE = "\n[^1]: 没有注号的脚注。\n"
LOCK = '[layout-files]\n"layouts/brief/1/style.css" = "' + 64 * "0" + '"\n'


def codes(snapshot: Snapshot | None) -> list[str]:
    assert snapshot is not None
    return [spot.diagnostic.code for spot in snapshot.spots]


def shown(snapshot: Snapshot) -> tuple[int, ...]:
    assert snapshot.showing is not None
    return snapshot.showing.keys


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


def test_a_page_that_stays_keeps_its_key_and_others_are_counted_on(project) -> None:
    project.issue()
    studio = Studio(project.root, project.root / "issues/7/issue.yaml")
    first = shown(studio.rebuild())
    assert first == tuple(range(1, len(first) + 1))
    assert shown(studio.rebuild()) == first
    project.issue(articles={"articles/01-first.md": ARTICLE.replace("第二段", "第三段")})
    assert max(shown(studio.rebuild())) == len(first) + 1


def test_what_comes_in_the_place_of_pages_in_sight_is_drawn_ahead(project) -> None:
    project.issue()
    studio = Studio(project.root, project.root / "issues/7/issue.yaml")
    first = shown(studio.rebuild())
    for key in (999, *first[:3], first[-1], first[1]):
        studio.see(key, 48)
    assert studio.in_sight() == tuple((key, 48) for key in (*first[:3], first[-1]))
    project.issue(articles={"articles/01-first.md": ARTICLE.replace("第二段", "第三段")})
    key = shown(studio.rebuild())[-1]
    assert studio.in_sight()[-1] == (key, 48) != (first[-1], 48)
    studio.draw_ahead(key, 48)
    studio.draw_ahead(first[-1], 48)  # gone: nobody asks
    assert list(studio._pictures._kept) == [(key, 48)]


def test_front_matter_whose_page_numbers_come_true_is_that_of_a_new_rendering(project) -> None:
    project.issue()
    studio = Studio(project.root, project.root / "issues/7/issue.yaml")
    studio.rebuild()
    showing = studio.rebuild().showing
    assert showing is not None
    pages = showing.pages
    assert pages.folios["article-01"] in pages.composition.front(pages.folios)
    anew = prepare(Sources(project.root), "issues/7/issue.yaml").composition
    assert anew is not None
    assert pages.composition.front(pages.folios) == anew.front(pages.folios)
    assert pages.composition.front(pages.folios) is pages.composition.front(pages.folios)
