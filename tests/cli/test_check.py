"""`typeset check` and `typeset rule`, as editors and their programs call them."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from tests.conftest import ARTICLE, ROOT

WRONG = ARTICLE.replace("到2025年底前", "到２０２５年底前")
DATA = ROOT / "tests/data"


@pytest.fixture
def wrong(project):
    project.issue()
    project.write("issues/7/articles/01-first.md", WRONG)
    return project


def schema(path: Path):
    loaded = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(loaded)
    return jsonschema.Draft202012Validator(loaded)


def test_words_are_told_with_their_place_and_how_to_mend_them(wrong) -> None:
    done = wrong.run("check", "7")
    assert done.returncode == 0
    assert "issues/7/articles/01-first.md:6:19: 提醒 T001" in done.stderr
    assert "typeset check 7 --fix" in done.stderr
    assert done.stdout == ""


def test_strict_makes_a_warning_count(wrong) -> None:
    assert wrong.run("check", "7", "--strict", "--select", "T").returncode == 1
    assert wrong.run("check", "7", "--strict", "--select", "S").returncode == 0


def test_short_is_one_line_each(wrong) -> None:
    done = wrong.run("check", "7", "--format", "short", "--select", "T001")
    assert done.stdout == (
        "issues/7/articles/01-first.md:6:19: T001 “２０２５”是全角字母或数字。\n"
    )
    assert done.stderr == ""


def test_json_keeps_to_its_schema(wrong) -> None:
    done = wrong.run("check", "7", "--format", "json")
    data = json.loads(done.stdout)
    schema(ROOT / "typeset/cli/formats/check-report.schema.json").validate(data)
    (issue,) = data["issues"]
    (found,) = [each for each in issue["diagnostics"] if each["code"] == "T001"]
    assert found["place"] == {
        "file": "issues/7/articles/01-first.md",
        "line": 6,
        "column": 19,
        "end_column": 23,
    }
    assert found["edits"][0]["new"] == "2025"
    assert issue["pages"] > 4


def test_json_of_several_issues_of_which_one_is_broken(wrong) -> None:
    wrong.write("issues/8/issue.yaml", "title: [\n")
    done = wrong.run("check", "7", "8", "--select", "T,Y", "--format", "json", "--lang", "en")
    assert done.returncode == 1
    data = json.loads(done.stdout)
    schema(ROOT / "typeset/cli/formats/check-report.schema.json").validate(data)
    assert [issue["manifest"] for issue in data["issues"]] == [
        "issues/7/issue.yaml",
        "issues/8/issue.yaml",
    ]
    assert data["issues"][1]["counts"]["errors"] > 0
    assert data["issues"][1]["pages"] is None


def test_sarif_keeps_to_its_schema(wrong) -> None:
    done = wrong.run("check", "7", "--select", "T", "--format", "sarif")
    data = json.loads(done.stdout)
    schema(DATA / "sarif-2.1.0.schema.json").validate(data)
    run = data["runs"][0]
    (found,) = [each for each in run["results"] if each["ruleId"] == "T001"]
    assert run["tool"]["driver"]["rules"][found["ruleIndex"]]["id"] == "T001"
    place = found["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "issues/7/articles/01-first.md"
    assert place["region"] == {"startLine": 6, "startColumn": 19, "endColumn": 23}
    (change,) = found["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"]["text"] == "2025"


def test_sarif_of_nothing_is_valid(project) -> None:
    project.issue()
    done = project.run("check", "7", "--format", "sarif", "--select", "T")
    schema(DATA / "sarif-2.1.0.schema.json").validate(json.loads(done.stdout))


def test_github_commands_escape_what_they_must(wrong) -> None:
    done = wrong.run("check", "7", "--format", "github", "--select", "T001")
    (line,) = done.stdout.splitlines()
    assert line.startswith(
        "::warning file=issues/7/articles/01-first.md,line=6,col=19,endColumn=22,title=T001::"
    )
    assert "%0A" in line


def test_diff_shows_and_writes_nothing(wrong) -> None:
    path = wrong.root / "issues/7/articles/01-first.md"
    done = wrong.run("check", "7", "--select", "T", "--diff")
    assert done.returncode == 1
    assert "+近日，有关部门发布了一份《通知》，到2025年底前完成试点。" in done.stdout
    assert path.read_text(encoding="utf-8") == WRONG


def test_fix_mends_shows_and_does_no_more_the_second_time(wrong) -> None:
    path = wrong.root / "issues/7/articles/01-first.md"
    done = wrong.run("check", "7", "--select", "T", "--fix")
    assert done.returncode == 0
    assert "+近日，有关部门发布了一份《通知》，到2025年底前完成试点。" in done.stdout
    assert path.read_text(encoding="utf-8") == ARTICLE
    again = wrong.run("check", "7", "--select", "T", "--fix")
    assert again.stdout == ""
    assert wrong.run("check", "7", "--select", "T", "--diff").returncode == 0


def test_fix_with_json_keeps_stdout_for_the_data(wrong) -> None:
    done = wrong.run("check", "7", "--select", "T", "--fix", "--format", "json")
    assert json.loads(done.stdout)
    assert "+近日" in done.stderr


def test_a_rare_character_is_told_beside_other_errors(wrong) -> None:
    wrong.write("issues/7/articles/01-first.md", ARTICLE.replace("近日", "<b>近日</b>𪚥"))
    codes = {
        each["code"]
        for each in json.loads(wrong.run("check", "7", "--format", "json").stdout)["issues"][0][
            "diagnostics"
        ]
    }
    assert {"A010", "L012"} <= codes


def test_an_unknown_code_is_a_mistake_of_the_command_line(wrong) -> None:
    for option in ("--select", "--ignore"):
        done = wrong.run("check", "7", option, "Z999")
        assert (done.returncode, done.stdout) == (2, "")
        assert "Z999" in done.stderr


def test_pages_are_not_laid_out_where_nobody_asks_for_them(wrong) -> None:
    done = wrong.run("check", "7", "--select", "T,A", "--format", "json")
    assert json.loads(done.stdout)["issues"][0]["pages"] is None


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_rule_is_explained(project, lang: str) -> None:
    done = project.run("rule", "T001", "--lang", lang)
    assert done.returncode == 0
    for words in ("截至２０２４年５月。", "截至2024年5月。", "--fix"):
        assert words in done.stdout


def test_every_code_has_an_explanation(project) -> None:
    codes = [line.split()[0] for line in project.run("rule").stdout.splitlines() if line[:1] == " "]
    assert len(codes) > 200
    done = project.run("rule", *codes)
    assert done.returncode == 0
    assert all(code in done.stdout for code in codes)


def test_a_family_is_listed_and_an_unknown_code_refused(project) -> None:
    assert "S001" in project.run("rule", "s").stdout
    done = project.run("rule", "Z1")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Z1" in done.stderr
