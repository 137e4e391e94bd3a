"""The versions of everything that shapes the output (`typeset info`, the lock file)."""

from __future__ import annotations

import ctypes
import ctypes.util
import hashlib
import platform
import zlib
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import version
from pathlib import Path

from PIL import features

from typeset.packages import PACKAGES

UNKNOWN = "?"

# What Pillow brings along, by Pillow's name for it.
PILLOW_LIBRARIES = {"littlecms": "littlecms2", "libjpeg": "jpg", "zlib-pillow": "zlib"}

PACKAGE = Path(__file__).resolve().parents[1]
# The rooms whose code can move a line or a byte; the others look, compare, talk.
WORKING = ("*.py", "issue/**/*.py", "layout/**/*.py", "cjk/**/*.py", "press/*.py")
PARTS = ("fonts.conf", "cjk/*.txt", "press/profiles_icc/*.icc")


def _text(function: str) -> Callable[[ctypes.CDLL], str]:
    """Return a reader for a library whose version is a string that a function returns."""

    def read(library: ctypes.CDLL) -> str:
        call = getattr(library, function)
        call.restype = ctypes.c_char_p
        found: bytes = call()
        return found.decode("ascii")

    return read


def _fontconfig(library: ctypes.CDLL) -> str:
    number: int = library.FcGetVersion()
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def _freetype(library: ctypes.CDLL) -> str:
    handle = ctypes.c_void_p()
    parts = (ctypes.c_int * 3)()
    library.FT_Init_FreeType(ctypes.byref(handle))
    library.FT_Library_Version(
        handle, *(ctypes.byref(parts, i * ctypes.sizeof(ctypes.c_int)) for i in range(3))
    )
    library.FT_Done_FreeType(handle)
    return ".".join(map(str, parts))


def _fribidi(library: ctypes.CDLL) -> str:
    words = ctypes.c_char_p.in_dll(library, "fribidi_version_info").value or b""
    return words.split(b"\n")[0].split()[-1].decode("ascii")


# The libraries that Pango loads, each asked itself.
LIBRARIES: Mapping[str, tuple[str, Callable[[ctypes.CDLL], str]]] = {
    "pango": ("pango-1.0", _text("pango_version_string")),
    "harfbuzz": ("harfbuzz", _text("hb_version_string")),
    "harfbuzz-subset": ("harfbuzz-subset", _text("hb_version_string")),
    "fontconfig": ("fontconfig", _fontconfig),
    "freetype": ("freetype", _freetype),
    "fribidi": ("fribidi", _fribidi),
}


def versions() -> dict[str, str]:
    """Return name → version of Python, its packages and the libraries; `?` for one not found."""
    found = {"python": platform.python_version()}
    found |= {name: version(name) for name in PACKAGES}
    found |= {"zlib": zlib.ZLIB_RUNTIME_VERSION}
    found |= {
        name: features.version(theirs) or UNKNOWN for name, theirs in PILLOW_LIBRARIES.items()
    }
    return found | {name: _library_version(*entry) for name, entry in LIBRARIES.items()}


def part_digests() -> dict[str, str]:
    """Return the sha256 of each file, other than code, that the tool brings along and uses."""
    return {
        path.relative_to(PACKAGE.parent).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in _files(PARTS)
    }


def code_digest() -> str:
    """Return one sha256 of all the code that makes pages, names included."""
    whole = hashlib.sha256()
    for path in _files(WORKING):
        whole.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0")
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def _files(patterns: Iterable[str]) -> list[Path]:
    return sorted(path for pattern in patterns for path in PACKAGE.glob(pattern))


def has_fast_subsetter() -> bool:
    """Tell whether HarfBuzz-subset is there; fontTools takes up to 4 s a face instead of .03."""
    return ctypes.util.find_library("harfbuzz-subset") is not None


def _library_version(name: str, read: Callable[[ctypes.CDLL], str]) -> str:
    path = ctypes.util.find_library(name)
    return read(ctypes.CDLL(path)) if path else UNKNOWN
