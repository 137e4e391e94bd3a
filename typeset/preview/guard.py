"""Who may see an unpublished issue: the browser that was given the token, and nobody else.

A page of another site can send requests to this machine, and can make a name of its own lead
here (DNS rebinding). So each request must name this server as its host, come from no other
origin, and carry the token, which only the address that the command prints holds.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlencode

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@dataclass(frozen=True, slots=True)
class Door:
    """The address under which the preview may be seen, and the token that opens it."""

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)

    @property
    def hosts(self) -> frozenset[str]:
        """Return the names of this server that a browser may use."""
        return frozenset(f"{name}:{self.port}" for name in ("127.0.0.1", "localhost"))

    @property
    def cookie(self) -> str:
        """Return the name of the cookie; cookies do not tell ports apart."""
        return f"typeset-{self.port}"

    @property
    def url(self) -> str:
        """Return the address to open first."""
        return f"http://127.0.0.1:{self.port}/?{urlencode({'token': self.token})}"

    def fits(self, token: str) -> bool:
        """Tell whether this is the token."""
        return secrets.compare_digest(token.encode(), self.token.encode())


class Guard:
    """Lets through what may come through; all else gets an empty answer."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let the application do so."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http" or not self._is_ours(Headers(scope=scope)):
            if scope["type"] == "http":
                await Response(status_code=403)(scope, receive, send)
            return
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if scope["path"] == "/" and asked:
            await self._admit(asked)(scope, receive, send)
            return
        if not self._door.fits(_cookie(Headers(scope=scope), self._door.cookie)):
            await Response(status_code=403)(scope, receive, send)
            return
        await self._app(scope, receive, _with_headers(send))

    def _is_ours(self, headers: Headers) -> bool:
        if headers.get("host", "") not in self._door.hosts:
            return False
        origin = headers.get("origin")
        if origin is not None and origin.removeprefix("http://") not in self._door.hosts:
            return False
        return headers.get("sec-fetch-site", "none") in ("none", "same-origin")

    def _admit(self, token: str) -> Response:
        """Return what turns the token in the address into a cookie."""
        if not self._door.fits(token):
            return Response(status_code=403)
        answer = RedirectResponse("/", status_code=303, headers=HEADERS)
        answer.set_cookie(self._door.cookie, token, httponly=True, samesite="strict")
        return answer


def _cookie(headers: Headers, name: str) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return "" if found is None else found.value


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = [(k.lower().encode(), v.encode()) for k, v in HEADERS.items()]
            message["headers"] = [*message.get("headers", []), *own]
        await send(message)

    return sending
