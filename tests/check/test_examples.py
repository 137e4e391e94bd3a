"""The examples of each check are its tests: what is wrong is found, what is right is not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.check.conftest import BODY, MANIFEST, META, MakeCopy
from typeset.check.checks import Check, Example, Kind
from typeset.check.mending import mend
from typeset.check.proofreading import proofread
from typeset.check.registry import ALL
from typeset.check.subjects import Copy
from typeset.cli.rulebook import EXPLAINED as EXPLANATIONS
from typeset.diagnostics import Diagnostic
from typeset.issue.reader import read_issue

CASES = [
    pytest.param(check, example, id=f"{check.code}-{number}")
    for check in ALL
    for number, example in enumerate(check.examples, start=1)
    if example.kind is not Kind.SHOWN
]


def copy_of(make_copy: MakeCopy, kind: Kind, text: str) -> Copy:
    if kind is Kind.BODY:
        return make_copy(body=text)
    if kind is Kind.META:
        return make_copy(body=BODY, meta=merged(META, text))
    return make_copy(body=BODY, manifest=merged(MANIFEST, text))


def merged(whole: str, lines: str) -> str:
    """Put `lines` of YAML in place of those with the same top-level keys."""
    keys = {line.split(":", 1)[0] for line in lines.splitlines() if not line.startswith(" ")}
    kept: list[str] = []
    drop = False
    for line in whole.splitlines():
        if not line.startswith(" "):
            drop = line.split(":", 1)[0] in keys
        if not drop:
            kept.append(line)
    return "\n".join([*kept, *lines.splitlines()]) + "\n" * (whole is MANIFEST)


def found_by(check: Check[Any], copy: Copy) -> list[Diagnostic]:
    return [found for found in proofread(copy) if found.code == check.code]


@pytest.mark.parametrize(("check", "example"), CASES)
def test_example(check: Check[Any], example: Example, make_copy: MakeCopy) -> None:
    wrong = found_by(check, copy_of(make_copy, example.kind, example.wrong))
    assert wrong, "the wrong form is not found"
    for found in wrong:
        for lang in ("zh", "en"):
            assert found.message(lang)
            assert found.hint(lang)
        assert found.span is not None
        assert found.span.line
    right = found_by(check, copy_of(make_copy, example.kind, example.right))
    assert not right, [found.message("zh") for found in right]


@pytest.mark.parametrize(
    ("check", "example"),
    [case for case in CASES if case.values[0].mends],  # type: ignore[attr-defined]
)
def test_mend_makes_the_right_form(
    check: Check[Any], example: Example, make_copy: MakeCopy
) -> None:
    copy = copy_of(make_copy, example.kind, example.wrong)
    edits = [edit for found in found_by(check, copy) for edit in found.edits]
    prose = next(prose for prose in copy.files if prose.file == edits[0].file)
    assert example.right in mend(prose.script.text, edits)


def test_every_check_has_an_example() -> None:
    for check in ALL:
        assert check.examples, check.code
        assert check.title.zh, check.code
        assert check.title.en, check.code
        assert check.why.zh, check.code
        assert check.why.en, check.code


EXPLAINED = [
    pytest.param(code, example, id=code)
    for code, explanation in EXPLANATIONS.items()
    for example in explanation.examples
    if example.kind is not Kind.SHOWN
]


@pytest.mark.parametrize(("code", "example"), EXPLAINED)
def test_what_the_reader_finds(code: str, example: Example, make_copy: MakeCopy) -> None:
    """The examples of the reader's own rules hold as well."""

    def found(text: str) -> set[str]:
        copy = copy_of(make_copy, example.kind, text)
        return {each.code for each in read_issue(copy.sources, "issues/9/issue.yaml")[1]}

    assert code in found(example.wrong)
    assert code not in found(example.right)
