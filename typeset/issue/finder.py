"""Which issue an editor means: a number, a folder, or a manifest."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from typeset.diagnostics import Report, Span
from typeset.issue import rules_files as rules

MANIFEST = "issue.yaml"
ISSUES = "issues"
_MARKS = ("layouts", ISSUES)
_NUMBER = re.compile(r"(?:第|总第)?\s*([0-9]+)\s*期?")


def find_project_root(start: Path) -> Path:
    """Return the nearest folder from `start` up that holds `layouts/` and `issues/`.

    Where there is none, it is the folder that holds the installed `typeset` package.
    """
    here = start.resolve()
    for folder in (here, *here.parents):
        if all((folder / mark).is_dir() for mark in _MARKS):
            return folder
    return Path(__file__).resolve().parents[2]


def issue_numbers(root: Path) -> tuple[int, ...]:
    """Return the numbers of the issues below `root`, in ascending order."""
    return tuple(issue_manifests(root))


def issue_manifests(root: Path) -> dict[int, Path]:
    """Return number → manifest of the issues below `root`, in ascending order."""
    folder = root / ISSUES
    if not folder.is_dir():
        return {}
    found = sorted(folder.glob(f"*/{MANIFEST}"), reverse=True)
    numbered = {int(p.parent.name): p for p in found if re.fullmatch(r"[0-9]+", p.parent.name)}
    return dict(sorted(numbered.items()))


def latest_issue(root: Path) -> Path | None:
    """Return the manifest of the issue with the highest number, None where there is none."""
    return next(reversed(issue_manifests(root).values()), None)


def find_manifest(root: Path, words: str, here: Path | None = None) -> tuple[Path | None, Report]:
    """Return the manifest that `words` mean, or None and a report that says what there is.

    `words` are a number, a folder, or a path to a manifest; paths are looked for from `here`
    (`root` by default) and from `root`. Full-width digits count as digits.
    """
    report = Report()
    folded = unicodedata.normalize("NFKC", words).strip()
    number = _NUMBER.fullmatch(folded)
    if number is not None:
        return _by_number(root, int(number.group(1)[:18]), report), report
    for base in dict.fromkeys((here or root, root)):
        path = _as_path(base, words.strip())
        if path is None:
            continue
        if path.is_file():
            return path, report
        if path.is_dir():
            if (path / MANIFEST).is_file():
                return path / MANIFEST, report
            report.add(rules.NO_MANIFEST, Span(words), folder=words)
            return None, report
    report.add(rules.MISSING, Span(words), file=words, **_existing(root))
    return None, report


def _as_path(base: Path, words: str) -> Path | None:
    """Return `words` as a path, None where no file system could hold it."""
    try:
        path = (base / words).resolve()
        path.is_file()
    except (OSError, ValueError, RuntimeError):
        return None
    return path


def _manifest(root: Path, number: int) -> Path:
    folders = (root / ISSUES).glob(f"*/{MANIFEST}")
    matching = (path for path in folders if path.parent.name.isdecimal())
    return next(
        (path for path in sorted(matching) if int(path.parent.name) == number),
        root / ISSUES / str(number) / MANIFEST,
    )


def _by_number(root: Path, number: int, report: Report) -> Path | None:
    path = _manifest(root, number)
    if path.is_file():
        return path
    place = f"{ISSUES}/{number}"
    if path.parent.is_dir():
        report.add(rules.NO_MANIFEST, Span(place), folder=place)
        return None
    existing = "、".join(map(str, issue_numbers(root))) or "（无）"
    report.add(rules.NO_SUCH_ISSUE, Span(place), number=number, existing=existing)
    return None


def _existing(root: Path) -> dict[str, object]:
    numbers = issue_numbers(root)
    if not numbers:
        return {"nearest_zh": "", "nearest_en": ""}
    listed = "、".join(map(str, numbers))
    return {"nearest_zh": f"现有各期：{listed}。", "nearest_en": f"There are: {listed}."}
