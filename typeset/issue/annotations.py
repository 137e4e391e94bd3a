"""What Chinese sets beside characters: ruby, emphasis dots, lines under names.

`{贵阳|guì yáng}` prints the reading above the characters; `{重点|.}` a dot under each
(着重号), `{贵阳|_}` a line (专名号), `{史记|~}` a wave (书名号乙式). See CLREQ, 3.3 on ruby and
GB/T 15834, 4.12 and 4.13, 4.16 on the marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

NOTE = re.compile(r"\{([^{}|\n]+)\|([^{}|\n]+)\}")
CLASSES = {".": "emphasis-dots", "_": "proper-name", "~": "book-title"}


def annotation_plugin(parser: MarkdownIt) -> None:
    """Teach a parser `{characters|what stands beside them}`."""
    parser.inline.ruler.before("link", "annotation", _parse)
    parser.add_render_rule("annotation", _render)


def _parse(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- markdown-it's own order
    if state.src[state.pos] != "{":
        return False
    found = NOTE.match(state.src, state.pos)
    if found is None or not found[1].strip() or not found[2].strip():
        return False
    if not silent:
        token = state.push("annotation", "", 0)
        token.content, token.info = found[1].strip(), found[2].strip()
    state.pos = found.end()
    return True


def _render(
    renderer: RendererProtocol,
    tokens: Sequence[Token],
    idx: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    """Return ruby with the reading first, as WeasyPrint stacks it, or a marked span."""
    base, note = escapeHtml(tokens[idx].content), tokens[idx].info
    if note in CLASSES:
        return f'<span class="{CLASSES[note]}">{base}</span>'
    return f"<ruby><rt>{escapeHtml(note)}</rt>{base}</ruby>"
