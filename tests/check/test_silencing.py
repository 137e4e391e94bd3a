"""Comments and settings that keep codes quiet."""

from __future__ import annotations

import pytest

from tests.check.conftest import MANIFEST, MakeCopy, lay_out_issue
from typeset.archive.review import Review, review
from typeset.check.settings import Settings
from typeset.cli.rulebook import known_codes
from typeset.issue.project_settings import read_project_settings
from typeset.sources import Sources

WRONG = "截至２０２４年。"


def looked(sources: Sources, asked: Settings = Settings()) -> tuple[list[str], Review]:  # noqa: B008
    with review(sources, "issues/9/issue.yaml", asked) as look:
        told = [*look.look_at_words(), *look.look_at_silences(known_codes)]
        return [each.code for each in told], look


def codes(sources: Sources, asked: Settings = Settings()) -> list[str]:  # noqa: B008
    return [code for code in looked(sources, asked)[0] if code[0] in "TSMFA"]


def test_a_comment_silences_one_code_on_one_paragraph(tmp_path) -> None:
    body = f"<!-- typeset: ignore T001 -->\n{WRONG}\n\n{WRONG}"
    assert codes(lay_out_issue(tmp_path, body)).count("T001") == 1


def test_a_comment_does_not_silence_other_codes(tmp_path) -> None:
    body = f"<!-- typeset: ignore T039 -->\n{WRONG}"
    assert "T001" in codes(lay_out_issue(tmp_path, body))


def test_a_comment_for_the_file_silences_all_of_it(tmp_path) -> None:
    body = f"{WRONG}\n\n{WRONG}\n\n<!-- typeset: ignore-file T001 -->"
    assert codes(lay_out_issue(tmp_path, body)) == []


def test_a_comment_in_front_matter(tmp_path) -> None:
    meta = "title: 第１期 # typeset: ignore T001\nsource: 新华社\nlink: https://a.cn/b"
    assert codes(lay_out_issue(tmp_path, meta=meta)) == []


@pytest.mark.parametrize(
    ("comment", "code"),
    [
        ("<!-- typeset: ignore T001 -->", "S002"),
        ("<!-- typeset: ignore Z999 -->", "S001"),
        ("<!-- typeset: ignore -->", "S003"),
    ],
)
def test_comments_that_do_nothing_are_told(tmp_path, comment: str, code: str) -> None:
    assert code in codes(lay_out_issue(tmp_path, f"{comment}\n这里没有问题。"))


def test_an_error_cannot_be_silenced(tmp_path) -> None:
    found = codes(lay_out_issue(tmp_path, "<!-- typeset: ignore A010 -->\n这里<b>有</b>错误。"))
    assert "A010" in found
    assert "S004" in found


def test_a_comment_is_not_printed(tmp_path, make_copy: MakeCopy) -> None:
    copy = make_copy(body=f"<!-- typeset: ignore T001 -->\n{WRONG}")
    assert copy.issue is not None
    assert "typeset" not in copy.issue.articles[0].body.html


def test_settings_of_the_issue_and_of_the_project_add_up(tmp_path) -> None:
    manifest = MANIFEST + "check: {ignore: T001}\n"
    sources = lay_out_issue(tmp_path, WRONG, manifest=manifest)
    (tmp_path / "typeset.toml").write_text('[check]\nignore = ["T999x"]\nwords = ["２０２４"]\n')
    found, look = looked(sources)
    assert "T001" not in found
    assert "S001" in found
    assert look.settings.ignore == ("T999x", "T001")


def test_words_of_the_house_are_never_wrong(tmp_path) -> None:
    sources = lay_out_issue(tmp_path, WRONG)
    (tmp_path / "typeset.toml").write_text('[check]\nwords = ["２０２４年"]\n')
    assert "T001" not in codes(sources)


def test_select_and_ignore_on_the_command_line(tmp_path) -> None:
    sources = lay_out_issue(tmp_path, f"{WRONG}\n\n<b>甲</b>。")
    assert codes(sources, Settings(select=("T",))) == ["T001"]
    assert codes(sources, Settings(ignore=("T",))) == ["A010"]
    assert codes(sources, Settings(select=("T001",), ignore=("T",))) == ["T001"]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("[check]\nignore = [T001]\n", "F015", 2),
        ("[check]\nignroe = ['T001']\n", "M002", 2),
        ("[chekc]\nignore = ['T001']\n", "F016", 1),
        ("[check]\nignore = {a = 1}\n", "M005", 2),
        ("check = 3\n", "M001", 1),
        ("[check]\nignore = []\n", "M004", 2),
    ],
)
def test_mistakes_in_typeset_toml(tmp_path, text: str, code: str, line: int) -> None:
    (tmp_path / "typeset.toml").write_text(text, encoding="utf-8")
    _, report = read_project_settings(Sources(tmp_path))
    assert [(each.code, each.span and each.span.line) for each in report] == [(code, line)]
