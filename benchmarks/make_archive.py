"""Make an archive of weekly issues from the texts of issue 189, for measuring.

    python benchmarks/make_archive.py FOLDER [--issues 400] [--articles 3] [--faulty 40]

Each issue takes some of the fourteen articles, each with its paragraphs in another order, so
that no two issues are alike; every `--faulty`-th has a mistake that a build must refuse. The
fonts are linked, the layouts copied. The same words make the same archive.
"""

from __future__ import annotations

import argparse
import datetime
import os
import random
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODEL = ROOT / "issues" / "189"
FIRST_DATE = datetime.date(2017, 1, 2)
FAULTS = ("nummer: 1\n", "date: 2017-02-30\n", "layout: brief@99\n", "colour: red\n")


def shuffled(text: str, choice: random.Random) -> str:
    """Return an article with its paragraphs in another order, its front matter as it was."""
    _, front, body = text.split("---\n", 2)
    paragraphs = [part.strip("\n") for part in body.strip().split("\n\n")]
    plain = [i for i, part in enumerate(paragraphs) if not part.startswith(("#", "[", "!", ">"))]
    order = plain[:]
    choice.shuffle(order)
    moved = dict(zip(plain, order, strict=True))
    body = "\n\n".join(paragraphs[moved.get(i, i)] for i in range(len(paragraphs)))
    return f"---\n{front}---\n\n{body}\n"


def manifest(number: int, names: list[str]) -> str:
    """Return the manifest of an issue that holds the named articles."""
    model = (MODEL / "issue.yaml").read_text(encoding="utf-8")
    head, rest = model.split("sections:\n", 1)
    organisations = rest[rest.index("organisations:") :]
    date = FIRST_DATE + datetime.timedelta(weeks=number - 1)
    head = head.replace("number: 189", f"number: {number}").replace("2024-07-15", str(date))
    head = head.replace(
        "number_in_year: 26", f"number_in_year: {int(date.strftime('%j')) // 7 + 1}"
    )
    listed = "".join(f"      - articles/{name}\n" for name in names)
    return f"{head}sections:\n  - title: 国策要论\n    articles:\n{listed}\n{organisations}"


def write_issue(folder: Path, number: int, article_count: int, fault: str) -> None:
    choice = random.Random(number)
    articles = sorted((MODEL / "articles").glob("*.md"))
    picked = choice.sample(articles, article_count)
    (folder / "articles").mkdir(parents=True)
    for path in picked:
        text = shuffled(path.read_text(encoding="utf-8"), choice)
        (folder / "articles" / path.name).write_text(text, encoding="utf-8")
    shutil.copytree(MODEL / "organisations", folder / "organisations")
    text = manifest(number, [path.name for path in picked])
    key = fault.partition(":")[0]
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith(f"{key}:")]
    (folder / "issue.yaml").write_text((fault if fault else "") + "".join(lines), encoding="utf-8")


def link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--issues", type=int, default=400)
    parser.add_argument("--articles", type=int, default=3)
    parser.add_argument("--faulty", type=int, default=40)
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    folder.mkdir(parents=True)
    shutil.copytree(ROOT / "fonts", folder / "fonts", copy_function=link)
    shutil.copytree(ROOT / "layouts", folder / "layouts")
    for number in range(1, arguments.issues + 1):
        is_faulty = arguments.faulty and number % arguments.faulty == 0
        fault = FAULTS[number // arguments.faulty % len(FAULTS)] if is_faulty else ""
        write_issue(folder / "issues" / str(number), number, arguments.articles, fault)


if __name__ == "__main__":
    main()
