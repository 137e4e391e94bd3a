"""What can be wrong with `layout.yaml`, and between an issue and its layout (codes L022–L039)."""

from __future__ import annotations

from typeset.diagnostics import Severity, rule

KEY_UNKNOWN = rule(
    "L022",
    ("layout.yaml 不认识名称“{key}”", "layout.yaml knows no key “{key}”"),
    ("{suggestion_zh}可用的名称：{known}", "{suggestion_en}Known here: {known}"),
)
KEY_MISSING = rule(
    "L023",
    ("layout.yaml 缺少“{key}”", "layout.yaml lacks “{key}”"),
    (
        "请补上 {key}: ；写法见 docs/designers.zh-CN.md 的“layout.yaml”一节",
        "add {key}:, as docs/designers.md has it under “layout.yaml”",
    ),
)
VALUE_WRONG = rule(
    "L024",
    ("“{key}”不能是“{value}”", "“{key}” cannot be “{value}”"),
    ("应当是{wanted_zh}", "it must be {wanted_en}"),
)
PAGE_TOO_SMALL = rule(
    "L025",
    (
        "版心放不进纸面：{what_zh}多出 {excess:.1f} pt",
        "the type area does not fit the page: {excess:.1f} pt too much in {what_en}",
    ),
    (
        "请减小 grid: 的 {keys} 或页边，或放大 trim:",
        "make {keys} under grid:, or a margin, smaller, or trim: larger",
    ),
)
COLUMNS_UNEVEN = rule(
    "L026",
    (
        "每栏要占整字：{measure} 字分 {columns} 栏、栏间 {gutter} 字，每栏是 {column:.2f} 字",
        "a column must be whole characters: {measure} in {columns} columns with gutters of"
        " {gutter} makes {column:.2f}",
    ),
    (
        "请改 measure_em 或 gutter_em，例如 measure_em: {suggestion}",
        "change measure_em or gutter_em, for example measure_em: {suggestion}",
    ),
)
DEFAULT_REFUSED = rule(
    "L027",
    (
        "选项“{name}”的默认值“{value}”不在它自己允许的范围内",
        "the default “{value}” of option “{name}” is not one that it allows",
    ),
    ("可以写：{allowed}", "allowed: {allowed}"),
)
WRONG_FOLDER = rule(
    "L028",
    (
        "layout.yaml 自称 {written}，文件夹却是 {folder}",
        "layout.yaml says {written}, its folder {folder}",
    ),
    (
        "请让 name:、version: 与文件夹 layouts/名称/版本/ 一致",
        "let name: and version: agree with the folder layouts/NAME/VERSION/",
    ),
)
FAMILY_UNKNOWN = rule(
    "L029",
    ("字体目录里没有“{family}”", "the font catalogue has no “{family}”"),
    (
        "{suggestion_zh}目录里有：{known}；新字体先登记进 fonts/catalog.yaml",
        "{suggestion_en}It has: {known}; enter a new face in fonts/catalog.yaml first",
    ),
)
FIELD_UNKNOWN = rule(
    "L030",
    ("版式“{layout}”不印“{name}”", "layout {layout} prints no “{name}”"),
    ("{suggestion_zh}fields: 下可以写：{known}", "{suggestion_en}Under fields: {known}"),
)
ARTICLE_FIELD_UNKNOWN = rule(
    "L031",
    (
        "版式“{layout}”不印文章的“{name}”",
        "layout {layout} prints no “{name}” of an article",
    ),
    (
        "{suggestion_zh}文章的 fields: 下可以写：{known}；给别的版式用的可以留着",
        "{suggestion_en}Under an article's fields: {known}; what serves other layouts may stay",
    ),
    Severity.WARNING,
)
ARTICLE_NEED = rule(
    "L032",
    (
        "版式“{layout}”的每篇文章要有“{field}”，《{title}》没有",
        "layout {layout} needs “{field}” of every article; “{title}” has none",
    ),
    (
        "请在这篇文章开头的“---”段里补上 {field}{about_zh}",
        "add {field} to this article's front matter{about_en}",
    ),
)
ONE_LINE = rule(
    "L033",
    (
        "“{name}”只能有一行，写了 {count} 行",
        "“{name}” takes one line, not {count}",
    ),
    ("请只留一行", "keep one line"),
)
SLOT_UNKNOWN = rule(
    "L034",
    ("版式“{layout}”没有“{slot}”这个位置", "layout {layout} has no slot “{slot}”"),
    ("{suggestion_zh}slot: 可以写：{known}", "{suggestion_en}Its slots: {known}"),
)
SLOT_COUNT = rule(
    "L035",
    (
        "版式“{layout}”的“{slot}”要放 {wanted_zh} 篇文章，本期有 {count} 篇",
        "slot “{slot}” of layout {layout} takes {wanted_en} articles; this issue has {count}",
    ),
    (
        "请在 issue.yaml 的文章下写或删 slot: {slot}",
        "write or delete slot: {slot} under articles in issue.yaml",
    ),
)
PALETTE_NAME = rule(
    "L036",
    (
        "颜色“{name}”与版式变量 --{variable} 重名",
        "colour “{name}” takes the name of the layout's own variable --{variable}",
    ),
    ("请给颜色另起名字", "give the colour another name"),
)
LAYOUT_EXISTS = rule(
    "L037",
    ("已经有版式“{layout}”，没有改动", "layout {layout} exists already and was left alone"),
    ("请换一个名称", "choose another name"),
)
LAYOUT_NAME = rule(
    "L038",
    ("版式名称不能是“{name}”", "“{name}” cannot be a layout's name"),
    (
        "请用小写字母开头，后接小写字母、数字和连字符，例如 weekly",
        "start with a small letter; then small letters, digits and hyphens, such as weekly",
    ),
)
