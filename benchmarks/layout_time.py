"""Layout time with the composer as a multiple of WeasyPrint's own, in one process.

    python benchmarks/layout_time.py [FILE.html ...] [--rounds N]

Both are run in turn, so that a busy machine slows both; the ratio of the medians counts.
Without a file, a document of specification-like Chinese is made up.
"""

from __future__ import annotations

import argparse
import gc
import os
import statistics
import sys
import tempfile
import time
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CSS = """
@page { size: A4; margin: 20mm 21mm }
html { font: 12pt/20pt "Noto Serif SC" }
p { margin: 0; text-indent: 2em; text-align: justify; width: 36em }
"""
SENTENCES = (
    "数据要素市场化配置改革稳步推进，“数据二十条”提出的“三权分置”制度框架（试行）逐步落地。",
    "据《中国绿色算力发展研究报告（2024年）》，到 2025 年，PUE 值应低于 1.25；东部不高于 1.2。",
    "该组织表示，<b>NAICE</b> 应当发挥<a href='https://example.com/a'>关键作用</a>——这一点毋庸置疑……",
    "开发者可用 <code>npm install</code> 安装 TypeScript 5.5，详见 README.md 与官方文档。",
    "坚持统筹发展与安全，健全数据流通利用基础设施，培育一批“专精特新”企业，形成良好生态。",
)


def use_project_fonts() -> None:
    """Point fontconfig to the project's fonts alone; before WeasyPrint is imported."""
    folder = Path(tempfile.mkdtemp(prefix="layout-time-"))
    config = folder / "fonts.conf"
    config.write_text(
        f"<fontconfig><dir>{ROOT / 'fonts'}</dir><cachedir>{folder}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    os.environ.setdefault("FONTCONFIG_FILE", str(config))


def sample() -> str:
    """Return a document of some 30 pages."""
    paragraphs = []
    for number in range(200):
        picked = [SENTENCES[(number * 3 + k * k) % 5] for k in range(2 + number % 4)]
        paragraphs.append(f"<p>{''.join(picked)}</p>")
    return f"<html lang=zh><style>{CSS}</style><body>{''.join(paragraphs)}"


def timed(html: str, context: AbstractContextManager[None]) -> tuple[float, float]:
    """Return the processor seconds that layout took, and layout with writing."""
    from weasyprint import HTML

    gc.collect()  # else the one pays for what the other left
    with context:
        start = time.process_time()
        document = HTML(string=html, base_url=str(ROOT)).render()
        middle = time.process_time()
        document.write_pdf()
    return middle - start, time.process_time() - start


def compare(html: str, rounds: int) -> str:
    """Return one line of figures."""
    from typeset.cjk import composing

    stock: list[tuple[float, float]] = []
    composed: list[tuple[float, float]] = []
    timed(html, nullcontext())
    for _ in range(rounds):
        stock.append(timed(html, nullcontext()))
        composed.append(timed(html, composing()))
    columns = []
    for index, what in enumerate(("layout", "layout and writing")):
        a, b = (statistics.median(run[index] for run in runs) for runs in (stock, composed))
        columns.append(f"{what}: stock {a:.3f} s, composed {b:.3f} s, ratio {b / a:.2f}")
    return "; ".join(columns)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    use_project_fonts()
    sys.path.insert(0, str(ROOT))
    for file in arguments.files:
        print(file.name, compare(file.read_text(encoding="utf-8"), arguments.rounds))
    if not arguments.files:
        print("sample", compare(sample(), arguments.rounds))


if __name__ == "__main__":
    main()
