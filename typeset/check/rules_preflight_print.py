"""What a print file must be: PDF/X-4, ISO 15930-7, and what printers ask (codes K020–K049)."""

from __future__ import annotations

from typeset.check.rules_preflight import error, warning
from typeset.diagnostics import Bilingual

NOT_PDFX = error(
    "K020",
    Bilingual(
        "文件没有声明是 PDF/X-4（声明：{claim}）", "the file does not claim PDF/X-4: {claim}"
    ),
    Bilingual("按 PDF/X-4 导出", "export as PDF/X-4"),
)
NO_PRINT_INTENT = error(
    "K021",
    Bilingual("没有印刷的输出意图（GTS_PDFX）", "there is no output intent for print (GTS_PDFX)"),
    Bilingual("导出时选定印刷条件", "choose a printing condition when exporting"),
)
WRONG_CONDITION = error(
    "K022",
    Bilingual(
        "印刷条件是 {found}，应为 {expected}", "the printing condition is {found}, not {expected}"
    ),
    Bilingual("与印厂核对印刷条件", "agree on the printing condition with the printer"),
)
WRONG_PROFILE = error(
    "K023",
    Bilingual(
        "输出意图要嵌入 CMYK 特性文件（现为：{found}）",
        "the output intent needs an embedded CMYK profile (it has: {found})",
    ),
    Bilingual("嵌入印刷条件的 ICC 特性文件", "embed the ICC profile of the printing condition"),
)
TRAPPING_UNKNOWN = error(
    "K024",
    Bilingual("没有写明是否做过陷印（Trapped）", "the file does not say whether it is trapped"),
    Bilingual("Info 里写 Trapped True 或 False", "set Trapped to True or False in Info"),
)
NO_TRIM = error(
    "K025",
    Bilingual("第 {pages} 页：没有成品框（TrimBox）", "page {pages}: there is no TrimBox"),
    Bilingual("导出时写出成品尺寸", "export with the trim size"),
)
SMALL_BLEED = error(
    "K026",
    Bilingual(
        "第 {pages} 页：出血只有 {found} 毫米（要 {least} 毫米）",
        "page {pages}: the bleed is {found} mm ({least} mm are needed)",
    ),
    Bilingual("导出时四边各留足出血", "export with enough bleed on all four sides"),
)
SMALL_MEDIA = error(
    "K027",
    Bilingual(
        "第 {pages} 页：页面框（MediaBox、CropBox）装不下出血框",
        "page {pages}: MediaBox or CropBox does not hold the BleedBox",
    ),
)
SIZES_DIFFER = error(
    "K028",
    Bilingual(
        "第 {pages} 页：成品尺寸 {found} 毫米，与其他页（{usual} 毫米）不同",
        "page {pages}: the trim size is {found} mm, on other pages {usual} mm",
    ),
    Bilingual("各页用同一成品尺寸", "use one trim size for all pages"),
)
TWO_TRIMS = error(
    "K029",
    Bilingual(
        "第 {pages} 页：TrimBox 与 ArtBox 不可同时有", "page {pages}: both TrimBox and ArtBox"
    ),
)
NOT_PROCESS_COLOUR = error(
    "K030",
    Bilingual(
        "第 {pages} 页：{kind_zh}用了 {space}，不是 CMYK 或灰：{colour}{where_zh}",
        "page {pages}: {kind_en} in {space}, not CMYK or gray: {colour}{where_en}",
    ),
    Bilingual("改用 CMYK 颜色", "give the colour as CMYK"),
)
PICTURE_NOT_PROCESS = error(
    "K031",
    Bilingual(
        "第 {pages} 页：图片 {name} 是 {space}，不是 CMYK 或灰{where_zh}",
        "page {pages}: picture {name} is {space}, not CMYK or gray{where_en}",
    ),
    Bilingual("按印刷条件转成 CMYK", "convert it to CMYK for the printing condition"),
)
BLACK_TEXT_OF_INKS = error(
    "K032",
    Bilingual(
        "第 {pages} 页：黑字（{size} pt）由几色叠成，会套印不准：{colour}{where_zh}",
        "page {pages}: black text ({size} pt) is of several inks and will show"
        " misregister: {colour}{where_en}",
    ),
    Bilingual("黑字用单色黑 K 100", "set black text in K 100 only"),
)
BLACK_DRAWING_OF_INKS = error(
    "K033",
    Bilingual(
        "第 {pages} 页：黑色{kind_zh}由几色叠成：{colour}{where_zh}",
        "page {pages}: black {kind_en} is of several inks: {colour}{where_en}",
    ),
    Bilingual("线条、二维码的黑用 K 100", "draw rules and codes in K 100 only"),
)
COLOUR_OVER_INKED = error(
    "K034",
    Bilingual(
        "第 {pages} 页：{kind_zh}墨量 {ink}%，超过 {most}%：{colour}{where_zh}",
        "page {pages}: {kind_en} with {ink}% ink, over {most}%: {colour}{where_en}",
    ),
    Bilingual("减淡颜色", "use less ink"),
)
PICTURE_OVER_INKED = error(
    "K035",
    Bilingual(
        "第 {pages} 页：图片 {name} 最深处墨量 {ink}%，超过 {most}%{where_zh}",
        "page {pages}: picture {name} has up to {ink}% ink, over {most}%{where_en}",
    ),
    Bilingual("按印刷条件重新分色", "separate it again for the printing condition"),
)
PICTURE_COARSE = warning(
    "K036",
    Bilingual(
        "第 {pages} 页：图片 {name}（{pixels} 像素）印出来只有 {found} ppi，"
        "要 {least} ppi{where_zh}",
        "page {pages}: picture {name} ({pixels} px) prints at {found} ppi,"
        " {least} are needed{where_en}",
    ),
    Bilingual("换一张大图，或印小一些", "take a larger picture, or print it smaller"),
)
ANNOTATION_PRINTED = error(
    "K037",
    Bilingual(
        "第 {pages} 页：出血框以内有注释或链接（{subtype}）",
        "page {pages}: an annotation ({subtype}) lies inside the bleed",
    ),
    Bilingual("印刷文件不要带链接和批注", "print files carry no links and no comments"),
)
BLENDING_NOT_CMYK = error(
    "K038",
    Bilingual(
        "第 {pages} 页：透明混合不在 CMYK 里进行：{space}（{group}）",
        "page {pages}: transparency is not blended in CMYK: {space} ({group})",
    ),
    Bilingual("把混合空间设为 CMYK", "set the blending space to CMYK"),
)
MANAGED_INK = warning(
    "K039",
    Bilingual(
        "第 {pages} 页：{kind_zh}的 CMYK 带着特性文件（{space}），印前可能再转换，黑字不保单色",
        "page {pages}: {kind_en} in CMYK with a profile ({space}) may be converted once more;"
        " black may not stay on its plate",
    ),
    Bilingual("用不带特性文件的 DeviceCMYK", "use DeviceCMYK, without a profile"),
)
SPOT_PLATE = warning(
    "K040",
    Bilingual(
        "第 {pages} 页：{kind_zh}用了专色，会多出一块版：{space}{where_zh}",
        "page {pages}: {kind_en} in a spot colour makes a plate of its own: {space}{where_en}",
    ),
    Bilingual("改用 CMYK，或与印厂说好专色", "use CMYK, or tell the printer of the spot colour"),
)
