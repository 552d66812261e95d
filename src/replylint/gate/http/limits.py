"""What stands before the application: size, time, number and origin of requests, and the token. Plain ASGI."""

from __future__ import annotations

import asyncio
import hmac
import json
import time
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

from replylint.gate.http.metrics import Metrics
from replylint.gate.http.models import problem

__all__ = ["Limits", "LimitsMiddleware", "Rejected"]

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_OPEN_PATHS = ("/healthz", "/readyz")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a request may be.

    Args:
        max_body: Bytes of a request's body.
        max_requests: Requests to ``/v1/`` under way at once; one more is told to come back.
        body_s: Seconds that a body may take to arrive.
        token: What ``Authorization: Bearer`` must hold, or ``None``.
        hosts: Host names that requests may name, or empty for any; on loopback it keeps a foreign page whose name was
            pointed at this machine from reading answers.
    """

    max_body: int = 4 * 2**20
    max_requests: int = 64
    body_s: float = 10.0
    token: str | None = None
    hosts: frozenset[str] = frozenset()


class Rejected(Exception):
    """A request that is turned away, with the status and the words for it."""

    def __init__(self, status: int, code: str, message: str, hint: str | None = None, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.body = problem(code, message, hint)
        self.headers = headers or {}


class LimitsMiddleware:
    """Turns away what breaks the limits before the application sees it."""

    def __init__(self, app: App, *, limits: Limits, metrics: Metrics) -> None:
        self._app = app
        self._limits = limits
        self._metrics = metrics
        self._under_way = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection event of ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
            self._check_origin(headers)
            self._check_token(scope["path"], headers)
            counted = scope["path"].startswith("/v1/")
            self._check_room(counted=counted)
            self._under_way += counted
            try:
                body = await self._body(headers, receive)
                if counted:
                    await self._measured(scope, _replay(body, receive), send)
                else:
                    await self._app(scope, _replay(body, receive), send)
            finally:
                self._under_way -= counted
        except Rejected as error:
            self._metrics.rejected(error.status)
            await _answer(error, send)

    async def _measured(self, scope: Scope, receive: Receive, send: Send) -> None:
        status = 500

        async def watch(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        start = time.perf_counter()
        try:
            with self._metrics.under_way.track_inprogress():
                await self._app(scope, receive, watch)
        finally:
            path = getattr(scope.get("route"), "path", "other")
            self._metrics.answered(path, status, time.perf_counter() - start)

    def _check_room(self, *, counted: bool) -> None:
        if counted and self._under_way >= self._limits.max_requests:
            raise Rejected(429, "H429", f"{self._limits.max_requests} requests are under way", "try again shortly", {"retry-after": "1"})

    def _check_origin(self, headers: dict[str, str]) -> None:
        host = headers.get("host", "")
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
        if self._limits.hosts and name.strip("[]").lower() not in self._limits.hosts:
            raise Rejected(421, "H421", f"this server is not {name or 'named'!r}", "ask it by the address it listens on")
        origin = headers.get("origin")
        if origin is not None and origin.partition("://")[2] != host:
            raise Rejected(403, "H403", "requests from other sites are not answered", "open the page that this server serves")

    def _check_token(self, path: str, headers: dict[str, str]) -> None:
        if self._limits.token is None or path in _OPEN_PATHS or not (path.startswith("/v1/") or path in ("/metrics", "/openapi.json")):
            return
        scheme, _, given = headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), self._limits.token.encode()):
            raise Rejected(401, "H401", "the token is missing or wrong", "send Authorization: Bearer TOKEN", {"www-authenticate": "Bearer"})

    async def _body(self, headers: dict[str, str], receive: Receive) -> bytes:
        length = headers.get("content-length", "")
        too_large = Rejected(413, "H413", f"the body is larger than {self._limits.max_body:,} bytes", "send less", {"connection": "close"})
        if length.isdigit() and int(length) > self._limits.max_body:
            raise too_large
        pieces, size = [], 0
        try:
            async with asyncio.timeout(self._limits.body_s):
                more = True
                while more:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        break
                    pieces.append(message.get("body", b""))
                    size += len(pieces[-1])
                    more = message.get("more_body", False)
                    if size > self._limits.max_body:
                        raise too_large
        except TimeoutError:
            raise Rejected(
                408, "H408", f"the body did not arrive within {self._limits.body_s:g} s", "send it in one go", {"connection": "close"}
            ) from None
        return b"".join(pieces)


def _replay(body: bytes, receive: Receive) -> Receive:
    """Return a ``receive`` that gives ``body`` once, then what the connection itself says."""
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


async def _answer(error: Rejected, send: Send) -> None:
    body = json.dumps(error.body).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    headers += [(name.encode(), value.encode()) for name, value in error.headers.items()]
    await send({"type": "http.response.start", "status": error.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
