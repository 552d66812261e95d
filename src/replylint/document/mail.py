"""A whole RFC 5322 message cut into its named parts."""

from __future__ import annotations

import email
import email.policy
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Literal

from replylint.errors import InputError

__all__ = ["MailPart", "mail_parts"]


@dataclass(frozen=True, slots=True)
class MailPart:
    """One part: its name as reports give it (``subject``, ``text/plain#1``, ...), its kind and decoded text."""

    name: str
    kind: Literal["text", "html", "attachment"]
    text: str
    size: int = 0


def mail_parts(raw: bytes | str) -> tuple[MailPart, ...]:
    """Cut a message into subject, text and HTML parts and attachments (whose text is their file name).

    Raises:
        InputError: where the message has no part that can be read.
    """
    data = raw.encode("utf-8", "surrogateescape") if isinstance(raw, str) else raw
    message = email.message_from_bytes(data, policy=email.policy.default)
    parts: list[MailPart] = []
    try:
        subject = str(message["subject"] or "")
    except (ValueError, IndexError, AttributeError, LookupError, TypeError):
        subject = ""
    if subject:
        parts.append(MailPart("subject", "text", _clean(subject)))
    counts = {"text/plain": 0, "text/html": 0, "attachment": 0}
    for part in message.walk():
        if part.is_multipart():
            continue
        if isinstance(part, EmailMessage):
            parts.append(_part(part, counts))
    if not any(part.kind in ("text", "html") and part.name != "subject" for part in parts):
        raise InputError("the message has no text part to lint", hint="give a message with text/plain or text/html", code="C106")
    return tuple(parts)


def _part(part: EmailMessage, counts: dict[str, int]) -> MailPart:
    content_type = part.get_content_type()
    try:
        disposition = part.get_content_disposition()
        filename = part.get_filename()
    except (ValueError, IndexError, AttributeError, LookupError, TypeError):
        disposition, filename = None, None
    body = part.get_payload(decode=True)
    payload = body if isinstance(body, bytes) else b""
    if disposition == "attachment" or content_type not in ("text/plain", "text/html"):
        counts["attachment"] += 1
        return MailPart(f"attachment#{counts['attachment']}", "attachment", _clean(filename or ""), len(payload))
    counts[content_type] += 1
    name = f"{content_type}#{counts[content_type]}"
    return MailPart(name, "html" if content_type == "text/html" else "text", _decode(payload, part.get_content_charset()), len(payload))


def _decode(payload: bytes, charset: str | None) -> str:
    for candidate in (charset, "utf-8"):
        if candidate:
            try:
                return _clean(payload.decode(candidate))
            except (UnicodeDecodeError, LookupError):
                continue
    return _clean(payload.decode("latin-1"))


def _clean(text: str) -> str:
    """Return ``text`` without lone surrogates, which undecodable headers leave behind."""
    return text.encode("utf-8", "replace").decode("utf-8")
