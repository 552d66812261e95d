"""Contact details against the seller's profile, after both are brought to one notation."""

# ruff: noqa: E501 - expressions are not folded
from __future__ import annotations

import re
from typing import Final

from replylint.context import Context, SellerProfile
from replylint.detect.contacts import ContactDetail, same_address, same_email, same_hours, same_phone
from replylint.models import Evidence

__all__ = ["ASKED", "mismatch", "shown_in_profile"]

ASKED: Final = {
    "phone": re.compile(
        r"\b(?:phones?|telephone|landline|(?:call|ring|speak (?:to|with)|talk (?:to|with)) (?:you|u|someone|somebody|a (?:person|human))|(?:your|ur|a|what) number"
        r"|how (?:can|do|could|to) (?:i |we )?(?:contact|reach|call)|contact (?:info|details|number))\b",
        re.IGNORECASE,
    ),
    "email": re.compile(
        r"\b(?:(?:your|ur|an|what(?:'s|’s| is)?(?: the| your)?) (?:\w+ )?e-?mail|e-?mail (?:you|u|address|id)|how (?:can|do|could|to) (?:i |we )?(?:contact|reach|write)"
        r"|contact (?:info|details)|(?:can|could|may) i (?:e-?mail|write))\b",
        re.IGNORECASE,
    ),
}
# Whose hours or address it is: the seller's, not the carrier's or the customer's.
_OUR_HOURS: Final = re.compile(
    r"\b(?:we|we're|we’re|our|us|i|i'm|my|office|shop|store|counter|desk|line|phone|team|support|open|hours|available|reach|call|staffed|somebody|someone|answers?|here)\b",
    re.IGNORECASE,
)
_OUR_ADDRESS: Final = re.compile(
    r"\b(?:our|we|we're|us|visit|come|stop|swing|drop|shop|store|warehouse|office|return (?:it|them|the \w+) to|(?:send|post) (?:it|them|the \w+)(?: back)? to|mail (?:it|them) to|ship (?:it|them)(?: back)? to|back to|located|find us)\b",
    re.IGNORECASE,
)
_OTHERS_ADDRESS: Final = re.compile(
    r"\b(?:your (?:label|order|address|parcel|package|house|home|door)|you (?:gave|entered|typed)|on the (?:order|label|parcel)|delivered to|shipped to|sent (?:it )?to|went to|scanned)\b",
    re.IGNORECASE,
)
_OTHERS_HOURS: Final = re.compile(r"\b(?:carrier|courier|ups|fedex|usps|driver|deliver\w*|arriv\w*|walmart|post office|timer|dial|clock)\b", re.IGNORECASE)
_ASKED_HOURS: Final = re.compile(r"\b(?:hours|open|opening|close|until when|what time|when (?:are|can|do))\b", re.IGNORECASE)
_ASKED_ADDRESS: Final = re.compile(r"\b(?:(?:your|return|warehouse|store|shop|mailing) address|where (?:are you|do i send|to send|should i send|can i send)|located)\b", re.IGNORECASE)
_Wrong = tuple[str, dict[str, str], tuple[Evidence, ...]]


def shown_in_profile(detail: ContactDetail, ctx: Context) -> bool:
    """True where the profile shows this very phone or e-mail address."""
    if ctx.seller is None:
        return False
    if detail.kind in ("phone", "masked-phone"):
        return any(same_phone(detail.normalized, phone) for phone in ctx.seller.phones)
    return detail.kind in ("email", "masked-email") and any(same_email(detail.normalized, mail) for mail in ctx.seller.emails)


def mismatch(detail: ContactDetail, text: str, ctx: Context) -> _Wrong | None:
    """Return rule, message parameters and evidence where ``detail`` differs from what the profile shows, or ``None``.

    A phone or address of which the profile lists none differs as well; hours and street count only where it lists them.
    """
    seller = ctx.seller
    if seller is None:
        return None
    if detail.kind == "phone":
        return None if shown_in_profile(detail, ctx) else _wrong("contact.wrong-phone", ", ".join(seller.phones))
    if detail.kind == "email":
        return None if shown_in_profile(detail, ctx) else _wrong("contact.wrong-email", ", ".join(seller.emails))
    if detail.kind == "hours":
        return _hours(detail, text, seller, asked=bool(_ASKED_HOURS.search(ctx.customer or "")))
    if detail.kind == "address":
        return _address(detail, text, seller, asked=bool(_ASKED_ADDRESS.search(ctx.customer or "")))
    return None


def _hours(detail: ContactDetail, text: str, seller: SellerProfile, *, asked: bool) -> _Wrong | None:
    sentence = _sentence(text, detail.start, detail.end)
    if not seller.hours or not (asked or _OUR_HOURS.search(sentence)) or _OTHERS_HOURS.search(sentence):
        return None
    return None if same_hours(text[detail.start : detail.end], seller.hours) else _wrong("contact.wrong-hours", seller.hours)


def _address(detail: ContactDetail, text: str, seller: SellerProfile, *, asked: bool) -> _Wrong | None:
    sentence = _sentence(text, detail.start, detail.end)
    if not seller.address or not (asked or _OUR_ADDRESS.search(sentence)) or _OTHERS_ADDRESS.search(sentence):
        return None
    return None if same_address(text[detail.start : detail.end], seller.address) else _wrong("contact.wrong-address", seller.address)


def _wrong(rule: str, known: str) -> _Wrong:
    evidence = (Evidence(source="seller", start=0, end=len(known), excerpt=known),) if known else ()
    return rule, {"known": known or "none"}, evidence


def _sentence(text: str, start: int, end: int) -> str:
    """The line or sentence around the detail, whose own dots do not end it."""
    left = max(text.rfind(mark, 0, start) for mark in (". ", "! ", "? ", "\n"))
    rights = [at for at in (text.find(mark, end) for mark in (". ", "! ", "? ", "\n")) if at >= 0]
    return text[left + 1 : min(rights, default=len(text))]
