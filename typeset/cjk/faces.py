"""All faces of a session: one for each font, size, language and way of setting."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from typeset.cjk.shaping import Face, FaceFlags, Tools

_FONT_PROPERTIES = (
    "font_family", "font_size", "font_style", "font_stretch", "font_weight", "font_kerning",
    "font_variant_ligatures", "font_variant_position", "font_variant_caps",
    "font_variant_numeric", "font_variant_alternates", "font_variant_east_asian",
    "font_feature_settings", "font_variation_settings", "font_language_override", "lang",
    "line_height", "letter_spacing", "word_spacing", "hyphens", "hyphenate_character",
    "hyphenate_limit_chars", "text_decoration_line",
)  # fmt: skip


class Faces:
    """All faces of a session, by font configuration."""

    def __init__(self, tools: Tools) -> None:
        self.tools = tools
        self._faces: WeakKeyDictionary[Any, dict[object, Face]] = WeakKeyDictionary()

    def face(self, style: Any, flags: FaceFlags, latin_language: str) -> Face:
        """Return the face of a style."""
        known = self._faces.setdefault(style.font_config, {})
        key = (*[style[name] for name in _FONT_PROPERTIES], flags, latin_language)
        key = tuple(map(str, key)) if not _hashable(key) else key
        face = known.get(key)
        if face is None:
            language = style["lang"] or ""
            if language.lower().startswith("zh") or not language:
                language = latin_language
            face = known[key] = Face(style, flags, language, self.tools)
        return face


def _hashable(key: object) -> bool:
    try:
        hash(key)
    except TypeError:
        return False
    return True
