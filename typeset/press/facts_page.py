"""What one page of a PDF file is, in values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

PT_PER_MM = 72 / 25.4
WEB = ("http:", "https:")
HYPHENS = "-\u2010\u00ad\u0002\ufffe"  # PDFium gives the last two for one at a line's end
BROKEN = f"[\\s{HYPHENS[2:]}]*"  # a printed address may be broken anywhere; PDFium marks breaks
ENDED = r"(?![A-Za-z0-9_/=&%#~-]|[.?][A-Za-z0-9_/])"  # and must not go on


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points, lower left to upper right."""

    x0_pt: float
    y0_pt: float
    x1_pt: float
    y1_pt: float

    @property
    def width_mm(self) -> float:
        """Return the width."""
        return (self.x1_pt - self.x0_pt) / PT_PER_MM

    @property
    def height_mm(self) -> float:
        """Return the height."""
        return (self.y1_pt - self.y0_pt) / PT_PER_MM

    def margins_mm(self, inner: Box) -> tuple[float, float, float, float]:
        """Return how far this box reaches beyond `inner`: left, bottom, right, top."""
        return (
            (inner.x0_pt - self.x0_pt) / PT_PER_MM,
            (inner.y0_pt - self.y0_pt) / PT_PER_MM,
            (self.x1_pt - inner.x1_pt) / PT_PER_MM,
            (self.y1_pt - inner.y1_pt) / PT_PER_MM,
        )

    def meets(self, other: Box) -> bool:
        """Tell whether the two share any place."""
        return (
            self.x0_pt < other.x1_pt
            and other.x0_pt < self.x1_pt
            and self.y0_pt < other.y1_pt
            and other.y0_pt < self.y1_pt
        )


@dataclass(frozen=True, slots=True)
class Boxes:
    """A page's boxes (ISO 32000-1, 14.11.2); None for one that the file does not give."""

    media: Box
    crop: Box | None = None
    bleed: Box | None = None
    trim: Box | None = None
    art: Box | None = None

    @property
    def printed(self) -> Box:
        """Return the box within which ink matters: bleed, else trim, else crop, else media."""
        return self.bleed or self.trim or self.crop or self.media


class Family(StrEnum):
    """What a colour space comes down to, whatever carries it."""

    GRAY = "gray"
    RGB = "rgb"
    CMYK = "cmyk"
    LAB = "lab"
    SPOT = "spot"
    PATTERN = "pattern"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space: its name, what it comes down to, and whether a profile carries it."""

    name: str
    family: Family
    components: int
    base: Family  # of Indexed the base's family, of Separation and DeviceN the alternate's
    is_device: bool = False  # uncalibrated, or resting on an uncalibrated base

    def __str__(self) -> str:
        return self.name


class Kind(StrEnum):
    """The kinds of things that bring colour to a page."""

    TEXT = "text"
    FILL = "fill"
    STROKE = "stroke"
    IMAGE = "image"
    SHADING = "shading"
    PATTERN = "pattern"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class ColourUse:
    """A colour used by one kind of object at one level of the page."""

    kind: Kind
    space: Space
    values: tuple[float, ...]  # () where there is no single colour (images, shadings, groups)
    count: int
    where: str  # "" on the page itself, else "form Fm1 › pattern P1"
    is_printed: bool  # at least one of the objects reaches into the bleed box
    in_mask: bool  # only shapes a soft mask, is never printed
    smallest_pt: float | None  # of text: the smallest printed size
    box: Box | None  # around all of it

    @property
    def ink_percent(self) -> float | None:
        """Return the total ink of one colour, of a spot colour one plate each."""
        if not self.values or self.space.base not in INKED:
            return None
        plates = 4 if self.space.name == "Separation All" else 1
        if self.space.family is Family.GRAY:
            return (1 - self.values[0]) * 100
        return sum(self.values) * 100 * plates

    @property
    def is_black_of_several_inks(self) -> bool:
        """Tell whether this is a black, or nearly, that is not of black ink alone."""
        return self.space.family is Family.CMYK and is_rich_black(self.values)


INKED = {Family.GRAY, Family.CMYK, Family.SPOT}
DARK = 0.2  # a plate this light or darker, under the black, is black to the eye


def is_rich_black(values: tuple[float, ...]) -> bool:
    """Tell whether a CMYK colour looks black but needs more than the black plate."""
    if len(values) != 4 or not any(value > 0.001 for value in values[:3]):
        return False
    light = 1 - values[3]
    return all((1 - value) * light <= DARK for value in values[:3])


@dataclass(frozen=True, slots=True)
class FontUse:
    """A font that text on the page is set in."""

    name: str  # without the subset prefix
    subtype: str  # Type0/CIDFontType2, TrueType, Type3 …
    is_embedded: bool
    is_subset: bool
    has_unicode: bool  # a ToUnicode map, or a simple font with a standard encoding


@dataclass(frozen=True, slots=True)
class ImageUse:
    """A picture as placed on the page."""

    name: str
    where: str
    width_px: int
    height_px: int
    space: Space
    bits: int
    filters: tuple[str, ...]
    ppi: float  # the lower of the two directions, at printed size
    box: Box
    is_stencil: bool
    is_inline: bool
    has_soft_mask: bool
    interpolates: bool
    ink_percent: float | None  # the most ink on any place, None if not CMYK or not read
    is_printed: bool


@dataclass(frozen=True, slots=True)
class GroupUse:
    """A transparency group (ISO 32000-1, 11.6.6) and its blending colour space."""

    where: str
    space: Space | None
    is_isolated: bool


@dataclass(frozen=True, slots=True)
class Transparency:
    """All that is not opaque on a page."""

    blend_modes: tuple[str, ...] = ()  # other than Normal
    alphas: tuple[float, ...] = ()  # ca and CA other than 1
    soft_masks: int = 0  # in graphics states and on images
    groups: tuple[GroupUse, ...] = ()

    @property
    def is_used(self) -> bool:
        """Tell whether anything is really transparent; a group alone is not."""
        return bool(self.blend_modes or self.alphas or self.soft_masks)


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation, and the innermost box that it reaches into."""

    subtype: str
    box: Box
    reaches: str  # "trim", "bleed", "media", or "" if outside all
    uri: str | None
    contents: str
    in_structure: bool  # an OBJR of the structure tree refers to it
    is_print: bool  # flag Print set, Hidden, Invisible and NoView not (ISO 32000-1, 12.5.3)
    has_appearance: bool


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code as a scanner sees it."""

    text: str
    box: Box
    version: int
    module_mm: float
    quiet_modules: float  # the light margin around it, measured up to 4 modules
    is_picture: bool  # drawn by an image, not by the page's own paths


@dataclass(frozen=True, slots=True)
class Marks:
    """How the page's painted objects stand to the structure tree."""

    tagged: int = 0
    artifacts: int = 0
    outside: int = 0  # neither artifact nor marked content with an MCID
    orphans: int = 0  # with an MCID that no structure element knows


@dataclass(frozen=True, slots=True)
class FilePage:
    """One page as written."""

    index: int
    label: str
    boxes: Boxes
    rotation: int
    user_unit: float
    text: str
    fonts: tuple[FontUse, ...]
    colours: tuple[ColourUse, ...]
    images: tuple[ImageUse, ...]
    transparency: Transparency
    overprint: tuple[str, ...]  # "fill", "stroke", "mode 1", as set by any graphics state
    annotations: tuple[Annotation, ...]
    tab_order: str
    marks: Marks
    codes: tuple[QrCode, ...]
    problems: tuple[str, ...]  # what could not be read, in English

    @property
    def links(self) -> tuple[str, ...]:
        """Return the targets of the page's link annotations."""
        return tuple(a.uri for a in self.annotations if a.uri is not None)

    def confirmation(self, code: QrCode) -> str:
        """Return what on the page says the same as a code: "link", "text", or ""."""
        if code.text in self.links:
            return "link"
        if any(uri.startswith(WEB) for uri in self.links):
            return ""  # a page that can be clicked on must lead where its codes lead
        letters = (
            f"[{HYPHENS}]" if letter == "-" else re.escape(letter)
            for letter in code.text
            if not letter.isspace()
        )
        printed = BROKEN.join(letters)
        return "text" if printed and re.search(printed + ENDED, self.text) else ""

    @property
    def ink_percent(self) -> float:
        """Return the most ink that one colour or picture puts inside the bleed."""
        colours = [use.ink_percent for use in self.colours if use.is_printed and not use.in_mask]
        images = [image.ink_percent for image in self.images if image.is_printed]
        return max((ink for ink in (*colours, *images) if ink is not None), default=0.0)
