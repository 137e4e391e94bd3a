"""Whether anything changed that a PDF came of: the read set decides."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from typeset.archive.lock_place import LOCK, home, prefix
from typeset.archive.lock_watch import LockWatch
from typeset.archive.record import BuildRecord
from typeset.sources import FileRead, Question, Sources, Stamp

TOOL = "typeset"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What changed (None for nothing), and the record with every stamp as it is now."""

    changed: str | None
    record: BuildRecord


class Freshness:
    """Compares records with the files of now; within one run each file is looked at once."""

    def __init__(self) -> None:
        self._stamps: dict[str, Stamp | None] = {}
        self._digests: dict[str, FileRead | None] = {}
        self._answers: dict[tuple[tuple[Path, ...], Question, str], str] = {}
        self._locks = LockWatch()

    def judge(self, record: BuildRecord, sources: Sources) -> Verdict:
        """Return what changed since `record` was written."""
        if record.tool.has_changed():
            return Verdict(TOOL, record)
        root = str(sources.root)
        files = {
            name: self._now(sources, os.path.join(root, name), was)
            for name, was in record.files.items()
        }
        changed = next(self._changes(record, sources, files), None)
        if changed is not None:
            return Verdict(changed, record)
        now = {name: read for name, read in files.items() if read is not None}
        output = record.output
        if output is not None:
            found = self._now(
                sources, os.path.join(root, output.name), FileRead(output.sha256, output.stamp)
            )
            if found is None:
                return Verdict(output.name, record)
            output = replace(output, stamp=found.stamp)
        objection = self._locks.objection(record, sources)
        if objection is not None:
            return Verdict(objection, record)
        locks = replace(record.locks, stamps=self._locks.stamps(sources, record.manifest))
        if (now, output, locks) == (record.files, record.output, record.locks):
            return Verdict(None, record)
        return Verdict(None, replace(record, files=now, output=output, locks=locks))

    def judge_held(self, record: BuildRecord, sources: Sources) -> str | None:
        """Return the issue's lock if what stands was not held to it as it is now."""
        name, was = prefix(home(record.manifest)) + LOCK, record.locks.own
        if was is None or self._now(sources, os.path.join(sources.root, name), was) is None:
            return name
        return None

    def _changes(
        self, record: BuildRecord, sources: Sources, files: dict[str, FileRead | None]
    ) -> Iterator[str]:
        yield from (name for name, read in files.items() if read is None)
        for (question, about), said in record.answers.items():
            if self._answer(sources, question, about) != said:
                yield about.replace("\n", "/")

    def _now(self, sources: Sources, path: str, was: FileRead) -> FileRead | None:
        """Return the file as it is if it holds what it held, else None."""
        if path not in self._stamps:
            self._stamps[path] = _stamp(path)
        stamp = self._stamps[path]
        if stamp is None or stamp == was.stamp:
            return None if stamp is None else was
        if path not in self._digests:
            try:
                self._digests[path] = sources.digest(path)
            except OSError:
                self._digests[path] = None
        found = self._digests[path]
        return found if found is not None and found.sha256 == was.sha256 else None

    def _answer(self, sources: Sources, question: Question, about: str) -> str:
        key = (sources.roots, question, about)
        if key not in self._answers:
            self._answers[key] = sources.ask(question, about)
        return self._answers[key]


def _stamp(path: str) -> Stamp | None:
    try:
        return Stamp.of(os.stat(path))
    except OSError:
        return None
