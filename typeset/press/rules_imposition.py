"""What can go wrong when a print file is imposed (codes P020 to P029)."""

from __future__ import annotations

from typeset.diagnostics import Bilingual, Rule, Severity

PDF_UNREADABLE = Rule(
    "P020",
    Severity.ERROR,
    Bilingual("这个文件不能当 PDF 读：{problem}", "this cannot be read as a PDF: {problem}"),
    Bilingual(
        "请核对文件；本刊的印刷文件可以重新生成：typeset build 期号 --profile print",
        "check the file; an issue's is made anew by: typeset build ISSUE --profile print",
    ),
)
PDF_LOCKED = Rule(
    "P021",
    Severity.ERROR,
    Bilingual("PDF 加了密码，不能拼版", "the PDF is locked with a password"),
    Bilingual("请向文件的作者要没有加密的版本", "ask its author for one without a password"),
)
MIXED_SIZES = Rule(
    "P022",
    Severity.ERROR,
    Bilingual(
        "成品尺寸不一：第 {page_number} 页是 {size} 毫米，第 1 页是 {first} 毫米"
        "（共 {count} 页与第 1 页不同）",
        "pages of different trim sizes: page {page_number} is {size} mm, page 1 is {first} mm "
        "({count} pages differ from page 1)",
    ),
    Bilingual(
        "同一本册子的页面须一样大；请改正那几页，或分成几个文件拼版",
        "a booklet's pages are all of one size; mend those pages, or impose them separately",
    ),
)
SEVERAL_FILES = Rule(
    "P023",
    Severity.ERROR,
    Bilingual("有几个 PDF，不知道该拼哪个：{files}", "there are several PDFs: {files}"),
    Bilingual("请写出文件的路径：typeset impose 文件.pdf", "name one: typeset impose FILE.pdf"),
)
SIGNATURE_SIZE = Rule(
    "P024",
    Severity.ERROR,
    Bilingual(
        "一帖的页数须是 4 的倍数，不能是 {pages}", "a signature has 4, 8, 12 … pages, not {pages}"
    ),
    Bilingual("例如 --signature 16", "for example --signature 16"),
)
CREEP_SIZE = Rule(
    "P025",
    Severity.ERROR,
    Bilingual(
        "爬移量须在 0 到 {most} 毫米之间，不能是 {creep}",
        "creep lies between 0 and {most} mm and cannot be {creep}",
    ),
    Bilingual(
        "爬移量是最里一张比最外一张多伸出的总长，约为纸厚乘（张数减一），常在 0.3 到 2 毫米",
        "creep is how far the innermost sheet stands out beyond the outermost: about the "
        "paper's thickness times one less than the sheets, as a rule 0.3 to 2 mm",
    ),
)
BLANKS_ADDED = Rule(
    "P026",
    Severity.NOTE,
    Bilingual(
        "原有 {pages} 页，补 {blanks} 个空白页（{place_zh}），凑成 4 的倍数",
        "{blanks} blank pages were added to {pages} ({place_en}), to make a multiple of 4",
    ),
    Bilingual(
        "空白页在清单里写作“空白”；位置用 --blanks 改",
        "they are called “blank” in the list; --blanks moves them",
    ),
)
LITTLE_BLEED = Rule(
    "P027",
    Severity.WARNING,
    Bilingual(
        "出血只有 {bleed} 毫米，印厂一般要 3 毫米；到边的颜色裁切后可能露白",
        "there is only {bleed} mm of bleed where printers want 3 mm; "
        "colour that runs to the edge may end in white",
    ),
    Bilingual(
        "请用印刷版拼版：typeset build 期号 --profile print",
        "impose the print profile: typeset build ISSUE --profile print",
    ),
)
PDF_DAMAGED = Rule(
    "P028",
    Severity.WARNING,
    Bilingual(
        "PDF 有损坏，读的时候补好了：{problem}", "the PDF is damaged and was mended: {problem}"
    ),
    Bilingual("付印前请逐页核对拼好的版", "look at every sheet before it goes to press"),
)
NOT_BUILT = Rule(
    "P029",
    Severity.ERROR,
    Bilingual("没有可拼版的 PDF：{file}", "there is no PDF to impose: {file}"),
    Bilingual(
        "请先运行 typeset build {issue} --profile print",
        "run typeset build {issue} --profile print first",
    ),
)
