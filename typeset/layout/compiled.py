"""Jinja made quick: templates compiled once in this process."""

from __future__ import annotations

from functools import cache
from types import CodeType

from jinja2.bccache import Bucket, BytecodeCache

MOST = 256


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
