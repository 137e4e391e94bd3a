"""Whether the WeasyPrint at hand is one whose insides are known."""

from __future__ import annotations

import inspect
from typing import Any, Final

import weasyprint
from weasyprint import draw
from weasyprint.css import ComputedStyle
from weasyprint.layout import absolute, block, inline, percent, preferred
from weasyprint.layout import float as floats
from weasyprint.pdf.fonts import Font
from weasyprint.pdf.stream import Stream
from weasyprint.text import ffi, line_break

KNOWN_MAJOR: Final = 70

SIGNATURES: Final[tuple[tuple[Any, str, str | None], ...]] = (
    (block, "iter_line_boxes",
     "context box position_y bottom_space skip_stack containing_block absolute_boxes "
     "fixed_boxes first_letter_style first_line_style"),
    (preferred, "inline_max_content_width", "context box outer is_line_start"),
    (preferred, "inline_min_content_width",
     "context box outer skip_stack first_line is_line_start"),
    (preferred, "adjust", "box outer width left right"),
    (inline, "split_inline_level",
     "context box position_x max_x bottom_space skip_stack containing_block absolute_boxes "
     "fixed_boxes line_placeholders waiting_floats line_children first_letter_style "
     "first_line_style"),
    (inline, "split_text_box", "context box available_width skip is_line_start"),
    (inline, "line_box_verticality", "box"),
    (floats, "avoid_collisions", "context box containing_block outer"),
    (percent, "resolve_percentages", "box containing_block"),
    (percent, "resolve_one_percentage", None),
    (absolute.AbsolutePlaceholder, "__init__", "self box"),
    (line_break, "strut", "style"),
    (draw.text, "draw_text", "stream textbox offset_x text_overflow block_ellipsis"),
    (draw.text, "draw_first_line", "stream textbox text_overflow block_ellipsis matrix"),
    (line_break.Layout, "__init__", "self style justification_spacing max_width"),
    (line_break.Layout, "setup", "self style"),
    (line_break.Layout, "get_first_line", "self"),
    (line_break.Layout, "set_text", "self text justify"),
    (line_break.Layout, "reactivate", "self style"),
    (line_break.Layout, "deactivate", "self"),
    (ComputedStyle, "__missing__", "self key"),
    (Font, "__init__", "self pango_font description font_size"),
    (Stream, "add_font", "self pango_font"),
    (Stream, "show_text", "self text"),
    (Stream, "set_text_matrix", "self a b c d e f"),
    (Stream, "set_font_size", "self font size"),
)  # fmt: skip


class UnknownWeasyPrintError(RuntimeError):
    """WeasyPrint's insides are not those that the composer was written for."""


def check_weasyprint() -> None:
    """Raise `UnknownWeasyPrintError` unless this WeasyPrint is a known one."""
    differences = [*_version_difference(), *_signature_differences(), *_glyph_difference()]
    if differences:
        raise UnknownWeasyPrintError(
            f"typeset.cjk knows WeasyPrint {KNOWN_MAJOR}; this is WeasyPrint "
            f"{weasyprint.__version__}: " + "; ".join(differences)
        )


def _version_difference() -> list[str]:
    major = weasyprint.__version__.split(".")[0]
    return [] if major == str(KNOWN_MAJOR) else [f"version {weasyprint.__version__}"]


def _signature_differences() -> list[str]:
    differences = []
    for owner, name, wanted in SIGNATURES:
        function = getattr(owner, name, None)
        label = f"{owner.__name__}.{name}"
        if function is None:
            differences.append(f"{label} is missing")
        elif wanted is not None:
            found = " ".join(inspect.signature(function).parameters)
            if found != wanted:
                differences.append(f"{label} takes ({found}), not ({wanted})")
    return differences


def _glyph_difference() -> list[str]:
    size = ffi.ffi.sizeof("PangoGlyphInfo")
    return [] if size == 20 else [f"PangoGlyphInfo takes {size} bytes, not 20"]
