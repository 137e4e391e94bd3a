from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from typeset.diagnostics import Span
from typeset.layout.catalog import (
    missing_glyphs,
    prints_nothing,
    read_catalog,
    uncovered,
    verify_fonts,
)
from typeset.sources import Sources

ROOT = Path(__file__).resolve().parents[2]


def test_catalogue_describes_the_files_themselves() -> None:
    catalog, report = read_catalog(Sources(ROOT))
    assert not len(report)
    for font, path in zip(catalog.fonts, catalog.paths, strict=True):
        assert hashlib.sha256(path.read_bytes()).hexdigest() == font.sha256
        with TTFont(path, lazy=True) as face:
            names = {face["name"].getDebugName(n) for n in (1, 16)}
            assert font.family in names
            assert face["OS/2"].usWeightClass == font.weight
        assert "SIL OPEN FONT LICENSE" in (ROOT / "fonts" / font.licence.file).read_text().upper()


def test_no_font_lies_outside_the_catalogue() -> None:
    catalog, _ = read_catalog(Sources(ROOT))
    lying = {p for p in (ROOT / "fonts").rglob("*") if p.suffix in (".ttf", ".otf", ".ttc")}
    assert lying == set(catalog.paths)


def test_changed_and_missing_font_files_are_errors(project) -> None:
    changed = project.root / "fonts/lxgw-wenkai/LXGWWenKai-Regular.ttf"
    data = changed.read_bytes()
    changed.unlink()
    changed.write_bytes(data + b"\x00")
    (project.root / "fonts/noto-sans-sc/NotoSansSC_500Medium.ttf").unlink()
    sources = Sources(project.root)
    catalog, _ = read_catalog(sources)
    report = verify_fonts(catalog, sources)
    assert sorted(d.code for d in report) == ["L010", "L011"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中文，Latin 123", set()),
        ("㊣𠮷", set()),
        ("😀", {"😀"}),
        ("กขำ", {"ก", "ข", "ำ"}),
        ("\u200b\ufeff\ufe0f\t\n\u00ad", set()),
    ],
)
def test_uncovered(text: str, expected: set[str]) -> None:
    catalog, _ = read_catalog(Sources(ROOT))
    assert uncovered(catalog, text) == expected


def test_missing_glyph_names_character_code_point_and_place() -> None:
    catalog, _ = read_catalog(Sources(ROOT))
    printed = {"中": Span("a.md", 1, 1), "😀": Span("a.md", 3)}
    (found,) = missing_glyphs(catalog, printed, lambda char, start: Span(start.file, 3, 5))
    assert found.code == "L012"
    assert found.span == Span("a.md", 3, 5)
    assert found.args["codepoint"] == "U+1F600"


def test_coverage_is_what_fonttools_finds() -> None:
    catalog, _ = read_catalog(Sources(ROOT))
    every = [chr(n) for n in range(0x21, 0x30000) if not prints_nothing(chr(n))]
    known: set[int] = set()
    for path in catalog.paths:
        with TTFont(path, lazy=True) as face:
            known |= set(face["cmap"].getBestCmap())
    assert uncovered(catalog, every) == {c for c in every if ord(c) not in known}


@pytest.mark.parametrize(("character", "silent"), [("a", False), ("\u200d", True), ("　", True)])
def test_prints_nothing(character: str, silent: bool) -> None:
    assert prints_nothing(character) is silent
