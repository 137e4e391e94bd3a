"""Which issues an archivist means."""

from __future__ import annotations

from pathlib import Path

import pytest

from typeset.archive.selection import every_issue, latest, select

DATES = {9: "2023-12-25", 10: "2024-01-01", 11: '"2024-01-08"', 100: "2025-01-06"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "layouts").mkdir()
    for number, date in DATES.items():
        folder = tmp_path / "issues" / str(number)
        folder.mkdir(parents=True)
        (folder / "issue.yaml").write_text(f"title: x\ndate: {date}\n")
    (tmp_path / "issues/drafts").mkdir()
    return tmp_path


def numbers(root: Path, *words: str) -> list[str]:
    targets, report = select(words, root)
    assert not len(report), [d.message() for d in report]
    return [target.manifest.parent.name for target in targets]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["10"], ["10"]),
        (["9-11"], ["9", "10", "11"]),
        (["11-9"], ["9", "10", "11"]),
        (["９－１１"], ["9", "10", "11"]),
        (["第9期至第11期"], ["9", "10", "11"]),
        (["第10期"], ["10"]),
        (["10–200"], ["10", "11", "100"]),
        (["2024"], ["10", "11"]),
        (["2024年"], ["10", "11"]),
        (["issues/9", "9", "100"], ["9", "100"]),
        (["2025", "9-10"], ["100", "9", "10"]),
    ],
)
def test_numbers_ranges_years_and_folders(root: Path, words: list[str], expected) -> None:
    assert numbers(root, *words) == expected


def test_a_number_goes_before_a_year(root: Path) -> None:
    (root / "issues/2024").mkdir()
    (root / "issues/2024/issue.yaml").write_text("date: 2030-01-01\n")
    assert numbers(root, "2024") == ["2024"]
    assert numbers(root, "2024年") == ["10", "11"]


@pytest.mark.parametrize("word", ["12-20", "2022"])
def test_what_names_no_issue_is_told_with_what_there_is(root: Path, word: str) -> None:
    targets, report = select([word], root)
    assert targets == ()
    assert [d.code for d in report] == ["B005"]
    assert "9–11、100" in report.diagnostics[0].message("zh")


def test_all_and_latest_go_by_number(root: Path) -> None:
    assert [t.manifest.parent.name for t in every_issue(root)] == ["9", "10", "11", "100"]
    assert [t.manifest.parent.name for t in latest(root)] == ["100"]
