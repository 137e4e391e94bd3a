"""Modules that are imported when something of theirs is called, and not before.

WeasyPrint 70 imports fontTools' subsetter and instancer, a sixth of all it imports, for variable
fonts and for machines without HarfBuzz-subset. A build with the project's fonts calls neither.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

POSTPONED = ("fontTools.subset", "fontTools.varLib.instancer")


class PostponedModule(ModuleType):
    """Stands in for a module; whatever is asked of it calls the real one's."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*args: Any, **options: Any) -> Any:
            return getattr(_real(self), name)(*args, **options)

        return call


def _real(module: PostponedModule) -> ModuleType:
    name = module.__name__
    if sys.modules.get(name) is module:
        del sys.modules[name]
    return import_module(name)


def postpone_what_is_rarely_called() -> None:
    """Let WeasyPrint import stand-ins; call it before WeasyPrint is imported."""
    if "weasyprint" in sys.modules:
        return
    for name in POSTPONED:
        if name not in sys.modules:
            sys.modules[name] = PostponedModule(name)
