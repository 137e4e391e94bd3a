"""Cold whole-process time of `typeset build` as ratios to XeLaTeX and Vivliostyle, same text.

    python benchmarks/rivals.py [--times 1] [--runs 5] [--vivliostyle PATH] [--chromium PATH]

`--times 10` sets each article ten times over. XeLaTeX (ctexart, the project's own fonts,
contents, links) runs twice, from nothing, as contents need; Vivliostyle gets the HTML, the CSS
and the QR codes that typeset makes. Neither checks anything, and XeLaTeX draws no codes.
Prints wall-clock and processor seconds (the least of the runs, taken in turn) and the ratios;
on a busy machine the processor seconds are the ones to trust.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "build" / "benchmarks" / "rivals"
BIN = Path(sys.executable).parent

TEX = r"""\documentclass[UTF8,a4paper,fontset=none,zihao=-4]{ctexart}
\usepackage[margin=25mm]{geometry}
\setCJKmainfont[Path=FONTS/noto-serif-sc/,BoldFont=NotoSerifSC_700Bold.ttf]{NotoSerifSC_400Regular.ttf}
\setCJKsansfont[Path=FONTS/noto-sans-sc/,BoldFont=NotoSansSC_700Bold.ttf]{NotoSansSC_400Regular.ttf}
\setmainfont[Path=FONTS/noto-serif-sc/,BoldFont=NotoSerifSC_700Bold.ttf]{NotoSerifSC_400Regular.ttf}
\setsansfont[Path=FONTS/noto-sans-sc/,BoldFont=NotoSansSC_700Bold.ttf]{NotoSansSC_400Regular.ttf}
\usepackage{fancyhdr}\pagestyle{fancy}\usepackage[hidelinks]{hyperref}
\title{TITLE}\begin{document}\maketitle\tableofcontents\clearpage
BODY
\end{document}
"""
ESCAPES = {c: "\\" + c for c in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


@dataclass
class Times:
    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)


def tex_text(text: str) -> str:
    text = "".join(ESCAPES.get(c, c) for c in text)
    return re.sub(r"\*\*(.+?)\*\*", r"\\textbf{\1}", text)


def tex_article(path: Path) -> str:
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    fields = dict(line.split(": ", 1) for line in front.splitlines() if ": " in line)
    parts = [f"\\section{{{tex_text(fields['title'])}}}\n"]
    for block in body.strip().split("\n\n"):
        heading = re.match(r"(#+) (.*)", block)
        if heading:
            command = "subsection" if len(heading[1]) < 3 else "subsubsection"
            parts.append(f"\\{command}*{{{tex_text(heading[2])}}}\n")
        else:
            parts.append(tex_text(block) + "\n")
    if "link" in fields:
        parts.append(f"\\href{{{tex_text(fields['link'])}}}{{原文链接}}\n")
    return "\n".join(parts)


def make_project(times: int) -> Path:
    """Return a project whose issue 189 has each article `times` times."""
    project = WORK / f"project-{times}"
    shutil.copytree(ROOT / "issues" / "189", project / "issues" / "189")
    for name in ("fonts", "layouts"):
        shutil.copytree(ROOT / name, project / name, copy_function=os.link)
    issue = project / "issues" / "189"
    lines = []
    for line in (issue / "issue.yaml").read_text(encoding="utf-8").splitlines(keepends=True):
        lines.append(line)
        found = re.search(r"articles/([\w-]+)\.md", line)
        for copy in range(2, times + 1) if found else ():
            assert found
            name = f"{found[1]}-{copy}.md"
            shutil.copyfile(issue / "articles" / f"{found[1]}.md", issue / "articles" / name)
            lines.append(line.replace(f"{found[1]}.md", name))
    (issue / "issue.yaml").write_text("".join(lines), encoding="utf-8")
    return project


def write_tex(project: Path) -> Path:
    manifest = (project / "issues/189/issue.yaml").read_text(encoding="utf-8")
    names = re.findall(r"articles/[\w-]+\.md", manifest)
    body = "\n".join(tex_article(project / "issues/189" / name) for name in names)
    text = TEX.replace("FONTS", str(ROOT / "fonts")).replace("TITLE", "大数据发展动态")
    path = project / "tex" / "issue.tex"
    path.parent.mkdir()
    path.write_text(text.replace("BODY", body), encoding="utf-8")
    return path


def run(words: list[str], folder: Path, log: Path) -> tuple[float, float]:
    """Return the wall-clock and processor seconds of a command that must succeed."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with log.open("wb") as file:
        subprocess.run(words, cwd=folder, check=True, stdout=file, stderr=subprocess.STDOUT)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def commands(project: Path, arguments: argparse.Namespace) -> dict[str, list[str]]:
    tex = write_tex(project)
    latex = f"xelatex -interaction=batchmode {tex.name}"
    clean = "rm -f issue.aux issue.toc issue.out issue.pdf"
    found = {
        "typeset": [str(BIN / "typeset"), "build", "189", "-p", "screen", "-o", "out"],
        "XeLaTeX": ["sh", "-c", f"cd tex && {clean} && {latex} && {latex}"],
    }
    if arguments.vivliostyle:
        from build_time import write_stock_input  # beside this script

        page = write_stock_input("189", project, project / "vivliostyle")
        options = ["--executable-browser", arguments.chromium, "-s", "A4"]
        found["Vivliostyle"] = [arguments.vivliostyle, "build", str(page), "-o", "v.pdf", *options]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--vivliostyle", default="")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    arguments = parser.parse_args()
    shutil.rmtree(WORK, ignore_errors=True)
    project = make_project(arguments.times)
    todo = commands(project, arguments)
    taken = {name: Times() for name in todo}
    for _ in range(arguments.runs):
        for name, words in todo.items():
            wall, processor = run(words, project, WORK / f"{name}.log")
            taken[name].wall.append(wall)
            taken[name].processor.append(processor)
    ours = taken["typeset"]
    for name, times in taken.items():
        wall, processor = min(times.wall), min(times.processor)
        print(
            f"{name}: wall {wall:.2f} s, processor {processor:.2f} s; typeset takes "
            f"{min(ours.wall) / wall:.2f} of its wall, {min(ours.processor) / processor:.2f} "
            "of its processor time"
        )


if __name__ == "__main__":
    main()
