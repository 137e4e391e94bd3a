"""What is found on the pages, each with its place on the page and in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from typeset.check import rules
from typeset.check.pages import RULES
from typeset.cjk.findings import PageNotes, notes_lost_in, page_findings, page_notes
from typeset.diagnostics import Diagnostic, Rule, Span
from typeset.press.blocks import Rectangle, area_of
from typeset.press.overflow import SHOWN, texts_off
from typeset.press.pagination import Pages
from typeset.preview.places import Place, Words, innermost, places_of


@dataclass(frozen=True, slots=True)
class Spot:
    """A diagnostic, and where on which page it shows."""

    diagnostic: Diagnostic
    page_index: int | None = None
    area: Rectangle | None = None


@dataclass(slots=True)
class _PageProof:
    """What one page holds, whatever its number; places hold for the words they were found by."""

    found: tuple[tuple[Rule, Mapping[str, object], Rectangle], ...]
    notes: PageNotes
    words: Words | None = None
    places: tuple[Place, ...] = ()


@dataclass(slots=True)
class Proofs:
    """Reads pages; a page that stays is read once."""

    _known: WeakKeyDictionary[Any, _PageProof] = field(default_factory=WeakKeyDictionary)

    def places(self, page: Any, words: Words) -> tuple[Place, ...]:
        """Return where the blocks of a page come from."""
        proof = self._read(page)
        if proof.words != words:
            proof.words, proof.places = words, places_of(page, words)
        return proof.places

    def spots(self, pages: Pages, words: Words) -> Iterator[Spot]:
        """Yield what `check_pages` finds, with places."""
        laid_out: Sequence[Any] = pages.document.pages
        proofs = [self._read(page) for page in laid_out]
        for index, proof in enumerate(proofs):
            for rule, args, area in proof.found:
                place = innermost(self.places(laid_out[index], words), area)
                span = None if place is None else Span(place.file, place.line)
                found = Diagnostic(rule, span, {**args, "page": pages.labels[index]})
                yield Spot(found, index, area)
        for lost in notes_lost_in(proof.notes for proof in proofs):
            label = pages.labels[lost.page_index]
            args = {"page": label, "text": lost.text, "figure": "", "reason": ""}
            yield Spot(Diagnostic(rules.FOOTNOTE_LOST, None, args), lost.page_index)

    def _read(self, page: Any) -> _PageProof:
        proof = self._known.get(page)
        if proof is None:
            proof = self._known[page] = _PageProof(tuple(_found(page)), page_notes(page))
        return proof


def _found(page: Any) -> Iterator[tuple[Rule, Mapping[str, object], Rectangle]]:
    for finding, line in page_findings(0, page):
        args = {
            "text": finding.text,
            "figure": "" if finding.value is None else f"{finding.value:.2f}",
            "reason": finding.reason or "",
        }
        yield RULES[finding.kind], args, area_of(line)
    for box, _ in texts_off(page):
        yield rules.OFF_THE_PAGE, {"text": box.text.strip()[:SHOWN]}, area_of(box)
