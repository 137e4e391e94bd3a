"""All codes and what there is to say of each, for `typeset rule` and the documentation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from typeset.archive import explained_archive, explained_batch, explained_lock
from typeset.check import explained_pages
from typeset.check.explained_preflight import explanations
from typeset.check.reader_mends import READER_MENDS
from typeset.check.registry import ALL
from typeset.diagnostics import Bilingual, Rule
from typeset.explaining import Example, Explanation
from typeset.issue import explained_facts, explained_text, explained_yaml
from typeset.layout import explained_layouts
from typeset.preview import explained_preview

# Every module that holds rules; a test compares this list with the code.
MODULES = (
    "typeset.issue.rules_files",
    "typeset.issue.rules_yaml",
    "typeset.issue.rules_manifest",
    "typeset.issue.rules_article",
    "typeset.issue.rules_writing",
    "typeset.layout.rules",
    "typeset.press.rules",
    "typeset.press.rules_imposition",
    "typeset.check.rules",
    "typeset.check.rules_silencing",
    "typeset.check.online.rules",
    "typeset.check.rules_preflight",
    "typeset.check.rules_preflight_print",
    "typeset.check.rules_preflight_screen",
    "typeset.check.rules_preflight_archive",
    "typeset.archive.rules_lock",
    "typeset.layout.rules_volume",
    "typeset.layout.rules_package",
    "typeset.layout.rules_files",
    "typeset.archive.rules_volume",
    "typeset.archive.rules_search",
    "typeset.archive.rules_batch",
    "typeset.preview.rules",
)
FAMILIES: Mapping[str, Bilingual] = {
    "F": Bilingual("文件", "Files"),
    "Y": Bilingual("清单和文章开头的 YAML", "The YAML of manifest and front matter"),
    "M": Bilingual("清单和文章开头的内容", "The facts in them"),
    "A": Bilingual("正文的写法", "How the text is written"),
    "T": Bilingual("文字：标点、字符、数字、名称", "Copy: marks, characters, numerals, names"),
    "I": Bilingual("这一期", "The issue as a whole"),
    "U": Bilingual("链接", "Links"),
    "X": Bilingual("文件夹里的文件和图片", "Files and pictures in the folder"),
    "L": Bilingual("版式和字体", "Layout and fonts"),
    "C": Bilingual("排出的版面和 PDF", "The finished pages and PDF"),
    "G": Bilingual("版面的好坏", "How good the pages are"),
    "P": Bilingual("排版引擎和拼版", "The engine, and imposition"),
    "K": Bilingual("付印前检查", "Preflight"),
    "R": Bilingual("锁定、核对和版本", "Locks, verification, revisions"),
    "D": Bilingual("合订本、查找和目录", "Volumes, searching, the catalogue"),
    "B": Bilingual("一次排许多期", "Building many issues"),
    "W": Bilingual("实时预览", "The preview"),
    "S": Bilingual("略过和选择检查", "What silences and selects checks"),
}
EXPLAINED: Mapping[str, Explanation] = {
    **explained_facts.EXPLAINED,
    **explained_yaml.EXPLAINED,
    **explained_text.EXPLAINED,
    **explained_lock.EXPLAINED,
    **explained_layouts.EXPLAINED,
    **explained_pages.EXPLAINED,
    **dict(explanations()),
    **explained_archive.EXPLAINED,
    **explained_batch.EXPLAINED,
    **explained_preview.EXPLAINED,
}
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Entry:
    """What the book says of one code."""

    rule: Rule
    title: Bilingual
    why: Bilingual | None = None
    examples: tuple[Example, ...] = ()
    mends: bool = False


@cache
def entries() -> Mapping[str, Entry]:
    """Return code → entry, in the order of the families and the codes."""
    found = {entry.rule.code: entry for entry in _all_entries()}
    order = list(FAMILIES)
    return dict(sorted(found.items(), key=lambda each: (order.index(each[0][0]), each[0])))


def known_codes() -> frozenset[str]:
    """Return all codes."""
    return frozenset(entries())


def _all_entries() -> Iterator[Entry]:
    for name in MODULES:
        for value in vars(import_module(name)).values():
            if isinstance(value, Rule):
                known = EXPLAINED.get(value.code)
                why, examples = (known.why, known.examples) if known else (None, ())
                mends = value.code in READER_MENDS
                yield Entry(value, _title(value), why, examples, mends)
    for check in ALL:
        yield Entry(check.rule, check.title, check.why, check.examples, check.mends)


def _title(rule: Rule) -> Bilingual:
    """Return the rule's message with dots for what differs from case to case."""
    return Bilingual(plain(rule.message.zh).rstrip("。"), plain(rule.message.en).rstrip("."))


def plain(words: str) -> str:
    """Return a sentence with an ellipsis for each of its placeholders."""
    return _PLACEHOLDER.sub("…", words).replace("{{", "{").replace("}}", "}")
