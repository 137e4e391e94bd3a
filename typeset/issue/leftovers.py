"""What was meant as markup but is still text after parsing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from typeset.diagnostics import Rule
from typeset.issue import rules_article as rules
from typeset.issue import rules_writing

_PATTERNS: tuple[tuple[Rule, re.Pattern[str]], ...] = (
    (rules.OPEN_STRONG, re.compile(r"\*\*")),
    (rules.LITERAL_MARK, re.compile(r"__[^_\s][^_]*__|~~[^~]+~~|==[^=]+==|`")),
    (rules.WIDE_MARK, re.compile(r"＊＊|！\[[^\]]*\]\([^)]*\)|\A＞\s*(?=\S)")),
    (
        rules_writing.BROKEN_CALL,
        re.compile(r"[\[［【]\s*[\^＾][^\]］】]{0,30}[\]］】]|\^\[[^\]]*\]"),
    ),
    (
        rules_writing.NO_EFFECT,
        re.compile(
            r"\A\s*(={2,}|＝{2,}|\[toc\])\s*\Z|\A\[[ xX]\](?= )|\$\$.+?\$\$"
            r"|\{\s*([.#][\w-]+|[a-z-]+=[^{}]*)\s*\}",
            re.IGNORECASE,
        ),
    ),
    (
        rules_writing.BROKEN_NOTE,
        re.compile(
            r"[{｛]\s*[\u3400-\u9fff]{1,12}\s*[|｜]\s*"
            r"(?:[^{}｛｝|｜]{0,20}[}｝]|[A-Za-zÀ-ǜ]+(?: [A-Za-zÀ-ǜ]+)*|[._~]?)"
        ),
    ),
    (rules.RAW_HTML, re.compile(r"</?[A-Za-z][\w-]*:[\w-]+\s*/?>")),
    (
        rules.BROKEN_LINK,
        re.compile(
            r"(?:!?\[|[!！][\[［【])[^\[\]［］【】]*[\]］】]\s*[(（][^()（）]*"
            r"(://|www\.|\.\.?/|images/|\.(png|jpe?g|gif|svg|webp)\b)[^()（）]*(?:[)）]|\Z)"
            r"|!?\[\[[^\[\]]+\]\]|\[[^\[\]]+\]\[[^\[\]]*\]"
            r"|[(（][^()（）]*[)）]\[\s*(https?://|www\.)[^\[\]]*\]",
            re.IGNORECASE,
        ),
    ),
)
_NARROW = str.maketrans("＊［］！（）【】＞＾｛｝｜", "*[]!()[]>^{}|")
_CALL = re.compile(r"[\s\[\]［］【】^＾]")


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A mark that would be printed, and how to write what it means."""

    rule: Rule
    start: int
    text: str

    @property
    def suggestion(self) -> str:
        """Return the mark as it should be typed."""
        if self.rule is rules_writing.BROKEN_CALL:
            label = _CALL.sub("", self.text)
            return f"[^{label if len(label) <= 3 else 1}]"
        if self.rule is rules_writing.BROKEN_NOTE:
            base, _, note = self.text.translate(_NARROW).strip("{} ").partition("|")
            return f"{{{base.strip()}|{note.strip() or '注音'}}}"
        return self.text.translate(_NARROW)


def find_left_overs(text: str) -> Iterator[LeftOver]:
    """Yield the first mark of each kind in `text`, from left to right."""
    found = [
        LeftOver(rule, match.start(), match.group())
        for rule, pattern in _PATTERNS
        if (match := pattern.search(text)) is not None
    ]
    kinds = {each.rule for each in found}
    for each in sorted(found, key=lambda each: each.start):
        is_half = each.rule is rules.OPEN_STRONG and "＊＊" in text
        is_part = each.rule is rules.LITERAL_MARK and rules.BROKEN_LINK in kinds
        if not is_half and not is_part:
            yield each
