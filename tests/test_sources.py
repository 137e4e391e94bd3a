from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from typeset.sources import OutsideProjectError, Sources


def test_reads_are_recorded_by_project_relative_name(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/b.txt").write_bytes(b"text")
    sources = Sources(tmp_path)
    assert sources.read("a/b.txt") == sources.read(tmp_path / "a" / "b.txt") == b"text"
    assert dict(sources.reads) == {"a/b.txt": hashlib.sha256(b"text").hexdigest()}


@pytest.mark.parametrize("path", ["../secret", "/etc/hostname", "a/../../secret", "link"])
def test_nothing_outside_is_read(tmp_path: Path, path: str) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (tmp_path / "secret").write_text("x")
    (root / "link").symlink_to(tmp_path / "secret")
    sources = Sources(root)
    with pytest.raises(OutsideProjectError):
        sources.read(path)
    assert not sources.is_file(path)
    assert not sources.reads


def test_a_second_root_is_open_too(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    (tmp_path / "two/x").write_text("x")
    sources = Sources(tmp_path / "one", tmp_path / "two")
    assert sources.read(tmp_path / "two/x") == b"x"
    assert list(sources.reads) == [(tmp_path / "two/x").as_posix()]
