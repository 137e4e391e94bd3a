"""`typeset build`: an issue's folder in, a PDF out."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import click

from typeset.archive.production import STAGES, Product, Progress, produce
from typeset.cli.messages import Printer
from typeset.cli.shared import Exit, lang_option, open_issue
from typeset.diagnostics import Bilingual, Lang
from typeset.issue.model import Issue
from typeset.output import write_whole

FAILED = Bilingual(
    "没有写出 PDF；原有的 PDF（若有）保持不变", "no PDF written; an earlier one stays"
)
UNWRITABLE = Bilingual("写不了 {path}：{reason}", "cannot write {path}: {reason}")
STAGE_NAMES = {
    "read": Bilingual("读稿", "reading"),
    "paginate": Bilingual("排版", "setting"),
    "impress": Bilingual("出 PDF", "writing"),
    "inspect": Bilingual("回读核对", "reading back"),
}


@click.command("build", short_help="排出 PDF / set an issue as a PDF")
@click.argument("issues", metavar="[ISSUE]...", nargs=-1)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="写到这个文件夹（默认 build/期号/）/ folder to write to",
)
@lang_option
def command(issues: tuple[str, ...], output: Path | None, lang: Lang) -> None:
    """把一期或几期排成 PDF，打印文件路径；不写 ISSUE 时取最新一期。

    Set issues as PDFs and print their paths; without ISSUE, the latest one.
    """
    printer = Printer(lang)
    codes = [_build(words, output, printer) for words in issues or ("",)]
    sys.exit(max(codes))


def _build(words: str, output: Path | None, printer: Printer) -> Exit:
    opened = open_issue(words, printer)
    if opened is None:
        return Exit.USAGE
    sources, manifest = opened
    with _progress(printer.lang) as advance:
        product = produce(sources, manifest, advance)
    printer.report(product.report, sources)
    if product.pdf is None or product.issue is None:
        printer.say(FAILED)
        return Exit.PROBLEMS
    path = (output or sources.root / "build" / str(product.issue.number)) / file_name(product.issue)
    return _write(path, product, printer)


def _write(path: Path, product: Product, printer: Printer) -> Exit:
    try:
        write_whole(path, product.pdf or b"")
    except OSError as error:
        printer.say(UNWRITABLE, path=path, reason=error.strerror or error)
        return Exit.USAGE
    printer.result(_short(path))
    return Exit.DONE


def file_name(issue: Issue) -> str:
    """Return the PDF's name: the brief's title and the issue number."""
    title = "".join("-" if c in '/\\:*?"<>|' or not c.isprintable() else c for c in issue.title)
    return f"{title}-{issue.number}.pdf"


def _short(path: Path) -> Path:
    """Return the path as seen from here, if it lies below."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path


def _progress(lang: Lang) -> AbstractContextManager[Progress]:
    """Return a progress bar on a terminal and nothing in a pipe."""
    if not sys.stderr.isatty():
        return nullcontext(lambda stage: None)
    from typeset.cli.progress import stage_bar

    return stage_bar(STAGES, STAGE_NAMES, lang)
