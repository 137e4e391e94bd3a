"""What any finished PDF must be, whatever it is for (codes K001–K019)."""

from __future__ import annotations

from typeset.diagnostics import Bilingual, Rule, Severity

KEEPERS = Bilingual(
    "typeset 排出的，请报告给它的维护者；别处来的，请改正后重新导出",
    "if typeset made the file, tell its keepers; else mend it and export again",
)


def error(code: str, message: Bilingual, hint: Bilingual = KEEPERS) -> Rule:
    """Return a rule whose breach makes the file unfit for its use."""
    return Rule(code, Severity.ERROR, message, hint)


def warning(code: str, message: Bilingual, hint: Bilingual = KEEPERS) -> Rule:
    """Return a rule whose breach someone should look at."""
    return Rule(code, Severity.WARNING, message, hint)


NOT_A_PDF = error(
    "K001",
    Bilingual("这不是 PDF 文件", "this is not a PDF file"),
    Bilingual("请核对文件名", "check the name of the file"),
)
LOCKED = error(
    "K002",
    Bilingual("文件要密码才能打开", "the file needs a password to be opened"),
    Bilingual("请向作者要一份没有密码的文件", "ask for a copy without a password"),
)
DAMAGED = error(
    "K003",
    Bilingual("PDF 已损坏，读不下去：{detail}", "the PDF is too damaged to be read: {detail}"),
    Bilingual("请重新导出或重新下载", "export or download it again"),
)
CONTENT_DAMAGED = error(
    "K004",
    Bilingual(
        "第 {pages} 页：有内容读不出来（{problem}）",
        "page {pages}: some content cannot be read ({problem})",
    ),
    Bilingual("请重新导出这个文件", "export the file again"),
)
FONT_NOT_EMBEDDED = error(
    "K005",
    Bilingual(
        "第 {pages} 页：字体没有嵌入：{font}（{type}）",
        "page {pages}: font not embedded: {font} ({type})",
    ),
    Bilingual("导出时请嵌入所有字体", "embed all fonts when exporting"),
)
CODE_WITHOUT_LINK = error(
    "K006",
    Bilingual(
        "第 {pages} 页：二维码的内容在本页没有对应的链接：{text}",
        "page {pages}: the QR code's content is no link of its page: {text}",
    ),
    Bilingual("请核对二维码与链接是否同一网址", "see whether code and link are the same address"),
)
PICTURE_CODE_WITHOUT_LINK = warning(
    "K007",
    Bilingual(
        "第 {pages} 页：图片里的二维码没有链接可以核对：{text}",
        "page {pages}: a QR code in a picture has no link to compare it with: {text}",
    ),
    Bilingual("请用手机扫一扫，看是不是想要的内容", "scan it and see whether it is the right one"),
)
CODE_TOO_FINE = error(
    "K008",
    Bilingual(
        "第 {pages} 页：二维码太密，每格 {module} 毫米（至少 {least} 毫米）：{text}",
        "page {pages}: QR code too fine, {module} mm a module (at least {least} mm): {text}",
    ),
    Bilingual("把二维码放大，或换短网址", "enlarge the code, or shorten its address"),
)
CODE_NOT_QUIET = error(
    "K009",
    Bilingual(
        "第 {pages} 页：二维码四周留白只有 {quiet} 格（要 4 格）：{text}",
        "page {pages}: the margin around a QR code is {quiet} modules (4 are needed): {text}",
    ),
    Bilingual("二维码四周留出 4 格空白", "leave 4 modules of white around the code"),
)
SCRIPTED = error(
    "K010",
    Bilingual(
        "文件里有会自己运行的动作：{kind}（{place}）", "the file holds an action: {kind} ({place})"
    ),
    Bilingual("删去脚本和动作再导出", "remove scripts and actions, then export again"),
)
ENCRYPTED = error(
    "K011",
    Bilingual("文件加了密", "the file is encrypted"),
    Bilingual("导出时不要设密码和权限", "export without passwords and permissions"),
)
ATTACHED = error(
    "K012",
    Bilingual("文件里夹带了附件：{name}", "a file is embedded: {name}"),
    Bilingual(
        "去掉附件；存档要附源文件请用 PDF/A-3（--with-sources）",
        "take it out; to archive sources use PDF/A-3 (--with-sources)",
    ),
)
METADATA_DIFFERS = error(
    "K013",
    Bilingual(
        "两处元数据不一致：{key} 在 Info 里是“{info}”，在 XMP 里是“{xmp}”",
        "metadata differ: {key} is “{info}” in Info and “{xmp}” in XMP",
    ),
)
NO_IDENTIFIER = error("K014", Bilingual("文件没有标识（/ID）", "the file has no identifier (/ID)"))
NO_XMP = error("K015", Bilingual("文件没有 XMP 元数据", "the file has no XMP metadata"))
AND_MORE = Rule(
    "K019",
    Severity.NOTE,
    Bilingual("{code} 还有 {count} 处，没有一一列出", "{code}: {count} more, not listed"),
    Bilingual("用 --json 看全部", "--json shows them all"),
)
