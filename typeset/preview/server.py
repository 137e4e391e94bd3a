"""The web server of a preview: one page, its pictures, and events that say what has changed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from typeset.diagnostics import Diagnostic, Lang
from typeset.frames import with_room
from typeset.press.easel import png
from typeset.preview import rules, wire
from typeset.preview.comparing import Comparer, NothingToCompareError
from typeset.preview.editors import EditorError, editor_command, is_for_terminal, open_editor
from typeset.preview.guard import Door, Guard
from typeset.preview.studio import Studio
from typeset.preview.watching import changes, fingerprints

PAGE = Path(__file__).parent / "page"
# Only these files are served; a request's path is looked up here and never on the disk.
STATIC = {
    "/": ("index.html", "text/html"),
    "/preview.css": ("preview.css", "text/css"),
    "/preview.js": ("preview.js", "text/javascript"),
    "/sheets.js": ("sheets.js", "text/javascript"),
    "/panels.js": ("panels.js", "text/javascript"),
    "/words.js": ("words.js", "text/javascript"),
}
RESOLUTIONS = range(24, 601)  # dots per inch that may be asked for
QUIET_S = 0.5  # after a save, before memory is given back
# A page may have been set anew while its picture was on order; the next event names the new one.
GONE = Response(status_code=204)
KEEP_ALIVE_S = 15.0
T = TypeVar("T")


@dataclass(slots=True)
class Preview:
    """A studio, those who look at it, and the loop that follows the files."""

    studio: Studio
    lang: Lang
    _comparer: Comparer = field(init=False)
    # One thread for all: the C library keeps the memory of each thread apart, and gives none back.
    _hands: Executor = field(default_factory=lambda: ThreadPoolExecutor(1))
    _news: asyncio.Condition = field(default_factory=asyncio.Condition)
    _comparing: asyncio.Lock = field(default_factory=asyncio.Lock)
    _tidying: asyncio.Task[None] | None = None
    _has_ended: bool = False

    def __post_init__(self) -> None:
        self._comparer = Comparer(self.studio)

    # ---- following the files ----------------------------------------------------------
    async def follow(self) -> None:
        """Lay the issue out, and again whenever one of its files has changed."""
        while True:
            paths = self._paths()
            seen = fingerprints(paths)
            await self._rebuild()
            if self._paths() != paths:
                continue  # what is read for the first time was not looked at before it was read
            async for _ in changes(self._paths(), seen):
                await self._rebuild()
                if self._paths() != paths:
                    break

    def _paths(self) -> frozenset[Path]:
        watched = self.studio.snapshot.watched or {str(self.studio.manifest)}
        return frozenset(self.studio.root / name for name in watched)

    async def _rebuild(self) -> None:
        await self._work(self.studio.rebuild)
        await self._tell()
        for key, dpi in self.studio.in_sight():  # meanwhile the browser hears of it, and asks
            await self._work(self.studio.draw_ahead, key, dpi)
        if await self._work(self.studio.proof) is not None:
            await self._tell()
        if self._tidying is None or self._tidying.done():
            self._tidying = asyncio.create_task(self._tidy())
            self._tidying.add_done_callback(_complain)

    async def _tidy(self) -> None:
        """Give back memory when the pictures have been drawn."""
        await asyncio.sleep(QUIET_S)
        await self._work(self.studio.tidy)

    async def _work(self, task: Callable[..., T], *args: object) -> T:
        """Have the studio do something, after all that it was asked for before."""
        return await asyncio.get_running_loop().run_in_executor(
            self._hands, with_room, partial(task, *args)
        )

    async def _tell(self) -> None:
        async with self._news:
            self._news.notify_all()

    async def end(self) -> None:
        """End the streams of events: there will be no more news."""
        self._has_ended = True
        await self._tell()

    # ---- answers ----------------------------------------------------------------------
    async def events(self, request: Request) -> Response:
        """Stream a snapshot now, and each new one (server-sent events)."""
        return StreamingResponse(self._events(), media_type="text/event-stream")

    async def _events(self) -> AsyncIterator[str]:
        told = -1
        while not self._has_ended:
            snapshot = self.studio.snapshot
            if snapshot.version != told and snapshot.version:
                told = snapshot.version
                state = wire.state(snapshot, self.lang, self.studio.root)
                yield f"data: {json.dumps(state, ensure_ascii=False)}\n\n"
            async with self._news:
                now = self.studio.snapshot.version
                if now in (0, told) and not self._has_ended:
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self._news.wait(), KEEP_ALIVE_S)
            if self.studio.snapshot.version == told:
                yield ": still here\n\n"

    async def picture(self, request: Request) -> Response:
        """Return a page with its bleed as PNG."""
        key, dpi = _key_and_dpi(request)
        self.studio.see(key, dpi)
        try:
            data = await self._work(self.studio.draw, key, dpi)
        except KeyError:
            return GONE
        return Response(data, media_type="image/png")

    async def places(self, request: Request) -> Response:
        """Return where the blocks of a page were written."""
        try:
            found = await self._work(self.studio.places, request.path_params["key"])
        except KeyError:
            found = ()
        return JSONResponse(wire.places(self.studio, found))

    async def locate(self, request: Request) -> Response:
        """Return the page and the place where a line of a file shows."""
        file, line = request.query_params.get("file", ""), request.query_params.get("line", "1")
        if not line.isdecimal():
            raise HTTPException(400)
        found = await self._work(self.studio.locate, file, int(line))
        if found is None:
            return JSONResponse(None)
        index, place = found
        return JSONResponse({"page": index, "area": wire.rectangle(place.area)})

    async def open(self, request: Request) -> Response:
        """Open a file that was read in the editor; say how where that cannot be done."""
        asked = await request.json()
        file, line = asked.get("file"), asked.get("line")
        if file not in self.studio.snapshot.watched or not isinstance(line, int):
            raise HTTPException(404)
        path = self.studio.root / file
        try:
            opened = await run_in_threadpool(open_editor, path, line)
        except EditorError as error:
            found = Diagnostic(rules.EDITOR_FAILED, None, {"problem": error})
            return JSONResponse({"opened": False, "problem": wire.diagnostic(found)})
        return JSONResponse({"opened": opened, "command": _command(path, line)})

    async def compare(self, request: Request) -> Response:
        """Return which pages differ from the last built PDF."""
        async with self._comparing:
            try:
                found = await run_in_threadpool(self._comparer.compare)
            except NothingToCompareError as error:
                return JSONResponse({"problem": wire.diagnostic(error.diagnostic), "pages": []})
            except KeyError:  # saved again meanwhile; the next event asks again
                return JSONResponse({"file": "", "pages": [], "gone": 0})
        return JSONResponse(wire.comparison(found))

    async def difference(self, request: Request) -> Response:
        """Return a page as PNG on which the changes are coloured."""
        key, dpi = _key_and_dpi(request)
        async with self._comparing:
            try:
                image = await run_in_threadpool(self._comparer.difference, key, dpi)
            except (KeyError, NothingToCompareError):
                return GONE
        return Response(await run_in_threadpool(png, image), media_type="image/png")


def _command(path: Path, line: int) -> str | None:
    """Return the command of an editor that lives in a terminal, to be copied."""
    import os
    import shlex

    command = editor_command(os.environ, path, line)
    return shlex.join(command) if command and is_for_terminal(command) else None


def _key_and_dpi(request: Request) -> tuple[int, int]:
    dpi: int = request.path_params["dpi"]
    if dpi not in RESOLUTIONS:
        raise HTTPException(404)
    return request.path_params["key"], dpi


async def _static(request: Request) -> Response:
    name, kind = STATIC[request.url.path]
    return Response((PAGE / name).read_bytes(), media_type=kind)


def application(preview: Preview, door: Door) -> Guard:
    """Return the server's application, guarded."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        following = asyncio.create_task(preview.follow())
        following.add_done_callback(_complain)
        yield
        following.cancel()

    routes = [
        *(Route(path, _static) for path in STATIC),
        Route("/events", preview.events),
        Route("/pages/{key:int}/{dpi:int}.png", preview.picture),
        Route("/pages/{key:int}/places", preview.places),
        Route("/locate", preview.locate),
        Route("/open", preview.open, methods=["POST"]),
        Route("/compare", preview.compare),
        Route("/difference/{key:int}/{dpi:int}.png", preview.difference),
    ]
    return Guard(Starlette(routes=routes, lifespan=lifespan), door)


def _complain(task: asyncio.Task[None]) -> None:
    """Let a bug in what goes on by itself be heard: a preview that does not follow is none."""
    if not task.cancelled() and (error := task.exception()) is not None:
        import traceback

        traceback.print_exception(error)
