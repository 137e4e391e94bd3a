"""What a tagged file must be: PDF/UA-1, ISO 14289-1, and what readers ask (K050–K069)."""

from __future__ import annotations

from typeset.check.rules_preflight import error
from typeset.diagnostics import Bilingual

NOT_PDFUA = error(
    "K050",
    Bilingual("文件没有声明是 PDF/UA-1", "the file does not claim PDF/UA-1"),
    Bilingual("按 PDF/UA-1 导出", "export as PDF/UA-1"),
)
NOT_TAGGED = error(
    "K051",
    Bilingual(
        "文件没有结构标签，读屏软件读不了", "the file is not tagged; screen readers cannot read it"
    ),
    Bilingual("导出带标签的 PDF", "export a tagged PDF"),
)
NO_LANGUAGE = error("K052", Bilingual("文件没有写明语言", "the file does not name its language"))
TITLE_HIDDEN = error(
    "K053",
    Bilingual(
        "窗口标题显示的不是文件的标题（标题：{title}）",
        "viewers are not told to show the title (title: {title})",
    ),
    Bilingual("写出标题，并设 DisplayDocTitle", "give a title and set DisplayDocTitle"),
)
NO_BOOKMARKS = error("K054", Bilingual("没有书签", "there are no bookmarks"))
NO_PAGE_LABELS = error("K055", Bilingual("没有页码标签", "there are no page labels"))
LINK_UNSPOKEN = error(
    "K056",
    Bilingual(
        "第 {pages} 页：链接没有替代文字（Contents）：{uri}",
        "page {pages}: a link has no description (Contents): {uri}",
    ),
)
ANNOTATION_UNTAGGED = error(
    "K057",
    Bilingual(
        "第 {pages} 页：注释不在结构里（{subtype}）：{uri}",
        "page {pages}: an annotation ({subtype}) is not in the structure: {uri}",
    ),
)
FIGURE_UNSPOKEN = error(
    "K058",
    Bilingual(
        "第 {pages} 页：有 {count} 张图没有替代文字（Alt）",
        "page {pages}: {count} figures without an alternative text (Alt)",
    ),
    Bilingual("为图片写上说明", "describe the picture"),
)
HEADER_WITHOUT_SCOPE = error(
    "K059",
    Bilingual(
        "第 {pages} 页：有 {count} 个表头格没有写明管哪些格（Scope）",
        "page {pages}: {count} header cells do not say what they head (Scope)",
    ),
)
CONTENT_UNTAGGED = error(
    "K060",
    Bilingual(
        "第 {pages} 页：有 {count} 处内容既无标签，也不是装饰",
        "page {pages}: {count} pieces of content are neither tagged nor artifacts",
    ),
)
CONTENT_ORPHANED = error(
    "K061",
    Bilingual(
        "第 {pages} 页：有 {count} 处内容的标签不在结构树里",
        "page {pages}: {count} pieces of content have a mark that no tag refers to",
    ),
)
SCREEN_MARKS = error(
    "K062",
    Bilingual(
        "第 {pages} 页：页面比成品大，会看到出血或裁切线",
        "page {pages}: the page is larger than its trim and shows bleed or crop marks",
    ),
    Bilingual("屏幕版不要出血和裁切线", "screen files have no bleed and no crop marks"),
)
TAB_ORDER = error(
    "K063",
    Bilingual(
        "第 {pages} 页：链接的跳转次序没有按结构排（Tabs）",
        "page {pages}: links are not tabbed in the order of the structure (Tabs)",
    ),
)
TAG_UNKNOWN = error(
    "K064",
    Bilingual(
        "结构标签 {tag} 不是标准标签，也没有映射", "tag {tag} is not standard and not mapped"
    ),
)
HEADINGS_SKIP = error(
    "K065",
    Bilingual("标题层级从 H{before} 跳到 H{after}", "headings jump from H{before} to H{after}"),
    Bilingual("标题逐级使用", "use headings level by level"),
)
SUSPECT_TAGS = error(
    "K066", Bilingual("标签被标为可疑（Suspects）", "the tags are marked as suspect (Suspects)")
)
