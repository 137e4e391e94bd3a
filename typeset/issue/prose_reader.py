"""From the files of an issue to its prose: fields, bodies, and the comments that silence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from typeset.diagnostics import Report
from typeset.issue.frontmatter import split
from typeset.issue.located import Node, compose
from typeset.issue.model import Text
from typeset.issue.prose import NOWHERE, Passage, Prose, Role, Script, align, masked
from typeset.issue.prose_body import read_body_prose
from typeset.issue.silences import silences_in_body, silences_in_yaml
from typeset.sources import Sources

# What is printed of front matter and manifest; `//` in a title prints nothing.
_META = {"title": Role.TITLE, "source": Role.FIELD, "lead": Role.FIELD, "link_caption": Role.FIELD}
_MANIFEST = frozenset(
    (
        *("title", "tagline", "subtitle", "statement", "headline", "caption", "name", "name_en"),
        *("masthead", "label"),
    )
)
_TITLES = frozenset(("headline",))


def read_script(sources: Sources, file: str) -> Script | None:
    """Return a file's text, None where it cannot be read as text (which is told elsewhere)."""
    try:
        return Script.of(file, sources.read(file).decode("utf-8"))
    except (OSError, UnicodeDecodeError, RuntimeError):
        return None


def article_prose(script: Script) -> Prose:
    """Return the prose of an article: its front matter and its body."""
    parts = split(script.text, script.file, Report())
    fields: list[Passage] = []
    if parts.meta is not None and parts.meta.strip():
        root = compose(parts.meta, script.file, Report(), parts.meta_line)
        end = script.offset(min(parts.body_line, len(script.starts)))
        fields = list(_fields(root, script, end, _META)) if root is not None else []
    return _with_body(script, fields, parts.body, parts.body_line)


def plain_prose(script: Script) -> Prose:
    """Return the prose of a file without front matter."""
    return _with_body(script, [], script.text, 1)


def manifest_prose(script: Script) -> Prose:
    """Return the prose of a manifest: the values that are printed."""
    root = compose(script.text, script.file, Report())
    found = list(_values(root, script, "")) if root is not None else []
    return Prose(
        script, tuple(found), silences=tuple(silences_in_yaml(script, 1, len(script.starts)))
    )


def _with_body(script: Script, fields: list[Passage], body: str, first_line: int) -> Prose:
    found = read_body_prose(script, body, first_line)
    silences = [
        *silences_in_yaml(script, 1, first_line),
        *silences_in_body(script, found.tokens, first_line),
    ]
    return Prose(script, (*fields, *found.passages), found.tables, tuple(silences))


def _fields(root: Node, script: Script, end: int, roles: Mapping[str, Role]) -> Iterator[Passage]:
    for key, role in roles.items():
        node = root.child(key)
        if node is not None and isinstance(node.content, Text) and not node.faulty:
            yield _passage(node, script, end, role, key)


def _values(node: Node, script: Script, key: str) -> Iterator[Passage]:
    """Yield what is printed below `node`, which stands below the key `key`."""
    if isinstance(node.content, Text):
        if key in _MANIFEST and not node.faulty:
            role = Role.TITLE if key in _TITLES else Role.FIELD
            yield _passage(node, script, len(script.text), role, key)
    elif isinstance(node.content, list):
        for each in node.content:
            yield from _values(each, script, key)
    elif node.content is not None:
        for name, each in node.content.items():
            yield from _values(each, script, "masthead" if key == "masthead" else name)


def _passage(node: Node, script: Script, end: int, role: Role, key: str) -> Passage:
    value = str(node.content)
    start = script.offset(node.span.line or 1, node.span.column or 1)
    if node.span.end_column is not None:
        end = script.offset(node.span.line or 1, node.span.end_column)
    offsets = align(value, script.text, start, end)
    if role is Role.TITLE:
        marks = [match.start() for match in re.finditer("//", value)]
        kept = [at for at in range(len(value)) if at not in marks and at - 1 not in marks]
        value, offsets = "".join(value[at] for at in kept), tuple(offsets[at] for at in kept)
    if len(value) != len(offsets):
        offsets = (NOWHERE,) * len(value)
    return Passage(script, role, masked(value), offsets, key=key)
