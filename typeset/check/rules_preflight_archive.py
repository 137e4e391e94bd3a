"""What an archive file must be: PDF/A-2a, ISO 19005-2 (codes K070–K089)."""

from __future__ import annotations

from typeset.check.rules_preflight import error
from typeset.diagnostics import Bilingual

NOT_PDFA = error(
    "K070",
    Bilingual(
        "文件没有声明是 PDF/A-{part}a（声明：{claim}）",
        "the file does not claim PDF/A-{part}a: {claim}",
    ),
    Bilingual("按 PDF/A 导出", "export as PDF/A"),
)
NO_SCREEN_INTENT = error(
    "K071",
    Bilingual(
        "没有嵌入 sRGB 的输出意图（GTS_PDFA1）",
        "there is no output intent with an embedded sRGB profile (GTS_PDFA1)",
    ),
)
GROUP_WITHOUT_SPACE = error(
    "K072",
    Bilingual(
        "第 {pages} 页：用了透明，却没有写明在哪个颜色空间混合（{group}）",
        "page {pages}: transparency without a blending colour space ({group})",
    ),
)
INTERPOLATED = error(
    "K073",
    Bilingual(
        "第 {pages} 页：图片 {name} 要求插值（Interpolate）",
        "page {pages}: picture {name} asks for interpolation",
    ),
)
FONT_WITHOUT_UNICODE = error(
    "K074",
    Bilingual(
        "第 {pages} 页：字体 {font} 的文字无法还原成字符（ToUnicode）",
        "page {pages}: text in font {font} cannot be read back (ToUnicode)",
    ),
    Bilingual("导出时保留文字的字符编码", "keep the characters' codes when exporting"),
)
COLOUR_WITHOUT_INTENT = error(
    "K075",
    Bilingual(
        "第 {pages} 页：{kind_zh}的 {space} 没有输出意图说明它是什么颜色{where_zh}",
        "page {pages}: {kind_en} in {space}, which no output intent explains{where_en}",
    ),
    Bilingual("改用 RGB 或灰", "use RGB or gray"),
)
ANNOTATION_NOT_PRINTED = error(
    "K076",
    Bilingual(
        "第 {pages} 页：注释（{subtype}）没有设为可打印",
        "page {pages}: an annotation ({subtype}) is not set to print",
    ),
)
ANNOTATION_WITHOUT_LOOK = error(
    "K077",
    Bilingual(
        "第 {pages} 页：注释（{subtype}）没有外观",
        "page {pages}: an annotation ({subtype}) has no appearance",
    ),
)
