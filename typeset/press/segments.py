"""A body cut where a new page begins in any case, so that its parts can be laid out side by side.

WeasyPrint makes the boxes of the whole body first, with all counters; then each segment is laid
out as if the body held nothing else. What could make a page depend on the pages before (`:nth`,
`target-counter`, running elements, fixed boxes, page counters in the text) forbids cutting.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import weasyprint
from weasyprint import layout
from weasyprint.css import AnonymousStyle
from weasyprint.css.counters import CounterStyle
from weasyprint.document import Document, Page
from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes
from weasyprint.formatting_structure.build import build_formatting_structure
from weasyprint.layout.block import block_level_page_break, block_level_page_name

from typeset.patching import replaced
from typeset.press.bones import bears_the_way, is_picture

LEAST_WEIGHT = 4000  # characters; less is not worth a second process
_FORCED = {"page": "", "left": "left", "right": "right", "recto": "right", "verso": "left"}
_SIDED = frozenset(("left", "right", "recto", "verso"))
# What lets a page depend on others, wherever it stands in a style sheet. First letters are taken
# out of their paragraphs while these are laid out, so a paragraph is not to be laid out again;
# lengths in vw and the like go by the first page.
_TIED = re.compile(
    r"@page[^{]*:(?:first|nth)|target-(?:counter|text)|running\s*\(|position:\s*fixed"
    r"|element\s*\(|counters?\s*\(\s*pages\b|:first-letter\b|\dv(?:w|h|i|b|min|max)\b"
    # Counters of pages that do more than count them.
    r"|counter-(?:reset|set|increment)\s*:[^;}]*(?:\bpage\b|var\s*\()",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
# What html and body must be if nothing is to be seen of where they end.
_PLAIN = {
    "display": ("block", "flow"),
    "direction": "ltr",  # recto is a right-hand page
    "column_count": "auto",
    "column_width": "auto",
    "transform": (),
    "height": "auto",
    "bookmark_level": "none",
    "box_shadow": (),
    "box_decoration_break": "slice",
    "outline_style": "none",
    **{f"border_{side}_width": 0 for side in ("top", "right", "bottom", "left")},
}
# What WeasyPrint leaves changed when it has laid it out, so that it is not laid out again.
_CHANGED = (boxes.FlexContainerBox, boxes.GridContainerBox)


@dataclass(frozen=True, slots=True)
class Segment:
    """Children of the body from `first` up to `last`; `side` is where the first page must be.

    `weight` says how much there is to set; `is_sided` that something within it asks for a left
    or right page, `is_portable` that another process may lay it out, as far as can be seen.
    """

    first: int
    last: int
    side: str
    weight: int
    is_sided: bool
    is_portable: bool = True


@dataclass(slots=True)
class Boxes:
    """The boxes of a document that is to be laid out in one or several segments."""

    html: Any
    root: Any
    context: Any
    notes: tuple[Any, ...]
    segments: tuple[Segment, ...]

    @property
    def whole(self) -> Segment:
        """Return all of the document as one segment."""
        return Segment(0, len(self.root.children[0].children), "", 0, is_sided=True)

    def lay_out(self, segment: Segment, side: str) -> list[Any]:
        """Return the pages of a segment, the first of which is on `side`."""
        (body, *_) = self.root.children
        whole = body.children
        body.children = whole[: segment.last]
        context = self.context
        self.begin()
        try:
            with replaced((layout, "initialize_page_maker", starter(segment, side))):
                return [Page(box) for box in layout.layout_document(self.html, self.root, context)]
        finally:
            body.children = whole

    def begin(self) -> None:
        """Have WeasyPrint forget what it has set so far; notes that were set are taken away.

        A layout may have been given up in the middle, with notes that wait for the next page.
        """
        context = self.context
        context.string_set.clear()
        context.running_elements.clear()
        context.page_footnotes = {}
        context.footnotes = [*self.notes]
        context.current_page_footnotes, context.reported_footnotes = [], []
        context.broken_out_of_flow = {}
        context.forced_break = context.in_column = False
        context._excluded_shapes_root_boxes, context._excluded_shapes = [], {}


def starter(segment: Segment, side: str) -> Callable[[Any, Any], None]:
    """Return what has WeasyPrint begin as if it had just laid out all before the segment."""

    def start(context: Any, root: Any) -> None:
        original(context, root)
        if segment.first or side == "left":
            (first,) = context.page_maker
            resume, next_page, _, *rest = first
            if segment.first:
                name = root.children[0].children[segment.first].page_values()[0]
                resume, next_page = {0: {segment.first: None}}, {"break": "page", "page": name}
            context.page_maker[0] = (resume, next_page, side != "left", *rest)

    original = layout.initialize_page_maker
    return start


def make_boxes(
    source: weasyprint.HTML,
    styles: Sequence[weasyprint.CSS],
    fonts: Any,
    images: Any,
    css: Iterable[str],
    counters: CounterStyle,
) -> Boxes:
    """Return the boxes of a document, and where it can be cut.

    `css` are the texts of the style sheets, `counters` their `@counter-style` rules.
    """
    options = dict(weasyprint.DEFAULT_OPTIONS, stylesheets=styles, cache=images)
    context = Document._build_layout_context(source, fonts, counters, {}, options)
    root = build_formatting_structure(
        source.etree_element,
        context.style_for,
        context.get_image_from_uri,
        source.base_url,
        context.target_collector,
        counters,
        context.footnotes,
    )
    return Boxes(source, root, context, tuple(context.footnotes), tuple(_segments(root, css)))


class _Look(NamedTuple):
    """Whether boxes make pages depend on each other, and whether they may go another way."""

    is_tied: bool
    is_portable: bool


_PLAIN_LOOK = _Look(is_tied=False, is_portable=True)


def _segments(root: Any, css: Iterable[str]) -> Iterator[Segment]:
    bodies = root.children
    children = bodies[0].children if len(bodies) == 1 else ()
    known: dict[int, _Look] = {}
    looks = [_look(child, known) for child in children]
    cuts: list[tuple[int, str]] = [(0, "")]
    if children and not any(look.is_tied for look in looks) and not _is_tied(root, css):
        for at in range(1, len(children)):
            side = _forced(children[at - 1], children[at])
            if side is not None:
                cuts.append((at, side))
    ends = [at for at, _ in cuts[1:]] + [len(children)]
    for (first, side), last in zip(cuts, ends, strict=True):
        inside = children[first:last]
        weight = sum(len("".join(each.element.itertext())) for each in inside if _is_own(each))
        is_portable = all(look.is_portable for look in looks[first:last])
        yield Segment(first, last, side, weight, _is_sided(inside), is_portable)


def _look(child: Any, known: dict[int, _Look]) -> _Look:
    """Look through a child of the body; `known` is of styles, by their identity."""
    is_tied, can_go, waiting = False, True, [child]
    while waiting:
        box = waiting.pop()
        look = known.get(id(box.style))
        if look is None and type(box.style) is AnonymousStyle:
            look = _PLAIN_LOOK  # it has nothing that is not inherited
        elif look is None:
            look = known[id(box.style)] = _Look(_ties(box.style), bears_the_way(box.style))
        is_tied |= look.is_tied or isinstance(box, _CHANGED)
        can_go &= look.is_portable and not is_picture(box)
        waiting += getattr(box, "children", ())
    return _Look(is_tied, can_go)


def _ties(style: Any) -> bool:
    return style["position"] == "fixed" or style["position"][0] == "running()"


def _is_tied(root: Any, css: Iterable[str]) -> bool:
    """Tell whether pages depend on each other, or on where the body ends.

    What style sheets say in a roundabout way (by `var()`, say) is seen on the boxes.
    """
    if any(_TIED.search(_read(text)) for text in css):
        return True
    if any(element.tag in ("style", "link") for element in root.element.iter()):
        return True
    outer = (root, root.children[0])
    return (
        not all(map(_is_plain, outer))
        or all(map(_has_background, outer))
        or any(_ties(box.style) or isinstance(box, _CHANGED) for box in outer)
    )


def _read(css: str) -> str:
    """Return a style sheet without comments, and with what its escapes stand for."""
    return _ESCAPE.sub(lambda found: chr(min(int(found[1], 16), 0x10FFFF)), _COMMENT.sub("", css))


def _is_plain(box: Any) -> bool:
    style = box.style
    return not style["padding_bottom"].value and all(
        style[name] == value for name, value in _PLAIN.items()
    )


def _has_background(box: Any) -> bool:
    style = box.style
    has_picture = any(kind != "none" for kind, _ in style["background_image"])
    return has_picture or get_color(style, "background_color").alpha > 0


def _is_own(box: Any) -> bool:
    return box.element is not None and "::" not in (box.element_tag or "")


def _forced(before: Any, after: Any) -> str | None:
    """Return on which side a new page begins between two boxes, None where none must begin."""
    if not (before.is_in_normal_flow() and after.is_in_normal_flow()):
        return None
    value = block_level_page_break(before, after)
    if value in _FORCED:
        return _FORCED[value]
    return "" if block_level_page_name(before, after) else None


def _is_sided(children: Sequence[Any]) -> bool:
    """Tell whether a break within these boxes asks for a left or right page."""
    openers = {id(box) for child in children[:1] for box in _openers(child)}
    return any(
        (box.style["break_before"] in _SIDED and id(box) not in openers)
        or box.style["break_after"] in _SIDED
        for child in children
        for box in _blocks(child)
    )


def _openers(box: Any) -> Iterator[Any]:
    """Yield the boxes that begin where `box` begins."""
    yield box
    children = getattr(box, "children", ())
    if children:
        yield from _openers(children[0])


def _blocks(box: Any) -> Iterator[Any]:
    """Yield the boxes from `box` down whose breaks count, which lines have none of."""
    yield box
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.BlockLevelBox):
            yield from _blocks(child)
