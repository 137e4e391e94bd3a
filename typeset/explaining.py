"""Why a rule is one, and what it looks like before and after."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from typeset.diagnostics import Bilingual


class Kind(StrEnum):
    """Where the text of an example stands."""

    BODY = "body"  # below an article's front matter
    META = "meta"  # lines of an article's front matter
    MANIFEST = "manifest"  # lines of issue.yaml
    SHOWN = "shown"  # in words only: the check needs pages, files or the network


@dataclass(frozen=True, slots=True)
class Example:
    """What the check finds, and how it should be; `right` is what `--fix` makes if it can."""

    wrong: str
    right: str
    kind: Kind = Kind.BODY


@dataclass(frozen=True, slots=True)
class Explanation:
    """The reason for a rule, and an example where one can be shown."""

    why: Bilingual
    examples: tuple[Example, ...] = ()


def body(zh: str, en: str, wrong: str, right: str) -> Explanation:
    """Return the reason for a rule of an article's text, with an example."""
    return Explanation(Bilingual(zh, en), (Example(wrong, right),))


def meta(zh: str, en: str, wrong: str, right: str) -> Explanation:
    """Return the reason for a rule of front matter, with an example."""
    return Explanation(Bilingual(zh, en), (Example(wrong, right, Kind.META),))


def manifest(zh: str, en: str, wrong: str, right: str) -> Explanation:
    """Return the reason for a rule of issue.yaml, with an example."""
    return Explanation(Bilingual(zh, en), (Example(wrong, right, Kind.MANIFEST),))


def shown(zh: str, en: str, wrong: str, right: str) -> Explanation:
    """Return a reason with an example in words: it takes files or pages to see it."""
    return Explanation(Bilingual(zh, en), (Example(wrong, right, Kind.SHOWN),))


def told(zh: str, en: str) -> Explanation:
    """Return a reason that needs no example."""
    return Explanation(Bilingual(zh, en))
