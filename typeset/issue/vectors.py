"""SVG pictures: whole XML that asks for nothing outside itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.parsers import expat

_Words = tuple[str, str]
_LINKS = ("href", "xlink:href")
_BROKEN = ("（SVG 代码不完整或有误）", " (its SVG code is damaged)")
_OUTSIDE = (
    "（SVG 里引用了外部文件，请先在绘图软件里嵌入）",
    " (it refers to another file: embed that in your drawing program)",
)

# What WeasyPrint 70 leaves out or draws otherwise, without a word.
_NOT_DRAWN = frozenset(("foreignObject", "filter", "switch", "script", "animate", "set"))
_NOT_DRAWN_STYLE = re.compile(r"(^|[;\s])(filter|mix-blend-mode)\s*:")
_LOST = (
    "（里面有 foreignObject、滤镜或混合模式，印不出来；请导出为 PNG，或把文字转为路径）",
    " (foreignObject, filters and blend modes do not print: export as PNG, or turn text to paths)",
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
    plain = name.rpartition(":")[2]
    styles = (attributes.get("style", ""), *(f"{key}:" for key in attributes))
    if plain in _NOT_DRAWN or any(_NOT_DRAWN_STYLE.search(style) for style in styles):
        raise _RefusedError(_LOST)
    if plain not in ("image", "use"):
        return
    for key in _LINKS:
        if not attributes.get(key, "#").strip().startswith(("#", "data:")):
            raise _RefusedError(_OUTSIDE)


def _take_entity(*declared: object) -> None:
    """Refuse an entity that stands for a file; drawing programs write harmless ones."""
    _, _, value, *_ = declared
    if value is None:
        raise _RefusedError(_OUTSIDE)
