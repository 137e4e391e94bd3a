"""Draw the pictures of docs/typography.md: each rule set by WeasyPrint alone, then composed.

.venv/bin/python scripts/typography_pictures.py
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

from typeset.cjk import Settings, composing
from typeset.layout.catalog import read_catalog
from typeset.press.engine import font_configuration, listening
from typeset.sources import Sources

import weasyprint  # isort: skip -- after the press room, which keeps system fonts out

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "images" / "typography"
SCALE = 2.0
CSS = """
@page { size: 228pt HEIGHT; margin: 6pt }
html { font: 12pt/20pt "Noto Serif SC"; color: #1a1a1a }
body { margin: 0; text-align: justify }
p, h1, ul, table { margin: 0 }
h1 { font: 700 18pt/26pt "Noto Sans SC"; text-align: left; --typeset-lines: heading }
code { font-family: "Noto Sans SC" }
em { font-family: "LXGW WenKai"; font-style: normal }
.source { white-space: nowrap; font-family: "LXGW WenKai" }
.source::before { content: leader(" ") }
"""
# Name → (height in points, HTML). The text is of the kind that a brief is made of.
SAMPLES = {
    "justification": (
        92,
        "<p>截至2024年5月，我国IPv6活跃用户达到7.94亿户，移动网络IPv6流量占比达到64.56%，"
        "各类网络中已分配IPv6地址的终端数达到17.65亿。</p>",
    ),
    "autospace": (
        72,
        "<p>到 2025 年 7 月底前，NAT44设备停止增长；到2025年7月底前，NAT44 设备停止增长。</p>",
    ),
    "marks": (
        112,
        "<p>根据《中华人民共和国数据安全法》《个人信息保护法》（以下简称“两法”），"
        "“网络去NAT”？“建”“用”协调！（见《通知》）。</p>",
    ),
    "line-edges": (
        92,
        "<p>《要点》提出，将开展行动。“信号升格”行动、《要点》第三条和（五）项，"
        "要点明确：“一企一档”“一人一档”数据库。</p>",
    ),
    "last-line": (
        72,
        "<p>为确保网络安全稳定运行，要做好网络安全监测和应急处置的各项工作，守牢底线。</p>",
    ),
    "dashes": (
        72,
        "<p>方案（2024—2026年）提出——这是首次——AI + 制造……等任务，分3年完成80%的目标。</p>",
    ),
    "quotes": (72, "<p>他说“网络去‘NAT’”是“new normal”的一部分，don’t panic“不必担心”。</p>"),
    "headline": (68, "<h1>济南发布新一代人工智能高质量发展行动计划</h1>"),
    "urls": (
        92,
        "<p>全文见 https://www.miit.gov.cn/zwgk/zcwj/wjfb/tz/art/2024/art_2ac6ac3bd9b34197.html ，"
        "请扫码阅读。</p>",
    ),
    "mixed": (
        92,
        "<p>在<b>数据资产</b>上，用<code>git commit</code>提交<em>楷体</em>说明，行距不变<sup>2</sup>，行行落在网格上。</p>",
    ),
    "source": (
        72,
        '<p>合力推动“网络去NAT”目标完成，守牢安全底线。<span class="source">（来源：某部）</span></p>',
    ),
}


def drawn(html: str, height: int, composer: AbstractContextManager[None]) -> Image.Image:
    """Return one sample as a picture."""
    catalog, _ = read_catalog(Sources(ROOT))
    fonts = font_configuration(catalog.paths)
    with listening(), composer:
        css = weasyprint.CSS(string=CSS.replace("HEIGHT", f"{height}pt"), font_config=fonts)
        source = weasyprint.HTML(string=f'<html lang="zh-CN"><body>{html}</body></html>')
        data = source.render(stylesheets=[css], font_config=fonts).write_pdf()
    document = pypdfium2.PdfDocument(data)
    return document[0].render(scale=SCALE).to_pil()


def main() -> None:
    """Write one picture a rule: WeasyPrint's own lines left, composed lines right."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, (height, html) in SAMPLES.items():
        before = drawn(html, height, nullcontext())
        after = drawn(html, height, composing(Settings()))
        gap = 24
        both = Image.new("RGB", (before.width * 2 + gap, before.height), "white")
        both.paste(before, (0, 0))
        both.paste(after, (before.width + gap, 0))
        line = before.width + gap // 2
        ImageDraw.Draw(both).line((line, 8, line, both.height - 8), fill="#b9bec6", width=1)
        both.quantize(32).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
