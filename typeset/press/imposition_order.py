"""Which page lies where: blanks, signatures, sheets, creep, and the list for the operator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from typeset.diagnostics import Bilingual, Lang

PAGES_PER_SHEET = 4

SHEET = Bilingual("第 {sheet} 张 {side}", "sheet {sheet} {side}")
SIGNATURE = Bilingual("第 {signature} 帖 ", "signature {signature}, ")
FRONT = Bilingual("正面", "front")
BACK = Bilingual("反面", "back")
BLANK = Bilingual("空白", "blank")
PAGES = Bilingual("{name}：{left} | {right}", "{name}: {left} | {right}")
CREEP = Bilingual("（爬移 {creep_mm:.2f} 毫米）", " (creep {creep_mm:.2f} mm)")


@dataclass(frozen=True, slots=True)
class SheetSide:
    """One side of a sheet as it lies before the press, seen from the printed side.

    `left` and `right` are 0-based page indices, None for a blank. The back is what one sees
    after turning the sheet about its vertical middle ("flip on short edge"). `creep_mm` is how
    far both pages move towards the spine. Signatures and sheets count from 1, sheets from the
    outside of their signature.
    """

    signature: int
    sheet: int
    is_front: bool
    left: int | None
    right: int | None
    creep_mm: float = 0.0


def with_blanks(page_count: int, pages_after: int = 1) -> tuple[int | None, ...]:
    """Return the page indices in reading order, with blanks up to a multiple of 4.

    Blanks go before the last `pages_after` pages, so that the back cover stays outside.
    """
    blanks = -page_count % PAGES_PER_SHEET
    end = max(0, page_count - pages_after)
    return (*range(end), *[None] * blanks, *range(end, page_count))


def sheet_sides(
    order: Sequence[int | None],
    *,
    signature_pages: int | None = None,
    creep_mm: float = 0.0,
    is_right_bound: bool = False,
) -> tuple[SheetSide, ...]:
    """Return all sides in printing order: signature by signature, outermost sheet first.

    The last signature takes what is left, a multiple of 4 as well, rather than more blanks.
    `creep_mm` is the shift of the innermost sheet of a full signature.
    """
    size = min(signature_pages or len(order), len(order))
    inner_sheets = size // PAGES_PER_SHEET - 1
    step_mm = creep_mm / inner_sheets if inner_sheets else 0.0  # the paper is as thick throughout
    return tuple(
        side
        for number, start in enumerate(range(0, len(order), size), start=1)
        for side in _signature(order[start : start + size], number, step_mm, mirror=is_right_bound)
    )


def _signature(
    pages: Sequence[int | None], number: int, step_mm: float, *, mirror: bool
) -> Iterator[SheetSide]:
    """Yield the sides of one signature: n, 1 and 2, n - 1, then inwards."""
    sheets = len(pages) // PAGES_PER_SHEET
    for index in range(sheets):
        low, high = 2 * index, len(pages) - 1 - 2 * index
        front, back = (pages[high], pages[low]), (pages[low + 1], pages[high - 1])
        for is_front, pair in ((True, front), (False, back)):
            left, right = reversed(pair) if mirror else pair
            yield SheetSide(number, index + 1, is_front, left, right, step_mm * index)


def side_name(side: SheetSide, *, has_signatures: bool, lang: Lang) -> str:
    """Return what a side is called on the sheet and in the list."""
    which = (FRONT if side.is_front else BACK).render(lang, {})
    name = SHEET.render(lang, {"sheet": side.sheet, "side": which})
    prefix = SIGNATURE.render(lang, {"signature": side.signature}) if has_signatures else ""
    return prefix + name


def operators_list(
    sides: Sequence[SheetSide], labels: Sequence[str], lang: Lang
) -> tuple[str, ...]:
    """Return one line a side, `sheet 1 front: 28 | 01`, with the labels that pages bear."""
    has_signatures = any(side.signature > 1 for side in sides)

    def label(page_index: int | None) -> str:
        return BLANK.render(lang, {}) if page_index is None else labels[page_index]

    lines = []
    for side in sides:
        name = side_name(side, has_signatures=has_signatures, lang=lang)
        args = {"name": name, "left": label(side.left), "right": label(side.right)}
        creep = CREEP.render(lang, {"creep_mm": side.creep_mm}) if side.creep_mm else ""
        lines.append(PAGES.render(lang, args) + creep)
    return tuple(lines)
