"""A look at YAML's lines before the parser: names the slips an editor makes and mends them.

The parser then reads the mended text, so that one slip yields one diagnostic and everything
else in the file is still read.
"""

from __future__ import annotations

import re

from typeset.diagnostics import Report, Rule, Span
from typeset.issue import rules_yaml as rules
from typeset.issue.levels import Level, Levels, spaces
from typeset.issue.mending import Cursor, Repaired
from typeset.issue.prescan_blocks import drop_fences, has_children, has_margin, indent_block
from typeset.issue.prescan_values import scan_value

_INDENT = re.compile(r"[ \t\u3000\xa0]*")
_DOCUMENT_MARK = re.compile(r"(---|\.\.\.)(?=\s|$)")
_DASH = re.compile(r"-(?=[ \t]|$)[ \t]*")
_GLUED_DASH = re.compile(r"-(?![\s\-0-9.])")
_ODD_DASH = re.compile(r"([－–—•·●])\s*(?=\S)")
_KEY = re.compile(
    r"""(?P<key>"[^"]*"|'[^']*'|\*\*[^*:：]+\*\*|`[^`:：]+`|[“”][^“”:：]*[“”]"""
    r"""|[^\s:：#"'“”\[\]{},@`&*!|>%｛-][^:：#]*?)[ ]*(?P<colon>:(?=\s|$)|：\s*|:)"""
)
# In a list item an address or a time looks like a key with its colon glued on.
_WORD = re.compile(r"[a-z][a-z_]*")
_NO_KEYS = frozenset(("http", "https", "ftp", "mailto", "tel"))
_WIDE_SPACES = ("\u3000", "\xa0", "\t")
_BLOCK_SCALAR = re.compile(r"[|>][-+0-9]*\s*(#.*)?$")


def repair(text: str, report: Report) -> Repaired:
    """Return `text` mended as far as its slips are known, and report them."""
    lines = text.split("\n")
    repaired = Repaired(lines, list(lines))
    drop_fences(repaired, report)
    scan = _Scan(repaired, report)
    scan.run()
    return scan.repaired


class _Scan:
    """The state of the walk over the lines."""

    def __init__(self, repaired: Repaired, report: Report) -> None:
        self.repaired = repaired
        self.report = report
        self.index = 0
        self.block_indent: int | None = None
        self.open_indent: int | None = None  # of the key whose plain value may go on
        self.awaits_children = False
        self.seen_key = False
        self.key_indent = 0
        self.goes_on = False  # whether the line continues the plain value above it
        self.in_list = False  # whether the line starts with a dash
        self.indents: dict[Rule, list[Span]] = {}
        self.levels = Levels()

    def run(self) -> None:
        """Walk over all lines."""
        while self.index < len(self.repaired.lines):
            self._take_line()
            self.index += 1
        for rule, spans in self.indents.items():
            self.report.add(rule, spans[0], count=len(spans))

    @property
    def line(self) -> str:
        """Return the current line as mended so far."""
        return self.repaired.lines[self.index]

    def fault(self, rule: Rule, column: int, **args: object) -> None:
        """Report a slip at the 0-based `column` of the current line."""
        line, original = self.repaired.origin(self.index, column)
        self.report.add(rule, Span("", line, original), **args)

    def edit(self, start: int, end: int, new: str) -> None:
        """Mend the current line."""
        self.repaired.edit(self.index, start, end, new)

    def _take_line(self) -> None:
        content = self.line.strip(" \t\u3000\xa0")
        width = len(self.line) - len(self.line.lstrip(" "))
        if self.block_indent is not None:
            if not content or width > self.block_indent:
                return
            self.block_indent = None
        if not content or content.startswith("#"):
            return
        mark = _DOCUMENT_MARK.match(self.line)
        if mark is not None and (self.seen_key or self.awaits_children):
            self._cut_here(mark.group())
        elif mark is None and not self.line.startswith("%"):
            self._mend_indent()
            self._take_entry(len(self.line) - len(self.line.lstrip(" ")))

    def _cut_here(self, mark: str) -> None:
        rest = [line for line in self.repaired.lines[self.index + 1 :] if line.strip()]
        if rest:
            self.fault(rules.SECOND_DOCUMENT, 0, text=mark)
        del self.repaired.lines[self.index :]

    def _mend_indent(self) -> None:
        found = _INDENT.match(self.line)
        indent = found.group() if found else ""
        faults = ((rules.TAB, "\t"), (rules.WIDE_INDENT, "\u3000\xa0"))
        for rule, marks in faults:
            place = next((at for at, char in enumerate(indent) if char in marks), None)
            if place is not None:
                span = Span("", self.index + 1, place + 1)
                self.indents.setdefault(rule, []).append(span)
        if not indent.strip(" "):
            return
        mended = indent.replace("\t", "  ").replace("\u3000", "  ").replace("\xa0", " ")
        self.edit(0, len(indent), mended)

    def _take_entry(self, indent: int) -> None:
        self.goes_on = self.open_indent is not None and indent > self.open_indent
        column = self._take_dashes(indent)
        self.in_list = column > indent
        top = self.levels.top
        if self.in_list and top is not None and top.kind == "dash":
            self.goes_on = False  # an item below an item is no continuation of it
        if self.goes_on:
            return None if self.in_list else self._take_continuation(indent)
        key = self._key_at(column)
        if self.in_list or key is not None:
            indent, column = self._place(indent, column, key)
            key = self._key_at(column)
        if key is not None:
            return self._take_key(key, column)
        if self.awaits_children and indent > self.key_indent and not self.in_list:
            self._take_value(indent, self.key_indent)
        elif not self.in_list and self.seen_key:
            self._take_junk(indent)
        else:
            self._take_value(column, indent)
        return None

    def _key_at(self, column: int) -> re.Match[str] | None:
        key = _KEY.match(self.line, column)
        return key if key is not None and self._is_key(key) else None

    def _place(self, indent: int, column: int, key: re.Match[str] | None) -> tuple[int, int]:
        """Move the line to the level where it belongs; return its indent and where it starts."""
        is_root = indent == 0 and self.levels.has_root_keys and not self.levels.has_list_at(0)
        if self.in_list and key and is_root and not self.awaits_children:
            self.fault(rules.STRAY_DASH, 0, key=key["key"])
            self.edit(0, column, "")
            self.in_list, column = False, 0
        if self.levels.top is None and indent > 0 and has_margin(self.repaired, self.index):
            self.levels.push("key", 0)
        meant, is_there, level = self.levels.place(
            "dash" if self.in_list else "key",
            indent,
            awaits=self.awaits_children,
            has_key=key is not None,
        )
        if not is_there:
            self.fault(rules.INDENTATION, indent, **spaces(meant, indent))
        shift = meant - indent
        if shift:
            self.edit(0, indent, " " * meant)
        return self._open(meant, column + shift, shift, key, level)

    def _open(
        self, indent: int, column: int, shift: int, key: re.Match[str] | None, level: Level | None
    ) -> tuple[int, int]:
        """Note the levels that a line opens; return its indent and where it starts."""
        name = "" if key is None else key["key"]
        dash = None if self.in_list else self.levels.missing_dash(level, name)
        if dash is not None:
            self.fault(rules.MISSING_DASH, column, text=self.line.strip())
            self.edit(0, indent, " " * dash + "- ")
            self.levels.place("dash", dash, awaits=False, has_key=True)
            self.in_list, indent, column = True, dash, dash + 2
        if self.in_list:
            at = indent
            while (mark := _DASH.match(self.line, at)) is not None and at < column:
                if at > indent:
                    self.levels.push("dash", at)
                at = mark.end()
            level = None if key is None else self.levels.push("key", column, shift)
        if key is not None and level is not None:
            level.names.append(name)
        return indent, column

    def _take_dashes(self, indent: int) -> int:
        column = indent
        while (dash := _DASH.match(self.line, column)) is not None:
            column = dash.end()
        if self.goes_on or column > indent:
            return column
        if _GLUED_DASH.match(self.line, column):
            self.fault(rules.GLUED_DASH, column, text=self.line[column + 1 :].strip())
            self.edit(column + 1, column + 1, " ")
            return column + 2
        odd = _ODD_DASH.match(self.line, column)
        if odd is not None and self.awaits_children:
            text = self.line[odd.end() :].strip()
            self.fault(rules.ODD_DASH, column, mark=odd.group(1), text=text)
            self.edit(column, odd.end(), "- ")
            return column + 2
        return column

    def _take_continuation(self, indent: int) -> None:
        """Let a plain value go on; a line with a key of its own is indented too far."""
        key = _KEY.match(self.line, indent)
        if key is None or key["colon"] != ":" or not _WORD.fullmatch(key["key"]):
            return None
        after = self.line[key.end() :]
        if after and not after.startswith(" "):
            return None
        top = self.levels.top
        if top is not None and top.kind == "dash":
            return self._take_item_key(key, indent)
        meant = self.open_indent or 0
        if not self.levels.knows(indent):
            self.fault(rules.INDENTATION, indent, **spaces(meant, indent))
            self.levels.remember(indent, meant)
        self.edit(0, indent, " " * meant)
        self._take_entry(meant)
        return None

    def _take_item_key(self, key: re.Match[str], indent: int) -> None:
        """Report a key below an item that is plain text, such as a file's name."""
        item = self.repaired.lines[self.index - 1].strip().removeprefix("-").strip()
        fact = f"{key['key']}: {self.line[key.end() :].strip()}"
        suggestion = f"- {{file: {item}, {fact}}}"
        self.fault(rules.ITEM_KEY, indent, text=fact, suggestion=suggestion)
        self.edit(indent, indent, "# ")

    def _is_key(self, key: re.Match[str]) -> bool:
        after = self.line[key.end() : key.end() + 1]
        if key["colon"] == ":" and (not after or after.isspace()):
            return True
        if key["colon"] == ":" and self.line.startswith("//", key.end()):
            return False
        if key["key"] in _NO_KEYS:
            return False
        return not self.in_list or bool(_WORD.fullmatch(key["key"]))

    def _take_key(self, key: re.Match[str], column: int) -> None:
        self.seen_key = True
        self.key_indent = column
        name, end = key["key"], key.end()
        colon = key.start("colon")
        if key["colon"].startswith("："):
            self.fault(rules.WIDE_COLON, colon, key=name)
            self.edit(colon, end, ": ")
            end = colon + 2
        elif (after := self.line[end : end + 1]).strip() or after in _WIDE_SPACES:
            value = self.line[end:].strip()
            if after != "\t":
                self.fault(rules.GLUED_COLON, colon, key=name, value=value)
            self.edit(end, end + (not after.strip()), " ")
        bare = name.strip("“”*`")
        if bare != name:
            rule = rules.WIDE_QUOTES if name[0] in "“”" else rules.MARKED_KEY
            self.fault(rule, column, value=bare)
            self.edit(column, column + len(name), bare)
            end -= len(name) - len(bare)
        self._take_value(end, column)

    def _take_junk(self, indent: int) -> None:
        text = self.line.strip()
        if self.awaits_children and text[0] != "＃":
            self.fault(rules.MISSING_DASH, indent, text=text)
            self.edit(indent, indent, "- ")
            return
        self.fault(rules.MISSING_COLON, indent, text=text)
        self.edit(indent, indent, "# ")

    def _take_value(self, start: int, indent: int) -> None:
        """Look at the value from column `start` of the key or item at column `indent`."""
        text = self.line[start:]
        start += len(text) - len(text.lstrip())
        self.open_indent = None
        value = self.line[start:]
        comment = value.startswith("#") and (
            value[1:2] in ("", " ", "#") or has_children(self.repaired, self.index)
        )
        self.awaits_children = not value or comment
        if self.awaits_children:
            return
        if _BLOCK_SCALAR.match(value):
            outer = len(self.line) - len(self.line.lstrip(" "))
            self.block_indent = outer
            indent_block(self.repaired, self.index, outer, _KEY, self.report)
            return
        cursor = Cursor(self.repaired, self.report, self.index, start, indent)
        if scan_value(cursor):
            self.open_indent = indent
        self.index = cursor.index
