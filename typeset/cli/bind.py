"""`typeset bind`: the issues of a year, or any run of them, in one PDF."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from typeset.archive import rules_volume as rules
from typeset.archive.choice import choose
from typeset.archive.volume import stages
from typeset.archive.volume_press import bind_volume
from typeset.cli.messages import Printer
from typeset.cli.progress import stage_bar
from typeset.cli.shared import Exit, lang_option, short
from typeset.diagnostics import Bilingual, Lang, Report
from typeset.issue.finder import find_project_root
from typeset.layout.volume import Volume
from typeset.output import write_whole
from typeset.sources import Sources

NOT_BOUND = Bilingual(
    "没有写出合订本；原有的（若有）保持不变", "no volume written; an earlier one stays"
)
PROFILE_NAMES = ("print", "screen", "archive")
FOLDER = "build/volumes"


@click.command("bind", short_help="把一年的各期装订成一册 / bind a year's issues in one PDF")
@click.argument("issues", metavar="YEAR|FROM-TO|ISSUE...", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help=f"写到这个文件夹（默认 {FOLDER}/）/ folder to write to",
)
@click.option(
    "-p",
    "--profile",
    "profiles",
    type=click.Choice([*PROFILE_NAMES, "all"]),
    multiple=True,
    help="付印、阅读、存档（可几种；默认 print）/ kinds of PDF, several or all",
)
@lang_option
def command(
    issues: tuple[str, ...], output: Path | None, profiles: tuple[str, ...], lang: Lang
) -> None:
    """把一年或起止期号之间的各期装订成一册：封面、总目录、各期、栏目索引、来源索引。

    Bind the issues of a year (2024) or a range (180-189) in one PDF with a cover, joint
    contents and indexes by section and source; print its path.
    """
    printer = Printer(lang)
    sources = Sources(find_project_root(Path.cwd()))
    choice, report = choose(sources.root, issues)
    if report.has_errors:
        printer.report(report, sources)
        sys.exit(Exit.PROBLEMS)
    wanted = PROFILE_NAMES if "all" in profiles else dict.fromkeys(profiles or PROFILE_NAMES[:1])
    with stage_bar(stages(choice, tuple(wanted)), lang) as advance:
        product = bind_volume(sources, choice, tuple(wanted), advance)
    report, code = product.report, Exit.PROBLEMS
    if product.pdfs and product.volume is not None:
        folder = output or sources.root / FOLDER
        code = _write(folder, product.volume, product.pdfs, printer, report)
    printer.report(report, sources)
    if code is not Exit.DONE:
        printer.say(NOT_BOUND)
    sys.exit(code)


def _write(
    folder: Path, volume: Volume, pdfs: Mapping[str, bytes], printer: Printer, report: Report
) -> Exit:
    for profile, data in pdfs.items():
        path = folder / f"{_as_file(f'{volume.title}-{volume.name}')}-{profile}.pdf"
        try:
            write_whole(path, data)
        except OSError as error:
            report.add(rules.UNWRITABLE, None, path=path, reason=error.strerror or error)
            return Exit.USAGE
        printer.result(short(path))
    return Exit.DONE


def _as_file(words: str) -> str:
    return "".join("-" if c in '/\\:*?"<>|' or not c.isprintable() else c for c in words)
