"""From pixels to a PDF image: in the profile's colours, no larger than it prints."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pydyf
from PIL import Image, ImageChops

from typeset.press import ink_profiles
from typeset.press.ink_colours import Inks
from typeset.press.ink_profiles import Rgb
from typeset.press.pictures_policy import PicturePolicy
from typeset.press.pictures_read import Pixels

COLOUR_SPACES = {"1": "/DeviceGray", "L": "/DeviceGray", "RGB": "/DeviceRGB", "CMYK": "/DeviceCMYK"}
MOST_INDEXED = 256
MOST_GRAPHIC_COLOURS = 4096  # a drawing with smooth edges has some hundreds, a photo thousands
GRAPHIC_SHARE = 0.5  # of a gray drawing is paper and line; the rest smooths its edges
NEUTRAL_STEPS = 2  # how far R, G and B of a gray picture may lie apart: JPEG rounds
UNSEEN_SHARE = 0.001  # of the pixels may have more ink than is reported: noise
REDUCING_GAP = 3.0  # Pillow's word for a fast shrinking that cannot be told from a slow one
# JPEG segments that a PDF needs: JFIF and Adobe's (ISO 32000-1, 7.4.8). EXIF tells where a
# photographer stood, and previews weigh.
KEPT_SEGMENTS = frozenset({0xE0, 0xEE})
APPLICATION_SEGMENTS = range(0xE0, 0xF0)
COMMENT, END_OF_IMAGE = 0xFE, 0xD9
# What begins a segment: not a stuffed byte, a restart or a fill byte (ITU-T T.81, B.1.1).
MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")


@dataclass(frozen=True, slots=True)
class Encoded:
    """A PDF image, and the most ink it puts on a place (None outside CMYK and gray)."""

    x_object: pydyf.Stream
    ink_percent: float | None


def encode(
    data: bytes, pixels: Pixels, policy: PicturePolicy, inks: Inks | None, ratio: float
) -> Encoded:
    """Return a picture as a PDF image, its sides shrunk by `ratio`."""
    source = replace(pixels, image=neutral(pixels.image))
    shrunk = _shrunk(source, ratio)
    if _fits_as_it_is(data, source, policy) and ratio == 1:
        passed = _passed_jpeg(data, source)
        if policy.keeps_jpeg:
            return _finish(passed, shrunk.alpha, source.image, policy)
        again = _jpeg(_converted(shrunk, policy), policy)
        return _finish(min(passed, again, key=_weight), None, source.image, policy)
    indexed = _indexed(shrunk, policy, inks)
    if indexed is not None:
        return _with_mask(indexed, shrunk.alpha, policy)
    image = _converted(shrunk, policy)
    write = _jpeg if _is_photo(source) else _flate
    return _finish(write(image, policy), shrunk.alpha, image, policy)


def neutral(image: Image.Image) -> Image.Image:
    """Return an RGB picture without colour as gray: black ink alone prints it."""
    if image.mode != "RGB":
        return image
    red, green, blue = image.split()
    for other in (red, blue):
        lowest_highest = ImageChops.difference(green, other).getextrema()
        if lowest_highest[1] > NEUTRAL_STEPS:  # type: ignore[operator]  # one channel: two numbers
            return image
    return green


def ink_percent(image: Image.Image) -> float:
    """Return the most ink of any place that is not noise, of four inks together."""
    if image.mode != "CMYK":
        total, scale = ImageChops.invert(image.convert("L")), 1
    else:
        c, m, y, k = image.split()
        total = Image.blend(Image.blend(c, m, 0.5), Image.blend(y, k, 0.5), 0.5)
        scale = 4
    histogram = total.histogram()
    left = UNSEEN_SHARE * total.width * total.height
    for value in range(255, -1, -1):
        left -= histogram[value]
        if left < 0:
            return round(value * scale / 2.55, 1)
    return 0.0


def _shrunk(pixels: Pixels, ratio: float) -> Pixels:
    if ratio >= 1:
        return pixels
    image, alpha = pixels.image, pixels.alpha
    if image.mode == "1":
        image = image.convert("L")
    size = tuple(max(1, round(side * ratio)) for side in image.size)
    if alpha is None:
        return replace(pixels, image=_resized(image, size))
    # What lies under transparent pixels must not bleed into the visible ones.
    if image.mode == "CMYK":
        return replace(pixels, image=_resized(image, size), alpha=_resized(alpha, size))
    joined = image.copy()
    joined.putalpha(alpha)
    joined = _resized(joined, size)
    *channels, alpha = joined.split()
    image = channels[0] if len(channels) == 1 else Image.merge("RGB", channels)
    return replace(pixels, image=image, alpha=alpha)


def _resized(image: Image.Image, size: tuple[int, ...]) -> Image.Image:
    width, height = size
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=REDUCING_GAP)


def _converted(pixels: Pixels, policy: PicturePolicy) -> Image.Image:
    """Return the picture in the policy's colours, by its own profile if it has one."""
    convert = CONVERSIONS.get((pixels.image.mode, policy.space))
    return pixels.image if convert is None else convert(pixels.image, pixels.icc)


CONVERSIONS: Mapping[tuple[str, str], Callable[[Image.Image, bytes | None], Image.Image]] = {
    ("L", "cmyk"): ink_profiles.gray_to_gray,
    ("L", "rgb"): ink_profiles.gray_to_gray,
    ("RGB", "cmyk"): ink_profiles.rgb_to_ink,
    ("RGB", "rgb"): ink_profiles.rgb_to_rgb,
    ("CMYK", "cmyk"): ink_profiles.ink_to_ink,
    ("CMYK", "rgb"): ink_profiles.ink_to_rgb,
}


def _is_photo(pixels: Pixels) -> bool:
    """Tell whether a picture bears compression with loss."""
    if pixels.is_lossy:
        return True
    if pixels.alpha is not None or pixels.image.mode == "1":
        return False
    if pixels.image.mode == "L":
        *_, second, first = sorted(pixels.image.histogram())
        area = pixels.image.width * pixels.image.height
        return first + second < GRAPHIC_SHARE * area
    return pixels.image.getcolors(MOST_GRAPHIC_COLOURS) is None


def _fits_as_it_is(data: bytes, pixels: Pixels, policy: PicturePolicy) -> bool:
    """Tell whether a JPEG is what would be written anyway."""
    if not (data.startswith(b"\xff\xd8") and pixels.is_upright and pixels.alpha is None):
        return False
    mode = pixels.image.mode
    if mode == "L" and _components(data) != 1:
        return False
    has_right_colours = mode == "L" or mode.lower() == policy.space
    return has_right_colours and ink_profiles.foreign_profile(pixels.icc, mode) is None


def _components(data: bytes) -> int:
    """Return how many colour components a JPEG file has (ITU-T T.81, B.2.2)."""
    with Image.open(io.BytesIO(data)) as image:
        return len(image.getbands())


def _passed_jpeg(data: bytes, pixels: Pixels) -> pydyf.Stream:
    jpeg = stripped_jpeg(data)
    return _image(pixels.image, jpeg, "/DCTDecode", is_inverted=pixels.has_adobe_marker)


def stripped_jpeg(data: bytes) -> bytes:
    """Return a JPEG file without EXIF, profiles, previews and comments; the picture unchanged.

    What follows the first picture (a telephone's second exposure) is left out too.
    """
    kept, place = [data[:2]], 2
    while (found := MARKER.search(data, place)) is not None:
        kept.append(data[place : found.start()])  # the pixels of a scan
        place, marker = found.start(), data[found.start() + 1]
        if marker == END_OF_IMAGE:
            break
        end = place + 2 + int.from_bytes(data[place + 2 : place + 4], "big")
        is_extra = marker in APPLICATION_SEGMENTS or marker == COMMENT
        if not is_extra or marker in KEPT_SEGMENTS:
            kept.append(data[place:end])
        place = end
    return b"".join((*kept, b"\xff\xd9"))


def _jpeg(image: Image.Image, policy: PicturePolicy) -> pydyf.Stream:
    file = io.BytesIO()
    # Full chroma is for print, where 5 % of size are not worth half as much time again.
    more: dict[str, Any] = {"subsampling": 0} if policy.has_full_chroma else {"optimize": True}
    image.save(file, "JPEG", quality=policy.jpeg_quality, **more)
    # Pillow writes CMYK upside down, as Adobe does, and marks it so.
    return _image(image, file.getvalue(), "/DCTDecode", is_inverted=True)


def _flate(image: Image.Image, _policy: PicturePolicy) -> pydyf.Stream:
    """Return a picture without loss, each pixel as its difference from the one to its left."""
    if image.mode == "1":
        return _image(image, zlib.compress(image.tobytes(), 9), "/FlateDecode", bits=1)
    shifted = Image.new(image.mode, image.size)
    shifted.paste(image, (1, 0))
    bands = zip(image.split(), shifted.split(), strict=True)
    differences = [ImageChops.subtract_modulo(band, other) for band, other in bands]
    joined = differences[0] if len(differences) == 1 else Image.merge(image.mode, differences)
    stream = _image(image, zlib.compress(joined.tobytes(), 9), "/FlateDecode")
    stream.extra["DecodeParms"] = pydyf.Dictionary(
        {"Predictor": 2, "Colors": len(differences), "Columns": image.width}
    )  # ISO 32000-1, table 8; TIFF 6.0, section 14
    return stream


def _indexed(pixels: Pixels, policy: PicturePolicy, inks: Inks | None) -> Encoded | None:
    """Return a drawing of few colours with a palette (ISO 32000-1, 8.6.6.3); None for others.

    Each colour is mapped as the layout's own are, so that a chart in the layout's blue prints
    in its blue, and black lettering in black ink.
    """
    if pixels.image.mode != "RGB" or pixels.is_lossy:
        return None
    image = ink_profiles.rgb_to_rgb(pixels.image, pixels.icc)
    colours = image.getcolors(MOST_INDEXED)
    if colours is None:
        return None
    listed: list[Rgb] = sorted(rgb for _, rgb in colours)  # type: ignore[misc]  # RGB: three
    numbers = {
        int.from_bytes(bytes((*rgb, 255)), "little"): number for number, rgb in enumerate(listed)
    }
    pixels_of_32_bits = memoryview(image.convert("RGBX").tobytes()).cast("I")
    data = bytes(map(numbers.__getitem__, pixels_of_32_bits))
    table = b"".join(map(bytes, listed)) if inks is None else _ink_table(listed, inks)
    stream = _image(image, zlib.compress(data, 9), "/FlateDecode")
    base = COLOUR_SPACES[policy.space.upper()]
    stream.extra["ColorSpace"] = pydyf.Array(
        ("/Indexed", base, len(listed) - 1, b"<" + table.hex().encode() + b">")
    )
    most = max(sum(table[start : start + 4]) for start in range(0, len(table), 4))
    return Encoded(stream, round(most / 2.55, 1) if policy.space == "cmyk" else None)


def _ink_table(colours: list[Rgb], inks: Inks) -> bytes:
    return bytes(
        round(ink * 2.55) for rgb in colours for ink in inks.of_rgb(rgb, is_recorded=False)
    )


def _image(
    image: Image.Image, data: bytes, decoder: str, bits: int = 8, *, is_inverted: bool = False
) -> pydyf.Stream:
    """Return an image dictionary (ISO 32000-1, 8.9.5); without `Interpolate`, see ISO 19005-2."""
    extra = {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": image.width,
        "Height": image.height,
        "ColorSpace": COLOUR_SPACES[image.mode],
        "BitsPerComponent": bits,
        "Filter": decoder,
    }
    if is_inverted and image.mode == "CMYK":
        extra["Decode"] = pydyf.Array((1, 0) * 4)
    return pydyf.Stream([data], pydyf.Dictionary(extra))


def _finish(
    stream: pydyf.Stream, alpha: Image.Image | None, image: Image.Image, policy: PicturePolicy
) -> Encoded:
    ink = ink_percent(image) if policy.space == "cmyk" else None
    return _with_mask(Encoded(stream, ink), alpha, policy)


def _with_mask(encoded: Encoded, alpha: Image.Image | None, policy: PicturePolicy) -> Encoded:
    """Add the soft mask (ISO 32000-1, 11.6.5.2)."""
    if alpha is not None:
        encoded.x_object.extra["SMask"] = _flate(alpha, policy)
    return encoded


def _weight(stream: pydyf.Stream) -> int:
    return len(stream.stream[0])
