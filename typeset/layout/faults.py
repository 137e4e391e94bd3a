"""What went wrong in a template, as a diagnostic at its line."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from pydantic import BaseModel

from typeset.diagnostics import Report, Span
from typeset.layout import filters, rules
from typeset.layout import rules_files as faults
from typeset.layout.package import LayoutPackage
from typeset.layout.sandbox import (
    MissingName,
    RunawayError,
    Sandbox,
    UnreadableTemplateError,
)
from typeset.layout.suggesting import suggestion
from typeset.sources import Sources

Made = TypeVar("Made")

_CODE = Path(__file__).parents[1]
_RUNAWAY = (RunawayError, RecursionError, MemoryError, OverflowError)


class Attempts:
    """Runs templates of one layout; their mistakes go to the report, bugs of ours are raised."""

    def __init__(
        self, sources: Sources, package: LayoutPackage, sandbox: Sandbox, report: Report
    ) -> None:
        self._sources = sources
        self._package = package
        self._sandbox = sandbox
        self._report = report

    def run(self, work: Callable[[], Made]) -> Made | None:
        """Return what `work` makes, or None and a diagnostic."""
        self._sandbox.start()
        try:
            return work()
        except TemplateSyntaxError as error:
            place = Span(error.filename or self._package.folder, error.lineno)
            self._report.add(rules.TEMPLATE_FAULT, place, problem=error.message)
        except Exception as error:
            if not self._add(error):
                raise
        return None

    def _add(self, error: Exception) -> bool:
        """Report the error if it is the template's; tell whether it is."""
        place = self._place(error.__traceback__)
        problem = f"{error}" or type(error).__name__
        if isinstance(error, UnreadableTemplateError):
            self._report.add(faults.NOT_TEXT, Span(problem), file=problem)
        elif isinstance(error, TemplateNotFound):
            known = "、".join(self._sandbox.list_templates())
            name = str(error.name or problem)
            self._report.add(faults.TEMPLATE_MISSING, self._at(place, name), name=name, known=known)
        elif isinstance(error, _RUNAWAY):
            self._report.add(faults.RUNAWAY, place, problem=problem)
        elif isinstance(error, SecurityError):
            self._report.add(faults.REFUSED, place, problem=problem)
        elif isinstance(error, TemplateError):
            self._add_undefined(error, place)
        elif place.line is not None and not _is_ours(error.__traceback__):
            problem = f"{type(error).__name__}: {error}"
            self._report.add(rules.TEMPLATE_FAULT, place, problem=problem)
        else:
            return False
        return True

    def _add_undefined(self, error: TemplateError, place: Span) -> None:
        words = error.message
        if not isinstance(words, MissingName):
            self._report.add(rules.TEMPLATE_FAULT, place, problem=words or str(error))
            return
        known = _names_of(words.owner, self._sandbox)
        zh, en = _owner(words.owner)
        self._report.add(
            faults.UNDEFINED,
            self._at(place, words.name),
            name=words.name,
            **suggestion(words.name, known),
            owner_zh=zh,
            owner_en=en,
            known="、".join(known) or "—",
        )

    def _place(self, trace: TracebackType | None) -> Span:
        """Return the innermost line of the layout that an error passed through."""
        place = Span(self._package.folder)
        while trace is not None:
            name = trace.tb_frame.f_code.co_filename
            if name.startswith(f"{self._package.folder}/"):
                place = Span(name, trace.tb_lineno)
            trace = trace.tb_next
        return place

    def _at(self, place: Span, name: str) -> Span:
        """Return the place of `name` in its line, where it stands there once."""
        if place.line is None:
            return place
        lines = self._sources.read(place.file).decode("utf-8", "replace").split("\n")
        text = lines[place.line - 1] if place.line <= len(lines) else ""
        found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
        if not found:
            return place
        return Span(place.file, place.line, found[0] + 1, found[0] + 1 + len(name))


def _owner(owner: object) -> tuple[str, str]:
    """Return the words that introduce what there is."""
    if owner is None:
        return "模板里有", "A template has"
    if isinstance(owner, dict):
        return "这里有", "Here are"
    return f"{type(owner).__name__} 有", f"{type(owner).__name__} has"


def _names_of(owner: object, sandbox: Sandbox) -> tuple[str, ...]:
    """Return what a template can ask of `owner`; without one, the names it sees."""
    if owner is None:
        return ("issue", "grid", "colours", "options", "codes", "folios", *sorted(sandbox.globals))
    if isinstance(owner, dict):
        return tuple(str(key) for key in owner)
    kind: type = type(owner)
    if isinstance(owner, BaseModel):
        names = set(type(owner).model_fields)
    elif is_dataclass(owner):
        names = {each.name for each in fields(owner)}
    else:
        return ()
    members = vars(kind).items()
    names |= {name for name, value in members if isinstance(value, property)}
    return tuple(sorted(name for name in names if not name.startswith("_")))


def _is_ours(trace: TracebackType | None) -> bool:
    """Tell whether an error arose in our own code, filters apart: those check their arguments."""
    innermost = ""
    while trace is not None:
        innermost = trace.tb_frame.f_code.co_filename
        trace = trace.tb_next
    return Path(innermost).is_relative_to(_CODE) and innermost not in (
        filters.__file__,
        str(Path(__file__).with_name("sandbox.py")),
    )
