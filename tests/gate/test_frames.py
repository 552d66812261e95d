"""What client and server of ``replylint gate`` say to each other, and what neither takes for it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from replylint.gate.frames import Broken, read_answer, read_request, send_answer, send_request

ASKED = {"identity": b"who", "by": "Ann é".encode(), "reason": b"", "body": b"x" * 3_000_000}


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    here, there = socket.socketpair()
    with here, there:
        here.settimeout(10)
        there.settimeout(10)
        yield here, there


def test_what_is_sent_arrives_whole(ends: tuple[socket.socket, socket.socket]) -> None:
    here, there = ends
    with ThreadPoolExecutor(1) as pool:
        sent = pool.submit(send_request, here, email=True, **ASKED)
        request = read_request(there)
        sent.result()
    assert {name: getattr(request, name) for name in ASKED} == ASKED
    assert request.email
    send_answer(there, 4, b"out", b"")
    assert read_answer(here) == (4, b"out", b"")


@pytest.mark.parametrize(
    "head",
    [
        b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        b"RLG1" + b"\x00" + b"\xff" * 12 + bytes(8),  # fields of four gigabytes
        b"RLG1" + bytes(13) + b"\xff" * 8,  # a body without end
        b"RLG1" + bytes(13),  # and then silence
        b"",
    ],
)
def test_what_is_no_request_is_broken(ends: tuple[socket.socket, socket.socket], head: bytes) -> None:
    here, there = ends
    here.sendall(head)
    here.shutdown(socket.SHUT_WR)
    with pytest.raises(Broken):
        read_request(there)


def test_an_answer_cut_short_is_broken(ends: tuple[socket.socket, socket.socket]) -> None:
    here, there = ends
    here.sendall(bytes(1) + (100).to_bytes(8) + bytes(4) + b"only this")
    here.shutdown(socket.SHUT_WR)
    with pytest.raises(Broken, match="ended early"):
        read_answer(there)
