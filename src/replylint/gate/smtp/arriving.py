"""A message on its way in: read up to its end, within limits of size, time and memory."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from replylint.gate.smtp.settings import SmtpSettings

__all__ = ["Room", "TooLarge", "TooMuch", "TooSlow", "read_wire"]

_END = b".\r\n"
_WHOLE_END = b"\r\n.\r\n"
_DRAIN = 4
"""How many times the largest message is read and thrown away before the door hangs up on its sender."""


class TooLarge(Exception):
    """The message is over the limit; ``ended`` says whether its end was read, so that the conversation can go on."""

    def __init__(self, *, ended: bool) -> None:
        super().__init__()
        self.ended = ended


class TooMuch(Exception):
    """The messages under way take all the memory they may; the end of this one was read."""


class TooSlow(Exception):
    """The message did not arrive in time."""


class Room:
    """Bytes of all messages under way, within a limit. For one event loop."""

    def __init__(self, size: int) -> None:
        self._free = size

    def take(self, size: int) -> bool:
        """Take room for ``size`` bytes and return whether there was as much."""
        if size > self._free:
            return False
        self._free -= size
        return True

    def give(self, size: int) -> None:
        """Give room back."""
        self._free += size


async def read_wire(reader: asyncio.StreamReader, settings: SmtpSettings, room: Room, taken: Callable[[int], None]) -> bytes:
    """Read a message as SMTP carries it, with doubled dots and the dot that ends it.

    Args:
        reader: Where DATA's go-ahead was just sent to.
        settings: The limits.
        room: Where its bytes count; ``taken`` is told of each that does, and whoever calls gives them back.
        taken: Called with how many more bytes the message takes.

    Raises:
        TooLarge, TooMuch, TooSlow: where it breaks a limit.
    """
    loop = asyncio.get_running_loop()
    begin = loop.time()
    wire = bytearray()
    size, last = 0, b""
    large = much = False
    while True:
        try:
            async with asyncio.timeout_at(begin + settings.data_s + size / settings.min_rate):
                piece = await _piece(reader)
        except TimeoutError:
            raise TooSlow from None
        size += len(piece)
        last = (last + piece)[-len(_WHOLE_END) :]
        large = large or size > settings.max_size
        if not (large or much):
            if room.take(len(piece)):
                taken(len(piece))
                wire += piece
            else:
                much = True
        if last == _WHOLE_END or (size == len(_END) and last == _END):
            break
        if size > _DRAIN * settings.max_size:
            raise TooLarge(ended=False)
    if large:
        raise TooLarge(ended=True)
    if much:
        raise TooMuch
    return bytes(wire)


async def _piece(reader: asyncio.StreamReader) -> bytes:
    """Read up to the next line end after a dot, or as much as the reader holds without one."""
    try:
        return await reader.readuntil(_END)
    except asyncio.LimitOverrunError as error:
        return await reader.readexactly(error.consumed)
