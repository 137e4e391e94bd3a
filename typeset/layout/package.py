"""A layout package: a folder `layouts/NAME/VERSION/` with templates, CSS and `layout.yaml`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from typeset.diagnostics import Report, Span
from typeset.issue.files import read_text
from typeset.issue.located import Node
from typeset.issue.located import compose as compose_yaml
from typeset.issue.shapes import model_at
from typeset.layout import rules
from typeset.layout import rules_package as faults
from typeset.layout.catalog import Catalog
from typeset.layout.description import LayoutFile
from typeset.layout.grid import Grid
from typeset.layout.suggesting import suggestion
from typeset.layout.variables import variables
from typeset.sources import Sources

DESCRIPTION = "layout.yaml"
_REFERENCE = re.compile(r"[^/@.][^/@]*@[0-9]+")


@dataclass(frozen=True, slots=True, eq=False)
class LayoutPackage:
    """A layout that was found: its folder, its description, and where that says what."""

    folder: str
    spec: LayoutFile
    spans: Mapping[tuple[str | int, ...], Span]

    @property
    def reference(self) -> str:
        """Return the name and version as an issue writes them."""
        return f"{self.spec.name}@{self.spec.version}"

    def place(self, *path: str | int) -> Span:
        """Return where `layout.yaml` says what is at `path`, or the nearest to it."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.spans:
                return self.spans[path[:length]]
        return Span(f"{self.folder}/{DESCRIPTION}")


def known_layouts(sources: Sources) -> tuple[str, ...]:
    """Return `name@version` of every layout of the project."""
    found = (name.split("/")[1:3] for name in sources.glob("layouts", f"*/*/{DESCRIPTION}"))
    numbered = [(name, version) for name, version in found if version.isdecimal()]
    return tuple(f"{n}@{v}" for n, v in sorted(numbered, key=lambda each: (each[0], int(each[1]))))


def newest(known: tuple[str, ...], name: str) -> str | None:
    """Return the reference that `name` means: itself, or its greatest version."""
    if "@" in name:
        return name if name in known else None
    versions = [each for each in known if each.partition("@")[0] == name]
    return versions[-1] if versions else None


def folder_of(reference: str) -> str:
    """Return the folder of a layout, by its reference."""
    return "layouts/" + reference.replace("@", "/")


def read_layout(
    sources: Sources, reference: str, span: Span | None
) -> tuple[LayoutPackage | None, Report]:
    """Return the layout an issue asks for at `span`, and what is wrong with it."""
    report = Report()
    # Asked for by name: what other layouts there are is nothing to an issue that has its own.
    if not _REFERENCE.fullmatch(reference) or not sources.is_file(
        f"{folder_of(reference)}/{DESCRIPTION}"
    ):
        known = known_layouts(sources)
        report.add(rules.LAYOUT_UNKNOWN, span, layout=reference, known="、".join(known) or "—")
        return None, report
    folder = folder_of(reference)
    file = f"{folder}/{DESCRIPTION}"
    text = read_text(sources, file, Span(file), report)
    root = None if text is None else compose_yaml(text, file, report)
    if root is None or report.has_errors:
        return None, report
    spec = _validated(root, report)
    if spec is None:
        return None, report
    package = LayoutPackage(folder, spec, root.spans())
    _check_sense(package, reference, report)
    return (None if report.has_errors else package), report


def _validated(root: Node, report: Report) -> LayoutFile | None:
    """Return the description, or None and every fault at its place.

    By way of JSON, since pydantic's strict reading takes no list for a tuple from Python:
    lenient reading would take `true` for 1.
    """
    try:
        return LayoutFile.model_validate_json(json.dumps(root.typed(), default=str), strict=True)
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_input=False):
            _add_fault(root, detail["type"], detail["loc"], detail.get("ctx", {}), report)
    return None


def _add_fault(
    root: Node,
    kind: str,
    loc: tuple[int | str, ...],
    context: Mapping[str, object],
    report: Report,
) -> None:
    node, path = root, []
    for step in loc:  # steps that are no keys name the members of unions
        child = node.child(step)
        if child is not None:
            node = child
            path.append(step)
    key = next((str(step) for step in reversed(loc) if isinstance(step, str)), "layout.yaml")
    if kind == "extra_forbidden":
        known = _keys(loc[:-1])
        holder = _node_at(root, loc[:-1])
        words = suggestion(str(loc[-1]), known)
        span = holder.keys.get(str(loc[-1]), node.span)
        report.add(faults.KEY_UNKNOWN, span, key=loc[-1], **words, known="、".join(known))
    elif kind == "missing" and isinstance(loc[-1], str):
        place = Span(node.span.file, node.span.line, node.span.column)
        report.add(faults.KEY_MISSING, place, key=loc[-1])
    else:
        zh, en = _wanted(kind, context)
        names = [str(step) for step in path if isinstance(step, str)]
        holder = _node_at(root, tuple(path[:-1]))
        is_key = loc[-1:] == ("[key]",)  # the name of a colour, an option, …
        span = holder.keys.get(str(path[-1]), node.span) if is_key else node.span
        value = str(path[-1]) if is_key else _shown(node)
        name = names[-1] if names else key
        report.add(faults.VALUE_WRONG, span, key=name, value=value, wanted_zh=zh, wanted_en=en)


def _node_at(root: Node, path: tuple[int | str, ...]) -> Node:
    node = root
    for step in path:
        node = node.child(step) or node
    return node


def _keys(path: tuple[int | str, ...]) -> tuple[str, ...]:
    """Return the keys that may stand at `path`, as they are written."""
    fields = model_at(LayoutFile, path).model_fields
    if path and path[0] == "grid":
        fields = model_at(LayoutFile, ("type_area",)).model_fields
    return tuple(field.alias or name for name, field in fields.items())


def _shown(node: Node) -> str:
    value = node.typed()
    text = (
        str(value)
        if not isinstance(value, dict | list)
        else json.dumps(value, ensure_ascii=False, default=str)
    )
    return text if len(text) <= 40 else text[:39] + "…"


_KINDS: Mapping[str, tuple[str, str]] = {
    "string_type": ("文字（数字要加引号）", "text (put quotes around figures)"),
    "string_pattern_mismatch": ("这样的写法：{pattern}", "written like {pattern}"),
    "int_type": ("整数", "a whole number"),
    "int_from_float": ("整数", "a whole number"),
    "float_type": ("数，不带单位", "a number without a unit"),
    "bool_type": ("true 或 false", "true or false"),
    "tuple_type": ("列表，如 [甲, 乙]", "a list such as [a, b]"),
    "too_short": ("至少 {min_length} 项", "at least {min_length} items"),
    "too_long": ("至多 {max_length} 项", "at most {max_length} items"),
    "missing": ("四个数：青、品红、黄、黑的百分比", "four numbers: cyan, magenta, yellow, black"),
    "literal_error": ("{expected} 之一", "one of {expected}"),
    "greater_than": ("大于 {gt} 的数", "above {gt}"),
    "greater_than_equal": ("不小于 {ge} 的数", "{ge} or more"),
    "less_than": ("小于 {lt} 的数", "below {lt}"),
    "less_than_equal": ("不大于 {le} 的数", "{le} or less"),
    "reserved": ("别的名称：{name} 在模板里另有意思", "another name: {name} means something else"),
    "dict_type": ("一组“名称: 内容”", "a group of “key: value” lines"),
    "model_type": ("一组“名称: 内容”", "a group of “key: value” lines"),
    "model_attributes_type": ("一组“名称: 内容”", "a group of “key: value” lines"),
}


def _wanted(kind: str, context: Mapping[str, object]) -> tuple[str, str]:
    zh, en = _KINDS.get(kind, (kind, kind))
    said = {key: _plain(value) for key, value in context.items()}
    return zh.format_map(said), en.format_map(said)


def _plain(value: object) -> object:
    return f"{value:g}" if isinstance(value, float) else value


def _check_sense(package: LayoutPackage, reference: str, report: Report) -> None:
    """Report what each key may say but not all of them together."""
    spec, grid = package.spec, package.spec.grid
    if package.reference != reference:
        written = package.reference
        place = package.place(
            "version" if written.startswith(f"{reference.split('@')[0]}@") else "name"
        )
        report.add(faults.WRONG_FOLDER, place, written=written, folder=package.folder)
    _check_page(package, grid, report)
    for name, option in spec.options.items():
        if not option.accepts(option.default):
            place = package.place("options", name, "default")
            words = {"name": name, "value": option.default, "allowed": option.allowed}
            report.add(faults.DEFAULT_REFUSED, place, **words)
    if spec.body_starts not in ("right", "any", *spec.options):
        wanted = "、".join(("right", "any", *spec.options))
        report.add(
            faults.VALUE_WRONG,
            package.place("body_starts"),
            key="body_starts",
            value=spec.body_starts,
            wanted_zh=f"{wanted} 之一",
            wanted_en=f"one of {wanted}",
        )
    taken = variables(grid)
    for name in spec.colours:
        variable = name.replace("_", "-")
        if variable in taken:
            place = package.place("colours", name)
            report.add(faults.PALETTE_NAME, place, name=name, variable=variable)


def _check_page(package: LayoutPackage, grid: Grid, report: Report) -> None:
    slack = 0.01  # of a point: sums of decimal fractions
    if grid.foot_pt < -slack:
        _too_much(package, report, ("高度", "height"), -grid.foot_pt, "lines、leading_pt")
    if min(grid.side_pt, grid.outer_pt) < -slack:
        excess = -min(grid.side_pt, grid.outer_pt)
        _too_much(package, report, ("宽度", "width"), excess, "measure_em、body_pt")
    if grid.column_em != int(grid.column_em) or grid.column_em < 1:
        blanks = (grid.columns - 1) * grid.gutter_em
        suggested = blanks + grid.columns * max(1, round(grid.column_em))
        report.add(
            faults.COLUMNS_UNEVEN,
            package.place("grid", "columns"),
            measure=grid.measure_em,
            columns=grid.columns,
            gutter=grid.gutter_em,
            column=grid.column_em,
            suggestion=suggested,
        )


def _too_much(
    package: LayoutPackage, report: Report, what: tuple[str, str], excess: float, keys: str
) -> None:
    zh, en = what
    report.add(
        faults.PAGE_TOO_SMALL,
        package.place("grid"),
        what_zh=zh,
        what_en=en,
        excess=excess,
        keys=keys,
    )


def check_families(package: LayoutPackage, catalog: Catalog) -> Report:
    """Report every font of the layout that the catalogue lacks."""
    report = Report()
    known = sorted(catalog.families)
    for at, family in enumerate(package.spec.fonts):
        if family not in catalog.families:
            words = suggestion(family, known)
            place = package.place("fonts", at)
            report.add(faults.FAMILY_UNKNOWN, place, family=family, **words, known="、".join(known))
    return report
