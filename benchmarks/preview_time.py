"""From a save to the new picture in the browser, beside Typst's compiler in process.

    python benchmarks/preview_time.py [--times 1 10] [--saves 15] [--memory 500]

needs the development packages, Debian's chromium, and the `typst` wheel for the comparison. All
is measured in one run on copies of issue 189, with 1 and 10 times its articles; quote ratios.
`--memory` saves so many times, as an editor and a designer would, and prints the server's
resident memory on the way.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
ISSUE = "issues/189"
EDITED = f"{ISSUE}/articles/05-sichuan-ai.md"
STYLE = "layouts/brief/1/style.css"
SHOWN = "() => [...document.querySelectorAll('img.page[data-key]')].map(i => i.dataset.key).join()"


def make_project(folder: Path, times: int) -> None:
    """Copy the project, with so many copies of each article."""
    for name in ("fonts", "layouts", "issues"):
        shutil.copytree(ROOT / name, folder / name)
    issue = folder / ISSUE
    manifest = (issue / "issue.yaml").read_text()

    def repeat(found: re.Match[str]) -> str:
        lead, name = found.groups()
        copies = [name, *(name.replace(".md", f"-{n}.md") for n in range(1, times))]
        for copy in copies[1:]:
            (issue / copy).write_text((issue / name).read_text())
        return "\n".join(f"{lead}{copy}" for copy in copies)

    text = re.sub(r"(?m)^(\s*- )(articles/\S+\.md)$", repeat, manifest)
    (issue / "issue.yaml").write_text(text)


@contextmanager
def preview(folder: Path) -> Iterator[tuple[str, int]]:
    command = [sys.executable, "-m", "typeset.cli", "preview", "189", "--no-open"]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    yield process.stdout.readline().strip(), process.pid
    process.terminate()
    process.wait(30)


@contextmanager
def viewer(url: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1500, "height": 950})
        page.set_default_timeout(300_000)
        page.goto(url)
        page.wait_for_selector("#sheets img.page[data-key]")
        yield page
        browser.close()


def add_word(path: Path) -> None:
    """Put a character after the first sentence of an article."""
    text = path.read_text()
    at = text.index("。", text.index("\n---\n") + 5)
    path.write_text(f"{text[:at]}好{text[at:]}")


def add_rule(path: Path) -> None:
    """Change how headlines look."""
    text = path.read_text()
    size = 21 if "700 22pt/30pt" in text else 22
    path.write_text(re.sub(r"700 2[12]pt/30pt", f"700 {size}pt/30pt", text))


def time_saves(page: Any, save: Callable[[], None], count: int) -> list[float]:
    """Return milliseconds from each save until another picture is seen."""
    found = []
    for _ in range(count + 2):
        page.wait_for_timeout(700)
        before = page.evaluate(SHOWN)
        start = time.perf_counter()
        save()
        page.wait_for_function(f"before => ({SHOWN})() !== before", arg=before, polling="raf")
        found.append(1000 * (time.perf_counter() - start))
    return found[2:]  # warm


def show_edited(page: Any) -> None:
    """Turn to the page of the article that is edited, and wait until it is seen."""
    page.locator("#contents button", has_text="四川").first.click()
    page.wait_for_timeout(1500)


def typst_times(folder: Path, count: int) -> list[float]:
    """Return milliseconds of Typst's recompilation of the same articles, one of them edited."""
    try:
        import typst
    except ImportError:
        return []
    parts = ['#set page("a4")\n#set text(font: "Noto Serif SC", size: 11.5pt, lang: "zh")\n']
    issue = folder / ISSUE
    names = re.findall(r"articles/\S+\.md", (issue / "issue.yaml").read_text())
    for name in names:
        body = (issue / name).read_text().split("\n---\n", 1)[1]
        body = re.sub(r"^#+ *", "", re.sub(r"([#$*_@<>`\\\[\]~/])", r"\\\1", body), flags=re.M)
        parts.append(f"= {Path(name).stem}\n{body}\n#pagebreak()\n")
    source = folder / "issue.typ"
    source.write_text("".join(parts))
    compiler = typst.Compiler(str(source), font_paths=[str(folder / "fonts")])
    compiler.compile(format="pdf")
    found = []
    for number in range(count):
        parts[1] = parts[1].replace("。", f"，第{number}次。", 1)
        source.write_text("".join(parts))
        start = time.perf_counter()
        compiler.compile(format="pdf")
        found.append(1000 * (time.perf_counter() - start))
    return found


def resident_mb(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found is not None
    return int(found.group(1)) / 1024


def say(name: str, times_ms: list[float]) -> None:
    if times_ms:
        best, middle = min(times_ms), statistics.median(times_ms)
        print(f"{name:<44} median {middle:6.0f} ms   best {best:6.0f} ms", flush=True)


def measure(times: int, saves: int, memory: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_project(folder, times)
        with preview(folder) as (url, process), viewer(url) as page:
            show_edited(page)
            edited, style = folder / EDITED, folder / STYLE
            say(
                f"article, {times} × the articles",
                time_saves(page, lambda: add_word(edited), saves),
            )
            say(
                f"layout's CSS, {times} × the articles",
                time_saves(page, lambda: add_rule(style), max(3, saves // 3)),
            )
            if memory:
                print_memory(page, folder, process, memory)
        say(f"Typst's Compiler, {times} × the articles", typst_times(folder, saves))


def print_memory(page: Any, folder: Path, process: int, saves: int) -> None:
    """Save so often, in the pace of the pictures, and print the resident memory on the way."""
    changes = edits(folder)
    for number in range(saves + 1):
        if number % 50 == 0:
            page.wait_for_timeout(1000)  # until rubbish has been looked for
            print(f"after {number} saves: {resident_mb(process):.0f} MB", flush=True)
        before = page.evaluate(SHOWN)
        next(changes)()
        page.wait_for_function(f"before => ({SHOWN})() !== before", arg=before, polling="raf")


def edits(folder: Path) -> Iterator[Callable[[], object]]:
    """Yield changes to the article that is shown, to those before it, and to how all look."""
    edited, manifest, style = folder / EDITED, folder / ISSUE / "issue.yaml", folder / STYLE
    text, listed = edited.read_text(), manifest.read_text()
    fewer = re.sub(r"(?m)^\s*- articles/.*\n", "", listed, count=1)
    while True:
        for _ in range(12):
            yield lambda: add_word(edited)
        yield lambda: edited.write_text(f"{text.rstrip()}\n\n{'添上一段，长到换页为止。' * 40}\n")
        yield lambda: edited.write_text(text)
        yield lambda: manifest.write_text(fewer)
        yield lambda: manifest.write_text(listed)
        yield lambda: add_rule(style)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--times", type=int, nargs="+", default=[1, 10])
    parser.add_argument("--saves", type=int, default=15)
    parser.add_argument("--memory", type=int, default=0)
    asked = parser.parse_args()
    for times in asked.times:
        measure(times, asked.saves, asked.memory if times == 1 else 0)


if __name__ == "__main__":
    main()
