"""What one composing session knows: settings, fonts, and the paragraphs seen so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from tinycss2.serializer import serialize

from typeset.cjk.atoms import Node, Paragraph
from typeset.cjk.classes import ClassTable
from typeset.cjk.composition import ComposedLine, Composer
from typeset.cjk.faces import Faces
from typeset.cjk.flatten import Flattener, Reason, UnsupportedError
from typeset.cjk.headline import Segmenter
from typeset.cjk.hyphens import Hyphenator
from typeset.cjk.justify import Galley
from typeset.cjk.settings import PROPERTIES, Settings
from typeset.cjk.shaping import Tools
from typeset.cjk.spacing import Spacing

_PRESERVED = frozenset({"pre", "pre-wrap", "break-spaces"})


@dataclass(slots=True)
class Prepared:
    """A paragraph ready to be composed at any measure, and how it was composed before."""

    paragraph: Paragraph
    galley: Galley
    settings: Settings
    composer: Composer
    watched: list[tuple[Any, str, Any]]
    container_width: float | None  # None when no width depends on it
    _lines: dict[tuple[int, tuple[float, ...], bool], list[ComposedLine]] = field(
        default_factory=dict
    )
    _tails: dict[tuple[int, float, bool], tuple[list[ComposedLine], int]] = field(
        default_factory=dict
    )

    def lines(
        self, start: int, widths: tuple[float, ...], *, justified: bool
    ) -> list[ComposedLine]:
        """Return the lines from atom `start` on, composed at most once for each measure."""
        if len(widths) == 1:
            tail = self._tails.get((start, widths[0], justified))
            if tail is not None:
                return tail[0][tail[1] :]
        key = (start, widths, justified)
        lines = self._lines.get(key)
        if lines is None:
            lines = self.composer.compose(start, widths, justified=justified)
            self._lines[key] = lines
            for index in range(len(widths) - 1, len(lines)):
                place = (lines[index].first, widths[-1], justified)
                self._tails.setdefault(place, (lines, index))
        return lines

    @property
    def is_current(self) -> bool:
        """Tell whether the boxes still hold what was measured."""
        return all(getattr(box, name) is value for box, name, value in self.watched)


class Session:
    """The state of one `composing` context."""

    def __init__(self, settings: Settings, segmenter: Segmenter | None = None) -> None:
        self.settings = settings
        self._segmenter = segmenter
        self._faces = Faces(Tools(ClassTable(), Hyphenator()))
        self._spacings: dict[Settings, Spacing] = {}
        self._settings: dict[tuple[tuple[str, str], ...], Settings] = {(): settings}
        self._prepared: WeakKeyDictionary[Any, Prepared | Reason] = WeakKeyDictionary()

    def forget(self) -> None:
        """Forget the paragraphs: what is known of one holds its boxes, so none goes by itself."""
        self._prepared = WeakKeyDictionary()

    def prepare(self, box: Any, container: Any, box_width: Any) -> Prepared:
        """Return the paragraph of a line box; raise `UnsupportedError` if there is none."""
        width = container[0] if isinstance(container, tuple) else container.width
        known = self._prepared.get(box)
        if isinstance(known, Reason):
            raise UnsupportedError(known)
        if known is not None and known.is_current and known.container_width in (None, width):
            return known
        try:
            prepared = self._prepare(box, container, box_width, width)
        except UnsupportedError as error:
            self._prepared[box] = error.reason
            raise
        self._prepared[box] = prepared
        return prepared

    def _prepare(self, box: Any, container: Any, box_width: Any, width: float) -> Prepared:
        settings = self._paragraph_settings(box.style)
        if not settings.composer:
            raise UnsupportedError(Reason.SWITCHED_OFF)
        if box.style["white_space"] in _PRESERVED:
            raise UnsupportedError(Reason.PREFORMATTED)
        flattener = Flattener(self._faces, settings.latin_language, container)
        paragraph = flattener.flatten(box, box_width)
        spacing = self._spacings.get(settings)
        if spacing is None:
            spacing = self._spacings[settings] = Spacing(settings)
        galley = Galley(paragraph, spacing)
        assert paragraph.root is not None
        return Prepared(
            paragraph,
            galley,
            settings,
            Composer(galley, self._segmenter),
            _watched(paragraph.root),
            width if flattener.relative else None,
        )

    def _paragraph_settings(self, style: Any) -> Settings:
        """Return the session's settings with a paragraph's custom properties over them."""
        properties = tuple(
            (name, serialize(value).strip())
            for name in PROPERTIES
            if (value := style[f"__typeset_{name}"])
        )
        settings = self._settings.get(properties)
        if settings is None:
            settings = self.settings.with_properties(properties)
            self._settings[properties] = settings
        return settings


def _watched(node: Node) -> list[tuple[Any, str, Any]]:
    """Return the attributes that must stay as they are for the measures to hold."""
    watched: list[tuple[Any, str, Any]] = []
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if node.leaf is not None and node.leaf.face is not None:
            watched.append((node.box, "text", node.box.text))
        else:
            watched.append((node.box, "children", node.box.children))
        waiting += node.children
    return watched
