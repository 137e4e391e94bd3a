"""WeasyPrint's drawing stream, with ink instead of light where a file is printed."""

from __future__ import annotations

from typing import Any

import pydyf
from tinycss2.color5 import Color
from weasyprint.images import RasterImage
from weasyprint.matrix import Matrix
from weasyprint.pdf.stream import Stream

from typeset.press.ink_colours import Inks, rgb_of, rgb_of_unit
from typeset.press.pictures_policy import PicturePolicy

OPERANDS = (
    "fonts",
    "resources",
    "images",
    "tags",
    "color_profiles",
    "output_intent",
)
# What a colour counts for in a luminosity mask (SVG 1.1, 14.4).
LUMINANCE = (0.2125, 0.7154, 0.0721)


class PressStream(Stream):
    """A stream that knows how pictures are to be written, and where on the page it is drawn.

    WeasyPrint starts each group and pattern with the identity, so that a picture inside cannot
    tell how large it prints.
    """

    def __init__(self, policy: PicturePolicy, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.policy = policy
        self.base = Matrix()
        self.is_mask = False
        self.inks: Inks | None = None

    @property
    def page_matrix(self) -> Matrix:
        """Return the matrix from here to points on the page."""
        return self.ctm @ self.base

    def clone(self, **kwargs: Any) -> PressStream:
        """Return a stream of the same kind (WeasyPrint names its own class here)."""
        values = {name: getattr(self, f"_{name}") for name in OPERANDS}
        values |= {"page_rectangle": self.page_rectangle, "compress": self.compress}
        stream = self._new(**(values | kwargs))
        stream.is_mask = self.is_mask
        stream.base = self.page_matrix
        return stream

    def _new(self, **kwargs: Any) -> PressStream:
        return type(self)(self.policy, **kwargs)

    def add_pattern(
        self, x: float, y: float, width: float, height: float,
        repeat_width: float, repeat_height: float, matrix: Matrix,
    ) -> PressStream:  # fmt: skip
        """Return a tile; its matrix leads to this stream's own space (ISO 32000-1, 8.7.3.1)."""
        pattern: PressStream = super().add_pattern(
            x, y, width, height, repeat_width, repeat_height, matrix
        )
        pattern.base = matrix @ self.base
        return pattern

    def add_image(self, image: Any, interpolate: bool, ratio: float) -> str:  # noqa: FBT001
        """Return the name of a picture; one that WeasyPrint read itself is read again as ours."""
        if isinstance(image, RasterImage):
            from typeset.press.pictures import adopted

            image, interpolate, ratio = adopted(image).written_for(self.policy, self.inks), False, 1
        name: str = super().add_image(image, interpolate, ratio)
        return name

    def set_color_space(self, space: str, stroke: bool = False) -> None:  # noqa: FBT001, FBT002
        """Set a colour space, and forget the colour before it: upstream would take it as set."""
        if stroke:
            self._current_color_stroke = None
        else:
            self._current_color = None
        super().set_color_space(space, stroke)


class LightStream(PressStream):
    """A stream in sRGB and gray: what PDF/A with an sRGB output intent takes."""

    def set_color(self, color: Any, stroke: bool = False) -> None:  # noqa: FBT001, FBT002
        """Set a colour; inks are shown as they look on paper (ISO 19005-2, 6.2.4.3)."""
        if color.space != "srgb":
            red, green, blue = rgb_of(color)
            color = Color("srgb", (red / 255, green / 255, blue / 255), color.alpha)
        super().set_color(color, stroke)


class InkStream(PressStream):
    """A stream in the four inks and gray: what PDF/X-4 for a CMYK press takes."""

    def __init__(self, inks: Inks, policy: PicturePolicy, *args: Any, **kwargs: Any) -> None:
        super().__init__(policy, *args, **kwargs)
        self.inks: Inks = inks

    def _new(self, **kwargs: Any) -> PressStream:
        return type(self)(self.inks, self.policy, **kwargs)

    def set_color(self, color: Any, stroke: bool = False) -> None:  # noqa: FBT001, FBT002
        """Set the ink of a colour, and its alpha as it is."""
        self.set_alpha(color.alpha, stroke)
        if self.is_mask:
            self._set((self._luminance(rgb_of(color)),), stroke)
        else:
            self._set(tuple(ink / 100 for ink in self.inks.of_color(color)), stroke)

    def set_color_rgb(
        self, r: float, g: float, b: float, stroke: bool = False  # noqa: FBT001, FBT002
    ) -> None:  # fmt: skip
        """Set the ink of an RGB colour that something sets without `set_color`."""
        self._set(self._operands((r, g, b)), stroke)

    def _set(self, operands: tuple[float, ...], stroke: bool) -> None:  # noqa: FBT001
        attribute = "_current_color_stroke" if stroke else "_current_color"
        if getattr(self, attribute) == operands:
            return
        setattr(self, attribute, operands)
        operator = {1: "g", 4: "k"}[len(operands)]  # ISO 32000-1, 8.6.8
        numbers = " ".join(f"{value:.4f}".rstrip("0").rstrip(".") for value in operands)
        command = f"{numbers} {operator.upper() if stroke else operator}"
        self.stream.append(command.encode("ascii"))  # bytes: form fields join them

    def _operands(self, channels: Any) -> tuple[float, ...]:
        rgb = rgb_of_unit(channels)
        if self.is_mask:
            return (self._luminance(rgb),)
        return tuple(ink / 100 for ink in self.inks.of_rgb(rgb))

    @staticmethod
    def _luminance(rgb: tuple[int, int, int]) -> float:
        weighed = zip(rgb, LUMINANCE, strict=True)
        return round(sum(value * weight for value, weight in weighed) / 255, 4)

    def set_alpha_state(
        self, x: float, y: float, width: float, height: float, mode: str = "luminosity"
    ) -> PressStream:
        """Return a soft mask's group, which is gray (ISO 32000-1, 11.6.5.3)."""
        group: PressStream = super().set_alpha_state(x, y, width, height, mode)
        group.is_mask = True
        group.extra["Group"]["CS"] = "/DeviceGray"
        return group

    def add_shading(
        self, shading_type: int, domain: Any, coords: Any, extend: bool,  # noqa: FBT001
        function: Any, color_space: str | None = None,
    ) -> Any:  # fmt: skip
        """Return a shading whose stops are inks; what has its own space (masks) is gray."""
        if color_space is None:
            color_space = self._default_color_space.removeprefix("/")
            self._ink_stops(function)
        return super().add_shading(shading_type, domain, coords, extend, function, color_space)

    def _ink_stops(self, function: Any) -> None:
        for part in function.get("Functions", ()):
            self._ink_stops(part)
        for key in ("C0", "C1"):
            if key in function:
                function[key] = pydyf.Array(self._operands(function[key]))

    @property
    def _default_color_space(self) -> str:
        return "/DeviceGray" if self.is_mask else "/DeviceCMYK"


def without_colour_spaces(pdf: pydyf.PDF, resources: Any) -> None:
    """Drop the Lab and ICC colour spaces that WeasyPrint declares and this stream never names."""
    resources.pop("ColorSpace", None)
    for item in pdf.objects:
        if isinstance(item, pydyf.Dictionary) and "lab-d50" in item:
            item.clear()
