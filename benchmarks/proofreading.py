"""Measure the checks of the copy on any folder of texts.

python benchmarks/proofreading.py alarms FOLDER [--show T002 …] [--most 40]
    counts what is found in each Markdown or text file, by code, and per 2,000 characters;
    with --show, prints each place with the words around it.
python benchmarks/proofreading.py plant FOLDER [--seed 1] [--each 40]
    puts one fault of each kind at a random place of a clean paragraph, plain and in markup,
    headings, list items, quotes, tables and titles, and counts how many are found and mended.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from planted_facts import FACTS

from typeset.check.mending import chosen_edits, mend
from typeset.check.proofreading import proofread
from typeset.check.settings import Settings
from typeset.check.subjects import Copy
from typeset.diagnostics import Diagnostic
from typeset.issue.prose import Script
from typeset.issue.prose_reader import article_prose, plain_prose
from typeset.sources import Sources

Random = random.Random
Spoil = Callable[[str, Random], str | None]


def copy_of(root: Path, name: str, text: str) -> Copy:
    script = Script.of(name, text)
    prose = article_prose(script) if script.text.startswith("---\n") else plain_prose(script)
    return Copy(Sources(root), "", None, Settings(), None, (prose,))


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".md", ".txt"):
            yield path.relative_to(folder).as_posix(), path.read_text("utf-8", errors="replace")


def excerpt(copy: Copy, found: Diagnostic) -> str:
    span = found.span
    prose = next(prose for prose in copy.files if span and prose.file == span.file)
    if span is None or span.line is None:
        return ""
    line = prose.script.line(span.line)
    start = (span.column or 1) - 1
    end = (span.end_column or start + 2) - 1
    words = f"{line[max(start - 24, 0) : start]}⟦{line[start:end]}⟧{line[end : end + 20]}"
    return f"{span.file}:{span.line}:{span.column} {words}"


def alarms(folder: Path, show: list[str], most: int) -> None:
    counts: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    length = 0
    spent = 0.0
    for name, text in texts(folder):
        length += len(text)
        started = time.perf_counter()
        copy = copy_of(folder, name, text)
        middle = time.perf_counter()
        found = list(proofread(copy))
        spent += time.perf_counter() - middle
        print(
            f"{name}: {len(text)} chars, {len(found)} found, read {middle - started:.3f} s",
            file=sys.stderr,
        )
        for each in found:
            counts[each.code] += 1
            if each.code in show and shown[each.code] < most:
                shown[each.code] += 1
                print(each.code, excerpt(copy, each))
    for code, count in sorted(counts.items()):
        print(f"{code} {count:6}  one in {length // count} characters")
    total = sum(counts.values())
    print(f"{total} found in {length} characters: {total * 2000 / max(length, 1):.2f} per 2,000")
    print(f"{spent * 1000 * 15000 / max(length, 1):.1f} ms per 15,000 characters")


def swap(old: str, new: str) -> Spoil:
    """Return a spoiler that puts `new` in place of one match of the pattern `old`."""

    def spoil(text: str, dice: Random) -> str | None:
        found = list(re.finditer(old, text))
        if not found:
            return None
        match = dice.choice(found)
        return text[: match.start()] + match.expand(new) + text[match.end() :]

    return spoil


def put(what: str) -> Spoil:
    """Return a spoiler that puts `what` between two Han."""
    return swap(f"(?<={HAN})(?={HAN})", what)


HAN = "[\u4e00-\u9fff]"
FAULTS: dict[str, tuple[Spoil, str]] = {
    "half-width comma": (swap(f"(?<={HAN})，(?={HAN})", ","), "T002"),
    "half-width comma and space": (swap(f"(?<={HAN})，(?={HAN})", ", "), "T002"),
    "half-width stop": (swap(f"(?<={HAN})。", "."), "T002"),
    "half-width colon": (swap(f"(?<={HAN})：(?={HAN})", ":"), "T002"),
    "half-width semicolon": (swap(f"(?<={HAN})；", ";"), "T002"),
    "half-width question": (swap(f"(?<={HAN})？", "?"), "T002"),
    "half-width call": (swap(f"(?<={HAN})！", "!"), "T002"),
    "half-width brackets": (swap("（([^（）]+)）", r"(\1)"), "T003"),
    "one half-width bracket": (swap("（([^（）]+)）", r"(\1）"), "T003"),
    "straight quotes": (swap("“([^“”]+)”", r'"\1"'), "T004"),
    "makeshift title marks": (swap("《([^《》]+)》", r"<<\1>>"), "T005"),
    "full-width digits": (swap(r"(?<!\d)(?:2024|2023|19\d\d)", "１９９８"), "T001"),
    "full-width decimal point": (swap(r"(?<=\d)\.(?=\d)", "．"), "T006"),
    "lost closing title mark": (swap("(《[^《》]{2,})》", r"\1"), "T009"),
    "lost opening title mark": (swap("《([^《》]{2,}》)", r"\1"), "T009"),
    "lost closing quote": (swap("(“[^“”]{2,})”", r"\1"), "T009"),
    "lost opening quote": (swap("“([^“”]{2,}”)", r"\1"), "T009"),
    "lost closing bracket": (swap("(（[^（）]{2,})）", r"\1"), "T009"),
    "lost opening bracket": (swap("（([^（）]{2,}）)", r"\1"), "T009"),
    "turned quotes": (swap("“([^“”]{2,})”", r"”\1“"), "T010"),
    "two opening quotes": (swap("“([^“”]{2,})”", r"“\1“"), "T010"),
    "nested titles": (swap("《([^《》]{4,})》", r"《关于\1的《通知》》"), "T011"),
    "nested quotes": (swap("“([^“”]{4,})”", r"“他说“\1”。”"), "T011"),
    "crossed": (swap("“([^“”《》]{2,})”", r"“《\1”》"), "T012"),
    "doubled comma": (swap(f"(?<={HAN})，(?={HAN})", "，，"), "T013"),
    "doubled stop": (swap(f"(?<={HAN})。", "。。"), "T013"),
    "doubled enumeration comma": (swap(f"(?<={HAN})、(?={HAN})", "、、"), "T013"),
    "comma before stop": (swap(f"(?<={HAN})。", "，。"), "T014"),
    "stop before comma": (swap(f"(?<={HAN})，(?={HAN})", "。，"), "T014"),
    "two calls": (swap(f"(?<={HAN})[。！]", "！！"), "T015"),
    "three dots": (swap(f"(?<={HAN})。", "..."), "T017"),
    "three stops": (swap(f"(?<={HAN})。", "。。。"), "T017"),
    "half an ellipsis": (swap(f"(?<={HAN})。", "…"), "T017"),
    "hyphens for a dash": (swap("——|(?<=。)(?=[\u4e00-\u9fff])", "--"), "T018"),
    "wide hyphens for a dash": (swap("——", "－－"), "T018"),
    "half-width wave": (swap(r"(?<=\d)(?=年)", "~2030"), "T019"),
    "etc. with dots": (swap(f"(?<=[、]{HAN}{HAN})等", "……等"), "T020"),
    "comma before bracket": (swap("(?<=[^（。！？”》）])）", "，）"), "T021"),
    "space after comma": (swap(f"(?<={HAN})，(?={HAN})", "， "), "T025"),
    "space before stop": (swap(f"(?<={HAN})。", " 。"), "T025"),
    "space before quote": (swap(f"(?<={HAN})“", " “"), "T025"),
    "zero-width joiner": (put("\u200d"), "T034"),
    "soft hyphen": (put("\u00ad"), "T034"),
    "private use": (put("\ue123"), "T035"),
    "traditional": (swap("国", "國"), "T028"),
    "traditional of several": (swap("发", "發"), "T028"),
    "variant": (swap("群|峰|够|回", "羣"), "T036"),
    "Kangxi radical": (swap("大", "⼤"), "T029"),
    "supplement radical": (swap("长", "⻓"), "T029"),
    "compatibility": (swap("了", "\uf9ba"), "T029"),
    "kana for Han": (swap(f"(?<={HAN})二(?={HAN})", "ニ"), "T030"),
    "bullet in a name": (swap("·", "•"), "T031"),
    "Cyrillic letter": (swap("(?<=[A-Z])P", "Р"), "T032"),
    "small comma": (swap(f"(?<={HAN})，", "﹐"), "T033"),
    "wide letters": (swap("[A-Z]{2,}", "ＡＩ"), "T001"),
    "wide per cent": (swap("(?<=[0-9])%", "％"), "T008"),
    "wide comma of thousands": (swap("(?<=[0-9])万", "，000"), "T006"),
    "wide colon of hours": (swap("(?<=[0-9])时", "：30"), "T006"),
    "dash and a half": (swap("——(?=[^—])", "—"), "T018"),
    "Latin list": (swap("、", " Word, Excel 和"), "T002"),
    "point on both sides": (swap("”，", "，”，"), "T016"),
    "document number": (swap(f"(?<={HAN})。", "（国办发[2024]15号）。"), "T024"),
    "space between Han": (swap(f"(?<={HAN}{HAN})(?={HAN}{HAN})", " "), "T026"),
}

FAULTS |= {kind: (swap(old, new), code) for kind, (old, new, code) in FACTS.items()}


def in_markup(text: str, form: str) -> str:
    first, *rest = re.split("(?<=[。！？])", text)
    match form:
        case "bold":
            return f"**{first}**{''.join(rest)}"
        case "link":
            return f"[{first}](https://example.com/a){''.join(rest)}"
        case "heading":
            return f"## {text}"
        case "item":
            return f"- {text}\n- 第二条。"
        case "quote":
            return f"> {text}"
        case "table":
            return f"| 甲 | 乙 |\n|---|---|\n| 一 | {text.replace('|', '')} |"
        case "title":
            return f"---\ntitle: '{text}'\nsource: 新华社\n---\n\n正文。"
        case "note":
            return f"正文[^1]。\n\n[^1]: {text}"
    return text


FORMS = ("plain", "bold", "link", "heading", "item", "quote", "table", "title", "note")


def plant(folder: Path, seed: int, each: int, only: list[str]) -> None:
    dice = Random(seed)
    clean = [
        line
        for _, text in texts(folder)
        for line in text.split("\n")
        if 40 <= len(line) <= 300
        and not re.search(r"[*_`\[\]|<>#\"'\\]", line)
        and not list(proofread(copy_of(folder, "a.md", line)))
    ]
    total: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for kind, (spoil, code) in FAULTS.items():
        if only and kind not in only and code not in only:
            continue
        hits = mends = tried = 0
        for number in range(each * 20):
            if tried == each:
                break
            line = dice.choice(clean)
            spoilt = spoil(line, dice)
            if spoilt is None or spoilt == line:
                continue
            form = FORMS[number % len(FORMS)]
            if kind in ("space between Han", "lost end mark", "comma at the end", "sentence twice"):
                form = "plain" if form in ("heading", "table", "title", "note") else form
            tried += 1
            text = in_markup(spoilt, form)
            copy = copy_of(folder, "a.md", text)
            found = list(proofread(copy))
            hit = bool(found)
            hits += hit
            forms[form] += 1
            forms[f"{form} found"] += hit
            total["planted"] += 1
            total["found"] += hit
            total["by its code"] += any(one.code == code for one in found)
            mended = mend_fully(folder, text)
            mends += mended == in_markup(line, form)
            if any(one.edits for one in proofread(copy_of(folder, "a.md", mended))):
                print(f"UNSETTLED {kind} ({form}): {mended[:120]}")
            if not hit:
                print(f"MISSED {kind} ({form}): {spoilt[:120]}")
            kinds[kind] += hit
        print(f"{kind:28} {hits}/{tried} found, {mends} mended to the original")
    print({form: f"{forms[form + ' found']}/{forms[form]}" for form in FORMS})
    print(dict(total))


def mend_fully(folder: Path, text: str) -> str:
    for _ in range(8):
        edits = chosen_edits(proofread(copy_of(folder, "a.md", text)))
        new = mend(text, edits)
        if new == text:
            break
        text = new
    return text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("alarms", "plant"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", nargs="*", default=[])
    parser.add_argument("--most", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=40)
    parser.add_argument("--kinds", nargs="*", default=[], help="plant only these")
    options = parser.parse_args()
    if options.what == "alarms":
        alarms(options.folder, options.show, options.most)
    else:
        plant(options.folder, options.seed, options.each, options.kinds)


if __name__ == "__main__":
    main()
