"""What a lock keeps of a finished PDF: enough to tell later whether another is like it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops

from typeset.archive.sketch import Sketch, distance, sketch
from typeset.press.facts import FileFacts
from typeset.press.facts_page import Annotation, Box, FilePage
from typeset.press.inspection.traces import Glyph, Trace, opened, picture, trace

SKETCH_PPI = 50
TILES = (64, 90)
# A line of thirty glyphs that moved by a tenth of a point is 0.55 pt away, one glyph that moved
# by half a point 0.5 pt; a thousand glyphs, each rounded to a hundredth, 0.2 pt.
MOST_GLYPHS_PT = 0.4
# In steps of 255 a tile and colour. Measured on issue 189: the same tool draws the same, at a
# distance of 0; a black mark of 1 mm² is 41 away; a page of fine lines that is 0.05 pt off, as
# another version of a library may set it, up to 260.
MOST_RASTER = 35.0
MOST_RASTER_OTHER_TOOLS = 270.0

# Of what identifies a file, not of what is seen: they name the tool and the moment.
PASSING_METADATA = frozenset({"Creator", "Producer"})


@dataclass(frozen=True, slots=True)
class PageDigest:
    """A page's label, a checksum each of what must be the same, a sketch of what may tremble.

    `boxes`, `text`, `fonts`, `inks` and `links` are sixteen hexadecimal digits; `glyphs` is a
    sketch of all glyphs' places in hundredths of a point, `raster` one of the page at 50 ppi.
    """

    label: str
    boxes: str
    text: str
    fonts: str
    inks: str
    links: str
    glyphs: Sketch
    raster: Sketch


@dataclass(frozen=True, slots=True)
class PdfDigest:
    """A PDF's sha256, checksums of what belongs to no page, and its pages."""

    sha256: str
    document: Mapping[str, str]
    pages: tuple[PageDigest, ...]


EXACT = ("boxes", "text", "fonts", "inks", "links")


def digest(data: bytes) -> PdfDigest:
    """Return the digest of a PDF; raise `UnreadablePdfError` for bytes that are none."""
    return digest_of(trace(data), data)


def digest_of(traced: Trace, data: bytes) -> PdfDigest:
    """Return the digest of a PDF that was traced already."""
    with opened(data) as document:
        pages = tuple(
            _page_digest(page, glyphs, picture(document, page.index, SKETCH_PPI))
            for page, glyphs in zip(traced.facts.pages, traced.glyphs, strict=True)
        )
    values = {name: checksum(words) for name, words in document_values(traced).items()}
    return PdfDigest(hashlib.sha256(data).hexdigest(), values, pages)


def checksum(words: Iterable[str]) -> str:
    """Return sixteen hexadecimal digits for a list of words."""
    joined = "\n".join(words).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:16]


def _page_digest(page: FilePage, glyphs: Sequence[Glyph], image: Image.Image) -> PageDigest:
    places = [round(100 * value) for glyph in glyphs for value in (glyph.x_pt, glyph.y_pt)]
    ink = ImageChops.invert(image.resize(TILES, Image.Resampling.BOX))
    values = page_values(page, glyphs)
    return PageDigest(
        label=page.label,
        **{name: checksum(values[name]) for name in EXACT},
        glyphs=sketch(places),
        raster=sketch(ink.tobytes()),
    )


def page_values(page: FilePage, glyphs: Sequence[Glyph]) -> dict[str, tuple[str, ...]]:
    """Return, by aspect, the words that two like pages have in common."""
    return {
        "boxes": _boxes(page),
        "text": ("".join(glyph.character for glyph in glyphs),),
        "fonts": tuple(
            f"{font.name} {font.subtype}" + ("" if font.is_embedded else " (not embedded)")
            for font in page.fonts
        ),
        "inks": tuple(sorted(set(_inks(page)))),
        "links": (*map(_link, page.annotations), *(f"QR {code.text}" for code in page.codes)),
    }


def document_values(traced: Trace) -> dict[str, tuple[str, ...]]:
    """Return, by aspect, what belongs to the whole file, as words."""
    facts = traced.facts
    return {
        "standard": (f"PDF {facts.version}", str(facts.claims), *_flags(facts)),
        "icc": (*(f"{i.subtype} {i.identifier}" for i in facts.intents), *traced.icc),
        "metadata": tuple(
            f"{entry.key}: {entry.info} {entry.xmp}"
            for entry in facts.metadata
            if entry.key not in PASSING_METADATA
        ),
        "labels": tuple(page.label for page in facts.pages),
        "structure": tuple(f"{tag} {count}" for tag, count in facts.structure.tags),
        "attachments": tuple(f"{file.name} {file.relationship}" for file in facts.attachments),
    }


def _flags(facts: FileFacts) -> tuple[str, ...]:
    return (
        f"lang {facts.lang}",
        f"title shown {facts.shows_title}",
        f"trapped {facts.trapped}",
        f"bookmarks {facts.bookmark_count}",
        *(f"layer {layer}" for layer in facts.layers),
        *(f"{action.kind} {action.place}" for action in facts.actions),
    )


def _boxes(page: FilePage) -> tuple[str, ...]:
    names = ("media", "crop", "bleed", "trim", "art")
    given = ((name, getattr(page.boxes, name)) for name in names)
    boxes = tuple(f"{name} {_box(box)}" for name, box in given if box is not None)
    return (*boxes, f"rotation {page.rotation}", f"unit {page.user_unit:g}")


def _box(box: Box) -> str:
    corners = (box.x0_pt, box.y0_pt, box.x1_pt, box.y1_pt)
    return " ".join(f"{round(corner, 1) + 0.0:.1f}" for corner in corners)


def _inks(page: FilePage) -> Iterable[str]:
    """Yield every colour by what it is used for, in whole percent, and every picture's space."""
    for use in page.colours:
        values = " ".join(f"{100 * value:.0f}" for value in use.values)
        yield f"{use.kind} {use.space} {values}".rstrip()
    for image in page.images:
        yield f"{image.width_px}×{image.height_px} {image.space} {image.bits}"
    seen = page.transparency
    yield from (f"blend {mode}" for mode in seen.blend_modes)
    yield from (f"alpha {alpha:.2f}" for alpha in seen.alphas)
    yield from (f"overprint {mode}" for mode in page.overprint)


def _link(annotation: Annotation) -> str:
    return f"{annotation.subtype} {annotation.uri or annotation.contents} {_box(annotation.box)}"


def differing(old: PageDigest, new: PageDigest, most_raster: float) -> tuple[str, ...]:
    """Return the aspects in which two pages differ; positions count only for the same text."""
    found = [name for name in EXACT if getattr(old, name) != getattr(new, name)]
    if "text" not in found and distance(old.glyphs, new.glyphs) > 100 * MOST_GLYPHS_PT:
        found.append("glyphs")
    if distance(old.raster, new.raster) > most_raster:
        found.append("raster")
    return tuple(found)
