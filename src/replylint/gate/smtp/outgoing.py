"""A message on its way out, as the gate reads it: its texts, its attachments, and the header that confirms it."""

from __future__ import annotations

import email.header
import hashlib
import re
import secrets
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from replylint.document.mail import MailPart, mail_parts
from replylint.models import Draft
from replylint.rulebook.pack import PackTerms

__all__ = ["CONFIRM_HEADER", "Outgoing", "goes_to", "read_outgoing", "smuggles", "take_confirmation", "unstuffed"]

CONFIRM_HEADER = "X-Replylint-Confirm"
_MEGABYTE = 2**20
_END = b".\r\n"
_CONFIRM = re.compile(rb"(?im)^X-Replylint-Confirm[ \t]*:([^\n]*\n(?:[ \t][^\n]*\n)*)")
_HEAD_END = re.compile(rb"\n\r?\n")
_EARLY_ENDS = (b"\n.\n", b"\n.\r", b"\r.\n", b"\r.\r")
_DOTS = str.maketrans(dict.fromkeys("。．｡", "."))


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message cut into what the gate needs.

    ``draft`` holds subject, texts and the names of attachments, not their bytes; ``refused`` is a sentence about
    attachments that Walmart does not take, or ``None``; ``mark`` is the same for the same content sent again.
    """

    draft: Draft
    refused: str | None
    mark: str


def read_outgoing(raw: bytes, terms: PackTerms) -> Outgoing:
    """Read a whole RFC 5322 message; takes about 50 ms a megabyte, so not for an event loop.

    Raises:
        InputError: where it holds no text that could be linted, or cannot be read as mail.
    """
    parts = mail_parts(raw)
    mark = hashlib.sha256(repr([(p.kind, p.text, p.size) for p in parts]).encode("utf-8", "backslashreplace")).hexdigest()
    return Outgoing(_draft(parts), _refused([p for p in parts if p.kind == "attachment" and not p.nested], terms), mark)


def _draft(parts: Sequence[MailPart]) -> Draft:
    """Write the parts as a message without the bytes of attachments, so that the gate's time goes into the words."""
    boundary = f"part-{secrets.token_hex(16)}"
    subject = next((part.text for part in parts if part.name == "subject"), "")
    lines = [f"Subject: {' '.join(subject.split())}", "MIME-Version: 1.0", f'Content-Type: multipart/mixed; boundary="{boundary}"', ""]
    for part in parts:
        if part.name == "subject":
            continue
        if part.kind == "attachment":
            name = quote(part.text, safe="")
            head = ["Content-Type: application/octet-stream", f"Content-Disposition: attachment; filename*=utf-8''{name}"]
        else:
            subtype = "html" if part.kind == "html" else "plain"
            head = [f"Content-Type: text/{subtype}; charset=utf-8", "Content-Transfer-Encoding: 8bit"]
        lines += [f"--{boundary}", *head, "", "" if part.kind == "attachment" else part.text]
    return Draft(content="\n".join([*lines, f"--{boundary}--", ""]), kind="eml")


def _refused(attachments: Sequence[MailPart], terms: PackTerms) -> str | None:
    sentences = []
    if len(attachments) > terms.attachments_max:
        sentences.append(f"it has {len(attachments)} attachments, and Walmart takes at most {terms.attachments_max}")
    limit = terms.attachment_megabytes * _MEGABYTE
    for part in attachments:
        if part.size > limit:
            name = " ".join(part.text.split())[:60] or "a file without a name"
            sentences.append(f"“{name}” has {part.size / _MEGABYTE:.1f} MB, and Walmart takes at most {terms.attachment_megabytes:g} MB a file")
            break
    return f"Do not send this reply yet: {'; '.join(sentences)}." if sentences else None


def goes_to(recipient: str, domains: Iterable[str]) -> bool:
    """Return whether an address, as RCPT gives it, leads to one of the domains or below one.

    It errs towards yes: letter case, full-width dots, a last dot, routes (``<@a,@b:c@d>``) and ``c%d@host`` do not hide it.
    """
    text = "".join(unicodedata.normalize("NFKC", recipient).translate(_DOTS).casefold().split())
    return any(re.search(rf"(?:^|[@%!.:\"]){re.escape(domain.casefold().strip('.'))}\.?(?=$|[^\w.-])", text) for domain in domains)


def unstuffed(wire: bytes) -> bytes:
    """Return the message without the dots that SMTP doubles and the one that ends it."""
    body = wire[: -len(_END)]
    return (body[1:] if body.startswith(b".") else body).replace(b"\r\n.", b"\r\n")


def smuggles(wire: bytes) -> bool:
    """Return whether a mail server that is lax about line ends would see an end before the end.

    What follows it there would be taken for commands, and mail that nobody has linted would leave.
    """
    # Four plain searches: one expression takes a hundred times as long, seconds on a large message.
    end = len(wire) - 2
    return (end > 1 and wire.startswith((b".\r", b".\n"))) or any(wire.find(early, 0, end) >= 0 for early in _EARLY_ENDS)


def take_confirmation(wire: bytes) -> tuple[bytes, str | None]:
    """Return the message without the header that confirms it, and the reason given there, or ``None``."""
    end = _HEAD_END.search(wire)
    head = wire[: end.start() + 1] if end else wire
    found = _CONFIRM.search(head)
    if found is None:
        return wire, None
    return _CONFIRM.sub(b"", head) + wire[len(head) :], _decoded(found.group(1)) or None


def _decoded(value: bytes) -> str:
    text = " ".join(value.decode("utf-8", "replace").split())
    try:
        return str(email.header.make_header(email.header.decode_header(text))).strip()
    except (ValueError, LookupError):
        return text
