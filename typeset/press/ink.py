"""Writing the same laid-out pages in ink for the press, or in light for screens.

The issue is laid out once, with the RGB palette. WeasyPrint makes its streams in one place
(`weasyprint.pdf.generate_pdf`); while one of these contexts lasts it makes ours.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, Final

import weasyprint.pdf
from pydyf import Stream as PdfStream
from tinycss2 import color4
from weasyprint.images import RasterImage
from weasyprint.pdf.stream import Stream
from weasyprint.svg import defs, utils

from typeset.cjk.writing import writing
from typeset.patching import replaced
from typeset.press.ink_colours import (
    LAB_SPACES,
    Conversion,
    Conversions,
    Inks,
    Palette,
    PaletteError,
    is_ink,
    rgb_of,
)
from typeset.press.ink_profiles import INK_LIMIT_PERCENT, Rgb
from typeset.press.ink_stream import InkStream, LightStream, without_colour_spaces
from typeset.press.pictures_policy import PRINT, SCREEN, PicturePolicy

__all__ = [
    "INK_LIMIT_PERCENT",
    "Conversion",
    "Conversions",
    "Palette",
    "PaletteError",
    "UnknownStreamError",
    "check_streams",
    "inking",
    "lighting",
]

SIGNATURES: Final[tuple[tuple[Any, str, str], ...]] = (
    (Stream, "__init__",
     "self fonts page_rectangle resources images tags color_profiles output_intent args kwargs"),
    (Stream, "clone", "self kwargs"),
    (Stream, "set_color", "self color stroke"),
    (Stream, "set_alpha", "self alpha stroke fill"),
    (Stream, "set_alpha_state", "self x y width height mode"),
    (Stream, "add_group", "self x y width height"),
    (Stream, "add_image", "self image interpolate ratio"),
    (Stream, "add_pattern", "self x y width height repeat_width repeat_height matrix"),
    (Stream, "add_shading", "self shading_type domain coords extend function color_space"),
    (Stream, "create_interpolation_function", "domain c0 c1 n"),
    (Stream, "create_stitching_function", "domain encode bounds sub_functions"),
    (PdfStream, "set_color_rgb", "self r g b stroke"),
    (PdfStream, "set_color_space", "self space stroke"),
    (RasterImage, "draw", "self stream concrete_width concrete_height style"),
    (RasterImage, "get_x_object", "self interpolate dpi_ratio"),
    (RasterImage, "get_intrinsic_size", "self resolution font_size"),
    (weasyprint.pdf, "_use_references", "pdf resources images color_profiles"),
    (defs, "color", "string"),
    (color4.Color, "to", "self space"),
)  # fmt: skip


class UnknownStreamError(RuntimeError):
    """WeasyPrint's streams are not those that ink was written for."""


def check_streams() -> None:
    """Raise `UnknownStreamError` unless WeasyPrint writes PDF in the known way."""
    differences = []
    for owner, name, wanted in SIGNATURES:
        function = getattr(owner, name, None)
        found = " ".join(inspect.signature(function).parameters) if function else "nothing"
        if found != wanted:
            differences.append(f"{owner.__name__}.{name} takes ({found}), not ({wanted})")
    if getattr(weasyprint.pdf, "Stream", None) is not Stream:
        differences.append("weasyprint.pdf.Stream is another class")
    if differences:
        raise UnknownStreamError("; ".join(differences))


@contextmanager
def inking(palette: Palette, policy: PicturePolicy = PRINT) -> Iterator[Conversions]:
    """Write PDFs in process inks and gray while it lasts; yield what had to be converted."""
    if policy.space != "cmyk":
        raise ValueError(f"pictures in {policy.space} cannot be printed")
    conversions = Conversions()
    inks = Inks(palette, conversions)
    use_references = weasyprint.pdf._use_references

    def use_ink_references(pdf: Any, resources: Any, *rest: Any) -> None:
        without_colour_spaces(pdf, resources)
        use_references(pdf, resources, *rest)

    streams = (
        (weasyprint.pdf, "Stream", partial(InkStream, inks, policy)),
        (weasyprint.pdf, "_use_references", use_ink_references),
    )
    with writing(), replaced(*streams, *_colour_spaces(inks.rgb_of_device)):
        yield conversions


@contextmanager
def lighting(policy: PicturePolicy = SCREEN) -> Iterator[None]:
    """Write PDFs in sRGB and gray while it lasts, inks as they look on paper."""
    if policy.space != "rgb":
        raise ValueError(f"pictures in {policy.space} cannot be shown")
    stream = (weasyprint.pdf, "Stream", partial(LightStream, policy))
    with writing(), replaced(stream, *_colour_spaces(rgb_of)):
        yield


def _colour_spaces(rgb_of_device: Callable[[Any], Rgb]) -> tuple[tuple[Any, str, Any], ...]:
    """Return what lets borders and gradients have colours of any space.

    WeasyPrint 70 calls `Color.to("srgb")`, which tinycss2 has for `hsl()` and `hwb()` only:
    groove borders and gradients of `device-cmyk()` and `lab()` crash. The stops of an SVG's
    gradient it takes for RGB whatever their space.
    """
    upstream_to, upstream_color = color4.Color.to, utils.color

    def to(self: Any, space: str) -> Any:
        if space != "srgb" or not (is_ink(self) or self.space in LAB_SPACES):
            return upstream_to(self, space)
        rgb = rgb_of_device(self) if is_ink(self) else rgb_of(self)
        return color4.Color("srgb", [value / 255 for value in rgb], self.alpha)

    def color(string: str) -> Any:
        found = upstream_color(string)
        return found if getattr(found, "space", "srgb") == "srgb" else found.to("srgb")

    return (color4.Color, "to", to), (defs, "color", color)
