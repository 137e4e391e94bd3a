"""Markdown → semantic HTML: CommonMark 0.31 with tables, footnotes and figures."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import cast

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote import footnote_plugin

from typeset.diagnostics import Report
from typeset.issue.annotations import annotation_plugin
from typeset.issue.blocks import check_blocks
from typeset.issue.emphasis import CjkParserInline
from typeset.issue.footnotes import Note, link_calls, take_notes
from typeset.issue.inlines import InlineChecker
from typeset.issue.model import Body, Picture
from typeset.issue.places import Finder, Page
from typeset.issue.references import Helpers, report_lost
from typeset.sources import Sources


def read_body(sources: Sources, file: str, text: str, first_line: int, report: Report) -> Body:
    """Return `text`, which starts in line `first_line` of `file`, as HTML; report its faults."""
    page = Page(file, text.split("\n"), first_line)
    parser = body_parser()
    environment: dict[str, object] = {}
    tokens, notes = take_notes(parser.parse(text, environment), page, report)
    report_lost(environment, page, report)
    tokens = check_blocks(tokens, page, report)
    checker = InlineChecker(sources, page, report)
    for note in notes:
        note.tokens = check_blocks(note.tokens, page, report)
    for token in (*tokens, *(token for note in notes for token in note.tokens)):
        if token.type == "inline":
            checker.check(token)
    link_calls(tokens, notes, page, report)
    html = parser.renderer.render(_with_figures(tokens, page), parser.options, {})
    return Body(file, html, tuple(checker.pictures))


class _Markdown(MarkdownIt):
    """Addresses stay as they were written: they are checked, not silently changed."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True


class _Renderer(RendererHTML):
    """HTML with figures, footnotes in place, and line numbers on code."""

    def figure(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        caption = escapeHtml(str(token.attrGet("title") or ""))
        line = token.meta["line"]
        below = f"<figcaption>{caption}</figcaption>" if caption else ""
        return f'<figure data-line="{line}">{_image(token)}{below}</figure>\n'

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return _image(tokens[idx])

    def text_special(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        return escapeHtml(tokens[idx].content)

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        line = token.attrGet("data-line")
        return f'<pre data-line="{line}"><code>{escapeHtml(token.content)}</code></pre>\n'

    def footnote_ref(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        note = tokens[idx].meta["note"]
        if not isinstance(note, Note):
            return ""
        lines = [
            self.renderInline(token.children or [], options, env)
            if token.type == "inline"
            else escapeHtml(token.content.strip())
            for token in note.tokens
            if token.content.strip()
        ]
        return f'<span class="footnote">{"<br>".join(lines)}</span>'


def _image(token: Token) -> str:
    picture = token.meta.get("picture")
    if not isinstance(picture, Picture):
        return ""
    return f'<img src="{escapeHtml(picture.url)}" alt="{escapeHtml(picture.alt)}">'


def body_parser() -> MarkdownIt:
    """Return the parser of article bodies."""
    parser = _Markdown("commonmark", {"html": True, "xhtmlOut": False}, renderer_cls=_Renderer)
    parser.helpers = cast(ModuleType, Helpers)  # what is called there is all here
    parser.inline = CjkParserInline()
    parser.configure("commonmark", {"html": True, "xhtmlOut": False})
    parser.enable("table")
    # `文字` above a line of dashes would become a heading that nobody meant; and escaped
    # marks must stay apart from marks that found no partner.
    parser.disable(["lheading", "text_join"])
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    parser.use(annotation_plugin)
    parser.add_render_rule("footnote_ref", _Renderer.footnote_ref)
    return parser


def _with_figures(tokens: list[Token], page: Page) -> list[Token]:
    """Return `tokens` with each paragraph of nothing but pictures turned into figures."""
    result: list[Token] = []
    at = 0
    while at < len(tokens):
        pictures = _pictures_only(tokens[at : at + 2])
        if not pictures:
            result.append(tokens[at])
            at += 1
            continue
        finder = Finder(page, tokens[at + 1])
        for picture in pictures:
            picture.type = "figure"
            picture.meta["line"] = finder.find(str(picture.attrGet("src")), "![").line
            result.append(picture)
        at += 3
    return result


def _pictures_only(tokens: list[Token]) -> list[Token]:
    if len(tokens) != 2 or tokens[0].type != "paragraph_open":
        return []
    children = [child for child in tokens[1].children or [] if child.content.strip() or child.tag]
    return children if all(child.type == "image" for child in children) else []
