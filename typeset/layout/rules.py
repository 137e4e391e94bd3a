"""What can be wrong with layouts, fonts and codes (codes L…)."""

from __future__ import annotations

from typeset.diagnostics import Bilingual, Rule, Severity

LAYOUT_UNKNOWN = Rule(
    "L001",
    Severity.ERROR,
    Bilingual("没有“{layout}”这个版式", "there is no layout “{layout}”"),
    Bilingual("现有的版式：{known}。请改 layout: 一行或命令里的名称", "layouts at hand: {known}"),
)
LAYOUT_INVALID = Rule(
    "L002",
    Severity.ERROR,
    Bilingual("版式说明有误：{problem}", "the layout's description is wrong: {problem}"),
    Bilingual("请版式设计者改正 layout.yaml", "let the layout's designer mend layout.yaml"),
)
OPTION_UNKNOWN = Rule(
    "L003",
    Severity.ERROR,
    Bilingual("版式“{layout}”没有“{name}”这个选项", "layout {layout} has no option “{name}”"),
    Bilingual("可用的选项：{known}", "its options are: {known}"),
)
OPTION_INVALID = Rule(
    "L004",
    Severity.ERROR,
    Bilingual("选项“{name}”不能是“{value}”", "option “{name}” cannot be “{value}”"),
    Bilingual("可以写：{allowed}", "allowed: {allowed}"),
)
FIELD_MISSING = Rule(
    "L005",
    Severity.ERROR,
    Bilingual("版式“{layout}”需要“{field}”，本期没有写", "layout {layout} needs “{field}”"),
    Bilingual("请在 issue.yaml 里补上 {field}:", "add {field}: to issue.yaml"),
)
TEMPLATE_FAULT = Rule(
    "L006",
    Severity.ERROR,
    Bilingual("版式模板有误：{problem}", "the layout's template is wrong: {problem}"),
    Bilingual("请版式设计者改正这一行", "let the layout's designer mend this line"),
)
FONT_CHANGED = Rule(
    "L010",
    Severity.ERROR,
    Bilingual(
        "字体文件与目录登记的不同：{file}", "the font file is not the one catalogued: {file}"
    ),
    Bilingual(
        "请从版本库取回原来的文件；要换字体，请在 fonts/catalog.yaml 登记新的 sha256",
        "restore the file, or record the new sha256 in fonts/catalog.yaml",
    ),
)
FONT_MISSING = Rule(
    "L011",
    Severity.ERROR,
    Bilingual("找不到字体文件：{file}", "font file not found: {file}"),
    Bilingual("请从版本库取回 fonts/ 文件夹", "restore the fonts/ folder"),
)
GLYPH_MISSING = Rule(
    "L012",
    Severity.ERROR,
    Bilingual(
        "字体里没有“{character}”（{codepoint} {name}）这个字",
        "no font has “{character}” ({codepoint} {name})",
    ),
    Bilingual(
        "请换一个字或写法；确需此字，请在 fonts/catalog.yaml 加一款有它的字体",
        "write it another way, or add a font that has it to fonts/catalog.yaml",
    ),
)
CATALOG_INVALID = Rule(
    "L013",
    Severity.ERROR,
    Bilingual("字体目录有误：{problem}", "the font catalogue is wrong: {problem}"),
    Bilingual("请改正 fonts/catalog.yaml", "mend fonts/catalog.yaml"),
)
LINK_TOO_LONG = Rule(
    "L020",
    Severity.ERROR,
    Bilingual(
        "链接太长（{length} 个字符），做不成能扫的二维码",
        "the link is too long ({length} characters) for a QR code that scans",
    ),
    Bilingual(
        "请去掉 ? 后面的跟踪参数，或用短链接", "drop tracking parameters or use a short link"
    ),
)
FOLLOW_PLACEHOLDER = Rule(
    "L021",
    Severity.WARNING,
    Bilingual(
        "公众号没有二维码图片，先印一个空框", "no picture for the 公众号 code: a frame is printed"
    ),
    Bilingual(
        "把二维码图片放进 images/，在 follow: 下写 image: images/文件名",
        "put the picture in images/ and write image: under follow:",
    ),
)
