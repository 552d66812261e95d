"""Who a client is and where its words go: greeting, TLS, signing in, and the connection to the mail server."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import ssl
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Protocol

from aiosmtpd.smtp import SMTP

from replylint.gate.smtp.arriving import Room
from replylint.gate.smtp.judge import Judge
from replylint.gate.smtp.replies import Reply, reply
from replylint.gate.smtp.settings import SmtpSettings
from replylint.gate.smtp.upstream import Upstream, UpstreamError, is_loopback

__all__ = ["CONTROLS", "Introduction", "Surroundings", "Transaction", "octets"]

_log = logging.getLogger("replylint")
_PASSED_ON = frozenset({"8BITMIME", "SMTPUTF8", "DSN", "ENHANCEDSTATUSCODES", "DELIVERBY", "FUTURERELEASE", "MT-PRIORITY"})
"""What of the mail server's abilities the door carries through."""
_NAME = re.compile(r"[A-Za-z0-9._:\[\]-]{1,255}")
_LINE, _AUTH_LINE = 2048, 12 * 1024 + 64  # RFC 4954 wants 12,288 octets for AUTH
_MORE = 334
CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
"""What no command may hold: a lax mail server would take a carriage return for the end of the line."""
_GOODBYE = reply(421, "4.3.2", "This server is going down; connect again shortly.")


class Surroundings(Protocol):
    """What all conversations of one door share."""

    settings: SmtpSettings
    judge: Judge
    room: Room
    client_tls: ssl.SSLContext | None
    upstream_tls: ssl.SSLContext
    name: str

    def came(self, session: Introduction) -> None:
        """Count a conversation in."""

    def went(self, session: Introduction) -> None:
        """Count it out."""


@dataclass(slots=True)
class Transaction:
    """A message that was begun: who sends it, to whom, and whether it is to be linted."""

    sender: str
    recipients: list[str] = field(default_factory=list)
    linted: bool = False


class _Failures:
    """aiosmtpd's handler: only what a conversation answers when something in it goes wrong."""

    async def handle_exception(self, error: Exception) -> str:
        _log.error("a mail conversation failed: %s", type(error).__name__, exc_info=error)
        return "451 4.3.0 Something failed here; nothing was sent, try again"


class Introduction(SMTP):  # type: ignore[misc]  # aiosmtpd is left out of type checks
    """The server's side of one connection, up to the first message; what the mail server answers, the client hears."""

    # The reader stops at twice this, and the longer its pieces, the less a large message costs.
    line_length_limit = 2**17

    def __init__(self, around: Surroundings) -> None:
        super().__init__(
            _Failures(), hostname=around.name, ident="replylint", tls_context=around.client_tls, enable_SMTPUTF8=True,
            timeout=around.settings.idle_s, loop=asyncio.get_running_loop(),
        )  # fmt: skip
        # aiosmtpd shares its table between connections and empties it with each new one.
        self.command_size_limits = defaultdict(lambda: _LINE, AUTH=_AUTH_LINE)
        self.command_size_limit = _LINE
        self._around = around
        self._settings = around.settings
        self._upstream: Upstream | None = None
        self._transaction: Transaction | None = None
        self._known = False
        self._local = False
        self.busy = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin, or begin anew after STARTTLS."""
        super().connection_made(transport)
        peer = transport.get_extra_info("peername")
        self._local = not peer or is_loopback(str(peer[0]))
        self._around.came(self)

    def connection_lost(self, error: Exception | None) -> None:
        """End; a message that was not taken over is given up, and its sender was told nothing else."""
        self._around.went(self)
        self._hang_up()
        super().connection_lost(error)

    def leave(self) -> None:
        """Say goodbye to a client that waits for nothing."""
        self._close(_GOODBYE)

    def _timeout_cb(self) -> None:
        self._close(reply(421, "4.4.2", f"No command came within {self._settings.idle_s:g} s."))

    def _close(self, last: Reply) -> None:
        if self.transport is not None:
            with contextlib.suppress(OSError):
                self._writer.write(last.wire + b"\r\n")
            self.transport.close()

    async def smtp_HELO(self, arg: str | None) -> None:  # noqa: N802 - aiosmtpd's naming
        """Greet, without extensions."""
        await self._hello(arg, extended=False)

    async def smtp_EHLO(self, arg: str | None) -> None:  # noqa: N802
        """Greet, with what the mail server can do."""
        await self._hello(arg, extended=True)

    async def _hello(self, name: str | None, *, extended: bool) -> None:
        if not name:
            await self.push("501 5.5.4 Syntax: EHLO hostname")
            return
        await self._forget()
        try:
            upstream = await self._reach(name)
        except UpstreamError as error:
            await self._unreachable(error)
            return
        self.session.host_name = name
        self.session.extended_smtp = extended
        lines = [self.hostname, *self._abilities(upstream)] if extended else [self.hostname]
        await self.push("\r\n".join(f"250{'-' if i < len(lines) - 1 else ' '}{line}" for i, line in enumerate(lines)))

    def _abilities(self, upstream: Upstream) -> list[str]:
        features = upstream.features
        theirs = features.get("SIZE", "")
        size = min(self._settings.max_size, int(theirs)) if theirs.isdigit() and int(theirs) else self._settings.max_size
        lines = [f"SIZE {size}", "PIPELINING"]
        lines += [f"{keyword} {features[keyword]}".strip() for keyword in sorted(_PASSED_ON & features.keys())]
        if self.tls_context and not self._tls_protocol:
            lines.append("STARTTLS")
        mechanisms = self._mechanisms(upstream)
        if mechanisms and self._private:
            lines.append(f"AUTH {' '.join(mechanisms)}")
        return lines

    @property
    def _private(self) -> bool:
        """Whether nobody else hears this conversation."""
        return self._local or bool(self._tls_protocol)

    def _mechanisms(self, upstream: Upstream) -> list[str]:
        """Return the mechanisms that can be put through; a PLUS one is bound to the connection it was begun on."""
        offered = upstream.features.get("AUTH", "").upper().split()
        return [name for name in offered if not name.endswith("-PLUS") and name != "EXTERNAL"]

    async def smtp_STARTTLS(self, arg: str | None) -> None:  # noqa: N802
        """Begin TLS; what was said before counts no more."""
        if self._tls_protocol:
            await self.push("503 5.5.1 TLS is already in use")
            return
        self._known = False
        self._transaction = None
        self._hang_up()
        await super().smtp_STARTTLS(arg)

    async def smtp_AUTH(self, arg: str | None) -> None:  # noqa: N802
        """Put the whole exchange through, whatever the mechanism; what the mail server accepts, the door accepts."""
        refusal = self._auth_refused(arg)
        if refusal is not None:
            await self._answer(refusal)
            return
        try:
            upstream = await self._reach(self.session.host_name)
            if str(arg).split()[0].upper() not in self._mechanisms(upstream):
                await self.push("504 5.5.4 The mail server does not offer this mechanism here")
                return
            if not upstream.encrypted and not is_loopback(self._settings.upstream_host) and self._settings.upstream_tls != "none":
                await self.push("454 4.7.0 The connection to the mail server is not encrypted")
                return
            answer = await upstream.command(b"AUTH " + octets(str(arg)))
            while answer.code == _MORE:
                await self.push(answer.wire)
                answer = await upstream.command(await self._auth_line())
        except UpstreamError as error:
            await self._unreachable(error)
            return
        self._known = answer.positive
        self.session.authenticated = answer.positive
        await self._answer(answer)

    def _auth_refused(self, arg: str | None) -> Reply | None:
        if not self.session.host_name:
            return reply(503, "5.5.1", "Say EHLO first.")
        if not arg or CONTROLS.search(arg):
            return reply(501, "5.5.4", "Syntax: AUTH mechanism [initial-response]")
        if not self._private:
            return reply(538, "5.7.11", "Passwords are taken over TLS only; use STARTTLS.")
        if self._known:
            return reply(503, "5.5.1", "Already authenticated.")
        if self._transaction is not None:
            return reply(503, "5.5.1", "Not within a mail transaction.")
        return None

    async def _auth_line(self) -> bytes:
        try:
            line: bytes = await self._reader.readuntil(b"\n")
        except asyncio.LimitOverrunError as error:
            await self._reader.readexactly(error.consumed)
            return b"*"
        self._reset_timeout()
        text = line.rstrip(b"\r\n")
        return b"*" if len(text) > _AUTH_LINE or CONTROLS.search(text.decode("latin-1")) else text

    async def smtp_QUIT(self, arg: str | None) -> None:  # noqa: N802
        """Take leave of both sides."""
        if not arg and self._upstream is not None:
            await self._upstream.quit()
        await super().smtp_QUIT(arg)

    async def _reach(self, name: str) -> Upstream:
        """Return the connection to the mail server, made where there is none."""
        if self._upstream is None or self._upstream.closed:
            if self._known:
                raise UpstreamError("closed the connection that you had signed in on")
            ours = name if _NAME.fullmatch(name) else self.hostname
            self._timeout_handle.cancel()
            try:
                self._upstream = await Upstream.connect(self._settings, self._around.upstream_tls, ours)
            finally:
                if self.transport is not None:
                    self._reset_timeout()
        return self._upstream

    def _connected(self) -> Upstream:
        if self._upstream is None or self._upstream.closed:
            raise UpstreamError("closed the connection")
        return self._upstream

    async def _drop(self) -> None:
        if self._upstream is not None and not self._upstream.closed:
            try:
                await self._upstream.command(b"RSET")
            except UpstreamError as error:
                _log.info("mail server %s: %s", self._settings.upstream, error)

    def _hang_up(self) -> None:
        if self._upstream is not None:
            self._upstream.abort()
            self._upstream = None

    async def _unreachable(self, error: UpstreamError) -> None:
        """Tell the client to try again; a signed-in one must connect again for that, since only it knows the password."""
        _log.warning("mail server %s %s", self._settings.upstream, error)
        self._transaction = None
        self._hang_up()
        await self._answer(reply(451, "4.4.1", f"The mail server {self._settings.upstream} {error}; nothing was lost, send it again later."))
        if self._known and self.transport is not None:
            self.transport.close()

    async def _answer(self, answer: Reply) -> None:
        await self.push(answer.wire)

    async def _forget(self) -> None:
        """Give up the transaction, at the mail server too."""
        if self._transaction is not None:
            self._transaction = None
            await self._drop()


def octets(text: str) -> bytes:
    """Return a command's argument as it came over the wire."""
    return text.encode("utf-8", "surrogateescape")
