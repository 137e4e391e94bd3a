"""From a picture file to pixels: turned upright, in a mode that PDF has, alpha apart."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from xml.etree import ElementTree

from PIL import (
    GifImagePlugin,
    Image,
    ImageChops,
    ImageFile,
    ImageOps,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from typeset.press.ink_profiles import lab_to_rgb
from typeset.press.pictures_policy import MOST_MEGAPIXELS

KINDS = {"JPEG": "jpeg", "MPO": "jpeg", "PNG": "png", "WEBP": "webp", "TIFF": "tiff", "GIF": "gif"}
# Named, so that no other of Pillow's plugins gets to see a file; JPEG opens MPO as well.
READERS = (
    JpegImagePlugin.JpegImageFile,
    PngImagePlugin.PngImageFile,
    WebPImagePlugin.WebPImageFile,
    TiffImagePlugin.TiffImageFile,
    GifImagePlugin.GifImageFile,
)
SEVERAL_FRAMES = {"GIF": "animated", "PNG": "animated", "WEBP": "animated", "TIFF": "several-pages"}
ORIENTATION = 0x0112  # EXIF 2.3, 4.6.4
TURNED = range(5, 9)  # the orientations in which width and height change places
# How files begin that are pictures, but none that can be set.
REFUSED_MAGIC = (
    (b"#?RADIANCE", "hdr"),
    (b"\x76\x2f\x31\x01", "hdr"),  # OpenEXR
    (b"II\xbc", "hdr"),  # JPEG XR
    (b"\xff\x0a", "format"),  # JPEG XL
    (b"\x00\x00\x00\x0cJXL ", "format"),
    (b"\x00\x00\x00\x0cjP  ", "format"),  # JPEG 2000
    (b"8BPS", "format"),  # Photoshop
    (b"%PDF", "format"),
    (b"%!PS", "format"),
    (b"BM", "format"),
)
HDR_TRANSFERS = (16, 18)  # PQ and HLG (ITU-T H.273), in PNG's cICP chunk


class PictureRefusedError(ValueError):
    """A picture that cannot be set; its only argument is a key of `REASONS`."""

    @property
    def reason(self) -> str:
        """Return the key of `REASONS`."""
        return str(self.args[0])


@dataclass(frozen=True, slots=True)
class Head:
    """What a file says of its picture before its pixels are read."""

    kind: str
    width_px: int
    height_px: int
    is_line_art: bool  # pure black and white


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture upright, in one of the modes `1`, `L`, `RGB`, `CMYK`, its alpha apart."""

    image: Image.Image
    alpha: Image.Image | None
    icc: bytes | None
    is_lossy: bool  # it was compressed with loss, so once more does little harm
    is_upright: bool  # as in the file, nothing turned
    has_adobe_marker: bool  # in a CMYK JPEG: the inks are upside down


def is_svg(data: bytes) -> bool:
    """Tell whether a file is SVG, or wants to be; raise `PictureRefusedError` for a broken one."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith(b"<"):
        return False
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 (WeasyPrint parses it the same way)
    except ElementTree.ParseError as error:
        raise PictureRefusedError("broken") from error
    if root.tag.rpartition("}")[2] != "svg":
        raise PictureRefusedError("format")
    return True


@contextmanager
def _strict() -> Iterator[None]:
    """Let Pillow complain of files cut short: WeasyPrint tells it not to, for the process."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _open(data: bytes) -> Image.Image:
    for magic, reason in REFUSED_MAGIC:
        if data.startswith(magic):
            raise PictureRefusedError(reason)
    if data[4:8] == b"ftyp":  # ISO 14496-12: HEIC, AVIF
        raise PictureRefusedError("format")
    try:
        image = Image.open(io.BytesIO(data), formats=[reader.format for reader in READERS])
    except Image.DecompressionBombError as error:
        raise PictureRefusedError("too-large") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise PictureRefusedError("broken") from error
    if image.width * image.height > MOST_MEGAPIXELS * 1_000_000:
        raise PictureRefusedError("too-large")
    _refuse_dynamic_range(image, data)
    _refuse_frames(image)
    return image


def _refuse_dynamic_range(image: Image.Image, data: bytes) -> None:
    place = data.find(b"cICP", 0, 4096) if image.format == "PNG" else -1
    if image.mode in ("F", "I") or (place > 0 and data[place + 5] in HDR_TRANSFERS):
        raise PictureRefusedError("hdr")


def _refuse_frames(image: Image.Image) -> None:
    reason = SEVERAL_FRAMES.get(image.format or "")
    if reason is None or getattr(image, "n_frames", 1) == 1:
        return
    if isinstance(image, TiffImagePlugin.TiffImageFile) and _has_thumbnails_only(image):
        return
    raise PictureRefusedError(reason)


def _has_thumbnails_only(image: TiffImagePlugin.TiffImageFile) -> bool:
    """Tell whether all further images are reduced ones (TIFF 6.0, NewSubfileType bit 0)."""
    kinds = []
    for frame in range(1, image.n_frames):
        image.seek(frame)
        kinds.append(int(image.tag_v2.get(254, 0)) & 1)
    image.seek(0)
    return all(kinds)


def read_head(data: bytes) -> Head:
    """Return kind and upright size; raise `PictureRefusedError` for what cannot be set.

    The pixels are read once, for that is how a damaged file shows.
    """
    with _strict():
        image = _open(data)
        kind = KINDS[image.format or ""]
        pixels = _loaded(image, data)
    return Head(kind, *pixels.image.size, pixels.image.mode == "1")


def read_pixels(data: bytes) -> Pixels:
    """Return the pixels; raise `PictureRefusedError` for what cannot be set."""
    with _strict():
        return _loaded(_open(data), data)


def _loaded(image: Image.Image, data: bytes) -> Pixels:
    kind = image.format
    is_jpeg, has_adobe = kind in ("JPEG", "MPO"), "adobe" in image.info
    is_foreign_ink = is_jpeg and image.mode == "CMYK" and not has_adobe
    icc = image.info.get("icc_profile") or None
    is_lossy = is_jpeg or (kind == "WEBP" and _is_lossy_webp(data))
    try:
        image.load()
        is_upright = image.getexif().get(ORIENTATION, 1) == 1
        upright = image if is_upright else ImageOps.exif_transpose(image)
        if image.mode == "LAB":
            icc = None
        plain, alpha = _plain(upright)
    except (OSError, ValueError, SyntaxError, MemoryError, EOFError) as error:
        raise PictureRefusedError("broken") from error
    if is_foreign_ink:  # Pillow takes all CMYK JPEGs for Adobe's, which are upside down
        plain = ImageChops.invert(plain)
    return Pixels(plain, alpha, icc, is_lossy, is_upright, has_adobe)


def _is_lossy_webp(data: bytes) -> bool:
    """Tell whether a WebP file has a lossy image (its chunk `VP8 `, not `VP8L`)."""
    place = 12
    while place + 8 <= len(data):
        if data[place : place + 4] in (b"VP8 ", b"VP8L"):
            return data[place : place + 4] == b"VP8 "
        length = int.from_bytes(data[place + 4 : place + 8], "little")
        place += 8 + length + length % 2
    return True


def _plain(image: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    """Return a picture in a mode that PDF has, and its alpha where any of it shows."""
    if "transparency" in image.info and image.mode in ("1", "L", "P", "RGB"):
        image = image.convert("RGBA")
    convert = CONVERSIONS.get(image.mode, _to_rgb)
    plain = convert(image)
    has_alpha = image.mode != "LAB" and "A" in image.getbands()  # LAB has an A of its own
    alpha = image.getchannel("A") if has_alpha else None
    if alpha is not None and alpha.getextrema() == (255, 255):
        alpha = None
    return plain, alpha


def _same(image: Image.Image) -> Image.Image:
    return image


def _to_rgb(image: Image.Image) -> Image.Image:
    return image.convert("RGB")


def _to_gray(image: Image.Image) -> Image.Image:
    return image.getchannel(0)


def _from_16_bits(image: Image.Image) -> Image.Image:
    """Return the upper eight of 16 bits; `convert` alone would cut everything above 255 off."""
    return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")


CONVERSIONS: Mapping[str, Callable[[Image.Image], Image.Image]] = {
    "1": _same,
    "L": _same,
    "RGB": _same,
    "CMYK": _same,
    "LA": _to_gray,
    "LAB": lab_to_rgb,
    **dict.fromkeys(("I;16", "I;16L", "I;16B", "I;16N"), _from_16_bits),
}
