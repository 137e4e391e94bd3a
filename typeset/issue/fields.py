"""The kinds of values that a manifest holds, each saying by name what is wrong with a value."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Mapping
from typing import Annotated, NoReturn

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from typeset.issue.model import Start, Text, Title

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LOOSE_DATE = re.compile(r"\D*(\d{4})\D+(\d{1,2})\D+(\d{1,2})(?:\D.*)?|(\d{4})(\d{2})(\d{2})")
_LAYOUT = re.compile(r"[a-z][a-z0-9-]*@[0-9]+(\.[0-9]+)*")
_NUMBER = re.compile(r"[0-9]{1,9}")

# Marks of Markdown and HTML that a fact is printed with, and what stays without them.
_MARKS: Mapping[str, str] = {
    r"\*\*": "",
    r"~~": "",
    r"\[\^[^\]]*\]": "",
    r"!?\[([^\[\]]*)\]\([^()]*\)": r"\1",
    r"`([^`]*)`": r"\1",
    r"\A#{1,6} ": "",
    r"</?[A-Za-z][A-Za-z0-9]*( [^<>]*)?/?>": "",
    r"&(nbsp|amp|lt|gt|quot|[lr]dquo|#\d+);": " ",
    r"\\n": " ",
}


def fail(kind: str, **context: object) -> NoReturn:
    """Refuse a value; `validate` finds the rule by `kind`."""
    raise PydanticCustomError(kind, "refused", context)


def _take_text(value: object) -> Text:
    if not isinstance(value, Text):
        fail("empty" if value is None else "not_text")
    if not value.strip():
        fail("empty")
    return Text(value.strip(), value.span)


def _take_single(value: object) -> Text:
    text = _take_text(value)
    if "\n" in text:
        fail("multi_line")
    return text


def _take_words(value: object) -> Text:
    return _without_marks(_take_text(value), _MARKS)


def _take_line(value: object) -> Text:
    return _without_marks(_take_single(value), {**_MARKS, r"(?<!:)/{2,}|／{2,}": ""})


def _without_marks(text: Text, marks: Mapping[str, str]) -> Text:
    """Refuse a text with the marks of Markdown or HTML: nothing reads them here."""
    plain, found = str(text), []
    for pattern, replacement in marks.items():
        found += [match.group() for match in re.finditer(pattern, plain)]
        plain = re.sub(pattern, replacement, plain)
    if found:
        fail("marks", text=found[0], suggestion=plain.strip())
    return text


def _take_title(value: object) -> Title:
    text = _without_marks(_take_single(value), {**_MARKS, r"/{3,}|／{2,}": "//"})
    title = Title(text, text.span)
    if not title.parts:
        fail("empty")
    return title


def _take_number(value: object) -> int:
    text = _take_text(value)
    if not _NUMBER.fullmatch(text) or int(text) == 0:
        plain = re.sub(r"(?<=\d)[,，](?=\d)", "", unicodedata.normalize("NFKC", text))
        found = re.fullmatch(r"[^\d.\-]*0*([1-9]\d{0,8})[^\d.]*", plain)
        fail("bad_number", value=text, suggestion=found.group(1) if found else "189")
    return int(text)


def _take_date(value: object) -> datetime.date:
    text = _take_text(value)
    loose = _LOOSE_DATE.fullmatch(unicodedata.normalize("NFKC", text))
    if loose is None:
        fail("bad_date", value=text, suggestion="2024-07-15")
    year, month, day = (int(part) for part in loose.groups() if part is not None)
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        fail("no_such_day", value=text)
    if not _DATE.fullmatch(text):
        fail("bad_date", value=text, suggestion=date.isoformat())
    return date


def _take_layout(value: object) -> Text:
    text = _take_text(value)
    if not _LAYOUT.fullmatch(text):
        folded = unicodedata.normalize("NFKC", text).strip().lower()
        name, _, version = re.sub(r"\s", "", folded).replace("@v", "@").partition("@")
        guess = f"{name or 'brief'}@{version or '1'}"
        fail("bad_layout", value=text, suggestion=guess if _LAYOUT.fullmatch(guess) else "brief@1")
    return text


def _take_start(value: object) -> Start:
    text = _take_text(value)
    try:
        return Start(text)
    except ValueError:
        fail("bad_start", value=text)


def _take_path(value: object) -> Text:
    text = _take_single(value)
    is_drive = re.match(r"[A-Za-z]:", text) is not None
    if "\\" in text or is_drive or text.startswith(("/", "~")) or "://" in text:
        tail = [part for part in re.split(r"[\\/]", text) if part]
        suggestion = "/".join(tail[-2:])
        fail("bad_path", value=text, suggestion=suggestion)
    return text


def _one_or_many(value: object) -> object:
    return [value] if isinstance(value, Text) else value


_LINE_SCHEMA = {"type": ["string", "number"], "minLength": 1}

Paragraph = Annotated[
    Text, PlainValidator(_take_words), WithJsonSchema({"type": "string", "minLength": 1})
]
Line = Annotated[Text, PlainValidator(_take_line), WithJsonSchema(_LINE_SCHEMA)]
Address = Annotated[Text, PlainValidator(_take_single), WithJsonSchema(_LINE_SCHEMA)]
Headline = Annotated[Title, PlainValidator(_take_title), WithJsonSchema(_LINE_SCHEMA)]
Number = Annotated[
    int, PlainValidator(_take_number), WithJsonSchema({"type": "integer", "minimum": 1})
]
Day = Annotated[
    datetime.date,
    PlainValidator(_take_date),
    WithJsonSchema({"type": "string", "format": "date"}),
]
LayoutName = Annotated[
    Text,
    PlainValidator(_take_layout),
    WithJsonSchema({"type": "string", "pattern": f"^{_LAYOUT.pattern}$"}),
]
StartName = Annotated[
    Start,
    PlainValidator(_take_start),
    WithJsonSchema({"type": "string", "enum": [start.value for start in Start]}),
]
FilePath = Annotated[
    Text, PlainValidator(_take_path), WithJsonSchema({"type": "string", "minLength": 1})
]
Lines = Annotated[
    list[Line],
    Field(min_length=1),
    BeforeValidator(_one_or_many),
    WithJsonSchema(
        {"anyOf": [_LINE_SCHEMA, {"type": "array", "items": _LINE_SCHEMA, "minItems": 1}]}
    ),
]
