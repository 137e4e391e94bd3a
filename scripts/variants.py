"""Make typeset/check/copy/variants.txt: characters that simplified text does not use.

pip install opencc-python-reimplemented==0.1.7 && python scripts/variants.py UNIHAN-FOLDER

The folder holds Unihan's text files, packed with bzip2 or not (Debian's `unicode-data`). Kept is
each character that the General List of Standard Chinese Characters (2013; Unihan `kTGH`) lacks
and for which OpenCC's traditional-to-simplified table, or else Unihan's `kSemanticVariant`, has
standard ones, a line each: the character, then what it is in simplified text. OpenCC names
several where the meaning decides. A question mark ends the lines of variants that are no
traditional form of what they stand for (Unihan `kSimplifiedVariant`): they live on in names.
"""

from __future__ import annotations

import bz2
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "typeset" / "check" / "copy" / "variants.txt"
HAN = re.compile("[\u4e00-\u9fff]")


def unihan(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield character, field and value of all that the folder's files say."""
    for path in sorted(folder.glob("Unihan_*")):
        data = path.read_bytes()
        text = (bz2.decompress(data) if path.suffix == ".bz2" else data).decode("utf-8")
        for line in text.splitlines():
            if line.startswith("U+"):
                code, field, value = line.split("\t")
                yield chr(int(code[2:], 16)), field, value


def main(folder: Path) -> None:
    """Write the table, sorted by character."""
    standard: set[str] = set()
    semantic: dict[str, list[str]] = defaultdict(list)
    simplified: set[str] = set()
    for char, field, value in unihan(folder):
        if field == "kTGH":
            standard.add(char)
        elif field == "kSimplifiedVariant":
            simplified.add(char)
        elif field == "kSemanticVariant":
            semantic[char] += [chr(int(code, 16)) for code in re.findall(r"U\+([0-9A-F]+)", value)]
    spec = find_spec("opencc")
    assert spec is not None
    assert spec.origin is not None
    table = Path(spec.origin).parent / "dictionary" / "TSCharacters.txt"
    variants: dict[str, list[str]] = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        char, words = line.split("\t")
        variants[char] = [word for word in words.split(" ") if word in standard]
    for char, words in semantic.items():
        known = [word for word in words if word in standard]
        if char not in variants and len(known) == 1:
            variants[char] = known
    lines = [
        f"{char}{''.join(words)}{'' if char in simplified else '?'}\n"
        for char, words in sorted(variants.items())
        if words and char not in standard and HAN.fullmatch(char)
    ]
    TARGET.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
