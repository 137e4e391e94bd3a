"""Verdicts in words for people and as data for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from typeset.archive.changes import Change, Kind
from typeset.archive.comparison import ASPECTS, Comparison, PageDifference, Verdict
from typeset.archive.verification import State, Verification
from typeset.diagnostics import Bilingual, Diagnostic, Lang, Severity

VERDICTS: Mapping[Verdict, Bilingual] = {
    Verdict.IDENTICAL: Bilingual("相同：逐字节一致", "identical: the same bytes"),
    Verdict.EQUIVALENT: Bilingual(
        "等同：字节不同，{pages} 页的文字、页框、字体、颜色、链接、图像都一样",
        "equivalent: other bytes, but text, boxes, fonts, colours, links and raster of all "
        "{pages} pages are alike",
    ),
    Verdict.DIFFERENT: Bilingual("不同", "different"),
}
STATES: Mapping[State, Bilingual] = {
    State.IDENTICAL: Bilingual("相同", "identical"),
    State.EQUIVALENT: Bilingual("等同", "equivalent"),
    State.DIFFERENT: Bilingual("不同", "different"),
    State.FAILED: Bilingual("未能核对", "not verified"),
}
UNMADE = Bilingual("不同：现在排不出来", "different: it cannot be made now")
UNLOCKED = Bilingual("无法核对：没有可用的锁文件", "not verified: no lock file to hold it to")
ON_PAGES = Bilingual("共 {count} 页有变化：{labels}", "{count} pages differ: {labels}")
COUNTS = Bilingual("页数 {old} → {new}", "{old} → {new} pages")
PAGE = Bilingual("第 {number} 页（{label}）：{aspects}", "page {number} ({label}): {aspects}")
WHOLE = Bilingual("整个文件：{aspects}", "the file as a whole: {aspects}")
MOST_LABELS = 12
SEPARATOR: Mapping[Lang, str] = {"zh": "、", "en": ", "}

ONLY_TOOLS = Bilingual(
    "只有软件变了，稿件、版式、字体都没有变：", "Only the software has changed, no input has:"
)
SOME_CHANGED = Bilingual("锁定之后变了的：", "Changed since the lock:")
NONE_CHANGED = Bilingual(
    "稿件、版式、字体、软件都与锁定时一样", "inputs and software are those of the lock"
)
CHANGES: Mapping[Kind, Bilingual] = {
    Kind.CHANGED: Bilingual("{name} 改过", "{name} changed"),
    Kind.MISSING: Bilingual("{name} 不见了", "{name} is gone"),
    Kind.NEW: Bilingual("{name} 是新用到的", "{name} is new"),
    Kind.UNUSED: Bilingual("{name} 不再用到", "{name} is no longer used"),
    Kind.OPTION: Bilingual("选项 {name}：{locked} → {now}", "option {name}: {locked} → {now}"),
    Kind.VERSION: Bilingual("{name} {locked} → {now}", "{name} {locked} → {now}"),
    Kind.PART: Bilingual("typeset 自带的 {name} 改过", "{name}, a part of typeset, changed"),
    Kind.CODE: Bilingual(
        "typeset 的程序改过（版本号未必变）", "the code of typeset changed (whatever its version)"
    ),
}


def change_lines(verification: Verification, lang: Lang) -> Iterator[str]:
    """Yield what has changed since the lock; that it is the software alone comes first."""
    if verification.lock is None:
        return
    if not verification.changes:
        yield NONE_CHANGED.render(lang, {})
        return
    head = ONLY_TOOLS if verification.only_tools_changed else SOME_CHANGED
    yield head.render(lang, {})
    yield from (f"  {change_words(change, lang)}" for change in verification.changes)


def change_words(change: Change, lang: Lang) -> str:
    """Return one change in words."""
    args = {"name": change.name, "locked": change.locked, "now": change.now}
    return CHANGES[change.kind].render(lang, args)


def unmade_words(verification: Verification, lang: Lang) -> str:
    """Return why there is nothing to compare."""
    return (UNLOCKED if verification.lock is None else UNMADE).render(lang, {})


def issue_line(verification: Verification, lang: Lang) -> str:
    """Return what came of an issue in one line: what is not identical, and codes of errors."""
    parts = [verification.manifest.removesuffix("/issue.yaml")]
    parts.append(STATES[verification.state].render(lang, {}))
    for pdf in verification.pdfs:
        if pdf.comparison.verdict is not Verdict.IDENTICAL:
            parts.append(_profile_words(pdf.profile, pdf.comparison, lang))
    errors = [d.code for d in verification.report if d.severity is Severity.ERROR]
    return "  ".join([*parts, *dict.fromkeys(errors)])


def _profile_words(profile: str, comparison: Comparison, lang: Lang) -> str:
    words = [summary(comparison, profile, lang)]
    if comparison.document:
        words.append(WHOLE.render(lang, {"aspects": _aspects(comparison.document, lang)}))
    return ("；" if lang == "zh" else "; ").join(words)


def comparison_lines(name: str, comparison: Comparison, lang: Lang) -> Iterator[str]:
    """Yield the verdict, then each page that differs and how."""
    verdict = VERDICTS[comparison.verdict].render(lang, {"pages": comparison.page_counts[1]})
    yield f"{name}  {summary(comparison, verdict, lang)}"
    if comparison.document:
        words = WHOLE.render(lang, {"aspects": _aspects(comparison.document, lang)})
        yield f"  {words}"
        yield from _details(comparison, lang)
    for page in comparison.pages:
        yield f"  {page_words(page, lang)}"
        yield from _details(page, lang)


def summary(comparison: Comparison, verdict: str, lang: Lang) -> str:
    """Return a verdict, with the number of pages if it changed and which pages differ."""
    old, new = comparison.page_counts
    parts = [verdict]
    if old != new:
        parts.append(COUNTS.render(lang, {"old": old, "new": new}))
    if comparison.pages:
        labels = [page.label for page in comparison.pages]
        shown = SEPARATOR[lang].join(labels[:MOST_LABELS])
        more = "…" if len(labels) > MOST_LABELS else ""
        parts.append(ON_PAGES.render(lang, {"count": len(labels), "labels": shown + more}))
    return ("；" if lang == "zh" else "; ").join(parts)


def page_words(page: PageDifference, lang: Lang) -> str:
    """Return which page differs and in what."""
    index = page.old if page.new is None else page.new
    number = 1 + (index or 0)
    aspects = _aspects(page.aspects, lang)
    return PAGE.render(lang, {"number": number, "label": page.label, "aspects": aspects})


def _aspects(names: tuple[str, ...], lang: Lang) -> str:
    return SEPARATOR[lang].join(ASPECTS[name].render(lang, {}) for name in names)


def _details(found: Comparison | PageDifference, lang: Lang) -> Iterator[str]:
    colon = "：" if lang == "zh" else ": "
    for detail in found.details:
        yield f"    {ASPECTS[detail.aspect].render(lang, {})}{colon}{detail.render(lang)}"


def comparison_data(comparison: Comparison, lang: Lang) -> dict[str, Any]:
    """Return a comparison for programs; page numbers count from 1."""
    old, new = comparison.page_counts
    return {
        "verdict": comparison.verdict.value,
        "page_count": {"old": old, "new": new},
        "document": {
            "differs": list(comparison.document),
            "details": _detail_data(comparison, lang),
        },
        "pages": [
            {
                "old": None if page.old is None else page.old + 1,
                "new": None if page.new is None else page.new + 1,
                "label": page.label,
                "differs": list(page.aspects),
                "details": _detail_data(page, lang),
            }
            for page in comparison.pages
        ],
    }


def _detail_data(found: Comparison | PageDifference, lang: Lang) -> list[dict[str, str]]:
    return [{"aspect": d.aspect, "words": d.render(lang)} for d in found.details]


def verification_data(verification: Verification, lang: Lang) -> dict[str, Any]:
    """Return a verification for programs."""
    lock = verification.lock
    return {
        "manifest": verification.manifest,
        "issue": None if lock is None else lock.number,
        "verdict": verification.verdict.value,
        "state": verification.state.value,
        "only_tools_changed": verification.only_tools_changed,
        "changes": [
            {"kind": c.kind.value, "name": c.name, "locked": c.locked, "now": c.now}
            for c in verification.changes
        ],
        "profiles": {
            pdf.profile: {
                "locked_sha256": pdf.locked_sha256,
                "locked_pdf_at_hand": pdf.old is not None,
                **comparison_data(pdf.comparison, lang),
            }
            for pdf in verification.pdfs
        },
        "diagnostics": [diagnostic_data(d, lang) for d in verification.report],
    }


def diagnostic_data(diagnostic: Diagnostic, lang: Lang) -> dict[str, Any]:
    """Return a diagnostic for programs."""
    span = diagnostic.span
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "file": span.file if span else None,
        "line": span.line if span else None,
        "message": diagnostic.message(lang),
        "hint": diagnostic.hint(lang),
    }
