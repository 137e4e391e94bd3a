"""The door to WeasyPrint: the catalogue's fonts and no other, the project's files and no other."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

import weasyprint
from weasyprint.text.ffi import ffi, fontconfig, pangoft2
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from typeset.issue.model import BASE_URL
from typeset.sources import Sources


class FontRefusedError(OSError):
    """Fontconfig did not take a font file."""


@cache
def font_configuration(paths: tuple[Path, ...]) -> FontConfiguration:
    """Return a configuration that holds just these font files, registered once a process.

    Raises `FontRefusedError`. WeasyPrint's own way, `@font-face`, copies each file (15 MB) to
    a temporary folder at every build.
    """
    configuration = FontConfiguration()
    for path in paths:
        if not fontconfig.FcConfigAppFontAddFile(configuration._config, str(path).encode()):
            raise FontRefusedError(str(path))
    pangoft2.pango_fc_font_map_config_changed(ffi.cast("PangoFcFontMap *", configuration.font_map))
    return configuration


class DoorFetcher(URLFetcher):
    """Serves `BASE_URL` from the project's door and data URLs; refuses the rest, for good."""

    def __init__(self, sources: Sources) -> None:
        super().__init__(allowed_protocols=("data", "https"))
        self._sources = sources
        self.refused: list[str] = []

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return what `url` names; raise `FatalURLFetchingError` for anything outside."""
        if url.startswith("data:"):
            return super().fetch(url, headers)
        if not url.startswith(BASE_URL):
            self.refused.append(url)
            raise FatalURLFetchingError(f"outside the project: {url}")
        path = unquote(urlsplit(url).path.removeprefix("/"))
        kind = guess_type(path)[0] or "application/octet-stream"
        return URLFetcherResponse(url, self._sources.read(path), {"Content-Type": kind})


@dataclass(slots=True)
class EngineLog:
    """What WeasyPrint had to say while it worked."""

    records: list[logging.LogRecord] = field(default_factory=list)

    @property
    def messages(self) -> Iterator[tuple[int, str]]:
        """Yield level and text of every record."""
        return ((record.levelno, record.getMessage()) for record in self.records)


class _Collector(logging.Handler):
    def __init__(self, log: EngineLog) -> None:
        super().__init__(logging.WARNING)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        self._log.records.append(record)


@contextmanager
def listening() -> Iterator[EngineLog]:
    """Collect WeasyPrint's warnings and errors instead of printing them."""
    log = EngineLog()
    logger = logging.getLogger("weasyprint")
    handlers, logger.handlers = logger.handlers, [_Collector(log)]
    propagate, logger.propagate = logger.propagate, False
    try:
        yield log
    finally:
        logger.handlers, logger.propagate = handlers, propagate


def parse_styles(
    stylesheets: Iterable[str], base_url: str, fetcher: URLFetcher, fonts: FontConfiguration
) -> list[weasyprint.CSS]:
    """Return the style sheets ready for several documents, each parsed once."""
    return [
        weasyprint.CSS(string=css, base_url=base_url, url_fetcher=fetcher, font_config=fonts)
        for css in stylesheets
    ]
