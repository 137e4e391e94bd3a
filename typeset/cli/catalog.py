"""`typeset catalog`: a static site of all issues."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from typeset.archive.catalog_site import CATALOG, write_catalog
from typeset.archive.rules_volume import UNWRITABLE
from typeset.archive.search_store import ask
from typeset.cli.messages import Printer
from typeset.cli.progress import counting
from typeset.cli.shared import NO_ISSUES, Exit, lang_option, short
from typeset.diagnostics import Bilingual, Lang, Report
from typeset.issue.finder import find_project_root, issue_numbers
from typeset.sources import Sources

INDEXING = Bilingual("建立索引", "indexing")
PAGES = Bilingual("封面和目录", "covers and contents")


@click.command("catalog", short_help="做全部各期的目录网站 / make a site of all issues")
@click.option(
    "--open", "is_opened", is_flag=True, help="做好后在浏览器里打开 / open it in the browser"
)
@lang_option
def command(is_opened: bool, lang: Lang) -> None:  # noqa: FBT001 -- click hands it over by name
    """做全部各期的目录网站：封面、篇目、PDF、全文查找；双击 index.html 就能看，不用上网。

    Make a static site of all issues in build/catalog/, with covers, contents, PDFs and
    full-text search, which opens from the folder and needs no network; print its path.
    """
    printer = Printer(lang)
    sources = Sources(find_project_root(Path.cwd()))
    if not issue_numbers(sources.root):
        printer.say(NO_ISSUES, root=sources.root)
        sys.exit(Exit.USAGE)
    report = Report()
    with counting(lang, INDEXING, PAGES) as (advance, advance_pages):
        try:
            page = ask(
                sources,
                report,
                advance,
                lambda index: write_catalog(sources.root, index, report, advance_pages),
            )
        except OSError as error:
            reason = error.strerror or error
            report.add(UNWRITABLE, None, path=error.filename or CATALOG, reason=reason)
            printer.report(report, sources)
            sys.exit(Exit.USAGE)
    printer.report(report, sources)
    printer.result(short(page))
    if is_opened:
        click.launch(page.as_uri())
