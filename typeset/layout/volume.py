"""A bound volume's own pages (cover, joint contents, indexes), from the layout's templates."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from typeset.diagnostics import Report, Span
from typeset.issue.model import Issue
from typeset.layout import rules_volume as rules
from typeset.layout.composition import Composition
from typeset.layout.faults import Attempts
from typeset.layout.package import LayoutPackage
from typeset.layout.sandbox import DoorLoader, Sandbox
from typeset.layout.stylesheet import read_stylesheet
from typeset.sources import Sources

# A layout that has these can set a volume's own pages; they use its `style.css` as well.
STYLE = "volume.css"
COVER, CONTENTS, INDEX = (f"volume-{part}.html.jinja" for part in ("cover", "contents", "index"))


@dataclass(frozen=True, slots=True)
class Row:
    """Something that the contents or an index name: its words, page label and link target."""

    words: str
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class BoundIssue:
    """One issue of a volume, where it begins, and a row for each of its articles."""

    issue: Issue
    cover: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A heading word of an index and all the places it names."""

    words: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """A run of entries under one letter."""

    heading: str
    entries: tuple[IndexEntry, ...]


@dataclass(frozen=True, slots=True)
class Volume:
    """A bound volume (合订本): several issues, in order, and what its own pages say of them."""

    title: str
    name: str  # 2024年合订本
    issues: tuple[BoundIssue, ...]
    sections: tuple[IndexEntry, ...]
    sources: tuple[IndexGroup, ...]
    indexes: tuple[Row, ...] = ()  # where each index begins, once that is known

    @property
    def begins(self) -> datetime.date:
        """Return the date of the first issue."""
        return self.issues[0].issue.date

    @property
    def ends(self) -> datetime.date:
        """Return the date of the last issue."""
        return self.issues[-1].issue.date

    @property
    def article_count(self) -> int:
        """Return how many articles the volume holds."""
        return sum(len(bound.rows) for bound in self.issues)


@dataclass(frozen=True, slots=True)
class VolumeTemplates:
    """The templates of a layout's `volume` slot, with the styles they are set in."""

    composition: Composition
    _context: Mapping[str, object] = field(repr=False)
    _sources: Sources = field(repr=False)
    _sandbox: Sandbox = field(repr=False)

    def render(self, template: str, volume: Volume, **more: object) -> tuple[str | None, Report]:
        """Return the HTML of one part, or what is wrong with its template."""
        report = Report()
        context = {**self._context, **more, "volume": volume}
        attempts = Attempts(self._sources, self.composition.package, self._sandbox, report)
        found = attempts.run(lambda: self._sandbox.get_template(template).render(context))
        return found, report


def read_volume_templates(
    sources: Sources, composition: Composition
) -> tuple[VolumeTemplates | None, Report]:
    """Return the volume templates of a composition's layout, if the layout has them."""
    report = Report()
    package = composition.package
    names = (STYLE, COVER, CONTENTS, INDEX)
    missing = [name for name in names if not sources.is_file(f"{package.folder}/{name}")]
    if missing:
        report.add(
            rules.NO_VOLUME_TEMPLATES,
            Span(f"{package.folder}/layout.yaml"),
            layout=package.reference,
            missing="、".join(missing),
        )
        return None, report
    style = read_stylesheet(sources, package, report, STYLE)
    if style is None or report.has_errors:
        return None, report
    own = replace(composition, more_styles=(style,))
    sandbox = Sandbox(DoorLoader(sources, package.folder))
    return VolumeTemplates(own, _context(package, composition), sources, sandbox), report


def _context(package: LayoutPackage, composition: Composition) -> dict[str, object]:
    return {
        "grid": package.spec.grid,
        "colours": package.spec.colours,
        "options": composition.options,
    }
