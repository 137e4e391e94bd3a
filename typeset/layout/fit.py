"""Whether an issue and a layout suit each other, before anything is rendered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from typeset.diagnostics import Report, Span
from typeset.issue.model import Article, Fields, Issue, Lines
from typeset.layout import rules
from typeset.layout import rules_package as faults
from typeset.layout.catalog import Catalog
from typeset.layout.description import FieldSpec
from typeset.layout.package import LayoutPackage, check_families
from typeset.layout.suggesting import suggestion


def check_fit(package: LayoutPackage, issue: Issue, catalog: Catalog) -> Report:
    """Report every need of the layout that issue or catalogue does not meet."""
    report = check_families(package, catalog)
    _check_issue(package, issue, report)
    _check_options(package, issue, report)
    for article in issue.articles:
        _check_article(package, article, report)
    _check_slots(package, issue, report)
    return report


def _check_issue(package: LayoutPackage, issue: Issue, report: Report) -> None:
    spec, top = package.spec, Span(issue.manifest, 1, 1)
    missing: list[str] = [name for name in spec.requires if getattr(issue, name) in (None, "", ())]
    missing += [
        f"fields: {name}"
        for name, field in spec.fields.items()
        if field.required and name not in issue.fields
    ]
    for name in missing:
        report.add(rules.FIELD_MISSING, top, layout=package.reference, field=name)
    for name, lines in issue.fields.items():
        if name not in spec.fields:
            report.add(
                faults.FIELD_UNKNOWN,
                lines[0].span,
                layout=package.reference,
                name=name,
                **suggestion(name, spec.fields),
                known="、".join(spec.fields) or "—",
            )
        else:
            _check_lines(name, spec.fields[name], lines, report)


def _check_lines(name: str, field: FieldSpec, lines: Lines, report: Report) -> None:
    if field.type == "line" and len(lines) > 1:
        report.add(faults.ONE_LINE, lines[1].span, name=name, count=len(lines))


def _check_options(package: LayoutPackage, issue: Issue, report: Report) -> None:
    for name, value in issue.options.items():
        span = issue.option_spans.get(name, Span(issue.manifest))
        option = package.spec.options.get(name)
        if option is None:
            known = "、".join(package.spec.options) or "—"
            words = {"layout": package.reference, "name": name, "known": known}
            report.add(rules.OPTION_UNKNOWN, span, **words)
        elif not option.accepts(value):
            report.add(rules.OPTION_INVALID, span, name=name, value=value, allowed=option.allowed)


def _check_article(package: LayoutPackage, article: Article, report: Report) -> None:
    spec = package.spec
    needed: dict[str, str] = {
        name: "" for name in spec.article_requires if getattr(article, name) is None
    }
    needed |= {
        f"fields: {name}": field.about
        for name, field in spec.article_fields.items()
        if field.required and name not in article.fields
    }
    for name, about in needed.items():
        report.add(
            faults.ARTICLE_NEED,
            article.title.span,
            layout=package.reference,
            field=name,
            title=article.title.plain,
            about_zh=f"（{about}）" if about else "",
            about_en=f" ({about})" if about else "",
        )
    for name, lines in article.fields.items():
        if name not in spec.article_fields:
            report.add(
                faults.ARTICLE_FIELD_UNKNOWN,
                lines[0].span,
                layout=package.reference,
                name=name,
                **suggestion(name, spec.article_fields),
                known="、".join(spec.article_fields) or "—",
            )
        else:
            _check_lines(name, spec.article_fields[name], lines, report)


def _check_slots(package: LayoutPackage, issue: Issue, report: Report) -> None:
    slots = package.spec.slots
    taken: Counter[str] = Counter()
    last: dict[str, Span] = {}
    for article in issue.articles:
        if article.slot is None:
            continue
        if article.slot not in slots:
            report.add(
                faults.SLOT_UNKNOWN,
                article.slot.span,
                layout=package.reference,
                slot=article.slot,
                **suggestion(article.slot, slots),
                known="、".join(slots) or "—",
            )
        taken[article.slot] += 1
        last[article.slot] = article.slot.span
    for name, slot in slots.items():
        if not slot.least <= taken[name] <= (slot.most or taken[name]):
            zh, en = _range(slot.least, slot.most)
            report.add(
                faults.SLOT_COUNT,
                last.get(name, Span(issue.manifest, 1, 1)),
                layout=package.reference,
                slot=name,
                count=taken[name],
                wanted_zh=zh,
                wanted_en=en,
            )


def _range(least: int, most: int | None) -> tuple[str, str]:
    if most is None:
        return f"至少 {least}", f"at least {least}"
    if least == most:
        return str(least), str(least)
    return (
        (f"{least} 到 {most}", f"{least} to {most}")
        if least
        else (f"至多 {most}", f"at most {most}")
    )


def options_of(package: LayoutPackage, issue: Issue) -> Mapping[str, object]:
    """Return every option of the layout with the issue's value or the default."""
    return {
        name: issue.options.get(name, option.default)
        for name, option in package.spec.options.items()
    }


def fitted(package: LayoutPackage, issue: Issue) -> Issue:
    """Return the issue with every field that the layout names, an empty one where none is written.

    A template may then ask `{% if article.fields.author %}`, and a misspelt name is undefined.
    """
    articles = package.spec.article_fields
    sections = tuple(
        replace(
            section,
            articles=tuple(
                replace(article, fields=_filled(articles, article.fields))
                for article in section.articles
            ),
        )
        for section in issue.sections
    )
    return replace(issue, sections=sections, fields=_filled(package.spec.fields, issue.fields))


def _filled(specs: Mapping[str, FieldSpec], written: Fields) -> Fields:
    return {name: written.get(name, Lines()) for name in specs}
