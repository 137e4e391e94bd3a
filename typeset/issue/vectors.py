"""SVG pictures: whole XML that asks for nothing outside itself."""

from __future__ import annotations

from collections.abc import Mapping
from xml.parsers import expat

_Words = tuple[str, str]
_LINKS = ("href", "xlink:href")
_BROKEN = ("（SVG 代码不完整或有误）", " (its SVG code is damaged)")
_OUTSIDE = (
    "（SVG 里引用了外部文件，请先在绘图软件里嵌入）",
    " (it refers to another file: embed that in your drawing program)",
)


class _RefusedError(Exception):
    """Something in an SVG file that is not read."""

    def __init__(self, words: _Words) -> None:
        super().__init__(words[1])
        self.words = words


def find_svg_fault(data: bytes) -> _Words | None:
    """Return what is wrong with an SVG file in both languages, None if nothing is."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = _take_element
    parser.EntityDeclHandler = _take_entity
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat's own signature
    except expat.ExpatError:
        return _BROKEN
    except _RefusedError as error:
        return error.words
    return None


def _take_element(name: str, attributes: Mapping[str, str]) -> None:
    if name.rpartition(":")[2] not in ("image", "use"):
        return
    for key in _LINKS:
        if not attributes.get(key, "#").strip().startswith(("#", "data:")):
            raise _RefusedError(_OUTSIDE)


def _take_entity(*declared: object) -> None:
    """Refuse an entity that stands for a file; drawing programs write harmless ones."""
    _, _, value, *_ = declared
    if value is None:
        raise _RefusedError(_OUTSIDE)
