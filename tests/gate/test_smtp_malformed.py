"""What is no mail, or means to slip through the SMTP door."""

from __future__ import annotations

import random
import re

import pytest

from replylint.errors import InputError
from replylint.gate import Gate
from replylint.models import Draft

from .mail_stand import RELAY, Line, Loop, MailServer, open_door
from .test_smtp import LINKED, OTHER, WORDS, message, wire

pytestmark = pytest.mark.enable_socket

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


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_mime_gets_the_same_answer_without_the_door(gate: Gate, name: str) -> None:
    raw, code = MALFORMED[name]
    try:
        decision = gate.check(Draft(content=raw, kind="eml")).decision
    except InputError as error:
        decision = error.code
    assert (decision == "allow") == (code == 250)


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
