"""The mail server behind the door, spoken to command by command so that its answers reach the client as they are."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import ssl
from collections.abc import Mapping

from replylint.gate.smtp.replies import Reply
from replylint.gate.smtp.settings import SmtpSettings

__all__ = ["Upstream", "UpstreamError", "is_loopback"]

_CHUNK = 256 * 1024
_MAX_LINES = 200
_READY, _GO_AHEAD, _CLOSING = 220, 354, 421
_SMTPS = 465


class UpstreamError(Exception):
    """The mail server is down, slow or speaks no SMTP; the text says which, for a person."""


class Upstream:
    """One connection to the mail server; made with ``connect``.

    ``features`` are its EHLO keywords in capitals, each with its parameters.
    """

    def __init__(self, settings: SmtpSettings, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._settings = settings
        self._reader = reader
        self._writer = writer
        self.features: Mapping[str, str] = {}
        self.encrypted = False
        self.closed = False

    @classmethod
    async def connect(cls, settings: SmtpSettings, tls: ssl.SSLContext, name: str) -> Upstream:
        """Connect and greet, over TLS as the settings have it.

        Args:
            settings: Where and how.
            tls: How certificates are checked.
            name: What to call ourselves; the client's own name, so that the mail server judges that.

        Raises:
            UpstreamError: where the connection does not come about within the time.
        """
        at_once = settings.upstream_tls == "tls" or (settings.upstream_tls == "auto" and settings.upstream_port == _SMTPS)
        try:
            async with asyncio.timeout(settings.upstream_s):
                reader, writer = await asyncio.open_connection(settings.upstream_host, settings.upstream_port, ssl=tls if at_once else None)
        except TimeoutError:
            raise UpstreamError(f"did not answer within {settings.upstream_s:g} s") from None
        except (OSError, ValueError) as error:
            raise UpstreamError(f"cannot be reached ({_words(error)})") from None
        upstream = cls(settings, reader, writer)
        upstream.encrypted = at_once
        try:
            await upstream._open(tls, name)
        except BaseException:
            upstream.abort()
            raise
        return upstream

    async def _open(self, tls: ssl.SSLContext, name: str) -> None:
        greeting = await self._read()
        if greeting.code != _READY:
            raise UpstreamError(f"does not take mail now ({greeting.text})")
        await self._hello(name)
        wanted = self._settings.upstream_tls
        if self.encrypted or wanted == "none":
            return
        if "STARTTLS" in self.features:
            await self._start_tls(tls)
            await self._hello(name)
        elif wanted == "starttls" or not is_loopback(self._settings.upstream_host):
            raise UpstreamError("does not offer STARTTLS (with --upstream-tls none mail and passwords would go unencrypted)")

    async def _hello(self, name: str) -> None:
        answer = await self.command(b"EHLO " + name.encode("ascii"))
        self.features = {}
        if answer.positive:
            words = [line[4:].decode("ascii", "replace").strip().partition(" ") for line in answer.lines[1:]]
            self.features = {keyword.upper(): parameters.strip() for keyword, _, parameters in words}
        elif not (await self.command(b"HELO " + name.encode("ascii"))).positive:
            raise UpstreamError(f"refuses the greeting ({answer.text})")

    async def _start_tls(self, tls: ssl.SSLContext) -> None:
        answer = await self.command(b"STARTTLS")
        if answer.code != _READY:
            raise UpstreamError(f"refuses STARTTLS ({answer.text})")
        if getattr(self._reader, "_buffer", b""):
            # What follows in clear was put there by someone between us, to be taken for the encrypted answer.
            raise UpstreamError("sent more than its go-ahead before TLS began")
        try:
            async with asyncio.timeout(self._settings.upstream_s):
                await self._writer.start_tls(tls, server_hostname=self._settings.upstream_host)
        except TimeoutError:
            raise UpstreamError(f"did not begin TLS within {self._settings.upstream_s:g} s") from None
        except OSError as error:
            raise UpstreamError(f"cannot be spoken to over TLS ({_words(error)})") from None
        self.encrypted = True

    async def command(self, line: bytes) -> Reply:
        """Send one line and return the answer; 421 closes the connection and is an error.

        Raises:
            UpstreamError: where no answer comes.
        """
        await self._write(line + b"\r\n")
        answer = await self._read()
        if answer.code == _CLOSING:
            self.abort()
            raise UpstreamError(f"closes the connection ({answer.text})")
        return answer

    async def deliver(self, wire: bytes) -> Reply:
        """Send DATA and the message, and return the last answer; only a positive one takes the message over.

        Args:
            wire: The message with doubled dots and the dot that ends it.

        Raises:
            UpstreamError: where no answer comes. Whether the message was taken is not known then.
        """
        answer = await self.command(b"DATA")
        if answer.code != _GO_AHEAD:
            return answer
        view = memoryview(wire)
        for start in range(0, len(view), _CHUNK):
            await self._write(bytes(view[start : start + _CHUNK]))
        return await self._read()

    async def quit(self) -> None:
        """Take leave, without waiting for an answer."""
        if not self.closed:
            with contextlib.suppress(OSError):
                self._writer.write(b"QUIT\r\n")
            self.closed = True
            self._writer.close()

    def abort(self) -> None:
        """Hang up at once; a message on its way is given up."""
        if not self.closed:
            self.closed = True
            self._writer.transport.abort()

    async def _write(self, data: bytes) -> None:
        if self.closed:
            raise UpstreamError("closed the connection")
        try:
            async with asyncio.timeout(self._settings.upstream_s):
                self._writer.write(data)
                await self._writer.drain()
        except TimeoutError:
            self.abort()
            raise UpstreamError(f"did not take the message within {self._settings.upstream_s:g} s") from None
        except OSError as error:
            self.abort()
            raise UpstreamError(f"closed the connection ({_words(error)})") from None

    async def _read(self) -> Reply:
        try:
            async with asyncio.timeout(self._settings.upstream_s):
                return await self._reply()
        except TimeoutError:
            self.abort()
            raise UpstreamError(f"did not answer within {self._settings.upstream_s:g} s") from None
        except OSError as error:
            self.abort()
            raise UpstreamError(f"closed the connection ({_words(error)})") from None
        except UpstreamError:
            self.abort()
            raise

    async def _reply(self) -> Reply:
        lines: list[bytes] = []
        while True:
            try:
                line = (await self._reader.readuntil(b"\n")).rstrip(b"\r\n")
            except asyncio.IncompleteReadError:
                raise UpstreamError("closed the connection") from None
            except asyncio.LimitOverrunError:
                raise UpstreamError("sends a line without end, which is no SMTP") from None
            code, mark = line[:3], line[3:4]
            if not (code.isdigit() and code[:1] in b"2345") or mark not in (b"", b" ", b"-") or len(lines) >= _MAX_LINES:
                raise UpstreamError(f"speaks no SMTP ({line[:60].decode('ascii', 'replace')!r})")
            lines.append(line.replace(b"\r", b" "))
            if mark != b"-":
                return Reply(int(code), tuple(lines))


def is_loopback(host: str) -> bool:
    """Return whether only this machine is at ``host``, a name or an address."""
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        found = ipaddress.ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return False
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return (mapped or found).is_loopback


def _words(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted: {error.verify_message}"
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
