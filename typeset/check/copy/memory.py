"""What earlier issues printed, remembered as fingerprints so that hundreds stay quick.

The fingerprint of an article is its title and a checksum of each of its longer sentences. They
are kept in `build/`, by the size and time of the file; a run reads at most `_MOST_READ` files
that it does not know, those of the latest issues first, and the next run goes on from there.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import re
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from zlib import crc32

from typeset.check.subjects import Copy, EarlierIssue
from typeset.output import write_whole
from typeset.sources import Sources

CACHE = "build/.check/earlier.json"
_VERSION = 1
_MOST_READ = 800
_LEAST = 12  # characters of a sentence that is worth remembering
_NOISE = re.compile(r"\]\([^()\s]*\)|[^\u3400-\u9fffA-Za-z0-9。！？\n]+")
_SENTENCE = re.compile(rf"[^。！？\n]{{{_LEAST},}}")
_TITLE = re.compile(r"^title:[ \t]*(.+)$", re.MULTILINE)
_FENCED = re.compile(r"\A\ufeff?---\n.*?\n---\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Remembered:
    """An article of an earlier issue; `sentences` are its checksums."""

    number: int
    file: str
    title: str
    sentences: array[int]


def fingerprint(text: str) -> frozenset[int]:
    """Return the checksums of the longer sentences of a text, whatever its markup."""
    plain = _NOISE.sub("", text)
    return frozenset(crc32(each.encode()) for each in _SENTENCE.findall(plain))


def bare_title(title: str) -> str:
    """Return a title without marks and spaces."""
    return re.sub(r"[^\u3400-\u9fffA-Za-z0-9]+", "", title)


@lru_cache(maxsize=1)
def remembered(copy: Copy) -> tuple[Remembered, ...]:
    """Return the articles of the earlier issues, the latest first."""
    sources = copy.sources
    known = _load(sources)
    kept: dict[str, list[str]] = {}
    found: list[Remembered] = []
    read = 0
    for issue in copy.earlier:
        for path, file, stamp in _files(sources, issue):
            entry = known.get(file)
            if entry is None or entry[0] != stamp:
                if read >= _MOST_READ:
                    continue
                read += 1
                entry = _read(path, stamp)
            kept[file] = entry
            sums = array("I", base64.b64decode(entry[2]))
            found.append(Remembered(issue.number, file, entry[1], sums))
    if read or len(kept) != len(known):
        _save(sources, kept)
    return tuple(found)


def _files(sources: Sources, issue: EarlierIssue) -> Iterator[tuple[str, str, str]]:
    """Yield an issue's articles: path, name, and what tells whether the file has changed.

    They are not read through `Sources`, which would put thousands of them on the list of what
    the issue is made of; the folder is confined all the same, and links are not followed.
    """
    folder = f"{issue.folder}/articles"
    try:
        place = sources.locate(folder)
        with os.scandir(place) as found:
            entries = [each for each in found if each.name.endswith(".md")]
    except OSError:
        return
    for entry in sorted(entries, key=lambda each: each.name):
        if entry.is_file(follow_symlinks=False):
            stat = entry.stat(follow_symlinks=False)
            stamp = f"{stat.st_size}-{stat.st_mtime_ns}"
            yield entry.path, f"{folder}/{entry.name}", stamp


def _read(path: str, stamp: str) -> list[str]:
    try:
        text = Path(path).read_bytes().decode("utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError):
        return [stamp, "", ""]
    title = _TITLE.search(text)
    sums = array("I", sorted(fingerprint(_FENCED.sub("", text, count=1))))
    return [stamp, bare_title(title[1]) if title else "", base64.b64encode(sums).decode()]


def _load(sources: Sources) -> Mapping[str, list[str]]:
    try:
        data = json.loads((sources.root / CACHE).read_bytes())
        known = data["articles"] if data["version"] == _VERSION else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return known if isinstance(known, dict) and all(map(_is_entry, known.values())) else {}


def _is_entry(entry: object) -> bool:
    return isinstance(entry, list) and len(entry) == 3 and all(isinstance(e, str) for e in entry)


def _save(sources: Sources, articles: Mapping[str, list[str]]) -> None:
    data = json.dumps({"version": _VERSION, "articles": articles}, ensure_ascii=False)
    with contextlib.suppress(OSError):  # a project that cannot be written is checked all the same
        write_whole(sources.root / CACHE, data.encode("utf-8"))
