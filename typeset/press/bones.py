"""A page that was laid out in another process: all of it that is still needed once it is drawn.

Boxes hold Pango's memory and styles as large as a dictionary, which do not go through a pipe.
What tags are made from (`weasyprint.pdf.tags`) is their kinds, their elements and their order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from weasyprint.document import Page
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from typeset.press.codes import CodeImage
from typeset.press.profiles import Profile

# Writes a page for a kind of PDF, whose boxes these are, into a stream.
Draw = Callable[[Profile, Sequence[Any], Any], None]


class UnportableError(ValueError):
    """A page holds something that cannot be handed to another process."""


class Bone(NamedTuple):
    """What is left of a box; `children` are places in the list of the page's bones.

    `element` is the place of its element in the document, `frame` its content box in px.
    """

    kind: str
    tag: str | None
    element: int | None
    display: tuple[str, ...]
    list_style: Any
    spans: tuple[int, int]
    is_table_wrapper: bool
    frame: tuple[float, float, float, float] | None
    children: tuple[int, ...]


class Skeleton(NamedTuple):
    """What is left of a page; links name their box by its place among the bones."""

    size_px: tuple[float, float]
    bleed: Mapping[str, float]
    bookmarks: Sequence[Any]
    links: Sequence[tuple[str, str, tuple[float, float, float, float], int]]
    anchors: Mapping[str, tuple[float, float]]
    bones: Sequence[Bone]


@dataclass(slots=True)
class PortablePage:
    """A page with the place of each of its boxes among its bones."""

    page: Page
    elements: Mapping[int, int]  # id of an element → its place in the document
    boxes: list[Any] = field(default_factory=list)
    places: dict[int, int] = field(default_factory=dict)  # id of a box → its place
    _kept: list[tuple[int, ...]] = field(default_factory=list)  # of each box its children
    _sound: set[int] = field(default_factory=set)  # ids of styles that bear the way

    def number(self) -> None:
        """Give each box its place; raise `UnportableError` where one cannot be handed over."""
        if any(self.page.forms.values()):
            raise UnportableError("a form")
        _check_background(self.page._page_box.canvas_background)
        self._add(self.page._page_box)

    def skeleton(self) -> Skeleton:
        """Return what is left of the page; raise `UnportableError`."""
        self.number()
        page = self.page
        links = [(*rest, self.places[id(_real(box))]) for *rest, box in page.links]
        bones = [*map(self._bone, self.boxes, self._kept)]
        size = (page.width, page.height)
        return Skeleton(size, page.bleed, page.bookmarks, links, page.anchors, bones)

    def _add(self, box: Any) -> int:
        box = _real(box)
        self._check(box)
        place = self.places[id(box)] = len(self.boxes)
        self.boxes.append(box)
        self._kept.append(())
        # Margin boxes are artifacts (`tagging`), but what they show must bear the way as well.
        children = [(self._add(child), child) for child in getattr(box, "children", ())]
        self._kept[place] = tuple(
            at for at, child in children if not isinstance(child, boxes.MarginBox)
        )
        return place

    def _bone(self, box: Any, children: tuple[int, ...]) -> Bone:
        return Bone(
            type(box).__name__,
            box.element_tag,
            None if box.element is None else self.elements[id(box.element)],
            box.style["display"],
            box.style["list_style_type"],
            (box.colspan, box.rowspan),
            box.is_table_wrapper,
            _frame(box) if isinstance(box, boxes.ReplacedBox) else None,
            children,
        )

    def _check(self, box: Any) -> None:
        """Raise `UnportableError` if the box is drawn with more than paths, colours and text."""
        if is_picture(box):
            raise UnportableError("a picture")
        if id(box.style) not in self._sound:
            _check_style(box.style)
            self._sound.add(id(box.style))
        _check_background(getattr(box, "background", None))


def _real(box: Any) -> Any:
    return box._box if isinstance(box, AbsolutePlaceholder) else box


def _frame(box: Any) -> tuple[float, float, float, float]:
    return box.content_box_x(), box.content_box_y(), box.width, box.height


def is_picture(box: Any) -> bool:
    """Tell whether a box holds a picture that is not a code."""
    return isinstance(box, boxes.ReplacedBox) and not isinstance(box.replacement, CodeImage)


def bears_the_way(style: Any) -> bool:
    """Tell whether what has this style may be handed over, as far as can be seen beforehand."""
    try:
        _check_style(style)
    except UnportableError:
        return False
    return all(kind == "none" for kind, _ in style["background_image"])


def _check_style(style: Any) -> None:
    if style["opacity"] < 1:
        raise UnportableError("a group")
    if style["box_shadow"]:
        raise UnportableError("a shadow")
    if style["border_image_source"][0] != "none" or style["mask_border_source"][0] != "none":
        raise UnportableError("a border of pictures")


def _check_background(background: Any) -> None:
    if background is not None and any(layer.image is not None for layer in background.layers):
        raise UnportableError("a picture behind")


@dataclass(slots=True)
class ForeignPage:
    """A page from another process, in the place of WeasyPrint's own."""

    width: float
    height: float
    bleed: Mapping[str, float]
    bookmarks: Sequence[Any]
    links: Sequence[Any]
    anchors: Mapping[str, tuple[float, float]]
    boxes: Sequence[Any]
    draw: Draw
    profile: Profile | None = None
    forms: Mapping[Any, Sequence[Any]] = field(default_factory=lambda: {None: []})

    @property
    def _page_box(self) -> Any:
        return self.boxes[0]

    @_page_box.setter
    def _page_box(self, box: Any) -> None:
        self.boxes = (box, *self.boxes[1:])

    def in_profile(self, profile: Profile) -> ForeignPage:
        """Return the page as it is drawn for a kind of PDF."""
        return replace(self, profile=profile)

    def paint(self, stream: Any, scale: float = 1) -> None:
        """Write what was drawn in the other process."""
        assert self.profile is not None, "a page is drawn for a kind of PDF"
        self.draw(self.profile, self.boxes, stream)


def borrowed_page(own: PortablePage, draw: Draw) -> ForeignPage:
    """Return a page of this process that another one draws."""
    page = own.page
    return ForeignPage(
        page.width,
        page.height,
        page.bleed,
        page.bookmarks,
        page.links,
        page.anchors,
        own.boxes,
        draw,
    )


def foreign_page(
    skeleton: Skeleton,
    elements: Sequence[Any],
    draw: Draw,
) -> ForeignPage:
    """Return a page from its skeleton; `elements` are those of the document, in its order."""
    made = [_box(bone, elements) for bone in skeleton.bones]
    for box, bone in zip(made, skeleton.bones, strict=True):
        box.children = [made[at] for at in bone.children]
    return ForeignPage(
        *skeleton.size_px,
        skeleton.bleed,
        skeleton.bookmarks,
        [(*rest, made[at]) for *rest, at in skeleton.links],
        skeleton.anchors,
        made,
        draw,
    )


def _box(bone: Bone, elements: Sequence[Any]) -> Any:
    kind = getattr(boxes, bone.kind)
    box = kind.__new__(kind)
    x, y, width, height = bone.frame or (0, 0, 0, 0)
    box.__dict__.update(
        element_tag=bone.tag,
        element=None if bone.element is None else elements[bone.element],
        style={"display": bone.display, "list_style_type": bone.list_style},
        colspan=bone.spans[0],
        rowspan=bone.spans[1],
        is_table_wrapper=bone.is_table_wrapper,
        position_x=x,
        position_y=y,
        width=width,
        height=height,
        **_NO_EDGES,
    )
    return box


_NO_EDGES = {
    f"{edge}{end}": 0
    for side in ("left", "top")
    for edge, end in ((f"margin_{side}", ""), (f"padding_{side}", ""), (f"border_{side}", "_width"))
}


def numbered(elements: Iterable[Any]) -> dict[int, int]:
    """Return the place of each element by its identity."""
    return {id(element): place for place, element in enumerate(elements)}
