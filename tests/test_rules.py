"""Every kind of problem has a code of its own and words in both languages."""

from __future__ import annotations

import importlib
import pkgutil
import re
import string
from pathlib import Path

import pytest

import typeset
from scripts.rules_book import FILES, book
from typeset.check.registry import ALL
from typeset.cli.rulebook import MODULES, entries
from typeset.diagnostics import Bilingual, Lang, Rule


def all_rules() -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for info in pkgutil.walk_packages(typeset.__path__, "typeset."):
        if info.name.rsplit(".", 1)[-1].startswith("rules"):
            for name, value in vars(importlib.import_module(info.name)).items():
                if isinstance(value, Rule):
                    found[f"{info.name}.{name}"] = value
    found |= {f"registry {check.code}": check.rule for check in ALL}
    return found


def fields(words: str) -> set[str]:
    names = {name for _, name, _, _ in string.Formatter().parse(words) if name}
    return {re.sub("_(zh|en)$", "", name) for name in names}


def test_codes_are_unique_and_well_formed() -> None:
    owners: dict[str, Rule] = {}
    for name, rule in all_rules().items():
        assert re.fullmatch(r"[A-Z]\d{3}", rule.code), name
        assert owners.setdefault(rule.code, rule) is rule, f"{name}: {rule.code} is taken"
    assert len(owners) > 40


def test_both_languages_say_the_same_things() -> None:
    for name, rule in all_rules().items():
        for words in (rule.message, rule.hint):
            assert isinstance(words, Bilingual)
            assert words.zh, name
            assert words.en, name
        assert fields(rule.message.zh) == fields(rule.message.en), name


def test_the_rule_book_holds_every_rule() -> None:
    assert {rule.code for rule in all_rules().values()} == set(entries())
    named = {name.rsplit(".", 1)[0] for name in all_rules() if not name.startswith("registry")}
    assert named <= set(MODULES)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_documentation_is_made_from_the_rules(lang: Lang) -> None:
    path = Path(__file__).resolve().parents[1] / "docs" / FILES[lang]
    assert path.read_text(encoding="utf-8") == book(lang), "run scripts/rules_book.py"


def test_every_rule_has_a_reason_in_both_languages() -> None:
    for code, entry in entries().items():
        assert entry.why is not None, code
        assert entry.why.zh, code
        assert entry.why.en, code
