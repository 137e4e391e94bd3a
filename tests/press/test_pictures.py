"""Every kind of picture comes out right on paper and on screen, or is refused with a reason."""

from __future__ import annotations

import base64
import io
import shutil
import struct
import subprocess
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import weasyprint
from PIL import Image, ImageChops, ImageCms, ImageDraw, ImageOps

from typeset.issue.model import BASE_URL
from typeset.press import ink_profiles, pictures_read
from typeset.press.engine import font_configuration, listening
from typeset.press.ink import Palette, inking, lighting
from typeset.press.pictures import PictureShelf, prepare
from typeset.press.pictures_policy import PRINT, REASONS, SCREEN, PictureFacts, PicturePolicy
from typeset.press.pictures_read import PictureRefusedError
from typeset.press.pictures_write import stripped_jpeg

ROOT = Path(__file__).resolve().parents[2]
FONTS = tuple(sorted((ROOT / "fonts").glob("*/*.ttf")))
PALETTE = Palette({(0x17, 0x37, 0x5E): (95, 70, 20, 30)})
# Upper left, upper right, lower left, lower right: none the same turned or mirrored.
QUARTERS = ((200, 60, 50), (60, 140, 80), (50, 80, 160), (230, 200, 90))
GRAYS = (40, 110, 170, 230)
WIDTH_PX, HEIGHT_PX = 120, 80
EDGE_PT = 60  # the picture prints 60 × 40 pt: 144 ppi


def quarters(colours: Any = QUARTERS, mode: str = "RGB") -> Image.Image:
    image = Image.new(mode, (WIDTH_PX, HEIGHT_PX))
    for index, colour in enumerate(colours):
        left, top = index % 2 * WIDTH_PX // 2, index // 2 * HEIGHT_PX // 2
        image.paste(colour, (left, top, left + WIDTH_PX // 2, top + HEIGHT_PX // 2))
    return image


def noisy(image: Image.Image) -> Image.Image:
    """Return a picture with more colours than a drawing: a photo."""
    noise = Image.effect_noise(image.size, 12)
    bands = [ImageChops.add(band, noise, 1, -128) for band in image.split()]
    return Image.merge(image.mode, bands)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def turned(orientation: int) -> bytes:
    """Return a JPEG whose EXIF orientation brings it upright."""
    exif = Image.Exif()
    exif[pictures_read.ORIENTATION] = orientation
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        6: Image.Transpose.ROTATE_90,
        8: Image.Transpose.ROTATE_270,
    }
    return saved(quarters().transpose(undo[orientation]), "JPEG", quality=95, exif=exif)


def inked() -> Image.Image:
    return ink_profiles.rgb_to_ink(quarters())


INKS = [
    inked().getpixel((x, y)) for y in (HEIGHT_PX // 4, HEIGHT_PX * 3 // 4)
    for x in (WIDTH_PX // 4, WIDTH_PX * 3 // 4)
]  # fmt: skip


def plain_cmyk_jpeg() -> bytes:
    """Return a CMYK JPEG that is not Adobe's: its inks are not upside down."""
    data = saved(ImageChops.invert(inked()), "JPEG", quality=95)
    place = data.index(b"\xff\xee")
    length = int.from_bytes(data[place + 2 : place + 4], "big")
    return data[:place] + data[place + 2 + length :]


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(colour_type: int, depth: int, rows: list[bytes], more: bytes = b"") -> bytes:
    size = (len(rows[0]) * 8 // depth // {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour_type], len(rows))
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", *size, depth, colour_type, 0, 0, 0))
    data = zlib.compress(b"".join(b"\0" + row for row in rows))
    return b"\x89PNG\r\n\x1a\n" + header + more + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def deep_png(image: Image.Image, more: bytes = b"") -> bytes:
    """Return a PNG of 16 bits a channel (Pillow writes none in RGB)."""
    channels = len(image.getbands())
    wide = bytes(value for byte in image.tobytes() for value in (byte, byte))
    step = image.width * channels * 2
    rows = [wide[start : start + step] for start in range(0, len(wide), step)]
    return png({1: 0, 3: 2}[channels], 16, rows, more)


def deep_gray() -> Image.Image:
    wide = bytes(value for byte in GRAY.tobytes() for value in (byte, byte))
    return Image.frombytes("I;16", GRAY.size, wide)


def with_alpha(image: Image.Image) -> Image.Image:
    """Return a picture whose left half is half transparent, and rightmost column wholly."""
    alpha = Image.new("L", image.size, 255)
    alpha.paste(128, (0, 0, WIDTH_PX // 2, HEIGHT_PX))
    image = image.copy()
    image.putalpha(alpha)
    return image


def wide_gamut() -> tuple[Image.Image, bytes]:
    """Return the picture in another RGB, and its profile: red and blue change places."""
    data = bytearray((ink_profiles.FOLDER / ink_profiles.SCREEN_PROFILE).read_bytes())
    count = int.from_bytes(data[128:132], "big")
    entries = {
        bytes(data[p : p + 4]): p for p in (132 + 12 * index for index in range(count))
    }  # ICC.1, 7.3
    red, blue = entries[b"rXYZ"], entries[b"bXYZ"]
    data[red : red + 4], data[blue : blue + 4] = b"bXYZ", b"rXYZ"
    place = data.index(b"sRGB IEC")
    data[place : place + 4] = b"mine"
    red_band, green_band, blue_band = quarters().split()
    return Image.merge("RGB", (blue_band, green_band, red_band)), bytes(data)


def swapped(kind: str, **options: Any) -> bytes:
    image, icc = wide_gamut()
    return saved(image, kind, icc_profile=icc, **options)


def svg(body: str) -> bytes:
    box = f"{WIDTH_PX} {HEIGHT_PX}"
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 {box}" width="{WIDTH_PX}" height="{HEIGHT_PX}">{body}</svg>'
    ).encode()


def svg_quarters() -> bytes:
    rectangles = []
    for index, (red, green, blue) in enumerate(QUARTERS):
        x, y = index % 2 * 60, index // 2 * 40
        gradient = (
            f'<linearGradient id="g{index}"><stop stop-color="rgb({red},{green},{blue})"/>'
            f'<stop offset="1" stop-color="rgb({red},{green},{blue})"/></linearGradient>'
        )
        rectangles.append(
            f'{gradient}<rect x="{x}" y="{y}" width="60" height="40" fill="url(#g{index})"/>'
        )
    return svg("".join(rectangles))


def svg_with_picture(data: bytes, kind: str) -> bytes:
    url = f"data:image/{kind};base64,{base64.b64encode(data).decode()}"
    return svg(f'<image width="{WIDTH_PX}" height="{HEIGHT_PX}" xlink:href="{url}"/>')


GRAY = quarters(GRAYS, "L")
COLOUR_KINDS: Mapping[str, Callable[[], bytes]] = {
    "jpeg": lambda: saved(quarters(), "JPEG", quality=95),
    "jpeg-progressive": lambda: saved(quarters(), "JPEG", quality=95, progressive=True),
    **{f"jpeg-exif-{n}": lambda n=n: turned(n) for n in (2, 3, 6, 8)},
    "jpeg-icc": lambda: swapped("JPEG", quality=95, subsampling=0),
    "jpeg-cmyk": lambda: saved(inked(), "JPEG", quality=95),
    "jpeg-cmyk-plain": plain_cmyk_jpeg,
    "png": lambda: saved(quarters(), "PNG"),
    "png-photo": lambda: saved(noisy(quarters()), "PNG"),
    "png-icc": lambda: swapped("PNG"),
    "png-palette": lambda: saved(quarters().quantize(16), "PNG"),
    "png-16-bit": lambda: deep_png(quarters()),
    "webp": lambda: saved(quarters(), "WEBP", quality=95),
    "webp-lossless": lambda: saved(quarters(), "WEBP", lossless=True),
    "tiff": lambda: saved(quarters(), "TIFF"),
    "tiff-lzw": lambda: saved(quarters(), "TIFF", compression="tiff_lzw"),
    "tiff-cmyk": lambda: saved(inked(), "TIFF"),
    "tiff-cmyk-lzw": lambda: saved(inked(), "TIFF", compression="tiff_lzw"),
    "tiff-lab": lambda: saved(in_lab(quarters()), "TIFF"),
    "gif": lambda: saved(quarters(), "GIF"),
    "svg": svg_quarters,
    "svg-png": lambda: svg_with_picture(saved(quarters(), "PNG"), "png"),
    "svg-jpeg-cmyk": lambda: svg_with_picture(saved(inked(), "JPEG", quality=95), "jpeg"),
}
GRAY_KINDS: Mapping[str, Callable[[], bytes]] = {
    "jpeg-gray": lambda: saved(GRAY, "JPEG", quality=95),
    "jpeg-rgb-gray": lambda: saved(GRAY.convert("RGB"), "JPEG", quality=95),
    "png-gray": lambda: saved(GRAY, "PNG"),
    "png-gray-16-bit": lambda: deep_png(GRAY),
    "png-rgb-gray": lambda: saved(GRAY.convert("RGB"), "PNG"),
    "png-palette-gray": lambda: saved(GRAY.convert("P"), "PNG"),
    "webp-gray": lambda: saved(GRAY.convert("RGB"), "WEBP", lossless=True),
    "tiff-gray": lambda: saved(GRAY, "TIFF"),
    "tiff-gray-16-bit": lambda: saved(deep_gray(), "TIFF"),
    "gif-gray": lambda: saved(GRAY, "GIF"),
}
ALPHA_KINDS: Mapping[str, Callable[[], bytes]] = {
    "png-alpha": lambda: saved(with_alpha(quarters()), "PNG"),
    "png-photo-alpha": lambda: saved(with_alpha(noisy(quarters())), "PNG"),
    "webp-alpha": lambda: saved(with_alpha(quarters()), "WEBP", quality=95),
    "webp-lossless-alpha": lambda: saved(with_alpha(quarters()), "WEBP", lossless=True),
    "png-palette-alpha": lambda: saved(with_alpha(quarters()).quantize(16), "PNG"),
    "tiff-alpha": lambda: saved(with_alpha(quarters()), "TIFF"),
}


def in_lab(image: Image.Image) -> Image.Image:
    found = ImageCms.profileToProfile(
        image,
        ink_profiles.vendored(ink_profiles.SCREEN_PROFILE),
        ImageCms.createProfile("LAB"),
        outputMode="LAB",
    )
    assert found is not None
    return found


@dataclass(frozen=True)
class PdfImage:
    """An image dictionary, read."""

    width: int
    bits: int
    space: str
    filter: str
    palette: bytes
    raw: bytes

    @classmethod
    def of(cls, item: pikepdf.Stream) -> PdfImage:
        space, palette = item.ColorSpace, b""
        if isinstance(space, pikepdf.Array):
            space, palette = space[1], bytes(space[3])
        return cls(
            int(item.Width),
            int(item.BitsPerComponent),
            str(space),
            str(item.Filter),
            palette,
            item.read_raw_bytes(),
        )


def images_of(pdf: bytes) -> tuple[PdfImage, ...]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        streams = [item for item in opened.objects if isinstance(item, pikepdf.Stream)]
        return tuple(PdfImage.of(item) for item in streams if item.get("/Subtype") == "/Image")


@dataclass(frozen=True)
class Printed:
    """A file with one picture, what is in it and what was told."""

    data: bytes
    images: tuple[PdfImage, ...]
    spaces: frozenset[str]
    facts: tuple[PictureFacts, ...]
    size_pt: tuple[float, float]

    def means(self) -> list[tuple[int, ...]]:
        """Return the colour in the middle of each quarter of the picture as rendered."""
        document = pypdfium2.PdfDocument(self.data)
        page = document[0].render(scale=4).to_pil().convert("RGB")
        document.close()
        return quarter_means(page, self.size_pt)


def quarter_means(page: Image.Image, size_pt: tuple[float, float]) -> list[tuple[int, ...]]:
    width, height = (round(side * 4) for side in size_pt)
    found = []
    for index in range(4):
        x, y = index % 2 * width // 2, index // 2 * height // 2
        box = (x + width // 8, y + height // 8, x + width * 3 // 8, y + height * 3 // 8)
        found.append(page.crop(box).resize((1, 1), Image.Resampling.BOX).getpixel((0, 0)))
    return found


def set_picture(
    name: str, data: bytes, policy: PicturePolicy, css: str = f"width: {EDGE_PT}pt"
) -> Printed:
    shelf = PictureShelf({f"p/{name}": data}.__getitem__)
    size = EDGE_PT, EDGE_PT * HEIGHT_PX / WIDTH_PX
    html = (
        "<html lang=zh><style>@page { size: 80mm 60mm; margin: 0 } body, p { margin: 0 } "
        f'img {{ display: block; {css} }}</style><body><img alt="图" src="{BASE_URL}p/{name}">'
    )
    source = weasyprint.HTML(string=html, base_url=BASE_URL, url_fetcher=Fetcher(name, data))
    with listening() as log:
        document = source.render(font_config=font_configuration(FONTS), cache=shelf)
        context = inking(PALETTE, policy) if policy.space == "cmyk" else lighting(policy)
        with context:
            pdf = document.write_pdf(pdf_version="1.6", pdf_identifier=True)
    assert not [text for level, text in log.messages if level >= 40]
    assert pdf is not None
    images = images_of(pdf)
    spaces = frozenset(image.space for image in images)
    return Printed(pdf, images, spaces, shelf.facts(policy), size)


class Fetcher(weasyprint.urls.URLFetcher):
    """What WeasyPrint fetches itself: SVG."""

    def __init__(self, name: str, data: bytes) -> None:
        super().__init__()
        self._answer = (f"{BASE_URL}p/{name}", data)

    def fetch(self, url: str, headers: Any = None) -> weasyprint.urls.URLFetcherResponse:
        known, data = self._answer
        assert url == known
        return weasyprint.urls.URLFetcherResponse(url, data, {"Content-Type": "image/svg+xml"})


def assert_near(found: list[Any], wanted: Any, most: float) -> None:
    for seen, meant in zip(found, wanted, strict=True):
        assert max(abs(a - b) for a, b in zip(seen, meant, strict=True)) <= most, (found, wanted)


def over_white(colour: tuple[int, ...], alpha: float) -> tuple[int, ...]:
    return tuple(round(value * alpha + 255 * (1 - alpha)) for value in colour)


# PDFium shows CMYK without a profile, so print is compared with more tolerance than screen.
@pytest.mark.parametrize(("policy", "most"), [(PRINT, 48), (SCREEN, 14)], ids=["print", "screen"])
@pytest.mark.parametrize("kind", COLOUR_KINDS)
def test_colour(kind: str, policy: PicturePolicy, most: float) -> None:
    printed = set_picture(f"{kind}.{kind.partition('-')[0]}", COLOUR_KINDS[kind](), policy)
    assert printed.spaces <= {"/DeviceCMYK" if policy is PRINT else "/DeviceRGB"}
    assert_near(printed.means(), QUARTERS, most)


@pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript (gs) is not installed")
@pytest.mark.parametrize("kind", COLOUR_KINDS)
def test_ink_as_ghostscript_lays_it_on(kind: str, tmp_path: Path) -> None:
    """What a press gets is what the ICC profile says, whatever the file was."""
    printed = set_picture(f"{kind}.{kind.partition('-')[0]}", COLOUR_KINDS[kind](), PRINT)
    command = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-r288", "-sDEVICE=tiff32nc"]
    found = subprocess.run(
        [*command, f"-sOutputFile={tmp_path / 'page.tif'}", "-"],
        input=printed.data,
        capture_output=True,
        check=True,
    )
    assert not found.stderr
    with Image.open(tmp_path / "page.tif") as page:
        assert page.mode == "CMYK"
        assert_near(quarter_means(page, printed.size_pt), INKS, 6)


@pytest.mark.parametrize("policy", [PRINT, SCREEN], ids=["print", "screen"])
@pytest.mark.parametrize("kind", GRAY_KINDS)
def test_gray_stays_gray(kind: str, policy: PicturePolicy) -> None:
    printed = set_picture(kind, GRAY_KINDS[kind](), policy)
    assert printed.spaces == {"/DeviceGray"}
    assert_near(printed.means(), [(gray,) * 3 for gray in GRAYS], 6)


@pytest.mark.parametrize(("policy", "most"), [(PRINT, 48), (SCREEN, 14)], ids=["print", "screen"])
@pytest.mark.parametrize("kind", ALPHA_KINDS)
def test_alpha(kind: str, policy: PicturePolicy, most: float) -> None:
    printed = set_picture(kind, ALPHA_KINDS[kind](), policy)
    assert printed.spaces == {"/DeviceGray", "/DeviceCMYK" if policy is PRINT else "/DeviceRGB"}
    alphas = (128 / 255, 1, 128 / 255, 1)
    wanted = [over_white(colour, alpha) for colour, alpha in zip(QUARTERS, alphas, strict=True)]
    assert_near(printed.means(), wanted, most)


def test_transparent_colour() -> None:
    image = quarters().quantize(16)
    clear = image.getpixel((0, 0))
    printed = set_picture("a.gif", saved(image, "GIF", transparency=clear), PRINT)
    assert printed.means()[0] == (255, 255, 255)
    assert "/DeviceGray" in printed.spaces
    gray = set_picture("a.png", saved(GRAY, "PNG", transparency=GRAYS[0]), PRINT)
    assert gray.means()[0] == (255, 255, 255)
    assert gray.spaces == {"/DeviceGray"}


def test_line_art_keeps_its_bits() -> None:
    image = quarters((0, 255, 255, 0), "L").convert("1")
    printed = set_picture("a.png", saved(image, "PNG"), PRINT, "width: 10pt")  # 864 ppi
    (found,) = printed.images
    assert (found.width, found.bits, found.space) == (120, 1, "/DeviceGray")
    tiff = saved(image, "TIFF", compression="group4")
    assert set_picture("a.tiff", tiff, PRINT).means()[0] == (0, 0, 0)
    screen = set_picture("a.png", saved(image, "PNG"), SCREEN, "width: 10pt")
    assert screen.images[0].bits == 8
    assert screen.images[0].width < 50


def test_chart_in_palette_colours() -> None:
    """Few colours are mapped as the layout's own: its blue, black lettering in black ink."""
    image = quarters(((0x17, 0x37, 0x5E), (0, 0, 0), (255, 255, 255), (128, 128, 128)))
    printed = set_picture("a.png", saved(image, "PNG"), PRINT)
    (found,) = printed.images
    table = found.palette
    entries = {tuple(table[start : start + 4]) for start in range(0, len(table), 4)}
    blue = tuple(round(ink * 2.55) for ink in (95, 70, 20, 30))
    assert entries == {blue, (0, 0, 0, 255), (0, 0, 0, 0), (0, 0, 0, 127)}


def test_photos_are_jpeg_and_graphics_are_not() -> None:
    filters = {
        "photo": saved(noisy(quarters()).resize((600, 400)), "PNG"),
        "graphic": saved(quarters(), "PNG"),
        "jpeg": saved(quarters(), "JPEG"),
        "alpha": saved(with_alpha(noisy(quarters())), "PNG"),
    }
    wanted = {"photo": "/DCTDecode", "jpeg": "/DCTDecode"}
    for name, data in filters.items():
        for policy in (PRINT, SCREEN):
            found = set_picture(name, data, policy).images
            images = [image for image in found if image.space != "/DeviceGray"]
            assert images[0].filter == wanted.get(name, "/FlateDecode"), name


@pytest.mark.parametrize(
    ("width_pt", "policy", "width_px"),
    [(60, PRINT, 375), (120, PRINT, 600), (60, SCREEN, 167), (216, SCREEN, 600)],
)
def test_no_more_pixels_than_print(width_pt: int, policy: PicturePolicy, width_px: int) -> None:
    data = saved(noisy(quarters()).resize((600, 400)), "JPEG", quality=90)
    for css in (
        f"width: {width_pt}pt",
        f"width: {width_pt}pt; opacity: .9",  # a group has its own matrix
    ):
        printed = set_picture("a.jpg", data, policy, css)
        assert printed.images[0].width == width_px
        (facts,) = printed.facts
        assert facts.ppi == pytest.approx(600 / width_pt * 72, abs=0.1)


def test_background_pictures_know_their_size() -> None:
    data = saved(noisy(quarters()).resize((600, 400)), "JPEG", quality=90)
    url = f"{BASE_URL}p/a.jpg"
    for repeat in ("no-repeat", "repeat"):
        shelf = PictureShelf(lambda path: data)
        html = f'<body><p style="height: 40pt; background: url({url}) {repeat} 0 0 / 60pt 40pt">'
        document = weasyprint.HTML(string=html, base_url=BASE_URL).render(cache=shelf)
        with inking(PALETTE):
            document.write_pdf()
        (facts,) = shelf.facts(PRINT)
        assert facts.ppi == pytest.approx(720, abs=0.1)


def test_largest_place_counts_for_pixels_and_ppi() -> None:
    data = saved(noisy(quarters()).resize((600, 400)), "JPEG", quality=90)
    shelf = PictureShelf(lambda path: data)
    url = f"{BASE_URL}p/a.jpg"
    html = f'<img src="{url}" style="width: 30pt"><img src="{url}" style="width: 144pt">'
    document = weasyprint.HTML(string=html, base_url=BASE_URL).render(cache=shelf)
    with inking(PALETTE):
        pdf = document.write_pdf()
    (image,) = images_of(pdf)
    assert image.width == 600
    assert [facts.ppi for facts in shelf.facts(PRINT)] == [300]


def test_jpeg_passes_without_what_it_tells_of_the_photographer() -> None:
    exif = Image.Exif()
    exif[0x013B] = "SECRET"
    photo = noisy(quarters())
    data = saved(photo, "JPEG", quality=95, exif=exif, comment=b"SECRET")
    archive = replace(SCREEN, keeps_jpeg=True)
    printed = set_picture("a.jpg", data, archive)
    raw = printed.images[0].raw
    assert b"SECRET" in data
    assert b"SECRET" not in raw
    with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(raw)) as after:
        assert before.tobytes() == after.tobytes()


@pytest.mark.parametrize("progressive", [False, True])
def test_second_exposure_is_left_out(progressive: bool) -> None:
    photo = noisy(quarters())
    options = {"quality": 90, "progressive": progressive, "restart_marker_rows": 1}
    first = saved(photo, "JPEG", **options)
    stripped = stripped_jpeg(saved(photo, "MPO", save_all=True, append_images=[photo], **options))
    assert len(stripped) <= len(first) + 20
    with Image.open(io.BytesIO(first)) as before, Image.open(io.BytesIO(stripped)) as after:
        assert before.tobytes() == after.tobytes()


def test_word_adobe_in_a_plain_jpeg_turns_nothing_upside_down() -> None:
    data = plain_cmyk_jpeg()
    named = b"http://ns.adobe.com/xap/1.0/\0<x>Adobe</x>"
    segment = b"\xff\xe1" + struct.pack(">H", len(named) + 2) + named
    printed = set_picture("a.jpg", data[:2] + segment + data[2:], PRINT)
    assert_near(printed.means(), QUARTERS, 48)


def test_same_picture_twice_is_one_image() -> None:
    data = saved(quarters(), "PNG")
    shelf = PictureShelf(lambda path: data)
    tags = "".join(f'<img src="{BASE_URL}p/{name}.png">' for name in "ab")
    document = weasyprint.HTML(string=tags, base_url=BASE_URL).render(cache=shelf)
    with inking(PALETTE):
        pdf = document.write_pdf()
    assert len(images_of(pdf)) == 1
    assert [facts.file for facts in shelf.facts(PRINT)] == ["p/a.png", "p/b.png"]
    assert all(facts.ink_percent for facts in shelf.facts(PRINT))


def test_policy_fits_the_profile() -> None:
    with pytest.raises(ValueError, match="printed"), inking(PALETTE, SCREEN):
        pass
    with pytest.raises(ValueError, match="shown"), lighting(PRINT):
        pass


def test_ink_of_pictures() -> None:
    dark = set_picture("a.png", saved(noisy(quarters([(14, 4, 4)] * 4)), "PNG"), PRINT)
    assert dark.facts[0].ink_percent is not None
    assert 280 <= dark.facts[0].ink_percent <= 302
    full = Image.new("CMYK", (WIDTH_PX, HEIGHT_PX), (255, 255, 255, 255))
    over = set_picture("a.jpg", saved(full, "JPEG", quality=95), PRINT)
    assert over.facts[0].ink_percent == pytest.approx(400, abs=2)
    gray = set_picture("a.png", saved(GRAY, "PNG"), PRINT)
    assert gray.facts[0].ink_percent == pytest.approx(100 - 40 / 2.55, abs=0.1)
    assert set_picture("a.png", saved(GRAY, "PNG"), SCREEN).facts[0].ink_percent is None


def test_gray_profile_is_honoured() -> None:
    data = bytearray((ink_profiles.FOLDER / ink_profiles.SCREEN_PROFILE).read_bytes())
    assert ink_profiles.embedded(bytes(data), "L") is None  # RGB profile in a gray picture
    assert ink_profiles.embedded(b"no profile", "RGB") is None


def frames(kind: str) -> bytes:
    options = {"save_all": True, "append_images": [ImageOps.mirror(quarters())]}
    return saved(quarters(), kind, **options)


def large() -> bytes:
    return saved(Image.new("1", (9000, 9000)), "TIFF", compression="group4")


REFUSED: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "animated.gif": (lambda: frames("GIF"), "animated"),
    "animated.png": (lambda: frames("PNG"), "animated"),
    "animated.webp": (lambda: frames("WEBP"), "animated"),
    "pages.tiff": (lambda: frames("TIFF"), "several-pages"),
    "float.tiff": (lambda: saved(Image.new("F", (9, 9)), "TIFF"), "hdr"),
    "hdr.png": (lambda: deep_png(quarters(), chunk(b"cICP", b"\x09\x10\x00\x01")), "hdr"),
    "radiance.hdr": (lambda: b"#?RADIANCE\n", "hdr"),
    "photo.heic": (lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "format"),
    "photo.avif": (lambda: saved(quarters(), "AVIF"), "format"),
    "photo.psd": (lambda: b"8BPS\0\1", "format"),
    "photo.bmp": (lambda: saved(quarters(), "BMP"), "format"),
    "page.html": (lambda: b"<html></html>", "format"),
    "empty.jpg": (lambda: b"", "broken"),
    "text.jpg": (lambda: b"this is no picture", "broken"),
    "cut.jpg": (lambda: saved(noisy(quarters()), "JPEG")[:2000], "broken"),
    "cut.png": (lambda: saved(noisy(quarters()), "PNG")[:2000], "broken"),
    "cut.webp": (lambda: saved(noisy(quarters()), "WEBP")[:1000], "broken"),
    "cut.tiff": (lambda: saved(noisy(quarters()), "TIFF")[:2000], "broken"),
    "cut.svg": (lambda: svg_quarters()[:-9], "broken"),
    "large.tiff": (large, "too-large"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    make, reason = REFUSED[name]
    shelf = PictureShelf(lambda path: make())
    url = f"{BASE_URL}p/{name}"
    assert url in shelf
    assert shelf[url] is None
    (facts,) = shelf.facts(PRINT)
    assert (facts.file, facts.reason) == (f"p/{name}", reason)
    assert reason in REASONS


def test_tiff_with_thumbnail_and_jpeg_with_second_picture() -> None:
    thumbnail = quarters().resize((12, 8))
    thumbnail.encoderinfo = {"tiffinfo": {254: 1}}
    data = saved(quarters(), "TIFF", save_all=True, append_images=[thumbnail])
    assert prepare("a.tiff", data).head.width_px == WIDTH_PX
    several = saved(quarters(), "MPO", save_all=True, append_images=[quarters()])
    assert prepare("a.jpg", several).head.kind == "jpeg"


def test_intrinsic_size_is_upright() -> None:
    shelf = PictureShelf(lambda path: turned(6))
    url = f"{BASE_URL}p/a.jpg"
    assert url in shelf
    assert shelf[url].get_intrinsic_size(1, 16) == (WIDTH_PX, HEIGHT_PX, WIDTH_PX / HEIGHT_PX)
    with pytest.raises(PictureRefusedError, match="broken"):
        prepare("a.jpg", b"no")


def test_not_found_is_left_to_the_fetcher() -> None:
    def read(path: str) -> bytes:
        raise FileNotFoundError(path)

    shelf = PictureShelf(read)
    assert f"{BASE_URL}p/a.jpg" not in shelf
    assert "https://example.org/a.jpg" not in shelf
    assert "data:nothing" not in shelf
    assert shelf.facts(PRINT) == ()


@pytest.mark.parametrize("policy", [PRINT, SCREEN], ids=["print", "screen"])
def test_same_bytes_twice(policy: PicturePolicy) -> None:
    for data in (saved(noisy(quarters()), "PNG"), turned(6), saved(with_alpha(quarters()), "WEBP")):
        assert set_picture("a", data, policy).data == set_picture("a", data, policy).data


def test_picture_read_by_weasyprint_is_converted_too() -> None:
    """What comes another way (a colour font's bitmaps) is no leak."""
    data = saved(quarters(), "PNG")
    url = f"data:image/png;base64,{base64.b64encode(data).decode()}"
    document = weasyprint.HTML(string=f'<img src="{url}">').render()
    with inking(PALETTE):
        pdf = document.write_pdf()
    assert b"DeviceRGB" not in pdf
    (image,) = images_of(pdf)
    assert image.space == "/DeviceCMYK"


def test_line_drawing_over_gray_keeps_its_edge() -> None:
    image = Image.new("L", (400, 400), 255)
    ImageDraw.Draw(image).ellipse((50, 50, 350, 350), fill=0)
    small = image.resize((100, 100), Image.Resampling.LANCZOS)
    printed = set_picture("a.png", saved(small, "PNG"), PRINT)
    assert printed.images[0].filter == "/FlateDecode"
