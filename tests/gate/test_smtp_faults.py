"""The SMTP door in trouble: mail servers that fail, clients that misbehave, messages that are none."""

from __future__ import annotations

import asyncio
import os
import random
import re
import resource
import signal
import smtplib
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

import replylint
from replylint.gate import Gate
from replylint.gate.smtp.run import Door
from replylint.gate.smtp.settings import UpstreamTls

from .mail_stand import PASSWORD, RELAY, Line, Loop, MailServer, open_door
from .stand import linter_with
from .test_smtp import LINKED, ODD, OTHER, WORDS, message, wire

pytestmark = pytest.mark.enable_socket
HOST = "127.0.0.1"


@pytest.fixture
def loop() -> Iterator[Loop]:
    loop = Loop()
    yield loop
    loop.close()


@pytest.fixture
def server(loop: Loop) -> MailServer:
    return MailServer(loop)


@pytest.fixture(scope="module")
def gate() -> Iterator[Gate]:
    gate = Gate(linter_with(gate={"deadline-ms": 20_000}), door="smtp")
    assert gate.warm(30)
    yield gate
    gate.close()


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def served(authority: trustme.CA) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", HOST).configure_cert(made)
    return made


@pytest.fixture(scope="module")
def trusting(authority: trustme.CA) -> ssl.SSLContext:
    made = ssl.create_default_context()
    authority.configure_trust(made)
    return made


# The mail server down, slow, or saying no


def test_mail_server_that_is_down_means_try_again_and_nothing_is_lost(loop: Loop, gate: Gate, server: MailServer) -> None:
    server.stop()
    _, port = open_door(loop, gate, server)
    line = Line(port, greet=False)
    assert line.reply()[0] == 220
    code, text = line.say(b"EHLO client.test")
    assert code == 451
    told = rf"4\.4\.1 The mail server {HOST}:{server.port} cannot be reached \(.*\); nothing was lost, send it again later\."
    assert re.fullmatch(told, text)
    assert line.say(b"HELO client.test")[0] == 451
    assert line.say(b"MAIL FROM:<tom@lamps.test>")[0] == 503
    server.start()
    assert line.say(b"EHLO client.test")[0] == 250
    assert line.send(wire(message()), RELAY)[0] == 250
    assert len(server.taken) == 1


def test_mail_server_that_was_restarted_is_found_again(loop: Loop, gate: Gate, server: MailServer) -> None:
    line = Line(open_door(loop, gate, server)[1])
    server.drop()
    assert line.send(wire(message()), RELAY)[0] == 250
    server.stop()
    code, text = line.say(b"MAIL FROM:<tom@lamps.test>")
    assert (code, "cannot be reached" in text) == (451, True)
    server.start()
    assert line.send(wire(message()), RELAY)[0] == 250


@pytest.mark.parametrize("recipient", [RELAY, OTHER])
def test_mail_server_that_stops_before_or_within_data_means_try_again(loop: Loop, gate: Gate, server: MailServer, recipient: str) -> None:
    line = Line(open_door(loop, gate, server)[1])
    line.begin(recipient)
    server.drop()
    line.socket.sendall(wire(message()) + b".\r\n")
    code, text = line.reply()
    assert (code, text.startswith("4.4.1 The mail server ")) == (451, True)

    async def die() -> None:
        server.drop()
        await asyncio.sleep(10)

    server.before_data = die
    code, text = line.send(wire(message()), recipient)
    assert (code, "closed the connection" in text) == (451, True)
    assert server.taken == []
    server.before_data = None
    assert line.send(wire(message()), recipient)[0] == 250
    assert len(server.taken) == 1


def test_slow_mail_server_means_try_again(loop: Loop, gate: Gate, server: MailServer) -> None:
    async def dawdle() -> None:
        await asyncio.sleep(5)

    server.before_data = dawdle
    line = Line(open_door(loop, gate, server, upstream_s=0.5)[1])
    begin = time.monotonic()
    code, text = line.send(wire(message()), RELAY)
    assert (code, "did not answer within 0.5 s" in text) == (451, True)
    assert time.monotonic() - begin < 3
    server.before_data = None
    assert line.send(wire(message()), RELAY)[0] == 250


@pytest.mark.parametrize(
    ("greeting", "words"),
    [
        (b"", "did not answer within 0.5 s"),
        (b"554 5.7.1 not today\r\n", "does not take mail now (5.7.1 not today)"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "speaks no SMTP"),
        (b"220 " + b"x" * 300_000, "a line without end"),
        (b"220-x\r\n" * 1000, "speaks no SMTP"),
        (b"220 hello\r\n\xff\xfe\x00\r\n", "speaks no SMTP"),
        (b"220 hello\r\n502 5.5.1 no\r\n502 5.5.1 never\r\n", "refuses the greeting (5.5.1 no)"),
        (b"421 4.3.2 going down\r\n", "does not take mail now (4.3.2 going down)"),
    ],
)
def test_mail_server_that_is_none_gets_a_clear_word(loop: Loop, gate: Gate, greeting: bytes, words: str) -> None:
    class Speaker(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            assert isinstance(transport, asyncio.Transport)
            transport.write(greeting)

    async def listen() -> asyncio.Server:
        return await asyncio.get_running_loop().create_server(Speaker, HOST, 0)

    other = loop.do(listen())
    loop.servers.append(other)
    line = Line(open_door(loop, gate, other.sockets[0].getsockname()[1], upstream_s=0.5)[1], greet=False)
    line.reply()
    code, text = line.say(b"EHLO client.test")
    assert (code, words in text) == (451, True), text


def test_what_the_mail_server_says_is_what_the_client_hears(loop: Loop, gate: Gate, server: MailServer) -> None:
    line = Line(open_door(loop, gate, server)[1])
    server.answers["nobody@example.org"] = "550-5.1.1 No such\r\n550 5.1.1 person"
    assert line.say(b"MAIL FROM:<tom@lamps.test>") == (250, "2.1.0 Sender fine")
    assert line.say(b"RCPT TO:<nobody@example.org>") == (550, "5.1.1 No such\n5.1.1 person")
    assert line.say(b"DATA")[0] == 503
    assert line.say(b"RSET")[0] == 250
    server.answers["DATA"] = "554 5.7.9 We do not like this"
    assert line.send(wire(message()), RELAY) == (554, "5.7.9 We do not like this")
    server.answers["DATA"] = "452 4.2.2 Full"
    assert line.send(wire(message()), RELAY) == (452, "4.2.2 Full")
    server.answers["MAIL"] = "421 4.3.2 Going down"
    code, text = line.say(b"MAIL FROM:<tom@lamps.test>")
    assert (code, "closes the connection (4.3.2 Going down)" in text) == (451, True)


def test_only_what_the_mail_server_can_do_is_offered(loop: Loop, gate: Gate) -> None:
    server = MailServer(loop, data_size_limit=1234)
    line = Line(open_door(loop, gate, server)[1])
    offered = line.say(b"EHLO again.test")[1].splitlines()
    assert offered == ["localhost", "SIZE 1234", "PIPELINING", "8BITMIME", "SMTPUTF8"]
    assert line.say(b"MAIL FROM:<tom@lamps.test> BODY=8BITMIME SMTPUTF8 SIZE=1000")[0] == 250
    assert server.commands[-1] == "MAIL tom@lamps.test BODY=8BITMIME SMTPUTF8 SIZE=1000"
    assert line.say("RCPT TO:<jürgen@relay.walmart.com>".encode())[0] == 250
    assert server.commands[-1] == "RCPT jürgen@relay.walmart.com"


# Signing in, and TLS


def test_signing_in_is_the_mail_servers_matter(loop: Loop, gate: Gate) -> None:
    server = MailServer(loop, auth=True, auth_required=False)
    _, port = open_door(loop, gate, server)
    for mechanism in ("auth_plain", "auth_login"):
        with smtplib.SMTP(HOST, port) as client:
            client.ehlo()
            client.user, client.password = "tom", PASSWORD.decode()  # type: ignore[attr-defined]
            assert client.auth(mechanism[5:].upper(), getattr(client, mechanism))[0] == 235
            assert client.send_message(message()) == {}
    with smtplib.SMTP(HOST, port) as client:
        with pytest.raises(smtplib.SMTPAuthenticationError) as caught:
            client.login("tom", "wrong")
        assert caught.value.smtp_code == 535
    line = Line(port)
    assert line.say(b"AUTH XOAUTH2")[0] == 334
    assert line.say(b"dGhlIHRva2Vu")[0] == 235
    assert line.say(b"AUTH XOAUTH2")[0] == 503
    line = Line(port)
    assert line.say(b"AUTH XOAUTH2")[0] == 334
    assert line.say(b"*")[0] == 501
    assert line.say(b"AUTH SCRAM-SHA-256-PLUS x")[0] == 504
    assert line.say(b"AUTH")[0] == 501
    assert len(server.taken) == 2


def test_signed_in_client_whose_mail_server_goes_away_must_connect_again(loop: Loop, gate: Gate) -> None:
    server = MailServer(loop, auth=True)
    line = Line(open_door(loop, gate, server)[1])
    assert line.say(b"AUTH XOAUTH2")[0] == 334
    assert line.say(b"dGhlIHRva2Vu")[0] == 235
    server.drop()
    assert line.say(b"MAIL FROM:<tom@lamps.test>")[0] == 451
    assert line.reply()[0] == 0


def test_clients_from_elsewhere_sign_in_over_tls_first(
    loop: Loop, gate: Gate, served: ssl.SSLContext, trusting: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A test has no other machine; the client's address is taken for foreign instead, the mail server's is not.
    monkeypatch.setattr("replylint.gate.smtp.introduction.is_loopback", lambda host: host == "localhost")
    server = MailServer(loop, auth=True)
    _, port = open_door(loop, gate, server, client_tls=served, upstream_host="localhost")
    line = Line(port)
    offered = line.say(b"EHLO client.test")[1].splitlines()
    assert "STARTTLS" in offered
    assert not any(word.startswith("AUTH") for word in offered)
    assert line.say(b"AUTH PLAIN AHRvbQBodW50ZXIyIQ==") == (538, "5.7.11 Passwords are taken over TLS only; use STARTTLS.")
    assert line.say(b"MAIL FROM:<tom@lamps.test>") == (530, "5.7.0 Authentication required.")
    with smtplib.SMTP(HOST, port) as client:
        client.starttls(context=trusting)
        with pytest.raises(smtplib.SMTPSenderRefused) as caught:
            client.send_message(message())
        assert caught.value.smtp_code == 530
        client.login("tom", PASSWORD.decode())
        assert client.send_message(message()) == {}
        with pytest.raises(smtplib.SMTPDataError):
            client.send_message(message(LINKED))
    assert len(server.taken) == 1


def test_what_was_said_before_tls_counts_no_more(loop: Loop, gate: Gate, served: ssl.SSLContext, trusting: ssl.SSLContext) -> None:
    server = MailServer(loop)
    line = Line(open_door(loop, gate, server, client_tls=served)[1])
    assert line.say(b"MAIL FROM:<tom@lamps.test>")[0] == 250
    # What is slipped in behind STARTTLS in clear must not be taken for the client's own words.
    line.socket.sendall(b"STARTTLS\r\nRSET\r\n")
    assert line.reply()[0] == 220
    encrypted = trusting.wrap_socket(line.socket, server_hostname="localhost")
    line.socket, line._file = encrypted, encrypted.makefile("rb")
    assert line.say(b"MAIL FROM:<tom@lamps.test>")[0] == 503
    assert "STARTTLS" not in line.say(b"EHLO client.test")[1].splitlines()
    assert line.send(ODD, OTHER)[0] == 250
    assert server.taken[0].original_content == ODD.replace(b"\r\n..", b"\r\n.")


@pytest.mark.parametrize("mode", ["starttls", "tls"])
def test_tls_to_the_mail_server(loop: Loop, gate: Gate, served: ssl.SSLContext, trusting: ssl.SSLContext, mode: UpstreamTls) -> None:
    server = MailServer(loop, tls=served, implicit=mode == "tls", require_starttls=mode == "starttls")
    line = Line(open_door(loop, gate, server, upstream_host="localhost", upstream_tls=mode, trusted=trusting)[1])
    assert line.send(wire(message()), RELAY)[0] == 250
    assert len(server.taken) == 1


def test_mail_server_with_a_certificate_of_nobody_gets_nothing(loop: Loop, gate: Gate, served: ssl.SSLContext) -> None:
    server = MailServer(loop, tls=served)
    line = Line(open_door(loop, gate, server, upstream_host="localhost")[1], greet=False)
    line.reply()
    code, text = line.say(b"EHLO client.test")
    assert (code, "its certificate is not trusted" in text) == (451, True), text


def test_mail_server_elsewhere_without_tls_gets_nothing(loop: Loop, gate: Gate, server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("replylint.gate.smtp.upstream.is_loopback", lambda _host: False)
    line = Line(open_door(loop, gate, server)[1], greet=False)
    line.reply()
    code, text = line.say(b"EHLO client.test")
    assert (code, "does not offer STARTTLS" in text) == (451, True)


# Limits


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
    assert door.room._free == door.settings.max_buffered


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
    assert door.room._free == 3000
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
    assert door.room._free == door.settings.max_buffered
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
    assert door.room._free == door.settings.max_buffered


# What is no mail, or means to slip through

SMUGGLED = [b"\n.\n", b"\n.\r\n", b"\r.\r\n", b"\r.\r", b"\r\n.\n", b"\r\n.\r"]


@pytest.mark.parametrize("gap", SMUGGLED)
def test_no_second_message_is_smuggled_in_behind_a_broken_end(loop: Loop, gate: Gate, server: MailServer, gap: bytes) -> None:
    line = Line(open_door(loop, gate, server)[1])
    hidden = f"MAIL FROM:<tom@lamps.test>\r\nRCPT TO:<{RELAY}>\r\nDATA\r\n".encode() + wire(message(LINKED))
    code, text = line.send(b"Subject: x\r\n\r\nHello" + gap + hidden, OTHER)
    assert (code, text[:35]) == (550, "5.6.0 The message holds a line of o")
    code, text = line.send(gap[2:] + b"x\r\n" if gap.startswith(b"\r\n") else b"." + gap[2:] + b"x\r\n", OTHER)
    assert code == 550 or gap.endswith(b"\r\n")
    assert all(b"Hello" not in (envelope.original_content or b"") for envelope in server.taken)


def test_no_recipient_is_smuggled_in_behind_a_carriage_return(loop: Loop, gate: Gate, server: MailServer) -> None:
    line = Line(open_door(loop, gate, server)[1])
    assert line.say(b"MAIL FROM:<tom@lamps.test>\rRCPT TO:<x@relay.walmart.com>")[0] == 501
    assert line.say(b"MAIL FROM:<tom@lamps.test>")[0] == 250
    assert line.say(f"RCPT TO:<{OTHER}>\rRCPT TO:<{RELAY}>".encode())[0] == 501
    assert line.say(b"RCPT TO:<a\x00b@example.org>")[0] == 501
    assert not any("RCPT" in command for command in server.commands)


def test_senseless_commands_get_plain_answers(loop: Loop, gate: Gate, server: MailServer) -> None:
    _, port = open_door(loop, gate, server)
    line = Line(port, greet=False)
    line.reply()
    answers = [
        (b"MAIL FROM:<a@b>", 503), (b"AUTH PLAIN x", 503), (b"EHLO", 501), (b"EHLO x", 250), (b"RCPT TO:<a@b>", 503), (b"DATA", 503),
        (b"MAIL", 501), (b"MAIL TO:<a>", 501), (b"MAIL FROM:<a@b>", 250), (b"MAIL FROM:<a@b>", 503), (b"RCPT", 501), (b"RCPT FROM:<a>", 501),
        (b"DATA now", 501), (b"RSET x", 501), (b"RSET", 250), (b"HELP", 214), (b"VRFY tom", 252), (b"NOOP", 250), (b"STARTTLS", 454),
        (b"\xff\xfe", 500), (b"", 500), (b"x" * 5000, 500),
    ]  # fmt: skip
    for said, code in answers:
        assert line.say(said)[0] == code, said
    page = Line(port, greet=False)
    page.socket.sendall(b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://evil.test\r\nAccept: */*\r\nA: b\r\nB: c\r\n\r\nEHLO x\r\n")
    codes = [page.reply()[0] for _ in range(9)]
    assert codes[-1] == 0
    assert 250 not in codes


TEXT = WORDS.replace("\n", "\r\n").encode()
BAD = LINKED.replace("\n", "\r\n").encode()
PART = b"--b\r\nContent-Type: text/plain\r\n\r\n"


def multipart(body: bytes, kind: bytes = b"multipart/mixed; boundary=b") -> bytes:
    return b"MIME-Version: 1.0\r\nContent-Type: " + kind + b"\r\n\r\n" + body


MALFORMED: dict[str, tuple[bytes, int]] = {
    "empty": (b"", 550),
    "blank": (b"\r\n\r\n", 550),
    "no header": (b"\r\n" + TEXT, 250),
    "header without end": (b"Subject: x\r\nX: y\r\n", 550),
    "text where a header should be": (b"Subject: x\r\nnot a header\r\n\r\n" + BAD, 550),
    "header name with NUL": (b"Sub\x00ject: x\r\n\r\n" + BAD, 550),
    "raw 8-bit header": (b"Subject: caf\xe9 \xff\r\n\r\n" + BAD, 550),
    "broken encoded word": (b"Subject: =?utf-8?q?=ZZ?= =?x-none?b?####?=\r\n\r\n" + BAD, 550),
    "multipart without boundary": (multipart(PART + BAD, b"multipart/mixed"), 550),
    "boundary that never comes": (multipart(PART + BAD, b"multipart/mixed; boundary=other"), 550),
    "boundary left open": (multipart(PART + BAD), 550),
    "boundary left open, clean": (multipart(PART + TEXT), 250),
    "empty boundary": (multipart(PART + BAD, b'multipart/mixed; boundary=""'), 550),
    "boundary within itself": (multipart(PART + b"--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + PART + BAD), 550),
    "deep": (b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i) for i in range(600)) + b"\r\n" + BAD, 550),
    "ten thousand parts": (multipart((PART + b"x\r\n") * 2000 + PART + BAD), 550),
    "unknown charset": (b"Content-Type: text/plain; charset=x-klingon\r\n\r\n" + BAD, 550),
    "charset with NUL": (b"Content-Type: text/plain; charset=\"utf\x00-8\"\r\n\r\n" + BAD, 550),
    "charset that is no text": (b"Content-Type: text/plain; charset=base64\r\n\r\n" + BAD, 550),
    "charset of RFC 2231 nonsense": (b"Content-Type: text/plain; charset*=x'y'%FF%ZZ\r\n\r\n" + BAD, 550),
    "bytes against the charset": (b"Content-Type: text/plain; charset=us-ascii\r\n\r\n\xff\xfe" + BAD, 550),
    "utf-16": (b"Content-Type: text/plain; charset=utf-16\r\n\r\n" + BAD, 550),
    "broken base64": (b"Content-Transfer-Encoding: base64\r\n\r\n!!!" + b"QUJD\r\nQ===\r\n", 550),
    "broken quoted-printable": (b"Content-Transfer-Encoding: quoted-printable\r\n\r\n=\r\n==ZZ=4\r\n" + BAD, 550),
    "unknown transfer encoding": (b"Content-Transfer-Encoding: x-rot13\r\n\r\n" + BAD, 550),
    "uuencoded nonsense": (b"Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 666 x\r\n\xff\xff\r\nend\r\n", 550),
    "content type that is none": (b"Content-Type: ;;;=\r\n\r\n" + BAD, 550),
    "content type of commas": (b"Content-Type: text/html, text/plain\r\n\r\n" + BAD, 550),
    "only an attachment": (b"Content-Type: image/png\r\nContent-Disposition: attachment; filename*=utf-8'%FF\r\n\r\nxx", 550),
    "message within a message without end": (b"Content-Type: message/rfc822\r\n\r\n" * 50 + b"\r\n" + BAD, 550),
    "html that never closes": (b"Content-Type: text/html\r\n\r\n" + b"<div <p <!-- " * 500 + b"<a href='https://shop.example.com", 550),
    "text too long to check": (b"Subject: x\r\n\r\n" + TEXT + b"word word\r\n" * 30_000, 550),
}  # fmt: skip


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_mime_gets_a_clear_answer(loop: Loop, gate: Gate, server: MailServer, name: str, caplog: pytest.LogCaptureFixture) -> None:
    raw, code = MALFORMED[name]
    line = Line(open_door(loop, gate, server)[1])
    if raw and not raw.endswith(b"\r\n"):
        raw += b"\r\n"
    got, text = line.send(raw, RELAY)
    assert (got, "Traceback" in text) == (code, False), text
    assert [entry for entry in caplog.records if entry.levelname == "ERROR"] == []
    assert line.send(raw, OTHER)[0] == 250
    assert server.taken[-1].original_content == raw


def test_mail_broken_at_random_never_breaks_the_door(loop: Loop, gate: Gate, server: MailServer, caplog: pytest.LogCaptureFixture) -> None:
    made = message(LINKED, Subject="Grüße")
    made.add_alternative("<p>We are so sorry. <a href='https://shop.example.com'>x</a></p>", subtype="html")
    made.add_attachment(b"\x00\xff" * 50, maintype="image", subtype="png", filename="bülb.png")
    raw = wire(made)
    line = Line(open_door(loop, gate, server)[1])
    chance = random.Random(4711)  # noqa: S311 - the same breakage each time
    for _ in range(120):
        broken = bytearray(raw)
        for _ in range(chance.randrange(1, 8)):
            at = chance.randrange(len(broken))
            if chance.random() < 0.4:
                del broken[at : at + chance.randrange(1, 60)]
            else:
                broken[at : at + 1] = chance.choice([b"\r\n", b"\x00", b"\xff", b'"', b";", b"=", b"--", b":", b"\r\n\r\n", b"=?utf-8?q?"])
        safe = re.sub(rb"\r\n\.", b"\r\n..", re.sub(rb"\r(?!\n)|(?<!\r)\n", b"", bytes(broken))) + b"\r\n"
        assert line.send(safe.removeprefix(b"."), RELAY)[0] in (250, 550)
    assert [entry for entry in caplog.records if entry.levelname == "ERROR"] == []


# The command


def run(*arguments: str, folder: Path) -> subprocess.Popen[str]:
    source = str(Path(replylint.__file__).parents[1])
    kept = {name: value for name, value in os.environ.items() if not name.startswith("REPLYLINT_")}
    main = "import sys; from replylint.cli.entry import main; sys.exit(main())"
    return subprocess.Popen(
        [sys.executable, "-c", main, "smtp", *arguments], cwd=folder, env={**kept, "PYTHONPATH": source}, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--upstream", "mail.test"], "'mail.test' is not HOST:PORT"),
        (["--upstream", "::1:25"], "in brackets"),
        (["--upstream", "mail.test:smtp"], "'smtp' is no port"),
        (["--upstream", "mail.test:25", "--listen", "0.0.0.0:2525"], "name a certificate with --tls-cert"),
        (["--upstream", "mail.test:25", "--listen", "127.0.0.1:99999"], "is no port"),
        (["--upstream", "mail.test:25", "--tls-key", "key.pem"], "--tls-key is of no use alone"),
        (["--upstream", "mail.test:25", "--tls-cert", "no.pem"], "--tls-cert no.pem"),
        (["--upstream", "mail.test:25", "--upstream-ca", "no.pem"], "--upstream-ca no.pem"),
        (["--upstream", "mail.test:25", "--context", "no.json"], "no.json"),
        ([], "--upstream"),
    ],
)
def test_command_names_what_is_wrong(arguments: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from replylint.cli.entry import main

    (tmp_path / "replylint.toml").write_text("meaning = false\n")
    assert main(["smtp", "--config", str(tmp_path / "replylint.toml"), *arguments]) == 2
    captured = capsys.readouterr()
    assert words in captured.err
    assert captured.out == ""
    assert "Traceback" not in captured.err


def test_command_serves_and_ends_on_a_signal(loop: Loop, server: MailServer, tmp_path: Path) -> None:
    (tmp_path / "replylint.toml").write_text("meaning = false\n[gate]\ndeadline-ms = 20000\nstartup-ms = 60000\n")
    door = run("--listen", f"{HOST}:0", "--upstream", f"{HOST}:{server.port}", folder=tmp_path)
    assert door.stderr is not None
    try:
        told = door.stderr.readline()
        found = re.fullmatch(
            rf"replylint: {HOST}:(\d+) to {HOST}:{server.port}, linting mail to relay\.walmart\.com \(stop with Ctrl\+C\)\n", told
        )
        assert found, told
        with smtplib.SMTP(HOST, int(found.group(1))) as client:
            with pytest.raises(smtplib.SMTPDataError) as caught:
                client.send_message(message(LINKED))
            assert caught.value.smtp_code == 550
            assert client.send_message(message()) == {}
        assert len(server.taken) == 1
    finally:
        door.send_signal(signal.SIGTERM)
        _, rest = door.communicate(timeout=30)
    assert (door.returncode, rest) == (0, "")
