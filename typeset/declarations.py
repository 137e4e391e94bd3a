"""WeasyPrint's C declarations, parsed beforehand: half of its import time and more.

WeasyPrint 70 hands cffi 400 lines of C at import, and cffi's parser, written in Python, takes
.2 s for them and 6 ms more for each pointer type met later. cffi can write the outcome down
("out-of-line ABI mode"); `scripts/declare.py` did so once. Declarations that are not the
known ones, to the last character, are parsed as ever.
"""

from __future__ import annotations

import hashlib
from importlib import import_module
from typing import Any

import cffi

# sha256 of the C text → the module that holds its outcome.
KNOWN = {
    "299e085733e812fe423fff2164d6600d7a2a647a587339c14f6efed520bf75cf": (
        "typeset.declared_weasyprint_70_0"
    ),
}


class DeclaredFFI(cffi.FFI):
    """An `FFI` that knows some declarations already; with any others it is an ordinary one."""

    def __init__(self, *args: Any, **options: Any) -> None:
        self.__dict__["_arguments"] = (args, options)

    def __getattr__(self, name: str) -> Any:
        self._become_ordinary()
        return getattr(self, name)

    def cdef(self, csource: str, *args: Any, **options: Any) -> None:
        """Declare `csource`, from memory if it is known."""
        module = KNOWN.get(hashlib.sha256(csource.encode()).hexdigest())
        if module is None or "_arguments" not in self.__dict__:
            self._become_ordinary()
            super().cdef(csource, *args, **options)  # type: ignore[no-untyped-call]
            return
        ready = import_module(module).ffi
        del self.__dict__["_arguments"]
        self.__dict__.update(
            {name: getattr(ready, name) for name in dir(ready) if not name.startswith("__")}
        )

    def _become_ordinary(self) -> None:
        arguments = self.__dict__.pop("_arguments", None)
        if arguments is not None:
            super().__init__(*arguments[0], **arguments[1])  # type: ignore[no-untyped-call]


def use_known_declarations() -> None:
    """Let cffi know WeasyPrint's declarations; call it before WeasyPrint is imported."""
    cffi.FFI = DeclaredFFI  # type: ignore[misc]
