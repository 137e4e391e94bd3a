"""`issue.lock` as text: TOML, sorted, one line a file and a page, so that it can be merged."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

import tomlkit
from tomlkit.items import InlineTable, Table

from typeset.archive import rules_lock as rules
from typeset.archive.lock import FORMAT, Lock, LockedFont
from typeset.archive.lock_place import LOCK, prefix
from typeset.archive.page_digest import EXACT, PageDigest, PdfDigest
from typeset.archive.sketch import SUMS
from typeset.diagnostics import Report, Span
from typeset.sources import Sources

HEAD = (
    "锁定记录：由 typeset lock 写出，不要手工修改；typeset verify 据此核对。",
    "Written by typeset lock, not for editing; typeset verify holds the issue to it.",
)
SHA256 = re.compile(r"[0-9a-f]{64}")
CHECKSUM = re.compile(r"[0-9a-f]{16}")
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?![<=>|])", re.MULTILINE)
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


class EntryError(Exception):
    """An entry of a lock that is missing or not what it should be; its name is the message."""


def dump(lock: Lock) -> bytes:
    """Return a lock as the bytes of its file; equal locks give equal bytes."""
    document = tomlkit.document()
    for line in HEAD:
        document.add(tomlkit.comment(line))
    document.add("typeset-lock", tomlkit.item(FORMAT))
    document.add("issue", tomlkit.item(lock.number))
    document.add("date", tomlkit.item(lock.date))
    document.add("layout", tomlkit.item(lock.layout_name))
    document.add("pad", tomlkit.item(lock.pages_multiple))
    tables: dict[str, Mapping[str, Any]] = {
        "options": lock.options,
        "files": lock.own,
        "layout-files": lock.layout,
        "project-files": lock.shared,
        "fonts": {name: _font(font) for name, font in lock.fonts.items()},
        "versions": lock.versions,
        "parts": lock.parts,
    }
    for name, values in tables.items():
        document.add(name, _table(values, sort=name != "fonts"))
    pdfs = tomlkit.table(is_super_table=True)
    for name in sorted(lock.pdfs):
        pdfs.add(name, _pdf(lock.pdfs[name]))
    document.add("pdf", pdfs)
    return (tomlkit.dumps(document).rstrip("\n") + "\n").encode("utf-8")


def _table(values: Mapping[str, Any], *, sort: bool = True) -> Table:
    table = tomlkit.table()
    for name in sorted(values) if sort else values:
        table.add(_key(name), values[name])
    return table


def _key(name: str) -> Any:
    """Return a key that is quoted if it is a file's name, always the same way."""
    return name if re.fullmatch(r"[a-z0-9_-]+", name) else tomlkit.key([name])


def _inline(values: Mapping[str, Any]) -> InlineTable:
    table = tomlkit.inline_table()
    table.update(values)
    return table


def _font(font: LockedFont) -> InlineTable:
    return _inline({item.name: getattr(font, item.name) for item in fields(font)})


def _pdf(pdf: PdfDigest) -> Table:
    table = tomlkit.table()
    table.add("sha256", pdf.sha256)
    table.add("pages", len(pdf.pages))
    table.add("document", _inline(dict(sorted(pdf.document.items()))))
    pages = {f"{number:04d}": _page(page) for number, page in enumerate(pdf.pages, start=1)}
    table.add("page", _table(pages))
    return table


def _page(page: PageDigest) -> InlineTable:
    exact = {name: getattr(page, name) for name in EXACT}
    sketches = {name: " ".join(map(str, getattr(page, name))) for name in ("glyphs", "raster")}
    return _inline({"label": page.label, **exact, **sketches})


def read_lock(sources: Sources, folder: str) -> tuple[Lock | None, Report]:
    """Return the lock of the issue in `folder`, or None and what is wrong with it."""
    report = Report()
    file = prefix(folder) + LOCK
    try:
        if not sources.locate(file).exists():
            report.add(rules.NO_LOCK, Span(file), file=file, number=folder.rpartition("/")[2])
            return None, report
        data = sources.read(file)
    except OSError as error:
        report.add(rules.UNREADABLE, Span(file), file=file, reason=error.strerror or error)
        return None, report
    return parse(data, file, report), report


def parse(data: bytes, file: str, report: Report) -> Lock | None:
    """Return the lock that a file's bytes hold, or None and what is wrong in the report."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        report.add(rules.DAMAGED, Span(file, line), problem="UTF-8", file=file)
        return None
    marks = list(_CONFLICT.finditer(text))
    if marks:
        line = text.count("\n", 0, marks[0].start()) + 1
        conflicts = sum(mark.group() == "<<<<<<<" for mark in marks) or 1
        report.add(rules.CONFLICT, Span(file, line, 1), count=conflicts)
        return None
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        report.add(rules.DAMAGED, _place(file, text, error), problem=str(error), file=file)
        return None
    if values.get("typeset-lock") != FORMAT:
        report.add(rules.FOREIGN, Span(file), file=file, found=values.get("typeset-lock", "—"))
        return None
    try:
        return _lock(values)
    except EntryError as error:
        report.add(rules.INCOMPLETE, Span(file, _line_of(text, str(error))), entry=error, file=file)
        return None


def _place(file: str, text: str, error: Exception) -> Span:
    found = _PLACE.search(str(error))
    if found is None:  # “at end of document”
        return Span(file, max(text.count("\n"), 1))
    return Span(file, int(found[1]), int(found[2]))


def _line_of(text: str, entry: str) -> int | None:
    """Return the line that an entry stands on, if its last part can be found on just one."""
    last = entry.rpartition(" › ")[2]
    lines = [n for n, line in enumerate(text.split("\n"), 1) if line.strip('"').startswith(last)]
    return lines[0] if len(lines) == 1 else None


def _get(values: Any, name: str, kind: type | tuple[type, ...], within: str = "") -> Any:
    """Return an entry of the kind that it must be of; raise `EntryError`."""
    path = f"{within} › {name}" if within else name
    if not isinstance(values, dict) or name not in values:
        raise EntryError(path)
    value = values[name]
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is int):
        raise EntryError(path)
    return value


def _strings(
    values: Any, name: str, like: re.Pattern[str] | None = None, within: str = ""
) -> dict[str, str]:
    table = _get(values, name, dict, within)
    path = f"{within} › {name}" if within else name
    for key in table:
        text = _get(table, key, str, path)
        if like is not None and not like.fullmatch(text):
            raise EntryError(f"{path} › {key}")
    return dict(table)


def _each(
    values: Any, name: str, read: Callable[[dict[str, Any], str], Any], within: str = ""
) -> dict[str, Any]:
    table = _get(values, name, dict, within)
    path = f"{within} › {name}" if within else name
    return {key: read(_get(table, key, dict, path), f"{path} › {key}") for key in table}


def _lock(values: dict[str, Any]) -> Lock:
    options = _get(values, "options", dict)
    for key in options:
        _get(options, key, (str, int, float, bool), "options")
    return Lock(
        number=_get(values, "issue", int),
        date=_get(values, "date", str),
        layout_name=_get(values, "layout", str),
        options=options,
        pages_multiple=_get(values, "pad", int),
        own=_strings(values, "files", SHA256),
        layout=_strings(values, "layout-files", SHA256),
        shared=_strings(values, "project-files", SHA256),
        fonts=_each(values, "fonts", _read_font),
        versions=_strings(values, "versions"),
        parts=_strings(values, "parts", SHA256),
        pdfs=_each(values, "pdf", _read_pdf),
    )


def _read_font(values: dict[str, Any], within: str) -> LockedFont:
    kinds = {"family": str, "weight": int, "version": str, "sha256": str}
    return LockedFont(**{name: _get(values, name, kind, within) for name, kind in kinds.items()})


def _read_pdf(values: dict[str, Any], within: str) -> PdfDigest:
    pages = _each(values, "page", _read_page, within)
    if len(pages) != _get(values, "pages", int, within):
        raise EntryError(f"{within} › pages")
    sha256 = _get(values, "sha256", str, within)
    if not SHA256.fullmatch(sha256):
        raise EntryError(f"{within} › sha256")
    document = _strings(values, "document", CHECKSUM, within)
    return PdfDigest(sha256, document, tuple(pages[key] for key in sorted(pages)))


def _read_page(values: dict[str, Any], within: str) -> PageDigest:
    words = {name: _get(values, name, str, within) for name in ("label", *EXACT)}
    sketches = {}
    for name in ("glyphs", "raster"):
        numbers = re.findall(r"-?\d+", _get(values, name, str, within))
        if len(numbers) != SUMS:
            raise EntryError(f"{within} › {name}")
        sketches[name] = tuple(map(int, numbers))
    return PageDigest(glyphs=sketches["glyphs"], raster=sketches["raster"], **words)
