"""`typeset bind`: the issues of a year, or any run of them, in one PDF."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import click

from typeset.archive.choice import Choice, choose
from typeset.archive.production import DEFAULT_PROFILES, Progress
from typeset.archive.volume import stages
from typeset.archive.volume_press import bind_volume
from typeset.cli.build import FAILED, PROFILE_NAMES, STAGE_NAMES, UNWRITABLE
from typeset.cli.messages import Printer
from typeset.cli.shared import Exit, lang_option
from typeset.diagnostics import Bilingual, Lang
from typeset.issue.finder import find_project_root
from typeset.layout.volume import Volume
from typeset.output import write_whole
from typeset.sources import Sources

VOLUME_STAGES = {**STAGE_NAMES, "matter": Bilingual("排总目录和索引", "contents and indexes")}
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
    names = tuple(
        PROFILE_NAMES if "all" in profiles else dict.fromkeys(profiles or DEFAULT_PROFILES)
    )
    with _progress(choice, names, lang) as advance:
        product = bind_volume(sources, choice, names, advance)
    printer.report(product.report, sources)
    if not product.pdfs or product.volume is None:
        printer.say(FAILED)
        sys.exit(Exit.PROBLEMS)
    sys.exit(_write(output or sources.root / FOLDER, product.volume, product.pdfs, printer))


def _write(folder: Path, volume: Volume, pdfs: Mapping[str, bytes], printer: Printer) -> Exit:
    for profile, data in pdfs.items():
        path = folder / f"{_as_file(f'{volume.title}-{volume.name}')}-{profile}.pdf"
        try:
            write_whole(path, data)
        except OSError as error:
            printer.say(UNWRITABLE, path=path, reason=error.strerror or error)
            return Exit.USAGE
        printer.result(path)
    return Exit.DONE


def _as_file(words: str) -> str:
    return "".join("-" if c in '/\\:*?"<>|' or not c.isprintable() else c for c in words)


def _progress(
    choice: Choice, profiles: tuple[str, ...], lang: Lang
) -> AbstractContextManager[Progress]:
    """Return a progress bar on a terminal and nothing in a pipe."""
    if not sys.stderr.isatty():
        return nullcontext(lambda stage: None)
    from typeset.cli.progress import stage_bar

    return stage_bar(stages(choice, profiles), VOLUME_STAGES, lang)
