"""Opening a file at a line in the editor of the person at this machine."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

# These need a terminal, which a preview in the background has none of to give.
_IN_TERMINAL = frozenset(
    (
        *("vi", "vim", "nvim", "view", "nano", "pico", "emacs", "ed"),
        *("micro", "hx", "helix", "joe", "ne"),
    )
)
_GOTO = {
    **dict.fromkeys(("code", "code-insiders", "codium", "cursor"), ("--goto", "{file}:{line}")),
    **dict.fromkeys(("subl", "zed", "mate"), ("{file}:{line}",)),
    **dict.fromkeys(("kate", "pluma", "idea", "pycharm"), ("--line", "{line}", "{file}")),
}
_PLUS = ("+{line}", "{file}")  # what gvim, gedit, mousepad and most others understand


class EditorError(OSError):
    """The editor could not be started."""


def editor_command(environment: Mapping[str, str], file: Path, line: int) -> list[str] | None:
    """Return the command that opens a file at a line, None where `EDITOR` names none.

    `VISUAL` goes before `EDITOR`, as everywhere.
    """
    words = shlex.split(environment.get("VISUAL") or environment.get("EDITOR") or "")
    if not words:
        return None
    name = Path(words[0]).name
    arguments = _GOTO.get(name, _PLUS)
    return [*words, *(each.format(file=file, line=line) for each in arguments)]


def is_for_terminal(command: list[str]) -> bool:
    """Tell whether an editor needs a terminal of its own."""
    name = Path(command[0]).name
    return name in _IN_TERMINAL and not {"-g", "--gui"} & set(command)


def open_editor(file: Path, line: int) -> bool:
    """Start the editor; return False where there is none that could be started from here.

    Raises `EditorError` when it does not start.
    """
    command = editor_command(os.environ, file, line)
    if command is None or is_for_terminal(command):
        return False
    if shutil.which(command[0]) is None:
        raise EditorError(command[0])
    try:
        subprocess.Popen(  # noqa: S603 -- the words of EDITOR are the user's own
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise EditorError(f"{command[0]}: {error.strerror}") from error
    return True


def vscode_url(file: Path, line: int) -> str:
    """Return the link that opens a file in VS Code."""
    return f"vscode://file{quote(file.as_posix())}:{line}"
