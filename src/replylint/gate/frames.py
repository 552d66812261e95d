"""What client and server say to each other on the socket; lengths first, no parsing.

::

    server: state (1 byte), how long an answer may take in ms (4)
    client: "RLG1", flags (1), lengths of identity, by, reason (4 each) and body (8), then these four
    server: exit status or STALE (1), lengths of stdout (8) and stderr (4), then these two
"""

from __future__ import annotations

import struct
from _socket import socket  # what the socket module wraps, whose own import takes as long as Python's start

__all__ = [
    "MAX_BODY", "READY", "STALE", "STARTING", "Broken", "Request",
    "read_answer", "read_hello", "read_request", "send_answer", "send_hello", "send_request",
]  # fmt: skip

MAX_BODY = 64 * 2**20
"""Bytes; Walmart's five attachments of 5 MB each fit, in base64."""
READY, STARTING, STALE = 1, 2, 255
_MAGIC = b"RLG1"
_HELLO = struct.Struct(">BI")
_REQUEST = struct.Struct(">4sBIIIQ")
_ANSWER = struct.Struct(">BQI")
_MAX_FIELD = 2**20
_EMAIL = 1


class Broken(Exception):
    """The other side went away in mid-sentence or speaks something else."""


class Request:
    """What a client asks."""

    __slots__ = ("body", "by", "email", "identity", "reason")

    def __init__(self, identity: bytes, body: bytes, *, email: bool, by: bytes, reason: bytes) -> None:
        self.identity = identity
        self.body = body
        self.email = email
        self.by = by
        self.reason = reason


def send_hello(connection: socket, state: int, wait_ms: int) -> None:
    """Say how the server is and how long it may take."""
    connection.sendall(_HELLO.pack(state, wait_ms))


def read_hello(connection: socket) -> tuple[int, int]:
    """Return state and milliseconds.

    Raises:
        Broken: where the server goes away.
    """
    state, wait_ms = _HELLO.unpack(_exactly(connection, _HELLO.size))
    return state, wait_ms


def send_request(connection: socket, *, identity: bytes, email: bool, by: bytes, reason: bytes, body: bytes) -> None:
    """Send one request."""
    head = _REQUEST.pack(_MAGIC, _EMAIL if email else 0, len(identity), len(by), len(reason), len(body))
    connection.sendall(head + identity + by + reason)
    connection.sendall(body)


def read_request(connection: socket) -> Request:
    """Read one request.

    Raises:
        Broken: where it is none, is too large, or the client goes away.
    """
    magic, flags, *fields, size = _REQUEST.unpack(_exactly(connection, _REQUEST.size))
    if magic != _MAGIC or size > MAX_BODY or max(fields) > _MAX_FIELD:
        raise Broken("no request of this version")
    identity, by, reason = (_exactly(connection, length) for length in fields)
    return Request(identity, _exactly(connection, size), email=bool(flags & _EMAIL), by=by, reason=reason)


def send_answer(connection: socket, status: int, out: bytes, err: bytes) -> None:
    """Send one answer."""
    connection.sendall(_ANSWER.pack(status, len(out), len(err)) + out + err)


def read_answer(connection: socket) -> tuple[int, bytes, bytes]:
    """Return exit status, stdout and stderr.

    Raises:
        Broken: where the server goes away.
    """
    status, out, err = _ANSWER.unpack(_exactly(connection, _ANSWER.size))
    return status, _exactly(connection, out), _exactly(connection, err)


def _exactly(connection: socket, size: int) -> bytes:
    pieces = []
    while size:
        piece = connection.recv(min(size, 2**20))
        if not piece:
            raise Broken("the connection ended early")
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
