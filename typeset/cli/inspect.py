"""`typeset inspect`: any PDF in, what is really in it out."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from typeset.check.preflight import preflight_file
from typeset.check.preflight_check import Profile
from typeset.cli.messages import Printer, columns
from typeset.cli.shared import Exit, lang_option
from typeset.diagnostics import Bilingual, Lang, Span
from typeset.press.facts_json import as_json
from typeset.press.facts_tables import Table, tables
from typeset.sources import Sources

UNREADABLE = Bilingual("读不了 {path}：{reason}", "cannot read {path}: {reason}")
KEPT = Bilingual("{path}：符合 {profile} 的全部要求", "{path}: keeps all promises of {profile}")
GAP = "  "


@click.command("inspect", short_help="看清一个 PDF 里到底有什么 / what is really in a PDF")
@click.argument("path", metavar="FILE.pdf", type=click.Path(path_type=Path))
@click.option(
    "--profile",
    type=click.Choice(["print", "screen", "archive"]),
    help="按这一种用途逐条检查 / check against the promises of this profile",
)
@click.option(
    "--json", "as_data", is_flag=True, help="以 JSON 打印全部事实 / print all facts as JSON"
)
@lang_option
def command(path: Path, profile: Profile | None, as_data: bool, lang: Lang) -> None:  # noqa: FBT001
    """看清任何一个 PDF：页框、颜色、图片、墨量、字体、透明、注释、标签、二维码。

    Show what is really in a PDF, of whatever origin: boxes, colours, pictures, ink, fonts,
    transparency, annotations, tags, QR codes.
    """
    printer = Printer(lang)
    real = path.resolve()
    sources = Sources(real.parent)
    try:
        data = sources.read(real.name)
    except OSError as error:
        printer.say(UNREADABLE, path=path, reason=error.strerror or error)
        sys.exit(Exit.USAGE)
    facts, report = preflight_file(data, profile, Span(real.name))
    if facts is None:
        printer.report(report, sources)
        sys.exit(Exit.USAGE)
    for text in [as_json(facts)] if as_data else _lines(tables(facts, lang)):
        printer.result(text)
    printer.report(report, sources)
    if profile and not len(report):
        printer.say(KEPT, path=path, profile=profile)
    sys.exit(Exit.PROBLEMS if report.has_errors else Exit.DONE)


def _lines(found: Iterable[Table]) -> Iterable[str]:
    for table in found:
        yield table.title
        rows = [table.heads, *table.rows] if table.heads else list(table.rows)
        cells = itertools.zip_longest(*rows, fillvalue="")
        widths = [max(columns(cell) for cell in column) for column in cells]
        for row in rows:
            padded = (
                cell + " " * (width - columns(cell))
                for cell, width in zip(row, widths, strict=False)
            )
            yield f"{GAP}{GAP.join(padded)}".rstrip()
        yield ""
