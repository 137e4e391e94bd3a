"""What a layout is and needs, in words for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from typeset.diagnostics import Bilingual, Lang
from typeset.layout.description import FieldSpec, LayoutFile, Option
from typeset.layout.grid import PT_PER_MM, Grid
from typeset.layout.package import LayoutPackage

_PAGE = Bilingual(
    "纸面  {width:g} × {height:g} mm，出血 {bleed:g} mm",
    "page  {width:g} × {height:g} mm, bleed {bleed:g} mm",
)
_AREA = Bilingual(
    "版心  {measure} 字 × {lines} 行（{width:.1f} × {height:.1f} mm），"
    "字 {body:g} pt，行 {leading:g} pt",
    "type area  {measure} characters × {lines} lines ({width:.1f} × {height:.1f} mm),"
    " {body:g} on {leading:g} pt",
)
_COLUMNS = Bilingual(
    "分栏  {columns} 栏，每栏 {column:g} 字，栏间 {gutter} 字",
    "columns  {columns} of {column:g} characters, {gutter} between",
)
_MARGINS = Bilingual(
    "页边  上 {head:.1f}、下 {foot:.1f}、内 {inner:.1f}、外 {outer:.1f} mm",
    "margins  head {head:.1f}, foot {foot:.1f}, inner {inner:.1f}, outer {outer:.1f} mm",
)
_HEADS: Mapping[str, Bilingual] = {
    "fonts": Bilingual("字体", "fonts"),
    "colours": Bilingual("颜色", "colours"),
    "requires": Bilingual("每期要有", "an issue must have"),
    "article_requires": Bilingual("每篇文章要有", "an article must have"),
    "fields": Bilingual("issue.yaml 的 fields: 下可以写", "under fields: in issue.yaml"),
    "article_fields": Bilingual("文章的 fields: 下可以写", "under fields: of an article"),
    "slots": Bilingual("文章的位置 slot:", "slots of articles"),
    "options": Bilingual("选项 options:", "options"),
}
_REQUIRED = Bilingual("必填", "required")
_DEFAULT = Bilingual("默认 {value}", "default {value}")


def describe(package: LayoutPackage, lang: Lang) -> Iterator[str]:
    """Yield the lines that tell a designer or an editor what the layout is."""
    spec, grid = package.spec, package.spec.grid
    yield f"{package.reference}  {spec.title}"
    if spec.about:
        yield _in(spec.about, lang)
    yield from _measures(grid, lang)
    yield from _list("fonts", spec.fonts, lang)
    yield from _list("colours", _colours(spec), lang)
    yield from _list("requires", spec.requires, lang)
    yield from _list("article_requires", spec.article_requires, lang)
    for key, fields in (("fields", spec.fields), ("article_fields", spec.article_fields)):
        yield from _list(key, (_field(name, each, lang) for name, each in fields.items()), lang)
    slots = (f"{name}  {_in(slot.about, lang)}".rstrip() for name, slot in spec.slots.items())
    yield from _list("slots", slots, lang)
    options = (_option(name, each, lang) for name, each in spec.options.items())
    yield from _list("options", options, lang)


def summary(package: LayoutPackage, lang: Lang) -> str:
    """Return one line: reference, title, page, columns."""
    spec, grid = package.spec, package.spec.grid
    size = f"{grid.page_width_mm:g} × {grid.page_height_mm:g} mm"
    return f"{package.reference}\t{spec.title}\t{size}\t{_in(spec.about, lang)}".rstrip("\t")


def _measures(grid: Grid, lang: Lang) -> Iterator[str]:
    page = {"width": grid.page_width_mm, "height": grid.page_height_mm, "bleed": grid.bleed_mm}
    yield _PAGE.render(lang, page)
    area = {
        "measure": grid.measure_em,
        "lines": grid.lines,
        "width": grid.measure_pt / PT_PER_MM,
        "height": grid.height_pt / PT_PER_MM,
        "body": grid.body_pt,
        "leading": grid.leading_pt,
    }
    yield _AREA.render(lang, area)
    if grid.columns > 1:
        columns = {"columns": grid.columns, "column": grid.column_em, "gutter": grid.gutter_em}
        yield _COLUMNS.render(lang, columns)
    margins = {
        "head": grid.head_pt,
        "foot": grid.foot_pt,
        "inner": grid.side_pt,
        "outer": grid.outer_pt,
    }
    yield _MARGINS.render(lang, {name: value / PT_PER_MM for name, value in margins.items()})


def _list(key: str, lines: Iterable[str], lang: Lang) -> Iterator[str]:
    found = list(lines)
    if found:
        yield _HEADS[key].render(lang, {})
        yield from (f"  {line}" for line in found)


def _colours(spec: LayoutFile) -> Iterator[str]:
    for name, colour in spec.colours.items():
        inks = " ".join(f"{ink}{value:g}" for ink, value in zip("CMYK", colour.cmyk, strict=True))
        yield f"{name}  {colour.rgb}  {inks}"


def _field(name: str, field: FieldSpec, lang: Lang) -> str:
    about = _in(field.about, lang)
    required = f"  ({_REQUIRED.render(lang, {})})" if field.required else ""
    return f"{name}  {about}{required}".rstrip()


def _option(name: str, option: Option, lang: Lang) -> str:
    default = option.default
    shown = str(default).lower() if isinstance(default, bool) else default
    words = f"{option.allowed}  ({_DEFAULT.render(lang, {'value': shown})})"
    return f"{name}  {words}  {_in(option.about, lang)}".rstrip()


def _in(about: str, lang: Lang) -> str:
    """Return the half of `中文 / English` that is in `lang`; the whole where it has no halves."""
    zh, mark, en = about.partition(" / ")
    return about if not mark else (zh if lang == "zh" else en)
