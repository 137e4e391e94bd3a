"""Whole-process time of `typeset build N -p …` as ratios to stock WeasyPrint on the same HTML.

    .venv/bin/python benchmarks/build_time.py [ISSUE]

Needs hyperfine. The stock run is WeasyPrint's own command on the HTML and CSS that typeset
makes (front matter, articles, codes), with the same font files through fontconfig: no QR codes
are made there, nothing is checked and nothing is read back.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from typeset.archive.reading import prepare
from typeset.issue.model import BASE_URL
from typeset.layout.filters import svg_url
from typeset.layout.qrcodes import QrCode
from typeset.sources import Sources

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "build" / "benchmarks"
PROFILES = ("print", "screen", "archive", "all")

FONTCONFIG = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


def code_svg(code: QrCode) -> str:
    path = "".join(f"M{x} {y}h{w}v{h}h-{w}z" for x, y, w, h in code.bars)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {code.modules} {code.modules}">'
        f'<path d="{path}"/></svg>'
    )


def write_stock_input(issue: str, project: Path = ROOT, work: Path = WORK) -> Path:
    manuscript = prepare(Sources(project), f"issues/{issue}/issue.yaml")
    composition = manuscript.composition
    assert composition is not None, [d.message("en") for d in manuscript.report]
    folios = {article.id: "00" for article in composition.issue.articles}
    front = composition.front(folios)
    style = "".join(f"<style>{css}</style>" for css in composition.stylesheets)
    body = composition.body.split("<body", 1)[1].split(">", 1)[1]
    html = front.replace("</head>", style + "</head>").replace("</body>\n</html>", "") + body
    for code in composition.codes.values():
        html = html.replace(code.url, svg_url(code_svg(code)))
    html = html.replace(BASE_URL, f"{project.as_uri()}/")
    work.mkdir(parents=True, exist_ok=True)
    path = work / "stock.html"
    path.write_text(html, encoding="utf-8")
    (work / "fonts.conf").write_text(
        FONTCONFIG.format(fonts=ROOT / "fonts", cache=work / "fontcache"), encoding="utf-8"
    )
    return path


def main() -> None:
    issue = sys.argv[1] if len(sys.argv) > 1 else "189"
    source = write_stock_input(issue)
    bin_folder = Path(sys.executable).parent
    stock = (
        f"env FONTCONFIG_FILE={WORK / 'fonts.conf'} {bin_folder / 'weasyprint'} -q "
        f"{source} {WORK / 'stock.pdf'}"
    )
    builds = [f"{bin_folder / 'typeset'} build {issue} -p {p} -o {WORK}" for p in PROFILES]
    results = WORK / "build_time.json"
    hyperfine = shutil.which("hyperfine")
    assert hyperfine, "hyperfine is needed"
    options = ["--warmup", "2", "--runs", "10", "--export-json", str(results)]
    subprocess.run([hyperfine, *options, stock, *builds], check=True, cwd=ROOT)
    plain, *ours = (run["median"] for run in json.loads(results.read_text())["results"])
    for profile, seconds in zip(PROFILES, ours, strict=True):
        print(f"{profile}: {seconds / plain:.2f} x stock WeasyPrint (medians of 10)")


if __name__ == "__main__":
    main()
