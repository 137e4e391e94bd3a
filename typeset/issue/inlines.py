"""What can be wrong within a paragraph: tags, links, pictures, emphasis, line breaks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote

from markdown_it.token import Token

from typeset.diagnostics import Report
from typeset.issue import rules_article as rules
from typeset.issue.blocks import shorten
from typeset.issue.directives import is_directive
from typeset.issue.emphasis import is_cjk
from typeset.issue.files import join
from typeset.issue.leftovers import find_left_overs
from typeset.issue.links import check_link
from typeset.issue.model import Picture
from typeset.issue.pictures import read_picture
from typeset.issue.places import Finder, Page
from typeset.issue.remedies import remedy
from typeset.issue.rules_manifest import BAD_PATH
from typeset.sources import Sources

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_PICTURE_NAME = re.compile(r"\.(png|jpe?g|gif|svg|webp)$", re.IGNORECASE)
_TRANSPARENT = ("strong_open", "strong_close", "em_open", "em_close", "link_open", "link_close")


class InlineChecker:
    """Checks the inline tokens of one body and gathers its pictures."""

    def __init__(self, sources: Sources, page: Page, report: Report) -> None:
        self.pictures: list[Picture] = []
        self._sources = sources
        self._page = page
        self._report = report
        self._folder = PurePosixPath(page.file).parent.as_posix()
        self._reported_tags: list[str] = []
        self._open_link = ""
        self._last_text = ""
        self._next_text = ""
        self._block = 0  # the number of the paragraph
        self._opened = -1  # the paragraph in which bold type was opened and not closed

    def check(self, block: Token) -> None:
        """Check the children of an inline token, and mend them for print."""
        children = block.children or []
        finder = Finder(self._page, block)
        self._reported_tags = []
        self._block += 1
        checks: Mapping[str, Callable[[Token, Finder], None]] = {
            "html_inline": self._check_html,
            "link_open": self._check_link,
            "link_close": self._leave_link,
            "image": self._check_image,
            "text": self._check_text,
            "footnote_ref": self._check_call,
        }
        for at, child in enumerate(children):
            if child.type == "link_open" and children[at + 1].type == "link_close":
                self._report_bare_link(child, finder)
            self._next_text = "".join(each.content for each in children[at + 1 : at + 2])
            check = checks.get(child.type)
            if check is not None:
                check(child, finder)
            elif child.markup and child.nesting:
                finder.skip(child.markup)
            elif child.content:
                finder.skip(child.content)
            self._last_text = child.content
        _join_lines(children)
        if children and children[0].type == "text":
            children[0].content = children[0].content.lstrip("\u3000")
        block.children = [child for child in children if child.type != "html_inline"]

    def _check_html(self, token: Token, finder: Finder) -> None:
        span = finder.find(token.content)
        if is_directive(token.content):
            return
        tag = _TAG.match(token.content)
        name = tag.group(2).lower() if tag else ""
        if tag and tag.group(1) and name in self._reported_tags:
            self._reported_tags.remove(name)
            return
        self._reported_tags.append(name)
        zh, en = remedy(token.content)
        text = shorten(token.content)
        self._report.add(rules.RAW_HTML, span, text=text, remedy_zh=zh, remedy_en=en)

    def _check_link(self, token: Token, finder: Finder) -> None:
        url = str(token.attrGet("href") or "")
        self._open_link = url
        # The address follows its text, so the cursor stays where the text is.
        span = finder.peek(url.removeprefix("mailto:"), "](")
        if self._last_text.endswith("！") and _PICTURE_NAME.search(url):
            place = finder.peek("[")
            start = replace(place, column=(place.column or 2) - 1, end_column=place.column)
            self._report.add(rules.WIDE_MARK, start, text="！[", suggestion="![")
        elif _PICTURE_NAME.search(url) and "://" not in url:
            text = f"[{self._next_text}]({url})"
            self._report.add(rules.BROKEN_LINK, finder.peek("["), text=shorten(text))
            token.attrs.pop("href", None)
        elif not check_link(url, span, self._report):
            token.attrs.pop("href", None)

    def _report_bare_link(self, token: Token, finder: Finder) -> None:
        """Report a link without words: nothing of it would be printed."""
        text = f"[]({token.attrGet('href') or ''})"
        self._report.add(rules.BROKEN_LINK, finder.peek("[]", "["), text=shorten(text))

    def _leave_link(self, token: Token, finder: Finder) -> None:
        finder.skip("](" if token.markup != "autolink" else ">")
        finder.skip(self._open_link)

    def _check_image(self, token: Token, finder: Finder) -> None:
        src = str(token.attrGet("src") or "")
        span = finder.find(src, "![")
        token.meta["picture"] = None
        if src.lower().startswith("file:"):
            self._report.add(BAD_PATH, span, value=src, suggestion=_beside(src))
            return
        if "://" in src or src.startswith(("//", "data:")):
            self._report.add(rules.REMOTE_PICTURE, span, url=shorten(src))
            return
        if not token.content.strip():
            self._report.add(rules.NO_ALT, span, file=src, url=src)
        path = src
        if "%" in src and not self._sources.is_file(join(self._folder, src)):
            path = unquote(src)
        if "\\" in path or path.startswith("/"):
            is_here = path.startswith("..")
            suggestion = re.sub(r"\\+", "/", path) if is_here else _beside(path)
            self._report.add(BAD_PATH, span, value=src, suggestion=suggestion)
            return
        if not path.strip() or "\0" in path:
            self._report.add(rules.BROKEN_LINK, span, text=f"![{token.content}]({src})")
            return
        alt = token.content
        picture = read_picture(self._sources, self._folder, path, span, self._report, alt)
        token.meta["picture"] = picture
        if picture is not None:
            self.pictures.append(picture)

    def _check_text(self, token: Token, finder: Finder) -> None:
        found = list(find_left_overs(token.content))
        for each in found:
            span = finder.find(each.text)
            if each.rule is rules.OPEN_STRONG and self._goes_on(token.content, each.start):
                continue
            zh, en = remedy(each.text)
            self._report.add(
                each.rule,
                span,
                text=shorten(each.text),
                suggestion=each.suggestion,
                remedy_zh=zh,
                remedy_en=en,
            )
        if not found:
            finder.skip(token.content)

    def _goes_on(self, text: str, start: int) -> bool:
        """Tell whether bold type was opened in the paragraph before and is closed here."""
        here = self._block
        is_end = start > 0 and not text[start - 1].isspace()
        if self._opened == here - 1 and is_end:
            return True
        self._opened = here if text[start + 2 : start + 3].strip() else self._opened
        return False

    def _check_call(self, token: Token, finder: Finder) -> None:
        token.meta["span"] = finder.find(f"[^{token.meta['label']}]")


def _beside(path: str) -> str:
    """Return the place in the issue's folder where a picture from elsewhere should lie."""
    return "../images/" + re.split(r"[\\/]", path)[-1]


def _join_lines(children: list[Token]) -> None:
    """Make a line break between two Chinese characters nothing, and any other a space."""
    for at, token in enumerate(children):
        if token.type == "softbreak":
            before = _neighbour(children[at - 1 :: -1] if at else [], -1)
            after = _neighbour(children[at + 1 :], 0)
            token.type = "text"
            token.content = "" if is_cjk(before) and is_cjk(after) else " "


def _neighbour(tokens: list[Token], end: int) -> str:
    for token in tokens:
        if token.content and token.type != "image":
            return token.content.strip("\u3000")[end:][:1] or " "
        if token.type not in (*_TRANSPARENT, "footnote_ref", "text"):
            return " "
    return " "
