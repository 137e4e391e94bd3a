"""What a build leaves beside its PDFs, so that the next one knows whether anything changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from typeset.archive.fingerprint import Tool
from typeset.diagnostics import Bilingual, Diagnostic, Report, Rule, Severity, Span
from typeset.sources import FileRead, Question, Stamp

FORMAT = 2


@dataclass(frozen=True, slots=True)
class Output:
    """A PDF that was written: its name in the project, its contents, and its stamp if settled."""

    name: str
    sha256: str
    stamp: Stamp | None


@dataclass(frozen=True, slots=True)
class LocksSeen:
    """What a build knew of locks: their stamps, summed up, and the layout they were asked about.

    `own` is the issue's lock, if the PDF was held to it and it had nothing to remark.
    """

    layout: str = ""
    stamps: int = 0
    own: FileRead | None = None


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """All that one kind of PDF of one issue came of, and what came of it.

    `output` is None for an issue that was refused; then the kinds of PDF that were asked for
    `together` have one fate.
    """

    manifest: str
    together: tuple[str, ...]
    pages_multiple: int
    tool: Tool
    files: Mapping[str, FileRead]
    answers: Mapping[tuple[Question, str], str]
    report: Report
    output: Output | None = None
    locks: LocksSeen = LocksSeen()


def settled(diagnostic: Diagnostic) -> Diagnostic:
    """Return a diagnostic whose words are filled in, so that it can be kept and sent."""
    rule = diagnostic.rule
    words = (
        Bilingual(_literal(say("zh")), _literal(say("en")))
        for say in (diagnostic.message, diagnostic.hint)
    )
    return Diagnostic(Rule(rule.code, rule.severity, *words), diagnostic.span)


def settled_report(report: Report) -> Report:
    """Return a report of settled diagnostics."""
    return Report([settled(diagnostic) for diagnostic in report])


def _literal(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def dump(record: BuildRecord) -> bytes:
    """Return a record as JSON."""
    output, locks = record.output, record.locks
    plain = {
        "format": FORMAT,
        "manifest": record.manifest,
        "together": record.together,
        "pages_multiple": record.pages_multiple,
        "tool": {
            "stamp": record.tool.stamp,
            "code": record.tool.code,
            "packages": record.tool.packages,
            "libraries": {path: _stamp(stamp) for path, stamp in record.tool.libraries.items()},
        },
        "files": {name: _read(f) for name, f in sorted(record.files.items())},
        "answers": sorted([*key, said] for key, said in record.answers.items()),
        "diagnostics": [_diagnostic(diagnostic) for diagnostic in record.report],
        "output": output and [output.name, output.sha256, _stamp(output.stamp)],
        "locks": [locks.layout, locks.stamps, _read(locks.own)],
    }
    return json.dumps(plain, ensure_ascii=False, indent=0).encode()


def load(data: bytes) -> BuildRecord | None:
    """Return the record in `data`; None if it is damaged or of another version."""
    try:
        plain = json.loads(data)
        return _record(plain) if plain["format"] == FORMAT else None
    except (ValueError, LookupError, TypeError):
        return None


def _record(plain: dict[str, Any]) -> BuildRecord:
    tool, output = plain["tool"], plain["output"]
    layout, stamps, own = plain["locks"]
    libraries = {path: Stamp(*stamp) for path, stamp in tool["libraries"].items()}
    return BuildRecord(
        manifest=plain["manifest"],
        together=tuple(plain["together"]),
        pages_multiple=plain["pages_multiple"],
        tool=Tool(tool["stamp"], tool["code"], tool["packages"], libraries),
        files={name: FileRead(sha, _unstamp(s)) for name, (sha, s) in plain["files"].items()},
        answers={(cast(Question, ask), about): said for ask, about, said in plain["answers"]},
        report=Report([_undiagnostic(entry) for entry in plain["diagnostics"]]),
        output=output and Output(output[0], output[1], _unstamp(output[2])),
        locks=LocksSeen(layout, stamps, own and FileRead(own[0], _unstamp(own[1]))),
    )


def _read(file: FileRead | None) -> list[Any] | None:
    return None if file is None else [file.sha256, _stamp(file.stamp)]


def _stamp(stamp: Stamp | None) -> list[int] | None:
    return None if stamp is None else [stamp.size, stamp.mtime_ns, stamp.inode]


def _unstamp(plain: list[int] | None) -> Stamp | None:
    return None if plain is None else Stamp(*plain)


def _diagnostic(diagnostic: Diagnostic) -> list[Any]:
    rule, span = diagnostic.rule, diagnostic.span
    words = [rule.message.zh, rule.message.en, rule.hint.zh, rule.hint.en]
    place = span and [span.file, span.line, span.column, span.end_column]
    return [rule.code, rule.severity, words, place]


def _undiagnostic(plain: list[Any]) -> Diagnostic:
    code, severity, words, place = plain
    rule = Rule(code, Severity(severity), Bilingual(*words[:2]), Bilingual(*words[2:]))
    return Diagnostic(rule, place and Span(*place))
