"""The CSS that `layout.yaml` stands for: page, grid and colours as variables."""

from __future__ import annotations

from collections.abc import Mapping

from typeset.layout.description import LayoutFile
from typeset.layout.grid import Grid


def variables(grid: Grid) -> Mapping[str, str]:
    """Return the custom properties that a style sheet can use, without the leading `--`."""
    return {
        "body": f"{grid.body_pt}pt",
        "line": f"{grid.leading_pt}pt",
        "measure": f"{grid.measure_pt}pt",
        "type-area-height": f"{grid.height_pt}pt",
        "columns": f"{grid.columns}",
        "column": f"{grid.column_pt}pt",
        "gutter": f"{grid.gutter_pt}pt",
        "head": f"{grid.head_pt}pt",
        "side": f"{grid.side_pt:.4f}pt",
        "outer": f"{grid.outer_pt:.4f}pt",
        "foot": f"{grid.foot_pt:.4f}pt",
        "page-width": f"{grid.page_width_mm}mm",
        "page-height": f"{grid.page_height_mm}mm",
        "bleed": f"{grid.bleed_mm}mm",
    }


def prelude(spec: LayoutFile) -> str:
    """Return the style sheet that goes before the layout's own."""
    grid = spec.grid
    values = dict(variables(grid)) | {
        name.replace("_", "-"): colour.rgb for name, colour in spec.colours.items()
    }
    written = "".join(f"--{name}:{value};" for name, value in values.items())
    left = ""
    if grid.inner_pt is not None:
        left = f"@page :left{{margin:{_margins(grid, grid.side_pt, grid.outer_pt)}}}"
    return (
        f"@page{{size:{grid.page_width_mm}mm {grid.page_height_mm}mm;bleed:{grid.bleed_mm}mm;"
        f"margin:{_margins(grid, grid.outer_pt, grid.side_pt)}}}"
        f"{left}:root{{{written}}}"
    )


def _margins(grid: Grid, right_pt: float, left_pt: float) -> str:
    return f"{grid.head_pt}pt {right_pt:.4f}pt {grid.foot_pt:.4f}pt {left_pt:.4f}pt"
