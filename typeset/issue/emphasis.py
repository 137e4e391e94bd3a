"""Emphasis that works in Chinese, after the “CJK-friendly emphasis” amendment to CommonMark.

CommonMark 0.31 §6.2 takes `**《意见》**提出` for unclosed, because a closing run between
punctuation and a letter is not right-flanking. The amendment
(github.com/tats-u/markdown-cjk-friendly) lets a CJK character or a CJK mark on either side
count like a space or a letter, whichever makes the run work.
"""

from __future__ import annotations

import re
import unicodedata

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType

# Han, kana, hangul, bopomofo, CJK punctuation and full-width forms; and the quotation marks,
# dashes and ellipsis that Chinese shares with Western scripts (CLREQ §3.1).
_CJK = re.compile(
    "[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe10-\ufe1f\ufe30-\ufe6f"
    "\uff00-\uffef\U00016fe0-\U00018aff\U0001aff0-\U0001b16f\U00020000-\U0003ffff"
    "“”‘’—…·]"
)


def is_cjk(char: str) -> bool:
    """Tell whether `char` is a letter or a mark of Chinese, Japanese or Korean."""
    return _CJK.fullmatch(char) is not None


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


class CjkStateInline(StateInline):
    """Inline state whose delimiter runs know Chinese."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803, FBT001
        """Return whether the run at `start` may open or close emphasis, and its length."""
        marker = self.src[start]
        end = start
        while end < self.posMax and self.src[end] == marker:
            end += 1
        before = self.src[start - 1] if start > 0 else " "
        after = self.src[end] if end < self.posMax else " "
        left = _flanks(after, before)
        right = _flanks(before, after)
        if canSplitWord:
            return Scanned(left, right, end - start)
        can_open = left and (not right or _is_punctuation(before))
        can_close = right and (not left or _is_punctuation(after))
        return Scanned(can_open, can_close, end - start)


def _flanks(inner: str, outer: str) -> bool:
    """Tell whether a run between `outer` and `inner` clings to `inner` (CommonMark §6.2)."""
    if inner.isspace():
        return False
    if not _is_punctuation(inner) or is_cjk(inner):
        return True
    return outer.isspace() or _is_punctuation(outer) or is_cjk(outer)


class CjkParserInline(ParserInline):
    """Inline parser that works on `CjkStateInline`."""

    def parse(
        self,
        src: str,
        md: MarkdownIt,
        env: EnvType,
        tokens: list[Token],
    ) -> list[Token]:
        """Parse `src` into `tokens`, as the parser that it replaces."""
        state = CjkStateInline(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens
