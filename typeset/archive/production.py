"""The street from end to end: an issue's folder in, a proved PDF out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from typeset.diagnostics import Report
from typeset.issue.characters import printed_characters
from typeset.issue.model import Issue
from typeset.issue.reader import read_issue
from typeset.layout.catalog import Catalog, missing_glyphs, read_catalog, verify_fonts
from typeset.layout.composition import Composition, compose
from typeset.layout.package import check_fit, read_layout
from typeset.sources import Sources

if TYPE_CHECKING:
    from typeset.press.pagination import Pages

PER_PROFILE = ("impress", "inspect")

Progress = Callable[[str], None]
DEFAULT_PROFILES = ("print",)


@dataclass(frozen=True, slots=True)
class Product:
    """What came of an issue: a PDF per profile, if nothing stood in the way, and all found."""

    issue: Issue | None
    report: Report
    pdfs: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    page_count: int = 0


@dataclass(frozen=True, slots=True)
class Manuscript:
    """An issue that was read and composed, with what was found so far."""

    issue: Issue | None
    report: Report
    catalog: Catalog
    composition: Composition | None = None


def _nothing(stage: str) -> None:
    """Take no notice of progress."""


def prepare(sources: Sources, manifest: str) -> Manuscript:
    """Return the issue read, checked against fonts and layout, and composed if that can be."""
    issue, report = read_issue(sources, manifest)
    catalog, found = read_catalog(sources)
    report.extend(found)
    if issue is None:
        return Manuscript(None, report, catalog)
    report.extend(missing_glyphs(catalog, printed_characters(issue, sources)))
    package, found = read_layout(sources, issue.layout, issue.layout.span)
    report.extend(found)
    if package is None:
        return Manuscript(issue, report, catalog)
    report.extend(check_fit(package, issue, catalog))
    if report.has_errors:
        return Manuscript(issue, report, catalog)
    composition, found = compose(sources, issue, package)
    report.extend(found)
    return Manuscript(issue, report, catalog, composition)


def stages(profiles: Sequence[str]) -> tuple[str, ...]:
    """Return the stages of a build in order, as progress names them."""
    return ("read", "paginate", *(f"{stage} {p}" for p in profiles for stage in PER_PROFILE))


def produce(
    sources: Sources,
    manifest: str,
    profiles: Sequence[str] = DEFAULT_PROFILES,
    progress: Progress = _nothing,
) -> Product:
    """Return the issue's PDFs, made, read back and compared with what was promised.

    There is none when the report holds an error. Everything that imports WeasyPrint is
    imported only once the issue is known to be sound; the issue is laid out once.
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
    pdfs = {name: _print(pages, name, manuscript.catalog, report, progress) for name in profiles}
    return Product(manuscript.issue, report, {} if report.has_errors else pdfs, len(pages))


def _print(pages: Pages, name: str, catalog: Catalog, report: Report, progress: Progress) -> bytes:
    """Return the PDF of one profile; what it does not keep of its promises goes to `report`."""
    from typeset.check.printed import check_printed
    from typeset.press.inspection import inspect
    from typeset.press.pdf import impress
    from typeset.press.profiles import PROFILES

    profile = PROFILES[name]
    progress(f"impress {name}")
    data, found = impress(pages, profile, catalog)
    report.extend(found)
    progress(f"inspect {name}")
    facts = inspect(data, pages.code_pages)
    report.extend(check_printed(facts, pages, profile, catalog))
    return data
