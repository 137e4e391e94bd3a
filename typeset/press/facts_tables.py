"""The facts of a PDF as small tables for people; how they are aligned is the reader's affair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from typeset.diagnostics import Bilingual, Lang
from typeset.press.facts import FileFacts
from typeset.press.facts_page import Box, FilePage, FontUse, Kind

Row = tuple[str, ...]
NONE = "—"
YES_NO = {True: Bilingual("是", "yes"), False: Bilingual("否", "no")}
KINDS = {
    Kind.TEXT: Bilingual("文字", "text"),
    Kind.FILL: Bilingual("色块", "fill"),
    Kind.STROKE: Bilingual("线条", "stroke"),
    Kind.IMAGE: Bilingual("图片", "image"),
    Kind.SHADING: Bilingual("渐变", "shading"),
    Kind.PATTERN: Bilingual("图案", "pattern"),
    Kind.GROUP: Bilingual("透明组", "group"),
}
CONFIRMATIONS = {
    "link": Bilingual("链接", "link"),
    "text": Bilingual("印出的网址", "printed text"),
    "": Bilingual(NONE, NONE),
}
MOST_COLOURS = 4


@dataclass(frozen=True, slots=True)
class Table:
    """A title, the heads of the columns (none for a list of names and values), the rows."""

    title: str
    heads: Row
    rows: tuple[Row, ...]


def tables(facts: FileFacts, lang: Lang) -> Iterator[Table]:
    """Yield the tables that have anything in them."""
    for title, heads, rows in TABLES:
        found = tuple(rows(facts, lang))
        if found:
            yield Table(_say(title, lang), tuple(_say(head, lang) for head in heads), found)


def _say(words: Bilingual, lang: Lang) -> str:
    return words.render(lang, {})


def _file(facts: FileFacts, lang: Lang) -> Iterator[Row]:
    intents = (
        f"{i.subtype} {i.identifier or NONE} ({i.profile_space or NONE} {i.components or ''})"
        for i in facts.intents
    )
    actions = Counter(action.kind for action in facts.actions)
    values = (
        facts.version,
        str(facts.claims),
        ", ".join(intents),
        facts.title,
        facts.lang,
        str(len(facts.pages)),
        ", ".join(f"{tag} {count}" for tag, count in facts.structure.tags),
        str(facts.bookmark_count),
        facts.trapped,
        _say(YES_NO[facts.is_encrypted], lang),
        ", ".join(f"{kind} {count}" for kind, count in actions.items()),
        ", ".join(attachment.name for attachment in facts.attachments),
        ", ".join(facts.layers),
        facts.document_id,
    )
    for head, value in zip(FILE_HEADS, values, strict=True):
        yield _say(head, lang), value or NONE


def _pages(facts: FileFacts, lang: Lang) -> Iterator[Row]:
    for page in facts.pages:
        boxes, marks = page.boxes, page.marks
        media = _size(boxes.media)
        trim = _size(boxes.trim) if boxes.trim else NONE
        bleed = boxes.bleed.margins_mm(boxes.trim) if boxes.bleed and boxes.trim else None
        yield (
            page.label,
            media,
            "=" if trim == media else trim,
            "/".join(f"{max(m, 0):.2f}" for m in sorted({round(m, 2) for m in bleed}))
            if bleed
            else NONE,
            _other_boxes(page),
            f"{page.ink_percent:.0f}%",
            _transparency(page),
            ", ".join(page.overprint) or NONE,
            f"{marks.tagged}/{marks.artifacts}/{marks.outside + marks.orphans}",
        )


def _size(box: Box) -> str:
    return f"{box.width_mm:.2f}×{box.height_mm:.2f}"


def _other_boxes(page: FilePage) -> str:
    """Return the boxes and turns that most pages do not have."""
    boxes = page.boxes
    parts = [
        *([f"Crop {_size(boxes.crop)}"] if boxes.crop and boxes.crop != boxes.media else []),
        *([f"Art {_size(boxes.art)}"] if boxes.art else []),
        *([f"{page.rotation}°"] if page.rotation else []),
        *([f"UserUnit {page.user_unit:g}"] if page.user_unit != 1 else []),
    ]
    return " ".join(parts) or NONE


def _transparency(page: FilePage) -> str:
    found = page.transparency
    parts = [
        *found.blend_modes,
        *(f"α {alpha:g}" for alpha in found.alphas[:3]),
        *([f"SMask {found.soft_masks}"] if found.soft_masks else []),
        *(f"[{g.space.name if g.space else NONE}]" for g in found.groups),
    ]
    return " ".join(dict.fromkeys(parts)) or NONE


def _colours(facts: FileFacts, lang: Lang) -> Iterator[Row]:
    for page in facts.pages:
        label = page.label
        found: dict[tuple[str, str], Counter[tuple[float, ...]]] = {}
        for use in page.colours:
            key = (_say(KINDS[use.kind], lang), use.space.name)
            found.setdefault(key, Counter())[use.values] += use.count
        for (kind, space), values in found.items():
            yield label, kind, space, str(values.total()), _listed(values)
            label = ""


def _listed(values: Counter[tuple[float, ...]]) -> str:
    shown = [
        f"({' '.join(f'{v:.3g}' for v in value)})×{count}"
        for value, count in values.most_common(MOST_COLOURS)
        if value
    ]
    more = len(values) - MOST_COLOURS
    return " ".join([*shown, *([f"+{more}"] if more > 0 else [])]) or NONE


def _fonts(facts: FileFacts, lang: Lang) -> Iterator[Row]:
    pages: Counter[FontUse] = Counter(font for page in facts.pages for font in page.fonts)
    for font, count in sorted(pages.items(), key=lambda item: item[0].name):
        flags = (font.is_embedded, font.is_subset, font.has_unicode)
        yield font.name, font.subtype, *(_say(YES_NO[flag], lang) for flag in flags), str(count)


def _images(facts: FileFacts, lang: Lang) -> Iterator[Row]:
    for page in facts.pages:
        for image in page.images:
            ink = image.ink_percent
            yield (
                page.label,
                image.name,
                f"{image.width_px}×{image.height_px}",
                f"{image.space.name} {image.bits}",
                "+".join(image.filters) or NONE,
                f"{image.ppi:.0f}",
                _size(image.box),
                NONE if ink is None else f"{ink:.0f}%",
                _say(YES_NO[image.has_soft_mask], lang),
                image.where or NONE,
            )


def _codes(facts: FileFacts, lang: Lang) -> Iterator[Row]:
    for page in facts.pages:
        for code in page.codes:
            match = CONFIRMATIONS[page.confirmation(code)].render(lang, {})
            quiet = f"{code.quiet_modules:.1f}"
            module = f"{code.module_mm:.2f}"
            yield page.label, _size(code.box), module, quiet, match, code.text


def _annotations(facts: FileFacts, _: Lang) -> Iterator[Row]:
    for page in facts.pages:
        kinds = Counter((a.subtype, a.reaches or NONE, a.uri or NONE) for a in page.annotations)
        for (subtype, reaches, uri), count in kinds.items():
            yield page.label, subtype, str(count), reaches, uri


def _problems(facts: FileFacts, _: Lang) -> Iterator[Row]:
    for page in facts.pages:
        for problem in page.problems:
            yield page.label, problem


PAGE = Bilingual("页", "page")
KIND = Bilingual("对象", "object")
SPACE = Bilingual("颜色空间", "colour space")
SIZE = Bilingual("尺寸 mm", "size mm")
INK = Bilingual("墨量", "ink")
COUNT = Bilingual("次数", "uses")
FILE_HEADS = (
    Bilingual("PDF 版本", "PDF version"),
    Bilingual("声明", "claims"),
    Bilingual("输出意图", "output intents"),
    Bilingual("标题", "title"),
    Bilingual("语言", "language"),
    Bilingual("页数", "pages"),
    Bilingual("结构标签", "tags"),
    Bilingual("书签", "bookmarks"),
    Bilingual("陷印", "trapped"),
    Bilingual("加密", "encrypted"),
    Bilingual("动作", "actions"),
    Bilingual("附件", "attachments"),
    Bilingual("图层", "layers"),
    Bilingual("标识", "identifier"),
)
TABLES: tuple[
    tuple[Bilingual, tuple[Bilingual, ...], Callable[[FileFacts, Lang], Iterator[Row]]], ...
] = (
    (Bilingual("文件", "File"), (), _file),
    (
        Bilingual("页面（毫米）", "Pages (mm)"),
        (
            PAGE,
            Bilingual("页面框", "MediaBox"),
            Bilingual("成品框", "TrimBox"),
            Bilingual("出血", "bleed"),
            Bilingual("其他", "other"),
            INK,
            Bilingual("透明", "transparency"),
            Bilingual("叠印", "overprint"),
            Bilingual("有标签/装饰/无", "tagged/artifact/neither"),
        ),
        _pages,
    ),
    (
        Bilingual("颜色", "Colours"),
        (PAGE, KIND, SPACE, COUNT, Bilingual("颜色值×次数", "values×uses")),
        _colours,
    ),
    (
        Bilingual("字体", "Fonts"),
        (
            Bilingual("字体", "font"),
            Bilingual("类型", "type"),
            Bilingual("嵌入", "embedded"),
            Bilingual("子集", "subset"),
            Bilingual("可还原文字", "unicode"),
            Bilingual("页数", "pages"),
        ),
        _fonts,
    ),
    (
        Bilingual("图片", "Images"),
        (
            PAGE,
            Bilingual("名", "name"),
            Bilingual("像素", "pixels"),
            SPACE,
            Bilingual("压缩", "filter"),
            Bilingual("ppi", "ppi"),
            SIZE,
            INK,
            Bilingual("蒙版", "mask"),
            Bilingual("所在", "inside"),
        ),
        _images,
    ),
    (
        Bilingual("二维码", "QR codes"),
        (
            PAGE,
            SIZE,
            Bilingual("每格 mm", "module mm"),
            Bilingual("留白（格）", "quiet"),
            Bilingual("与之相同", "same as"),
            Bilingual("内容", "content"),
        ),
        _codes,
    ),
    (
        Bilingual("注释与链接", "Annotations"),
        (
            PAGE,
            Bilingual("类型", "type"),
            Bilingual("个数", "count"),
            Bilingual("触及", "reaches"),
            Bilingual("网址", "URI"),
        ),
        _annotations,
    ),
    (Bilingual("读不出的内容", "Unreadable"), (PAGE, Bilingual("问题", "problem")), _problems),
)
