"""What was meant as one group but is written apart: children at the margin, stray dashes."""

from __future__ import annotations

from collections.abc import Collection
from typing import get_origin

from pydantic import BaseModel

from typeset.diagnostics import Report
from typeset.issue import rules_manifest as rules
from typeset.issue.located import Node
from typeset.issue.rules_yaml import STRAY_DASH
from typeset.issue.shapes import inner_model

_FREE = "options"
_ROWS = "masthead"


def gather(kind: type[BaseModel], root: Node, report: Report) -> None:
    """Put together what belongs together below `root`, and report each group once."""
    _adopt(kind, root, report)
    for name, field in kind.model_fields.items():
        model = inner_model(field.annotation)
        items = root.child(name)
        if model is None or items is None or not isinstance(items.content, list):
            continue
        if field.annotation is not None and get_origin(field.annotation) is list:
            _merge(model, items.content, report)
        else:
            _unlist(items, items.content, report)


def _adopt(kind: type[BaseModel], root: Node, report: Report) -> None:
    """Move keys that stand at the margin below the key above them that has no value."""
    if not isinstance(root.content, dict):
        return
    home, reported = "", set[str]()
    for key, node in list(root.content.items()):
        if key in kind.model_fields:
            home = key
            continue
        if not home or not _takes(kind, home, root.content[home], key):
            home = ""
            continue
        if home not in reported:
            report.add(rules.UNINDENTED, root.keys[key], key=key, home=home)
        reported.add(home)
        _move(root, home, key, node)


def _takes(kind: type[BaseModel], home: str, host: Node, key: str) -> bool:
    """Tell whether `key` at the margin belongs to the group `home`."""
    model = inner_model(kind.model_fields[home].annotation)
    if isinstance(host.content, list) and model is not None and host.content:
        last = host.content[-1]
        return key in model.model_fields and isinstance(last.content, dict)
    if host.content is not None and not host.faulty:
        return False
    if home in (_FREE, _ROWS):
        return True
    return model is not None and key in model.model_fields


def _move(root: Node, home: str, key: str, node: Node) -> None:
    if not isinstance(root.content, dict):
        return
    host = root.content[home]
    host.faulty = True
    if home == _ROWS:
        rows = host.content if isinstance(host.content, list) else []
        rows.append(Node(root.keys[key], {key: node}, faulty=True, keys={key: root.keys[key]}))
        host.content = rows
    else:
        target = host.content[-1] if isinstance(host.content, list) else host
        if not isinstance(target.content, dict):
            target.content = {}
        target.content.setdefault(key, node)
        target.keys.setdefault(key, root.keys[key])
    del root.content[key]


def _unlist(node: Node, items: list[Node], report: Report) -> None:
    """Make a list of single keys the group that was meant."""
    groups = [item.content for item in items if isinstance(item.content, dict)]
    names = [name for group in groups for name in group]
    if not names or len(groups) < len(items) or len(set(names)) < len(names):
        return
    report.add(STRAY_DASH, items[0].span, key=names[0])
    node.content = {name: child for group in groups for name, child in group.items()}
    for item in items:
        node.keys |= item.keys


def _merge(model: type[BaseModel], items: list[Node], report: Report) -> None:
    """Join items that a stray dash has split; only the first stray dash of one is reported."""
    first, *_ = model.model_fields
    at, reported = 1, False
    while at < len(items):
        whole, part = items[at - 1], items[at]
        if not _belongs(whole, part, first, model.model_fields):
            at, reported = at + 1, False
            continue
        if isinstance(whole.content, dict) and isinstance(part.content, dict):
            if not reported:
                report.add(STRAY_DASH, part.span, key=next(iter(part.content)))
            whole.content |= part.content
            whole.keys |= part.keys
        reported = True
        del items[at]


def _belongs(whole: Node, part: Node, first: str, known: Collection[str]) -> bool:
    """Tell whether `part` goes on with the item `whole`."""
    if not isinstance(whole.content, dict) or not isinstance(part.content, dict):
        return False
    names = set(part.content)
    begins = first in whole.content and first not in names
    return bool(names) and begins and names <= set(known) and not names & set(whole.content)
