"""What can be wrong in templates and style sheets (codes L040–L059)."""

from __future__ import annotations

from typeset.diagnostics import rule

UNDEFINED = rule(
    "L040",
    ("模板里的“{name}”不存在", "“{name}” does not exist"),
    ("{suggestion_zh}{owner_zh}：{known}", "{suggestion_en}{owner_en}: {known}"),
)
REFUSED = rule(
    "L041",
    ("模板不许这样做：{problem}", "a template may not do that: {problem}"),
    (
        "模板只能读期刊内容（issue、grid、colours、options、codes），不能碰程序内部",
        "templates read issue, grid, colours, options and codes, not the insides of the program",
    ),
)
RUNAWAY = rule(
    "L042",
    ("模板做得太多，已停下：{problem}", "the template did too much and was stopped: {problem}"),
    (
        "请查看循环、range() 和重复的文字；一页书用不了这么多",
        "look at loops, range() and repeated text; no page needs that much",
    ),
)
TEMPLATE_MISSING = rule(
    "L043",
    ("版式里没有模板“{name}”", "the layout has no template “{name}”"),
    (
        "只能用本版式文件夹里的文件，现有：{known}",
        "only files of the layout's own folder can be used: {known}",
    ),
)
NOT_TEXT = rule(
    "L044",
    ("{file} 不是 UTF-8 文字，或读不出来", "{file} is not UTF-8 text, or cannot be read"),
    ("请用编辑器另存为 UTF-8", "save it as UTF-8 in your editor"),
)
CSS_SYNTAX = rule(
    "L045",
    ("样式写法有误：{problem_zh}", "the style sheet is wrong: {problem_en}"),
    (
        "请改正这一处；写错的一条和它后面的可能都不起作用",
        "mend this place; what is wrong, and what follows it, may have no effect",
    ),
)
CSS_FAMILY = rule(
    "L046",
    (
        "样式用了 layout.yaml 的 fonts: 里没有的字体“{family}”",
        "the style sheet uses the font “{family}”, which fonts: in layout.yaml does not name",
    ),
    (
        "{suggestion_zh}fonts: 里有：{known}",
        "{suggestion_en}fonts: names {known}",
    ),
)
CSS_VARIABLE = rule(
    "L047",
    ("没有变量 {name}", "there is no variable {name}"),
    (
        "{suggestion_zh}变量来自 layout.yaml 的 grid:、colours:，或在样式里写 {name}: …",
        "{suggestion_en}Variables come of grid: and colours: in layout.yaml, or from {name}: …"
        " in the style sheet",
    ),
)
CSS_FILE = rule(
    "L048",
    ("样式要的文件不在版式文件夹里：{url}", "not a file of the layout's folder: {url}"),
    (
        "请把文件放进版式文件夹，写相对路径",
        "put the file into the layout's folder and write its relative path",
    ),
)
CSS_IMPORT = rule(
    "L049",
    ("样式里不能用 @{name}", "@{name} cannot be used in a layout's style sheet"),
    (
        "样式都写在 style.css；字体登记在 fonts/catalog.yaml",
        "write all style in style.css; fonts are entered in fonts/catalog.yaml",
    ),
)
CSS_SETTING = rule(
    "L050",
    (
        "排版设置“{name}”不能是“{value}”",
        "the composer's setting “{name}” cannot be “{value}”",
    ),
    (
        "可用的设置和写法见 docs/typography.md",
        "docs/typography.md lists the settings and their values",
    ),
)
