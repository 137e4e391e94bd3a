"""What the finished file must keep of what the issue promised (codes C…)."""

from __future__ import annotations

from typeset.diagnostics import Bilingual, Rule, Severity

CODE_UNREADABLE = Rule(
    "C001",
    Severity.ERROR,
    Bilingual(
        "《{title}》的二维码印出来扫不出它的链接（扫得：{found}）",
        "the printed code of “{title}” does not scan to its link (it says: {found})",
    ),
    Bilingual(
        "请核对 link；仍不行，请版式设计者放大二维码",
        "check the link; else let the designer enlarge the code",
    ),
)
LINK_NOT_CLICKABLE = Rule(
    "C002",
    Severity.ERROR,
    Bilingual("《{title}》的原文链接在 PDF 里点不开", "the link of “{title}” is not clickable"),
    Bilingual("请版式设计者查看模板里的 <a>", "let the designer look at the template's <a>"),
)
LINK_NOT_PRINTED = Rule(
    "C003",
    Severity.ERROR,
    Bilingual(
        "《{title}》印出来的原文链接与 link 不同",
        "the link printed under “{title}” differs from the one given",
    ),
    Bilingual("请版式设计者查看链接一行的样式", "let the designer look at the link line's style"),
)
FONT_NOT_EMBEDDED = Rule(
    "C004",
    Severity.ERROR,
    Bilingual("字体没有嵌入：{font}", "font not embedded and subset: {font}"),
    Bilingual(
        "印厂收不了这样的文件；请报告给 typeset 的维护者", "report this to typeset's keepers"
    ),
)
FONT_FOREIGN = Rule(
    "C005",
    Severity.ERROR,
    Bilingual("用了目录之外的字体：{font}", "a font from outside the catalogue was used: {font}"),
    Bilingual("版式只能用 fonts/catalog.yaml 里的字体", "a layout may use catalogue fonts only"),
)
CONTENTS_WRONG = Rule(
    "C006",
    Severity.ERROR,
    Bilingual(
        "目录说《{title}》在第 {folio} 页，那一页却没有它的标题",
        "the contents put “{title}” on page {folio}, where its headline is not",
    ),
    Bilingual("请报告给 typeset 的维护者", "report this to typeset's keepers"),
)
REWRITE = Bilingual(
    "在这一行附近增删一两个字，或换一个说法，行就匀了",
    "add or take out a word near this line and it will close up",
)
LINE_LOOSE = Rule(
    "C010",
    Severity.WARNING,
    Bilingual(
        "第 {page} 页有一行排得太松（字间 {figure} em）：{text}",
        "page {page} has a loose line ({figure} em between characters): {text}",
    ),
    REWRITE,
)
LINE_SHORT = Rule(
    "C011",
    Severity.WARNING,
    Bilingual(
        "第 {page} 页有一行排不满（差 {figure} em）：{text}",
        "page {page} has a line that falls short by {figure} em: {text}",
    ),
    REWRITE,
)
LINE_OVERFULL = Rule(
    "C012",
    Severity.WARNING,
    Bilingual(
        "第 {page} 页有一行超出版心 {figure} em：{text}",
        "page {page} has a line that sticks out by {figure} em: {text}",
    ),
    Bilingual("把其中很长的词或代码断开", "break the long word or code in it"),
)
PARAGRAPH_NOT_COMPOSED = Rule(
    "C013",
    Severity.WARNING,
    Bilingual(
        "第 {page} 页有一段没有按中文规则排（{reason}）：{text}",
        "a paragraph on page {page} was left to the stock line breaker ({reason}): {text}",
    ),
    Bilingual(
        "改掉段中这种写法；要保留，请人工看一眼这一段的行",
        "avoid that construct, or look at the paragraph's lines yourself",
    ),
)
