"""Writes docs/rules.md and docs/rules.zh-CN.md: every code, what it means, and why.

Run after a change to a rule; a test compares the files with what this makes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from typeset.cli.messages import SEVERITIES
from typeset.cli.rulebook import FAMILIES, Entry, entries, plain
from typeset.diagnostics import Bilingual, Lang

DOCS = Path(__file__).resolve().parents[1] / "docs"
FILES: dict[Lang, str] = {"en": "rules.md", "zh": "rules.zh-CN.md"}
HEAD: dict[Lang, str] = {
    "en": """# All codes

[中文](rules.zh-CN.md)

Made by `scripts/rules_book.py` from the rules themselves; `typeset rule CODE` prints the same.
A code never changes and is never used for anything else. `…` stands for what you wrote.
""",
    "zh": """# 全部编号

[English](rules.md)

本页由 `scripts/rules_book.py` 从规则本身生成；`typeset rule 编号` 打印同样的内容。
编号不会改，也不会挪作他用。“…”代表你写的内容。
""",
}
WORDS = {
    "mends": Bilingual("可自动改", "mended by --fix"),
    "wrong": Bilingual("不好", "before"),
    "right": Bilingual("改为", "after"),
}


def book(lang: Lang) -> str:
    """Return the whole page in one language."""
    return "\n".join([HEAD[lang], *_lines(lang)])


def _lines(lang: Lang) -> Iterator[str]:
    family = ""
    for code, entry in entries().items():
        if code[0] != family:
            family = code[0]
            yield f"## {family}{'：' if lang == 'zh' else ': '}{FAMILIES[family].said(lang)}\n"
        yield from _entry(code, entry, lang)


def _entry(code: str, entry: Entry, lang: Lang) -> Iterator[str]:
    kinds = [SEVERITIES[entry.rule.severity][0].said(lang)]
    kinds += [WORDS["mends"].said(lang)] * entry.mends
    kind = f"（{'，'.join(kinds)}）" if lang == "zh" else f" ({', '.join(kinds)})"
    yield f"**{code}** {_escaped(entry.title.said(lang))}{kind}\n"
    if entry.why is not None:
        yield f"{_escaped(entry.why.said(lang))}\n"
    hint = plain(entry.rule.hint.said(lang))
    if hint.strip("… "):
        yield f"→ {_escaped(hint)}\n"
    for example in entry.examples:
        yield "```"
        for key, text in (("wrong", example.wrong), ("right", example.right)):
            yield f"{WORDS[key].said(lang)}{'：' if lang == 'zh' else ': '}{text}"
        yield "```\n"


def _escaped(text: str) -> str:
    return "".join("\\" + char if char in "\\`*_{}[]<>#|" else char for char in text)


if __name__ == "__main__":
    for each, name in FILES.items():
        (DOCS / name).write_text(book(each), encoding="utf-8")
