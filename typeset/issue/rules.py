"""All rules of this room by code; each code is printed, documented, and never used again."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from typeset.diagnostics import Rule
from typeset.issue import rules_article, rules_files, rules_manifest, rules_writing, rules_yaml

_MODULES = (rules_files, rules_yaml, rules_manifest, rules_article, rules_writing)

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.code: rule
        for module in _MODULES
        for rule in vars(module).values()
        if isinstance(rule, Rule)
    }
)
