"""An article: its front matter, its body, and what the manifest says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from typeset.diagnostics import Report, Span
from typeset.issue import rules_article as rules
from typeset.issue.files import read_text, without_invisible
from typeset.issue.frontmatter import drop_extra, split
from typeset.issue.links import ascii_address, check_link
from typeset.issue.located import Node, compose
from typeset.issue.manifest import FrontMatter
from typeset.issue.markdown import read_body
from typeset.issue.model import Article, Body, Fields, Lines, Start, Text, Title
from typeset.issue.rules_writing import LONE_CAPTION
from typeset.issue.validate import broken_lines, validate
from typeset.sources import Sources

NO_LINK = frozenset(("none", "无", "没有"))  # what an article without an original says


def read_article(
    sources: Sources, path: str, asked: Span, id_: str, start: Start, report: Report
) -> Article | None:
    """Return the article in `path`, and report at `asked` if there is none to be read."""
    text = read_text(sources, path, asked, report)
    if text is None:
        return None
    file = sources.name(path)
    parts = split(text, file, report)
    body = read_body(sources, file, parts.body, parts.body_line, report)
    if not parts.body.strip() and parts.meta is not None:
        last = text.rstrip("\n").count("\n") + 1
        report.add(rules.NO_BODY, Span(file, min(parts.body_line, last), 1))
    facts = _read_facts(parts.meta, parts.meta_line, file, report)
    is_without_link = facts.link is not None and facts.link.casefold() in NO_LINK
    link = None if is_without_link else facts.link
    if link is not None:
        link = Text(without_invisible(link), link.span)  # reported already, and no part of it
        if link.span.line not in broken_lines(report, file):
            check_link(link, link.span, report)
        link = Text(ascii_address(link), link.span)
    elif facts.link_caption is not None and (
        is_without_link or (parts.meta and "link:" not in parts.meta)
    ):
        report.add(LONE_CAPTION, facts.link_caption.span)
    return Article(
        id=id_,
        file=file,
        title=facts.title,
        body=body,
        source=facts.source,
        link=link,
        link_caption=facts.link_caption,
        lead=facts.lead,
        start=start,
        is_without_link=is_without_link,
        fields=as_fields(facts.fields),
    )


def read_article_apart(
    sources: Sources, path: str, asked: Span, id_: str, start: Start
) -> tuple[Article | None, Report]:
    """Return the article in `path`, and what is wrong with it in a report of its own."""
    report = Report()
    return read_article(sources, path, asked, id_, start, report), report


def _read_facts(meta: str | None, line: int, file: str, report: Report) -> FrontMatter:
    """Return the front matter; where it cannot be read, an untitled one stands in."""
    top = Span(file, 1, 1)
    nothing = FrontMatter(title=Title("？", top))
    if meta is None:
        return nothing
    root = compose(meta, file, report, line) if meta.strip() else Node(top)
    if root is None:
        return nothing
    if root.content is None:
        root.content = {}
    found = validate(FrontMatter, root, file, report)
    return nothing if found is None else found.model


def as_fields(written: Mapping[str, Sequence[Text]]) -> Fields:
    """Return what was written for a layout's own fields as it stands in the model."""
    return {name: Lines(lines) for name, lines in written.items()}


def read_plain(sources: Sources, path: str, asked: Span, report: Report) -> Body | None:
    """Return a Markdown file without front matter, such as what a publisher says of itself."""
    text = read_text(sources, path, asked, report)
    if text is None:
        return None
    file = sources.name(path)
    lines = drop_extra(text.split("\n"), 1, file, report)
    return read_body(sources, file, "\n".join(lines), 1, report)
