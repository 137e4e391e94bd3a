"""A bound volume (合订本): issues set one by one, and laid side by side as one document."""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from typeset.archive import rules_volume as rules
from typeset.archive.choice import Choice, written
from typeset.archive.jobs import Progress
from typeset.archive.reading import prepare
from typeset.archive.volume_findings import Findings
from typeset.archive.volume_fit import check_sizes, joint_colours
from typeset.archive.volume_index import by_section, by_source
from typeset.diagnostics import Report, Span
from typeset.issue.model import Issue, Text
from typeset.layout.catalog import Catalog, verify_fonts
from typeset.layout.composition import Composition
from typeset.layout.prepared import Manuscript
from typeset.layout.volume import (
    CONTENTS,
    COVER,
    INDEX,
    BoundIssue,
    Row,
    Volume,
    VolumeTemplates,
    read_volume_templates,
)
from typeset.sources import Sources

if TYPE_CHECKING:
    from typeset.press.binding import Matter, Part
    from typeset.press.pagination import Pages

COVER_LABEL, CONTENTS_LABEL, INDEX_LABEL = "封面", "总目录", "索引"
INDEXES = {"volume-sections": "栏目索引", "volume-sources": "来源索引"}


@dataclass(frozen=True, slots=True)
class SetIssue:
    """One issue of a volume: its pages as laid out, and as a part of the volume.

    `pages` has the volume's labels and folios.
    """

    pages: Pages
    part: Part
    bound: BoundIssue


@dataclass(frozen=True, slots=True)
class VolumePages:
    """A whole volume laid out, ready for the press.

    `pages` are all, `own` the volume's own, of which `front_count` come before the first issue.
    """

    volume: Volume
    issues: tuple[SetIssue, ...]
    pages: Pages
    own: Pages
    front_count: int
    catalog: Catalog


def stages(choice: Choice, profiles: Sequence[str]) -> tuple[str, ...]:
    """Return the stages of a binding in order, as progress names them."""
    return (
        *(f"read {number}" for number in choice.numbers),
        *(f"paginate {number}" for number in choice.numbers),
        "matter",
        *(f"{stage} {name}" for name in profiles for stage in ("impress", "inspect")),
    )


def lay_out_volume(
    sources: Sources, choice: Choice, progress: Progress
) -> tuple[VolumePages | None, Report]:
    """Return the volume's pages, or None and what stands in the way.

    All issues are read before the first is set, so that all their errors come at once. What
    single issues are warned of is counted, not listed.
    """
    findings = Findings(sources)
    pages = _lay_out(choice, progress, findings)
    findings.say_how_many()
    return pages, findings.report


def _lay_out(choice: Choice, progress: Progress, findings: Findings) -> VolumePages | None:
    sources, report = findings.sources, findings.report
    found = _read_all(choice, findings, progress)
    if report.has_errors or not found:
        return None
    report.extend(check_sizes([composition for _, composition in found]))
    catalog, newest = found[-1][0].catalog, found[-1][1]
    templates, faults = read_volume_templates(sources, newest)
    report.extend(faults)
    report.extend(verify_fonts(catalog, sources))
    if report.has_errors or templates is None:
        return None
    issues = _set_all(found, findings, progress)
    if report.has_errors:
        return None
    progress("matter")
    volume = _volume([issue.bound for issue in issues], choice)
    matter, volume = _set_matter(sources, templates, volume, catalog, report)
    if matter is None or report.has_errors:
        return None
    composition = _joint_composition(volume, [composition for _, composition in found])
    return _bind(replace(matter, composition=composition), volume, issues, catalog)


def _read_all(
    choice: Choice, findings: Findings, progress: Progress
) -> list[tuple[Manuscript, Composition]]:
    """Return every issue composed."""
    report, found = findings.report, []
    for number, manifest in choice.manifests.items():
        progress(f"read {number}")
        manuscript = prepare(findings.sources, manifest)
        findings.take(number, manuscript.issue, manuscript.report)
        if manuscript.composition is None or manuscript.report.has_errors:
            report.add(rules.ISSUE_NOT_SET, Span(manifest), number=number)
        else:
            found.append((manuscript, manuscript.composition))
    first, last = choice.numbers[0], choice.numbers[-1]
    missing = sorted(set(range(first, last + 1)) - set(choice.numbers))
    if missing:
        words = written(missing)
        report.add(rules.NUMBERS_MISSING, Span("issues"), first=first, last=last, missing=words)
    return found


def _set_all(
    found: Sequence[tuple[Manuscript, Composition]], findings: Findings, progress: Progress
) -> list[SetIssue]:
    """Return each issue's pages.

    What one layout leaves behind is cleared away before the next begins; pages that stay are
    frozen, or each look for garbage would go through all of them again.
    """
    from typeset.check.pages import check_pages
    from typeset.press.pagination import paginate

    done = []
    for manuscript, composition in found:
        issue = composition.issue
        progress(f"paginate {issue.number}")
        pages, faults = paginate(findings.sources, composition, manuscript.catalog)
        findings.take(issue.number, issue, faults)
        if pages is None:
            place = Span(issue.manifest)
            findings.report.add(rules.ISSUE_NOT_SET, place, number=issue.number)
            continue
        findings.take(issue.number, issue, check_pages(pages))
        done.append(_issue_of_volume(pages))
        gc.collect()
        gc.freeze()
    gc.unfreeze()
    return done


def _issue_of_volume(pages: Pages) -> SetIssue:
    from typeset.press.binding import ISSUE_ANCHOR, issue_part, named

    issue = pages.composition.issue
    name = str(issue.number)
    title = f"总第{name}期（{issue.date.year}年{issue.date.month}月{issue.date.day}日）"
    part = issue_part(pages, name, title)
    folios = {key: named(name, folio) for key, folio in pages.folios.items()}
    rows = tuple(
        Row(article.title.plain, folios[article.id], named(name, article.id))
        for article in issue.articles
    )
    cover = Row(title, part.labels[0], named(name, ISSUE_ANCHOR))
    own = replace(pages, labels=part.labels[: len(pages)], folios=folios)
    return SetIssue(own, part, BoundIssue(issue, cover, rows))


def _volume(issues: Sequence[BoundIssue], choice: Choice) -> Volume:
    title = str(issues[-1].issue.title)
    if choice.years:
        first, last = choice.years[0], choice.years[-1]
        span = f"{first}年" if first == last else f"{first}—{last}年"
    else:
        span = f"第{written(choice.numbers, dash='—')}期"
    return Volume(title, f"{span}合订本", tuple(issues), by_section(issues), by_source(issues))


def _set_matter(
    sources: Sources,
    templates: VolumeTemplates,
    volume: Volume,
    catalog: Catalog,
    report: Report,
) -> tuple[Matter | None, Volume]:
    """Return cover, contents and indexes laid out; the contents name the indexes' pages."""
    from typeset.press.binding import lay_out_matter

    def lay_out(known: Volume, names: Mapping[str, str]) -> Matter | None:
        html = {}
        for label, template in names.items():
            html[label], faults = templates.render(template, known, part_label=label)
            report.extend(faults)
        whole = {label: text for label, text in html.items() if text is not None}
        if len(whole) < len(html):
            return None
        matter, faults = lay_out_matter(
            sources, templates.composition, catalog, whole, unnumbered={COVER_LABEL}
        )
        report.extend(faults)
        return matter

    index = lay_out(volume, {INDEX_LABEL: INDEX})
    if index is None:
        return None, volume
    places = index.parts[INDEX_LABEL].labels_of(INDEXES)
    rows = tuple(Row(INDEXES[anchor], label, anchor) for anchor, label in places.items())
    volume = replace(volume, indexes=rows)
    front = lay_out(volume, {COVER_LABEL: COVER, CONTENTS_LABEL: CONTENTS})
    if front is None:
        return None, volume
    return replace(front, parts={**front.parts, **index.parts}), volume


def _joint_composition(volume: Volume, compositions: Sequence[Composition]) -> Composition:
    """Return what the press needs to know of the volume as if it were one issue."""
    newest = compositions[-1]
    last = newest.issue
    title = Text(f"{volume.title} {volume.name}", last.title.span)
    colours = joint_colours([composition.package for composition in compositions])
    spec = newest.package.spec.model_copy(update={"colours": colours})
    issue = Issue(
        folder=last.folder,
        manifest=last.manifest,
        layout=last.layout,
        title=title,
        number=last.number,
        date=last.date,
    )
    return replace(newest, issue=issue, package=replace(newest.package, spec=spec))


def _bind(
    matter: Matter, volume: Volume, issues: Sequence[SetIssue], catalog: Catalog
) -> VolumePages:
    from typeset.press.binding import bind

    front = [matter.parts[COVER_LABEL].padded(), matter.parts[CONTENTS_LABEL].padded()]
    back = [matter.parts[INDEX_LABEL]]
    pages = bind(matter, [*front, *(issue.part for issue in issues), *back])
    own = bind(matter, [*front, *back])
    front_count = sum(len(part.pages) for part in front)
    return VolumePages(volume, tuple(issues), pages, own, front_count, catalog)
