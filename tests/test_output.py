from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from typeset import output


def test_write_makes_folders_and_leaves_no_trace(tmp_path: Path) -> None:
    target = tmp_path / "build/7/a.pdf"
    output.write_whole(target, b"one")
    output.write_whole(target, b"two")
    assert target.read_bytes() == b"two"
    assert list(target.parent.iterdir()) == [target]
    mask = os.umask(0o022)
    os.umask(mask)
    assert stat.S_IMODE(target.stat().st_mode) == 0o666 & ~mask


def test_an_interrupted_write_leaves_the_old_file(tmp_path: Path, monkeypatch) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")

    def interrupt(handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(output.os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        output.write_whole(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_write_new_never_overwrites(tmp_path: Path) -> None:
    output.write_new(tmp_path / "x", b"1")
    with pytest.raises(FileExistsError):
        output.write_new(tmp_path / "x", b"2")
    assert (tmp_path / "x").read_bytes() == b"1"


def test_what_killed_writes_left_is_swept_up_after_a_while(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    old, fresh, other = (tmp_path / n for n in (".a.pdf.1.part", ".a.pdf.2.part", ".b.pdf.1.part"))
    for path in (old, fresh, other):
        path.write_bytes(b"x")
    for path in (old, other):
        os.utime(path, (1, 1))
    output.write_whole(target, b"new")
    assert sorted(p.name for p in tmp_path.iterdir()) == [fresh.name, other.name, "a.pdf"]
