"""A layout's style sheet read for what an engine passes over in silence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from cssselect2.compiler import compile_selector_list
from cssselect2.parser import SelectorError
from tinycss2.parser import parse_blocks_contents, parse_stylesheet
from tinycss2.serializer import serialize

from typeset.diagnostics import Report, Span
from typeset.layout import rules_files as faults
from typeset.layout.package import LayoutPackage
from typeset.layout.suggesting import suggestion
from typeset.layout.variables import variables
from typeset.sources import Sources

STYLE = "style.css"
_FOREIGN = ("import", "font-face", "charset", "namespace")
_SETTING = "--typeset-"
_BARE = {"skip_comments": True, "skip_whitespace": True}
_SIZES = ("dimension", "percentage", "number")
# What opens and closes in CSS, and what may hide it (CSS Syntax 3, §4).
_PIECES = re.compile(
    r"/\*.*?\*/|/\*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'"
    r"|url\(\s*[^\"'\s)][^)]*\)|\\.|[{}()\[\]]",
    re.DOTALL,
)
_DECLARED = re.compile(r"(--[a-z][\w-]*)\s*:")
_CLOSERS = {"{": "}", "(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class Declaration:
    """One `name: value` of a style sheet."""

    name: str
    value: Sequence[Any]
    span: Span

    @property
    def text(self) -> str:
        """Return the value as it is written."""
        return str(serialize(self.value)).strip()


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """A style sheet and the file it stands in, if any; `settings` are those of the composer."""

    file: str
    css: str
    settings: tuple[Declaration, ...] = field(default=(), compare=False)  # what `css` says


def read_stylesheet(
    sources: Sources, package: LayoutPackage, report: Report, name: str = STYLE
) -> StyleSheet | None:
    """Return a layout's style sheet, None where there is none; everything wrong is reported."""
    file = f"{package.folder}/{name}"
    try:
        css = sources.read(file).decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError):
        report.add(faults.NOT_TEXT, Span(file), file=file)
        return None
    if _check_brackets(css, file, report):
        return StyleSheet(file, css)  # all that follows would be misread
    found, broken = _parsed(file, css)
    report.extend(broken)
    _check_families(found, package, report)
    _check_variables(found, package, sources, report)
    _check_files(found, package, sources, report)
    settings = tuple(each for each in found if each.name.startswith(_SETTING))
    return StyleSheet(file, css, settings)


@lru_cache(8)
def _parsed(file: str, css: str) -> tuple[tuple[Declaration, ...], Report]:
    """Return the declarations of a style sheet, and what is no CSS; a preview asks at each save."""
    report = Report()
    reader = _Reader(file, css, report)
    return tuple(reader.read(parse_stylesheet(css, **_BARE))), report


def _check_brackets(css: str, file: str, report: Report) -> bool:
    """Report the first bracket without its partner: CSS closes all of them at the end."""
    opened: list[tuple[str, int]] = []
    for piece in _PIECES.finditer(css):
        sign, at = piece.group(), piece.start()
        if sign == "/*":
            return _unpaired(css, at, sign, file, report)
        if sign in _CLOSERS:
            opened.append((sign, at))
        elif sign in _CLOSERS.values():
            if not opened or _CLOSERS[opened[-1][0]] != sign:
                return _unpaired(
                    css,
                    opened[-1][1] if opened else at,
                    opened[-1][0] if opened else sign,
                    file,
                    report,
                )
            opened.pop()
    return bool(opened) and _unpaired(css, opened[-1][1], opened[-1][0], file, report)


def _unpaired(css: str, at: int, sign: str, file: str, report: Report) -> bool:
    line = css.count("\n", 0, at) + 1
    column = at - css.rfind("\n", 0, at)
    zh, en = f"“{sign}”没有配对", f"“{sign}” has no partner"
    span = Span(file, line, column, column + len(sign))
    report.add(faults.CSS_SYNTAX, span, problem_zh=zh, problem_en=en)
    return True


class _Reader:
    """Walks through rules and gathers declarations."""

    def __init__(self, file: str, css: str, report: Report) -> None:
        self._file = file
        self._lines = css.split("\n")
        self._report = report

    def read(self, nodes: Iterable[Any]) -> Iterator[Declaration]:
        """Yield every declaration below `nodes`, and report what is no CSS."""
        for node in nodes:
            if node.type == "error":
                self._report_broken(node)
            elif node.type == "declaration":
                yield Declaration(node.name, node.value, self._span(node, len(node.name)))
            elif node.type == "at-rule" and node.lower_at_keyword in _FOREIGN:
                span = self._span(node, len(node.at_keyword) + 1)
                self._report.add(faults.CSS_IMPORT, span, name=node.at_keyword)
            elif node.type in ("at-rule", "qualified-rule") and node.content is not None:
                if node.type == "qualified-rule":
                    self._check_selector(node)
                yield from self.read(parse_blocks_contents(node.content, **_BARE))

    def _check_selector(self, rule: Any) -> None:
        if any(token.type == "literal" and token.value == "&" for token in rule.prelude):
            return
        try:
            compile_selector_list(rule.prelude)
        except SelectorError as error:
            words = serialize(rule.prelude).strip()
            self._report.add(
                faults.CSS_SYNTAX,
                self._span(rule, len(words.split("\n")[0])),
                problem_zh=f"选择器“{words}”不成立（{error.args[-1]}）",
                problem_en=f"“{words}” is no selector ({error.args[-1]})",
            )

    def _report_broken(self, node: Any) -> None:
        """Report what is no rule and no declaration from its start, not from its end."""
        before = self._lines[: node.source_line - 1]
        text = "\n".join([*before, self._lines[node.source_line - 1][: node.source_column - 1]])
        start = max(text.rfind(sign) for sign in ";{}") + 1
        start += len(text[start:]) - len(text[start:].lstrip())
        line = text.count("\n", 0, start) + 1
        column = start - text.rfind("\n", 0, start)
        words = self._lines[line - 1][column - 1 :].split(";")[0].strip()
        self._report.add(
            faults.CSS_SYNTAX,
            Span(self._file, line, column, column + max(1, len(words))),
            problem_zh=f"“{words}”不是“属性: 值”，也不是一条规则",
            problem_en=f"“{words}” is no “property: value” and no rule",
        )

    def _span(self, node: Any, length: int) -> Span:
        column = node.source_column
        return Span(self._file, node.source_line, column, column + length)


def _tokens(nodes: Iterable[Any]) -> Iterator[Any]:
    for node in nodes:
        yield node
        yield from _tokens(getattr(node, "arguments", None) or getattr(node, "content", None) or ())


def _place(declaration: Declaration, token: Any, length: int) -> Span:
    column = token.source_column
    return Span(declaration.span.file, token.source_line, column, column + length)


def _check_families(found: Iterable[Declaration], package: LayoutPackage, report: Report) -> None:
    known = package.spec.fonts
    for declaration in found:
        for token, family in _families(declaration):
            if family.casefold() not in {name.casefold() for name in known}:
                words = suggestion(family, known)
                span = _place(declaration, token, len(family) + 2 * (token.type == "string"))
                report.add(faults.CSS_FAMILY, span, family=family, **words, known="、".join(known))


def _families(declaration: Declaration) -> Iterator[tuple[Any, str]]:
    """Yield the font families that a declaration names, each with its first token."""
    tokens = [token for token in declaration.value if token.type not in ("whitespace", "comment")]
    if declaration.name == "font":
        sized = [at for at, token in enumerate(tokens) if token.type in _SIZES]
        tokens = tokens[sized[-1] + 1 :] if sized else []
    elif declaration.name != "font-family":
        return
    group: list[Any] = []
    for token in [*tokens, None]:
        if token is not None and not (token.type == "literal" and token.value == ","):
            group.append(token)
        elif group and all(each.type in ("ident", "string") for each in group):
            family = " ".join(each.value for each in group)
            if family.lower() not in ("inherit", "initial", "unset"):
                yield group[0], family
            group = []
        else:
            group = []


def _check_variables(
    found: Sequence[Declaration], package: LayoutPackage, sources: Sources, report: Report
) -> None:
    known = {f"--{name}" for name in variables(package.spec.grid)}
    known |= {f"--{name.replace('_', '-')}" for name in package.spec.colours}
    known |= {each.name for each in found if each.name.startswith("--")}
    known |= set(_declared_in_templates(sources, package))
    for declaration in found:
        for token in _tokens(declaration.value):
            if token.type != "function" or token.lower_name != "var":
                continue
            name = next((each for each in token.arguments if each.type == "ident"), None)
            if name is not None and name.value not in known:
                span = _place(declaration, name, len(name.value))
                words = suggestion(name.value, known)
                report.add(faults.CSS_VARIABLE, span, name=name.value, **words)


def _declared_in_templates(sources: Sources, package: LayoutPackage) -> Iterator[str]:
    """Yield the variables that templates set: `<body style="--room:{{ … }}pt">`."""
    for name in sources.glob(package.folder, "**/*.jinja"):
        yield from _DECLARED.findall(sources.read(name).decode("utf-8", "replace"))


def _check_files(
    found: Iterable[Declaration], package: LayoutPackage, sources: Sources, report: Report
) -> None:
    for declaration in found:
        for token in _tokens(declaration.value):
            url = _url(token)
            if url is None or url.startswith(("data:", "#")):
                continue
            name = f"{package.folder}/{unquote(url)}"
            parts = PurePosixPath(name).parts
            if ".." in parts or "//" in url or not sources.is_file(name):
                report.add(faults.CSS_FILE, _place(declaration, token, 3), url=url)


def _url(token: Any) -> str | None:
    if token.type == "url":
        return str(token.value)
    if token.type == "function" and token.lower_name == "url":
        return next((str(each.value) for each in token.arguments if each.type == "string"), None)
    return None
