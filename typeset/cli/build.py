"""`typeset build`: an issue's folder in, a PDF out."""

from __future__ import annotations

import gc
import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import click

from typeset.archive.production import DEFAULT_PROFILES, Progress, produce, stages
from typeset.cli.messages import Printer
from typeset.cli.shared import Exit, lang_option, open_issue, put
from typeset.diagnostics import Bilingual, Lang
from typeset.issue.model import Issue
from typeset.output import write_whole
from typeset.sources import Sources

FAILED = Bilingual(
    "没有写出 PDF；原有的 PDF（若有）保持不变", "no PDF written; an earlier one stays"
)
STAGE_NAMES = {
    "read": Bilingual("读稿", "reading"),
    "paginate": Bilingual("排版", "setting"),
    "impress": Bilingual("出 PDF", "writing"),
    "inspect": Bilingual("回读核对", "reading back"),
}
PROFILE_NAMES = ("print", "screen", "archive")
WITH_SOURCES = {"archive": "archive-with-sources"}


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for: kinds of PDF, a folder, and how many pages make a sheet."""

    profiles: tuple[str, ...]
    output: Path | None
    pages_multiple: int


@click.command("build", short_help="排出 PDF / set an issue as a PDF")
@click.argument("issues", metavar="[ISSUE]...", nargs=-1)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="写到这个文件夹（默认 build/期号/）/ folder to write to",
)
@click.option(
    "-p",
    "--profile",
    "profiles",
    type=click.Choice([*PROFILE_NAMES, "all"]),
    multiple=True,
    help="付印、阅读、存档（可几种；默认 print）/ kinds of PDF, several or all",
)
@click.option(
    "--with-sources",
    is_flag=True,
    help="存档件改用 PDF/A-3a，附上稿件 / archive as PDF/A-3a with the sources attached",
)
@click.option(
    "--pad",
    "pages_multiple",
    type=click.IntRange(1, 64),
    default=1,
    metavar="N",
    help="付印件末尾补白页到 N 的倍数，如 4 / fill the print file up to a multiple of N pages",
)
@lang_option
def command(
    issues: tuple[str, ...],
    output: Path | None,
    profiles: tuple[str, ...],
    with_sources: bool,  # noqa: FBT001 -- click hands it over by name
    pages_multiple: int,
    lang: Lang,
) -> None:
    """把一期或几期排成 PDF，打印文件路径；不写 ISSUE 时取最新一期。

    Set issues as PDFs and print their paths; without ISSUE, the latest one.
    """
    printer = Printer(lang)
    names = PROFILE_NAMES if "all" in profiles else dict.fromkeys(profiles or DEFAULT_PROFILES)
    wanted = [WITH_SOURCES.get(name, name) if with_sources else name for name in names]
    order = Order(tuple(wanted), output, pages_multiple)
    codes = []
    for words in issues or ("",):
        codes.append(_build(words, order, printer))
        if len(issues) > 1:
            gc.collect()  # it is switched off for speed; pages refer to each other in circles
    sys.exit(max(codes))


def _build(words: str, order: Order, printer: Printer) -> Exit:
    opened = open_issue(words, printer)
    if opened is None:
        return Exit.USAGE
    sources, manifest = opened
    with progress_bar(stages(order.profiles), printer.lang) as advance:
        product = produce(sources, manifest, order.profiles, advance, order.pages_multiple)
    printer.report(product.report, sources)
    if not product.pdfs or product.issue is None:
        printer.say(FAILED)
        return Exit.PROBLEMS
    folder = order.output or _default_folder(sources, manifest, product.issue)
    return _write(folder, product.issue, product.pdfs, printer)


def _default_folder(sources: Sources, manifest: str, issue: Issue) -> Path:
    """Return build/N of the project, or of the issue's own folder if it lies elsewhere."""
    place = sources.locate(manifest)
    is_inside = place.is_relative_to(sources.root)
    return (sources.root if is_inside else place.parent) / "build" / str(issue.number)


def _write(folder: Path, issue: Issue, pdfs: Mapping[str, bytes], printer: Printer) -> Exit:
    for profile, data in pdfs.items():
        path = folder / file_name(issue, profile)
        if not put(write_whole, path, data, printer):
            return Exit.USAGE
        printer.result(_short(path))
    return Exit.DONE


def file_name(issue: Issue, profile: str) -> str:
    """Return a PDF's name: the brief's title, the issue number, and what it is for."""
    title = "".join("-" if c in '/\\:*?"<>|' or not c.isprintable() else c for c in issue.title)
    return f"{title}-{issue.number}-{profile}.pdf"


def _short(path: Path) -> Path:
    """Return the path as seen from here, if it lies below."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path


def progress_bar(names: tuple[str, ...], lang: Lang) -> AbstractContextManager[Progress]:
    """Return a progress bar on a terminal and nothing in a pipe."""
    if not sys.stderr.isatty():
        return nullcontext(lambda stage: None)
    from typeset.cli.progress import stage_bar

    return stage_bar(names, STAGE_NAMES, lang)
