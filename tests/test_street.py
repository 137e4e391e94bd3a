"""The one street: a room imports only from rooms nearer to the ground."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "typeset"
GROUND = (
    *("diagnostics", "explaining", "sources", "isolation", "declarations", "output"),
    *("packages", "patching", "remembering", "forking", "frames", "postponing"),
)
STREET = ("issue", "layout", "cjk", "press", "check", "archive", "cli")
UPSTAIRS = ("archive", "preview", "importers", "exporters")  # side by side, above check

# Each third-party library has its doors.
DOORS = {
    "yaml": {"issue", "layout"},
    "pydantic": {"issue", "layout"},
    "markdown_it": {"issue"},
    "mdit_py_plugins": {"issue"},
    "jinja2": {"layout"},
    "qrcode": {"layout"},
    "weasyprint": {"cjk", "press"},
    "pydyf": {"press"},
    "pikepdf": {"press"},
    "pypdfium2": {"press"},
    "zxingcpp": {"press"},
    "pypinyin": {"archive"},
    "opencc": {"archive"},
    "httpx": {"check"},
    "lxml": {"check"},
    "tomlkit": {"archive"},
    "pebble": {"archive"},
    "distributed": {"archive"},
    "click": {"cli"},
    "rich": {"cli"},
    "starlette": {"preview"},
    "uvicorn": {"preview"},
    "watchfiles": {"preview"},
}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE)


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            yield node.module or ""


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


def test_every_room_is_on_the_street() -> None:
    assert {room(path) for path in modules()} <= {*STREET, *UPSTAIRS}


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_down_the_street_only(path: Path) -> None:
    rank = STREET.index("archive" if room(path) in UPSTAIRS else room(path))
    allowed = {*GROUND, *STREET[:rank], room(path)}
    if room(path) == STREET[-1]:
        allowed.update(UPSTAIRS)
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "typeset" and len(parts) > 1:
            assert parts[1] in allowed, f"{path} imports {name}"
        if parts[0] in DOORS:
            assert room(path) in DOORS[parts[0]], f"{path} imports {name}"


def test_the_network_is_used_in_one_place_only() -> None:
    doors = ("httpx", "asyncio", "socket", "urllib.request", "http.client")
    listening = ("asyncio", "socket")  # the preview serves this machine's own browser
    for path in PACKAGE.rglob("*.py"):
        is_preview = path.parent == PACKAGE / "preview"
        known = listening if is_preview else ()
        if path.parent != PACKAGE / "check" / "online":
            found = [name for name in imports(path) if name in doors and name not in known]
            assert not found, path


def test_files_and_functions_stay_small() -> None:
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text()
        assert text.count("\n") <= 300, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                assert length <= 45, f"{path}:{node.lineno} {node.name} has {length} lines"
