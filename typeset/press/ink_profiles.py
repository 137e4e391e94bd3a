"""Colour by ICC profile: what ink gives a colour, what colour an ink gives."""

from __future__ import annotations

import hashlib
import io
from functools import cache, lru_cache
from pathlib import Path

from PIL import Image, ImageCms, ImageFilter

FOLDER = Path(__file__).parent / "profiles_icc"
PRINT_PROFILE = "FOGRA39L_coated.icc"  # what untagged CMYK is, and what print is written for
SCREEN_PROFILE = "sRGB.icc"  # what untagged RGB is, and what screens are written for
SHA256 = {
    PRINT_PROFILE: "b35713ef7eff09349d4c3249e5f377736d06d8a2671c54712971a3546bf17c57",
    SCREEN_PROFILE: "049e05b4b9f85e2b65d43e1bed89e301d157f14ba8dadefe3a92e12814d763da",
}

INK_LIMIT_PERCENT = 300  # of four inks together; sheetfed offset on coated paper takes no more
JPEG_MARGIN_PERCENT = 8  # JPEG overshoots at edges
GRID = 33  # points a side of the cube of converted colours, as Little CMS itself takes
# The same printing condition under other names: its numbers are passed through.
SAME_CONDITION = ("FOGRA39", "ISO Coated v2")
SPACES = {"1": "GRAY", "L": "GRAY", "RGB": "RGB", "CMYK": "CMYK", "LAB": "Lab"}

Rgb = tuple[int, int, int]  # of 255
Cmyk = tuple[float, float, float, float]  # percent


class ProfileDamagedError(ValueError):
    """A vendored profile is not the one that was vendored."""


@cache
def vendored(name: str) -> ImageCms.ImageCmsProfile:
    """Return a profile of `profiles_icc`; raise `ProfileDamagedError` when it was changed."""
    data = (FOLDER / name).read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256[name]:
        raise ProfileDamagedError(name)
    return ImageCms.ImageCmsProfile(io.BytesIO(data))


@lru_cache(maxsize=16)
def embedded(data: bytes, mode: str) -> ImageCms.ImageCmsProfile | None:
    """Return a picture's own profile; None for one that is damaged or of another colour space."""
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
        space = profile.profile.xcolor_space.strip()
    except (OSError, ImageCms.PyCMSError):
        return None
    return profile if space == SPACES.get(mode) else None


def description(profile: ImageCms.ImageCmsProfile) -> str:
    """Return the name that a profile gives itself."""
    return (profile.profile.profile_description or "").strip()


def foreign_profile(icc: bytes | None, mode: str) -> ImageCms.ImageCmsProfile | None:
    """Return a picture's profile where its colours differ from those of an untagged picture."""
    profile = embedded(icc, mode) if icc else None
    if profile is None:
        return None
    name = description(profile)
    is_usual = (
        any(condition in name for condition in SAME_CONDITION)
        if mode == "CMYK"
        else name.startswith("sRGB")
    )
    return None if is_usual else profile


@lru_cache(maxsize=16)
def _transform(
    source: ImageCms.ImageCmsProfile, target: ImageCms.ImageCmsProfile, modes: tuple[str, str]
) -> ImageCms.ImageCmsTransform:
    """Return the transform between two profiles, built (13 ms) once for profiles met before."""
    return ImageCms.buildTransform(
        source,
        target,
        *modes,
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def _convert(
    image: Image.Image,
    source: ImageCms.ImageCmsProfile,
    target: ImageCms.ImageCmsProfile,
    mode: str,
) -> Image.Image:
    transform = _transform(source, target, (image.mode, mode))
    converted = ImageCms.applyTransform(image, transform)
    assert converted is not None  # only a conversion in place returns nothing
    return converted


def rgb_to_ink(image: Image.Image, icc: bytes | None = None) -> Image.Image:
    """Return an RGB picture in print's four inks, nowhere more than the ink limit."""
    profile = foreign_profile(icc, "RGB")
    return image.filter(_ink_cube(icc if profile is not None else None))


def ink_to_ink(image: Image.Image, icc: bytes | None) -> Image.Image:
    """Return a CMYK picture in print's inks: unchanged unless it was made for another press."""
    profile = foreign_profile(icc, "CMYK")
    return image if profile is None else _convert(image, profile, vendored(PRINT_PROFILE), "CMYK")


def ink_to_rgb(image: Image.Image, icc: bytes | None = None) -> Image.Image:
    """Return a CMYK picture in sRGB."""
    profile = foreign_profile(icc, "CMYK") or vendored(PRINT_PROFILE)
    return _convert(image, profile, vendored(SCREEN_PROFILE), "RGB")


def rgb_to_rgb(image: Image.Image, icc: bytes | None) -> Image.Image:
    """Return an RGB picture in sRGB."""
    profile = foreign_profile(icc, "RGB")
    return image if profile is None else _convert(image, profile, vendored(SCREEN_PROFILE), "RGB")


def gray_to_gray(image: Image.Image, icc: bytes | None) -> Image.Image:
    """Return a gray picture with the tone curve of sRGB."""
    profile = foreign_profile(icc, "L")
    if profile is None:
        return image
    return _convert(image, profile, vendored(SCREEN_PROFILE), "RGB").getchannel(0)


def lab_to_rgb(image: Image.Image) -> Image.Image:
    """Return a CIELAB picture in sRGB."""
    return _convert(
        image,
        ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")),
        vendored(SCREEN_PROFILE),
        "RGB",
    )


@lru_cache(maxsize=8)
def _ink_cube(icc: bytes | None) -> ImageFilter.Color3DLUT:
    """Return RGB → CMYK as a cube whose points keep the ink limit, and so all between them.

    The profile itself goes up to 316 %, and Pillow has no means to look at four channels at
    once.
    """
    source = foreign_profile(icc, "RGB") if icc else None
    steps = [round(index * 255 / (GRID - 1)) for index in range(GRID)]
    points = bytes(
        value for blue in steps for green in steps for red in steps for value in (red, green, blue)
    )
    image = Image.frombytes("RGB", (GRID, GRID * GRID), points)
    inked = _convert(image, source or vendored(SCREEN_PROFILE), vendored(PRINT_PROFILE), "CMYK")
    data = inked.tobytes()
    limit = (INK_LIMIT_PERCENT - JPEG_MARGIN_PERCENT) / 100
    table: list[float] = []
    for start in range(0, len(data), 4):
        table.extend(_limited([value / 255 for value in data[start : start + 4]], limit))
    return ImageFilter.Color3DLUT(GRID, table, channels=4, target_mode="CMYK")


def _limited(inks: list[float], limit: float) -> list[float]:
    """Return inks with less of C, M and Y where all are above the limit (in the inks' unit)."""
    total = sum(inks)
    if total <= limit:
        return inks
    *colour, black = inks
    factor = (limit - black) / (total - black)
    return [*(value * factor for value in colour), black]


@lru_cache(maxsize=4096)
def ink_of_rgb(rgb: Rgb) -> Cmyk:
    """Return the inks for one sRGB colour in whole percent, within the ink limit."""
    pixel = Image.new("RGB", (1, 1), rgb)
    inks = _convert(pixel, vendored(SCREEN_PROFILE), vendored(PRINT_PROFILE), "CMYK").tobytes()
    limited = _limited([value / 2.55 for value in inks], INK_LIMIT_PERCENT)
    c, m, y, k = (float(int(value + 0.5)) for value in limited)
    excess = max(0.0, c + m + y + k - INK_LIMIT_PERCENT)  # what rounding added: 2 at most
    return c - excess, m, y, k


@lru_cache(maxsize=4096)
def rgb_of_ink(cmyk: Cmyk) -> Rgb:
    """Return the sRGB colour that inks give on paper; black ink alone is the gray it stands for."""
    if not any(cmyk[:3]):
        gray = round(255 - cmyk[3] * 2.55)
        return gray, gray, gray
    c, m, y, k = (round(value * 2.55) for value in cmyk)
    pixel = Image.new("CMYK", (1, 1), (c, m, y, k))
    red, green, blue = ink_to_rgb(pixel).tobytes()
    return red, green, blue
