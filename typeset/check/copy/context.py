"""What stands around a mark: the questions that the checks of marks have in common."""

from __future__ import annotations

import re

from typeset.check.checks import Found
from typeset.diagnostics import Edit
from typeset.issue.prose import HAN, NOWHERE, OBJECT, Passage

POINTS = "，。、；：！？"
OPENERS = "（《〈【〔「『［｛〖"
CLOSERS = "）》〉】〕」』］｝〗"
WIDE = POINTS + OPENERS + CLOSERS
CHINESE = re.compile(f"[{HAN.pattern[1:-1]}{WIDE}“”‘’…—～·]")
LATIN = re.compile(r"[0-9A-Za-z\u00c0-\u024f]")
REFERENCE = re.compile(r"[\[［【](?:[JMDCNRSPGZA]|EB|DB|CP)(?:/OL|/CD)?[\]］】]")  # GB/T 7714
_SPACES = " \t\u00a0\u3000"
_PAIRS = {"”": "“", "’": "‘", '"': '"'} | dict(zip(CLOSERS + ")", OPENERS + "(", strict=True))
_EDGES = re.compile('[“”‘’"()' + OPENERS + CLOSERS + "]")
_WORD = re.compile("[A-Za-z]{2,}")
_STOP = re.compile("[。！？；\n]")


def is_han(char: str) -> bool:
    """Tell whether a character is Chinese."""
    return HAN.match(char) is not None


def is_chinese(char: str) -> bool:
    """Tell whether a character is Chinese or a mark set full-width."""
    return CHINESE.match(char) is not None


def is_latin(char: str) -> bool:
    """Tell whether a character is a Latin letter or an ordinary digit."""
    return LATIN.match(char) is not None


def before(text: str, at: int) -> str:
    """Return the last character before `at` that is no space, or nothing."""
    return text[:at].rstrip(_SPACES)[-1:]


def after(text: str, at: int) -> str:
    """Return the first character from `at` on that is no space, or nothing."""
    return text[at : at + 40].lstrip(_SPACES)[:1]


def clause(text: str, at: int) -> str:
    """Return the words around `at` within the innermost quotes or brackets and one sentence."""
    start, end = inside(text, at)
    first = max((match.end() for match in _STOP.finditer(text, start, at)), default=start)
    last = _STOP.search(text, at + 1, end)
    return text[first : last.start() if last else end]


def inside(text: str, at: int) -> tuple[int, int]:
    """Return the range within the innermost quotes or brackets that hold `at`."""
    open_at: list[int] = []
    for match in _EDGES.finditer(text, 0, at):
        mark = match.group()
        opener = _PAIRS.get(mark)
        if opener is not None and open_at and text[open_at[-1]] == opener:
            open_at.pop()
        elif opener is None or mark == '"':
            open_at.append(match.start())
    if not open_at:
        return 0, len(text)
    closer = next(c for c, o in _PAIRS.items() if o == text[open_at[-1]])
    end = text.find(closer, at + 1)
    return open_at[-1] + 1, end if end >= 0 else len(text)


def is_typed_space(passage: Passage, at: int) -> bool:
    """Tell whether the space at `at` is one in the file, not a line break."""
    offset = passage.offsets[at]
    return offset != NOWHERE and passage.script.text[offset] != "\n"


def spaces_around(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """Return `start` and `end` widened by the typed spaces on both sides."""
    text = passage.text
    while start > 0 and text[start - 1] in _SPACES and is_typed_space(passage, start - 1):
        start -= 1
    while end < len(text) and text[end] in _SPACES and is_typed_space(passage, end):
        end += 1
    return start, end


def is_foreign(passage: Passage) -> bool:
    """Tell whether a passage is a text in Latin letters that quotes some Chinese."""
    return len(_WORD.findall(passage.text)) > len(HAN.findall(passage.text))


def widest(passage: Passage, start: int, end: int, new: str) -> Edit | None:
    """Return the mend of the mark from `start` to `end` with the spaces around it.

    Where markup parts them, it is the mend of the mark alone.
    """
    around = spaces_around(passage, start, end)
    return passage.edit(*around, new) or passage.edit(start, end, new)


def replaced(
    passage: Passage, start: int, end: int, new: str, reach: tuple[int, int] | None = None
) -> Found:
    """Return what was found from `start` to `end`; its mend takes the place of all of `reach`."""
    edit = passage.edit(*(reach or (start, end)), new) or passage.edit(start, end, new)
    words = {"text": passage.text[start:end].replace(OBJECT, "□"), "new": new}
    return Found(passage.place(start, end), words, (edit,) if edit is not None else ())
