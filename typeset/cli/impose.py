"""`typeset impose`: a print PDF in, folding sheets and the operator's list out."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import click

from typeset.cli.messages import Printer
from typeset.cli.shared import UNWRITABLE, Exit, lang_option, open_issue, short
from typeset.diagnostics import Bilingual, Lang, Report, Rule, Span
from typeset.issue.finder import find_project_root
from typeset.issue.reader import read_issue
from typeset.layout.catalog import read_catalog
from typeset.output import write_whole
from typeset.press import rules_imposition as rules
from typeset.press.imposition import Blanks, Imposed, ImpositionPlan, impose
from typeset.press.outlines import OutlineFont
from typeset.sources import Sources

IMPOSED = "-imposed.pdf"
NOT_FOR_PRINT = (IMPOSED, "-screen.pdf", "-archive.pdf")
SLUG_FONT = ("Noto Sans SC", 400)

UNREADABLE = Bilingual("读不了 {path}：{reason}", "cannot read {path}: {reason}")
SAME_FILE = Bilingual(
    "{path} 就是要拼的文件，不能写在它上面；请用 -o 写出别的名字",
    "{path} is the file to impose and is not written over; name another with -o",
)
SUMMARY = Bilingual(
    "{sheets} 张、{sides} 面；双面印刷沿短边翻转",
    "{sheets} sheets, {sides} sides; print both sides, flip on short edge",
)


@dataclass(frozen=True, slots=True)
class PrintFile:
    """A print PDF that was found: where it is, what it is called, what it holds."""

    path: Path
    name: str
    data: bytes


@click.command("impose", short_help="拼成折页印张 / impose a print PDF on folding sheets")
@click.argument("words", metavar="ISSUE_OR_FILE")
@click.option(
    "--creep",
    "creep_mm",
    metavar="MM",
    type=float,
    default=0.0,
    help="最里一张的爬移总量（毫米）/ push-out of the innermost sheet",
)
@click.option(
    "--signature",
    "signature_pages",
    metavar="N",
    type=int,
    help="每帖页数，4 的倍数（默认全书一帖，骑马订）/ pages a signature (default: all in one)",
)
@click.option(
    "--blanks",
    type=click.Choice(["before-last", "end"]),
    default="end",
    help="空白页补在末尾，还是末页之前 / where blank pages go",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="写成这个文件（默认写在原文件旁）/ file to write",
)
@click.option(
    "--list", "only_list", is_flag=True, help="只打印清单 / print the list, write nothing"
)
@lang_option
def command(
    words: str,
    creep_mm: float,
    signature_pages: int | None,
    blanks: Blanks,
    output: Path | None,
    only_list: bool,  # noqa: FBT001 - click passes it by name
    lang: Lang,
) -> None:
    """把印刷版 PDF 每两页拼成一面，供折页装订；不写 --signature 时按骑马订。

    Impose a print PDF two pages a side, for saddle stitch unless --signature is given. The
    list says which page lies where; it goes to stderr, with --list to stdout.
    """
    printer = Printer(lang)
    file = _find(words, printer)
    if file is None:
        sys.exit(Exit.USAGE)
    plan = ImpositionPlan(signature_pages, creep_mm, blanks, lang=lang)
    sources = Sources(find_project_root(file.path))
    imposed, report = impose(file.data, plan, _slug_font(sources, printer), file.name)
    printer.report(report, sources)
    if imposed is None:
        sys.exit(_failure(report))
    lines = _operators_list(imposed, lang)
    if only_list:
        printer.result("\n".join(lines))
        sys.exit(Exit.DONE)
    click.echo("\n".join(lines), err=True)
    sys.exit(_write(output or _beside(file.path), file, imposed, printer))


def _failure(report: Report) -> Exit:
    """Return what the exit says: pages of different sizes are the file's fault, not the user's."""
    faults = {found.code for found in report}
    return Exit.PROBLEMS if rules.MIXED_SIZES.code in faults else Exit.USAGE


def _operators_list(imposed: Imposed, lang: Lang) -> tuple[str, ...]:
    sides = len(imposed.sheets)
    return (
        SUMMARY.render(lang, {"sheets": sides // 2, "sides": sides}),
        *imposed.operators_list(lang),
    )


def _beside(path: Path) -> Path:
    return path.with_name(path.stem.removesuffix("-print") + IMPOSED)


def _write(path: Path, file: PrintFile, imposed: Imposed, printer: Printer) -> Exit:
    try:
        if path.exists() and path.samefile(file.path):
            printer.say(SAME_FILE, path=path)
            return Exit.USAGE
        write_whole(path, imposed.pdf)
    except OSError as error:
        printer.say(UNWRITABLE, path=path, reason=error.strerror or error)
        return Exit.USAGE
    printer.result(short(path))
    return Exit.DONE


def _find(words: str, printer: Printer) -> PrintFile | None:
    """Return the PDF that the user means, or None, told why."""
    path: Path | None = Path(words)
    if not _is_pdf(words):
        opened = open_issue(words, printer)
        path = _built(*opened, printer) if opened else None
    if path is None:
        return None
    name = str(short(path))
    try:
        real = path.resolve()
        return PrintFile(path, name, Sources(real.parent).read(real))
    except FileNotFoundError:
        _refuse(rules.NOT_BUILT, name, printer, file=name, issue="ISSUE")
    except OSError as error:
        printer.say(UNREADABLE, path=name, reason=error.strerror or error)
    return None


def _is_pdf(words: str) -> bool:
    """Tell whether a file is meant: any but a manifest, or a name that ends in .pdf."""
    path = Path(words)
    if path.suffix.lower() in (".yaml", ".yml"):
        return False
    try:
        return path.suffix.lower() == ".pdf" or path.is_file()
    except (OSError, ValueError):  # no file system could hold such a name
        return False


def _built(sources: Sources, manifest: str, printer: Printer) -> Path | None:
    """Return the issue's print PDF in `build/`, else the one other PDF that is there."""
    issue, _ = read_issue(sources, manifest)
    number = str(issue.number) if issue else Path(manifest).parent.name
    folder = sources.root / "build" / number
    found = sorted(p for p in folder.glob("*.pdf") if not p.name.endswith(NOT_FOR_PRINT))
    found = [p for p in found if p.stem.endswith("-print")] or found
    place = f"build/{number}"
    if not found:
        _refuse(rules.NOT_BUILT, place, printer, file=place, issue=number)
        return None
    if len(found) > 1:
        names = "、".join(path.name for path in found)
        _refuse(rules.SEVERAL_FILES, place, printer, files=names)
        return None
    return found[0]


def _refuse(rule: Rule, place: str, printer: Printer, **args: object) -> None:
    report = Report()
    report.add(rule, Span(place), **args)
    printer.report(report, Sources(Path.cwd()))


def _slug_font(sources: Sources, printer: Printer) -> OutlineFont | None:
    """Return the face for the words beside the sheets; without it they bear none, and we say so."""
    catalog, report = read_catalog(sources)
    printer.report(report, sources)
    for font, path in zip(catalog.fonts, catalog.paths, strict=True):
        if (font.family, font.weight) == SLUG_FONT:
            try:
                return OutlineFont(sources.read(path))
            except (OSError, ValueError) as error:
                printer.say(UNREADABLE, path=path, reason=error)
    return None
