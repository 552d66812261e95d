"""What becomes of a reply to Walmart's relay: the gate's decision, turned into a message to pass on or a refusal."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence

from replylint.context import Context
from replylint.errors import InputError
from replylint.gate.decision import Override
from replylint.gate.gate import Gate
from replylint.gate.smtp.outgoing import CONFIRM_HEADER, Outgoing, read_outgoing, take_confirmation, unstuffed
from replylint.gate.smtp.replies import Reply, reply
from replylint.gate.smtp.settings import ConfirmMode, SmtpSettings
from replylint.models import Draft

__all__ = ["Judge"]

_log = logging.getLogger("replylint")
_REMEMBERED = 1000
_LARGE = 2**20
_BY, _REASON = 200, 2000  # what Override takes
_HOW: dict[ConfirmMode, str] = {
    "again": f"If it is right as it is, send it again within {{minutes:g}} minutes, or with the header {CONFIRM_HEADER} and your reason.",
    "header": f"If it is right as it is, send it again with the header {CONFIRM_HEADER} and your reason.",
    "pass": "",
    "block": "Change it and send it again.",
}


class Judge:
    """Asks the gate about messages, and remembers which replies it asked to confirm.

    Args:
        gate: What decides.
        settings: What becomes of a reply to confirm.
        context: What is known around every reply, such as the seller's profile; the customer's message comes from the
            quoted history of each.
        clock: Seconds, from anywhere.
    """

    def __init__(self, gate: Gate, settings: SmtpSettings, *, context: Context | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._gate = gate
        self._settings = settings
        self._context = context or Context()
        self._clock = clock
        self._asked: OrderedDict[str, float] = OrderedDict()
        self._large = asyncio.Semaphore()

    async def judge(self, wire: bytes, sender: str, recipients: Sequence[str]) -> bytes | Reply:
        """Return the message to pass on, or the reply that refuses it.

        Args:
            wire: The message as SMTP carries it; what is passed on differs from it only by the header that confirms.
            sender: The envelope's sender.
            recipients: The envelope's recipients.
        """
        kept, reason = take_confirmation(wire)
        try:
            outgoing = await self._outgoing(kept)
            key = self._key(outgoing, sender, recipients)
            override = self._override(key, sender, reason)
            verdict = await self._gate.acheck(outgoing.draft, self._context, override=override, refused=outgoing.refused)
        except InputError as error:
            _log.warning("a reply was refused, since it cannot be checked: %s", error)
            # Its text, where the log takes texts at all, is cut: it may be megabytes of attachments.
            cut = Draft(content=unstuffed(kept)[: self._gate.linter.config.max_chars], kind="eml")
            return reply(550, "5.7.1", (await self._gate.arefuse(cut, error)).summary)
        if verdict.decision == "allow":
            self._asked.pop(key, None)
            return kept
        if verdict.decision == "block":
            return reply(550, "5.7.1", verdict.summary)
        self._remember(key)
        how = _HOW[self._settings.confirm].format(minutes=self._settings.again_until_s / 60)
        return reply(550, "5.7.1", f"{verdict.summary} {how}")

    async def _outgoing(self, wire: bytes) -> Outgoing:
        if len(wire) < _LARGE:
            return await asyncio.to_thread(self._read, wire)
        # Reading takes several times a message's size; one after the other, large ones stay within bounds.
        async with self._large:
            return await asyncio.to_thread(self._read, wire)

    def _read(self, wire: bytes) -> Outgoing:
        return read_outgoing(unstuffed(wire), self._gate.linter.registry.pack.terms)

    def _override(self, key: str, sender: str, reason: str | None) -> Override | None:
        """Return who takes the responsibility for a reply that the gate asks to confirm, should it ask."""
        by = "".join(char for char in sender if char.isprintable()).strip()[:_BY] or "a sender without address"
        mode = self._settings.confirm
        if mode == "pass":
            return Override(by=by, reason="the door's setting lets replies to confirm pass")
        if mode == "block":
            return None
        if reason is not None:
            return Override(by=by, reason=reason[:_REASON])
        if mode == "again" and key in self._asked:
            since = self._clock() - self._asked[key]
            if self._settings.again_from_s <= since <= self._settings.again_until_s:
                return Override(by=by, reason="sent again after the question")
        return None

    def _remember(self, key: str) -> None:
        now = self._clock()
        if now - self._asked.get(key, float("-inf")) > self._settings.again_until_s:
            self._asked[key] = now
        self._asked.move_to_end(key)
        while len(self._asked) > _REMEMBERED:
            self._asked.popitem(last=False)

    @staticmethod
    def _key(outgoing: Outgoing, sender: str, recipients: Sequence[str]) -> str:
        return hashlib.sha256("\n".join([outgoing.mark, sender, *sorted(recipients)]).encode("utf-8", "backslashreplace")).hexdigest()
