"""From located values to a pydantic model, with pydantic's errors as diagnostics.

What is refused is reported, mended or taken out, and the rest is tried again, so that one
wrong value hides none of the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from typeset.diagnostics import Report, Rule, Span
from typeset.issue import rules_manifest as rules
from typeset.issue.gathering import gather
from typeset.issue.located import Node, Path
from typeset.issue.model import Text
from typeset.issue.shapes import inner_model, model_at
from typeset.issue.vocabulary import OWNERS, suggest_key

Model = TypeVar("Model", bound=BaseModel)

_ROUNDS = 30
_FREE = "options"  # the layout's own; an option may well be null
# Values that let the rest be read when a required one is missing; never printed.
_STAND_INS: Mapping[str, str | None] = {
    "layout": "unknown@0",
    "title": "？",
    "number": "1",
    "date": "2000-01-01",
    "name": "？",
    "caption": "？",
    "sections": None,  # an empty list
    "articles": None,
}
# The same for facts that a layout may ask for: refused is not the same as left out.
_REFUSED: Mapping[str, type] = {"tagline": Text, "subtitle": Text, "statement": Text} | {
    "masthead": list
}
_KINDS: Mapping[type, tuple[str, str]] = {
    dict: ("一组“名称: 内容”", "a group of “key: value” lines"),
    list: ("列表", "a list"),
    Text: ("一段文字", "text"),
    type(None): ("空的", "empty"),
}
_SHAPES: Mapping[str, tuple[str, str, str]] = {
    "not_text": ("一行文字", "one line of text", "{key}: ……"),
    "list_type": ("列表", "a list", "{key}:（换行）  - 第一项（换行）  - 第二项"),
    "dict_type": ("“标签: 内容”", "“label: text”", "  - 主编: 张三"),
    "model_type": ("一组“名称: 内容”", "a group of “key: value” lines", "{model}"),
}
_SIMPLE: Mapping[str, Rule] = {
    "empty": rules.EMPTY_VALUE,
    "too_short": rules.EMPTY_VALUE,
    "multi_line": rules.MULTI_LINE,
    "bad_number": rules.BAD_NUMBER,
    "bad_date": rules.BAD_DATE,
    "no_such_day": rules.NO_SUCH_DAY,
    "bad_layout": rules.BAD_LAYOUT,
    "bad_start": rules.BAD_START,
    "bad_path": rules.BAD_PATH,
    "marks": rules.MARKS,
}


class Validated(Generic[Model]):
    """A model and whether it stands in for something that was not written."""

    def __init__(self, model: Model, *, is_whole: bool) -> None:
        self.model = model
        self.is_whole = is_whole


def validate(kind: type[Model], root: Node, file: str, report: Report) -> Validated[Model] | None:
    """Return `root` as a `kind`, and report all that it refuses; None if nothing remains."""
    if not isinstance(root.content, dict):
        zh, en = _KINDS[type(root.content)]
        if not root.faulty:
            report.add(rules.NOT_A_MAPPING, root.span, file=file, found_zh=zh, found_en=en)
        return None
    gather(kind, root, report)
    attempt = _Attempt(kind, root, report)
    attempt.drop_empty(root)
    for _ in range(_ROUNDS):
        try:
            model = kind.model_validate(root.plain())
        except ValidationError as error:
            attempt.take(error)
        else:
            return Validated(model, is_whole=attempt.is_whole)
    return None


class _Attempt:
    """What has been refused so far."""

    def __init__(self, kind: type[BaseModel], root: Node, report: Report) -> None:
        self.kind = kind
        self.root = root
        self.report = report
        self.is_whole = True
        self.taken_out: set[tuple[int, str | int]] = set()
        # A line whose YAML is wrong is not judged twice.
        self.explained = broken_lines(report, root.span.file)

    def drop_empty(self, node: Node) -> None:
        """Report the keys without a value, which are not the same as keys left out."""
        if isinstance(node.content, dict):
            for key, child in list(node.content.items()):
                if child.content is None and not child.faulty:
                    self.report.add(rules.EMPTY_VALUE, child.span, key=key)
                    self._take_out(node, key)
                elif key != _FREE:
                    self.drop_empty(child)
        elif isinstance(node.content, list):
            for child in node.content:
                self.drop_empty(child)

    def take(self, error: ValidationError) -> None:
        """Report the errors of one round and mend what they refuse."""
        details = error.errors(include_url=False)
        # Unknown keys first: the key that one of them stands for is not missing.
        details.sort(key=lambda each: each["type"] != "extra_forbidden")
        for detail in reversed([each for each in details if each["type"] == "extra_forbidden"]):
            self._take_unknown(detail)
        for detail in reversed([each for each in details if each["type"] != "extra_forbidden"]):
            self._take_other(detail)

    def _find(self, path: Path) -> tuple[Node, Node | None, Path]:
        """Return the last node on `path`, its parent, and the path as far as it exists."""
        node, parent, steps = self.root, None, []
        for step in path:
            child = node.child(step)
            if child is None:
                break
            node, parent = child, node
            steps.append(step)
        return node, parent, tuple(steps)

    def _take_unknown(self, detail: ErrorDetails) -> None:
        path = detail["loc"]
        node, parent, _ = self._find(path)
        if parent is None or not isinstance(parent.content, dict):
            return
        key = str(path[-1])
        model = model_at(self.kind, path[:-1])
        known = [name for name in model.model_fields if name not in parent.content]
        meant = suggest_key(key, known)
        owner = OWNERS.get(model.__name__, {}).get(key)
        span = parent.keys.get(key, node.span)
        if owner is not None:
            zh, en = owner
            self.report.add(rules.OTHER_OWNER, span, key=key, owner_zh=zh, owner_en=en)
            meant = None
        elif not node.faulty:
            self._report_unknown(key, span, meant, model)
            # A group with a key of unknown meaning is not judged by what it lacks.
            parent.faulty = parent.faulty or (meant is None and parent is not self.root)
        del parent.content[key]
        if meant is not None:
            parent.content[meant] = node
            parent.keys[meant] = span

    def _report_unknown(
        self, key: str, span: Span, meant: str | None, model: type[BaseModel]
    ) -> None:
        self.report.add(
            rules.UNKNOWN_KEY,
            span,
            key=key,
            **_suggestion(key, meant, model),
            known="、".join(model.model_fields),
        )

    def _take_other(self, detail: ErrorDetails) -> None:
        path, kind = detail["loc"], detail["type"]
        node, parent, found = self._find(path)
        if kind == "missing":
            return self._take_missing(path, node if len(found) == len(path) - 1 else None)
        key = next((str(step) for step in reversed(found) if isinstance(step, str)), "")
        if not node.faulty and node.span.line not in self.explained:
            self._report(kind, key, node, path, detail.get("ctx", {}))
        node.faulty = True
        if parent is not None:
            self._take_out(parent, found[-1])
        return None

    def _take_missing(self, path: Path, node: Node | None) -> None:
        """Report a key missing in `node`, and put something in its place or drop the item."""
        key = str(path[-1])
        holder, parent, found = self._find(path[:-1])
        if holder.child(key) is not None:  # an unknown key of this round stood for it
            return
        if node is not None and (id(node), key) not in self.taken_out and not node.faulty:
            model = model_at(self.kind, path[:-1])
            zh, _, en = (model.model_fields[key].description or "").partition("。")
            place = Span(node.span.file, node.span.line, node.span.column)
            self.report.add(
                rules.MISSING_KEY, place, key=key, meaning_zh=zh, meaning_en=en.rstrip(".")
            )
        if len(path) == 1:
            self.is_whole = False
        if key not in _STAND_INS and parent is not None:
            self._take_out(parent, found[-1])
        elif isinstance(holder.content, dict):
            words = _STAND_INS.get(key)
            content: Text | list[Node] = [] if words is None else Text(words, holder.span)
            holder.content[key] = Node(holder.span, content, faulty=True)

    def _take_out(self, parent: Node, step: str | int) -> None:
        if isinstance(parent.content, dict):
            self._drop_key(parent, str(step))
            self.taken_out.add((id(parent), step))
            # What has lost its only key is not empty by the editor's doing.
            parent.faulty = parent.faulty or not parent.content
        elif isinstance(parent.content, list) and isinstance(step, int):
            del parent.content[step]
            parent.faulty = True

    def _drop_key(self, parent: Node, key: str) -> None:
        node = parent.content.pop(key) if isinstance(parent.content, dict) else parent
        stand_in = _REFUSED.get(key) if parent is self.root else None
        if isinstance(parent.content, dict) and stand_in is not None:
            words = Node(node.span, Text("？", node.span), faulty=True)
            row = Node(node.span, {"？": words}, faulty=True, keys={"？": node.span})
            content: Text | list[Node] = Text("？", node.span) if stand_in is Text else [row]
            parent.content[key] = Node(node.span, content, faulty=True)

    def _report(
        self, kind: str, key: str, node: Node, path: Path, context: Mapping[str, Any]
    ) -> None:
        if kind in _SIMPLE:
            self.report.add(_SIMPLE[kind], node.span, **{"key": key, **context})
        elif kind == "too_long" and isinstance(node.content, dict):
            labels = "、".join(node.content)
            count = len(node.content)
            self.report.add(rules.ROW_MANY, node.span, count=count, labels=labels)
        elif kind == "dict_type" and "masthead" in path and isinstance(node.content, Text):
            suggestion = _row(node.content)
            self.report.add(rules.ROW_SHAPE, node.span, value=node.content, suggestion=suggestion)
        elif node.content is None:
            self.report.add(rules.EMPTY_VALUE, node.span, key=key)
        else:
            self._report_shape(kind, key, node, path)

    def _report_shape(self, kind: str, key: str, node: Node, path: Path) -> None:
        zh, en, example = _SHAPES[kind]
        found_zh, found_en = _KINDS[type(node.content)]
        keys = "、".join(f"{name}: ……" for name in model_at(self.kind, path).model_fields)
        self.report.add(
            rules.WRONG_SHAPE,
            node.span,
            key=key,
            wanted_zh=zh,
            wanted_en=en,
            found_zh=found_zh,
            found_en=found_en,
            example=example.format(key=key, model=keys),
        )


def broken_lines(report: Report, file: str) -> frozenset[int | None]:
    """Return the lines of `file` in which the YAML itself is wrong."""
    spans = (each.span for each in report if each.code.startswith("Y"))
    return frozenset(span.line for span in spans if span is not None and span.file == file)


def _suggestion(key: str, meant: str | None, model: type[BaseModel]) -> dict[str, object]:
    """Return the words for what an unknown key may mean: another key, or another level."""
    if meant is not None:
        zh, en = f"是不是 {meant}: ？", f"Did you mean {meant}:? "
        return {"suggestion_zh": zh, "suggestion_en": en}
    homes = [
        f"{name}:"
        for name, field in model.model_fields.items()
        if (inner := inner_model(field.annotation)) and key in inner.model_fields
    ]
    if not homes:
        return {"suggestion_zh": "", "suggestion_en": ""}
    zh = f"它应当写在 {' 或 '.join(homes)} 下面一行，行首比它多两个空格。"
    en = f"It belongs below {' or '.join(homes)}, indented by two more spaces. "
    return {"suggestion_zh": zh, "suggestion_en": en}


def _row(text: str) -> str:
    label, _, rest = text.replace("：", ":").partition(":")
    return f"{label.strip()}: {rest.strip() or '……'}"
