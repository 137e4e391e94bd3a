"""`typeset check`: every diagnostic, nothing written."""

from __future__ import annotations

import sys

import click

from typeset.archive.production import produce
from typeset.cli.messages import Printer
from typeset.cli.shared import Exit, lang_option, open_issue
from typeset.diagnostics import Bilingual, Lang

CLEAN = Bilingual("{issue}：没有发现问题，共 {pages} 页", "{issue}: nothing found, {pages} pages")


@click.command("check", short_help="检查一期，不写文件 / report every problem, write nothing")
@click.argument("issues", metavar="[ISSUE]...", nargs=-1)
@lang_option
def command(issues: tuple[str, ...], lang: Lang) -> None:
    """检查稿件、版式、字体和排出的版面，列出全部问题，不写任何文件。

    Check copy, layout, fonts and the pages that come of them; writes nothing.
    """
    printer = Printer(lang)
    sys.exit(max(_check(words, printer) for words in issues or ("",)))


def _check(words: str, printer: Printer) -> Exit:
    opened = open_issue(words, printer)
    if opened is None:
        return Exit.USAGE
    sources, manifest = opened
    product = produce(sources, manifest)
    printer.report(product.report, sources)
    if not len(product.report):
        printer.say(CLEAN, issue=sources.name(manifest), pages=product.page_count)
    return Exit.PROBLEMS if product.report.has_errors else Exit.DONE
