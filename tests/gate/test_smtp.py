from __future__ import annotations

import json
import smtplib
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from replylint.gate import Gate
from replylint.gate.smtp.outgoing import goes_to

from .mail_stand import RELAY, Line, Loop, MailServer, all_given_back, open_door
from .stand import linter_with, sleeping, when

pytestmark = pytest.mark.enable_socket

WORDS = "Hello Ann,\n\nWe are so sorry that the lamp arrived broken. We have refunded you in full.\n\nKind regards,\nTom\n"
LINKED = WORDS.replace("We have", "The manual is on https://www.lamps.example.com now. We have")
OTHER = "friend@example.org"


def message(text: str = WORDS, **headers: str) -> EmailMessage:
    made = EmailMessage()
    for name, value in {"From": "tom@lamps.test", "To": RELAY, "Subject": "Your order", **headers}.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


def wire(made: EmailMessage) -> bytes:
    return made.as_bytes(policy=made.policy.clone(linesep="\r\n"))


@pytest.fixture(scope="module")
def audit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("audit") / "audit.jsonl"


@pytest.fixture(scope="module")
def gate(audit: Path) -> Iterator[Gate]:
    gate = Gate(linter_with(gate={"deadline-ms": 20_000, "audit-log": str(audit)}), door="smtp")
    assert gate.warm(30)
    yield gate
    gate.close()


@pytest.fixture(scope="module")
def asking(audit: Path) -> Iterator[Gate]:
    """A gate that asks to confirm where others block."""
    gate = Gate(linter_with(gate={"deadline-ms": 20_000, "block": [], "confirm": ["error"], "audit-log": str(audit)}), door="smtp")
    assert gate.warm(30)
    yield gate
    gate.close()


@pytest.fixture
def line(loop: Loop, gate: Gate, server: MailServer) -> Line:
    return Line(open_door(loop, gate, server)[1])


def last_audit(audit: Path) -> dict[str, object]:
    entry: dict[str, object] = json.loads(audit.read_text().splitlines()[-1])
    return entry


# What passes, and what does not


def test_reply_that_keeps_the_rules_passes_as_it_is(line: Line, server: MailServer, audit: Path) -> None:
    raw = wire(message())
    assert line.send(raw, RELAY) == (250, "2.0.0 Queued as 4711")
    assert [(e.mail_from, e.rcpt_tos, e.original_content) for e in server.taken] == [("tom@lamps.test", [RELAY], raw)]
    assert last_audit(audit)["decision"] == "allow"
    assert last_audit(audit)["door"] == "smtp"


def test_reply_that_breaks_a_rule_is_refused_with_the_summary(line: Line, server: MailServer, audit: Path) -> None:
    code, text = line.send(wire(message(LINKED)), RELAY)
    assert (code, text[:6]) == (550, "5.7.1 ")
    assert text.startswith("5.7.1 Do not send this reply yet: ")
    assert '"https://www.lamps.example.com"' in text
    assert server.taken == []
    assert server.commands[-1] == "RSET"
    assert last_audit(audit)["decision"] == "block"
    assert line.send(wire(message()), RELAY)[0] == 250


def test_refusal_reaches_a_mail_program_as_one_clear_error(loop: Loop, gate: Gate, server: MailServer) -> None:
    with smtplib.SMTP("127.0.0.1", open_door(loop, gate, server)[1]) as client:
        with pytest.raises(smtplib.SMTPDataError) as caught:
            client.send_message(message(LINKED))
        assert caught.value.smtp_code == 550
        assert client.send_message(message()) == {}
    assert len(server.taken) == 1


def _html(made: EmailMessage) -> None:
    made.add_alternative("<p>We are so sorry.</p><p>See <a href='https://shop.example.com/x'>here</a>.</p>", subtype="html")


def _attachment(made: EmailMessage) -> None:
    made.add_attachment(b"x" * 100, maintype="image", subtype="png", filename="visit lamps.example.com today.png")


def _latin(made: EmailMessage) -> None:
    made.set_content("Grüße! We are so sorry. See https://lamps.example.com now.\n", charset="iso-8859-1", cte="quoted-printable")


def _base64(made: EmailMessage) -> None:
    made.set_content(LINKED, cte="base64")


@pytest.mark.parametrize("change", [_html, _attachment, _latin, _base64])
def test_every_part_is_linted(line: Line, server: MailServer, change: Callable[[EmailMessage], None]) -> None:
    made = message()
    change(made)
    code, text = line.send(wire(made), RELAY)
    assert (code, server.taken) == (550, [])
    assert "example.com" in text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (WORDS + "www.lamps.example.com\n", 550),  # in the signature
        (WORDS + "\nOn Mon, Nov 2, 2026, Ann wrote:\n> Is it the one on https://www.lamps.example.com?\n", 250),
        (WORDS + "\n-----Original Message-----\nFrom: Ann\nIt broke, see https://photos.example.com/1\n", 250),
    ],
)
def test_signature_is_linted_and_quoted_history_is_not(line: Line, text: str, code: int) -> None:
    assert line.send(wire(message(text)), RELAY)[0] == code


def test_quoted_history_is_the_customers_message(loop: Loop, server: MailServer) -> None:
    told: list[str | None] = []
    linter = linter_with(gate={"deadline-ms": 20_000})
    start = linter._plan
    linter._plan = lambda ctx: (told.append(ctx.customer), start(ctx))[1]  # type: ignore[method-assign]
    gate = Gate(linter, door="smtp")
    assert gate.warm(30)
    told.clear()
    line = Line(open_door(loop, gate, server)[1])
    assert line.send(wire(message(WORDS + "\nOn Mon, Nov 2, 2026, Ann wrote:\n> The lamp arrived broken.\n")), RELAY)[0] == 250
    assert told == ["The lamp arrived broken."]
    gate.close()


@pytest.mark.parametrize(
    ("attachments", "words"),
    [
        ([("p.jpg", 100)] * 5, None),
        ([("p.jpg", 100)] * 6, "it has 6 attachments, and Walmart takes at most 5"),
        ([("p.jpg", 5 * 2**20)], None),
        ([("my film.mov", 5 * 2**20 + 60_000)], '"my film.mov" has 5.1 MB, and Walmart takes at most 5 MB a file'),
    ],
)
def test_number_and_size_of_attachments(line: Line, audit: Path, attachments: list[tuple[str, int]], words: str | None) -> None:
    made = message()
    for name, size in attachments:
        made.add_attachment(b"x" * size, maintype="image", subtype="jpeg", filename=name)
    code, text = line.send(wire(made), RELAY)
    assert code == (550 if words else 250)
    assert (words or "") in text
    assert last_audit(audit)["decision"] == ("block" if words else "allow")


@pytest.mark.parametrize(
    ("recipient", "linted"),
    [
        (f"<{RELAY}>", True),
        ("<X@RELAY.WalMart.com>", True),
        ("<x@es.relay.walmart.com>", True),
        ("<x@relay.walmart.com.> NOTIFY=NEVER", True),
        ("<@a.test,@b.test:x@relay.walmart.com>", True),
        ('<"a b"@relay.walmart.com>', True),
        ("<x%relay.walmart.com@smtp.test>", True),
        ("<x@relay。walmart．com>", True),
        ("x@relay.walmart.com", True),
        ("<x@walmart.com>", False),
        ("<x@norelay.walmart.com>", False),
        ("<x@relay.walmart.com.example.org>", False),
        ("<relay.walmart.community@example.org>", False),
        ("<friend@example.org>", False),
    ],
)
def test_which_recipients_are_linted(recipient: str, linted: bool) -> None:
    assert goes_to(recipient, ["relay.walmart.com"]) is linted


def test_one_walmart_recipient_is_enough(line: Line, server: MailServer) -> None:
    assert line.send(wire(message(LINKED)), OTHER, RELAY)[0] == 550
    assert line.send(wire(message(LINKED)), RELAY, OTHER)[0] == 550
    assert server.taken == []
    assert line.send(wire(message(LINKED)), OTHER)[0] == 250


def test_domain_is_configurable(loop: Loop, gate: Gate, server: MailServer) -> None:
    line = Line(open_door(loop, gate, server, domains=("relay.example.net",))[1])
    assert line.send(wire(message(LINKED)), "x@relay.example.net")[0] == 550
    assert line.send(wire(message(LINKED)), RELAY)[0] == 250


# Byte for byte

ODD = (
    b"Subject: raw caf\xe9 \xff\xfe\r\nX-Long: " + b"y" * 5000 + b"\r\n folded\r\n\r\n..one dot\r\n....three\r\nbare\nfeed and bare\rreturn\r\n"
    b"\x00\x01\x1b nul and escape\r\n" + b"z" * 70_000 + b"\r\n\r\n  trailing  \t\r\n\r\n"
)


def test_other_mail_passes_byte_for_byte(line: Line, server: MailServer) -> None:
    for raw in (ODD, wire(message(LINKED)), b"", b"\r\n", b"no header at all\r\n", b"..\r\n"):
        assert line.send(raw, OTHER) == (250, "2.0.0 Queued as 4711")
        assert server.taken[-1].original_content == raw.replace(b"\r\n..", b"\r\n.").removeprefix(b"." if raw.startswith(b"..") else b"")


def test_pieces_as_small_as_bytes_are_read_alike(line: Line, server: MailServer) -> None:
    raw = b"Subject: x\r\n\r\nEnds with a dot.\r\n..\r\n.. \r\n\r\n"
    line.begin(OTHER)
    for index in range(len(raw)):
        line.socket.sendall(raw[index : index + 1])
    line.socket.sendall(b".\r\n")
    assert line.reply()[0] == 250
    assert server.taken[0].original_content == b"Subject: x\r\n\r\nEnds with a dot.\r\n.\r\n. \r\n\r\n"


def test_pipelined_commands_are_answered_in_order(line: Line, server: MailServer) -> None:
    raw = wire(message())
    line.socket.sendall(f"MAIL FROM:<tom@lamps.test>\r\nRCPT TO:<{RELAY}>\r\nDATA\r\n".encode())
    assert [line.reply()[0] for _ in range(3)] == [250, 250, 354]
    line.socket.sendall(raw + b".\r\nNOOP\r\nMAIL FROM:<b@lamps.test>\r\n")
    assert [line.reply()[0] for _ in range(3)] == [250, 250, 250]
    assert server.taken[0].original_content == raw


@pytest.fixture(scope="module")
def key() -> tuple[bytes, bytes]:
    made = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505 - made in no time, and kept for none
    private = made.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption())
    public = made.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return private, b"v=DKIM1; k=rsa; p=" + b"".join(public.splitlines()[1:-1])


def signed(raw: bytes, private: bytes) -> bytes:
    return bytes(dkim.sign(raw, b"s", b"lamps.test", private, include_headers=[b"from", b"to", b"subject"])) + raw


def holds(raw: bytes, record: bytes) -> bool:
    return bool(dkim.verify(raw, dnsfunc=lambda name, timeout=5: record))


@pytest.mark.parametrize("recipient", [RELAY, OTHER])
def test_dkim_signature_stays_valid(line: Line, server: MailServer, key: tuple[bytes, bytes], recipient: str) -> None:
    raw = signed(wire(message(WORDS + "\n.a line with a dot\n")), key[0])
    assert line.send(raw.replace(b"\r\n.", b"\r\n.."), recipient)[0] == 250
    got = server.taken[0].original_content
    assert got == raw
    assert holds(got, key[1])
    assert not holds(got.replace(b"refunded", b"refunde"), key[1])


# Replies to confirm


def test_confirm_leaves_when_sent_again(loop: Loop, asking: Gate, server: MailServer, audit: Path) -> None:
    door, port = open_door(loop, asking, server)
    now = [1000.0]
    door.judge._clock = lambda: now[0]
    line = Line(port)

    def send(text: str = LINKED, recipient: str = RELAY) -> tuple[int, str]:
        return line.send(wire(message(text, Message_ID=f"<{now[0]}@x>")), recipient)

    code, text = send()
    assert code == 550
    assert text.startswith("5.7.1 Look again before you send this reply: ")
    assert text.endswith("send it again within 15 minutes, or with the header X-Replylint-Confirm and your reason.")
    now[0] += 1
    assert send()[0] == 550  # too soon for a person
    now[0] += 20
    assert send(LINKED.replace("manual", "book"))[0] == 550  # another reply
    assert send(LINKED, "y@relay.walmart.com")[0] == 550  # to someone else
    assert server.taken == []
    assert send()[0] == 250
    entry = last_audit(audit)
    assert (entry["decision"], entry["override"]) == ("allow", {"by": "tom@lamps.test", "reason": "sent again after the question"})
    assert send()[0] == 550  # a confirmation counts once
    now[0] += 1000
    assert send()[0] == 550  # too late


def test_confirm_by_header_which_stays_here(loop: Loop, asking: Gate, server: MailServer, audit: Path, key: tuple[bytes, bytes]) -> None:
    line = Line(open_door(loop, asking, server, confirm="header")[1])
    assert line.send(wire(message(LINKED)), RELAY)[1].endswith("with the header X-Replylint-Confirm and your reason.")
    assert line.send(wire(message(LINKED)), RELAY)[0] == 550
    raw = signed(wire(message(LINKED)), key[0])
    assert line.send(b"x-replylint-CONFIRM: =?utf-8?q?the_boss_said?=\r\n so\r\n" + raw, RELAY)[0] == 250
    assert server.taken[0].original_content == raw
    assert holds(raw, key[1])
    assert last_audit(audit)["override"] == {"by": "tom@lamps.test", "reason": "the boss said so"}
    assert line.send(wire(message(LINKED + "\nX-Replylint-Confirm: in the body\n")), RELAY)[0] == 550
    assert line.send(b"X-Replylint-Confirm:  \r\n" + wire(message(LINKED)), RELAY)[0] == 550


def test_confirm_modes_pass_and_block(loop: Loop, asking: Gate, server: MailServer, audit: Path) -> None:
    line = Line(open_door(loop, asking, server, confirm="pass")[1])
    assert line.send(wire(message(LINKED)), RELAY)[0] == 250
    assert last_audit(audit)["override"]
    line = Line(open_door(loop, asking, server, confirm="block", again_from_s=0)[1])
    for _ in range(2):
        assert line.send(b"X-Replylint-Confirm: please\r\n" + wire(message(LINKED)), RELAY)[0] == 550
    assert len(server.taken) == 1


def test_header_confirms_nothing_that_is_blocked(line: Line, server: MailServer) -> None:
    assert line.send(b"X-Replylint-Confirm: please\r\n" + wire(message(LINKED)), RELAY)[0] == 550
    assert server.taken == []


def test_header_is_left_alone_in_other_mail(line: Line, server: MailServer) -> None:
    raw = b"X-Replylint-Confirm: please\r\n" + wire(message())
    assert line.send(raw, OTHER)[0] == 250
    assert server.taken[0].original_content == raw


# The gate in trouble


def test_deadline_on_a_closed_check_refuses(loop: Loop, server: MailServer) -> None:
    gate = Gate(linter_with({"links": when("lamp", sleeping(2))}, gate={"deadline-ms": 300}), door="smtp")
    assert gate.warm(30)
    line = Line(open_door(loop, gate, server)[1])
    code, text = line.send(wire(message()), RELAY)
    assert code == 550
    assert "Not checked in the time allowed (300 ms): " in text or "not checked in the time allowed (300 ms): " in text
    assert line.send(wire(message()), OTHER)[0] == 250
    gate.close()


def test_failure_of_the_gate_itself_loses_nothing(loop: Loop, gate: Gate, server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_args: object, **_options: object) -> None:
        raise RuntimeError("out of luck")

    door, port = open_door(loop, gate, server)
    line = Line(port)
    with monkeypatch.context() as patch:
        patch.setattr(gate, "acheck", broken)
        assert line.send(wire(message()), RELAY) == (451, "4.3.0 Something failed here; nothing was sent, try again")
        assert server.taken == []
    assert line.send(wire(message()), RELAY)[0] == 250
    assert len(server.taken) == 1
    assert all_given_back(door)


@pytest.mark.parametrize("text", [False, True])
def test_mail_that_cannot_be_read_stands_in_the_audit_log(loop: Loop, server: MailServer, tmp_path: Path, text: bool) -> None:
    settings = {"deadline-ms": 20_000, "audit-log": str(tmp_path / "audit.jsonl"), "audit-text": text}
    gate = Gate(linter_with(gate=settings, **{"max-chars": 5000}), door="smtp")
    assert gate.warm(30)
    line = Line(open_door(loop, gate, server)[1])
    wordless = b"Subject: x\r\nContent-Type: image/png\r\n\r\n" + b"x" * 70 + b"\r\n"
    endless = b"Subject: x\r\n\r\n" + b"word word\r\n" * 2000
    for raw in (wordless, b"\r\n\r\n", endless):
        code, said = line.send(raw, RELAY)
        assert (code, said.startswith("5.7.1 This reply cannot be checked and was not sent: ")) == (550, True)
    entries = [json.loads(entry) for entry in (tmp_path / "audit.jsonl").read_text().splitlines()]
    assert [(e["decision"], e["decided"], e["errors"], e["rules"]) for e in entries] == [
        ("block", False, ["C106"], []), ("block", False, ["C105"], []), ("block", False, ["C102"], [])
    ]  # fmt: skip
    assert "links" in entries[0]["unchecked"]
    assert [len(e.get("text", "")) for e in entries] == ([len(wordless), 4, 5000] if text else [0, 0, 0])
    assert server.taken == []
    gate.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(("fail", "code"), [("open", 250), ("closed", 550)])
def test_full_disk_under_the_audit_log_decides_as_set(
    loop: Loop, server: MailServer, fail: str, code: int, caplog: pytest.LogCaptureFixture
) -> None:
    gate = Gate(linter_with(gate={"deadline-ms": 20_000, "audit-log": "/dev/full", "audit-fail": fail}), door="smtp")
    assert gate.warm(30)
    line = Line(open_door(loop, gate, server)[1])
    assert line.send(wire(message()), RELAY)[0] == code
    assert len(server.taken) == (code == 250)
    assert [record.message for record in caplog.records if "/dev/full: cannot be written" in record.message]
    assert line.send(wire(message(LINKED)), RELAY)[0] == 550
    gate.close()


@pytest.mark.parametrize(
    ("inner", "code", "words"),
    [
        (WORDS, 250, ""),
        (LINKED, 550, "https://www.lamps.example.com"),
        ("x" * (5 * 2**20 + 60_000), 550, '"Your lamp" has 5.1 MB'),
    ],
    ids=["clean", "link", "large"],
)
def test_attached_message_is_linted_and_counts_as_one_attachment(line: Line, inner: str, code: int, words: str) -> None:
    attached = message(inner if len(inner) < 1000 else WORDS, Subject="Your lamp")
    for number in range(5):
        attached.add_attachment(b"x" * (len(inner) // 5 if len(inner) > 1000 else 10), maintype="image", subtype="png", filename=f"{number}.png")
    made = message()
    made.add_attachment(attached)
    got, text = line.send(wire(made), RELAY)
    assert (got, words in text) == (code, True), text
