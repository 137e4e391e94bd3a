"""What has changed since the last PDF was built, page by page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from pathlib import Path

from PIL import Image, ImageChops

from typeset.diagnostics import Diagnostic
from typeset.press.easel import DrawnPage, page_count
from typeset.preview import rules
from typeset.preview.studio import Showing, Studio

COARSE_DPI = 60  # to find out whether a page has changed
VISIBLE = 40  # of 255; less is the noise of smoothed edges
# The names of what `typeset build` writes, by the profile that they were written in.
_PROFILE = re.compile(r"-(print|screen|archive)\.pdf$")


class Change(StrEnum):
    """What has become of a page."""

    SAME = "same"
    CHANGED = "changed"
    MOVED = "moved"  # the same, with another number
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Compared:
    """A page that is shown, and the page of the built PDF that it is compared with."""

    key: int
    change: Change
    built_index: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All pages against a built PDF; `gone` are its pages that no page is like any more."""

    file: str
    pages: tuple[Compared, ...]
    gone: tuple[int, ...]


class NothingToCompareError(LookupError):
    """There is no built PDF; `diagnostic` says so."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message("en"))
        self.diagnostic = diagnostic


@dataclass(frozen=True, slots=True)
class Built:
    """A PDF that was built before."""

    path: Path
    profile: str
    stamp: tuple[int, int]
    data: bytes = field(repr=False)

    @property
    def is_old(self) -> bool:
        """Tell whether another PDF has taken its place."""
        try:
            stat = self.path.stat()
        except OSError:
            return True
        return (stat.st_mtime_ns, stat.st_size) != self.stamp


def last_built(studio: Studio, number: int) -> Built:
    """Return the PDF of the issue that was built last; raise `NothingToCompareError`."""
    inside = studio.manifest.is_relative_to(studio.root)
    folder = (studio.root if inside else studio.manifest.parent) / "build" / str(number)
    found = [path for path in folder.glob("*.pdf") if _PROFILE.search(path.name)]
    found = [path for path in found if path.resolve().is_relative_to(folder.resolve())]
    if not found:
        args = {"folder": f"build/{number}", "number": number}
        raise NothingToCompareError(Diagnostic(rules.NOTHING_BUILT, None, args))
    path = max(found, key=lambda each: each.stat().st_mtime_ns)
    stat = path.stat()
    profile = _PROFILE.search(path.name)
    assert profile is not None
    return Built(path, profile.group(1), (stat.st_mtime_ns, stat.st_size), path.read_bytes())


@dataclass(slots=True)
class Comparer:
    """Compares pages with the last built PDF, each page that stays once."""

    studio: Studio
    _built: Built | None = None
    _old: tuple[DrawnPage, ...] = ()
    _new: dict[int, DrawnPage] = field(default_factory=dict)

    def compare(self) -> Comparison:
        """Return what has changed; raise `NothingToCompareError`."""
        showing = self.studio.snapshot.showing
        if showing is None:
            return Comparison("", (), ())
        built = self._fresh(showing)
        new = {key: self._drawn(key, built.profile) for key in showing.keys}
        self._new = new
        pairs = dict(_pairs([_said(new[key]) for key in showing.keys], list(map(_said, self._old))))
        pages = tuple(
            Compared(key, self._change(new[key], at, pairs.get(at)), pairs.get(at))
            for at, key in enumerate(showing.keys)
        )
        gone = tuple(sorted(set(range(len(self._old))) - set(pairs.values())))
        return Comparison(built.path.name, pages, gone)

    def difference(self, key: int, dots_per_inch: int) -> Image.Image:
        """Return a page with what is new in blue and what is gone in red; raise `KeyError`.

        Where both print, it is pale gray, so that only the difference stands out.
        """
        comparison = self.compare()
        built = self._built
        page = next((each for each in comparison.pages if each.key == key), None)
        if page is None or built is None:
            raise KeyError(key)
        new = self.studio.trimmed(key, built.profile, dots_per_inch).image.convert("L")
        if page.built_index is None:
            old = Image.new("L", new.size, 255)
        else:
            old = self.studio.trimmed_of(built.data, page.built_index, dots_per_inch).image
            old = old.convert("L").resize(new.size)
        return coloured(old, new)

    def _fresh(self, showing: Showing) -> Built:
        """Return the last built PDF, its pages drawn."""
        if self._built is not None and not self._built.is_old:
            return self._built
        number = showing.pages.composition.issue.number
        built = last_built(self.studio, number)
        try:
            count = page_count(built.data)
        except ValueError as error:
            args = {"file": built.path.name, "problem": error, "number": number}
            raise NothingToCompareError(Diagnostic(rules.UNREADABLE_PDF, None, args)) from error
        draw = self.studio.trimmed_of
        self._old = tuple(draw(built.data, index, COARSE_DPI) for index in range(count))
        self._built, self._new = built, {}
        return built

    def _drawn(self, key: int, profile: str) -> DrawnPage:
        return self._new.get(key) or self.studio.trimmed(key, profile, COARSE_DPI)

    def _change(self, new: DrawnPage, at: int, built_index: int | None) -> Change:
        if built_index is None:
            return Change.NEW
        if is_alike(self._old[built_index].image, new.image):
            return Change.SAME
        same_text = _said(self._old[built_index]) == _said(new)
        return Change.MOVED if same_text and at != built_index else Change.CHANGED


def is_alike(old: Image.Image, new: Image.Image) -> bool:
    """Tell whether two pictures look the same, smoothed edges apart."""
    if old.size != new.size:
        return False
    difference = ImageChops.difference(old, new).convert("L")
    return not any(difference.histogram()[VISIBLE:])


def coloured(old: Image.Image, new: Image.Image) -> Image.Image:
    """Return two gray pictures as one: red is gone, blue is new, pale gray has stayed."""
    gone = ImageChops.subtract(new, old)  # lighter now: something went
    come = ImageChops.subtract(old, new)
    both = ImageChops.lighter(old, new).point(lambda value: 170 + value // 3)
    white = ImageChops.invert
    red = ImageChops.multiply(both, white(come))
    green = ImageChops.multiply(both, white(ImageChops.add(gone, come)))
    blue = ImageChops.multiply(both, white(gone))
    return Image.merge("RGB", (red, green, blue))


def _said(page: DrawnPage) -> str:
    """Return the words of a page without its number, so that a page that moved is known."""
    return re.sub(r"\s|\d{1,4}\s*$|^\s*\d{1,4}", "", page.text)


def _pairs(new: list[str], old: list[str]) -> Iterator[tuple[int, int]]:
    """Yield which page goes with which, in both orders of pages."""
    for kind, a, b, c, d in SequenceMatcher(None, new, old, autojunk=False).get_opcodes():
        if kind in ("equal", "replace"):
            yield from zip(range(a, b), range(c, d), strict=False)
