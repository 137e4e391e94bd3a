"""A bound volume on the press: written in each profile, read back, and held to its promises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from typeset.archive import rules_volume as rules
from typeset.archive.choice import Choice
from typeset.archive.jobs import Progress
from typeset.archive.production import PICTURE_RULES
from typeset.archive.volume import VolumePages, lay_out_volume
from typeset.archive.volume_fit import check_inks
from typeset.diagnostics import Report, Severity
from typeset.layout.volume import Volume
from typeset.sources import Sources

if TYPE_CHECKING:
    from typeset.press.inspection import PageFacts, PdfFacts
    from typeset.press.pictures_policy import PicturePolicy
    from typeset.press.profiles import Profile


@dataclass(frozen=True, slots=True)
class BoundProduct:
    """What came of a volume: a PDF per profile if nothing stood in the way, and all found."""

    volume: Volume | None
    report: Report
    pdfs: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    page_count: int = 0


def bind_volume(
    sources: Sources, choice: Choice, profiles: Sequence[str], progress: Progress
) -> BoundProduct:
    """Return the volume's PDFs, made, read back and compared with what was promised."""
    pages, report = lay_out_volume(sources, choice, progress)
    if pages is None:
        return BoundProduct(None, report)
    from typeset.check.pages import check_pages
    from typeset.press.profiles import PROFILES, Ink

    report.extend(check_pages(pages.own))
    if any(PROFILES[name].ink is Ink.PROCESS for name in profiles):
        report.extend(check_inks([each.pages.composition.package for each in pages.issues]))
    if report.has_errors:
        return BoundProduct(pages.volume, report)
    pdfs = {name: _print(pages, PROFILES[name], report, progress) for name in profiles}
    whole = {} if report.has_errors else pdfs
    return BoundProduct(pages.volume, report, whole, len(pages.pages))


def _print(pages: VolumePages, profile: Profile, report: Report, progress: Progress) -> bytes:
    """Return the PDF of one profile; the promises it breaks go to the report."""
    from typeset.check.inks import check_conversions
    from typeset.check.preflight import preflight
    from typeset.check.preflight_check import Limits
    from typeset.press.inspection import examine, summary
    from typeset.press.pdf import impress
    from typeset.press.pictures_policy import POLICIES

    progress(f"impress {profile.name}")
    impression, found = impress(pages.pages, profile, pages.catalog)
    report.extend(found)
    report.extend(check_conversions(impression.conversions))
    report.extend(_picture_errors(pages, POLICIES[profile.name]))
    progress(f"inspect {profile.name}")
    facts = examine(impression.pdf)
    report.extend(_check_issues(summary(facts), pages, profile))
    limits = Limits(with_sources=profile.takes_sources)
    report.extend(preflight(facts, profile.promise, limits, without=PICTURE_RULES))
    return impression.pdf


def _picture_errors(pages: VolumePages, policy: PicturePolicy) -> Report:
    """Return the pictures that cannot be set; a coarse one was its issue's own warning."""
    from typeset.check.inks import check_pictures

    errors = (
        diagnostic
        for each in pages.issues
        for diagnostic in check_pictures(
            each.pages.pictures.facts(policy), policy, each.bound.issue
        )
        if diagnostic.severity is Severity.ERROR
    )
    return Report(list(errors))


def _check_issues(facts: PdfFacts, pages: VolumePages, profile: Profile) -> Report:
    """Hold each issue's pages to what its own PDF promises, and the contents to the pages."""
    from typeset.check.printed import check_printed

    report = Report()
    at = pages.front_count
    for each in pages.issues:
        until = at + len(each.part.pages)
        own = replace(facts, pages=facts.pages[at:until])
        report.extend(check_printed(own, each.pages, profile, pages.catalog))
        at = until
    listing = facts.pages[: pages.front_count] + facts.pages[at:]
    report.extend(_check_contents(listing, pages))
    return report


def _check_contents(listing: Sequence[PageFacts], pages: VolumePages) -> Report:
    """See that contents and indexes name every article with the label of its page."""
    from typeset.check.printed import squeezed

    report = Report()
    words = squeezed("".join(page.text for page in listing))
    layout = pages.pages.composition.package
    for each in pages.issues:
        for article, row in zip(each.bound.issue.articles, each.bound.rows, strict=True):
            title, label = squeezed(row.words), squeezed(row.label)
            if f"{label}{title}" not in words and f"{title}{label}" not in words:
                report.add(
                    rules.CONTENTS_NOT_PRINTED,
                    article.title.span,
                    number=each.bound.issue.number,
                    title=row.words,
                    label=row.label,
                    layout=layout.reference,
                )
    return report
