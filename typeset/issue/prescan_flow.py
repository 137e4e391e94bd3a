"""The slips in a YAML list or mapping in brackets."""

from __future__ import annotations

import re

from typeset.issue import rules_yaml as rules
from typeset.issue.mending import Cursor

_CLOSERS = {"[": "]", "{": "}"}
_NARROW = {"，": ",", "［": "[", "］": "]", "【": "[", "】": "]", "｛": "{", "｝": "}"}
_WIDE_OPENERS = "［【｛"
_TOKEN = re.compile(
    r"""(?P<quoted>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')|(?P<mark>[\[\]{},，［］【】｛｝：:])"""
    r"""|(?P<space>\s+)|(?P<text>[^\[\]{},，［］【】｛｝：:\s]+)"""
)
_ITEM = re.compile(r"[^,，\[\]{}］】]*")
_TRAILING_TEXT = re.compile(r"\[[^\[\]]*\]\s*[^\s#\]},]|\{[^{}]*\}\s*[^\s#\]},]")
_COMMENT = re.compile(r"[ \t]+#")
_MACHINERY = re.compile(r"[&*][A-Za-z0-9_-]+(?=\s|[,\]}]|$)|!{1,2}[A-Za-z]*(?=\s|$)")
_SPECIAL = "@`%&*!|>\"'"


def scan_flow(cursor: Cursor) -> bool:
    """Report and mend the slips in a value that starts with a bracket."""
    value = cursor.value.rstrip()
    is_list = re.fullmatch(r"【.*[,，].*[】\]]", value)
    if value[0] == "【" and not is_list:
        return True
    if _TRAILING_TEXT.match(value):
        comment = _COMMENT.search(value)
        text = value if comment is None else value[: comment.start()]
        quoted = "'" + text.replace("'", "''") + "'"
        cursor.fault(rules.SPECIAL_START, cursor.start, mark=value[0], suggestion=quoted)
        cursor.edit(cursor.start, cursor.start + len(text), quoted)
        return False
    _Flow(cursor).run()
    return False


class _Flow:
    """The walk over a value in brackets, which may span lines."""

    def __init__(self, cursor: Cursor) -> None:
        self.cursor = cursor
        self.column = cursor.start
        self.open: list[tuple[str, int, int]] = []  # bracket, line index, column
        self.fresh = True
        self.inner_brackets = 0
        self.reported = False

    def run(self) -> None:
        """Walk to the closing bracket, or report that there is none."""
        last = self.cursor.index + len(self.cursor.followers())
        first = self.cursor.index
        while True:
            self._take_line()
            if not self.open:
                return self._cut_rest()
            if self.cursor.index >= last:
                break
            self.cursor.index += 1
            self.column = 0
        self._close(first)
        return None

    def _cut_rest(self) -> None:
        """Report what follows the last bracket, such as one bracket too many."""
        line = self.cursor.line
        rest = line[self.column :]
        if rest.strip() and not _COMMENT.match(rest):
            self.cursor.fault(rules.SYNTAX, self.column)
            self.cursor.edit(self.column, len(line), "")

    def _close(self, first: int) -> None:
        """Report the open bracket and close it at the end of its own line."""
        cursor = self.cursor
        cursor.index = first
        mark, _, column = self.open[0]
        closers = "".join(_CLOSERS[mark] for mark, *_ in reversed(self.open))
        if not self.reported:
            cursor.fault(rules.UNCLOSED_BRACKET, column, mark=mark, suggestion=closers)
        comment = _COMMENT.search(cursor.line, cursor.start)
        end = len(cursor.line) if comment is None else comment.start()
        text = cursor.line[:end].rstrip()
        while text.endswith((",", "，")):
            text = text[:-1]
        cursor.edit(len(text), end, closers)

    def _take_line(self) -> None:
        line = self.cursor.line
        while self.column < len(line):
            if line[self.column] == "#" and line[self.column - 1 : self.column].isspace():
                return
            if self.fresh and line[self.column] in _SPECIAL and self._take_special():
                line = self.cursor.line
                continue
            token = _TOKEN.match(line, self.column)
            if token is None:  # pragma: no cover - the last alternative takes everything
                return
            if token["mark"]:
                self._take_mark(token["mark"])
                line = self.cursor.line
                if not self.open:
                    return
            elif not token["space"]:
                self.fresh = False
                self.column = token.end()
            else:
                self.column = token.end()

    def _take_special(self) -> bool:
        """Quote an item that starts with a special character; tell whether that was needed."""
        line, column = self.cursor.line, self.column
        token = _TOKEN.match(line, column)
        if (token is not None and token["quoted"]) or _MACHINERY.match(line, column):
            return False
        found = _ITEM.match(line, column)
        item = (found.group() if found else "").rstrip()
        quoted = "'" + item.replace("'", "''") + "'"
        mark = line[column]
        rule = rules.UNCLOSED_QUOTE if mark in "\"'" else rules.SPECIAL_START
        self.cursor.fault(rule, column, mark=mark, suggestion=quoted)
        self.cursor.edit(column, column + len(item), quoted)
        self.column = column + len(quoted)
        self.fresh = False
        return True

    def _take_mark(self, mark: str) -> None:
        if mark in "：:":
            return self._take_colon(mark)
        if mark in _NARROW and self._is_text(mark):
            self.fresh = False
            self.column += 1
            return None
        narrow = _NARROW.get(mark, mark)
        if narrow != mark:
            self._fault(mark, narrow)
            self.cursor.edit(self.column, self.column + 1, narrow)
        if narrow in _CLOSERS:
            self.open.append((narrow, self.cursor.index, self.column))
        elif narrow in "]}" and self.open:
            self.open.pop()
        self.fresh = narrow in "[{,"
        self.inner_brackets = 0
        self.column += 1
        return None

    def _is_text(self, mark: str) -> bool:
        """Tell whether a full-width bracket belongs to an item's text, such as 【快讯】."""
        if mark in _WIDE_OPENERS and self.open:
            self.inner_brackets += 1
            return True
        if mark in "］】｝" and self.inner_brackets:
            self.inner_brackets -= 1
            return True
        return False

    def _take_colon(self, mark: str) -> None:
        """Mend the colon of a `{key: value}`; in a list a colon is text."""
        in_mapping = bool(self.open) and self.open[-1][0] == "{"
        if mark == "：" and in_mapping:
            key = self.cursor.line[: self.column].rpartition("{")[2].rpartition(",")[2].strip()
            if not self.reported:
                self.cursor.fault(rules.WIDE_COLON, self.column, key=key)
            self.reported = True
            self.cursor.edit(self.column, self.column + 1, ": ")
        elif in_mapping:
            self._part_colon()
        self.fresh = in_mapping
        self.column += 1

    def _part_colon(self) -> None:
        """Put the space after the colon of a `{key:value}`."""
        line = self.cursor.line
        before, value = line[: self.column], line[self.column + 1 :]
        key = before.rpartition("{")[2].rpartition(",")[2].strip()
        if not re.fullmatch("[a-z_]+", key) or not value[:1].strip() or value.startswith("//"):
            return
        if not self.reported:
            item = re.split("[,}]", value)[0].strip()
            self.cursor.fault(rules.GLUED_COLON, self.column, key=key, value=item)
        self.reported = True
        self.cursor.edit(self.column + 1, self.column + 1, " ")

    def _fault(self, mark: str, narrow: str) -> None:
        if not self.reported:
            self.cursor.fault(rules.WIDE_FLOW, self.column, mark=mark, suggestion=narrow)
        self.reported = True
