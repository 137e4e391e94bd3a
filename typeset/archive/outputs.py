"""Where an issue's PDFs and their records lie, and how they get there."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from typeset.archive.freshness import Freshness
from typeset.archive.jobs import Job, Outcome
from typeset.archive.record import BuildRecord, Output, dump, load
from typeset.diagnostics import Report
from typeset.output import write_whole
from typeset.sources import Sources, Stamp

BUILD = "build"
RECORDS = ".typeset"


@dataclass(frozen=True, slots=True)
class Standing:
    """What still holds of an earlier build, and why the rest (`stale`) is to be made anew.

    `paths` and `report` tell of the profiles that hold; a profile without a path was refused.
    """

    stale: tuple[str, ...]
    reason: str
    paths: tuple[Path, ...]
    report: Report

    @property
    def is_refused(self) -> bool:
        """Tell whether the issue was refused and still is."""
        return not self.stale and self.report.has_errors


class WriteError(Exception):
    """A PDF could not be written; what was there before stays."""

    def __init__(self, path: Path, cause: OSError) -> None:
        super().__init__(f"{path}: {cause}")
        self.path = path
        self.reason = cause.strerror or str(cause)


def build_folder(sources: Sources, manifest: str) -> Path:
    """Return `build/` of the project, or of the issue's own folder if it lies elsewhere."""
    place = sources.locate(manifest)
    is_inside = place.is_relative_to(sources.root)
    return (sources.root if is_inside else place.parent) / BUILD


def standing(job: Job, freshness: Freshness) -> Standing:
    """Return what still holds of the earlier builds of a job's issue."""
    sources = job.sources
    stale, paths, report = [], [], Report()
    reason = ""
    for profile in job.profiles:
        place = _record_place(sources, job.manifest, profile)
        record = _read_record(place)
        changed = _mismatch(record, job)
        if record is not None and changed is None:
            verdict = freshness.judge(record, sources)
            changed = verdict.changed
            if changed is None and job.is_locked:
                changed = freshness.judge_held(record, sources)
            if changed is None and verdict.record is not record:
                with contextlib.suppress(OSError):  # it only saves time
                    write_whole(place, dump(verdict.record))
        if record is None or changed is not None:
            stale.append(profile)
            reason = reason or changed or ""
            continue
        report.extend(record.report)
        if record.output is not None:
            paths.append(sources.root / record.output.name)
    if stale and report.has_errors:  # refused together, tried together
        return Standing(job.profiles, reason, (), Report())
    return Standing(tuple(stale), reason, tuple(paths), report)


def _mismatch(record: BuildRecord | None, job: Job) -> str | None:
    """Return what was asked for otherwise when the record was written."""
    if record is None:
        return ""
    if record.manifest != job.manifest:
        return job.manifest
    if record.pages_multiple != job.pages_multiple:
        return "--pad"
    if record.output is None and record.together != job.profiles:
        return "--profile"
    return None


def output_paths(outcome: Outcome, folder: Path | None) -> dict[str, Path]:
    """Return profile → where its PDF goes: to `folder`, or to `build/N/` when it is None."""
    job = outcome.job
    target = folder or build_folder(job.sources, job.manifest) / str(outcome.number)
    return {profile: target / outcome.names[profile] for profile in outcome.pdfs}


def write_outputs(outcome: Outcome, folder: Path | None) -> Iterator[Path]:
    """Write an outcome's PDFs and records, and yield the PDFs' paths one by one.

    Only what lies in `build/` (no `folder`) is remembered. Raises `WriteError`.
    """
    paths = output_paths(outcome, folder)
    for profile, path in paths.items():
        try:
            write_whole(path, outcome.pdfs[profile])
        except OSError as error:
            raise WriteError(path, error) from error
        yield path
    if folder is not None:
        return
    sources, manifest = outcome.job.sources, outcome.job.manifest
    for profile, record in outcome.records.items():
        kept = record
        if profile in paths:
            output = _written(sources, paths[profile], outcome.pdfs[profile])
            kept = replace(record, output=output)
        with contextlib.suppress(OSError):  # without it, the next build makes the PDF again
            write_whole(_record_place(sources, manifest, profile), dump(kept))


def _written(sources: Sources, path: Path, data: bytes) -> Output:
    import hashlib

    stamp = Stamp.of(path.stat())  # a file of its own since the rename, so no write is missed
    return Output(sources.name(path), hashlib.sha256(data).hexdigest(), stamp)


def _record_place(sources: Sources, manifest: str, profile: str) -> Path:
    issue = sources.locate(manifest).parent.name
    return build_folder(sources, manifest) / RECORDS / issue / f"{profile}.json"


def _read_record(place: Path) -> BuildRecord | None:
    try:
        return load(place.read_bytes())
    except OSError:
        return None
