"""The street from end to end: an issue's folder in, a proved PDF out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from typeset.diagnostics import Report
from typeset.issue.model import Issue
from typeset.layout.catalog import Catalog, verify_fonts
from typeset.layout.manuscript import prepare
from typeset.sources import Sources

if TYPE_CHECKING:
    from typeset.press.pagination import Pages

PER_PROFILE = ("impress", "inspect")

Progress = Callable[[str], None]
DEFAULT_PROFILES = ("print",)

# An editor's picture that is coarse or dark is a warning with its file and line (C021, C022),
# not a fault of the press; the code of the 公众号 is a picture that no link goes with.
PICTURE_RULES = frozenset({"K007", "K035", "K036"})


@dataclass(frozen=True, slots=True)
class Product:
    """What came of an issue: a PDF per profile, if nothing stood in the way, and all found."""

    issue: Issue | None
    report: Report
    pdfs: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    page_count: int = 0


def _nothing(stage: str) -> None:
    """Take no notice of progress."""


def stages(profiles: Sequence[str]) -> tuple[str, ...]:
    """Return the stages of a build in order, as progress names them."""
    return ("read", "paginate", *(f"{stage} {p}" for p in profiles for stage in PER_PROFILE))


def produce(
    sources: Sources,
    manifest: str,
    profiles: Sequence[str] = DEFAULT_PROFILES,
    progress: Progress = _nothing,
    pages_multiple: int = 1,
) -> Product:
    """Return the issue's PDFs, made, read back and compared with what was promised.

    There is none when the report holds an error. Everything that imports WeasyPrint is
    imported only once the issue is known to be sound; the issue is laid out once. Blank pages
    fill the print file up to a multiple of `pages_multiple`.
    """
    progress("read")
    manuscript = prepare(sources, manifest)
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
    run = _PressRun(pages, manuscript.catalog, files, report, progress, pages_multiple)
    pdfs = {name: run.print(name) for name in profiles}
    return Product(manuscript.issue, report, {} if report.has_errors else pdfs, len(pages))


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
    report: Report
    progress: Progress
    pages_multiple: int

    def print(self, name: str) -> bytes:
        """Return the PDF of one profile; the promises it breaks go to the report."""
        from typeset.check.inks import check_conversions, check_pictures
        from typeset.check.preflight import preflight
        from typeset.check.preflight_check import Limits
        from typeset.check.printed import check_printed
        from typeset.press.inspection import examine, summary
        from typeset.press.pdf import impress
        from typeset.press.pictures_policy import POLICIES
        from typeset.press.profiles import PROFILES

        profile = PROFILES[name]
        if profile.marks_mm:  # only what goes to the printer is folded
            profile = replace(profile, pages_multiple=self.pages_multiple)
        self.progress(f"impress {name}")
        impression, found = impress(self.pages, profile, self.catalog, self.files)
        self.report.extend(found)
        self.report.extend(check_conversions(impression.conversions))
        policy, issue = POLICIES[name], self.pages.composition.issue
        self.report.extend(check_pictures(self.pages.pictures.facts(policy), policy, issue))
        self.progress(f"inspect {name}")
        facts = examine(impression.pdf)
        self.report.extend(check_printed(summary(facts), self.pages, profile, self.catalog))
        limits = Limits(with_sources=profile.takes_sources)
        self.report.extend(preflight(facts, profile.promise, limits, without=PICTURE_RULES))
        return impression.pdf
