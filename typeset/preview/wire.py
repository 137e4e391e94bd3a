"""What the page in the browser is told, as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typeset.diagnostics import Diagnostic, Lang
from typeset.press.blocks import Rectangle
from typeset.preview.comparing import Comparison
from typeset.preview.editors import vscode_url
from typeset.preview.places import Place
from typeset.preview.proof import Spot
from typeset.preview.studio import Showing, Snapshot, Studio

Json = dict[str, Any]
_PX_PER_PT = 96 / 72


def state(snapshot: Snapshot, lang: Lang, root: Path) -> Json:
    """Return a snapshot: pages, contents, and all that was found."""
    showing = snapshot.showing
    return {
        "version": snapshot.version,
        "lang": lang,
        "isCurrent": snapshot.is_current,
        "spots": [_spot(spot, root) for spot in snapshot.spots],
        **({"pages": []} if showing is None else _showing(showing)),
    }


def _showing(showing: Showing) -> Json:
    pages = showing.pages
    issue, grid = pages.composition.issue, pages.composition.package.spec.grid
    return {
        "title": f"{issue.title} {issue.number}",
        "pages": [
            {"key": key, "label": label, **_box(page)}
            for key, label, page in zip(
                showing.keys, pages.labels, pages.document.pages, strict=True
            )
        ],
        "grid": {
            "line": grid.leading_pt * _PX_PER_PT,
            "em": grid.body_pt * _PX_PER_PT,
        },
        "contents": list(_contents(showing)),
    }


def _box(page: Any) -> Json:
    """Return the size of a page, its bleed and its margins, in CSS pixels."""
    box = page._page_box
    sides = ("top", "right", "bottom", "left")
    return {
        "size": [page.width, page.height],
        "bleed": page.bleed["left"],
        "margins": [getattr(box, f"margin_{side}") for side in sides],
    }


def _contents(showing: Showing) -> Iterator[Json]:
    for index, page in enumerate(showing.pages.document.pages):
        for level, label, (_, y), _ in page.bookmarks:
            yield {"level": level, "label": label, "page": index, "y": y}


def _spot(spot: Spot, root: Path) -> Json:
    found = spot.diagnostic
    span = found.span
    return {
        **diagnostic(found),
        "file": span and span.file,
        "line": span and span.line,
        "column": span and span.column,
        "url": span and vscode_url(root / span.file, span.line or 1),
        "page": spot.page_index,
        "area": spot.area and rectangle(spot.area),
    }


def diagnostic(found: Diagnostic) -> Json:
    """Return a diagnostic in both languages."""
    return {
        "code": found.code,
        "severity": found.severity.value,
        "message": {"zh": found.message("zh"), "en": found.message("en")},
        "hint": {"zh": found.hint("zh"), "en": found.hint("en")},
    }


def rectangle(area: Rectangle) -> list[float]:
    """Return left, top, width and height."""
    return [round(each, 2) for each in (area.x, area.y, area.width, area.height)]


def places(studio: Studio, found: tuple[Place, ...]) -> list[Json]:
    """Return the blocks of a page, with the link that opens each in VS Code."""
    return [
        {
            "area": rectangle(place.area),
            "file": place.file,
            "line": place.line,
            "url": vscode_url(studio.root / place.file, place.line),
        }
        for place in found
    ]


def comparison(found: Comparison) -> Json:
    """Return what has changed since a PDF was built."""
    return {
        "file": found.file,
        "pages": [{"key": page.key, "change": page.change.value} for page in found.pages],
        "gone": len(found.gone),
    }
