"""The SMTP door's limits: large and slow messages, many clients, clients that leave, and its own end."""

from __future__ import annotations

import asyncio
import resource
import socket
import time

import pytest

from replylint.gate import Gate
from replylint.gate.smtp.run import Door

from .mail_stand import RELAY, Line, Loop, MailServer, all_given_back, open_door
from .test_smtp import OTHER, message, wire

pytestmark = pytest.mark.enable_socket
HOST = "127.0.0.1"


def wait_until_empty(door: Door) -> None:
    deadline = time.monotonic() + 5
    while door.sessions and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not door.sessions


def test_too_large_is_told_and_the_conversation_goes_on(loop: Loop, gate: Gate, server: MailServer) -> None:
    door, port = open_door(loop, gate, server, max_size=100_000)
    line = Line(port)
    assert line.say(b"MAIL FROM:<tom@lamps.test> SIZE=100001")[0] == 552
    for recipient in (RELAY, OTHER):
        code, text = line.send(b"Subject: x\r\n\r\n" + b"x" * 78 * 2000 + b"\r\n", recipient)
        assert (code, text) == (552, "5.3.4 The message is larger than 0.09537 MB, the most that is taken here.")
    assert line.send(wire(message()), RELAY)[0] == 250
    line.begin(OTHER)
    with pytest.raises(OSError, match=r"."):  # noqa: PT012 - one of many sends meets the end
        for _ in range(200):
            line.socket.sendall(b"y" * 50_000)
            time.sleep(0.001)
        raise OSError("sent it all") if line.reply()[0] == 552 else AssertionError
    assert all_given_back(door)


def test_sixty_four_megabytes_are_refused_in_bounded_memory(loop: Loop, gate: Gate, server: MailServer) -> None:
    line = Line(open_door(loop, gate, server)[1])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    block = (b"A" * 76 + b"\r\n") * 13_000
    line.begin(RELAY)
    for _ in range(64 * 2**20 // len(block) + 1):
        line.socket.sendall(block)
    line.socket.sendall(b".\r\n")
    assert line.reply() == (552, "5.3.4 The message is larger than 50 MB, the most that is taken here.")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 * 1024
    assert server.taken == []
    assert line.send(wire(message()), RELAY)[0] == 250


def test_memory_under_way_is_limited(loop: Loop, gate: Gate, server: MailServer) -> None:
    door, port = open_door(loop, gate, server, max_buffered=3000)
    line = Line(port)
    code, text = line.send(b"Subject: x\r\n\r\n" + b"x\r\n" * 2000, OTHER)
    assert (code, text) == (452, "4.3.1 Too much mail is under way; try again shortly.")
    assert all_given_back(door)
    assert line.send(wire(message()), OTHER)[0] == 250


def test_slow_loris_is_hung_up_on_and_others_are_served(loop: Loop, gate: Gate, server: MailServer) -> None:
    door, port = open_door(loop, gate, server, idle_s=1.0, data_s=1.0, min_rate=10**6)
    slow = Line(port)
    drip = Line(port)
    drip.begin(RELAY)
    begin = time.monotonic()
    ended: dict[str, float] = {}
    while time.monotonic() - begin < 5 and len(ended) < 2:
        for name, line, piece in (("slow", slow, b"N"), ("drip", drip, b"x\r\n")):
            if name not in ended:
                try:
                    line.socket.sendall(piece)
                except OSError:
                    ended[name] = time.monotonic() - begin
        time.sleep(0.1)
        if time.monotonic() - begin < 0.8:
            quick = Line(port)
            assert quick.send(wire(message()), RELAY)[0] == 250
            assert quick.say(b"QUIT")[0] == 221
    assert set(ended) == {"slow", "drip"}
    assert max(ended.values()) < 4
    wait_until_empty(door)
    assert all_given_back(door)
    assert Line(port).send(wire(message()), RELAY)[0] == 250


def test_slow_clients_are_told_why(loop: Loop, gate: Gate, server: MailServer) -> None:
    _, port = open_door(loop, gate, server, idle_s=0.3, data_s=0.3)
    assert Line(port).reply() == (421, "4.4.2 No command came within 0.3 s.")
    line = Line(port)
    line.begin(RELAY)
    assert line.reply() == (421, "4.4.2 The message came too slowly; nothing was sent.")


def test_more_clients_than_allowed_come_back_later(loop: Loop, gate: Gate, server: MailServer) -> None:
    _, port = open_door(loop, gate, server, max_connections=2)
    first, _second = Line(port), Line(port)
    third = Line(port, greet=False)
    assert third.reply() == (421, "4.7.0 Too many connections; connect again shortly")
    assert first.say(b"QUIT")[0] == 221
    time.sleep(0.1)
    assert Line(port).say(b"NOOP")[0] == 250


def test_stop_finishes_what_is_under_way(loop: Loop, gate: Gate, server: MailServer) -> None:
    async def dawdle() -> None:
        await asyncio.sleep(0.7)

    server.before_data = dawdle
    door, port = open_door(loop, gate, server)
    idle, busy = Line(port), Line(port)
    busy.begin(RELAY)
    busy.socket.sendall(wire(message()) + b".\r\n")
    time.sleep(0.2)
    loop.do(door.stop())
    assert busy.reply()[0] == 250
    assert idle.reply() == (421, "4.3.2 This server is going down; connect again shortly.")
    assert len(server.taken) == 1
    with pytest.raises(OSError, match="refused"):
        socket.create_connection((HOST, port), timeout=2)


def test_client_that_leaves_mid_way_leaves_nothing_behind(loop: Loop, gate: Gate, server: MailServer) -> None:
    door, port = open_door(loop, gate, server)
    line = Line(port)
    line.begin(RELAY)
    line.socket.sendall(wire(message())[:50])
    line.close()
    wait_until_empty(door)
    assert server.taken == []
    assert all_given_back(door)
