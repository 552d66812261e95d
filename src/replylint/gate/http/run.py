"""Running the application: uvicorn with a limit on slow headers, and an end that finishes what is under way."""

from __future__ import annotations

import asyncio
import ipaddress
from typing import Any

import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol

__all__ = ["is_loopback", "serve"]

_HEADER_S = 10.0
_KEEP_ALIVE_S = 15
_GRACEFUL_S = 20


class PatientProtocol(H11Protocol):  # type: ignore[misc]  # uvicorn is left out of type checks
    """uvicorn's HTTP/1.1, hanging up on a client whose request line and headers take too long (slow loris)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._slow: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Start the clock for the first request."""
        super().connection_made(transport)
        self._slow = self.loop.call_later(_HEADER_S, self._hang_up)

    def data_received(self, data: bytes) -> None:
        """Stop the clock when the headers are whole; start it for a further request that comes in pieces."""
        super().data_received(data)
        whole = self.cycle is not None and not self.cycle.response_complete
        if whole and self._slow is not None:
            self._slow.cancel()
            self._slow = None
        elif not whole and self._slow is None and self.conn.trailing_data[0]:
            self._slow = self.loop.call_later(_HEADER_S, self._hang_up)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clock."""
        if self._slow is not None:
            self._slow.cancel()
        super().connection_lost(exc)

    def _hang_up(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()


def is_loopback(host: str) -> bool:
    """Return whether only this machine reaches ``host``."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def serve(app: FastAPI, *, host: str, port: int) -> None:
    """Serve until a signal ends it; requests under way are finished first, for at most 20 s."""
    uvicorn.run(
        app, host=host, port=port, http=PatientProtocol, ws="none", lifespan="off", log_level="warning", access_log=False,
        server_header=False, timeout_keep_alive=_KEEP_ALIVE_S, timeout_graceful_shutdown=_GRACEFUL_S,
    )  # fmt: skip
