"""The street from end to end: an issue's folder in, a proved PDF out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from typeset.archive.desk import Desk, open_desk
from typeset.archive.jobs import DEFAULT_PROFILES, Progress, no_progress
from typeset.archive.layout_guard import check_layout_lock
from typeset.diagnostics import Report
from typeset.forking import LostForkError
from typeset.sources import Sources

if TYPE_CHECKING:
    from typeset.issue.model import Issue
    from typeset.layout.catalog import Catalog
    from typeset.layout.prepared import Guard, Manuscript
    from typeset.press.examining import Examiner
    from typeset.press.pagination import Pages

# An editor's picture that is coarse or dark is a warning with its file and line (C021, C022),
# not a fault of the press; the code of the 公众号 is a picture that no link goes with.
PICTURE_RULES = frozenset({"K007", "K035", "K036"})


@dataclass(frozen=True, slots=True)
class Product:
    """What came of an issue: a PDF per profile, if nothing stood in the way, and all found.

    `reports` has per profile what was found of the issue and of that PDF.
    """

    issue: Issue | None
    report: Report
    pdfs: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    page_count: int = 0
    reports: Mapping[str, Report] = field(default_factory=dict)


def produce(
    sources: Sources,
    manifest: str,
    profiles: Sequence[str] = DEFAULT_PROFILES,
    progress: Progress = no_progress,
    pages_multiple: int = 1,
    guard: Guard = check_layout_lock,
    hands: int = 1,
) -> Product:
    """Return the issue's PDFs, made, read back and compared with what was promised.

    There is none when the report holds an error. The issue is laid out once. Blank pages fill
    the print file up to a multiple of `pages_multiple`. Warnings that a comment or the settings
    of the checks silence are left out. `hands` tells how many processes may work on it.
    """
    order = _Order(tuple(profiles), progress, pages_multiple, hands)
    try:
        with open_desk(sources, manifest, guard, hands) as desk:
            return _hushed(desk, _produce(sources, desk, order))
    except LostForkError:  # killed, say for want of memory; one process needs less
        with open_desk(sources, manifest, guard, 1) as desk:
            return _hushed(desk, _produce(sources, desk, replace(order, hands=1)))


@dataclass(frozen=True, slots=True)
class _Order:
    """Which PDFs to make, whom to tell, and how many pages make a sheet."""

    profiles: tuple[str, ...]
    progress: Progress
    pages_multiple: int
    hands: int


def _hushed(desk: Desk, product: Product) -> Product:
    own, *each = desk.hush([product.report, *product.reports.values()])
    return replace(product, report=own, reports=dict(zip(product.reports, each, strict=True)))


def _produce(sources: Sources, desk: Desk, order: _Order) -> Product:
    order.progress("read")
    desk.begin()
    manuscript = desk.manuscript()
    report = manuscript.report
    if report.has_errors or manuscript.composition is None:
        return Product(manuscript.issue, report)

    with ExitStack() as forks:
        return _set(sources, desk, manuscript, order, forks)


def _set(
    sources: Sources, desk: Desk, manuscript: Manuscript, order: _Order, forks: ExitStack
) -> Product:
    """Return what comes of a manuscript without errors; `forks` are processes that help."""
    from typeset.check.pages import check_pages
    from typeset.press.examining import examining
    from typeset.press.pagination import paginate, set_whole
    from typeset.press.profiles import PROFILES
    from typeset.press.two_hands import Hands

    composition, report = manuscript.composition, manuscript.report
    assert composition is not None
    proof, examiner = desk.prove_fonts(), forks.enter_context(examining(order.hands))
    order.progress("paginate")
    profiles = tuple(PROFILES[name] for name in order.profiles)
    set_body = Hands(forks, profiles).set_body if order.hands > 1 else set_whole
    pages, found = paginate(sources, composition, manuscript.catalog, set_body)
    report.extend(found)
    report.extend(proof())
    if pages is None or report.has_errors:
        return Product(manuscript.issue, report)
    report.extend(check_pages(pages))
    files = _issue_files(sources, f"{pages.composition.issue.folder}/")
    run = _PressRun(pages, manuscript.catalog, files, order, examiner)
    common, pdfs, reports = list(report), {}, {}
    for name in order.profiles:
        pdfs[name], found = run.print(name)
        report.extend(found)
        reports[name] = Report([*common, *found])
    sound = {} if report.has_errors else pdfs
    return Product(manuscript.issue, report, sound, len(pages), reports)


def _issue_files(sources: Sources, folder: str) -> dict[str, bytes]:
    """Return the files of the issue's own folder that were read, by their name in it."""
    names = [name for name in sources.reads if name.startswith(folder)]
    return {name.removeprefix(folder): sources.read(name) for name in names}


@dataclass(frozen=True, slots=True)
class _PressRun:
    """One issue's pages on the press: each profile is written, read back and compared."""

    pages: Pages
    catalog: Catalog
    files: Mapping[str, bytes]
    order: _Order
    examiner: Examiner

    def print(self, name: str) -> tuple[bytes, Report]:
        """Return the PDF of one profile, and the promises it breaks."""
        from typeset.check.inks import check_conversions, check_pictures
        from typeset.check.preflight import preflight
        from typeset.check.preflight_check import Limits
        from typeset.check.printed import check_printed
        from typeset.press.inspection import summary
        from typeset.press.pdf import impress
        from typeset.press.pictures_policy import POLICIES
        from typeset.press.profiles import PROFILES

        profile = PROFILES[name]
        if profile.marks_mm:  # only what goes to the printer is folded
            profile = replace(profile, pages_multiple=self.order.pages_multiple)
        self.order.progress(f"impress {name}")
        self.examiner.begin()
        impression, report = impress(self.pages, profile, self.catalog, self.files)
        report.extend(check_conversions(impression.conversions))
        policy, issue = POLICIES[name], self.pages.composition.issue
        report.extend(check_pictures(self.pages.pictures.facts(policy), policy, issue))
        self.order.progress(f"inspect {name}")
        facts = self.examiner.examine(impression.pdf, len(self.pages))
        report.extend(check_printed(summary(facts), self.pages, profile, self.catalog))
        limits = Limits(with_sources=profile.takes_sources)
        report.extend(preflight(facts, profile.promise, limits, without=PICTURE_RULES))
        return impression.pdf, report
