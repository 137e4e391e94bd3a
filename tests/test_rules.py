"""Every kind of problem has a code of its own and words in both languages."""

from __future__ import annotations

import importlib
import pkgutil
import re
import string

import typeset
from typeset.diagnostics import Bilingual, Rule


def all_rules() -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for info in pkgutil.walk_packages(typeset.__path__, "typeset."):
        if info.name.rsplit(".", 1)[-1].startswith("rules"):
            for name, value in vars(importlib.import_module(info.name)).items():
                if isinstance(value, Rule):
                    found[f"{info.name}.{name}"] = value
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
