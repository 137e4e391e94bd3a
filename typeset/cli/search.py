"""`typeset search`: words looked for in all issues."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from typeset.archive.rules_search import NOTHING_TO_FIND
from typeset.archive.search import Hit, Hits, Query, parse, search
from typeset.archive.search_store import ask
from typeset.cli.messages import Printer
from typeset.cli.progress import counting
from typeset.cli.shared import Exit, lang_option
from typeset.diagnostics import Bilingual, Lang, Report
from typeset.issue.finder import find_project_root
from typeset.sources import Sources

PLACE = Bilingual("第 {issue} 期", "issue {issue}")
PAGE = Bilingual("第 {label} 页", "page {label}")
NO_PAGE = Bilingual("未排 PDF", "no PDF")
OLD_PDF = Bilingual("PDF 里没有这一篇", "not in its PDF")
NONE = Bilingual("没有找到：{terms}", "nothing found: {terms}")
SOME = Bilingual("共 {total} 篇", "articles: {total}")
MORE = Bilingual(
    "共 {total} 篇，列出前 {shown} 篇；看更多请加 --limit",
    "articles: {total}, the first {shown} shown; for more use --limit",
)
INDEXING = Bilingual("建立索引", "indexing")


@click.command("search", short_help="在全部各期里查找 / find words in all issues")
@click.argument("words", metavar="关键词...", nargs=-1, required=True)
@click.option(
    "--year", "years", type=int, multiple=True, help="只查这一年（可几年）/ only this year"
)
@click.option("--section", default="", help="只查这个栏目 / only this section")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="最多列出几篇 / most articles to list",
)
@click.option(
    "--format",
    "style",
    type=click.Choice(["human", "json"]),
    default="human",
    help="给人看，或给程序读 / for people or for programs",
)
@lang_option
def command(
    words: tuple[str, ...],
    years: tuple[int, ...],
    section: str,
    limit: int,
    style: str,
    lang: Lang,
) -> None:
    """在全部各期里查找，几个词须同在一篇；简繁、全半角、大小写不分，引号内的词连在一起。

    Find articles that hold all the words, in any issue; simplified and traditional, full and
    half width, upper and lower case are alike; quoted words stay together.
    """
    printer = Printer(lang)
    sources = Sources(find_project_root(Path.cwd()))
    report = Report()
    terms = parse(words)
    if not terms:
        report.add(NOTHING_TO_FIND, None)
        printer.report(report, sources)
        sys.exit(Exit.USAGE)
    query = Query(terms, years, section, limit)
    with counting(lang, INDEXING) as (advance,):
        found = ask(sources, report, advance, lambda index: search(index, query))
    printer.report(report, sources)
    if style == "json":
        printer.result(_as_json(found))
    else:
        _print(found, terms, printer)


def _as_json(found: Hits) -> str:
    hits = [asdict(hit) for hit in found.hits]
    return json.dumps({"total": found.total, "hits": hits}, ensure_ascii=False, indent=2)


def _print(found: Hits, terms: tuple[str, ...], printer: Printer) -> None:
    if not found.total:
        printer.say(NONE, terms=" ".join(terms))
        return
    for hit in found.hits:
        printer.result(_human(hit, printer.lang))
    summary = MORE if found.total > len(found.hits) else SOME
    printer.say(summary, total=found.total, shown=len(found.hits))


def _human(hit: Hit, lang: Lang) -> str:
    without = NO_PAGE if hit.pdf is None else OLD_PDF
    page = without if hit.page_label is None else PAGE
    place = [
        PLACE.render(lang, {"issue": hit.issue}),
        hit.date,
        hit.section,
        page.render(lang, {"label": hit.page_label}),
    ]
    head = click.style(" · ".join(place), fg="cyan")
    title = click.style(hit.title, bold=True)
    where = click.style(f"{hit.file}:{hit.line}", dim=True)
    return f"{head}\n{title}\n  {_marked(hit)}\n  {where}\n"


def _marked(hit: Hit) -> str:
    """Return the snippet with its hits in 【】, which no colour is needed to see."""
    parts, last = [], 0
    for start, end in hit.marks:
        word = click.style(f"【{hit.snippet[start:end]}】", fg="red")
        parts += [hit.snippet[last:start], word]
        last = end
    return "".join([*parts, hit.snippet[last:]])
