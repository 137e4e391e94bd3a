"""The slips in a single YAML value, by the character with which it starts."""

from __future__ import annotations

import re
from collections.abc import Callable

from typeset.issue import rules_yaml as rules
from typeset.issue.mending import Cursor
from typeset.issue.prescan_flow import scan_flow

_COMMENT = re.compile(r"[ \t]+#")
_COLON = re.compile(r":(?=\s|$)")
_QUOTED = {
    '"': re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL),
    "'": re.compile(r"'(?:[^']|'')*'", re.DOTALL),
}
# What YAML 1.2 §6.8.2, §6.9.2 and §7.1 would take for an anchor, an alias or a tag.
_MACHINERY = re.compile(r"[&*][A-Za-z0-9_-]+(?=\s|$)|!{1,2}[A-Za-z]*(?=\s|$)")
_TYPED = re.compile(r"[“”‘’\"](?P<inner>[0-9０-９][0-9０-９年月日/.\-]*)[“”‘’\"]")


def scan_value(cursor: Cursor) -> bool:
    """Report and mend the slips in a value; tell whether it may go on in the next line."""
    return _SCANNERS.get(cursor.value[0], _scan_plain)(cursor)


def quote(text: str) -> str:
    """Return `text` in YAML's single quotes."""
    return "'" + text.replace("'", "''") + "'"


def _without_comment(text: str) -> str:
    found = _COMMENT.search(text)
    return (text if found is None else text[: found.start()]).rstrip()


def _quote_all(cursor: Cursor) -> None:
    text = _without_comment(cursor.value)
    cursor.edit(cursor.start, cursor.start + len(text), quote(text))


def _scan_plain(cursor: Cursor) -> bool:
    text = cursor.value
    plain = _without_comment(text)
    comment = text[len(plain) :].strip()
    if comment[1:2].strip("# "):
        column = cursor.start + text.index(comment, len(plain))
        cursor.fault(rules.CUT_OFF, column, text=comment, suggestion=quote(text.strip()))
    colon = _COLON.search(plain)
    if colon is not None:
        column = cursor.start + colon.start()
        cursor.fault(rules.COLON_INSIDE, column, value=plain, suggestion=quote(plain))
        _quote_all(cursor)
        return False
    uneven = plain.count("“") != plain.count("”")
    if uneven and not any(line.strip() for line in cursor.followers()):
        cursor.fault(rules.ODD_QUOTES, cursor.start, value=plain)
    return True


def _scan_wide_quotes(cursor: Cursor) -> bool:
    plain = _without_comment(cursor.value)
    typed = _TYPED.fullmatch(plain)
    if typed is None:
        return _scan_plain(cursor)
    cursor.fault(rules.WIDE_QUOTES, cursor.start, value=typed["inner"])
    cursor.edit(cursor.start, cursor.start + len(plain), typed["inner"])
    return False


def _scan_quoted(cursor: Cursor) -> bool:
    mark = cursor.value[0]
    followers = cursor.followers()
    whole = "\n".join((cursor.value, *followers))
    closed = _QUOTED[mark].match(whole)
    if closed is None:
        if _TYPED.fullmatch(_without_comment(cursor.value)):
            return _scan_wide_quotes(cursor)
        cursor.fault(rules.UNCLOSED_QUOTE, cursor.start, mark=mark)
        text = _without_comment(cursor.value)
        cursor.edit(cursor.start, cursor.start + len(text), quote(text[1:]))
        return False
    lines = closed.group().count("\n")
    cursor.index += lines
    rest = whole[closed.end() :].split("\n", 1)[0]
    if rest.strip() and not _COMMENT.match(rest) and not lines:
        text = _without_comment(cursor.value)
        column = cursor.start + closed.end()
        cursor.fault(rules.AFTER_QUOTE, column, value=rest.strip(), suggestion=quote(text))
        _quote_all(cursor)
    return False


def _scan_special(cursor: Cursor) -> bool:
    if _MACHINERY.match(cursor.value):
        return False
    text = cursor.value.rstrip()
    mark = text[0]
    if mark in "-?:" and text[1:2].strip():
        return _scan_plain(cursor)
    if mark == "#":
        cursor.fault(rules.SPECIAL_START, cursor.start, mark=mark, suggestion=quote(text))
        cursor.edit(cursor.start, cursor.start + len(text), quote(text))
        return False
    plain = _without_comment(text)
    cursor.fault(rules.SPECIAL_START, cursor.start, mark=mark, suggestion=quote(plain))
    _quote_all(cursor)
    return False


_SCANNERS: dict[str, Callable[[Cursor], bool]] = {
    **dict.fromkeys("\"'", _scan_quoted),
    **dict.fromkeys("“”‘’", _scan_wide_quotes),
    **dict.fromkeys("[{［【｛", scan_flow),
    **dict.fromkeys("@`%&*!|>-?:,]}#", _scan_special),
}
