"""`typeset info`: the versions of all that shapes the output."""

from __future__ import annotations

from pathlib import Path

import click

from typeset.cli.messages import Printer
from typeset.cli.shared import lang_option
from typeset.diagnostics import Bilingual, Lang
from typeset.issue.finder import find_project_root
from typeset.layout.catalog import read_catalog
from typeset.layout.package import known_layouts
from typeset.press.versions import has_fast_subsetter, versions
from typeset.sources import Sources

SLOW = Bilingual(
    "没有 HarfBuzz-subset，出 PDF 会慢几倍；Debian 上请装 libharfbuzz-subset0",
    "HarfBuzz-subset is missing and builds are several times slower; "
    "on Debian install libharfbuzz-subset0",
)


@click.command("info", short_help="列出影响版面的软件版本 / versions of all that shapes the output")
@lang_option
def command(lang: Lang) -> None:
    """列出一切影响版面的东西的版本：软件、字体、版式。

    Print the versions of everything that shapes the output: software, fonts, layouts.
    """
    printer = Printer(lang)
    sources = Sources(find_project_root(Path.cwd()))
    for name, number in versions().items():
        printer.result(f"{name} {number}")
    catalog, report = read_catalog(sources)
    for font in catalog.fonts:
        printer.result(f"font {font.family} {font.weight} {font.version} sha256:{font.sha256}")
    for layout in known_layouts(sources):
        printer.result(f"layout {layout}")
    printer.report(report, sources)
    if not has_fast_subsetter():
        printer.say(SLOW)
