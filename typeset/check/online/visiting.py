"""Visits to addresses over the network: many sites at once, one at a time of each."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import httpx

from typeset import __version__
from typeset.check.online.page import Page, read_page
from typeset.check.online.visit import Outcome, Visit

_AGENT = f"Mozilla/5.0 (compatible; typeset/{__version__}; link check of a newsletter's editor)"
_HEADERS = {
    "User-Agent": _AGENT,
    "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
}
_GONE = frozenset((404, 410))
_MOVED = frozenset((301, 308))
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_BUSY = frozenset((429, 500, 502, 503, 504))  # worth asking again
_NO_PROGRAMS = frozenset((401, 402, 403, 405, 406, 407, 412, 418, 421, 429, 451, 460, 521, 999))
_HTML = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class Manners:
    """How politely sites are asked, and how long they are waited for."""

    at_once: int = 8
    delay_s: float = 1.0  # between two requests to one site
    timeout_s: float = 15.0
    longest_s: float = 40.0  # for one page, however slowly it trickles
    retries: int = 2
    back_off_s: float = 1.5
    longest_wait_s: float = 10.0  # that a site may ask for by Retry-After
    most_redirects: int = 10
    most_bytes: int = 1_500_000


def visit_all(
    urls: Mapping[str, bool],
    manners: Manners,
    done: Callable[[Visit], None],
) -> dict[str, Visit]:
    """Return url → visit; `urls` tells of each whether its page is to be read.

    `done` is called after each visit, in the order in which they end.
    """
    return asyncio.run(_Round(manners, done).go(urls))


@dataclass(slots=True)
class _Round:
    """One round of visits."""

    manners: Manners
    done: Callable[[Visit], None]
    sites: defaultdict[str, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))
    free_at: dict[str, float] = field(default_factory=dict)

    async def go(self, urls: Mapping[str, bool]) -> dict[str, Visit]:
        gate = asyncio.Semaphore(self.manners.at_once)
        limits = httpx.Limits(max_connections=self.manners.at_once)
        async with httpx.AsyncClient(
            headers=_HEADERS, timeout=self.manners.timeout_s, limits=limits
        ) as client:

            async def visit(url: str, *, with_page: bool) -> Visit:
                async with self.sites[urlsplit(url).netloc], gate:
                    found = await self._visit(client, url, with_page=with_page)
                self.done(found)
                return found

            tasks = [visit(url, with_page=with_page) for url, with_page in urls.items()]
            return {found.url: found for found in await asyncio.gather(*tasks)}

    async def _visit(self, client: httpx.AsyncClient, url: str, *, with_page: bool) -> Visit:
        """Visit one address, again after a while where the site is busy."""
        for attempt in range(self.manners.retries + 1):
            is_last = attempt == self.manners.retries
            wait = self.manners.back_off_s * 2**attempt
            try:
                limit = asyncio.timeout(self.manners.longest_s)
                async with limit:
                    visit, asked = await self._follow(client, url, with_page=with_page)
            except (httpx.HTTPError, httpx.InvalidURL, OSError, TimeoutError) as error:
                visit, asked = _failure(url, error), None
                is_last = is_last or visit.outcome not in (Outcome.SLOW, Outcome.FAILED)
            if is_last or (visit.status not in _BUSY and visit.status):
                break
            await asyncio.sleep(min(asked or wait, self.manners.longest_wait_s))
        return visit

    async def _follow(
        self, client: httpx.AsyncClient, url: str, *, with_page: bool
    ) -> tuple[Visit, float | None]:
        """Return the visit, and for how many seconds the site asks to be left alone."""
        here, is_moved = url.partition("#")[0], True
        seen = {here}
        method = "GET" if with_page else "HEAD"
        for hop in range(self.manners.most_redirects + 1):
            async with self._ask(client, method, here) as answer:
                if method == "HEAD" and answer.status_code >= 400:
                    method = "GET"  # many sites know nothing of HEAD
                    continue
                where = answer.headers.get("location")
                if answer.status_code not in _REDIRECTS or not where:
                    return await self._read(answer, url, here, is_moved=is_moved and hop > 0), (
                        _asked_wait(answer)
                    )
                is_moved = is_moved and answer.status_code in _MOVED
                status = answer.status_code
                here = urljoin(here, where).partition("#")[0]
            if here in seen or urlsplit(here).scheme not in ("http", "https"):
                return Visit(url, Outcome.ASTRAY, status, here), None
            seen.add(here)
        return Visit(url, Outcome.ASTRAY, status, here), None

    @asynccontextmanager
    async def _ask(
        self, client: httpx.AsyncClient, method: str, url: str
    ) -> AsyncIterator[httpx.Response]:
        """Send one request, not before the site has had its rest."""
        loop, site = asyncio.get_running_loop(), urlsplit(url).netloc
        free_at = max(self.free_at.get(site, 0.0), loop.time())
        self.free_at[site] = free_at + self.manners.delay_s
        await asyncio.sleep(max(0.0, free_at - loop.time()))
        async with client.stream(method, url) as answer:
            yield answer

    async def _read(self, answer: httpx.Response, url: str, here: str, *, is_moved: bool) -> Visit:
        status = answer.status_code
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        page = Page()
        if answer.request.method == "GET" and kind in (*_HTML, ""):
            data = b""
            async for chunk in answer.aiter_bytes():
                data += chunk
                if len(data) > self.manners.most_bytes:
                    break
            page = await asyncio.to_thread(read_page, data, answer.charset_encoding)
        outcome, detail = _judged(status, page)
        if outcome is Outcome.OPEN and _is_front_page(url, here):
            outcome, detail = Outcome.GONE, here
        return Visit(url, outcome, status, here, is_moved, detail, page.titles, page.dates)


def _judged(status: int, page: Page) -> tuple[Outcome, str]:
    if status in _GONE:
        return Outcome.GONE, str(status)
    if status in _NO_PROGRAMS or (page.is_guarded and status < 500):
        return Outcome.REFUSED, str(status)
    if status >= 500:
        return Outcome.FAILED, str(status)
    if status >= 400:
        return Outcome.GONE, str(status)
    return (Outcome.GONE, page.gone) if page.gone else (Outcome.OPEN, "")


def _is_front_page(url: str, end: str) -> bool:
    """Tell whether a site sent a reader of some page on to its front page."""
    asked, got = urlsplit(url), urlsplit(end)
    depth = asked.path.strip("/").count("/") + bool(asked.path.strip("/")) + bool(asked.query)
    return depth > 1 and got.path in ("", "/", "/index.html") and not got.query


def _asked_wait(answer: httpx.Response) -> float | None:
    value = answer.headers.get("retry-after", "")
    return float(value) if value.isdecimal() else None


def _failure(url: str, error: Exception) -> Visit:
    if isinstance(error, TimeoutError | httpx.TimeoutException):
        return Visit(url, Outcome.SLOW)
    causes = list(_causes(error))
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return Visit(url, Outcome.UNSAFE, detail=str(error)[:120])
    lost = next((cause for cause in causes if isinstance(cause, socket.gaierror)), None)
    if lost is not None:
        is_here = lost.errno in (socket.EAI_AGAIN, getattr(socket, "EAI_FAIL", None))
        return Visit(url, Outcome.OFFLINE if is_here else Outcome.NO_SITE)
    if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol):
        return Visit(url, Outcome.ASTRAY, end=url)
    if isinstance(error, httpx.ProxyError):
        return Visit(url, Outcome.OFFLINE, detail=str(error)[:120])
    return Visit(url, Outcome.FAILED, detail=type(error).__name__)


def _causes(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found
