"""The reasons of preflight (K) in Chinese, where they are more than the clause of a standard."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.check.preflight import CHECKS
from typeset.diagnostics import Bilingual
from typeset.explaining import Explanation

_ZH = {
    "K004": "读不懂的内容没有人能担保。",
    "K006": "纸上的码和屏上的链接要通向同一处。",
    "K007": "公众号的码没有链接可以核对，只有人扫了才知道。",
    "K008": "旧手机在阅读距离上只能分辨 0.4 毫米。",
    "K009": "码的四周要有 4 格空白（ISO/IEC 18004）。",
    "K010": "ISO 15930-7；ISO 19005-2，6.5.1；也为读者的安全。",
    "K013": "两处的标题不同，就不知道该信哪一个。",
    "K022": "ISO 15930-7（PDF/X-4）：印刷条件要登记在册。",
    "K026": "裁刀有一两毫米的误差，行业里留 3 毫米。",
    "K027": "各个页框要一层套一层（ISO 32000-1，14.11.2）。",
    "K028": "一本册子只裁一个尺寸。",
    "K029": "TrimBox 和 ArtBox 只能有一个（ISO 15930-7，PDF/X-4）。",
    "K030": "不是油墨的颜色，印厂会在你看不见的地方折算。",
    "K031": "不是油墨的颜色，印厂会在你看不见的地方折算。",
    "K032": "套印总有偏差，几色叠成的小字会发虚。",
    "K033": "套印总有偏差，几色叠成的细线和二维码会发虚。",
    "K034": "墨太多，纸干不透。",
    "K035": "墨太多，纸干不透。",
    "K036": "150 线的网点要两倍的像素。",
    "K037": "ISO 15930-7（PDF/X-4）：要在出血之外。",
    "K039": "再转换一次，单黑的字会变成四色。",
    "K040": "多一块版，多一份钱。",
    "K055": "读出来的页码要和印出来的一样（ISO 14289-1，7.17）。",
    "K062": "读者看到的是裁切后的页面。",
}


_WITHOUT_CHECK = {
    "K001": Bilingual("只有 PDF 里的东西能查。", "Only what is in a PDF can be looked at."),
    "K002": Bilingual("加密的文件看不见里面。", "Nobody sees into an encrypted file."),
    "K003": Bilingual(
        "坏了的文件查不完，也印不了。", "A damaged file can be neither read nor printed."
    ),
    "K019": Bilingual("同样的问题列十次就够了。", "Ten times the same is enough."),
}


def explanations() -> Iterator[tuple[str, Explanation]]:
    """Yield code → the reason of each check of preflight."""
    for code, why in _WITHOUT_CHECK.items():
        yield code, Explanation(why)
    for check in CHECKS:
        zh = _ZH.get(check.rule.code, check.rationale)
        yield check.rule.code, Explanation(Bilingual(zh, check.rationale))
