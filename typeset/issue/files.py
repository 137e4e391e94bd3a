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
_NEARBY = ("articles", "images", "organisations", "../articles", "../images", "../../images")

# What the first bytes of a file tell about it, for the formats that editors rename by mistake.
_SIGNATURES: tuple[tuple[re.Pattern[bytes], str, str], ...] = (
    (re.compile(rb"PK\x03\x04"), " Word、Excel 文件或压缩包", "a Word, Excel or zip file"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "旧版 Word 文件", "an old Word file"),
    (re.compile(rb"%PDF"), " PDF 文件", "a PDF file"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8"), "图片", "a picture"),
    (re.compile(rb"\{\\rtf"), " RTF 文件", "an RTF file"),
    (re.compile(rb"\s*<(!DOCTYPE html|html)\b", re.IGNORECASE), "网页", "a web page"),
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_COMMON = "，。、：；“”（）《》#-*:/.[]()"
_ENCODINGS = ("gb18030", "big5")

# Characters that YAML 1.2 §5.1 does not count as printable, and the line separators that
# YAML 1.1 and editors count differently.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufff9-\ufffc\ufffe\uffff]")
_GARBLED = re.compile("\ufffd")
_INVISIBLE = re.compile(
    "[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\U000e0001-\U000e007f]"
)
_CONFLICT = re.compile(
    r"^<{7}(?!<).*\n(?P<ours>(?:.*\n)*?)={7}\n(?P<theirs>(?:.*\n)*?)>{7}.*$", re.M
)


def read_bytes(sources: Sources, path: str, asked: Span, report: Report) -> bytes | None:
    """Return the bytes of `path`, or report at `asked` why they cannot be had."""
    try:
        if sources.is_dir(path):
            report.add(rules.NOT_A_FILE, asked, file=path)
        elif not sources.exists(path):
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
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        report.add(rules.EMPTY, Span(name, 1, 1), file=name)
        return None
    text = _without_conflicts(text, name, report)
    _report_characters(text, name, report)
    return _GARBLED.sub(" ", _CONTROL.sub(" ", text))


def without_invisible(text: str) -> str:
    """Return `text` without the characters that nobody can see."""
    return _INVISIBLE.sub("", text)


def without_control(text: str) -> str:
    """Return `text` without control characters."""
    return _CONTROL.sub("", text)


def list_files(sources: Sources, folder: str, pattern: str) -> tuple[str, ...]:
    """Return the files of `folder` by name; none where one of them leads out of the project."""
    try:
        return sources.glob(folder, pattern) if sources.is_dir(folder) else ()
    except (OSError, RuntimeError):
        return ()


def _without_conflicts(text: str, name: str, report: Report) -> str:
    """Report the marks of a merge conflict, and keep the first version of each."""
    found = list(_CONFLICT.finditer(text))
    if found:
        line = text.count("\n", 0, found[0].start()) + 1
        report.add(rules.CONFLICT, Span(name, line, 1), count=len(found))

    def mend(match: re.Match[str]) -> str:
        theirs = "\n" * (match["theirs"].count("\n") + 1)
        return "\n" + match["ours"] + theirs

    return _CONFLICT.sub(mend, text)


def _decode(data: bytes, name: str, report: Report) -> str | None:
    kind = next((words for mark, *words in _SIGNATURES if mark.match(data)), None)
    if b"\x00" in data and not data.startswith(_UTF16) and _is_noise(data):
        if _is_utf16(data):
            report.add(rules.ENCODING, Span(name, 1, 1), file=name, encoding="UTF-16")
            return None
        kind = kind or ["别的程序的文件", "a file of another program"]
    if kind is not None:
        report.add(rules.BINARY, Span(name), file=name, kind_zh=kind[0], kind_en=kind[1])
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


def _is_utf16(data: bytes) -> bool:
    """Tell whether bytes without a mark of their order make sense as UTF-16."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = data[:4096].decode(encoding, errors="replace")
        sense = sum(c.isalnum() or c.isspace() or c in _COMMON for c in text)
        if text and sense > 0.9 * len(text) and any(c in "\n#-:" for c in text):
            return True
    return False


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
    patterns = (
        (rules.CONTROL, _CONTROL),
        (rules.GARBLED, _GARBLED),
        (rules.INVISIBLE, _INVISIBLE),
    )
    for rule, pattern in patterns:
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
    names = {PurePosixPath(name).name for name in list_files(sources, folder, "*")}
    folded = {_fold(name): name for name in sorted(names)}
    stems = {PurePosixPath(key).stem: name for key, name in folded.items()}
    key = _fold(wanted)
    stem = PurePosixPath(key).stem
    close = difflib.get_close_matches(stem, stems, n=1, cutoff=0.6)
    bare = stems.get(stem) or stems.get(PurePosixPath(stem).stem)
    name = folded.get(key) or bare or (stems[close[0]] if close else None)
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
