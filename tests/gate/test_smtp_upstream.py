"""The SMTP door and the mail server behind it: down, slow, saying no; signing in and TLS."""

from __future__ import annotations

import asyncio
import re
import smtplib
import ssl
import time

import pytest
import trustme

from replylint.gate import Gate
from replylint.gate.smtp.settings import UpstreamTls

from .mail_stand import PASSWORD, RELAY, Line, Loop, MailServer, open_door
from .test_smtp import LINKED, ODD, OTHER, message, wire

pytestmark = pytest.mark.enable_socket
HOST = "127.0.0.1"


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


def scripted(loop: Loop, **answers: bytes) -> int:
    """Start a mail server that gives each command its answer, or 250, and says no more after STARTTLS; return its port."""

    class Scripted(asyncio.Protocol):
        done = False

        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            assert isinstance(transport, asyncio.Transport)
            self.transport = transport
            transport.write(b"220 hello\r\n")

        def data_received(self, data: bytes) -> None:
            for line in () if self.done else data.split(b"\r\n")[:-1]:
                self.done = line == b"STARTTLS"
                self.transport.write(answers.get(line[:4].decode("latin-1"), b"250 fine") + b"\r\n")

    async def listen() -> asyncio.Server:
        return await asyncio.get_running_loop().create_server(Scripted, HOST, 0)

    server = loop.do(listen())
    loop.servers.append(server)
    return int(server.sockets[0].getsockname()[1])


def test_mail_server_of_before_ehlo_is_greeted_its_way(loop: Loop, gate: Gate) -> None:
    line = Line(open_door(loop, gate, scripted(loop, EHLO=b"502 5.5.1 what?"))[1])
    assert line.say(b"MAIL FROM:<tom@lamps.test>") == (250, "fine")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"454 4.7.0 no certificate today", "refuses STARTTLS (4.7.0 no certificate today)"),
        (b"220 go ahead\r\n250 and take this", "sent more than its go-ahead before TLS began"),
        (b"220 go ahead", "did not begin TLS within 1 s"),
    ],
)
def test_mail_server_that_does_not_begin_tls_rightly_gets_nothing(
    loop: Loop, gate: Gate, trusting: ssl.SSLContext, answer: bytes, words: str
) -> None:
    port = scripted(loop, EHLO=b"250-mail.test\r\n250 STARTTLS", STAR=answer)
    line = Line(open_door(loop, gate, port, trusted=trusting, upstream_s=1)[1], greet=False)
    line.reply()
    code, text = line.say(b"EHLO client.test")
    assert (code, words in text) == (451, True), text


def test_mail_server_that_takes_no_data_is_heard(loop: Loop, gate: Gate) -> None:
    line = Line(open_door(loop, gate, scripted(loop, DATA=b"452 4.3.1 no room"))[1])
    assert line.send(wire(message()), RELAY) == (452, "4.3.1 no room")
    assert line.send(wire(message()), RELAY) == (452, "4.3.1 no room")


def test_sender_that_the_mail_server_does_not_take_begins_nothing(loop: Loop, gate: Gate, server: MailServer) -> None:
    line = Line(open_door(loop, gate, server)[1])
    server.answers["MAIL"] = "550 5.1.8 no such sender"
    assert line.say(b"MAIL FROM:<nobody@lamps.test>") == (550, "5.1.8 no such sender")
    assert line.say(f"RCPT TO:<{RELAY}>".encode())[0] == 503
    del server.answers["MAIL"]
    assert line.send(wire(message()), RELAY)[0] == 250


def test_signing_in_has_its_time(loop: Loop, gate: Gate) -> None:
    line = Line(open_door(loop, gate, MailServer(loop, auth=True))[1])
    assert line.say(b"MAIL FROM:<tom@lamps.test>")[0] == 250
    assert line.say(b"AUTH PLAIN AHRvbQBo") == (503, "5.5.1 Not within a mail transaction.")
    assert line.say(b"RSET")[0] == 250
    assert line.say(b"AUTH GSSAPI") == (504, "5.5.4 The mail server does not offer this mechanism here")


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
    assert line.say(b"STARTTLS") == (503, "5.5.1 TLS is already in use")
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
