"""Whether two PDFs are identical, equivalent or different, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from typeset.archive.alignment import align
from typeset.archive.page_digest import EXACT, PageDigest, PdfDigest, differing
from typeset.diagnostics import Bilingual, Lang


class Verdict(StrEnum):
    """How alike two PDFs are, the worst last."""

    IDENTICAL = "identical"  # to the byte
    EQUIVALENT = "equivalent"  # other bytes, the same pages
    DIFFERENT = "different"


ORDER = tuple(Verdict)

# What may differ, of a page and of the whole file, in people's words.
ASPECTS: Mapping[str, Bilingual] = {
    "text": Bilingual("文字", "text"),
    "glyphs": Bilingual("字的位置", "place of glyphs"),
    "boxes": Bilingual("页框", "page boxes"),
    "fonts": Bilingual("字体", "fonts"),
    "inks": Bilingual("颜色与图片", "colours and pictures"),
    "links": Bilingual("链接与二维码", "links and QR codes"),
    "raster": Bilingual("图像", "picture of the page"),
    "added": Bilingual("多出的一页", "a page more"),
    "removed": Bilingual("少了这一页", "a page less"),
    "standard": Bilingual("标准、语言与书签", "standards, language, bookmarks"),
    "icc": Bilingual("色彩特性文件（ICC）", "colour profiles (ICC)"),
    "metadata": Bilingual("文档信息", "metadata"),
    "labels": Bilingual("页码标签", "page labels"),
    "structure": Bilingual("结构标签", "structure tags"),
    "attachments": Bilingual("附件", "attachments"),
}


@dataclass(frozen=True, slots=True)
class Detail:
    """What differs in one aspect, in words."""

    aspect: str
    words: Bilingual
    args: Mapping[str, object]

    def render(self, lang: Lang) -> str:
        """Return the words in `lang`."""
        return self.words.render(lang, self.args)


@dataclass(frozen=True, slots=True)
class PageDifference:
    """A page that differs: 0-based index in either PDF, or None; in what; and how."""

    old: int | None
    new: int | None
    label: str
    aspects: tuple[str, ...]
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of comparing two PDFs; `document` names aspects of the whole file."""

    verdict: Verdict
    page_counts: tuple[int, int]
    document: tuple[str, ...] = ()
    pages: tuple[PageDifference, ...] = ()
    details: tuple[Detail, ...] = ()


def compare_digests(old: PdfDigest, new: PdfDigest, most_raster: float) -> Comparison:
    """Return how a PDF stands to the digest of another that is no longer at hand."""
    counts = (len(old.pages), len(new.pages))
    if old.sha256 == new.sha256:
        return Comparison(Verdict.IDENTICAL, counts)
    pages = []
    for i, j in align(old.pages, new.pages, _likeness):
        if i is None or j is None:
            page = old.pages[i] if i is not None else new.pages[j or 0]
            pages.append(unpaired(i, j, page.label))
        elif aspects := differing(old.pages[i], new.pages[j], most_raster):
            pages.append(PageDifference(i, j, new.pages[j].label, aspects))
    return judged(counts, differing_names(old.document, new.document), tuple(pages))


def judged(
    counts: tuple[int, int],
    document: tuple[str, ...],
    pages: tuple[PageDifference, ...],
    details: tuple[Detail, ...] = (),
) -> Comparison:
    """Return the comparison of files that are not identical."""
    verdict = Verdict.DIFFERENT if pages or document else Verdict.EQUIVALENT
    return Comparison(verdict, counts, document, pages, details)


def unpaired(old: int | None, new: int | None, label: str) -> PageDifference:
    """Return the difference that a page without a partner makes."""
    return PageDifference(old, new, label, ("added" if old is None else "removed",))


def differing_names(old: Mapping[str, object], new: Mapping[str, object]) -> tuple[str, ...]:
    """Return the names whose values differ or that only one side has."""
    names = dict.fromkeys((*old, *new))
    return tuple(name for name in names if old.get(name) != new.get(name))


def worst(verdicts: list[Verdict]) -> Verdict:
    """Return the worst of several verdicts."""
    return max(verdicts, key=ORDER.index)


def _likeness(one: PageDigest, other: PageDigest) -> float:
    """Return 1 for the same text, and less for what else two pages share."""
    if one.text == other.text:
        return 1.0
    shared: int = sum(getattr(one, name) == getattr(other, name) for name in EXACT)
    return 0.05 * shared + 0.3 * (one.label == other.label)
