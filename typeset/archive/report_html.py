"""One web page with both sides of every page that differs, and the difference between them."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from html import escape

from PIL import Image, ImageChops, ImageDraw

from typeset.archive.comparison import Comparison, PageDifference
from typeset.archive.file_comparison import PPI, changed_area
from typeset.archive.verdict_words import comparison_lines, page_words
from typeset.diagnostics import Bilingual, Lang
from typeset.press.inspection.traces import Document, opened, picture

TITLE = Bilingual("版面对照", "Pages compared")
OLD = Bilingual("原来（{name}）", "before ({name})")
NEW = Bilingual("现在（{name}）", "now ({name})")
CHANGED = Bilingual("差别", "difference")
KEY = Bilingual(
    "差别一栏：青色是原来有、现在没有的，红色是现在才有的，灰色两边都有，方框圈出有变化的范围。",
    "In the third column cyan was there before, red is new, gray is on both; a frame is drawn "
    "around what differs.",
)
NO_OLD = Bilingual(
    "原来的 PDF 不在手边：build/ 里没有与锁文件一致的文件，也不能从 git 里锁文件所在的版本排出来。"
    "下面的差别是与锁文件里的摘要比出来的，只能显示现在的页面。",
    "The old PDF is not at hand: build/ holds none that is the locked one, nor does the git "
    "revision of the lock give it again. What differs was found by the lock's digests, and only "
    "the pages of now can be shown.",
)
NOTHING = Bilingual("没有有变化的页。", "No page differs.")
ALT = Bilingual("第 {number} 页，{side}", "page {number}, {side}")
MOST_SHOWN = 60  # a report is to be opened by a browser

STYLE = """
:root{color-scheme:light dark;font-family:system-ui,"Noto Sans CJK SC",sans-serif;line-height:1.5}
body{margin:0 auto;max-width:110rem;padding:1rem 1.5rem}
h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2.5rem}h3{font-size:1rem}
pre{white-space:pre-wrap;font:inherit;overflow-wrap:anywhere}
.pages{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:1rem}
figure{margin:0}figcaption{font-size:.85rem}
img{width:100%;height:auto;border:1px solid #888;background:#fff}
.none{border:1px dashed #888;aspect-ratio:210/297;display:grid;place-items:center}
@media(max-width:50rem){.pages{grid-template-columns:1fr}}
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """Two PDFs that were compared; without the old one, only the new pages can be shown."""

    title: str
    names: tuple[str, str]
    old: bytes | None
    new: bytes
    comparison: Comparison
    notes: tuple[str, ...] = ()


def report_page(entries: Iterable[Entry], lang: Lang) -> bytes:
    """Return a page of HTML that needs no other file."""
    body = "\n".join(part for entry in entries for part in _entry(entry, lang))
    title, key = TITLE.render(lang, {}), KEY.render(lang, {})
    code = "zh-CN" if lang == "zh" else "en"
    page = (
        f'<!DOCTYPE html>\n<html lang="{code}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<link rel="icon" href="data:,"><title>{title}</title><style>{STYLE}</style></head>\n'
        f"<body><h1>{title}</h1>\n<p>{key}</p>\n{body}\n</body></html>\n"
    )
    return page.encode("utf-8", "replace")


def _entry(entry: Entry, lang: Lang) -> Iterator[str]:
    yield f"<section><h2>{escape(entry.title)}</h2>"
    lines = (*entry.notes, *comparison_lines(entry.title, entry.comparison, lang))
    yield f"<pre>{escape(chr(10).join(lines))}</pre>"
    if entry.old is None:
        yield f"<p>{escape(NO_OLD.render(lang, {}))}</p>"
    if not entry.comparison.pages:
        yield f"<p>{escape(NOTHING.render(lang, {}))}</p>"
    with ExitStack() as stack:
        old = stack.enter_context(opened(entry.old)) if entry.old is not None else None
        new = stack.enter_context(opened(entry.new))
        for page in entry.comparison.pages[:MOST_SHOWN]:
            yield from _page(page, entry.names, old, new, lang)
    yield "</section>"


def _page(
    page: PageDifference,
    names: tuple[str, str],
    old: Document | None,
    new: Document,
    lang: Lang,
) -> Iterator[str]:
    before = None if old is None or page.old is None else picture(old, page.old, PPI)
    after = None if page.new is None else picture(new, page.new, PPI)
    between = None if before is None or after is None else difference(before, after)
    before, after = _smaller(before), _smaller(after)
    heads = (
        OLD.render(lang, {"name": names[0]}),
        NEW.render(lang, {"name": names[1]}),
        CHANGED.render(lang, {}),
    )
    yield f'<h3>{escape(page_words(page, lang))}</h3><div class="pages">'
    number = 1 + (page.new if page.new is not None else page.old or 0)
    for head, image in zip(heads, (before, after, between), strict=True):
        alt = ALT.render(lang, {"number": number, "side": head})
        shown = '<div class="none">—</div>' if image is None else _image(image, alt)
        yield f"<figure>{shown}<figcaption>{escape(head)}</figcaption></figure>"
    yield "</div>"


def _smaller(image: Image.Image | None) -> Image.Image | None:
    """Return a page with so few colours that its file is a third; not for a difference."""
    return None if image is None else image.quantize(64, dither=Image.Dither.NONE)


def _image(image: Image.Image, alt: str) -> str:
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    data = base64.b64encode(buffer.getvalue()).decode("ascii")
    return f'<img src="data:image/png;base64,{data}" alt="{escape(alt, quote=True)}">'


def difference(old: Image.Image, new: Image.Image) -> Image.Image:
    """Return a picture with what is only in `old` in cyan, only in `new` in red, both in gray."""
    size = (max(old.width, new.width), max(old.height, new.height))
    before, after = _canvas(old, size), _canvas(new, size)
    # Cyan is without red: red falls where only the old page has ink, and the other way about.
    faded = ImageChops.lighter(before, after).point(lambda level: 160 + level * 95 // 255)
    gone = ImageChops.subtract(after, before).point(lambda step: 255 - min(2 * step, 255))
    came = ImageChops.subtract(before, after).point(lambda step: 255 - min(2 * step, 255))
    red, others = ImageChops.multiply(faded, gone), ImageChops.multiply(faded, came)
    shown = Image.merge("RGB", (red, others, others))
    area = changed_area(old, new)
    if area is not None:
        left, top, right, bottom = area
        frame = (max(left - 4, 0), max(top - 4, 0), right + 3, bottom + 3)
        ImageDraw.Draw(shown).rectangle(frame, outline=(200, 80, 0), width=2)
    return shown


def _canvas(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    sheet = Image.new("L", size, 255)
    sheet.paste(image.convert("L"))
    return sheet
