"""Boxes of one child of the body at a time, as if the whole body had been built at once.

Styles depend on ancestors and siblings, so a child is built in a document in which all the
others stand as empty stubs; counters depend on what came before, so their state is handed on.
"""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import weasyprint
from weasyprint.css import get_all_computed_styles
from weasyprint.css.counters import CounterStyle
from weasyprint.css.targets import TargetCollector
from weasyprint.formatting_structure import boxes, build
from weasyprint.images import get_image_from_uri
from weasyprint.layout import LayoutContext
from weasyprint.layout.block import _add_break_values

from typeset.cjk.engine import Engine
from typeset.diagnostics import Report
from typeset.layout.qrcodes import QrCode
from typeset.layout.stylesheet import StyleSheet
from typeset.press.codes import CodeImage
from typeset.press.engine import DoorFetcher, font_configuration, listening, parse_styles
from typeset.press.pagination import engine_report
from typeset.press.parsing import read_html
from typeset.press.pictures import PictureShelf
from typeset.press.styles import short_ways
from typeset.sources import Sources

Frozen = tuple[Any, ...]

_CLOSING = "</body></html>"


class PieceError(ValueError):
    """The body cannot be built child by child."""


@dataclass(frozen=True, slots=True, eq=False)
class Workshop:
    """What all documents of one layout share, kept warm: fonts, styles, the composer."""

    fonts: Any
    styles: tuple[StyleSheet, ...]
    parsed: tuple[weasyprint.CSS, ...]
    counters: CounterStyle
    engine: Engine
    base_url: str
    report: Report

    @property
    def stylesheets(self) -> tuple[str, ...]:
        """Return the texts of the style sheets."""
        return tuple(style.css for style in self.styles)


@dataclass(frozen=True, slots=True, eq=False)
class Parsed:
    """A document with the styles of its elements."""

    html: weasyprint.HTML
    style_for: Any
    counters: CounterStyle
    targets: TargetCollector


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """The boxes of `<html>` and `<body>` without what is in them, and the styles of pages."""

    parsed: Parsed
    root: Any
    state: Frozen


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """The boxes of one child, before layout, and the state of counters after it.

    `edge` is all that decides whether a page is turned before it.
    """

    boxes: tuple[Any, ...]
    footnotes: tuple[Any, ...]
    state: Frozen
    edge: Frozen
    page_sizes: dict[str, Any]
    report: Report


def open_workshop(
    sources: Sources, styles: tuple[StyleSheet, ...], base_url: str, paths: Frozen, settings: Any
) -> Workshop:
    """Return fonts and styles ready for use; the report names what WeasyPrint ignores."""
    fonts = font_configuration(paths)
    fetcher, counters = DoorFetcher(sources), CounterStyle()
    with listening() as log:
        parsed = parse_styles(styles, base_url, fetcher, fonts, counters, log)
    report = engine_report(log, fetcher, styles)
    engine = Engine(settings)
    return Workshop(fonts, styles, tuple(parsed), counters, engine, base_url, report)


def shelf_of(sources: Sources, codes: Mapping[str, QrCode] | Frozen) -> PictureShelf:
    """Return the pictures of the project, and these codes."""
    shelf = PictureShelf(sources.read)
    listed = codes.values() if isinstance(codes, Mapping) else codes
    shelf.update((code.url, CodeImage(code)) for code in listed)
    return shelf


def layout_context(
    workshop: Workshop, parsed: Parsed, shelf: PictureShelf, fetcher: DoorFetcher
) -> Any:
    """Return what WeasyPrint lays a document out with."""
    pictures = partial(
        get_image_from_uri,
        cache=shelf,
        url_fetcher=fetcher,
        options=dict(weasyprint.DEFAULT_OPTIONS),
    )
    return LayoutContext(
        parsed.style_for, pictures, workshop.fonts, parsed.counters, parsed.targets
    )


def _parse(workshop: Workshop, fetcher: DoorFetcher, text: str) -> Parsed:
    """Parse a document and compute the styles of its elements, as `HTML.render` does."""
    html = read_html(text, workshop.base_url, fetcher)
    counters, targets = workshop.counters.copy(), TargetCollector()
    style_for = get_all_computed_styles(
        html,
        list(workshop.parsed),
        font_config=workshop.fonts,
        counter_style=counters,
        color_profiles={},
        page_rules=[],
        layers=[],
        target_collector=targets,
    )
    return Parsed(html, style_for, counters, targets)


def build_frame(
    sources: Sources, workshop: Workshop, head: str, opening: str, stubs: tuple[str, ...]
) -> Frame:
    """Return the frame of a body; raise `PieceError` where it holds boxes of its own."""
    parsed = _parse(workshop, DoorFetcher(sources), f"{head}{opening}{''.join(stubs)}{_CLOSING}")
    context = layout_context(workshop, parsed, shelf_of(sources, ()), DoorFetcher(sources))
    root = build.build_formatting_structure(
        parsed.html.etree_element,
        parsed.style_for,
        context.get_image_from_uri,
        workshop.base_url,
        parsed.targets,
        parsed.counters,
        context.footnotes,
    )
    body = parsed.html.etree_element.find("body")
    inner = root.children[0].children if len(root.children) == 1 else None
    if body is None or len(body) != len(stubs) or inner is None:
        raise PieceError("the body is more than its children")
    if any(box.element is body for box in inner):
        raise PieceError("the body has boxes of its own")
    state: Any = ([0], {"footnote": [0], "note": [0]}, [{"footnote", "note"}], [])
    for element in (parsed.html.etree_element, body):
        build.update_counters(state, parsed.style_for(element))
        state[2].append(set())
    return Frame(parsed, root, freeze_state(state))


def build_piece(
    sources: Sources,
    workshop: Workshop,
    head: str,
    opening: str,
    before: tuple[str, ...],
    after: tuple[str, ...],
    child: str,
    codes: tuple[QrCode, ...],
    state: Frozen,
) -> Piece:
    """Return the boxes of a child; raise `PieceError` if it is no block.

    The arguments are all that its boxes depend on, files apart; `before` and `after` are the
    stubs of its siblings.
    """
    fetcher = DoorFetcher(sources)
    text = "".join((head, opening, *before, child, *after, _CLOSING))
    with listening() as log, short_ways():
        parsed = _parse(workshop, fetcher, text)
        body = parsed.html.etree_element.find("body")
        if body is None or len(body) != len(before) + 1 + len(after):
            raise PieceError("a child of the body closes another")
        thawed = thaw_state(state)
        context = layout_context(workshop, parsed, shelf_of(sources, codes), fetcher)
        found = build.element_to_box(
            body[len(before)],
            parsed.style_for,
            context.get_image_from_uri,
            workshop.base_url,
            parsed.targets,
            parsed.counters,
            context.footnotes,
            thawed,
        )
        parsed.targets.check_pending_targets()
        made = tuple(_finished(box) for box in found)
    return Piece(
        made,
        tuple(context.footnotes),
        freeze_state(thawed),
        _edge(made),
        parsed.style_for.initial_page_sizes,
        engine_report(log, fetcher, workshop.styles),
    )


def _finished(box: Any) -> Any:
    """Do to a child what `build_formatting_structure` does to a whole document."""
    if not isinstance(box, boxes.BlockLevelBox) or not box.is_in_normal_flow():
        raise PieceError("a child of the body is no block of its flow")
    box.process_whitespace()
    box.process_text_transform()
    return build.create_anonymous_boxes(box)


def _edge(made: tuple[Any, ...]) -> Frozen:
    """Return what `block_level_page_break` and `block_level_page_name` look at."""
    if not made:
        return ()
    return (*_add_break_values(made[0], "before"), made[0].page_values()[0])


def freeze_state(state: Any) -> Frozen:
    """Return WeasyPrint's state of quotes, counters, scopes and page groups as a value."""
    quotes, counters, scopes, groups = state
    return (
        tuple(quotes),
        tuple((name, tuple(values)) for name, values in counters.items()),
        tuple(frozenset(scope) for scope in scopes),
        tuple((name, count, repr(place)) for name, count, place in groups),
    )


def thaw_state(state: Frozen) -> Any:
    """Return a state that WeasyPrint may change."""
    quotes, counters, scopes, groups = state
    return (
        list(quotes),
        {name: list(values) for name, values in counters},
        [set(scope) for scope in scopes],
        [[name, count, literal_eval(place)] for name, count, place in groups],
    )


def root_of(frame: Frame, pieces: tuple[Piece, ...]) -> Any:
    """Return the box tree of the whole body, made of the pieces' boxes."""
    body = frame.root.children[0]
    children = [box for piece in pieces for box in piece.boxes]
    return frame.root.copy_with_children([body.copy_with_children(children)])
