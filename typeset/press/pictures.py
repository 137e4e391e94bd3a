"""The pictures of an issue: read once before layout, written for each profile as it needs.

`PictureShelf` is the cache that WeasyPrint's `render` takes. Whatever picture the layout asks
for (in articles, in CSS, inside SVG) is read here first, so that none goes another way.
"""

from __future__ import annotations

import binascii
import hashlib
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, unquote_to_bytes, urlsplit

import pydyf

from typeset.issue.model import BASE_URL
from typeset.press.ink_colours import Inks
from typeset.press.pictures_policy import SCREEN, PictureFacts, PicturePolicy
from typeset.press.pictures_read import Head, PictureRefusedError, is_svg, read_head, read_pixels
from typeset.press.pictures_write import encode

POINTS_PER_INCH = 72
SVG_KIND, DATA_KIND, UNKNOWN_KIND = "svg", "data:", "?"


@dataclass(frozen=True, slots=True)
class PreparedPicture:
    """A picture file that can be set: its bytes, kind and upright size.

    `digest` tells it from all others, wherever the project lies.
    """

    file: str
    data: bytes
    head: Head
    digest: str


def prepare(file: str, data: bytes) -> PreparedPicture:
    """Return a raster picture ready to be set; raise `PictureRefusedError` with the reason."""
    return PreparedPicture(file, data, read_head(data), hashlib.sha256(data).hexdigest()[:32])


@dataclass(slots=True)
class Written:
    """A picture in one profile (the interface of `weasyprint.images.RasterImage` to streams)."""

    picture: PreparedPicture
    policy: PicturePolicy
    inks: Inks | None = None
    least_ppi: float | None = None
    ink_percent: float | None = None

    @property
    def id(self) -> str:
        """Return the name of the picture in the file."""
        return self.picture.digest

    def place(self, ppi: float) -> float:
        """Note one place where the picture prints; return by how much it may shrink there."""
        self.least_ppi = ppi if self.least_ppi is None else min(ppi, self.least_ppi)
        policy = self.policy
        most = policy.most_line_art_ppi if self.picture.head.is_line_art else policy.most_ppi
        return min(1, most / ppi)

    def get_x_object(self, interpolate: bool, dpi_ratio: float) -> pydyf.Stream:  # noqa: FBT001
        """Return the PDF image; `dpi_ratio` is that of the place where it prints largest."""
        data = self.picture.data
        encoded = encode(data, read_pixels(data), self.policy, self.inks, dpi_ratio)
        self.ink_percent = encoded.ink_percent
        return encoded.x_object


@dataclass(slots=True)
class PictureImage:
    """A picture as WeasyPrint's layout and drawing want it."""

    picture: PreparedPicture
    written: dict[str, Written] = field(default_factory=dict)

    def get_intrinsic_size(self, resolution: float, font_size: float) -> tuple[float, float, float]:
        """Return width, height (in CSS pixels) and ratio, upright."""
        head = self.picture.head
        return (
            head.width_px / resolution,
            head.height_px / resolution,
            head.width_px / head.height_px,
        )

    def written_for(self, policy: PicturePolicy, inks: Inks | None = None) -> Written:
        """Return what this picture is in one profile."""
        written = self.written.get(policy.name)
        if written is None or written.policy != policy or written.inks is not inks:
            written = self.written[policy.name] = Written(self.picture, policy, inks)
        return written

    def draw(
        self, stream: Any, concrete_width: float, concrete_height: float, style: object
    ) -> None:
        """Draw the picture into a box of WeasyPrint's, as large as it prints and no larger."""
        if concrete_width <= 0 or concrete_height <= 0:
            return
        (a, b, _), (c, d, _), _ = getattr(stream, "page_matrix", stream.ctm)
        width_in = concrete_width * math.hypot(a, b) / POINTS_PER_INCH
        height_in = concrete_height * math.hypot(c, d) / POINTS_PER_INCH
        if not width_in or not height_in:
            return
        written = self.written_for(getattr(stream, "policy", SCREEN), getattr(stream, "inks", None))
        head = self.picture.head
        ratio = written.place(min(head.width_px / width_in, head.height_px / height_in))
        name = stream.add_image(written, False, ratio)  # noqa: FBT003 (WeasyPrint's signature)
        stream.transform(concrete_width, 0, 0, -concrete_height, 0, concrete_height)
        stream.draw_x_object(name)

    def facts(self, policy: PicturePolicy) -> PictureFacts:
        """Return what was found while the picture was written under a policy."""
        written = self.written.get(policy.name)
        ppi, ink = (written.least_ppi, written.ink_percent) if written else (None, None)
        picture = self.picture
        return PictureFacts(
            picture.file, None if ppi is None else round(ppi, 1), ink, picture.head.kind, None
        )


class PictureShelf(dict[str, Any]):
    """Every picture by its URL, read when the layout first asks for it.

    `read` returns the bytes of a path of the project; what it cannot find (`OSError`) is left
    to WeasyPrint and its fetcher, which complain. A refused picture is None here: WeasyPrint
    prints its alternative text, and `facts` has the reason.
    """

    def __init__(self, read: Callable[[str], bytes]) -> None:
        super().__init__()
        self._read = read
        self._others: dict[str, PictureFacts] = {}
        self._written: dict[str, dict[str, Written]] = {}  # the same picture twice is one image

    def __contains__(self, url: object) -> bool:
        if super().__contains__(url):
            return True
        if not isinstance(url, str) or url in self._others:
            return False
        return self._take(url)

    def facts(self, policy: PicturePolicy) -> tuple[PictureFacts, ...]:
        """Return the facts of every picture asked for, in the order of the asking."""
        found = dict(self._others)
        for url, image in self.items():
            if isinstance(image, PictureImage):
                found[url] = image.facts(policy)
        return tuple(found.values())

    def refusals(self) -> tuple[PictureFacts, ...]:
        """Return the facts of the pictures that cannot be set."""
        return tuple(each for each in self._others.values() if each.reason is not None)

    def _take(self, url: str) -> bool:
        """Put the picture of a URL on the shelf; return False where WeasyPrint is to read it."""
        named = self._bytes_of(url)
        if named is None:
            return False
        file, data = named
        try:
            if is_svg(data):
                self._others[url] = PictureFacts(file, None, None, SVG_KIND, None)
                return False
            picture = prepare(file, data)
            self[url] = PictureImage(picture, self._written.setdefault(picture.digest, {}))
        except PictureRefusedError as error:
            self._others[url] = PictureFacts(file, None, None, UNKNOWN_KIND, error.reason)
            self[url] = None
        return True

    def _bytes_of(self, url: str) -> tuple[str, bytes] | None:
        if url.startswith(BASE_URL):
            path = unquote(urlsplit(url).path.removeprefix("/"))
            try:
                return path, self._read(path)
            except (OSError, ValueError):
                return None
        if url.startswith(DATA_KIND):
            return _data_of(url)
        return None


def _data_of(url: str) -> tuple[str, bytes] | None:
    """Return name and bytes of a data URL (RFC 2397); None for one that says nothing."""
    head, comma, body = url.partition(",")
    if not comma:
        return None
    try:
        data = unquote_to_bytes(body)
        return head, binascii.a2b_base64(data) if head.endswith(";base64") else data
    except binascii.Error:
        return None


def adopted(image: Any) -> PictureImage:
    """Return a picture that WeasyPrint read itself (a bitmap glyph, say) as one of ours."""
    return PictureImage(prepare(image.id, image.image_data.data))
