"""A PDF put together with no work done twice, and what C does done side by side.

pydyf 0.13 makes the bytes of each object twice, once for the file and once for its identifier,
and fonts are cut down to their glyphs one after the other. HarfBuzz and zlib let go of the
interpreter.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pydyf
import weasyprint.pdf
from weasyprint.pdf.fonts import Font

from typeset.patching import replaced

# pydyf's 9 takes four times as long over a file of many objects, and makes it a hundredth smaller.
PACKING_LEVEL = 6
_THREADS = 2
_KINDS = (pydyf.Dictionary, pydyf.Stream)


def packer(level: int = PACKING_LEVEL) -> Any:
    """Return what compresses one stream; the level that pydyf asks for is not heeded."""
    del level
    return zlib.compressobj(PACKING_LEVEL)


class _Once:
    """Makes the bytes of each of these objects once; others may come to their place in memory."""

    def __init__(self, stock: Callable[[Any], bytes], objects: Iterable[Any]) -> None:
        self._stock = stock
        self._known: dict[int, bytes | None] = {id(each): None for each in objects}

    def __call__(self, each: Any) -> bytes:
        known = self._known.get(id(each), b"")
        if known:
            return known
        made = self._stock(each)
        if known is None:
            self._known[id(each)] = made
        return made


def _data_of(kind: Any) -> Callable[[Any], bytes]:
    found: Callable[[Any], bytes] = kind.data.fget
    return found


def _clean(fonts: dict[Any, Font], subset: bool, options: Any) -> None:  # noqa: FBT001
    """Cut the fonts down as `build_fonts_dictionary` does, all at once."""
    by_file: dict[str, list[Font]] = {}
    for font in fonts.values():
        by_file.setdefault(font.hash, []).append(font)
    with ThreadPoolExecutor(_THREADS) as pool:
        jobs = []
        for first, *others in by_file.values():
            if first.bitmap:
                continue
            glyphs: dict[int, str] = {}
            if subset and not first.used_in_forms:
                for each in (first, *others):
                    glyphs |= each.to_unicode
            jobs.append(pool.submit(first.clean, glyphs, options["hinting"]))
        for job in jobs:
            job.result()


@contextmanager
def packing() -> Iterator[None]:
    """Have WeasyPrint and pydyf put files together so while the context lasts."""
    module: Any = weasyprint.pdf
    build, write = module.build_fonts_dictionary, pydyf.PDF.write

    def build_fonts(pdf: Any, fonts: Any, compress: Any, subset: Any, options: Any) -> Any:
        _clean(fonts, subset, options)
        with replaced((Font, "clean", lambda *_: None)):
            return build(pdf, fonts, compress, subset, options)

    def write_once(pdf: Any, *args: Any, **words: Any) -> None:
        once = {kind: _Once(_data_of(kind), pdf.objects) for kind in _KINDS}
        large = [each for each in pdf.objects if type(each) is pydyf.Stream and each.compress]
        with ThreadPoolExecutor(_THREADS) as pool:
            list(pool.map(once[pydyf.Stream], large))
        with replaced(*((kind, "data", property(made)) for kind, made in once.items())):
            write(pdf, *args, **words)

    with replaced(
        (module, "build_fonts_dictionary", build_fonts),
        (pydyf.PDF, "write", write_once),
        (pydyf, "zlib", SimpleNamespace(compressobj=packer, compress=zlib.compress)),
    ):
        yield
