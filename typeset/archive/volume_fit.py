"""Whether issues of different layouts fit in one volume."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from typeset.archive import rules_volume as rules
from typeset.diagnostics import Report, Span
from typeset.layout.composition import Composition
from typeset.layout.description import Colour
from typeset.layout.grid import Grid
from typeset.layout.package import LayoutPackage


def check_sizes(compositions: Sequence[Composition]) -> Report:
    """Report each issue whose trim size is not that of the newest."""
    report = Report()
    newest = compositions[-1]
    wanted = _size(newest.package.spec.grid)
    for composition in compositions:
        size = _size(composition.package.spec.grid)
        if size != wanted:
            issue = composition.issue
            report.add(
                rules.PAGES_DIFFER,
                Span(issue.manifest),
                number=issue.number,
                size=size,
                other=newest.issue.number,
                other_size=wanted,
            )
    return report


def _size(grid: Grid) -> str:
    return f"{grid.page_width_mm:g} × {grid.page_height_mm:g} mm"


def joint_colours(packages: Sequence[LayoutPackage]) -> Mapping[str, Colour]:
    """Return the colours of all layouts; of two inks for one screen colour the newest's stays."""
    found: dict[str, tuple[str, Colour]] = {}
    for package in reversed(packages):
        for name, colour in package.spec.colours.items():
            found.setdefault(colour.rgb.lower(), (f"{package.reference} {name}", colour))
    return dict(found.values())


def check_inks(packages: Sequence[LayoutPackage]) -> Report:
    """Report each screen colour that two layouts print in different inks."""
    report = Report()
    known: dict[str, tuple[LayoutPackage, Colour]] = {}
    for package in packages:
        for colour in package.spec.colours.values():
            other, first = known.setdefault(colour.rgb.lower(), (package, colour))
            if first.cmyk != colour.cmyk:
                report.add(
                    rules.INKS_DIFFER,
                    Span(f"{package.folder}/layout.yaml"),
                    layout=package.reference,
                    other=other.reference,
                    rgb=colour.rgb,
                )
    return report
