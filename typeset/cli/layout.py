"""`typeset layout`: list, show, new, check."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from typeset.archive.jobs import stages
from typeset.archive.layouts import PROFILES, check_layout
from typeset.cli.layout_names import find_layout
from typeset.cli.messages import Printer
from typeset.cli.progress import stage_bar
from typeset.cli.shared import Exit, lang_option, put
from typeset.diagnostics import Bilingual, Lang
from typeset.issue.finder import find_project_root
from typeset.layout.copying import plan_layout
from typeset.layout.describing import describe, summary
from typeset.layout.package import known_layouts, read_layout
from typeset.output import write_new, write_whole
from typeset.sources import Sources

CLEAN = Bilingual(
    "{layout}：样张 {pages} 页，付印、阅读、存档都没有发现问题",
    "{layout}: {pages} pages of specimen, nothing found in print, screen and archive",
)
MADE = Bilingual(
    "已由 {origin} 复制出 {layout}；改好后运行 typeset layout check {layout}",
    "{layout} copied from {origin}; change it, then run typeset layout check {layout}",
)


@click.group("layout", short_help="版式 / layouts: list, show, new, check")
def command() -> None:
    """查看、新建和检查版式。

    List, show, make and check layouts. NAME is brief, or brief@1 for one version.
    """


@command.command("list")
@lang_option
def list_(lang: Lang) -> None:
    """列出全部版式：名称、标题、开本、说明，以制表符分隔。

    Print every layout: reference, title, page, what it is; tabs between.
    """
    printer, sources = Printer(lang), _sources()
    codes = [Exit.DONE]
    for reference in known_layouts(sources):
        package, report = read_layout(sources, reference, None)
        printer.report(report, sources)
        if package is None:
            codes.append(Exit.PROBLEMS)
        else:
            printer.result(summary(package, lang))
    sys.exit(max(codes))


@command.command("show")
@click.argument("name")
@lang_option
def show(name: str, lang: Lang) -> None:
    """说明一个版式：纸面、版心、字体、颜色、选项，和它要的内容。

    Tell what a layout is: page, type area, fonts, colours, options, and what it needs.
    """
    printer, sources = Printer(lang), _sources()
    reference = find_layout(sources, name, printer)
    if reference is None:
        sys.exit(Exit.USAGE)
    package, report = read_layout(sources, reference, None)
    printer.report(report, sources)
    if package is None:
        sys.exit(Exit.PROBLEMS)
    for line in describe(package, lang):
        printer.result(line)


@command.command("new")
@click.argument("name")
@click.option("--from", "origin", default="brief", metavar="NAME", help="照哪个版式 / the model")
@lang_option
def new(name: str, origin: str, lang: Lang) -> None:
    """照一个版式复制出新的版式（或下一版），打印它的文件夹；从不覆盖。

    Copy a layout to a new name, or to its own next version; prints the folder. Never overwrites.
    """
    printer, sources = Printer(lang), _sources()
    model = find_layout(sources, origin, printer)
    if model is None:
        sys.exit(Exit.USAGE)
    plan, report = plan_layout(sources, name, model)
    printer.report(report, sources)
    if plan is None:
        sys.exit(Exit.USAGE)
    for file, data in plan.files.items():
        if not put(write_new, sources.root / plan.folder / file, data, printer):
            sys.exit(Exit.USAGE)
    printer.say(MADE, origin=plan.origin, layout=plan.reference)
    printer.result(plan.folder)


@command.command("check")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="把样张的 PDF 写到这个文件夹 / write the specimen's PDFs to this folder",
)
@lang_option
def check(names: tuple[str, ...], output: Path | None, lang: Lang) -> None:
    """用含有各种成分的样张检查版式，付印、阅读、存档三种 PDF 都查；不写 NAME 时查全部。

    Set a specimen that holds every element, and check it in all three kinds of PDF.
    """
    printer, sources = Printer(lang), _sources()
    codes = [_check(sources, name, output, printer) for name in names or known_layouts(sources)]
    sys.exit(max(codes, default=Exit.DONE))


def _check(sources: Sources, name: str, output: Path | None, printer: Printer) -> Exit:
    reference = find_layout(sources, name, printer)
    if reference is None:
        return Exit.USAGE
    with stage_bar(stages(PROFILES), printer.lang) as advance:
        product, door = check_layout(sources.root, reference, advance)
    printer.report(product.report, door)
    if product.report.has_errors:
        return Exit.PROBLEMS
    if not len(product.report):
        printer.say(CLEAN, layout=reference, pages=product.page_count)
    return Exit.DONE if output is None else _write(output, reference, product.pdfs, printer)


def _write(folder: Path, reference: str, pdfs: Mapping[str, bytes], printer: Printer) -> Exit:
    for profile, data in pdfs.items():
        path = folder / f"{reference}-{profile}.pdf"
        if not put(write_whole, path, data, printer):
            return Exit.USAGE
        printer.result(path)
    return Exit.DONE


def _sources() -> Sources:
    return Sources(find_project_root(Path.cwd()))
