"""QR codes that phones cannot read well."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.check.checks import Check, Example, Found, Kind, note, warning
from typeset.check.sheets.page_set import PageSet
from typeset.diagnostics import Bilingual, Span
from typeset.layout.qrcodes import QUIET_ZONE_MODULES

_POINTS_PER_MM = 72 / 25.4
# ISO/IEC 18004 leaves the module's size to the reader; phones at 25 cm want .33 mm, and a press
# that gains .05 mm of dot blurs less.
_LEAST_MODULE_MM = 0.33
_DENSE_VERSION = 12  # 65 modules: some phones have to try twice


def find_dense_codes(pages: PageSet) -> Iterator[Found]:
    """Find QR codes whose modules print too small for a phone."""
    codes = {code.url: (part, code) for part, code in pages.codes.items()}
    for index, page in enumerate(pages.pages):
        for picture in page.pictures:
            if picture.url not in codes:
                continue
            part, code = codes[picture.url]
            side_mm = min(picture.width_pt, picture.height_pt) / _POINTS_PER_MM
            if side_mm / code.modules < _LEAST_MODULE_MM:
                module = f"{side_mm / code.modules:.2f}"
                args = {"page": pages.labels[index], "module": module, "side": round(side_mm)}
                yield Found(_link_span(pages, part), {**args, "length": len(code.content)})


def find_long_links(pages: PageSet) -> Iterator[Found]:
    """Find links whose codes have so many modules that phones have trouble."""
    for part, code in pages.codes.items():
        version = (code.modules - 2 * QUIET_ZONE_MODULES - 17) // 4
        if version >= _DENSE_VERSION:
            side = code.modules - 2 * QUIET_ZONE_MODULES
            yield Found(_link_span(pages, part), {"length": len(code.content), "modules": side})


def _link_span(pages: PageSet, part: str) -> Span:
    article = pages.articles.get(part)
    if article is None:
        return Span(pages.issue.manifest, 1, 1)
    return article.title.span if article.link is None else article.link.span


DENSE_CODES = Check(
    rule=warning(
        "G012",
        (
            "第 {page} 页的二维码太密：每个小格只有 {module} 毫米（边长 {side} 毫米）。",
            "The code on page {page} is too dense: {module} mm a module at {side} mm.",
        ),
        (
            "请把链接改短（现在 {length} 个字符），或让版式把二维码放大。",
            "Use a shorter link than these {length} characters, or print the code larger.",
        ),
    ),
    title=Bilingual("二维码太密", "A code too dense"),
    why=Bilingual(
        "手机在一臂之内能辨认的小格约为 0.33 毫米，再小就常常扫不出来。",
        "A phone tells modules of about .33 mm apart at reading distance.",
    ),
    examples=(Example("200 个字符的链接印成 15 毫米", "80 个字符，26 毫米", Kind.SHOWN),),
    find=find_dense_codes,
)
LONG_LINKS = Check(
    rule=note(
        "G013",
        (
            "链接有 {length} 个字符，二维码每边 {modules} 格，不好扫。",
            "The link has {length} characters; its code has {modules} modules a side.",
        ),
        (
            "请去掉网址里不需要的参数，或换用较短的永久网址。",
            "Leave out parameters that the page does not need, or use a shorter address.",
        ),
    ),
    title=Bilingual("链接太长", "A long link"),
    why=Bilingual(
        "链接越长，二维码的格子越多，占地也越大，旧手机要对准很久。",
        "The longer the link, the more modules, and the harder to scan.",
    ),
    examples=(Example("300 个字符的链接", "80 个字符的链接", Kind.SHOWN),),
    find=find_long_links,
)

CHECKS = (DENSE_CODES, LONG_LINKS)
