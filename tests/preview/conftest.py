"""A preview under way, and a browser that looks at it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ARTICLE, MANIFEST, ROOT, Project, link_or_copy

CHROMIUM = shutil.which("chromium")
SECOND = """\
---
title: 第二篇文章
---
第二篇的第一段。

![图](../images/a.png)
"""
FILES = {"articles/01-first.md": ARTICLE, "articles/02-second.md": SECOND}
LISTED = "[articles/01-first.md, articles/02-second.md]"


@dataclass
class Shown:
    """A project whose issue 7 is previewed by a process of its own."""

    project: Project
    url: str
    edited: Path  # where the editor that the preview starts says what it was asked for

    @property
    def host(self) -> str:
        return self.url.split("/")[2]

    @property
    def token(self) -> str:
        return self.url.partition("token=")[2]

    def path(self, name: str) -> Path:
        return self.project.root / "issues/7" / name

    def edit(self, name: str, old: str, new: str) -> None:
        text = self.path(name).read_text()
        assert old in text
        self.path(name).write_text(text.replace(old, new))

    def restore(self) -> str:
        """Write the issue as it was, under a title of its own, and return that title."""
        return write_issue(self.project)


NUMBERS = count(1)


def write_issue(project: Project) -> str:
    title = f"数据周报{next(NUMBERS)}"
    for name, text in FILES.items():
        project.write(f"issues/7/{name}", text)
    manifest = MANIFEST.replace("[articles/01-first.md]", LISTED).replace("数据周报", title)
    project.write("issues/7/issue.yaml", manifest)  # last: it tells when all has been seen
    return title


def picture() -> bytes:
    import io

    from PIL import Image

    stream = io.BytesIO()
    Image.linear_gradient("L").resize((300, 200)).save(stream, "PNG")
    return stream.getvalue()


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    root = tmp_path_factory.mktemp("shown")
    shutil.copytree(ROOT / "fonts", root / "fonts", copy_function=link_or_copy)
    shutil.copytree(ROOT / "layouts", root / "layouts")
    project = Project(root)
    write_issue(project)
    project.write("issues/7/images/a.png", picture())
    edited = root / "edited.txt"
    editor = project.write(
        "editor.sh", f'#!/bin/sh\necho "$@" > "{edited}.part"\nmv "{edited}.part" "{edited}"\n'
    )
    editor.chmod(0o755)
    process = subprocess.Popen(
        [sys.executable, "-m", "typeset.cli", "preview", "7", "--no-open"],
        cwd=root,
        env={**os.environ, "EDITOR": str(editor), "VISUAL": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    yield Shown(project, process.stdout.readline().strip(), edited)
    process.terminate()
    _, said = process.communicate(timeout=30)
    assert "Traceback" not in said, said


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("needs Debian's chromium (scripts/test-tools.sh)")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        # The tests' own process has no fonts but the project's, by this; a browser needs some.
        fonts = {name: value for name, value in os.environ.items() if name[:10] != "FONTCONFIG"}
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"], env=fonts
        )
        yield chromium
        chromium.close()


@dataclass
class Viewer:
    """A page of the browser that shows the preview, and all that its console said."""

    page: Any
    shown: Shown
    complaints: list[str] = field(default_factory=list)

    @property
    def version(self) -> int:
        return int(self.page.get_attribute("body", "data-version") or 0)

    def keys(self) -> list[str]:
        """The pages' keys whose pictures are seen."""
        keys: list[str] = self.page.evaluate(
            "() => [...document.querySelectorAll('img.page[data-key]')].map(i => i.dataset.key)"
        )
        return keys

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def wait_for(self, script: str, argument: Any = None) -> None:
        self.page.wait_for_function(script, arg=argument, timeout=60_000)

    def wait_for_new_picture(self, index: int, key: str) -> None:
        """Wait until another picture than that of `key` is seen on a sheet."""
        self.wait_for(
            "([at, key]) => { const image = document.querySelectorAll('.sheet')[at]"
            "?.querySelector('img.page[data-key]'); return image && image.dataset.key !== key"
            " && image.complete && image.naturalWidth > 0 }",
            [index, key],
        )

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds: other saves may show before the one that is meant."""
        end = time.monotonic() + 60
        while not holds():
            assert time.monotonic() < end
            self.page.wait_for_timeout(50)

    def key_of(self, index: int) -> str:
        key: str = self.page.evaluate(
            "at => document.querySelectorAll('.sheet')[at].querySelector('img.page').dataset.key",
            index,
        )
        return key


@pytest.fixture
def viewer(browser: Any, shown: Shown) -> Iterator[Viewer]:
    title = shown.restore()
    context = browser.new_context(viewport={"width": 1500, "height": 1000}, color_scheme="light")
    page = context.new_page()
    page.set_default_timeout(60_000)
    found = Viewer(page, shown)
    page.on("console", lambda message: found.complaints.append(message.text))
    page.on("pageerror", lambda error: found.complaints.append(str(error)))
    page.goto(shown.url)
    page.locator("#title", has_text=f"{title} 7").wait_for()
    page.wait_for_selector("#banner", state="hidden")
    found.wait_for(  # until what is seen is what the files say
        "() => { const image = document.querySelector('.sheet img.page[data-key]');"
        " return image && image.dataset.key === document.querySelector('.sheet').dataset.key }"
    )
    yield found
    context.close()
    assert found.complaints == []
