from __future__ import annotations

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from typeset.layout.qrcodes import LinkTooLongError, QrCode, make_code

LINKS = [
    "https://a.cn",
    "https://www.miit.gov.cn/zwgk/zcwj/art/2024/art_2ac6ac3bd9b34197b1ba7fbe50f00076.html",
    "https://example.org/?q=" + "%E4%B8%AD" * 40,
]


def drawn(code: QrCode, scale: int = 4) -> Image.Image:
    image = Image.new("L", (code.modules * scale,) * 2, 255)
    draw = ImageDraw.Draw(image)
    for x, y, width, height in code.bars:
        left, top, right, bottom = (at * scale for at in (x, y, x + width, y + height))
        draw.rectangle((left, top, right - 1, bottom - 1), fill=0)
    return image


@pytest.mark.parametrize("link", LINKS)
def test_code_says_its_link_at_level_m(link: str) -> None:
    (read,) = zxingcpp.read_barcodes(drawn(make_code("a", link)))
    assert read.text == link
    assert str(read.ec_level) == "M"


@pytest.mark.parametrize("link", LINKS)
def test_symbol_is_at_least_20_mm_with_a_quiet_zone_of_4(link: str) -> None:
    code = make_code("a", link)
    assert code.side_mm * (code.modules - 8) / code.modules >= 20
    xs = [x for x, _, _, _ in code.bars]
    ys = [y for _, y, _, _ in code.bars]
    assert min(xs) == min(ys) == 4
    assert max(y + height for _, y, _, height in code.bars) == code.modules - 4


@pytest.mark.parametrize("link", LINKS)
def test_no_module_is_drawn_twice(link: str) -> None:
    code = make_code("a", link)
    covered = sum(width * height for _, _, width, height in code.bars)
    assert covered * 16 == drawn(code).histogram()[0]


def test_a_link_too_long_to_scan_is_refused() -> None:
    with pytest.raises(LinkTooLongError):
        make_code("a", "https://example.org/" + "x" * 600)
    with pytest.raises(LinkTooLongError):
        make_code("a", "https://example.org/" + "x" * 6000)
