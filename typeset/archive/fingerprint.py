"""Which tool made a PDF: its own code, the packages and the libraries that shape the output.

All is told from names, sizes and times, so that an unchanged issue is known as such without
importing anything that sets pages.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zlib import crc32

from typeset.packages import LIBRARIES, PACKAGES
from typeset.sources import Stamp

CODE = Path(__file__).resolve().parents[1]
LOADED = Path("/proc/self/maps")
_DISTRIBUTION = re.compile(r"(.+?)-([^-]+)\.dist-info")


@dataclass(frozen=True, slots=True)
class Tool:
    """What a PDF was made with; `stamp` is the quick check of what `code` says for certain."""

    stamp: str
    code: str
    packages: Mapping[str, str]
    libraries: Mapping[str, Stamp]

    def has_changed(self) -> bool:
        """Tell whether the tool of now is another one."""
        if self.packages != packages() or any(
            _stamp(path) != stamp for path, stamp in self.libraries.items()
        ):
            return True
        return self.stamp != code_stamp() and self.code != code_digest()


def tool_of_now() -> Tool:
    """Return what a PDF is made with that this process has just made."""
    return Tool(code_stamp(), code_digest(), packages(), loaded_libraries())


def _code_files() -> list[Path]:
    found = (path for path in CODE.rglob("*") if "__pycache__" not in path.parts)
    return sorted(path for path in found if path.is_file())


@cache
def code_stamp() -> str:
    """Return a checksum of names, sizes and times of the tool's own files."""
    lines = []
    for folder, folders, names in os.walk(CODE):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            status = os.stat(f"{folder}/{name}")  # noqa: PTH116 -- 170 files in 2 ms
            lines.append(f"{folder}/{name} {status.st_size} {status.st_mtime_ns}\n")
    return f"{crc32(''.join(lines).encode()):08x}"


@cache
def code_digest() -> str:
    """Return a digest of the contents of the tool's own files."""
    import hashlib  # loads OpenSSL, which a no-op build can do without

    digest = hashlib.sha256()
    for path in _code_files():
        digest.update(path.relative_to(CODE).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@cache
def packages() -> dict[str, str]:
    """Return name → version of Python and of the packages that shape the output.

    Read off the names of the folders beside the packages (PEP 376): asking `importlib.metadata`
    takes as long as all else that a no-op build does.
    """
    found = {"python": "{}.{}.{}".format(*sys.version_info[:3])}
    for place in reversed(sys.path):
        if Path(place).name not in ("site-packages", "dist-packages") or not Path(place).is_dir():
            continue
        for name in sorted(os.listdir(place)):  # noqa: PTH208 -- names are all that is wanted
            match = _DISTRIBUTION.fullmatch(name)
            package = re.sub(r"[-_.]+", "-", match[1]).lower() if match else ""
            if match and package in PACKAGES:
                found[package] = match[2]
    return found


def loaded_libraries() -> dict[str, Stamp]:
    """Return path → stamp of the loaded shared libraries that shape the output.

    Only Linux tells. Elsewhere a new Pango is seen by `typeset verify`, not by a build.
    """
    try:
        lines = LOADED.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return {}
    paths = {line.split(maxsplit=5)[5] for line in lines if line.count("/") and ".so" in line}
    shaping = (path for path in sorted(paths) if Path(path).name.startswith(LIBRARIES))
    return {path: stamp for path in shaping if (stamp := _stamp(path)) is not None}


@cache
def _stamp(path: str) -> Stamp | None:
    try:
        return Stamp.of(os.stat(path))  # noqa: PTH116
    except OSError:
        return None
