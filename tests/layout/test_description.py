"""layout.yaml: each key's type, and what the keys must say together."""

from __future__ import annotations

import pytest

FILE = "layouts/brief/1/layout.yaml"

WRONG = [
    # what is written, what is written instead, code, what the diagnostic points to
    ("name: brief", "name: [a]", "L024", "["),
    ("name: brief", "name: Brief", "L024", "Brief"),
    ("name: brief", "name: weekly", "L028", "weekly"),
    ("version: 1", "version: one", "L024", "one"),
    ("version: 1", "version: 2", "L028", "2"),
    ("version: 1", "version: true", "L024", "true"),
    ("title: 简报", "title: 7", "L024", "7"),
    ("title: 简报", "titel: 简报", "L022", "titel"),
    ("fonts: [Noto Serif SC", "fonts: [Noto Serif SK", "L029", "Noto Serif SK"),
    ("fonts: [Noto Serif SC, Noto Sans SC, LXGW WenKai]", "fonts: Noto", "L024", "Noto"),
    ("width_mm: 210", "width_mm: 210mm", "L024", "210mm"),
    ("width_mm: 210", "width_mm: -1", "L024", "-1"),
    ("width_mm: 210", "width_mm: 120", "L025", "{"),
    ("height_mm: 297", "height_mm: 200", "L025", "{"),
    (", height_mm: 297", "", "L023", "{"),
    ("bleed_mm: 3", "bleed_mm: 1", "L024", "1"),
    ("bleed_mm: 3", "bleed_mm: '3'", "L024", "'3'"),
    ("{head_pt: 68}", "{head_mm: 24}", "L022", "head_mm"),
    ("{head_pt: 68}", "68", "L024", "68"),
    ("measure_em: 38", "measure_em: 38.5", "L024", "38.5"),
    ("measure_em: 38", "measure: 38", "L022", "measure"),
    ("lines: 35", "lines: 0", "L024", "0"),
    ("lines: 35", "lines: 35, columns: 2, gutter_em: 3", "L026", "2"),
    ("lines: 35", "lines: 35, columns: 0", "L024", "0"),
    ('rgb: "#1a1a1a"', 'rgb: "black"', "L024", '"black"'),
    ("cmyk: [0, 0, 0, 100]", "cmyk: [0, 0, 0]", "L024", "["),
    ("cmyk: [0, 0, 0, 100]", "cmyk: [0, 0, 0, 101]", "L024", "101"),
    ("ink: {rgb", "line: {rgb", "L036", "{"),
    ("ink: {rgb", "items: {rgb", "L024", "items"),
    ("requires: [tagline,", "requires: [tagine,", "L024", "tagine"),
    ("type: choice", "type: choise", "L024", "choise"),
    ("default: when-room", "default: sometimes", "L027", "sometimes"),
    ("default: 60", "default: 20", "L027", "20"),
    ("least: 30", "least: [30]", "L024", "["),
    ("body_starts: articles_start", "body_starts: left", "L024", "left"),
    ("{cover: 封面,", "{cover: 1,", "L024", "1"),
]


@pytest.mark.parametrize(("old", "new", "code", "place"), WRONG, ids=[each[1] for each in WRONG])
def test_each_key_is_checked_at_its_place(bench, old, new, code, place) -> None:
    bench.change("layout.yaml", old, new)
    found = [each for each in bench.found() if each.code == code]
    assert found, [(each.code, each.message("en")) for each in bench.found()]
    assert found[0].span.file == FILE
    assert bench.text_at(found[0]).startswith(place)
    assert found[0].message("zh")
    assert found[0].hint("en")


def test_broken_yaml_names_the_line(bench) -> None:
    bench.change("layout.yaml", "fonts: [Noto Serif SC,", "fonts: [Noto Serif SC,\n  ]]")
    found = bench.found()
    assert found
    assert {each.span.file for each in found} == {FILE}
    assert all(each.code.startswith("Y") for each in found)


@pytest.mark.parametrize("text", ["", "- a\n", "words\n", "{}\n", "fonts:\n", "a: b\n"])
def test_what_is_no_description_is_told(bench, text) -> None:
    bench.write("layout.yaml", text)
    found = bench.found()
    assert found
    for each in found:
        assert each.span.file == FILE
        assert each.message("zh")
        assert each.hint("en")


def test_several_faults_come_in_one_run(bench) -> None:
    bench.change("layout.yaml", "version: 1", "version: x")
    bench.change("layout.yaml", "lines: 35", "lines: many")
    bench.change("layout.yaml", "title: 简报", "titel: 简报")
    assert sorted(each.code for each in bench.found()) == ["L022", "L023", "L024", "L024"]


def test_an_unknown_key_is_suggested(bench) -> None:
    bench.change("layout.yaml", "title: 简报", "title: 简报\ncolors: {}")
    found = bench.only()
    assert "colours" in found.hint("en")
    assert bench.text_at(found) == "colors"


def test_the_grid_in_columns(bench) -> None:
    from typeset.layout.package import read_layout
    from typeset.sources import Sources

    bench.change("layout.yaml", "lines: 35", "lines: 35, columns: 2, gutter_em: 2")
    package, report = read_layout(Sources(bench.root), "brief@1", None)
    assert not len(report)
    grid = package.spec.grid
    assert (grid.column_em, grid.column_pt, grid.gutter_pt) == (18, 207, 23)
    assert grid.side_pt + grid.measure_pt + grid.outer_pt == pytest.approx(210 / 25.4 * 72)
    assert grid.head_pt + grid.height_pt + grid.foot_pt == pytest.approx(297 / 25.4 * 72)
