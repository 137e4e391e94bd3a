"""The street from end to end: an issue's folder in, a proved PDF out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from typeset.archive.jobs import DEFAULT_PROFILES, Progress, no_progress
from typeset.archive.layout_guard import check_layout_lock
from typeset.check.hushing import hushing
from typeset.diagnostics import Report
from typeset.issue.model import Issue
from typeset.layout import manuscript
from typeset.layout.catalog import Catalog, verify_fonts
from typeset.layout.manuscript import Guard, Manuscript
from typeset.press.examining import Examine, examine_here
from typeset.sources import Sources

if TYPE_CHECKING:
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


def prepare(sources: Sources, manifest: str, guard: Guard = check_layout_lock) -> Manuscript:
    """Return the issue read, checked against fonts and layout, and composed if that can be."""
    return manuscript.prepare(sources, manifest, guard=guard)


def complete(
    sources: Sources, issue: Issue | None, report: Report, guard: Guard = check_layout_lock
) -> Manuscript:
    """Return an issue that was read, checked against fonts and layout, and composed."""
    return manuscript.complete(sources, issue, report, guard=guard)


def produce(
    sources: Sources,
    manifest: str,
    profiles: Sequence[str] = DEFAULT_PROFILES,
    progress: Progress = no_progress,
    pages_multiple: int = 1,
    guard: Guard = check_layout_lock,
    examine: Examine = examine_here,
) -> Product:
    """Return the issue's PDFs, made, read back and compared with what was promised.

    There is none when the report holds an error. Everything that imports WeasyPrint is
    imported only once the issue is known to be sound; the issue is laid out once. Blank pages
    fill the print file up to a multiple of `pages_multiple`. Warnings that a comment or the
    settings of the checks silence are left out.
    """
    product = _produce(sources, manifest, profiles, progress, pages_multiple, guard, examine)
    hush = hushing(sources, product.issue, product.report)
    reports = {name: hush(report) for name, report in product.reports.items()}
    return replace(product, report=hush(product.report), reports=reports)


def _produce(
    sources: Sources,
    manifest: str,
    profiles: Sequence[str],
    progress: Progress,
    pages_multiple: int,
    guard: Guard,
    examine: Examine,
) -> Product:
    progress("read")
    manuscript = prepare(sources, manifest, guard)
    report = manuscript.report
    if report.has_errors or manuscript.composition is None:
        return Product(manuscript.issue, report)

    from typeset.check.pages import check_pages
    from typeset.press.pagination import paginate

    # hashlib lets go of the interpreter, so proving the fonts (80 MB) costs no waiting.
    with ThreadPoolExecutor(1) as pool:
        proof = pool.submit(verify_fonts, manuscript.catalog, sources)
        progress("paginate")
        pages, found = paginate(sources, manuscript.composition, manuscript.catalog)
        report.extend(found)
        report.extend(proof.result())
    if pages is None or report.has_errors:
        return Product(manuscript.issue, report)
    report.extend(check_pages(pages))
    files = _issue_files(sources, f"{pages.composition.issue.folder}/")
    run = _PressRun(pages, manuscript.catalog, files, progress, pages_multiple, examine)
    common, pdfs, reports = list(report), {}, {}
    for name in profiles:
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
    progress: Progress
    pages_multiple: int
    examine: Examine

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
            profile = replace(profile, pages_multiple=self.pages_multiple)
        self.progress(f"impress {name}")
        impression, report = impress(self.pages, profile, self.catalog, self.files)
        report.extend(check_conversions(impression.conversions))
        policy, issue = POLICIES[name], self.pages.composition.issue
        report.extend(check_pictures(self.pages.pictures.facts(policy), policy, issue))
        self.progress(f"inspect {name}")
        facts = self.examine(impression.pdf, len(self.pages))
        report.extend(check_printed(summary(facts), self.pages, profile, self.catalog))
        limits = Limits(with_sources=profile.takes_sources)
        report.extend(preflight(facts, profile.promise, limits, without=PICTURE_RULES))
        return impression.pdf, report
