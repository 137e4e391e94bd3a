"""YAML that knows its places: every key and value carries the span where it was written.

Values are built from PyYAML's events, not by its constructor: a scalar is text until
somebody asks for a type, so that no phone number becomes octal and no `no` becomes false
(the "Norway problem" of YAML 1.1).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import yaml

from typeset.diagnostics import Report, Rule, Span
from typeset.issue import rules_yaml as rules
from typeset.issue.mending import Repaired
from typeset.issue.model import Text
from typeset.issue.prescan import repair
from typeset.issue.syntax import report_syntax

Path: TypeAlias = tuple[str | int, ...]

_DEEPEST = 12
# Characters that an escape in double quotes can smuggle past `files.read_text`.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_WORD_KEYS = frozenset(("no", "yes", "on", "off", "y", "n", "true", "false", "null", "~"))


@dataclass(slots=True)
class Node:
    """A value: text, a list, a mapping, or None where nothing was written.

    A faulty node has been reported already; what it seems to hold is not to be judged.
    """

    span: Span
    content: Text | list[Node] | dict[str, Node] | None = None
    quoted: bool = False
    faulty: bool = False
    keys: dict[str, Span] = field(default_factory=dict)

    def child(self, step: str | int) -> Node | None:
        """Return the value below key or index `step`, if there is one."""
        if isinstance(self.content, dict) and isinstance(step, str):
            return self.content.get(step)
        if isinstance(self.content, list) and isinstance(step, int):
            return self.content[step] if step < len(self.content) else None
        return None

    @property
    def has_faults(self) -> bool:
        """Tell whether anything in this value has been reported."""
        return any(node.faulty for _, node in self._nodes(()))

    def plain(self) -> object:
        """Return the value as dicts, lists, `Text` and None."""
        if isinstance(self.content, dict):
            return {key: node.plain() for key, node in self.content.items()}
        if isinstance(self.content, list):
            return [node.plain() for node in self.content]
        return self.content

    def typed(self) -> object:
        """Return the value with unquoted scalars read by the YAML 1.2 core schema, and dates."""
        if isinstance(self.content, dict):
            return {key: node.typed() for key, node in self.content.items()}
        if isinstance(self.content, list):
            return [node.typed() for node in self.content]
        if self.content is None or self.quoted:
            return None if self.content is None else str(self.content)
        return _resolve(str(self.content))

    def spans(self) -> Mapping[Path, Span]:
        """Return path → span of every value."""
        return {path: node.span for path, node in self._nodes(())}

    def _nodes(self, path: Path) -> Iterator[tuple[Path, Node]]:
        yield path, self
        items: list[tuple[str | int, Node]] = []
        if isinstance(self.content, dict):
            items = list(self.content.items())
        elif isinstance(self.content, list):
            items = list(enumerate(self.content))
        for step, node in items:
            yield from node._nodes((*path, step))


# YAML 1.2.2 §10.3.2, the core schema, without octal, hexadecimal, infinity and NaN.
_CORE: tuple[tuple[re.Pattern[str], Callable[[str], object]], ...] = (
    (re.compile(r"~|null|Null|NULL|"), lambda _: None),
    (re.compile(r"true|True|TRUE"), lambda _: True),
    (re.compile(r"false|False|FALSE"), lambda _: False),
    (re.compile(r"[-+]?[0-9]{1,18}"), int),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*)([eE][-+]?[0-9]{1,3})?"), float),
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def _resolve(text: str) -> object:
    for pattern, read in _CORE:
        if pattern.fullmatch(text):
            return read(text)
    if _DATE.fullmatch(text):
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            return text
    return text


def compose(text: str, file: str, report: Report, first_line: int = 1) -> Node | None:
    """Return the value that `text` holds, or None if it cannot be understood at all.

    `first_line` is the line of `file` in which `text` starts. Everything wrong is reported,
    each mistake once.
    """
    found = Report()
    repaired = repair(text, found)
    builder = _Builder(repaired, file, found)
    node: Node | None
    try:
        for event in yaml.parse(repaired.text, Loader=yaml.SafeLoader):
            builder.take(event)
            if builder.done:
                break
        node = builder.root or Node(Span(file, 1, 1))
    except yaml.YAMLError as error:
        report_syntax(error, repaired, found)
        node = None
    for item in found:
        span = item.span or Span(file)
        line = None if span.line is None else span.line + first_line - 1
        args = dict(item.args)
        if isinstance(first := args.get("first"), int):  # a line that the words name
            args["first"] = first + first_line - 1
        report.add(item.rule, replace(span, file=file, line=line), **args)
    if node is not None:
        _shift(node, first_line - 1)
    return node


def _shift(node: Node, lines: int) -> None:
    for _, each in node._nodes(()):
        each.span = _moved(each.span, lines)
        each.keys = {key: _moved(span, lines) for key, span in each.keys.items()}
        if isinstance(each.content, Text):
            each.content = Text(each.content, each.span)


def _moved(span: Span, lines: int) -> Span:
    return replace(span, line=(span.line or 1) + lines)


class _Builder:
    """Builds the tree of nodes event by event, without recursion."""

    def __init__(self, repaired: Repaired, file: str, report: Report) -> None:
        self.root: Node | None = None
        self.done = False
        self._repaired = repaired
        self._file = file
        self._report = report
        self._stack: list[Node] = []
        self._keys: list[Node | None] = []
        self._machinery_reported = False

    def take(self, event: yaml.Event) -> None:
        """Take in the next event."""
        if isinstance(event, yaml.DocumentEndEvent):
            self.done = True
        elif isinstance(event, yaml.CollectionEndEvent):
            self._stack.pop()
            self._keys.pop()
        elif isinstance(event, yaml.NodeEvent):
            self._take_node(event)

    def _take_node(self, event: yaml.NodeEvent) -> None:
        node = Node(self._span(event))
        tag = getattr(event, "tag", None)
        if event.anchor is not None or tag is not None:
            mark = "*" if isinstance(event, yaml.AliasEvent) else "&"
            self._fault_machinery(node, tag or f"{mark}{event.anchor}")
        if isinstance(event, yaml.ScalarEvent):
            node.quoted = event.style is not None
            node.content = self._text(event, node)
        elif isinstance(event, yaml.CollectionStartEvent):
            node.content = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        self._attach(node)
        if isinstance(event, yaml.CollectionStartEvent):
            self._stack.append(node)
            self._keys.append(None)
        if len(self._stack) > _DEEPEST:
            self._fault(node, rules.TOO_DEEP)
            self.done = True

    def _span(self, event: yaml.Event) -> Span:
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:  # PyYAML's types allow it, its parser never does it
            return Span(self._file)
        line, column = self._repaired.origin(start.line, start.column)
        last, end_column = self._repaired.origin(end.line, end.column)
        return Span(self._file, line, column, end_column if last == line else None)

    def _text(self, event: yaml.ScalarEvent, node: Node) -> Text | None:
        value = event.value
        if _UNPRINTABLE.search(value):
            self._fault(node, rules.ESCAPE)
            value = _UNPRINTABLE.sub(" ", value)
        if event.style is None and value in ("", "~", "null"):
            return None
        return Text(value, node.span)

    def _attach(self, node: Node) -> None:
        if not self._stack:
            self.root = self.root or node
            return
        parent, key = self._stack[-1], self._keys[-1]
        if isinstance(parent.content, list):
            parent.content.append(node)
        elif key is None:
            self._keys[-1] = self._key(node, parent)
        elif isinstance(parent.content, dict):
            node.faulty = node.faulty or key.faulty
            parent.content.setdefault(str(key.content), node)
            self._keys[-1] = None

    def _key(self, node: Node, parent: Node) -> Node:
        name = str(node.content) if isinstance(node.content, Text) else ""
        key = Node(node.span, Text(name, node.span), node.quoted, node.faulty)
        word = not node.quoted and (name.casefold() in _WORD_KEYS or not name)
        if isinstance(node.content, list | dict):
            self._fault(key, rules.KEY_SHAPE)
        elif name == "<<":
            self._fault_machinery(key, "<<")
        elif word and not node.faulty:
            self._fault(key, rules.WORD_KEY, key=name or "~")
        elif name in parent.keys:
            self._fault(key, rules.DUPLICATE_KEY, key=name, first=parent.keys[name].line or 0)
        parent.keys.setdefault(name, node.span)
        return key

    def _fault(self, node: Node, rule: Rule, **args: object) -> None:
        self._report.add(rule, node.span, **args)
        node.faulty = True

    def _fault_machinery(self, node: Node, text: str) -> None:
        """Report anchors, aliases, merges and tags, the first of the file only."""
        if not self._machinery_reported:
            self._fault(node, rules.MACHINERY, text=text)
        self._machinery_reported = node.faulty = True
