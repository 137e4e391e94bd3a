"""The specimen: an issue that holds every element, made to fit any layout."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from typeset.layout.description import FieldSpec, LayoutFile

MANIFEST = "issue.yaml"
FOLDER = Path(__file__).with_name("specimen")

_ARTICLE = re.compile(r"^( *- )(articles/\S+)$", re.MULTILINE)
# Articles that say everything a layout asks; the others only what it needs.
_FULL = ("articles/01-elements.md", "articles/02-long-title.md", "articles/05-prose.md")
_FACTS = {
    "source": "样张编辑部",
    "link": "https://example.org/needed",
    "lead": "这个版式的文章都要有导语。",
}


def specimen_files(spec: LayoutFile) -> Mapping[str, bytes]:
    """Return the specimen's files by name, with all that the layout's description asks for."""
    paths = sorted(path for path in FOLDER.rglob("*") if path.is_file())
    files = {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in paths}
    files[MANIFEST] = _manifest(files[MANIFEST].decode(), spec).encode()
    for name in files:
        if name.startswith("articles/"):
            files[name] = _article(files[name].decode(), name, spec).encode()
    return files


def _manifest(text: str, spec: LayoutFile) -> str:
    slots = _slots(spec)

    def entry(match: re.Match[str]) -> str:
        slot = next(slots, None)
        if slot is None:
            return match.group()
        return f"{match.group(1)}{{file: {match.group(2)}, slot: {slot}}}"

    head = f"layout: {spec.name}@{spec.version}\n"
    return head + _ARTICLE.sub(entry, text) + _written("fields", spec.fields)


def _slots(spec: LayoutFile) -> Iterator[str]:
    """Yield the slot of article after article: each slot as often as it must be filled."""
    for name, slot in spec.slots.items():
        yield from [name] * max(1, slot.least)


def _written(key: str, fields: Mapping[str, FieldSpec]) -> str:
    """Return fields with their samples as YAML, of which JSON is a part."""
    if not fields:
        return ""
    lines = [
        f"  {name}: {json.dumps(field.sample, ensure_ascii=False)}"
        for name, field in fields.items()
    ]
    return "\n".join([f"{key}:", *lines, ""])


def _article(text: str, name: str, spec: LayoutFile) -> str:
    _, front, body = text.split("---\n", 2)
    for fact in spec.article_requires:
        if f"\n{fact}: " not in f"\n{front}":
            front += f"{fact}: {_FACTS[fact]}\n"
    fields = {
        key: field for key, field in spec.article_fields.items() if field.required or name in _FULL
    }
    return f"---\n{front}{_written('fields', fields)}---\n{body}"
