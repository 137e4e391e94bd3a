"""Pictures that print badly are named, with the figure and the place."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from typeset.archive.production import produce
from typeset.diagnostics import Severity
from typeset.sources import Sources

ARTICLE = '---\ntitle: 图\n---\n正文。\n\n![图](../images/FILE "图注")\n'


def saved(image: Image.Image, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, **options)
    return buffer.getvalue()


def found(project, name: str, data: bytes, profile: str = "print"):
    manifest = project.issue(articles={"articles/01-first.md": ARTICLE.replace("FILE", name)})
    project.write(f"issues/7/images/{name}", data)
    product = produce(Sources(project.root), manifest, [profile])
    return [d for d in product.report if d.code.startswith("C02")], product


@pytest.mark.parametrize(
    ("width", "codes"), [(600, ["C021"]), (2400, [])], ids=["too coarse", "fine enough"]
)
def test_resolution_at_the_printed_size(project, width: int, codes: list[str]) -> None:
    noise = Image.effect_noise((width, width // 4), 60).convert("RGB")
    diagnostics, product = found(project, "a.jpg", saved(noise, format="JPEG"))
    assert [d.code for d in diagnostics] == codes
    assert product.pdfs
    for diagnostic in diagnostics:
        assert diagnostic.severity is Severity.WARNING
        assert (diagnostic.span.file, diagnostic.span.line) == ("issues/7/articles/01-first.md", 6)
        assert 90 < diagnostic.args["ppi"] < 110


def test_screens_are_content_with_less(project) -> None:
    noise = Image.effect_noise((700, 200), 60).convert("RGB")
    assert found(project, "a.jpg", saved(noise, format="JPEG"), "screen")[0] == []


def test_too_much_ink_of_a_cmyk_original(project) -> None:
    dark = Image.new("CMYK", (2400, 600), (250, 250, 250, 250))
    diagnostics, _ = found(project, "dark.jpg", saved(dark, format="JPEG", quality=95))
    assert [d.code for d in diagnostics] == ["C022"]
    assert diagnostics[0].args["ink"] > 380


def test_a_moving_picture_is_refused(project) -> None:
    frames = [Image.new("P", (900, 300), n) for n in (0, 5)]
    for frame in frames:
        frame.putpalette([n for n in range(256) for _ in range(3)])
    data = saved(frames[0], format="GIF", save_all=True, append_images=frames[1:], duration=90)
    diagnostics, product = found(project, "moving.gif", data)
    assert [d.code for d in diagnostics] == ["C020"]
    assert not product.pdfs


def test_a_colour_that_the_palette_does_not_name_is_told(project) -> None:
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        b'<path d="M0 0h9v9z" fill="#f0f"/><path d="M0 0h2v2z" fill="#17375e"/></svg>'
    )
    diagnostics, _ = found(project, "a.svg", svg)
    assert [(d.code, d.args["rgb"]) for d in diagnostics] == [("C023", "#ff00ff")]
    assert found(project, "a.svg", svg, "screen")[0] == []
