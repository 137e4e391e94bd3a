"""Pictures and colours as they were written: too coarse, too much ink, not in the palette."""

from __future__ import annotations

from collections.abc import Iterable

from typeset.check import rules
from typeset.diagnostics import Bilingual, Report, Span
from typeset.issue.model import Issue
from typeset.press.ink import INK_LIMIT_PERCENT, Conversion
from typeset.press.pictures_policy import PictureFacts, PicturePolicy

INSIDE_SVG = "SVG 里的图片 (inside an SVG)"
REASONS = {
    "broken": Bilingual("文件损坏或不完整", "it is damaged or cut short"),
    "format": Bilingual("不支持这种格式", "this kind of file is not taken"),
    "animated": Bilingual("它是动图，请存下要印的那一帧", "it moves; save the frame to be printed"),
    "several-pages": Bilingual("文件里有好几页，请分开存", "it has several pages; save each apart"),
    "hdr": Bilingual("它是高动态范围图，请导出为普通图片", "it is HDR; export a standard picture"),
    "too-large": Bilingual("它太大了", "it is too large"),
}


def check_pictures(facts: Iterable[PictureFacts], policy: PicturePolicy, issue: Issue) -> Report:
    """Report each picture that was refused, prints too coarsely, or takes too much ink."""
    report = Report()
    places = {picture.file: picture.span for picture in issue.pictures}
    for fact in facts:
        name = INSIDE_SVG if fact.file.startswith("data:") else fact.file
        place = places.get(fact.file, Span(fact.file) if "/" in fact.file else None)
        if fact.reason is not None:
            words = REASONS[fact.reason]
            report.add(
                rules.PICTURE_REFUSED, place, file=name, reason_zh=words.zh, reason_en=words.en
            )
        if fact.ppi is not None and fact.ppi < policy.least_ppi:
            report.add(
                rules.PICTURE_COARSE,
                place,
                file=name,
                ppi=round(fact.ppi),
                least=round(policy.least_ppi),
            )
        if fact.ink_percent is not None and fact.ink_percent > INK_LIMIT_PERCENT:
            report.add(
                rules.PICTURE_INK,
                place,
                file=name,
                ink=round(fact.ink_percent),
                most=INK_LIMIT_PERCENT,
            )
    return report


def check_conversions(conversions: Iterable[Conversion]) -> Report:
    """Report each colour that the layout's palette does not name."""
    report = Report()
    for conversion in conversions:
        inks = "/".join(str(round(ink)) for ink in conversion.cmyk)
        report.add(rules.COLOUR_CONVERTED, None, rgb=conversion.rgb, cmyk=inks)
    return report
