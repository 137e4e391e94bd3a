"""The keys of `layout.yaml`, as pydantic models at the edge."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from typeset.layout.grid import Grid


class Frozen(BaseModel):
    """Settings that are read once and never change; unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def _not_a_method(name: str) -> str:
    """Refuse names that a template would take for a method of the mapping: `fields.items`."""
    if hasattr(dict, name):
        raise PydanticCustomError("reserved", "reserved", {"name": name})
    return name


Percent = Annotated[float, Field(ge=0, le=100)]
Cmyk = tuple[Percent, Percent, Percent, Percent]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$"), AfterValidator(_not_a_method)]
Length = Annotated[float, Field(gt=0, le=2000)]
Margin = Annotated[float, Field(ge=0, le=1000)]
Count = Annotated[int, Field(ge=1, le=200)]


class Colour(Frozen):
    """An accent: process ink in percent for paper, RGB for the screen."""

    rgb: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
    cmyk: Cmyk


class Option(Frozen):
    """What an issue may choose: its kind, what holds when nothing is said, and its limits."""

    type: Literal["choice", "number", "flag"]
    default: str | bool | int | float
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


class FieldSpec(Frozen):
    """What a layout prints beyond what every issue or article has."""

    type: Literal["line", "lines"] = "line"
    required: bool = False
    about: str = ""
    sample: str | tuple[str, ...] = "样例"  # what the specimen issue says


class Slot(Frozen):
    """A place in the layout that articles of an issue fill, and how many must and may."""

    least: Annotated[int, Field(ge=0)] = 0
    most: Annotated[int, Field(ge=1)] | None = None
    about: str = ""


class Trim(Frozen):
    """The page after cutting."""

    width_mm: Annotated[float, Field(ge=50, le=600)]
    height_mm: Annotated[float, Field(ge=50, le=900)]


class Margins(Frozen):
    """The space above the first line, and at the spine; the rest follows from the grid."""

    head_pt: Margin
    inner_pt: Margin | None = None


class TypeArea(Frozen):
    """Size of type, whole-em measure, whole lines, columns."""

    body_pt: Length
    leading_pt: Length
    measure_em: Count
    lines: Count
    columns: Annotated[int, Field(ge=1, le=6)] = 1
    gutter_em: Annotated[int, Field(ge=0, le=20)] = 0


IssueNeed = Literal[
    "number_in_year", "tagline", "subtitle", "masthead", "follow", "statement", "organisations"
]
ArticleNeed = Literal["source", "link", "lead"]


class LayoutFile(Frozen):
    """`layout.yaml`: what a layout is and what it needs."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    version: Annotated[int, Field(ge=1)]
    title: str
    fonts: Annotated[tuple[str, ...], Field(min_length=1)]
    trim: Trim
    margins: Margins
    type_area: TypeArea = Field(alias="grid")
    colours: Mapping[Name, Colour]
    about: str = ""
    bleed_mm: Annotated[float, Field(ge=3, le=10)] = 3
    requires: tuple[IssueNeed, ...] = ()
    article_requires: tuple[ArticleNeed, ...] = ()
    fields: Mapping[Name, FieldSpec] = {}
    article_fields: Mapping[Name, FieldSpec] = {}
    slots: Mapping[Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")], Slot] = {}
    options: Mapping[Name, Option] = {}
    body_starts: str = "any"  # `right`, `any`, or the option that says so
    folio_digits: Annotated[int, Field(ge=1, le=4)] = 2
    front_matter_labels: Mapping[str, str] = {}
    composer: Mapping[str, str | bool | int | float] = {}

    @property
    def grid(self) -> Grid:
        """Return the page as templates and the press see it."""
        return Grid(
            **self.type_area.model_dump(),
            **self.margins.model_dump(),
            page_width_mm=self.trim.width_mm,
            page_height_mm=self.trim.height_mm,
            bleed_mm=self.bleed_mm,
        )
