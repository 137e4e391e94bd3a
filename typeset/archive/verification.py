"""Build an issue again and hold what comes of it to its lock."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from typeset.archive import rules_lock as rules
from typeset.archive.changes import OF_THE_TOOL, Change, changes_in_use, changes_on_disk
from typeset.archive.comparison import Comparison, Verdict, compare_digests, worst
from typeset.archive.file_comparison import Side, compare_files
from typeset.archive.held import open_lock
from typeset.archive.jobs import Progress
from typeset.archive.layout_guard import check_layout_lock
from typeset.archive.lock import Lock
from typeset.archive.lock_place import LOCK, home, prefix
from typeset.archive.locking import make, take
from typeset.archive.outputs import build_folder
from typeset.archive.page_digest import MOST_RASTER, MOST_RASTER_OTHER_TOOLS, digest
from typeset.archive.production import Product
from typeset.archive.revision import GitError, Repository, checked_out
from typeset.diagnostics import Report, Span
from typeset.sources import Sources


@dataclass(frozen=True, slots=True)
class Verified:
    """One kind of PDF, held to the lock: both files if they are at hand, and how they compare."""

    profile: str
    locked_sha256: str
    old: bytes | None = field(repr=False)
    new: bytes = field(repr=False)
    comparison: Comparison


class State(StrEnum):
    """What a verification comes to, the worst last."""

    IDENTICAL = "identical"
    EQUIVALENT = "equivalent"
    DIFFERENT = "different"
    FAILED = "failed"  # there is no lock to hold it to, or it cannot be made


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of verifying an issue; without a lock, or when nothing can be made, no PDFs."""

    manifest: str
    lock: Lock | None
    report: Report
    changes: tuple[Change, ...] = ()
    pdfs: tuple[Verified, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Return the worst of all kinds; what can't be made or held to anything is different."""
        if self.lock is None or not self.pdfs:
            return Verdict.DIFFERENT
        return worst([verified.comparison.verdict for verified in self.pdfs])

    @property
    def state(self) -> State:
        """Return the verdict, if there could be one."""
        return State(self.verdict.value) if self.pdfs else State.FAILED

    @property
    def only_tools_changed(self) -> bool:
        """Tell whether something has changed, and nothing but the tool and what it rests on."""
        return bool(self.changes) and all(change.kind in OF_THE_TOOL for change in self.changes)


def verify(
    sources: Sources,
    manifest: str,
    progress: Progress,
    profiles: Sequence[str] = (),
    *,
    seeks_old: bool = False,
) -> Verification:
    """Return how the issue, built again, stands to its lock.

    All locked kinds of PDF are made, or those of `profiles` that are locked. The locked PDF is
    looked for in `build/`; with `seeks_old` it is also made anew from the git revision that
    last changed the lock. Where it is found, differences are told in full.
    """
    lock, report = open_lock(sources, manifest)
    if lock is None:
        return Verification(manifest, None, report)
    folder = home(manifest)
    wanted = [name for name in lock.pdfs if name in profiles or not profiles]
    if not wanted:
        words = {"profile": "、".join(profiles), "locked": "、".join(lock.pdfs)}
        report.add(rules.NOT_LOCKED, Span(prefix(folder) + LOCK), **words)
        return Verification(manifest, lock, report)
    changes = changes_on_disk(lock, sources, folder)
    # An edited layout is an error; which pages it changes is what verifying is for.
    report.extend(check_layout_lock(sources, lock.layout_name, folder))
    product = make(sources, manifest, wanted, progress, lock.pages_multiple, _lenient)
    report.extend(product.report)
    if product.issue is None or not product.pdfs:
        return Verification(manifest, lock, report, changes)
    padding = lock.pages_multiple
    now = take(replace(product, pdfs={}), sources, sources.reads, manifest, padding)
    changes = (*changes, *changes_in_use(lock, now, folder))
    old = dict(_kept(sources, manifest, lock))
    missing = _missing(lock, product, old)
    if seeks_old and missing:
        old |= _made_again(sources, manifest, lock, missing, progress)
    is_same_tool = lock.versions == now.versions
    most = MOST_RASTER if is_same_tool else MOST_RASTER_OTHER_TOOLS
    verified = tuple(
        _verified(name, lock, pdf, old.get(name), most) for name, pdf in product.pdfs.items()
    )
    return Verification(manifest, lock, report, changes, verified)


def _lenient(sources: Sources, layout: str, folder: str) -> Report:
    """Hold a layout to no lock."""
    return Report()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _missing(lock: Lock, product: Product, old: Mapping[str, bytes]) -> list[str]:
    """Return the kinds that came out otherwise and whose locked file is not at hand."""
    return [
        name
        for name, pdf in product.pdfs.items()
        if _sha256(pdf) != lock.pdfs[name].sha256 and name not in old
    ]


def _verified(name: str, lock: Lock, pdf: bytes, old: bytes | None, most_raster: float) -> Verified:
    locked = lock.pdfs[name]
    if locked.sha256 == _sha256(pdf):
        comparison = Comparison(Verdict.IDENTICAL, (len(locked.pages), len(locked.pages)))
        return Verified(name, locked.sha256, pdf, pdf, comparison)
    if old is None:
        comparison = compare_digests(locked, digest(pdf), most_raster)
    else:
        comparison = compare_files(Side.of(old), Side.of(pdf))
    return Verified(name, locked.sha256, old, pdf, comparison)


def _kept(sources: Sources, manifest: str, lock: Lock) -> Iterator[tuple[str, bytes]]:
    """Yield those locked PDFs that still lie where `build` puts them."""
    wanted = {pdf.sha256: name for name, pdf in lock.pdfs.items()}
    folder = build_folder(sources, manifest) / str(lock.number)
    for path in sorted(folder.glob("*.pdf")):
        try:
            data = path.read_bytes()
        except OSError:
            continue
        if name := wanted.get(_sha256(data)):
            yield name, data


def _made_again(
    sources: Sources, manifest: str, lock: Lock, names: Sequence[str], progress: Progress
) -> dict[str, bytes]:
    """Return those locked PDFs that come, to the byte, of the revision that wrote the lock."""
    if not sources.locate(manifest).is_relative_to(sources.root):
        return {}
    repository = Repository(sources.root)
    try:
        commit = repository.last_change(prefix(home(manifest)) + LOCK)
    except (GitError, FileNotFoundError):
        return {}
    if commit is None:
        return {}
    with checked_out(sources.root, commit, home(manifest)) as (old_manifest, report):
        if old_manifest is None or report.has_errors:
            return {}
        root = old_manifest
        for _ in Path(manifest).parts:
            root = root.parent
        then = Sources(root)
        padding = lock.pages_multiple
        product = make(then, then.name(old_manifest), names, progress, padding, _lenient)
    return {
        name: pdf for name, pdf in product.pdfs.items() if _sha256(pdf) == lock.pdfs[name].sha256
    }
