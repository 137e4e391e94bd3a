"""What the press is asked to lay out for a proof; importing this does not import WeasyPrint."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from typeset.layout.catalog import Catalog
from typeset.layout.composition import UNKNOWN_FOLIO, Composition, front_elsewhere
from typeset.sources import Sources


@dataclass(frozen=True, slots=True)
class Job:
    """A composition and the HTML of its front matter, ready to pass to another process."""

    root: Path
    fonts: tuple[Path, ...]
    composition: Composition
    front: str


def make_job(sources: Sources, composition: Composition, catalog: Catalog) -> Job:
    """Return the job of a composition.

    The contents name page 00 throughout: a number takes about as much room as another, and so
    the front matter need not wait for the body.
    """
    folios = {article.id: UNKNOWN_FOLIO for article in composition.issue.articles}
    front = composition.front(folios) if composition.has_front else ""
    return Job(sources.root, catalog.paths, composition.with_front(front_elsewhere), front)
