"""Which ink a colour of the layout is printed in, and what had to be converted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tinycss2.color5 import parse_color

from typeset.layout.description import Colour
from typeset.press.ink_profiles import Cmyk, Rgb, ink_of_rgb, rgb_of_ink

# Spaces that tinycss2 brings to CIELAB but not to sRGB.
LAB_SPACES = frozenset({"lab", "lch", "oklab", "oklch", "xyz-d50", "xyz-d65"})


class PaletteError(ValueError):
    """A palette whose colours do not say what ink they are."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The inks of the colours that a layout names."""

    inks: Mapping[Rgb, Cmyk] = field(default_factory=dict)

    @classmethod
    def of(cls, colours: Mapping[str, Colour]) -> Palette:
        """Return the palette of `LayoutFile.colours`.

        Raises `PaletteError` for what is no colour, and for one RGB that means two inks.
        """
        inks: dict[Rgb, Cmyk] = {}
        for name, colour in colours.items():
            parsed = parse_color(colour.rgb)
            if parsed is None or isinstance(parsed, str):
                raise PaletteError(f"{name}: {colour.rgb} is no colour")
            rgb = rgb_of(parsed)
            if inks.setdefault(rgb, colour.cmyk) != colour.cmyk:
                raise PaletteError(f"{name}: another colour has {colour.rgb} with other inks")
        return cls(inks)


@dataclass(frozen=True, slots=True)
class Conversion:
    """A colour that the palette does not name, as laid out and as printed."""

    rgb: str
    cmyk: Cmyk
    times: int


class Conversions:
    """Every colour that went through the ICC profile, and how often it was set."""

    def __init__(self) -> None:
        self._times: Counter[Rgb] = Counter()

    def record(self, rgb: Rgb) -> None:
        """Count one use of a colour."""
        self._times[rgb] += 1

    def take(self, others: Conversions) -> None:
        """Count what another process has converted."""
        self._times.update(others._times)

    def __iter__(self) -> Iterator[Conversion]:
        for rgb, times in sorted(self._times.items()):
            yield Conversion(hexadecimal(rgb), ink_of_rgb(rgb), times)

    def __len__(self) -> int:
        return len(self._times)


class Inks:
    """Colours to inks for one printed file."""

    def __init__(self, palette: Palette, conversions: Conversions) -> None:
        self._known = dict(palette.inks)
        self._conversions = conversions

    def take(self, conversions: Conversions) -> None:
        """Count what another process has converted for the same file."""
        self._conversions.take(conversions)

    def of_rgb(self, rgb: Rgb, *, is_recorded: bool = True) -> Cmyk:
        """Return the palette's ink, black alone for a gray, or what the ICC profile says."""
        known = self._known.get(rgb)
        if known is not None:
            return known
        red, green, blue = rgb
        if red == green == blue:
            return 0.0, 0.0, 0.0, black_of_gray(red)
        if is_recorded:
            self._conversions.record(rgb)
        return ink_of_rgb(rgb)

    def of_color(self, color: Any) -> Cmyk:
        """Return the ink of a `tinycss2` colour; `device-cmyk()` is an ink already."""
        if is_ink(color):
            return ink_of_device(color)
        return self.of_rgb(rgb_of(color))

    def rgb_of_device(self, color: Any) -> Rgb:
        """Return a stand-in in sRGB for `device-cmyk()` that comes back as the same ink.

        WeasyPrint brings colours to sRGB before it lightens a border or draws a gradient.
        """
        inks = ink_of_device(color)
        rgb = rgb_of_ink(inks)
        self._known.setdefault(rgb, inks)
        return rgb


def is_ink(color: Any) -> bool:
    """Tell whether a colour is four inks: `device-cmyk()`, or `color()` of a CMYK profile."""
    return len(color.coordinates) == 4


def black_of_gray(gray: int) -> float:
    """Return how much black ink a gray of 0–255 is (ISO 32000-1, 10.3.3: k = 1 - gray)."""
    return round(100 - gray / 2.55, 2)


def ink_of_device(color: Any) -> Cmyk:
    """Return the percentages of a `device-cmyk()` colour."""
    c, m, y, k = (round((channel or 0) * 100, 4) for channel in color.coordinates)
    return c, m, y, k


def rgb_of(color: Any) -> Rgb:
    """Return any CSS colour as sRGB of 255 steps."""
    if is_ink(color):
        return rgb_of_ink(ink_of_device(color))
    if color.space in LAB_SPACES:
        channels = _srgb_of_lab(*(color.coordinates if color.space == "lab" else color.to("lab")))
    elif color.space in ("hsl", "hwb"):
        channels = color.to("srgb").coordinates
    else:  # WeasyPrint takes the channels of the other spaces for sRGB too, with a warning
        channels = (*color.coordinates, 0, 0)[:3]
    return rgb_of_unit(channels)


def rgb_of_unit(channels: Any) -> Rgb:
    """Return channels of 0–1 as 0–255."""
    red, green, blue = (round(min(1.0, max(0.0, float(value or 0))) * 255) for value in channels)
    return red, green, blue


def hexadecimal(rgb: Rgb) -> str:
    """Return a colour as CSS writes it."""
    return "#" + bytes(rgb).hex()


def _srgb_of_lab(lightness: float, a: float, b: float, *_: float) -> tuple[float, ...]:
    """Return sRGB of CIELAB, white to white (IEC 61966-2-1 and CIE 15)."""
    fy = ((lightness or 0) + 16) / 116
    x, y, z = (
        white * (f**3 if f > 6 / 29 else (f - 16 / 116) / 7.787)
        for f, white in ((fy + (a or 0) / 500, 0.95047), (fy, 1.0), (fy - (b or 0) / 200, 1.08883))
    )
    linear = (
        3.2404542 * x - 1.5371385 * y - 0.4985314 * z,
        -0.969266 * x + 1.8760108 * y + 0.041556 * z,
        0.0556434 * x - 0.2040259 * y + 1.0572252 * z,
    )
    return tuple(
        12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
        for value in linear
    )
