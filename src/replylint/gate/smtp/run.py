"""Running the door: it listens, keeps count of its conversations, and ends when those that carry a message are done."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import ssl
from collections.abc import Callable

from replylint.context import Context
from replylint.gate.gate import Gate
from replylint.gate.smtp.arriving import Room
from replylint.gate.smtp.introduction import Introduction
from replylint.gate.smtp.judge import Judge
from replylint.gate.smtp.session import Session
from replylint.gate.smtp.settings import SmtpSettings

__all__ = ["Door", "serve"]

_GRACE_S = 20.0
_POLL_S = 0.05


class _Full(asyncio.Protocol):
    """Turns a client away while there are as many as there may be."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.Transport):
            transport.write(b"421 4.7.0 Too many connections; connect again shortly\r\n")
        transport.close()


class Door:
    """The relay around one gate; for one event loop.

    Args:
        gate: What decides.
        settings: How it relays.
        context: What is known around every reply.
        client_tls: The certificate that clients see, or ``None`` for no STARTTLS.
        upstream_tls: How the mail server's certificate is checked; by default as the system does.
        name: What the door calls itself.
    """

    def __init__(
        self, gate: Gate, settings: SmtpSettings, *, context: Context | None = None, client_tls: ssl.SSLContext | None = None,
        upstream_tls: ssl.SSLContext | None = None, name: str = "localhost",
    ) -> None:  # fmt: skip
        self.settings = settings
        self.judge = Judge(gate, settings, context=context)
        self.room = Room(settings.max_buffered)
        self.client_tls = client_tls
        self.upstream_tls = upstream_tls or ssl.create_default_context()
        self.name = name
        self.sessions: set[Introduction] = set()
        self._server: asyncio.Server | None = None

    def came(self, session: Introduction) -> None:
        """Count a conversation in."""
        self.sessions.add(session)

    def went(self, session: Introduction) -> None:
        """Count it out."""
        self.sessions.discard(session)

    async def start(self, host: str, port: int) -> tuple[str, int]:
        """Listen, and return the address; port 0 takes a free one.

        Raises:
            OSError: where the address cannot be had.
        """
        self._server = await asyncio.get_running_loop().create_server(self._protocol, host, port)
        found = self._server.sockets[0].getsockname()
        return str(found[0]), int(found[1])

    async def stop(self, seconds: float = _GRACE_S) -> None:
        """Take no more clients, let messages under way come to their answer for at most ``seconds``, and hang up."""
        if self._server is not None:
            self._server.close()
        limit = asyncio.get_running_loop().time() + seconds
        while True:
            for session in list(self.sessions):
                if not session.busy:
                    session.leave()
            if not any(session.busy for session in self.sessions) or asyncio.get_running_loop().time() > limit:
                break
            await asyncio.sleep(_POLL_S)
        for session in list(self.sessions):
            session.leave()
        await asyncio.sleep(0)  # so that what was just closed is gone before the loop

    def _protocol(self) -> asyncio.Protocol:
        return _Full() if len(self.sessions) >= self.settings.max_connections else Session(self)


async def serve(door: Door, host: str, port: int, *, told: Callable[[str, int], None]) -> None:
    """Run until SIGINT or SIGTERM.

    Args:
        door: What serves.
        host: The address to listen on.
        port: Its port; 0 takes a free one.
        told: Called with the address once it listens.
    """
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl+C raises KeyboardInterrupt instead
            loop.add_signal_handler(number, ended.set)
    told(*await door.start(host, port))
    await ended.wait()
    await door.stop()
