"""The printed file against the issue: links, codes, fonts, and the contents' numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from typeset.check import rules
from typeset.diagnostics import Report
from typeset.issue.model import Article
from typeset.layout.catalog import Catalog
from typeset.press.inspection import PageFacts, PdfFacts
from typeset.press.pagination import Pages
from typeset.press.profiles import Profile

UNSEEN = re.compile("[\\s\\-\u2010\u00ad\u0002\ufffe]+")


def check_printed(facts: PdfFacts, pages: Pages, profile: Profile, catalog: Catalog) -> Report:
    """Report every promise that the bytes do not keep."""
    report = Report()
    check_article = check_clickable_link if profile.has_links else check_link
    printed = [replace(page, text=squeezed(page.text)) for page in facts.pages]
    for article in pages.composition.issue.articles:
        folio = pages.folios.get(article.id)
        if folio is None:
            report.add(rules.ARTICLE_LOST, article.title.span, title=article.title.plain)
            continue
        check_article(article, printed, report)
        check_contents_number(article, folio, printed, report)
    check_fonts(facts, catalog, report)
    return report


def check_clickable_link(article: Article, pages: Sequence[PageFacts], report: Report) -> None:
    """Compare an article's link with the annotation, the decoded code and the squeezed words."""
    if article.link is None:
        return
    carrying = [page for page in pages if article.link in page.links]
    if carrying:
        check_link(article, carrying, report)
    else:
        report.add(rules.LINK_NOT_CLICKABLE, article.link.span, title=article.title.plain)


def check_link(article: Article, pages: Sequence[PageFacts], report: Report) -> None:
    """Compare an article's link with the decoded codes and the squeezed words of `pages`."""
    if article.link is None:
        return
    title, link = article.title.plain, str(article.link)
    words = squeezed(link)
    if not any(link in page.codes for page in pages):
        found = "、".join(code for page in pages for code in page.codes) or "—"
        report.add(rules.CODE_UNREADABLE, article.link.span, title=title, found=found)
    if not any(words in page.text for page in pages):
        report.add(rules.LINK_NOT_PRINTED, article.link.span, title=title)


def check_contents_number(
    article: Article, folio: str, pages: Iterable[PageFacts], report: Report
) -> None:
    """See that the headline really stands on the page that the contents name."""
    title = squeezed(article.title.plain)
    page = next((page for page in pages if page.label == folio), None)
    if page is None or title not in page.text:
        report.add(rules.CONTENTS_WRONG, article.title.span, title=article.title.plain, folio=folio)


def check_fonts(facts: PdfFacts, catalog: Catalog, report: Report) -> None:
    """See that every font is embedded, subset, and of the catalogue."""
    families = tuple(family.replace(" ", "-") for family in catalog.families)
    for font in facts.fonts:
        if not (font.is_embedded and font.is_subset):
            report.add(rules.FONT_NOT_EMBEDDED, None, font=font.name)
        if not font.name.startswith(families):
            report.add(rules.FONT_FOREIGN, None, font=font.name)


def squeezed(text: str) -> str:
    """Return text without white space and hyphens.

    At a line's end PDFium gives U+FFFE or U+0002 for a hyphen, whether it was written or added.
    """
    return UNSEEN.sub("", text)
