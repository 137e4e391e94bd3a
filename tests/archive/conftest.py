"""Fixtures: an issue that was built and locked once, and commands run in this process."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from typeset.cli import COMMANDS


def link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


@dataclass(frozen=True)
class Place:
    """A project, with the commands run in its folder."""

    root: Path

    @property
    def lock(self) -> Path:
        return self.root / "issues/7/issue.lock"

    @property
    def article(self) -> Path:
        return self.root / "issues/7/articles/01-first.md"

    def run(self, command: str, *words: str) -> Result:
        before = Path.cwd()
        os.chdir(self.root)
        try:
            module = importlib.import_module(COMMANDS[command])
            result = CliRunner().invoke(module.command, words)
        finally:
            os.chdir(before)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    def edit(self, path: Path, old: str, new: str) -> None:
        text = path.read_text()
        assert old in text
        path.unlink()  # it may be a hard link
        path.write_text(text.replace(old, new, 1))

    def git(self, *words: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        who += ("-c", "core.compression=0")  # 80 MB of fonts
        subprocess.run(["git", "-C", self.root, *who, *words], check=True, capture_output=True)


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory, project_in) -> Place:
    """A project with one issue, built as print and locked as print and screen."""
    project = project_in(tmp_path_factory.mktemp("locked") / "project")
    project.issue()
    place = Place(project.root)
    assert place.run("build", "7", "-p", "print").exit_code == 0
    done = place.run("lock", "7", "-p", "print", "-p", "screen")
    assert (done.exit_code, done.stdout) == (0, "issues/7/issue.lock\n"), done.stderr
    return place


@pytest.fixture
def copied(original: Place, tmp_path: Path) -> Callable[[str], Place]:
    def copy(name: str) -> Place:
        root = tmp_path / name
        shutil.copytree(original.root, root, copy_function=link)
        for path in root.rglob("*"):
            if path.is_file() and path.suffix != ".ttf":
                data = path.read_bytes()
                path.unlink()
                path.write_bytes(data)
        return Place(root)

    return copy


@pytest.fixture
def locked(copied: Callable[[str], Place]) -> Place:
    return copied("project")
