"""Serving a preview on this machine alone."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from typeset.preview.guard import Door
from typeset.preview.server import Preview, application

LOOPBACK = "127.0.0.1"
PATIENCE_S = 1  # for answers under way, and connections that never asked


def listen(port: int) -> socket.socket:
    """Return a socket on loopback; port 0 means any that is free. Raises `OSError`."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((LOOPBACK, port))
        listener.listen()
    except OSError:
        listener.close()
        raise
    return listener


class _Server(uvicorn.Server):
    """A server whose streams of events end with it."""

    def __init__(self, config: uvicorn.Config, preview: Preview) -> None:
        super().__init__(config)
        self._preview = preview

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._preview.end()
        # What is cut off after the last moment of patience is nobody's mistake.
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        await super().shutdown(sockets)


def serve(preview: Preview, listener: socket.socket, ready: Callable[[str], None]) -> None:
    """Serve until interrupted; `ready` is told the address, token and all."""
    door = Door(listener.getsockname()[1])
    config = uvicorn.Config(
        application(preview, door),
        log_level="error",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=PATIENCE_S,
        lifespan="on",
    )
    ready(door.url)
    with suppress(KeyboardInterrupt):  # uvicorn raises again what ended it; Ctrl-C is how to end
        _Server(config, preview).run(sockets=[listener])
