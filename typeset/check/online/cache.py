"""Visits kept for a while, so that checking twice does not ask the sites twice."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from typeset.check.online.visit import Outcome, Visit
from typeset.output import write_whole

_VERSION = 1
_DAY_S = 24 * 3600
_KEPT_S = {Outcome.OPEN: 7 * _DAY_S, Outcome.GONE: _DAY_S}
_OTHERS_KEPT_S = 3600
_NEVER_KEPT = (Outcome.OFFLINE, Outcome.FAILED, Outcome.SLOW)


@dataclass(frozen=True, slots=True)
class VisitCache:
    """A folder with one small file a visit; `now` returns seconds since 1970."""

    folder: Path
    now: Callable[[], float] = time.time

    def get(self, url: str, *, with_page: bool) -> Visit | None:
        """Return a visit that is still fresh; `with_page` asks for one that read the page."""
        try:
            found = json.loads(self._path(url).read_text(encoding="utf-8"))
            visit = Visit(**{**found["visit"], "outcome": Outcome(found["visit"]["outcome"])})
            age = self.now() - float(found["at"])
            is_same = found["version"] == _VERSION and visit.url == url
        except (OSError, ValueError, KeyError, TypeError):
            return None
        if not is_same or (with_page and not found["with_page"]):
            return None
        kept = _KEPT_S.get(visit.outcome, _OTHERS_KEPT_S)
        if not 0 <= age <= kept:
            return None
        return Visit(
            **{**asdict(visit), "titles": tuple(visit.titles), "dates": tuple(visit.dates)}
        )

    def put(self, visit: Visit, *, with_page: bool) -> None:
        """Keep a visit whose outcome may still be the same tomorrow; a full disk is no matter."""
        if visit.outcome in _NEVER_KEPT:
            return
        kept = {"version": _VERSION, "at": self.now(), "with_page": with_page}
        text = json.dumps({**kept, "visit": asdict(visit)}, ensure_ascii=False)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._path(visit.url), text.encode())
        except OSError:
            return

    def _path(self, url: str) -> Path:
        return self.folder / f"{hashlib.sha256(url.encode()).hexdigest()[:32]}.json"
