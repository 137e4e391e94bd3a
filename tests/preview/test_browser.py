"""What people see in the browser, in real headless Chromium."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest

from tests.preview.conftest import Shown, Viewer

FIRST = 4  # the sheet of page 01: cover, its back, masthead, contents


def body_page(viewer: Viewer) -> None:
    viewer.press("Home", *["j"] * FIRST)
    viewer.wait_for(
        "at => { const sheet = document.querySelectorAll('.sheet')[at];"
        " return sheet.querySelector('img.page').dataset.key === sheet.dataset.key }",
        FIRST,
    )


def darkness(viewer: Viewer, index: int) -> int:
    """How much ink the picture of a sheet shows."""
    value: int = viewer.page.evaluate(
        """at => { const image = document.querySelectorAll('.sheet')[at].querySelector('img.page');
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
        const brush = canvas.getContext('2d'); brush.drawImage(image, 0, 0);
        const data = brush.getImageData(0, 0, canvas.width, canvas.height).data;
        let sum = 0; for (let i = 0; i < data.length; i += 4) sum += 255 - data[i]; return sum }""",
        index,
    )
    return value


def test_an_edit_is_seen_and_a_broken_file_leaves_the_pages(viewer: Viewer) -> None:
    page, shown = viewer.page, viewer.shown
    body_page(viewer)
    key, ink = viewer.key_of(FIRST), darkness(viewer, FIRST)
    shown.edit("articles/01-first.md", "正文第二段", "正文第二段，添上了很长很长的一句话来看看")
    viewer.wait_for_new_picture(FIRST, key)
    viewer.until(lambda: darkness(viewer, FIRST) > ink)

    key = viewer.key_of(FIRST)
    good = shown.path("issue.yaml").read_text()
    shown.path("issue.yaml").write_text(good.replace("sections:", "sections: ["))
    page.wait_for_selector("#banner:not([hidden]) .spot.error")
    codes = [each.get_attribute("data-code") for each in page.query_selector_all("#found .spot")]
    assert any(re.fullmatch("Y[0-9]{3}", code) for code in codes)
    viewer.wait_for(
        "() => document.querySelector('#banner .spot')?.innerText.includes('issues/7/issue.yaml:')"
    )
    assert viewer.key_of(FIRST) == key  # the last good page stays
    assert darkness(viewer, FIRST) > ink

    shown.path("issue.yaml").write_text(good.replace("第一篇//文章", "另一句//封面"))
    page.wait_for_selector("#banner", state="hidden")
    viewer.press("Home")
    viewer.wait_for("() => !document.querySelector('#found .spot.error')")


def test_a_click_tells_file_and_line_and_opens_the_editor(viewer: Viewer) -> None:
    page, shown = viewer.page, viewer.shown
    body_page(viewer)
    line = shown.path("articles/01-first.md").read_text().split("\n").index("## 小标题") + 1
    paper = page.locator(".sheet").nth(FIRST).locator(".paper")

    def place() -> Any:
        return page.evaluate(
            """async ([at, line]) => { const sheet = document.querySelectorAll('.sheet')[at];
            const places = await (await fetch(`/pages/${sheet.dataset.key}/places`)).json();
            const zoom = parseFloat(getComputedStyle(sheet).getPropertyValue('--zoom'));
            const found = places.find(p => p.line === line && p.file.endsWith('01-first.md'));
            return found && found.area.map(n => n * zoom) }""",
            [FIRST, line],
        )

    viewer.until(place)
    box = place()
    paper.click(position={"x": box[0] + 10, "y": box[1] + box[3] - 5})
    name = f"issues/7/articles/01-first.md:{line}"
    viewer.wait_for("p => document.getElementById('where').textContent === p", name)
    assert page.locator(".mark").count() == 1
    link = page.get_attribute("#vscode", "href")
    assert link == f"vscode://file{shown.project.root}/issues/7/articles/01-first.md:{line}"
    page.click("#open")
    for _ in range(200):
        if shown.edited.exists():
            break
        time.sleep(0.05)
    said = shown.edited.read_text().split()
    assert said == [f"+{line}", str(shown.path("articles/01-first.md"))]
    shown.edited.unlink()


def test_titles_and_the_masthead_lead_to_their_lines(viewer: Viewer) -> None:
    page = viewer.page
    found = page.evaluate(
        """async () => { const all = [];
        for (const sheet of document.querySelectorAll('.sheet'))
          all.push(await (await fetch(`/pages/${sheet.dataset.key}/places`)).json());
        return all.map(places => places.map(p => `${p.file.split('/').pop()}:${p.line}`)) }"""
    )
    manifest = viewer.shown.path("issue.yaml").read_text().split("\n")

    def at(words: str) -> str:
        return f"issue.yaml:{next(i for i, line in enumerate(manifest, 1) if words in line)}"

    assert at("cover:") in found[0]
    assert at("主编") in found[2]
    assert at("编委会") in found[2]
    assert "01-first.md:2" in found[3]  # the contents
    assert "01-first.md:2" in found[FIRST]  # the headline
    assert any("02-second.md:6" in each for each in found)  # the figure


def test_everything_is_done_by_keys_alone(viewer: Viewer) -> None:
    page = viewer.page

    def attribute(name: str) -> Any:
        return page.get_attribute("body", name)

    assert page.evaluate("() => document.activeElement.id") == "desk"
    viewer.press("2")
    assert attribute("data-view") == "single"
    viewer.press("3")
    assert attribute("data-view") == "thumbnails"
    viewer.press("1")
    for key, name in (("t", "trim"), ("b", "bleed"), ("l", "grid"), ("m", "margins")):
        viewer.press(key)
        assert attribute(f"data-{name}") is not None
        assert page.is_visible(f".guide.{name}") or name == "bleed"
        viewer.press(key)
        assert attribute(f"data-{name}") is None
    before = page.inner_text("#zoom")
    viewer.press("+", "+")
    assert page.inner_text("#zoom") != before
    viewer.press("0")
    assert page.inner_text("#zoom") == before
    body_page(viewer)
    assert page.get_attribute(".sheet >> nth=4", "aria-current") == "true"
    for name in ("issue.yaml:", "01-first.md:2", "01-first.md:6"):  # section, title, paragraph
        viewer.press("p")
        viewer.wait_for("w => document.getElementById('where').textContent.includes(w)", name)
    viewer.press("Enter")
    viewer.wait_for("() => document.getElementById('told').textContent")
    viewer.press("d")
    assert page.evaluate("() => document.activeElement.dataset.code") == "L021"
    viewer.press("Escape", "g", "ArrowDown", "ArrowDown", "Enter")
    assert page.get_attribute(".sheet >> nth=3", "aria-current") == "true"
    viewer.press("Escape", "?")
    assert page.is_visible("dialog#keys")
    viewer.press("Escape")
    assert not page.is_visible("dialog#keys")
    for selector in ("header button", "#contents button", "#found button"):
        for button in page.query_selector_all(selector):
            assert button.evaluate("b => b.tabIndex") == 0
            assert button.inner_text() or button.get_attribute("aria-label")


def test_chinese_and_english_light_and_dark(viewer: Viewer) -> None:
    page = viewer.page
    assert page.inner_text("button[data-view=spreads]") == "对页"
    assert "公众号没有二维码图片" in page.inner_text("#found")
    viewer.press("y")
    assert page.get_attribute("html", "lang") == "en"
    assert page.inner_text("button[data-view=spreads]") == "Spreads"
    assert "no picture" in page.inner_text("#found")

    def colours() -> tuple[str, str]:
        found = page.evaluate(
            "() => { const s = getComputedStyle(document.body); return [s.color, s.backgroundColor] }"
        )
        return tuple(found)

    light = colours()
    viewer.press("n")
    assert colours() != light
    viewer.press("n")
    assert colours() == light
    page.emulate_media(color_scheme="dark")
    page.evaluate("() => { localStorage.clear(); delete document.documentElement.dataset.theme }")
    assert colours() != light


def test_guides_lie_where_the_layout_says(viewer: Viewer) -> None:
    page = viewer.page
    body_page(viewer)
    viewer.press("t", "m", "b")
    measured = page.evaluate(
        """at => { const sheet = document.querySelectorAll('.sheet')[at];
        const zoom = parseFloat(getComputedStyle(sheet).getPropertyValue('--zoom'));
        const mm = n => n / zoom * 25.4 / 96;
        const box = s => sheet.querySelector(s).getBoundingClientRect();
        const [image, trim, margins] = ['img.page', '.guide.trim', '.guide.margins'].map(box);
        return [trim.width, trim.height, trim.left - image.left, margins.left - trim.left,
          margins.top - trim.top, margins.width].map(mm) }""",
        FIRST,
    )
    grid_mm = [
        210,
        297,
        3,
        (210 - 38 * 11.5 * 25.4 / 72) / 2,
        68 * 25.4 / 72,
        38 * 11.5 * 25.4 / 72,
    ]
    assert measured == pytest.approx(grid_mm, abs=0.3)


def test_what_was_found_on_a_page_leads_there(viewer: Viewer) -> None:
    page, shown = viewer.page, viewer.shown
    shown.edit(
        "articles/02-second.md", "第二篇的第一段。", "近日，" + "ABCDEFGHIJKLMN，" * 9 + "完。"
    )
    page.wait_for_selector("#found .spot:not([data-code=L021])")
    spot = page.locator("#found .spot:not([data-code=L021])").first
    assert "issues/7/articles/02-second.md:" in spot.inner_text()
    spot.click()
    page.wait_for_selector(".mark")
    assert page.inner_text("#where").startswith("issues/7/articles/02-second.md:")


def test_a_warning_without_a_page_is_located_by_its_line(viewer: Viewer) -> None:
    page = viewer.page
    page.click("#found [data-code=L021]")
    page.wait_for_selector(".mark")
    assert page.get_attribute(".sheet >> nth=2", "aria-current") == "true"  # the masthead


def test_changes_since_the_last_pdf_are_marked_and_seen(viewer: Viewer) -> None:
    page, shown = viewer.page, viewer.shown
    viewer.press("c")
    viewer.wait_for("() => document.getElementById('told').textContent.includes('W002')")
    viewer.press("c")
    assert shown.project.run("build", "7").returncode == 0
    viewer.press("c")
    viewer.wait_for("() => document.querySelector('[data-change=same]')")
    assert page.locator("[data-change=changed]").count() == 0
    body_page(viewer)
    shown.edit("articles/01-first.md", "正文第二段", "正文之段")
    page.wait_for_selector(f".sheet:nth-child({FIRST + 1})[data-change=changed]")
    assert page.locator(".sheet:nth-child(3)[data-change=same]").count() == 1
    viewer.press("x")
    page.wait_for_selector(f".sheet:nth-child({FIRST + 1}) img.difference")
    viewer.wait_for("() => document.querySelector('img.difference').naturalWidth > 0")
    found = page.evaluate(
        """at => { const image = document.querySelectorAll('.sheet')[at].querySelector('img.difference');
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
        const brush = canvas.getContext('2d'); brush.drawImage(image, 0, 0);
        const d = brush.getImageData(0, 0, canvas.width, canvas.height).data; let red = 0, blue = 0;
        for (let i = 0; i < d.length; i += 4) {
          red += d[i] - d[i + 2] > 80; blue += d[i + 2] - d[i] > 80 } return [red, blue] }""",
        FIRST,
    )
    assert found[0] > 20
    assert found[1] > 20
    viewer.press("c")
    assert page.locator("img.difference").count() == 0


def test_files_that_are_renamed_deleted_and_made_again_are_followed(viewer: Viewer) -> None:
    page, shown = viewer.page, viewer.shown
    body_page(viewer)
    path = shown.path("articles/01-first.md")
    for round_ in range(3):
        key = viewer.key_of(FIRST)
        part = path.with_name("saved.tmp")
        part.write_text(path.read_text().replace("正文第二段", f"第{round_}次保存，正文第二段"))
        part.rename(path)
        viewer.wait_for_new_picture(FIRST, key)
    text = path.read_text()
    path.unlink()
    page.wait_for_selector("#banner:not([hidden]) .spot.error")
    path.write_text(text)
    page.wait_for_selector("#banner", state="hidden")
    for number in range(30):  # a burst
        path.write_text(text.replace("正文第二段", f"第{number}稿"))
    key = viewer.key_of(FIRST)
    viewer.wait_for(
        "async at => { const sheet = document.querySelectorAll('.sheet')[at];"
        " return sheet.querySelector('img.page').dataset.key === sheet.dataset.key }",
        FIRST,
    )
    built = shown.project.root / "burst"
    assert shown.project.run("build", "7", "-o", str(built), "-p", "screen").returncode == 0


def test_the_layout_is_followed(viewer: Viewer) -> None:
    shown: Shown = viewer.shown
    body_page(viewer)
    style = shown.project.root / "layouts/brief/1/style.css"
    text = style.read_text()
    key, ink = viewer.key_of(FIRST), darkness(viewer, FIRST)
    style.write_text(text.replace("700 22pt/30pt", "700 26pt/30pt"))
    viewer.wait_for_new_picture(FIRST, key)
    viewer.until(lambda: darkness(viewer, FIRST) > ink)
    style.write_text(text.replace("22pt", "22 pt"))
    viewer.page.wait_for_selector("#found [data-code=P002]")
    style.write_text(text)
    viewer.wait_for("() => !document.querySelector('#found [data-code=P002]')")
