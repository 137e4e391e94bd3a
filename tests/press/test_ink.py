"""Everything that is printed is ink: palette, black alone, or a conversion that is told of."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import weasyprint
from PIL import Image
from weasyprint.pdf.stream import Stream

from typeset.layout.description import Colour
from typeset.layout.qrcodes import make_code
from typeset.press import ink_profiles
from typeset.press.codes import CodeImage
from typeset.press.engine import font_configuration, listening
from typeset.press.ink import (
    Palette,
    PaletteError,
    UnknownStreamError,
    check_streams,
    inking,
    lighting,
)
from typeset.press.ink_colours import Conversions, Inks

ROOT = Path(__file__).resolve().parents[2]
FONTS = tuple(sorted((ROOT / "fonts").glob("*/*.ttf")))
COLOURS = {
    "ink": Colour(rgb="#1a1a1a", cmyk=(0, 0, 0, 100)),
    "blue": Colour(rgb="#17375e", cmyk=(95, 70, 20, 30)),
    "cinnabar": Colour(rgb="#b5352a", cmyk=(10, 90, 90, 10)),
    "pale": Colour(rgb="#e8edf4", cmyk=(9, 5, 2, 0)),
}
PALETTE = Palette.of(COLOURS)
STYLE = """@page { size: 100mm 100mm; margin: 5mm }
html { font: 10pt/12pt "Noto Serif SC"; color: #1a1a1a }"""
INK_SPACES = {"/DeviceCMYK", "/DeviceGray"}
OPERANDS = {"k": 4, "K": 4, "g": 1, "G": 1}


def lay_out(body: str, images: Any = None) -> weasyprint.Document:
    html = f"<html lang=zh><style>{STYLE}</style><body>{body}</body></html>"
    source = weasyprint.HTML(string=html, base_url="https://typeset.invalid/")
    return source.render(font_config=font_configuration(FONTS), cache=images)


def write(document: weasyprint.Document) -> bytes:
    data = document.copy(document.pages).write_pdf(pdf_version="1.6", pdf_identifier=True)
    assert data is not None
    return data


def printed(body: str, images: Any = None) -> tuple[Ledger, Conversions]:
    with listening() as log:
        document = lay_out(body, images)
        with inking(PALETTE) as conversions:
            data = write(document)
    assert not [text for level, text in log.messages if level >= 40]
    return Ledger(data), conversions


class Ledger:
    """Every colour of a file, wherever it hides: (operator or space, operands)."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.colours: set[tuple[str, tuple[float, ...]]] = set()
        self.spaces: set[str] = set()
        self.masks = 0
        self.patterns = 0
        self.shadings = 0
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for page in pdf.pages:
                self._content(page.obj)
                self._resources(page.obj.Resources, set())
            self.objects = "\n".join(
                item.to_json(dereference=True).decode() for item in pdf.objects
            )

    @property
    def inks(self) -> set[tuple[float, ...]]:
        return {operands for operator, operands in self.colours if operator in OPERANDS}

    def _content(self, carrier: Any) -> None:
        for operands, operator in pikepdf.parse_content_stream(carrier):
            name = str(operator)
            if name in ("rg", "RG", "k", "K", "g", "G", "sc", "SC"):
                self.colours.add((name, tuple(float(value) for value in operands)))
            elif name in ("cs", "CS"):
                self.spaces.add(str(operands[0]))
            elif name == "BI":
                self.spaces.add("inline image")

    def _resources(self, resources: Any, seen: set[tuple[int, int]]) -> None:
        if resources.objgen in seen:
            return
        seen.add(resources.objgen)
        if "/ColorSpace" in resources:
            self.spaces.update(f"resource {name}" for name, _ in resources.ColorSpace.items())
        for item in resources.get("/XObject", {}).values():
            self._form(item, seen)
        for item in resources.get("/Pattern", {}).values():
            self.patterns += 1
            self._form(item, seen)
        for item in resources.get("/Shading", {}).values():
            self.shadings += 1
            self._space(item.ColorSpace)
            self._function(item.Function, str(item.ColorSpace))
        for item in resources.get("/ExtGState", {}).values():
            if "/SMask" in item:
                self.masks += 1
                assert str(item.SMask.G.Group.CS) == "/DeviceGray"
                self._form(item.SMask.G, seen)

    def _form(self, item: Any, seen: set[tuple[int, int]]) -> None:
        if item.get("/Subtype") == "/Image":
            self._space(item.ColorSpace)
            if "/SMask" in item:
                self.spaces.add(str(item.SMask.ColorSpace))
            assert "/Interpolate" not in item
            return
        if "/Group" in item:
            self.spaces.add(str(item.Group.CS))
        self._content(item)
        self._resources(item.Resources, seen)

    def _space(self, space: Any) -> None:
        if isinstance(space, pikepdf.Array):
            assert str(space[0]) == "/Indexed"
            space = space[1]
        self.spaces.add(str(space))

    def _function(self, function: Any, space: str) -> None:
        for part in function.get("/Functions", ()):
            self._function(part, space)
        for key in ("/C0", "/C1"):
            if key in function:
                stop = tuple(float(value) for value in function[key])
                assert len(stop) == {"/DeviceCMYK": 4, "/DeviceGray": 1}[space]
                self.colours.add(("stop", stop))

    def assert_ink_only(self) -> None:
        assert self.spaces <= INK_SPACES | {"/Pattern"}
        for operator, operands in self.colours - {c for c in self.colours if c[0] == "stop"}:
            assert OPERANDS.get(operator) == len(operands), operator
            assert all(0 <= value <= 1 for value in operands)
        assert "DeviceRGB" not in self.objects
        assert "/Lab" not in self.objects
        assert "ICCBased" not in self.objects


def svg(body: str, more: str = "") -> str:
    start = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="40mm" height="40mm"'
    )
    return f"{start} {more}>{body}</svg>"


def test_text_is_black_alone() -> None:
    ledger, conversions = printed("<p>正文 <a>链接</a> <b>粗</b>")
    ledger.assert_ink_only()
    assert ledger.inks == {(0, 0, 0, 1)}
    assert len(conversions) == 0


@pytest.mark.parametrize(
    ("css", "ink"),
    [
        ("color: #1a1a1a", (0, 0, 0, 1)),
        ("color: #17375e", (0.95, 0.7, 0.2, 0.3)),
        ("color: rgb(9.0196% 21.5686% 36.8627%)", (0.95, 0.7, 0.2, 0.3)),
        ("color: rgba(23, 55, 94, .5)", (0.95, 0.7, 0.2, 0.3)),
        ("color: black", (0, 0, 0, 1)),
        ("color: white", (0, 0, 0, 0)),
        ("color: #808080", (0, 0, 0, 0.498)),
        ("color: hsl(0 0% 0%)", (0, 0, 0, 1)),
        ("color: device-cmyk(.1 .2 .3 .4)", (0.1, 0.2, 0.3, 0.4)),
        ("color: device-cmyk(0 0 0 1)", (0, 0, 0, 1)),
        ("color: lab(0 0 0)", (0, 0, 0, 1)),
        ("color: oklch(100% 0 0)", (0, 0, 0, 0)),
        ("border-bottom: 1pt solid #b5352a", (0.1, 0.9, 0.9, 0.1)),
        ("background: #e8edf4", (0.09, 0.05, 0.02, 0)),
        ("text-decoration: underline #b5352a", (0.1, 0.9, 0.9, 0.1)),
        ("outline: 1pt solid #b5352a", (0.1, 0.9, 0.9, 0.1)),
    ],
)
def test_colours_of_css(css: str, ink: tuple[float, ...]) -> None:
    ledger, conversions = printed(f'<p style="{css}">正文')
    ledger.assert_ink_only()
    assert ledger.inks | {(0, 0, 0, 1)} == {ink, (0, 0, 0, 1)}
    assert len(conversions) == 0


def test_alpha_is_kept() -> None:
    ledger, _ = printed('<p style="color: rgba(23, 55, 94, .25)">正文')
    assert "0.25" in ledger.objects


@pytest.mark.parametrize(
    "body",
    [
        "<hr>",
        "<p><mark>标记</mark> <a href='https://example.org/'>链接</a>",
        *(
            f'<p style="border: 6pt {style} {colour}">框'
            for style in ("groove", "ridge", "inset", "outset", "double", "dashed", "dotted")
            for colour in ("#17375e", "black", "device-cmyk(.1 .2 .3 .4)", "oklch(.6 .1 200)")
        ),
        '<p style="opacity: .5; background: tomato">半透明',
        '<p style="text-shadow: 1pt 1pt red; column-rule: 1pt solid red">',
        '<ul style="color: tomato"><li>项',
        '<table border=1 bordercolor=red><tr><td>一<td>二</table>',
        '<p style="background: repeating-linear-gradient(45deg, red 0 4pt, blue 4pt 8pt)">条',
        '<p style="transform: rotate(3deg); color: rgb(10, 200, 30)">斜',
        '<p style="border: 4pt solid; border-image: linear-gradient(red, blue) 1">图框',
        '<p style="border: 4pt solid; mask-border: linear-gradient(red, blue) 1">遮',
        '<input value="字" style="appearance: auto"><input type=checkbox checked>',
    ],
)  # fmt: skip
def test_nothing_but_ink(body: str) -> None:
    ledger, _ = printed(body)
    ledger.assert_ink_only()


def test_gray_and_black_borders_stay_black_alone() -> None:
    ledger, conversions = printed('<hr><p style="border: 6pt groove black">框')
    assert all(ink[:3] == (0, 0, 0) for ink in ledger.inks)
    assert len(conversions) == 0


def test_conversions_are_counted() -> None:
    link = "<a href='https://example.org/'>链接</a>"
    ledger, conversions = printed(f'<p style="color: #ff6347">一{link}<p style="color: #ff6347">二')
    default, conversion = conversions
    assert (default.rgb, conversion.rgb) == ("#0000ff", "#ff6347")
    assert conversion.times >= 1
    assert tuple(value / 100 for value in conversion.cmyk) in ledger.inks


@pytest.mark.parametrize("kind", ["linear-gradient(", "radial-gradient(", "linear-gradient(30deg,"])
def test_gradients_of_css(kind: str) -> None:
    ledger, _ = printed(f'<p style="background: {kind}#17375e, black, rgba(181,53,42,.5))">渐变')
    ledger.assert_ink_only()
    stops = {stop for name, stop in ledger.colours if name == "stop"}
    assert {(0.95, 0.7, 0.2, 0.3), (0, 0, 0, 1), (0.1, 0.9, 0.9, 0.1), (0.5,)} <= stops
    assert ledger.masks


@pytest.mark.parametrize("stop", ["device-cmyk(.1 .2 .3 .4)", "lab(50% 40 20)", "hsl(200 50% 40%)"])
def test_gradients_of_any_space(stop: str) -> None:
    ledger, _ = printed(f'<p style="background: linear-gradient({stop}, #17375e)">渐变')
    ledger.assert_ink_only()
    stops = {found for name, found in ledger.colours if name == "stop"}
    assert (0.95, 0.7, 0.2, 0.3) in stops
    assert ("device" not in stop) or (0.1, 0.2, 0.3, 0.4) in stops


SVG_GRADIENT = """<defs><{kind} id="g"><stop offset="0" stop-color="#17375e"/>
<stop offset="1" stop-color="hsl(9, 100%, 64%)" stop-opacity=".3"/></{kind}></defs>
<rect width="100" height="100" fill="url(#g)" stroke="url(#g)"/>"""


@pytest.mark.parametrize("kind", ["linearGradient", "radialGradient"])
def test_gradients_of_svg(kind: str) -> None:
    ledger, conversions = printed(svg(SVG_GRADIENT.format(kind=kind)))
    ledger.assert_ink_only()
    assert ledger.patterns
    assert ledger.shadings >= 2  # colours, and alpha as a mask
    assert ("stop", (0.95, 0.7, 0.2, 0.3)) in ledger.colours
    assert [conversion.rgb for conversion in conversions] == ["#ff6347"]


@pytest.mark.parametrize(
    "body",
    [
        "<rect width='50' height='50'/>",
        "<text y='20'>字</text>",
        "<path d='M0 0L50 50' stroke='currentColor' fill='none'/>",
        "<g opacity='.5'><circle r='30' fill='#000'/></g>",
    ],
)
def test_svg_without_colour_is_black_alone(body: str) -> None:
    ledger, _ = printed(svg(body))
    ledger.assert_ink_only()
    assert ledger.inks == {(0, 0, 0, 1)}


MASKED = """<mask id="m"><rect width="100" height="100" fill="#f00"/></mask>
<pattern id="p" width="10" height="10" patternUnits="userSpaceOnUse"><rect width="5" height="5"
fill="#b5352a"/></pattern>
<rect width="100" height="100" fill="url(#p)" stroke="none" mask="url(#m)"/>"""


def test_masks_are_gray_and_patterns_ink() -> None:
    ledger, conversions = printed(svg(MASKED))
    ledger.assert_ink_only()
    assert ledger.masks == 1
    assert {(0.2125,), (0.1, 0.9, 0.9, 0.1)} <= ledger.inks
    assert len(conversions) == 0  # a mask's red is no ink


def test_qr_code_is_black_alone() -> None:
    code = make_code("1", "https://example.org/")
    body = f'<img src="{code.url}" style="width: 20mm">'
    ledger, _ = printed(body, {code.url: CodeImage(code)})
    ledger.assert_ink_only()
    assert ledger.inks == {(0, 0, 0, 1)}


def test_same_pages_in_light_and_ink() -> None:
    """Writing in ink leaves nothing behind, and the screen's file has no inks."""
    document = lay_out('<p style="color: #17375e">蓝<span style="color: device-cmyk(1 0 0 0)">青')
    before = write(document)
    with inking(PALETTE):
        first = write(document)
    with inking(PALETTE):
        second = write(document)
    assert first == second
    assert write(document) == before
    assert weasyprint.pdf.Stream is Stream
    with lighting():
        light = Ledger(write(document))
    assert {operator for operator, _ in light.colours} == {"rg"}
    assert "DeviceCMYK" not in light.objects


def test_palette() -> None:
    with pytest.raises(PaletteError, match="no colour"):
        Palette.of({"a": Colour.model_construct(rgb="blau", cmyk=(0, 0, 0, 0))})
    with pytest.raises(PaletteError, match="other inks"):
        Palette.of(COLOURS | {"b": Colour(rgb="#17375E", cmyk=(1, 0, 0, 0))})


def test_ink_limit() -> None:
    for rgb in [(5, 5, 6), (20, 4, 10), (0, 1, 30), (255, 0, 0)]:
        assert sum(ink_profiles.ink_of_rgb(rgb)) <= ink_profiles.INK_LIMIT_PERCENT
    steps = range(0, 256, 15)
    points = bytes(v for r in steps for g in steps for b in steps for v in (r, g, b))
    image = Image.frombytes("RGB", (18, 18 * 18), points)
    data = ink_profiles.rgb_to_ink(image).tobytes()
    assert max(sum(data[i : i + 4]) for i in range(0, len(data), 4)) <= 3 * 255 + 2


def test_ink_goes_to_screen_and_back() -> None:
    inks = Inks(PALETTE, Conversions())
    for rgb in [(181, 53, 42), (120, 160, 90), (200, 180, 40)]:
        back = ink_profiles.rgb_of_ink(ink_profiles.ink_of_rgb(rgb))
        assert max(abs(a - b) for a, b in zip(rgb, back, strict=True)) < 8
    assert inks.of_rgb((0, 0, 0)) == (0, 0, 0, 100)


def test_vendored_profiles() -> None:
    licence = (ink_profiles.FOLDER / "LICENCE.md").read_text(encoding="utf-8")
    for name, sha256 in ink_profiles.SHA256.items():
        data = (ink_profiles.FOLDER / name).read_bytes()
        assert hashlib.sha256(data).hexdigest() == sha256
        assert sha256 in licence


def test_known_weasyprint(monkeypatch: pytest.MonkeyPatch) -> None:
    check_streams()
    monkeypatch.setattr(Stream, "add_image", lambda self, picture: "")
    with pytest.raises(UnknownStreamError, match="add_image"):
        check_streams()


@pytest.fixture
def text_page(tmp_path: Path) -> Path:
    code = make_code("1", "https://example.org/")
    body = f'<h1>标题</h1><p>正文<hr><img src="{code.url}" style="width: 20mm">'
    ledger, _ = printed(body, {code.url: CodeImage(code)})
    path = tmp_path / "page.pdf"
    path.write_bytes(ledger.data)
    return path


@pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript (gs) is not installed")
@pytest.mark.parametrize("device", ["inkcov", "ink_cov"])
def test_ghostscript_finds_black_only(text_page: Path, device: str) -> None:
    command = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", f"-sDEVICE={device}", "-o", "-"]
    found = subprocess.run([*command, str(text_page)], capture_output=True, check=True, text=True)
    c, m, y, k = map(float, found.stdout.split()[:4])
    assert (c, m, y) == (0, 0, 0)
    assert k > 0
