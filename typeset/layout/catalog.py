"""The font catalogue: which fonts exist, under which licence, and whether they are unaltered."""

from __future__ import annotations

import struct
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from typeset.diagnostics import Report, Span
from typeset.layout import rules
from typeset.sources import Sources

CATALOG = "fonts/catalog.yaml"

# Characters that print nothing of their own, whatever the font: controls, format characters
# such as U+200B, and variation selectors (Unicode 16, Default_Ignorable_Code_Point).
SILENT_CATEGORIES = frozenset({"Cc", "Cf", "Zl", "Zp"})
VARIATION_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


class Licence(BaseModel):
    """A licence's name and the file that holds its words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    file: str


class CatalogFont(BaseModel):
    """One face as `catalog.yaml` writes it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    family: str
    weight: int
    file: str
    version: str
    licence: Licence
    source: str
    sha256: str


class CatalogFile(BaseModel):
    """The whole of `catalog.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fonts: tuple[CatalogFont, ...]


@dataclass(frozen=True, slots=True)
class Catalog:
    """The fonts of a project, in the order in which they are tried for a character."""

    fonts: tuple[CatalogFont, ...]
    paths: tuple[Path, ...]

    @property
    def families(self) -> frozenset[str]:
        """Return the family names a layout may use."""
        return frozenset(font.family for font in self.fonts)


def read_catalog(sources: Sources) -> tuple[Catalog, Report]:
    """Return the catalogue and what is wrong with it; a changed font file is an error."""
    report = Report()
    try:
        listed = CatalogFile.model_validate(yaml.safe_load(sources.read(CATALOG)))
    except OSError:
        report.add(rules.FONT_MISSING, Span(CATALOG), file=CATALOG)
        return Catalog((), ()), report
    except (yaml.YAMLError, ValidationError) as error:
        report.add(rules.CATALOG_INVALID, Span(CATALOG), problem=str(error))
        return Catalog((), ()), report
    paths = tuple(sources.root / "fonts" / font.file for font in listed.fonts)
    return Catalog(listed.fonts, paths), report


def verify_fonts(catalog: Catalog, sources: Sources) -> Report:
    """Compare every font file with the sha256 that the catalogue has for it."""
    report = Report()
    for font, path in zip(catalog.fonts, catalog.paths, strict=True):
        name = f"fonts/{font.file}"
        try:
            found = sources.digest(path).sha256
        except OSError:
            report.add(rules.FONT_MISSING, Span(CATALOG), file=name)
            continue
        if found != font.sha256:
            report.add(rules.FONT_CHANGED, Span(name), file=name)
    return report


def prints_nothing(character: str) -> bool:
    """Tell whether a character needs no glyph."""
    return (
        character.isspace()
        or unicodedata.category(character) in SILENT_CATEGORIES
        or any(ord(character) in block for block in VARIATION_SELECTORS)
    )


def uncovered(catalog: Catalog, characters: Iterable[str]) -> frozenset[str]:
    """Return the characters that no font of the catalogue has.

    Fonts are opened one after the other and only while something is left to find, so an
    ordinary issue opens one.
    """
    return _uncovered(catalog, frozenset(c for c in characters if not prints_nothing(c)))


@lru_cache(16)
def _uncovered(catalog: Catalog, left: frozenset[str]) -> frozenset[str]:
    for found in _covered(catalog, left):
        left -= found
        if not left:
            break
    return left


def _covered(catalog: Catalog, characters: frozenset[str]) -> Iterator[frozenset[str]]:
    """Yield, font after font, those of `characters` that the font's cmap has."""
    from fontTools.ttLib import TTFont  # not needed for a faulty manifest

    for path in catalog.paths:
        if path.is_file():
            with TTFont(path, lazy=True) as font:
                groups = cmap_groups(font.getTableData("cmap"))
            starts = [first for first, _, _ in groups]
            yield frozenset(
                c
                for c in characters
                if (i := bisect_right(starts, ord(c))) and ord(c) <= groups[i - 1][1]
            )


def cmap_groups(cmap: bytes) -> list[tuple[int, int, int]]:
    """Return first and last code point and first glyph of a format 12 subtable's groups.

    OpenType 1.9, cmap: fontTools would unfold it into 30,000 entries first (60 ms a font).
    Raises `ValueError` when a catalogue font has no such subtable.
    """
    (count,) = struct.unpack_from(">H", cmap, 2)
    for index in range(count):
        (offset,) = struct.unpack_from(">L", cmap, 4 + index * 8 + 4)
        if struct.unpack_from(">H", cmap, offset) == (12,):
            (groups,) = struct.unpack_from(">L", cmap, offset + 12)
            body = cmap[offset + 16 : offset + 16 + groups * 12]
            return [(first, last, glyph) for first, last, glyph in struct.iter_unpack(">LLL", body)]
    raise ValueError("no format 12 cmap")


def missing_glyphs(
    catalog: Catalog, printed: Mapping[str, Span], find: Callable[[str, Span], Span]
) -> Report:
    """Report each printed character that no font has, at its place in the source.

    `find` looks a character up, from where it is known not to be printed before.
    """
    report = Report()
    lacking = uncovered(catalog, printed)
    for character, span in printed.items():
        if character in lacking:
            report.add(
                rules.GLYPH_MISSING,
                find(character, span),
                character=character,
                codepoint=f"U+{ord(character):04X}",
                name=unicodedata.name(character, "?"),
            )
    return report
