"""Serving a preview on this machine alone."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from typeset.preview.guard import Door
from typeset.preview.server import Preview, application

LOOPBACK = "127.0.0.1"


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


def serve(preview: Preview, listener: socket.socket, ready: Callable[[str], None]) -> None:
    """Serve until interrupted; `ready` is told the address, token and all."""
    door = Door(listener.getsockname()[1])
    config = uvicorn.Config(
        application(preview, door),
        log_level="error",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=1,
        lifespan="on",
    )
    ready(door.url)
    uvicorn.Server(config).run(sockets=[listener])
