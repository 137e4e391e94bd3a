"""A layout held to its promises: the specimen is set in it, in every kind of PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from typeset.archive.jobs import Progress
from typeset.archive.production import Product, produce
from typeset.diagnostics import Report
from typeset.layout.catalog import read_catalog
from typeset.layout.package import check_families, read_layout
from typeset.layout.specimens import MANIFEST, specimen_files
from typeset.sources import Sources

SHOWN = "specimen/"
PROFILES = ("print", "screen", "archive")


def check_layout(
    root: Path, reference: str, progress: Progress, profiles: Sequence[str] = PROFILES
) -> tuple[Product, Sources]:
    """Return what came of the specimen in the layout, and the door it was read through.

    The specimen is written to a temporary folder, which is gone when this returns.
    """
    with TemporaryDirectory(prefix="typeset-") as temporary:
        folder = Path(temporary) / "specimen"
        sources = Sources(root, folder)
        package, report = read_layout(sources, reference, None)
        catalog, found = read_catalog(sources)
        report.extend(found)
        if package is None:
            return Product(None, report), sources
        report.extend(check_families(package, catalog))
        if report.has_errors:
            return Product(None, report), sources
        for name, data in specimen_files(package.spec).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        product = produce(sources, str(folder / MANIFEST), profiles, progress)
        return _told_anew(product, f"{sources.name(folder)}/"), sources


def _told_anew(product: Product, folder: str) -> Product:
    """Return the product without the temporary folder, which is gone, in its words."""

    def told(value: object) -> object:
        return value.replace(folder, SHOWN) if isinstance(value, str) else value

    report = Report()
    for each in product.report:
        span = each.span and replace(each.span, file=each.span.file.replace(folder, SHOWN))
        report.add(each.rule, span, **{name: told(value) for name, value in each.args.items()})
    return replace(product, report=report)
