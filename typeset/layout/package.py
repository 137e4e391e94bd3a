"""A layout package: a folder `layouts/NAME/VERSION/` with templates, CSS and `layout.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from typeset.diagnostics import Report, Span
from typeset.issue.model import Issue
from typeset.layout import rules
from typeset.layout.catalog import Catalog
from typeset.sources import Sources

Cmyk = tuple[float, float, float, float]

_REFERENCE = re.compile(r"[^/@.][^/@]*@[^/@.][^/@]*")


class Frozen(BaseModel):
    """Settings that are read once and never change; unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Colour(Frozen):
    """An accent: process ink in percent for paper, RGB for the screen."""

    rgb: str
    cmyk: Cmyk


class Option(Frozen):
    """What an issue may choose: its kind, what holds when nothing is said, and its limits."""

    type: Literal["choice", "number", "flag"]
    default: str | float | bool
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    about: str = ""

    @property
    def allowed(self) -> str:
        """Return what may be written, for the editor."""
        words = {
            "choice": "、".join(self.choices),
            "flag": "true、false",
            "number": f"{_number(self.least)}–{_number(self.most)}",
        }
        return words[self.type]

    def accepts(self, value: object) -> bool:
        """Tell whether an issue may give this value."""
        if self.type == "choice":
            return value in self.choices
        if self.type == "flag":
            return isinstance(value, bool)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        return (self.least is None or value >= self.least) and (
            self.most is None or value <= self.most
        )


def _number(value: float | None) -> str:
    return "…" if value is None else f"{value:g}"


class Grid(Frozen):
    """The type area: whole-em measure and whole lines, in points."""

    body_pt: float
    leading_pt: float
    measure_em: int
    lines: int
    head_pt: float
    page_width_mm: float
    page_height_mm: float

    @property
    def measure_pt(self) -> float:
        """Return the width of the type area."""
        return self.measure_em * self.body_pt

    @property
    def side_pt(self) -> float:
        """Return the margin on either side."""
        return (self.page_width_mm * 72 / 25.4 - self.measure_pt) / 2

    @property
    def foot_pt(self) -> float:
        """Return the margin below the last line."""
        return self.page_height_mm * 72 / 25.4 - self.head_pt - self.lines * self.leading_pt


class LayoutFile(Frozen):
    """`layout.yaml`: what a layout is and what it needs."""

    name: str
    version: int
    title: str
    fonts: tuple[str, ...]
    grid: Grid
    colours: Mapping[str, Colour]
    requires: tuple[str, ...] = ()
    options: Mapping[str, Option] = {}
    front_matter_labels: Mapping[str, str] = {}
    composer: Mapping[str, str | float | bool] = {}


@dataclass(frozen=True, slots=True)
class LayoutPackage:
    """A layout that was found: its folder and its description."""

    folder: str
    spec: LayoutFile

    @property
    def reference(self) -> str:
        """Return the name and version as an issue writes them."""
        return f"{self.spec.name}@{self.spec.version}"


def known_layouts(sources: Sources) -> tuple[str, ...]:
    """Return `name@version` of every layout of the project."""
    found = sources.glob("layouts", "*/*/layout.yaml")
    return tuple("@".join(name.split("/")[1:3]) for name in found)


def read_layout(
    sources: Sources, reference: str, span: Span
) -> tuple[LayoutPackage | None, Report]:
    """Return the layout an issue asks for, and what is wrong with it."""
    report = Report()
    folder = "layouts/" + reference.replace("@", "/")
    file = f"{folder}/layout.yaml"
    # Asked for by name: what other layouts there are is nothing to an issue that has its own.
    if not _REFERENCE.fullmatch(reference) or not sources.is_file(file):
        known = known_layouts(sources)
        report.add(rules.LAYOUT_UNKNOWN, span, layout=reference, known="、".join(known) or "—")
        return None, report
    try:
        spec = LayoutFile.model_validate(yaml.safe_load(sources.read(file)))
    except (yaml.YAMLError, ValidationError) as error:
        report.add(rules.LAYOUT_INVALID, Span(file), problem=str(error))
        return None, report
    return LayoutPackage(folder, spec), report


def check_fit(package: LayoutPackage, issue: Issue, catalog: Catalog) -> Report:
    """Report every need of the layout that issue or catalogue does not meet."""
    report = Report()
    spec = package.spec
    for family in spec.fonts:
        if family not in catalog.families:
            report.add(rules.FONT_MISSING, Span(f"{package.folder}/layout.yaml"), file=family)
    for field in spec.requires:
        if getattr(issue, field) in (None, "", ()):
            report.add(
                rules.FIELD_MISSING,
                Span(issue.manifest, 1, 1),
                layout=package.reference,
                field=field,
            )
    for name, value in issue.options.items():
        span = issue.option_spans.get(name, Span(issue.manifest))
        option = spec.options.get(name)
        if option is None:
            known = "、".join(spec.options) or "—"
            report.add(rules.OPTION_UNKNOWN, span, layout=package.reference, name=name, known=known)
        elif not option.accepts(value):
            report.add(rules.OPTION_INVALID, span, name=name, value=value, allowed=option.allowed)
    return report


def options_of(package: LayoutPackage, issue: Issue) -> Mapping[str, object]:
    """Return every option of the layout with the issue's value or the default."""
    return {
        name: issue.options.get(name, option.default)
        for name, option in package.spec.options.items()
    }
