"""A whole RFC 5322 message cut into its named parts."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Literal

from replylint.errors import InputError

__all__ = ["MailPart", "mail_parts"]


@dataclass(frozen=True, slots=True)
class MailPart:
    """One part: its name as reports give it (``subject``, ``text/plain#1``, ...), its kind and decoded text.

    ``size`` is in bytes, decoded; ``nested`` says that the part lies within an attached message.
    """

    name: str
    kind: Literal["text", "html", "attachment"]
    text: str
    size: int = 0
    nested: bool = False


# What the header parser raises on headers that it cannot make sense of.
_HEADER_ERRORS = (ValueError, IndexError, AttributeError, LookupError, TypeError)


def mail_parts(raw: bytes | str) -> tuple[MailPart, ...]:
    """Cut a message into subject, text and HTML parts and attachments (whose text is their file name).

    An attached message is one attachment, named by its file name or its subject, and its own parts follow: mail
    programs show them as if they were the reply's.

    Raises:
        InputError: where the message has no words that can be read, or is nothing that the parser can make sense of.
    """
    data = raw.encode("utf-8", "surrogateescape") if isinstance(raw, str) else raw
    try:
        parts = _parts(email.message_from_bytes(data, policy=email.policy.default))
    except (RecursionError, AssertionError, *_HEADER_ERRORS) as error:
        # The parser forgives nearly everything; what it trips over must not become a traceback.
        raise InputError(
            f"the message cannot be read as mail ({type(error).__name__})", hint="write it anew in a mail program", code="C109"
        ) from error
    bodies = [part for part in parts if part.kind != "attachment" and part.name != "subject"]
    if not bodies:
        raise InputError("the message has no text part to lint", hint="give a message with text/plain or text/html", code="C106")
    if not any(part.text.strip() for part in bodies):
        raise InputError("the message has no words", hint="write a line to the customer", code="C105")
    return tuple(parts)


def _parts(message: EmailMessage) -> list[MailPart]:
    parts: list[MailPart] = []
    subject = _subject(message)
    if subject:
        parts.append(MailPart("subject", "text", _clean(subject)))
    counts = {"text/plain": 0, "text/html": 0, "attachment": 0}
    for part, nested in _leaves(message):
        parts.append(_attached(part, counts, nested=nested) if part.is_multipart() else _part(part, counts, nested=nested))
    return parts


def _leaves(message: EmailMessage) -> Iterator[tuple[EmailMessage, bool]]:
    """Yield each part that holds something, and each attached message before its own; with whether it lies in one."""
    waiting: list[tuple[object, bool]] = [(message, False)]
    while waiting:
        part, nested = waiting.pop()
        if not isinstance(part, EmailMessage):
            continue
        held = part.get_payload()
        if not isinstance(held, list):
            yield part, nested
            continue
        attached = part is not message and part.get_content_maintype() == "message"
        if attached:
            yield part, nested
        waiting += [(inner, nested or attached) for inner in reversed(held)]


def _attached(part: EmailMessage, counts: dict[str, int], *, nested: bool) -> MailPart:
    size = 0
    if not nested:  # the outer one's size holds it; decoded at each level, deep nesting would take minutes
        bodies = (leaf.get_payload(decode=True) for leaf, _ in _leaves(part) if not leaf.is_multipart())
        size = sum(len(body) for body in bodies if isinstance(body, bytes))
    counts["attachment"] += 1
    name = _filename(part) or next((_subject(held) for held in part.get_payload() if isinstance(held, EmailMessage)), "")
    return MailPart(f"attachment#{counts['attachment']}", "attachment", _clean(name), size, nested)


def _subject(message: EmailMessage) -> str:
    try:
        return str(message["subject"] or "")
    except _HEADER_ERRORS:
        return ""


def _filename(part: EmailMessage) -> str:
    try:
        return part.get_filename() or ""
    except _HEADER_ERRORS:
        return ""


def _part(part: EmailMessage, counts: dict[str, int], *, nested: bool) -> MailPart:
    content_type = part.get_content_type()
    try:
        disposition = part.get_content_disposition()
    except _HEADER_ERRORS:
        disposition = None
    body = part.get_payload(decode=True)
    payload = body if isinstance(body, bytes) else b""
    if disposition == "attachment" or content_type not in ("text/plain", "text/html"):
        counts["attachment"] += 1
        return MailPart(f"attachment#{counts['attachment']}", "attachment", _clean(_filename(part)), len(payload), nested)
    counts[content_type] += 1
    name = f"{content_type}#{counts[content_type]}"
    return MailPart(name, "html" if content_type == "text/html" else "text", _decode(payload, part.get_content_charset()), len(payload), nested)


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
