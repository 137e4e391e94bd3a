"""What was read is watched, however it is saved, and nothing else."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from typeset.preview.watching import changes, fingerprints

Step = Callable[[], object]


def watch(paths: set[Path], *steps: Step, wait_s: float = 2.5) -> list[set[Path]]:
    """Return what was told after each step."""

    async def follow(told: asyncio.Queue[frozenset[Path]]) -> None:
        seen = fingerprints(paths)
        while True:
            async for changed in changes(frozenset(paths), seen):
                await told.put(changed)

    async def gather(told: asyncio.Queue[frozenset[Path]]) -> set[Path]:
        found: set[Path] = set()
        with suppress(TimeoutError):
            found |= await asyncio.wait_for(told.get(), wait_s)
            while True:
                found |= await asyncio.wait_for(told.get(), 0.4)
        return found

    async def run() -> list[set[Path]]:
        told: asyncio.Queue[frozenset[Path]] = asyncio.Queue()
        task = asyncio.create_task(follow(told))
        await asyncio.sleep(0.4)
        results = []
        for step in steps:
            step()
            results.append(await gather(told))
        task.cancel()
        return results

    with ThreadPoolExecutor(1) as pool:  # Playwright's loop runs in this thread
        return pool.submit(lambda: asyncio.run(run())).result()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "articles" / "a.md"
    path.parent.mkdir()
    path.write_text("one")
    return path


def test_a_save_and_a_save_by_renaming(file: Path) -> None:
    def rename() -> None:
        part = file.with_name("a.md~")
        part.write_text("three")
        part.rename(file)

    assert watch({file}, lambda: file.write_text("two"), rename) == [{file}, {file}]


def test_a_file_that_goes_and_comes_back(file: Path) -> None:
    assert watch({file}, file.unlink, lambda: file.write_text("two")) == [{file}, {file}]


def test_a_folder_that_goes_and_comes_back(file: Path) -> None:
    def again() -> None:
        file.parent.mkdir()
        file.write_text("two")

    told = watch({file}, lambda: shutil.rmtree(file.parent), again, lambda: file.write_text("3"))
    assert told == [{file}, {file}, {file}]


def test_a_file_that_was_looked_for_in_vain(file: Path) -> None:
    missing = file.parent / "images" / "b.png"

    def come() -> None:
        missing.parent.mkdir()
        missing.write_bytes(b"x")

    assert watch({file, missing}, come) == [{missing}]


def test_other_files_are_nobodys_business(file: Path) -> None:
    other = file.with_name("notes.txt")
    assert watch({file}, lambda: other.write_text("x"), wait_s=1.5) == [set()]


def test_a_burst_is_told_once_or_twice(file: Path) -> None:
    def burst() -> None:
        for number in range(200):
            file.write_text(f"{number}")

    assert watch({file}, burst) == [{file}]
