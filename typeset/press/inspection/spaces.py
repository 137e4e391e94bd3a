"""Colour spaces as written in a PDF, and what each comes down to (ISO 32000-1, 8.6)."""

from __future__ import annotations

from typing import Any

import pikepdf

from typeset.press.facts_page import Family, Space
from typeset.press.inspection.objects import array, dictionary, entry, number, numbers

GRAY = Space("DeviceGray", Family.GRAY, 1, Family.GRAY, is_device=True)
RGB = Space("DeviceRGB", Family.RGB, 3, Family.RGB, is_device=True)
CMYK = Space("DeviceCMYK", Family.CMYK, 4, Family.CMYK, is_device=True)
PATTERN = Space("Pattern", Family.PATTERN, 0, Family.PATTERN)
UNKNOWN = Space("unknown", Family.UNKNOWN, 0, Family.UNKNOWN)

# With the abbreviations of inline images (8.9.7, table 93).
SIMPLE = {
    "DeviceGray": GRAY,
    "DeviceRGB": RGB,
    "DeviceCMYK": CMYK,
    "G": GRAY,
    "RGB": RGB,
    "CMYK": CMYK,
    "CalGray": Space("CalGray", Family.GRAY, 1, Family.GRAY),
    "CalRGB": Space("CalRGB", Family.RGB, 3, Family.RGB),
    "Lab": Space("Lab", Family.LAB, 3, Family.LAB),
    "Pattern": PATTERN,
}
BY_COMPONENTS = {1: Family.GRAY, 3: Family.RGB, 4: Family.CMYK}
DEFAULTS = {"DeviceGray": "/DefaultGray", "DeviceRGB": "/DefaultRGB", "DeviceCMYK": "/DefaultCMYK"}
DEEPEST = 8  # Pattern of Indexed of Separation of ICCBased is four


def space_of(value: Any, resources: Any, depth: int = 0) -> Space:
    """Return the colour space that a name or an array stands for."""
    if depth > DEEPEST:
        return UNKNOWN
    if isinstance(value, pikepdf.Name):
        return _named(str(value)[1:], resources, depth)
    if not isinstance(value, pikepdf.Array) or not len(value):
        return UNKNOWN
    head = str(value[0])[1:] if isinstance(value[0], pikepdf.Name) else ""
    if head in COMPOSED and len(value) > 1:
        return COMPOSED[head](value, resources, depth + 1)
    return SIMPLE.get(head, UNKNOWN)


def _named(key: str, resources: Any, depth: int) -> Space:
    """Return a space by name; a Default space takes the place of a device space (8.6.5.6)."""
    spaces = dictionary(resources, "/ColorSpace")
    simple = SIMPLE.get(key)
    if simple is None:
        return space_of(entry(spaces, "/" + key), resources, depth + 1)
    default = entry(spaces, DEFAULTS.get(simple.name, "/-"))
    if default is None or isinstance(default, pikepdf.Name):
        return simple
    return space_of(default, resources, depth + 1)


def device_spaces(resources: Any) -> dict[str, Space]:
    """Return what g, rg and k mean where these resources hold (8.6.5.6)."""
    return {key: _named(key, resources, 0) for key in DEFAULTS}


def _icc_based(value: Any, resources: Any, depth: int) -> Space:
    components = int(number(value[1], "/N", 0))
    family = BY_COMPONENTS.get(components, Family.UNKNOWN)
    if entry(value[1], "/Alternate") is not None:
        alternate = space_of(entry(value[1], "/Alternate"), resources, depth)
        if alternate.family is Family.LAB:
            family = Family.LAB
    return Space(f"ICCBased({components})", family, components, family)


def _indexed(value: Any, resources: Any, depth: int) -> Space:
    base = space_of(value[1], resources, depth)
    return Space(f"Indexed {base.name}", base.family, 1, base.base, base.is_device)


def _separation(value: Any, resources: Any, depth: int) -> Space:
    alternate = space_of(value[2], resources, depth) if len(value) > 2 else UNKNOWN
    # Separation All and None never use the alternate on a press (8.6.6.4).
    plate = str(value[1])[1:]
    base = Family.SPOT if plate in ("All", "None") else _plates(alternate)
    return Space(f"Separation {plate}", Family.SPOT, 1, base, alternate.is_device)


def _device_n(value: Any, resources: Any, depth: int) -> Space:
    alternate = space_of(value[2], resources, depth) if len(value) > 2 else UNKNOWN
    plates = [str(plate)[1:] for plate in value[1]]
    title = f"DeviceN {'+'.join(plates)}"
    return Space(title, Family.SPOT, len(plates), _plates(alternate), alternate.is_device)


def _plates(alternate: Space) -> Family:
    """Return SPOT for a spot colour whose alternate is inks, else the alternate's family."""
    return Family.SPOT if alternate.base in (Family.CMYK, Family.GRAY) else alternate.base


def _pattern(value: Any, resources: Any, depth: int) -> Space:
    base = space_of(value[1], resources, depth)
    return Space(f"Pattern {base.name}", Family.PATTERN, base.components, base.base, base.is_device)


COMPOSED = {
    "ICCBased": _icc_based,
    "Indexed": _indexed,
    "I": _indexed,
    "Separation": _separation,
    "DeviceN": _device_n,
    "Pattern": _pattern,
}


def start_values(space: Space) -> tuple[float, ...]:
    """Return the colour that a space starts with: black (8.6.8), full tint of a spot colour."""
    if space.family is Family.CMYK:
        return (0.0, 0.0, 0.0, 1.0)
    return (1.0 if space.family is Family.SPOT else 0.0,) * space.components


def shading_colours(shading: Any) -> tuple[tuple[float, ...], ...]:
    """Return the colours at the ends of a shading's functions, as far as they are plain."""
    functions = array(shading, "/Function")
    if len(functions) != 1:
        return ()
    parts = array(functions[0], "/Functions") or functions
    ends = (numbers(entry(part, key)) for part in parts for key in ("/C0", "/C1"))
    return tuple(dict.fromkeys(end for end in ends if end))
