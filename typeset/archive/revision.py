"""A project as it was at a git revision, in a folder of its own for a while."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from typeset.archive import rules_lock as rules
from typeset.diagnostics import Report, Span
from typeset.issue.finder import ISSUES, find_manifest


class GitError(Exception):
    """The git command did not do what was asked."""


class Repository:
    """The git repository that a project's folder lies in, read and never written."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def ask(self, *words: str) -> bytes:
        """Return what git prints; raise `GitError` when it fails, `FileNotFoundError` without it.

        Paths are names and no patterns, and git takes no locks.
        """
        command = shutil.which("git")
        if command is None:
            raise FileNotFoundError("git")
        done = subprocess.run(  # noqa: S603 -- the words are options of ours and checked names
            [command, "--literal-pathspecs", "-C", str(self.root), *words],
            capture_output=True,
            check=False,
            env={**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"},
        )
        if done.returncode:
            raise GitError(done.stderr.decode("utf-8", "replace").strip())
        return done.stdout

    def commit(self, revision: str) -> str:
        """Return the commit that a revision names; raise `GitError` when there is none."""
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        return self.ask(*asked).decode("ascii").strip()

    def names(self, commit: str, folder: str = "") -> list[str]:
        """Return the names in a folder of the project at a commit, relative to the project."""
        where = [f"{folder}/"] if folder else []
        listed = self.ask("ls-tree", "-z", "--name-only", commit, *where)
        return [os.fsdecode(name) for name in listed.split(b"\0") if name]

    def last_change(self, file: str) -> str | None:
        """Return the last commit that changed a file, None if there is none."""
        return self.ask("log", "-1", "--format=%H", "--", file).decode("ascii").strip() or None


@contextmanager
def checked_out(root: Path, revision: str, words: str) -> Iterator[tuple[Path | None, Report]]:
    """Yield the manifest of an issue as it was at a revision, or None and a report that says why.

    `words` name the issue as on the command line. The project of that time (its layouts and
    fonts, but of its issues only this one) lies in a temporary folder, which goes afterwards.
    """
    with tempfile.TemporaryDirectory(prefix="typeset-") as folder:
        place = Path(folder).resolve()
        report = _unpack(Repository(root), revision, words, place)
        manifest = None
        if not report.has_errors:
            manifest, _ = find_manifest(place, words)
            if manifest is None or not manifest.is_relative_to(place):
                manifest = None
                report.add(rules.NO_ISSUE_THERE, None, revision=revision, issue=words)
        yield manifest, report


def _unpack(repository: Repository, revision: str, words: str, place: Path) -> Report:
    report = Report()
    try:
        repository.ask("rev-parse", "--git-dir")
    except FileNotFoundError:
        report.add(rules.NO_GIT, None, revision=revision)
        return report
    except GitError:
        report.add(rules.NO_REPOSITORY, Span(str(repository.root)), folder=repository.root)
        return report
    try:
        commit = repository.commit(revision)
    except (GitError, ValueError):  # a null byte is no argument
        report.add(rules.NO_REVISION, None, revision=revision)
        return report
    wanted = _wanted(repository, commit, words)
    packed = repository.ask("archive", "--format=tar", commit, "--", *wanted)
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        # Python before 3.11.4, Debian 12's, has no filter; git itself packs no path with `..`, and
        # `Sources` follows no link that leads out.
        archive.extraction_filter = getattr(tarfile, "data_filter", None)
        archive.extractall(place)  # noqa: S202 -- see above
    (place / "layouts").mkdir(exist_ok=True)  # with issues/ it marks a project
    (place / ISSUES).mkdir(exist_ok=True)
    return report


def _wanted(repository: Repository, commit: str, words: str) -> list[str]:
    """Return what to unpack: the whole project, of a thousand issues only those that are meant."""
    names = repository.names(commit)
    issues = repository.names(commit, ISSUES) if ISSUES in names else []
    meant = [name for name in issues if _is_meant(name, words)]
    return [*(name for name in names if name != ISSUES), *(meant or issues)]


def _is_meant(name: str, words: str) -> bool:
    last = PurePosixPath(name).name
    if words.isdecimal() and last.isdecimal():
        return int(last) == int(words)
    return last in PurePosixPath(words).parts
