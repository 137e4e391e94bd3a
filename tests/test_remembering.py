"""Functions are called again only if what they read has changed."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from typeset.remembering import Memory
from typeset.sources import Sources

OLD_NS = time.time_ns() - 3_600_000_000_000


def write(path: Path, text: str, at_ns: int = OLD_NS) -> None:
    path.write_text(text)
    os.utime(path, ns=(at_ns, at_ns))


class Reader:
    def __init__(self, root: Path) -> None:
        self.root, self.memory, self.calls = root, Memory(), 0

    def read(self, sources: Sources, name: str) -> str:
        self.calls += 1
        return sources.read(name).decode() if sources.is_file(name) else "-"

    def ask(self, name: str = "a.txt") -> str:
        self.sources = Sources(self.root)
        value: str = self.memory(self.read, self.sources, name)
        return value


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    write(tmp_path / "a.txt", "one")
    return Reader(tmp_path)


def test_an_unchanged_file_is_read_once_and_still_recorded(reader: Reader) -> None:
    assert [reader.ask(), reader.ask()] == ["one", "one"]
    assert reader.calls == 1
    assert "a.txt" in reader.sources.reads


def test_a_changed_file_is_read_again(reader: Reader) -> None:
    reader.ask()
    write(reader.root / "a.txt", "two", OLD_NS + 1)
    assert reader.ask() == "two"


def test_a_change_that_leaves_time_and_size_is_seen_while_it_is_fresh(reader: Reader) -> None:
    now = time.time_ns()
    write(reader.root / "a.txt", "one", now)
    assert reader.ask() == "one"
    write(reader.root / "a.txt", "two", now)
    assert reader.ask() == "two"


def test_a_touched_file_is_not_worth_a_call(reader: Reader) -> None:
    reader.ask()
    write(reader.root / "a.txt", "one", OLD_NS + 5)
    reader.ask()
    assert reader.calls == 1


def test_a_file_that_goes_or_comes_is_noticed(reader: Reader) -> None:
    assert reader.ask("b.txt") == "-"
    assert reader.sources.missed == {"b.txt"}
    assert reader.ask("b.txt") == "-"
    assert reader.calls == 1
    assert reader.sources.missed == {"b.txt"}
    write(reader.root / "b.txt", "new")
    assert reader.ask("b.txt") == "new"
    (reader.root / "b.txt").unlink()
    assert reader.ask("b.txt") == "-"


def test_what_is_not_asked_for_in_a_round_is_forgotten(reader: Reader) -> None:
    reader.ask()
    reader.memory.next_round()
    assert len(reader.memory) == 1
    reader.memory.next_round()
    assert len(reader.memory) == 0
