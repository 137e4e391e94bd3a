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
OFF_THE_PAGE = Rule(
    "C015",
    Severity.ERROR,
    Bilingual(
        "第 {page} 页有文字排到了纸外：{text}", "text on page {page} runs off the paper: {text}"
    ),
    Bilingual(
        "表格请减少栏数或缩短内容，代码请断行，标题请用 // 断开",
        "use fewer columns, break the line of code, or put // into the title",
    ),
)
PICTURE_REFUSED = Rule(
    "C020",
    Severity.ERROR,
    Bilingual("图片 {file} 不能用：{reason_zh}", "the picture {file} cannot be used: {reason_en}"),
    Bilingual("请另存为普通的 JPEG 或 PNG", "save it again as an ordinary JPEG or PNG"),
)
PICTURE_COARSE = Rule(
    "C021",
    Severity.WARNING,
    Bilingual(
        "图片 {file} 印出来只有 {ppi} ppi，付印要 {least} ppi 以上",
        "the picture {file} prints at {ppi} ppi; print wants {least} or more",
    ),
    Bilingual(
        "请换一张更大的原图，或缩小版面上的尺寸", "use a larger original, or print it smaller"
    ),
)
PICTURE_INK = Rule(
    "C022",
    Severity.WARNING,
    Bilingual(
        "图片 {file} 的总墨量达 {ink}%，超过 {most}%",
        "the picture {file} takes {ink} % of ink in all, above {most} %",
    ),
    Bilingual("请改存为 RGB，由本工具转换", "save it as RGB and let the tool convert it"),
)
COLOUR_CONVERTED = Rule(
    "C023",
    Severity.WARNING,
    Bilingual(
        "颜色 {rgb} 不在版式的色板里，付印时折算为 CMYK {cmyk}",
        "the colour {rgb} is not in the layout's palette; print takes CMYK {cmyk} for it",
    ),
    Bilingual("请版式设计者在 layout.yaml 的 colours 里登记", "add it to colours in layout.yaml"),
)
FOOTNOTE_LOST = Rule(
    "C014",
    Severity.ERROR,
    Bilingual(
        "第 {page} 页的脚注排不下，没有印出来：{text}",
        "a footnote called on page {page} found no room and is not printed: {text}",
    ),
    Bilingual(
        "请把这条脚注写短，或把这一页的脚注分几条移到别处",
        "shorten this footnote, or call fewer of them on one page",
    ),
)
ARTICLE_LOST = Rule(
    "C016",
    Severity.ERROR,
    Bilingual("《{title}》一页也没有排出来", "“{title}” stands on no page"),
    Bilingual(
        "请版式设计者看看 CSS：body 有没有固定的高度，文章有没有被 display: none 隐去",
        "look at the layout's CSS: has body a fixed height, is the article hidden by display: none",
    ),
)
