"""A real mail server and a real door on loopback, in a thread of their own, for tests of the SMTP door."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
import time
from collections.abc import Coroutine
from typing import Any, ClassVar

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from replylint.context import Context
from replylint.gate import Gate
from replylint.gate.smtp.run import Door
from replylint.gate.smtp.settings import SmtpSettings

PASSWORD = b"hunter2!"
RELAY = "0123456789abcdef0123456789abcdef@relay.walmart.com"


class Loop:
    """An event loop in a thread."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.servers: list[asyncio.Server] = []
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()

    def do(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(60)

    def close(self) -> None:
        async def finish() -> None:
            for server in self.servers:
                server.close()
            tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await asyncio.sleep(0.02)

        while Line.opened:
            Line.opened.pop().close()
        self.do(finish())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(10)
        self.loop.close()


class _LongLines(SMTP):
    line_length_limit = 2**20


class MailServer:
    """aiosmtpd as the mail server: keeps what it takes; its answers and troubles can be set."""

    def __init__(self, loop: Loop, *, tls: ssl.SSLContext | None = None, implicit: bool = False, auth: bool = False, **options: Any) -> None:
        self._loop = loop
        self.taken: list[Envelope] = []
        self.commands: list[str] = []
        self.before_data: Any = None
        self.answers: dict[str, str] = {}
        self._protocols: list[SMTP] = []
        self._options = options
        if tls is not None and not implicit:
            self._options["tls_context"] = tls
        if auth:
            self._options.update(authenticator=self._authenticate, auth_require_tls=tls is not None and not implicit)
        self._implicit = tls if implicit else None
        self.port = 0
        self.start()

    def start(self) -> None:
        async def listen() -> asyncio.Server:
            return await asyncio.get_running_loop().create_server(self._protocol, "127.0.0.1", self.port, ssl=self._implicit)

        self._server: asyncio.Server = self._loop.do(listen())
        self._loop.servers.append(self._server)
        self.port = self._server.sockets[0].getsockname()[1]

    def stop(self) -> None:
        """Go down at once, with every connection."""

        async def down() -> None:
            self._server.close()
            self.drop()

        self._loop.do(down())

    def drop(self) -> None:
        for protocol in self._protocols:
            if protocol.transport is not None:
                protocol.transport.abort()
        self._protocols.clear()

    def _protocol(self) -> SMTP:
        protocol = _LongLines(self, enable_SMTPUTF8=True, hostname="mail.test", loop=self._loop.loop, **self._options)
        self._protocols.append(protocol)
        return protocol

    def _authenticate(self, server: Any, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        return AuthResult(success=data.login == b"tom" and data.password == PASSWORD, handled=False)

    async def auth_XOAUTH2(self, server: Any, args: list[str]) -> AuthResult:  # noqa: N802
        """A mechanism that the door knows nothing of: one challenge, one answer."""
        answer = await server.challenge_auth("token?")
        return AuthResult(success=answer == b"the token")

    async def handle_MAIL(self, server: Any, session: Session, envelope: Envelope, sender: str, options: list[str]) -> str:  # noqa: N802
        self.commands.append(f"MAIL {sender} {' '.join(options)}".strip())
        answer = self.answers.get("MAIL", "250 2.1.0 Sender fine")
        if answer.startswith("2"):
            envelope.mail_from = sender
        return answer

    async def handle_RCPT(self, server: Any, session: Session, envelope: Envelope, recipient: str, options: list[str]) -> str:  # noqa: N802
        self.commands.append(f"RCPT {recipient}")
        answer = self.answers.get(recipient, "250 2.1.5 Recipient fine")
        if answer.startswith("2"):
            envelope.rcpt_tos.append(recipient)
        return answer

    async def handle_RSET(self, server: Any, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.commands.append("RSET")
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.before_data is not None:
            await self.before_data()
        answer = self.answers.get("DATA", "250 2.0.0 Queued as 4711")
        if answer.startswith("2"):
            self.taken.append(envelope)
        return answer


class Line:
    """A client that sends bytes as they are."""

    opened: ClassVar[list[Line]] = []

    def __init__(self, port: int, *, greet: bool = True) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=20)
        self._file = self.socket.makefile("rb")
        Line.opened.append(self)
        if greet:
            assert self.reply()[0] == 220
            assert self.say(b"EHLO client.test")[0] == 250

    def say(self, line: bytes) -> tuple[int, str]:
        self.socket.sendall(line + b"\r\n")
        return self.reply()

    def reply(self) -> tuple[int, str]:
        lines = []
        while True:
            line = self._file.readline().decode()
            if not line:
                return 0, "\n".join(lines)
            lines.append(line[4:].rstrip("\r\n"))
            if line[3] == " ":
                return int(line[:3]), "\n".join(lines)

    def begin(self, *recipients: str) -> None:
        assert self.say(b"MAIL FROM:<tom@lamps.test>")[0] == 250
        for recipient in recipients:
            assert self.say(f"RCPT TO:<{recipient}>".encode())[0] == 250
        assert self.say(b"DATA")[0] == 354

    def send(self, wire: bytes, *recipients: str) -> tuple[int, str]:
        """Send one message, dots doubled already."""
        self.begin(*recipients)
        self.socket.sendall(wire + b".\r\n")
        return self.reply()

    def close(self) -> None:
        self._file.close()
        self.socket.close()


def open_door(
    loop: Loop, gate: Gate, server: MailServer | int, *, client_tls: ssl.SSLContext | None = None, trusted: ssl.SSLContext | None = None,
    context: Context | None = None, upstream_host: str = "127.0.0.1", **settings: Any,
) -> tuple[Door, int]:  # fmt: skip
    """Return a door before the mail server, and its port."""
    port = server if isinstance(server, int) else server.port
    made = SmtpSettings(upstream_host=upstream_host, upstream_port=port, **settings)

    async def start() -> tuple[Door, int]:
        door = Door(gate, made, client_tls=client_tls, upstream_tls=trusted, context=context)
        address = await door.start("127.0.0.1", 0)
        assert door._server is not None
        loop.servers.append(door._server)
        return door, address[1]

    found: tuple[Door, int] = loop.do(start())
    return found


def all_given_back(door: Door) -> bool:
    """Wait until the door holds no message any more: it gives the room back after the answer is sent."""
    limit = time.monotonic() + 5
    while door.room._free != door.settings.max_buffered and time.monotonic() < limit:
        time.sleep(0.01)
    return door.room._free == door.settings.max_buffered
