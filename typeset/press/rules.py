"""What can go wrong between composition and finished PDF (codes P…)."""

from __future__ import annotations

from typeset.diagnostics import Bilingual, Rule, Severity

ENGINE_COMPLAINT = Rule(
    "P001",
    Severity.ERROR,
    Bilingual("排版引擎报告：{problem}", "the layout engine says: {problem}"),
    Bilingual(
        "请版式设计者查看版式的模板与样式", "let the layout's designer look at templates and CSS"
    ),
)
STYLE_IGNORED = Rule(
    "P002",
    Severity.WARNING,
    Bilingual("样式被忽略：{problem}", "a style was ignored: {problem}"),
    Bilingual("请版式设计者改正这一行样式", "let the layout's designer mend this line of CSS"),
)
PICTURE_UNREADABLE = Rule(
    "P003",
    Severity.ERROR,
    Bilingual("图片读不出来：{file}", "the picture cannot be read: {file}"),
    Bilingual(
        "请用看图软件打开核对，另存为 JPEG 或 PNG", "open it, then save it again as JPEG or PNG"
    ),
)
FETCH_REFUSED = Rule(
    "P004",
    Severity.ERROR,
    Bilingual(
        "版式想读项目之外的文件：{url}", "something outside the project was asked for: {url}"
    ),
    Bilingual(
        "排版时不读网络和项目外的文件；请把文件放进项目",
        "nothing outside the project is read; put the file into the project",
    ),
)
ENGINE_UNKNOWN = Rule(
    "P005",
    Severity.ERROR,
    Bilingual(
        "装着的 WeasyPrint 与排版模块不合：{problem}",
        "the WeasyPrint installed is not one that the composer knows: {problem}",
    ),
    Bilingual(
        "请按锁定的版本重装：make setup（或 pip install -r requirements.lock）",
        "install the locked versions again: make setup (or pip install -r requirements.lock)",
    ),
)
LAYOUT_SETTING = Rule(
    "P006",
    Severity.ERROR,
    Bilingual(
        "layout.yaml 里有一项设置不对：{problem}", "a setting in layout.yaml is wrong: {problem}"
    ),
    Bilingual("可用的设置见 docs/designers.md", "docs/designers.md lists the settings"),
)
