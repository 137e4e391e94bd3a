"""Pictures as placed: pixels, colour, resolution at printed size, and the most ink."""

from __future__ import annotations

import io
import math
import re
from typing import Any

import pikepdf
from PIL import Image, ImageMath

from typeset.press.facts_page import Boxes, Family, ImageUse, Space
from typeset.press.inspection import spaces
from typeset.press.inspection.graphics import Level, Matrix, box_of
from typeset.press.inspection.objects import (
    MALFORMED,
    array,
    entry,
    name,
    number,
    numbers,
)
from typeset.press.inspection.shelf import Shelf

MOST_PIXELS = 40_000_000  # an A4 page at 600 ppi; beyond this, ink is not measured
INK_PIXELS = 1_000_000  # a larger picture is averaged down before its ink is measured
UNDECODABLE = (
    OSError,
    Image.DecompressionBombError,
    *MALFORMED,
)
SOFT = ("/SMask", "/SMaskInData")


def placed(
    found: Any, key: str, ctm: Matrix, level: Level, boxes: Boxes, resources: Any, shelf: Shelf
) -> ImageUse:
    """Return the facts of an image XObject painted under `ctm`."""
    width, height = int(number(found, "/Width", 0)), int(number(found, "/Height", 0))
    is_stencil = entry(found, "/ImageMask") is True
    space = spaces.GRAY if is_stencil else _space(found, resources)
    filters = tuple(str(f)[1:] for f in array(found, "/Filter"))
    box = box_of(ctm, 0, 0, 1, 1)
    mask = entry(found, "/SMask")
    return ImageUse(
        name=key,
        where=level.where,
        width_px=width,
        height_px=height,
        space=space,
        bits=1 if is_stencil else int(number(found, "/BitsPerComponent", 8)),
        filters=filters,
        ppi=ppi(width, height, ctm),
        box=box,
        is_stencil=is_stencil,
        is_inline=False,
        has_soft_mask=isinstance(mask, pikepdf.Stream) or number(found, SOFT[1], 0) > 0,
        interpolates=entry(found, "/Interpolate") is True,
        ink_percent=shelf.ink(found, space, lambda: _ink(found, space, width * height)),
        is_printed=box.meets(boxes.printed),
    )


def placed_inline(found: Any, ctm: Matrix, level: Level, boxes: Boxes, resources: Any) -> ImageUse:
    """Return the facts of an inline image (8.9.7) painted under `ctm`."""
    is_stencil = bool(found.image_mask)
    space = spaces.GRAY if is_stencil else _inline_space(found, resources)
    box = box_of(ctm, 0, 0, 1, 1)
    return ImageUse(
        name="inline",
        where=level.where,
        width_px=found.width,
        height_px=found.height,
        space=space,
        bits=found.bits_per_component or 1,
        filters=tuple(str(f).removeprefix("/") for f in found.filters),
        ppi=ppi(found.width, found.height, ctm),
        box=box,
        is_stencil=is_stencil,
        is_inline=True,
        has_soft_mask=False,
        interpolates=False,
        ink_percent=None,
        is_printed=box.meets(boxes.printed),
    )


def _inline_space(found: Any, resources: Any) -> Space:
    """Return an inline image's space; pikepdf keeps the name only in the written form."""
    header = found.unparse().partition(b" ID")[0]
    named = re.search(rb"/(?:CS|ColorSpace)\s*/([^\s/\[<>()]+)", header)
    key = f"/{named[1].decode('latin-1')}" if named else found.colorspace
    return spaces.space_of(pikepdf.Name(key), resources) if key else spaces.UNKNOWN


def ppi(width: int, height: int, ctm: Matrix) -> float:
    """Return pixels per inch in the coarser direction; infinite if drawn without extent."""
    sides = (math.hypot(ctm[0], ctm[1]), math.hypot(ctm[2], ctm[3]))
    found = [px * 72 / pt for px, pt in zip((width, height), sides, strict=True) if pt > 0]
    return min(found, default=math.inf)


def _space(found: Any, resources: Any) -> Space:
    value = entry(found, "/ColorSpace")
    if value is not None:
        return spaces.space_of(value, resources)
    if name(found, "/Filter") == "JPXDecode":  # the space is in the data (7.4.9)
        return _jpeg2000_space(found)
    return spaces.UNKNOWN


def _jpeg2000_space(found: Any) -> Space:
    known = {"L": spaces.GRAY, "LA": spaces.GRAY, "CMYK": spaces.CMYK}
    try:
        with Image.open(io.BytesIO(found.read_raw_bytes())) as image:
            return known.get(image.mode, spaces.RGB)
    except UNDECODABLE:
        return spaces.UNKNOWN


def _ink(found: Any, space: Space, pixels: int) -> float | None:
    """Return the most ink of a plain CMYK picture, or None where it would cost too much."""
    if space.family is not Family.CMYK or space.components != 4 or pixels > MOST_PIXELS:
        return None
    try:
        image = _samples(found)
        if image is None or image.mode != "CMYK":
            return None
        decode = numbers(entry(found, "/Decode"))
        inverted = bool(decode) and decode[0] > decode[1]
        # Pillow turns an Adobe JPEG's inverted values round; a PDF does so by /Decode only.
        return most_ink(image, inverted=inverted != ("adobe" in image.info))
    except UNDECODABLE:
        return None


def _samples(found: Any) -> Image.Image | None:
    """Return a picture's samples before /Decode, of the two forms that CMYK comes in."""
    filters = [str(f) for f in array(found, "/Filter")]
    if filters == ["/DCTDecode"]:
        return Image.open(io.BytesIO(found.read_raw_bytes()))
    if number(found, "/BitsPerComponent", 8) != 8 or {"/DCTDecode", "/JPXDecode"} & set(filters):
        return None
    size = int(number(found, "/Width", 0)), int(number(found, "/Height", 0))
    return Image.frombytes("CMYK", size, found.read_bytes())


def most_ink(image: Image.Image, *, inverted: bool = False) -> float:
    """Return the highest sum of the four plates, in percent."""
    factor = math.ceil(math.sqrt(image.width * image.height / INK_PIXELS))
    plates = (image.reduce(factor) if factor > 1 else image).split()
    total = ImageMath.lambda_eval(
        lambda args: args["c"] + args["m"] + args["y"] + args["k"],
        **{letter: plate.convert("I") for letter, plate in zip("cmyk", plates, strict=True)},
    )
    low, high = total.getextrema()
    return float((4 * 255 - low) if inverted else high) / 255 * 100
