"""Jinja made quick: templates compiled once in this process, and a sandbox that remembers."""

from __future__ import annotations

from functools import cache
from types import CodeType
from typing import Any

from jinja2.bccache import Bucket, BytecodeCache
from jinja2.sandbox import ImmutableSandboxedEnvironment

MOST = 256


class QuickSandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, which judges an attribute by the type of its object, once a type.

    That is all that its rules look at, and a cover asks for ten thousand attributes.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._judged: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether a template may have an attribute."""
        key = (type(obj), attr)
        safe = self._judged.get(key)
        if safe is None:
            safe = self._judged[key] = super().is_safe_attribute(obj, attr, value)
        return safe


@cache
def _store() -> dict[tuple[str, str], CodeType]:
    return {}


class CompiledTemplates(BytecodeCache):
    """Jinja's store of compiled templates, kept in memory: a preview renders them at each save.

    A template whose text has changed has another checksum, and is compiled again.
    """

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the bucket its code, if this text was compiled before."""
        bucket.code = _store().get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the bucket's code; the oldest goes where there are too many."""
        store = _store()
        if bucket.code is not None:
            store[bucket.key, bucket.checksum] = bucket.code
        while len(store) > MOST:
            del store[next(iter(store))]
