"""One client's messages: put through to the mail server, except for replies that may not leave."""

from __future__ import annotations

import re

from replylint.gate.smtp.arriving import TooLarge, TooMuch, TooSlow, read_wire
from replylint.gate.smtp.introduction import CONTROLS, Introduction, Transaction, octets
from replylint.gate.smtp.outgoing import goes_to, smuggles
from replylint.gate.smtp.replies import Reply, reply
from replylint.gate.smtp.upstream import UpstreamError

__all__ = ["Session"]

_SIZE = re.compile(r"(?i)\sSIZE=(\d{1,20})(?=\s|$)")


class Session(Introduction):
    """The server's side of one connection; MAIL, RCPT and DATA are put through to the mail server."""

    async def smtp_MAIL(self, arg: str | None) -> None:  # noqa: N802
        """Begin a message at the mail server."""
        refusal = self._mail_refused(arg)
        if refusal is not None:
            await self._answer(refusal)
            return
        line = b"MAIL " + octets(str(arg))
        try:
            answer = await self._begin(line)
        except UpstreamError as error:
            await self._unreachable(error)
            return
        if answer.positive:
            self._transaction = Transaction(_path(str(arg)))
        await self._answer(answer)

    async def _begin(self, line: bytes) -> Reply:
        if self._upstream is not None and not self._upstream.closed:
            try:
                return await self._upstream.command(line)
            except UpstreamError:
                # It may have closed a connection that was idle; a fresh one serves as well, unless it knew who we are.
                if self._known:
                    raise
        upstream = await self._reach(self.session.host_name)
        return await upstream.command(line)

    def _mail_refused(self, arg: str | None) -> Reply | None:
        if not self.session.host_name:
            return reply(503, "5.5.1", "Say EHLO first.")
        if not self._local and not self._known:
            return reply(530, "5.7.0", "Authentication required.")
        if not arg or not re.match(r"(?i)FROM:", arg) or CONTROLS.search(arg):
            return reply(501, "5.5.4", "Syntax: MAIL FROM:<address>")
        if self._transaction is not None:
            return reply(503, "5.5.1", "A message is already begun.")
        size = _SIZE.search(arg)
        if size and int(size.group(1)) > self._settings.max_size:
            return self._too_large()
        return None

    async def smtp_RCPT(self, arg: str | None) -> None:  # noqa: N802
        """Name a recipient to the mail server."""
        if self._transaction is None:
            await self.push("503 5.5.1 Say MAIL first")
            return
        if not arg or not re.match(r"(?i)TO:", arg) or CONTROLS.search(arg):
            await self.push("501 5.5.4 Syntax: RCPT TO:<address>")
            return
        try:
            answer = await self._connected().command(b"RCPT " + octets(arg))
        except UpstreamError as error:
            await self._unreachable(error)
            return
        if answer.positive:
            self._transaction.recipients.append(_path(arg))
            self._transaction.linted = self._transaction.linted or goes_to(arg[3:], self._settings.domains)
        await self._answer(answer)

    async def smtp_DATA(self, arg: str | None) -> None:  # noqa: N802
        """Take the message in, ask the gate where it goes to Walmart, and pass it on; the mail server's word is the answer."""
        transaction = self._transaction
        if arg or transaction is None or not transaction.recipients:
            await self.push("501 5.5.4 Syntax: DATA" if arg else "503 5.5.1 Say MAIL and RCPT first")
            return
        held = 0

        def taken(size: int) -> None:
            nonlocal held
            held += size

        self.busy = True
        self._timeout_handle.cancel()  # the message has its own limits of time
        try:
            await self.push("354 End data with <CR><LF>.<CR><LF>")
            wire = await read_wire(self._reader, self._settings, self._around.room, taken)
            await self._answer(await self._dispatch(wire, transaction))
        except TooLarge as error:
            await self._drop()
            await self._answer(self._too_large())
            if not error.ended:
                self.transport.close()
        except TooMuch:
            await self._drop()
            await self._answer(reply(452, "4.3.1", "Too much mail is under way; try again shortly."))
        except TooSlow:
            self._close(reply(421, "4.4.2", "The message came too slowly; nothing was sent."))
        except UpstreamError as error:
            await self._unreachable(error)
        finally:
            self._around.room.give(held)
            self._transaction = None
            self.busy = False
            if self.transport is not None:
                self._reset_timeout()

    async def _dispatch(self, wire: bytes, transaction: Transaction) -> Reply:
        if smuggles(wire):
            await self._drop()
            text = "The message holds a line of one dot with a broken line end; a mail server might take what follows for commands."
            return reply(550, "5.6.0", text)
        if transaction.linted:
            try:
                outcome = await self._around.judge.judge(wire, transaction.sender, transaction.recipients)
            except Exception:
                await self._drop()
                raise
            if isinstance(outcome, Reply):
                await self._drop()
                return outcome
            wire = outcome
        return await self._connected().deliver(wire)

    async def smtp_HELP(self, _arg: str | None) -> None:  # noqa: N802
        """Say what this is."""
        await self.push("214 2.0.0 This door passes mail on, and lints replies to customers on the way")

    async def smtp_RSET(self, arg: str | None) -> None:  # noqa: N802
        """Give up the message that was begun."""
        if arg:
            await self.push("501 5.5.4 Syntax: RSET")
            return
        await self._forget()
        await self.push("250 2.0.0 OK")

    def _too_large(self) -> Reply:
        return reply(552, "5.3.4", f"The message is larger than {self._settings.max_size / 2**20:.4g} MB, the most that is taken here.")


def _path(arg: str) -> str:
    """Return the address of ``FROM:<a@b> SIZE=1`` or ``TO:<a@b>``, for people and for telling messages apart."""
    rest = arg.partition(":")[2].strip()
    inner = re.match(r"<([^>]*)>", rest)
    return octets(inner.group(1) if inner else (rest.split() or [""])[0]).decode("utf-8", "replace")
