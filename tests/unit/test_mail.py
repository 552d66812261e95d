from __future__ import annotations

import time
from email.message import EmailMessage

from replylint.document.mail import mail_parts
from replylint.linter import Linter
from replylint.models import Draft

INNER = "See https://www.lamps.example.com now.\n"


def letter(text: str, subject: str = "Your order") -> EmailMessage:
    made = EmailMessage()
    made["Subject"] = subject
    made.set_content(text)
    return made


def test_attached_message_is_one_attachment_and_its_parts_follow() -> None:
    inner = letter(INNER, "Our spring offer")
    inner.add_attachment(b"x" * 70, maintype="image", subtype="png", filename="lamp.png")
    outer = letter("We are so sorry.\n")
    outer.add_attachment(inner)
    outer.add_attachment(b"y" * 30, maintype="image", subtype="png", filename="label.png")
    parts = mail_parts(outer.as_bytes())
    assert [(p.name, p.kind, p.text, p.nested) for p in parts] == [
        ("subject", "text", "Your order", False),
        ("text/plain#1", "text", "We are so sorry.\n", False),
        ("attachment#1", "attachment", "Our spring offer", False),
        ("text/plain#2", "text", INNER, True),
        ("attachment#2", "attachment", "lamp.png", True),
        ("attachment#3", "attachment", "label.png", False),
    ]
    assert [p.size for p in parts if p.kind == "attachment"] == [len(INNER) + 70, 70, 30]


def test_attached_message_is_linted_with_its_name(rules_linter: Linter) -> None:
    outer = letter("We are so sorry that it broke.\n")
    outer.add_attachment(letter(INNER, "www.shop.example.com"))
    report = rules_linter.lint(Draft(content=outer.as_bytes(), kind="eml"))
    found = {(v.part, v.excerpt) for v in report.violations if v.check == "links"}
    assert found == {("attachment#1", "www.shop.example.com"), ("text/plain#2", "https://www.lamps.example.com")}


def test_messages_within_messages_are_read_in_time() -> None:
    deep = b"Content-Type: message/rfc822\r\n\r\n" * 40 + b"\r\n" + b"word word word\r\n" * 200_000
    start = time.perf_counter()
    parts = mail_parts(b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nHello\r\n--b\r\n" + deep + b"\r\n--b--\r\n")
    assert time.perf_counter() - start < 20
    assert [p.name for p in parts if not p.nested] == ["text/plain#1", "attachment#1"]
    assert parts[1].size > 3_000_000
