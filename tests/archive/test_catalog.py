"""The catalogue as a reader opens it: from a folder, in Chromium, without a server."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from PIL import Image

from typeset.archive.catalog_site import CATALOG, write_catalog
from typeset.archive.production import produce
from typeset.archive.search_store import ask
from typeset.diagnostics import Report
from typeset.output import place_whole
from typeset.press.inspection import inspect
from typeset.sources import Sources

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
MANIFEST = """\
layout: brief@1
title: 数据<周>报
tagline: 一
subtitle: 二
number: {number}
date: {date}
masthead: [主编: 某院]
statement: 声明。
sections:
  - title: 要论
    articles: [articles/1.md, articles/2.md]
"""
DATES = {7: "2024-12-30", 8: "2025-01-06"}
TEXTS = {
    7: (
        ("算力网络&建设", "公共數據授權運營有了新办法，ＩＰｖ６规模部署加快。"),
        ("更新", "城市更新。"),
    ),
    8: (
        ("数据要素市场", "数据要素市场建设方案提出“三权分置”，𠮷林先行，1<2先试。"),
        ("又见算力", "算力不足时，各地都想办法。"),
    ),
}


def write_issue(project, number: int) -> None:
    articles = {
        f"articles/{at}.md": f"---\ntitle: {title}\nsource: 某报\n---\n{text}\n"
        for at, (title, text) in enumerate(TEXTS[number], start=1)
    }
    project.issue(MANIFEST.format(number=number, date=DATES[number]), articles, number)


def make(project) -> Report:
    report = Report()

    def nothing(done: int, total: int) -> None:
        """Show no progress."""

    ask(
        Sources(project.root),
        report,
        nothing,
        lambda index: write_catalog(project.root, index, report, nothing),
    )
    return report


def codes(report: Report) -> list[str]:
    return [diagnostic.code for diagnostic in report]


@pytest.fixture(scope="module")
def site(shared_project) -> Path:
    """A catalogue of two issues, of which the eighth has a PDF."""
    for number in DATES:
        write_issue(shared_project, number)
    product = produce(Sources(shared_project.root), "issues/8/issue.yaml", ["screen", "print"])
    assert product.pdfs, [(d.code, d.message("en")) for d in product.report]
    for profile, data in product.pdfs.items():
        shared_project.write(f"build/8/数据-周-报-8-{profile}.pdf", data)
    report = make(shared_project)
    assert codes(report) == ["D030"]
    return shared_project.root / CATALOG


@pytest.fixture
def browse(tmp_path: Path) -> Callable[..., tuple[str, list[str]]]:
    """Return what opens a page: its document once scripts have run, and the console's words."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")

    # Chromium dies where there is no font; the tests run where there is none but ours.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("FONTCONFIG")}

    def opened(page: Path, fragment: str = "", lang: str = "zh-CN") -> tuple[str, list[str]]:
        done = subprocess.run(
            [
                CHROMIUM,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                f"--user-data-dir={tmp_path / 'profile'}",
                f"--accept-lang={lang}",
                "--virtual-time-budget=8000",
                "--enable-logging=stderr",
                "--dump-dom",
                page.as_uri() + fragment,
            ],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.stdout, done.stderr
        console = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
        return done.stdout, console

    return opened


def asked(words: str, **more: str) -> str:
    pairs = {"q": words, **more}
    return "#" + "&".join(f"{key}={quote(value)}" for key, value in pairs.items())


class Hits(HTMLParser):
    """The list of hits: for each its links with their words, and what is marked."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.hits: list[dict[str, list[str]]] = []
        self._link = self._marks = False
        (body,) = re.findall(r'<ol id="hits">(.*?)</ol>', document, re.DOTALL)
        self.feed(body)

    def handle_starttag(self, tag, attrs) -> None:
        if tag == "li":
            self.hits.append({"links": [], "words": [], "marks": []})
        if tag == "a":
            self.hits[-1]["links"].append(unquote(dict(attrs)["href"]))
        self._marks = tag == "mark"

    def handle_endtag(self, tag) -> None:
        self._marks = False

    def handle_data(self, data) -> None:
        self.hits[-1]["words"].append(data)
        if self._marks:
            self.hits[-1]["marks"].append(data)


def test_a_word_leads_to_its_issue_and_page(site, browse) -> None:
    document, console = browse(site / "index.html", asked("算力不足"))
    assert console == []
    (hit,) = Hits(document).hits
    assert hit["links"][0] == "issues/8.html#article-02"
    file, _, fragment = hit["links"][1].partition("#page=")
    assert hit["marks"] == ["算力不足"]
    pages = inspect((site / file).read_bytes()).pages
    assert "算力不足时" in re.sub(r"\s", "", pages[int(fragment) - 1].text)
    assert f"第 {pages[int(fragment) - 1].label} 页" in "".join(hit["words"])


@pytest.mark.parametrize(
    ("words", "marks"),
    [
        ("算力", [["算力", "算力"], ["算力"]]),  # headlines first, newest first
        ("城", [["城"]]),
        ("數據授权", [["數據授權"]]),
        ("ipv6 新办法", [["新办法", "ＩＰｖ６"]]),
        ("林先行", [["林先行"]]),  # after a character of two code units
        ('"权分置"', [["权分置"]]),
        ("AND (", []),
        ("没有这个词", []),
    ],
)
def test_what_is_found_and_marked(site, browse, words: str, marks: list[list[str]]) -> None:
    document, console = browse(site / "index.html", asked(words))
    assert console == []
    found = [hit["marks"] for hit in Hits(document).hits]
    assert len(found) == len(marks)
    for got, wanted in zip(found, marks, strict=True):
        assert set(got) == set(wanted)


def test_a_year_narrows_and_an_issue_without_pdf_leads_to_its_contents(site, browse) -> None:
    document, console = browse(site / "index.html", asked("算力", year="2024"))
    assert console == []
    (hit,) = Hits(document).hits
    assert hit["links"] == ["issues/7.html#article-01"] * 2
    assert "还没有 PDF" in "".join(hit["words"])


DRIVER = """
<script>
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const key = (name) => document.activeElement.dispatchEvent(
  new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));
addEventListener("load", async () => {
  const log = [];
  const note = (words) => log.push(words);
  document.getElementById("lang").click();
  note(document.documentElement.dataset.ui);
  note(document.getElementById("q").placeholder);
  const before = getComputedStyle(document.documentElement).backgroundColor;
  document.getElementById("theme").click();
  note(String(before !== getComputedStyle(document.documentElement).backgroundColor));
  key("/");
  note(document.activeElement.id);
  document.activeElement.value = "算力";
  document.activeElement.dispatchEvent(new Event("input", { bubbles: true }));
  await wait(1500);
  note(decodeURIComponent(location.hash));
  note(document.getElementById("status").textContent);
  key("ArrowDown");
  note(document.activeElement.textContent);
  key("ArrowDown");
  note(document.activeElement.textContent);
  key("ArrowUp"); key("ArrowUp");
  note(document.activeElement.id);
  key("Escape");
  await wait(1500);
  note(String(document.getElementById("shelves").hidden));
  document.body.innerHTML = `<pre id="log">${log.join("\\n")}</pre>`;
});
</script></body>"""


def test_keys_language_and_colours(site, browse, tmp_path: Path) -> None:
    driven = tmp_path / "driven"
    shutil.copytree(site, driven)
    page = driven / "index.html"
    page.write_text(page.read_text().replace("</body>", DRIVER))
    document, console = browse(page)
    assert console == []
    (log,) = re.findall(r'<pre id="log">(.*?)</pre>', document, re.DOTALL)
    assert log.split("\n") == [
        "en",
        "Search",
        "true",
        "q",
        "#q=算力",
        "2 articles found.",
        "又见算力",
        "算力网络&amp;建设",
        "q",
        "false",
    ]


def test_a_reader_of_english_gets_english(site, browse) -> None:
    document, console = browse(site / "index.html", asked("算力"), lang="en-GB")
    assert console == []
    assert "2 articles found." in document


def test_missing_data_is_told_to_the_reader(site, browse, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(site, broken)
    for path in (broken / "data").glob("t*.js"):
        path.unlink()
    document, _ = browse(broken / "index.html", asked("算力"))
    assert "请刷新本页" in document


def test_every_link_of_every_page_leads_to_a_file(site) -> None:
    pages = [site / "index.html", *sorted((site / "issues").glob("*.html"))]
    assert [page.name for page in pages] == ["index.html", "7.html", "8.html"]
    for page in pages:
        text = page.read_text()
        for address in re.findall(r'(?:href|src)="([^"]+)"', text):
            if not address.startswith(("#", "data:", "https:")):
                target = (page.parent / unquote(address.partition("#")[0])).resolve()
                assert target.is_file(), f"{page.name}: {address}"
                assert target.is_relative_to(site)
        assert "fetch(" not in text
    eighth = (site / "issues/8.html").read_text()
    assert "数据&lt;周&gt;报" in eighth
    assert re.search(r'screen\.pdf#page=\d+">数据要素市场', eighth)
    assert "算力网络&amp;建设" in (site / "issues/7.html").read_text()
    assert 'rel="prev" href="7.html"' in eighth


def test_covers_are_pictures_of_the_trimmed_first_page(site) -> None:
    (cover,) = (site / "covers").iterdir()
    with Image.open(io.BytesIO(cover.read_bytes())) as picture:
        assert (picture.format, picture.size) == ("WEBP", (320, 453))
        assert picture.getpixel((2, 2)) == (255, 255, 255)


def test_only_what_changed_is_made_again(site, shared_project) -> None:
    def times() -> dict[str, int]:
        files = (path for path in site.rglob("*") if path.is_file())
        return {path.relative_to(site).as_posix(): path.stat().st_mtime_ns for path in files}

    before = times()
    make(shared_project)
    assert times() == before
    file = shared_project.root / "issues/7/articles/2.md"
    old = file.read_text()
    file.write_text(old.replace("城市更新", "乡村更新"))
    make(shared_project)
    after = times()
    assert {name for name in after if name.startswith(("covers", "pdf", "issues", "assets"))} == {
        name for name in before if name.startswith(("covers", "pdf", "issues", "assets"))
    }
    assert [name for name in before if name.startswith("data/t7-")] not in list(after)
    assert sum(name.startswith("data/t7-") for name in after) == 1  # the old one is swept
    unchanged = {name for name in before if after.get(name) == before[name]}
    assert {name for name in before if name.startswith(("covers", "pdf", "data/t8"))} <= unchanged
    file.write_text(old)
    make(shared_project)
    assert set(times()) == set(before)


def test_an_issue_that_is_gone_leaves_nothing_behind(project) -> None:
    for number in DATES:
        write_issue(project, number)
    make(project)
    shutil.rmtree(project.root / "issues/7")
    report = make(project)
    assert codes(report) == ["D030"]
    names = {path.name for path in (project.root / CATALOG).rglob("*")}
    assert "7.html" not in names
    assert not any(name.startswith("t7-") for name in names)


def test_the_command_says_what_it_made(project) -> None:
    assert project.run("catalog").returncode == 2
    write_issue(project, 7)
    done = project.run("catalog")
    assert (done.returncode, done.stdout) == (0, "build/catalog/index.html\n")
    assert "D030" in done.stderr
    shutil.rmtree(project.root / CATALOG)
    (project.root / CATALOG).write_text("in the way")
    done = project.run("catalog")
    assert done.returncode == 2
    assert "D011" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_is_put_in_a_second_place_whole(tmp_path: Path) -> None:
    source, target = tmp_path / "a", tmp_path / "folder" / "b"
    source.write_bytes(b"one")
    place_whole(source, target)
    place_whole(source, target)
    assert target.read_bytes() == b"one"
    other = tmp_path / "c"
    other.write_bytes(b"another")
    place_whole(other, target)
    assert target.read_bytes() == b"another"
    assert source.read_bytes() == b"one"
    assert [path.name for path in target.parent.iterdir()] == ["b"]
