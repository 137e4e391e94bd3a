"""A new layout from an old one: the same files under another name or the next version."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from typeset.diagnostics import Report, Span
from typeset.layout import rules_package as faults
from typeset.layout.package import DESCRIPTION, folder_of, known_layouts
from typeset.sources import Sources

_NAME = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class NewLayout:
    """The files of a new layout, by their names within its folder."""

    reference: str
    origin: str
    files: Mapping[str, bytes]

    @property
    def folder(self) -> str:
        """Return the folder, relative to the project."""
        return folder_of(self.reference)


def plan_layout(sources: Sources, wanted: str, origin: str) -> tuple[NewLayout | None, Report]:
    """Return the new layout, or None and why it cannot be.

    `wanted` is a name, which gets the next free version, or a name and a version. Nothing is
    written.
    """
    report = Report()
    name, _, version = wanted.partition("@")
    if not _NAME.fullmatch(name) or (version and not re.fullmatch("[1-9][0-9]{0,5}", version)):
        report.add(faults.LAYOUT_NAME, None, name=wanted)
        return None, report
    known = known_layouts(sources)
    taken = [int(each.partition("@")[2]) for each in known if each.partition("@")[0] == name]
    number = int(version) if version else max(taken, default=0) + 1
    reference = f"{name}@{number}"
    if number in taken or sources.is_dir(folder_of(reference)):
        report.add(faults.LAYOUT_EXISTS, Span(folder_of(reference)), layout=reference)
        return None, report
    old = folder_of(origin)
    files = {path.removeprefix(f"{old}/"): sources.read(path) for path in sources.glob(old, "**/*")}
    text = files[DESCRIPTION].decode("utf-8")
    text = re.sub(r"^name:.*$", f"name: {name}", text, count=1, flags=re.MULTILINE)
    text = re.sub(r"^version:.*$", f"version: {number}", text, count=1, flags=re.MULTILINE)
    files[DESCRIPTION] = text.encode()
    return NewLayout(reference, origin, files), report
