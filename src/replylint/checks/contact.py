"""`contact`: details and ways to reach the seller outside the Message Center; see rules/contact/.

The words that steer ("ring us", "leave your number") are declared rules; the details themselves are found here.
"""

# ruff: noqa: E501 - expressions are not folded
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from replylint.checks.contact_profile import ASKED, mismatch, shown_in_profile
from replylint.context import Context
from replylint.detect.contacts import WALMART_CARE, ContactDetail, find_contacts, same_phone
from replylint.detect.html_destinations import find_html_destinations
from replylint.document.document import Document
from replylint.models import Finding
from replylint.rulebook.check import CheckInfo, Tools
from replylint.rulebook.hosts import host_lists

__all__ = ["ContactCheck"]

_STEERING: Final = {
    "phone": "contact.phone-number",
    "email": "contact.email-address",
    "masked-phone": "contact.masked-detail",
    "masked-email": "contact.masked-detail",
    "chat-app": "contact.chat-app",
}
_MISMATCH: Final = frozenset({"contact.wrong-phone", "contact.wrong-email", "contact.wrong-hours", "contact.wrong-address"})
_LONGEST_LOOK: Final = 60
_CARE_CUE: Final = re.compile(r"walmart(?:'s|’s)?\s(?:customer\s(?:care|service|support)|support|help)|1-?800-?walmart", re.IGNORECASE)
_WALMART_MAIL: Final = re.compile(r"@(?:[\w-]+\.)*walmart\.com$", re.IGNORECASE)
# An app's name alone is a word; somebody must be reached by it.
_REACHED: Final = re.compile(
    r"\b(?:message|messages|text|ping|dm|contact|catch|add|call|chat|shout|reach(?:ed)?|write|send|find|talk|speak|hop|jump|video|get|save|join|is|are|'s|sits?|prefer|easiest|quick(?:er|est)?|fast(?:er|est)?|us|me|him|her)\b",
    re.IGNORECASE,
)
_AS_THING: Final = re.compile(
    r"(?:\b(?:the|your|a|this|that)\s)$", re.IGNORECASE
)
_SCHEMES: Final = {"mailto:": "contact.email-address", "tel:": "contact.phone-number", "sms:": "contact.phone-number", "callto:": "contact.phone-number"}


class ContactCheck:
    """Compares each detail of the draft with the profile and with what the customer asked for."""

    info = CheckInfo("contact", frozenset({*_STEERING.values(), *_MISMATCH, "contact.signature-detail"}))

    def __init__(self, tools: Tools) -> None:
        self._lists = host_lists(tools.pack)
        self._care = (*sorted(WALMART_CARE), *tools.pack.customer_care_phones)

    def run(self, doc: Document, ctx: Context) -> Iterator[Finding]:
        """Yield a finding for each contact detail that steers off the Message Center or differs from the profile."""
        text = doc.live
        for detail in find_contacts(text):
            if self._walmarts_own(detail, text) or _known_number(detail, ctx) or doc.scopes.holds("negated", detail.start, detail.end):
                continue
            if detail.kind == "chat-app" and not _is_reached_by(detail, text):
                continue
            finding = _judged(detail, doc, ctx)
            if finding is not None:
                yield finding
        if doc.kind == "html":
            yield from self._attributes(doc, ctx)

    def _walmarts_own(self, detail: ContactDetail, text: str) -> bool:
        if detail.kind in ("email", "masked-email"):
            return bool(_WALMART_MAIL.search(detail.normalized))
        if detail.kind not in ("phone", "masked-phone"):
            return False
        around = text[max(0, detail.start - _LONGEST_LOOK) : detail.end]
        return any(same_phone(detail.normalized, care) for care in self._care) or bool(_CARE_CUE.search(around))

    def _attributes(self, doc: Document, ctx: Context) -> Iterator[Finding]:
        for found in find_html_destinations(doc.source, self._lists):
            rule = _SCHEMES.get(found.target)
            if rule is None or any(start <= found.start < end for start, end in doc.quoted_source):
                continue
            value = doc.source[found.start : found.end].split(":", 1)[-1].split("?", 1)[0]
            detail = ContactDetail(found.start, found.end, "email" if rule.endswith("address") else "phone", value.casefold())
            if self._walmarts_own(detail, "") or (shown_in_profile(detail, ctx) and _asked_for(detail, ctx)):
                continue
            yield Finding(rule, found.start, found.end, params={"shown": value}, in_source=True)


def _judged(detail: ContactDetail, doc: Document, ctx: Context) -> Finding | None:
    """Return what is wrong with ``detail``: it differs from the profile, or it was not asked for."""
    wrong = mismatch(detail, doc.live, ctx)
    if wrong is not None:
        rule, params, evidence = wrong
        return Finding(rule, detail.start, detail.end, params=params, evidence=evidence)
    if detail.kind in ("hours", "address") or (not detail.kind.startswith("masked") and shown_in_profile(detail, ctx) and _asked_for(detail, ctx)):
        return None
    rule = _STEERING[detail.kind]
    if doc.segment_at(detail.start) == "signature" and detail.kind in ("phone", "email"):
        rule = "contact.signature-detail"
    return Finding(rule, detail.start, detail.end)


def _asked_for(detail: ContactDetail, ctx: Context) -> bool:
    kind = detail.kind.removeprefix("masked-")
    return bool(ctx.customer) and kind in ASKED and ASKED[kind].search(ctx.customer or "") is not None


def _known_number(detail: ContactDetail, ctx: Context) -> bool:
    """True for a number that the order or the customer gave: an order or tracking number, the customer's own phone."""
    if detail.kind not in ("phone", "masked-phone"):
        return False
    digits = re.sub(r"\D", "", detail.normalized).removeprefix("1")
    return digits in re.sub(r"[^\w]|(?<=\d)[ ()-](?=\d)", "", ctx.known_text()) if digits else False


def _is_reached_by(detail: ContactDetail, text: str) -> bool:
    """True where somebody is to be reached by the app: with a handle, or by a verb of reaching near it."""
    written = text[detail.start : detail.end]
    if re.search(r"[@/]|[\w.]+\.[\w.]+|\d", written):
        return True
    if _AS_THING.search(text[max(0, detail.start - 6) : detail.start]):
        return False
    return bool(_REACHED.search(text[max(0, detail.start - _LONGEST_LOOK) : detail.end + 30]))
