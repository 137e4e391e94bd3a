"""Files as text: reads through the one door, and says what is wrong with a file as such."""

from __future__ import annotations

import difflib
import re
import unicodedata
from pathlib import PurePosixPath

from typeset.diagnostics import Report, Span
from typeset.issue import rules_files as rules
from typeset.sources import OutsideProjectError, Sources

LARGEST_TEXT = 2_000_000
# Where else a file may lie that is not where it was asked for.
_NEARBY = ("articles", "images", "organisations", "../articles", "../images")

# What the first bytes of a file tell about it, for the formats that editors rename by mistake.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "Word/Excel/zip"),
    (b"\xd0\xcf\x11\xe0", "Word 97–2003"),
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"{\\rtf", "RTF"),
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_ENCODINGS = ("gb18030", "big5")

# Characters that YAML 1.2 §5.1 does not count as printable, and the line separators that
# YAML 1.1 and editors count differently.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff\ufffd]")


def read_bytes(sources: Sources, path: str, asked: Span, report: Report) -> bytes | None:
    """Return the bytes of `path`, or report at `asked` why they cannot be had."""
    try:
        if sources.is_dir(path):
            report.add(rules.NOT_A_FILE, asked, file=path)
        elif not sources.locate(path).exists():
            nearest = nearest_file(sources, path)
            report.add(rules.MISSING, asked, file=path, **_nearest_words(asked.file, nearest))
        elif not sources.is_file(path):
            report.add(rules.NOT_A_FILE, asked, file=path)
        else:
            return sources.read(path)
    except OutsideProjectError:
        report.add(rules.OUTSIDE, asked, file=path)
    except (OSError, RuntimeError):
        # `Path.resolve` reports a loop of symbolic links as RuntimeError before Python 3.13.
        report.add(rules.UNREADABLE, asked, file=path)
    return None


def read_text(sources: Sources, path: str, asked: Span, report: Report) -> str | None:
    """Return the text of `path` with Unix line ends, or report why it cannot be had.

    Characters that nobody can see are reported; control characters become spaces, so that
    every later place is still the file's.
    """
    data = read_bytes(sources, path, asked, report)
    if data is None:
        return None
    name = sources.name(path)
    if len(data) > LARGEST_TEXT:
        report.add(rules.TOO_LARGE, Span(name), file=name, size_mb=len(data) // 1_000_000)
        return None
    text = _decode(data, name, report)
    if text is None:
        return None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        report.add(rules.EMPTY, Span(name, 1, 1), file=name)
        return None
    _report_characters(text, name, report)
    return _CONTROL.sub(" ", text)


def _decode(data: bytes, name: str, report: Report) -> str | None:
    kind = next((kind for mark, kind in _SIGNATURES if data.startswith(mark)), None)
    if kind is None and b"\x00" in data and not data.startswith(_UTF16) and _is_noise(data):
        kind = "?"
    if kind is not None:
        report.add(rules.BINARY, Span(name), file=name, kind=kind)
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        span = Span(name, line, column)
        report.add(rules.ENCODING, span, file=name, encoding=_guess_encoding(data))
        return None


def _is_noise(data: bytes) -> bool:
    return data[:4096].count(0) > len(data[:4096]) // 20


def _guess_encoding(data: bytes) -> str:
    if data.startswith(_UTF16):
        return "UTF-16"
    for encoding in _ENCODINGS:
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding.upper()
    return "?"


def _report_characters(text: str, name: str, report: Report) -> None:
    for rule, pattern in ((rules.CONTROL, _CONTROL), (rules.INVISIBLE, _INVISIBLE)):
        found = list(pattern.finditer(text))
        for char in dict.fromkeys(match.group() for match in found):
            places = [match.start() for match in found if match.group() == char]
            line = text.count("\n", 0, places[0]) + 1
            column = places[0] - (text.rfind("\n", 0, places[0]) + 1) + 1
            code = f"U+{ord(char):04X}"
            report.add(rule, Span(name, line, column), code=code, count=len(places))


def nearest_file(sources: Sources, path: str) -> str | None:
    """Return the path of the existing file that `path` most probably means, if any."""
    wanted = PurePosixPath(path)
    home = wanted.parent.as_posix()
    folders = (home, *(join(home, near) for near in _NEARBY))
    found = (_nearest_in(sources, folder, wanted.name) for folder in folders)
    return next((name for name in found if name is not None), None)


def _nearest_in(sources: Sources, folder: str, wanted: str) -> str | None:
    if not sources.is_dir(folder):
        return None
    names = {PurePosixPath(name).name for name in sources.glob(folder, "*")}
    folded = {_fold(name): name for name in sorted(names)}
    stems = {PurePosixPath(key).stem: name for key, name in folded.items()}
    key = _fold(wanted)
    exact = folded.get(key) or stems.get(PurePosixPath(key).stem)
    close = difflib.get_close_matches(key, folded, n=1, cutoff=0.6)
    name = exact or (folded[close[0]] if close else None)
    return None if name is None else join(folder, name)


def _fold(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().replace(" ", "").replace("_", "-")


def _nearest_words(asking: str, nearest: str | None) -> dict[str, object]:
    if nearest is None:
        return {"nearest_zh": "", "nearest_en": ""}
    short = relative_to(nearest, PurePosixPath(asking).parent.as_posix())
    return {"nearest_zh": f"是不是 {short}？", "nearest_en": f"Did you mean {short}?"}


def relative_to(path: str, folder: str) -> str:
    """Return `path` as it is written in a file that lies in `folder`."""
    ours, theirs = PurePosixPath(path).parts, PurePosixPath(folder).parts
    shared = 0
    while shared < min(len(ours), len(theirs)) and ours[shared] == theirs[shared]:
        shared += 1
    return "/".join((*[".."] * (len(theirs) - shared), *ours[shared:]))


def join(folder: str, path: str) -> str:
    """Return `path`, as written in a file of `folder`, without `.` and `..` steps."""
    steps: list[str] = []
    for step in (PurePosixPath(folder) / path).parts:
        if step == ".." and steps and steps[-1] != "..":
            steps.pop()
        elif step != ".":
            steps.append(step)
    return "/".join(steps).replace("//", "/", 1)
