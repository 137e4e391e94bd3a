"""The door to WeasyPrint: the catalogue's fonts and no other, the project's files and no other."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

import weasyprint
from weasyprint.css.counters import CounterStyle
from weasyprint.text.ffi import ffi, fontconfig, pangoft2
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from typeset.diagnostics import Span
from typeset.issue.model import BASE_URL
from typeset.layout.stylesheet import StyleSheet
from typeset.sources import Sources

_POSITION = re.compile(r" at (\d+):(\d+)\b")


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


@dataclass(frozen=True, slots=True)
class Complaint:
    """A warning or an error of WeasyPrint, and the style sheet it read at that time, if any."""

    level: int
    text: str
    file: str = ""


@dataclass(slots=True)
class EngineLog:
    """What WeasyPrint had to say while it worked."""

    file: str = ""  # the style sheet that is being parsed
    complaints: list[Complaint] = field(default_factory=list)

    @property
    def messages(self) -> Iterator[tuple[int, str]]:
        """Yield level and text of every complaint."""
        return ((each.level, each.text) for each in self.complaints)


class _Collector(logging.Handler):
    def __init__(self, log: EngineLog) -> None:
        super().__init__(logging.WARNING)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        self._log.complaints.append(Complaint(record.levelno, record.getMessage(), self._log.file))


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
    styles: Iterable[StyleSheet],
    base_url: str,
    fetcher: URLFetcher,
    fonts: FontConfiguration,
    counters: CounterStyle,
    log: EngineLog,
) -> list[weasyprint.CSS]:
    """Return the style sheets ready for several documents, each parsed once.

    Their `@counter-style` rules go to `counters`, which `render` must be given; what is said of
    a sheet is put down with its file.
    """
    parsed = []
    for style in styles:
        log.file = style.file
        parsed.append(
            weasyprint.CSS(
                string=style.css,
                base_url=base_url,
                url_fetcher=fetcher,
                font_config=fonts,
                counter_style=counters,
            )
        )
    log.file = ""
    return parsed


def style_place(complaint: Complaint, styles: Iterable[StyleSheet]) -> tuple[Span | None, str]:
    """Return where in the layout's style sheets a complaint points to, and its other words."""
    words = complaint.text
    style = next((each for each in styles if each.file == complaint.file), None)
    if style is None or not style.file:
        return None, words
    found = _POSITION.search(words)
    if found is None:
        return Span(complaint.file), words
    line, column = int(found.group(1)), int(found.group(2))
    written = style.css.split("\n")[line - 1 : line]
    length = len(re.split(r"[;}]", written[0][column - 1 :])[0]) if written else 1
    span = Span(complaint.file, line, column, column + max(1, length))
    return span, words[: found.start()] + words[found.end() :]
