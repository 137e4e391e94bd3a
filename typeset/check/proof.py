"""The pages of a proof: all that is to be said of them before anything is printed."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from typeset.check.inks import check_pictures
from typeset.check.pages import check_lines
from typeset.check.sheets.page_set import PageSet
from typeset.check.sheets.registry import PAGE_CHECKS
from typeset.diagnostics import Report
from typeset.issue.settings import Settings
from typeset.layout.composition import Composition
from typeset.press.page_facts import joined
from typeset.press.pagination import front_labels
from typeset.press.pictures_policy import PRINT, PictureFacts
from typeset.press.proofs import Proof


def proof_set(proof: Proof, composition: Composition) -> PageSet:
    """Return what the checks want to know of pages that were laid out to be looked at."""
    front, body = proof.front.pages, proof.body.pages
    names = composition.package.spec.front_matter_labels
    begun = [page.parts for page in front]
    labels = (*front_labels(begun, names), *map(composition.folio, range(1, len(body) + 1)))
    stretch = joined([proof.front, proof.body])
    return PageSet(composition.issue, composition.codes, labels, len(front), stretch)


def check_proof(proof: Proof, composition: Composition, settings: Settings) -> Report:
    """Report all that is to be said of the pages of a proof."""
    pages = proof_set(proof, composition)
    report = check_lines(pages)
    report.extend(check_sizes(pages, proof.refused_pictures))
    report.extend(check_sheets(pages, settings))
    return report


def check_sizes(pages: PageSet, refused: Iterable[PictureFacts]) -> Report:
    """Report the pictures that print too coarsely, by their size on the pages."""
    least: dict[str, float] = {}
    for page in pages.pages:
        for picture in page.pictures:
            if picture.ppi is not None:
                file = unquote(urlsplit(picture.url).path.removeprefix("/"))
                least[file] = min(picture.ppi, least.get(file, picture.ppi))
    facts = [PictureFacts(file, round(ppi, 1), None, "", None) for file, ppi in least.items()]
    return check_pictures([*refused, *facts], PRINT, pages.issue)


def check_sheets(pages: PageSet, settings: Settings) -> Report:
    """Report what a production editor would want changed on the pages."""
    report = Report()
    for check in PAGE_CHECKS:
        if settings.takes(check.code):
            for found in check.run(pages):
                report.take(found)
    return report
