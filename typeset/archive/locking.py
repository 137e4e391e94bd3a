"""Make an issue, and take the lock of what was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from typeset.archive import rules_lock as rules
from typeset.archive.jobs import Progress
from typeset.archive.layout_guard import check_layout_lock
from typeset.archive.lock import CODE, Lock, LockedFont
from typeset.archive.lock_place import home, prefix
from typeset.archive.page_digest import digest
from typeset.archive.production import Product, produce
from typeset.diagnostics import Report, Span
from typeset.issue.project_settings import FILE as PROJECT_SETTINGS
from typeset.layout.catalog import read_catalog
from typeset.layout.fit import options_of
from typeset.layout.package import read_layout
from typeset.layout.prepared import Guard
from typeset.press.ink_profiles import FOLDER, SHA256
from typeset.press.versions import code_digest, part_digests, versions
from typeset.sources import Sources


def damaged_profiles() -> Report:
    """Report each of the tool's own colour profiles that is not the one it came with."""
    report = Report()
    parts = part_digests()
    for name, sha256 in SHA256.items():
        file = next((part for part in parts if part.endswith(f"/{FOLDER.name}/{name}")), name)
        if parts.get(file) != sha256:
            report.add(rules.COLOUR_PROFILE_DAMAGED, Span(file), file=file)
    return report


def make(
    sources: Sources,
    manifest: str,
    profiles: Sequence[str],
    progress: Progress,
    pages_multiple: int = 1,
    guard: Guard = check_layout_lock,
    hands: int = 1,
) -> Product:
    """Return the issue's PDFs as `produce` does, unless the tool's colours cannot be trusted."""
    report = damaged_profiles()
    if report.has_errors:
        return Product(None, report)
    return produce(sources, manifest, profiles, progress, pages_multiple, guard, hands)


def take(
    product: Product,
    sources: Sources,
    reads: Mapping[str, str],
    manifest: str,
    pages_multiple: int,
) -> Lock:
    """Return the lock of an issue that was made; `reads` are the files it was made from.

    Raises `ValueError` for a product without an issue.
    """
    if product.issue is None:
        raise ValueError("nothing was made")
    door = Sources(sources.root, sources.locate(home(manifest)))
    catalog, _ = read_catalog(door)
    package, _ = read_layout(door, product.issue.layout, product.issue.layout.span)
    options = options_of(package, product.issue) if package else {}
    own, layout = prefix(home(manifest)), f"{package.folder}/" if package else "\0"
    fonts = {
        f"fonts/{font.file}": LockedFont(font.family, font.weight, font.version, reads[name])
        for font in catalog.fonts
        if (name := f"fonts/{font.file}") in reads
    }
    # What silences warnings shapes no page.
    left = {n: sha for n, sha in reads.items() if n not in fonts and n != PROJECT_SETTINGS}
    of_layout = {name: sha for name, sha in left.items() if name.startswith(layout)}
    of_issue = {n: sha for n, sha in left.items() if n.startswith(own) and n not in of_layout}
    return Lock(
        number=product.issue.number,
        date=product.issue.date.isoformat(),
        layout_name=str(product.issue.layout),
        options={name: _plain(value) for name, value in sorted(options.items())},
        pages_multiple=pages_multiple,
        own={name.removeprefix(own): sha for name, sha in of_issue.items()},
        layout=of_layout,
        shared={n: s for n, s in left.items() if n not in of_layout and n not in of_issue},
        fonts=fonts,
        versions=versions(),
        parts={**part_digests(), CODE: code_digest()},
        pdfs={name: digest(pdf) for name, pdf in product.pdfs.items()},
    )


def _plain(value: object) -> str | float | bool:
    """Return an option's value as a lock writes it, without the place where it was written."""
    return value if isinstance(value, bool | int | float) else str(value)
