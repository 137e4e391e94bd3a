"""Write a lock; build under one: what differs from it is refused, by name."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from typeset.archive import rules_lock as rules
from typeset.archive.changes import changes_in_use, changes_on_disk, refusal
from typeset.archive.jobs import Progress
from typeset.archive.layout_guard import check_layout_lock
from typeset.archive.lock import Lock
from typeset.archive.lock_place import LOCK, home, prefix
from typeset.archive.lockfile import dump, read_lock
from typeset.archive.locking import make, take
from typeset.archive.production import Product
from typeset.diagnostics import Report, Span
from typeset.issue.reader import read_issue
from typeset.output import write_whole
from typeset.sources import Sources


class Locking(StrEnum):
    """What became of an issue that was to be locked."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Locked:
    """What came of locking an issue: its lock, if there is one now, and all that was found."""

    state: Locking
    path: Path | None
    report: Report


def write_lock(
    sources: Sources,
    manifest: str,
    profiles: Sequence[str],
    progress: Progress,
    pages_multiple: int = 1,
) -> Locked:
    """Make the issue and write its lock, if the issue is sound.

    A lock that would say the same is left alone, its time stamp included. Raises `OSError` when
    it cannot be written.
    """
    product = make(sources, manifest, profiles, progress, pages_multiple)
    if product.report.has_errors or not product.pdfs:
        return Locked(Locking.FAILED, None, product.report)
    lock = take(product, sources, dict(sources.reads), manifest, pages_multiple)
    path = sources.locate(prefix(home(manifest)) + LOCK)
    data = dump(lock)
    before = path.read_bytes() if path.is_file() else None
    if before == data:
        return Locked(Locking.SAME, path, product.report)
    write_whole(path, data)
    return Locked(Locking.NEW if before is None else Locking.CHANGED, path, product.report)


def produce_locked(
    sources: Sources,
    manifest: str,
    profiles: Sequence[str],
    progress: Progress,
    pages_multiple: int = 1,
    hands: int = 1,
) -> Product:
    """Return what `produce` does, if every input and every PDF is the one that was locked.

    Nothing is laid out when a locked file or the tool differs. What only a build can tell (a
    file that is read now and was not, another default of an option) is compared after it; in
    the end each PDF is held to its sha256.
    """
    folder = home(manifest)
    lock, report = open_lock(sources, manifest)
    if lock is None:
        return Product(None, report)
    file = prefix(folder) + LOCK
    for profile in profiles:
        if profile not in lock.pdfs:
            known = "、".join(lock.pdfs)
            report.add(rules.NOT_LOCKED, Span(file), profile=profile, locked=known)
    report.extend(check_layout_lock(sources, lock.layout_name, folder))
    report.extend(refusal(changes_on_disk(lock, sources, folder), lock, file))
    if report.has_errors:
        return Product(None, report)
    product = make(sources, manifest, profiles, progress, pages_multiple, hands=hands)
    report.extend(product.report)
    if product.issue is not None and product.pdfs:
        now = take(replace(product, pdfs={}), sources, sources.reads, manifest, pages_multiple)
        report.extend(refusal(changes_in_use(lock, now, folder), lock, file))
        report.extend(_outputs(lock, product, file))
    return replace(product, report=report, pdfs={} if report.has_errors else product.pdfs)


def open_lock(sources: Sources, manifest: str) -> tuple[Lock | None, Report]:
    """Return the issue's lock, or None and what is wrong with it; another issue's is wrong."""
    # A door of its own: neither the lock nor this look at the issue is part of the build.
    door = Sources(sources.root, sources.locate(home(manifest)))
    lock, report = read_lock(door, home(manifest))
    if lock is not None:
        issue, _ = read_issue(door, manifest)
        if issue is not None and issue.number != lock.number:
            place = Span(prefix(home(manifest)) + LOCK)
            report.add(rules.OTHER_ISSUE, place, locked=lock.number, number=issue.number)
            return None, report
    return lock, report


def _outputs(lock: Lock, product: Product, file: str) -> Report:
    report = Report()
    for profile, pdf in product.pdfs.items():
        if hashlib.sha256(pdf).hexdigest() != lock.pdfs[profile].sha256:
            report.add(rules.OUTPUT_CHANGED, Span(file), profile=profile, number=lock.number)
    return report
