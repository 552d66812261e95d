"""Contact details in a draft: phones, e-mail addresses, chat apps, hours and street addresses.

Spans are half-open code points of the untouched text. `normalized` compares equal for equal details.
"""

# ruff: noqa: E501 - expressions are not folded; word lists read best as text
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from replylint.detect.emails import find_emails
from replylint.detect.hours import find_addresses, find_hours, has_zone, normalized_address, normalized_hours, parsed_hours
from replylint.detect.overlaps import apart
from replylint.detect.patterns import LazyPattern, has_any
from replylint.detect.phones import e164, find_phones
from replylint.document.folding import Folded, fold

ContactKind = Literal["phone", "masked-phone", "email", "masked-email", "chat-app", "hours", "address"]

WALMART_CARE: Final = frozenset({"+18009256278", "+18669256278"})
"""Walmart Customer Care in E.164; the second number is the one older help pages show."""

_SURE_APPS: Final = (
    r"(?:whats\s?app|we\s?chat|telegram|viber|face\s?time|skype|kakao\s?talk|snapchat|imessage|messenger|discord|google\s(?:chat|voice))"
)
_PREP: Final = r"(?:on|over|via|through|by|using|with|in|per|at)"
_CASED_APPS: Final = r"(?-i:Signal|Slack|LINE|Line|Zoom|Teams|Messenger|Hangouts|IG|X)"
_HANDLE: Final = r"(?:\s?\(\s?(?:id|@|user(?:name)?|handle)?\s?:?\s?@?[\w.+ -]{2,40}\)|(?:\s(?:id|name|handle|user(?:name)?))?\s?(?:me\s)?(?:as|at|under|id:?|is|:|,)\s?(?:@[\w.]{2,40}|live:[\w.]{2,40}|(?-i:[a-z]{3,}\d+)|(?-i:[a-z]\w*[._\d]\w*)|\+?\d[\d ().-]{6,20}\d)|\s@[\w.]{2,40})?"
_CHAT: Final = LazyPattern(
    rf"(?:@[\w.]{{2,40}}\s(?:on|over|in)\s)?(?:\b(?:(?:find|reach(?:ed)?|message|text|ping|dm|contact|catch|add|call|chat|shout|drop|hit|buzz|us|me|dm)\b[^.!?\n]{{0,20}}?\s)?{_PREP}\s)?(?:our\s|my\s)?\b{_SURE_APPS}\b{_HANDLE}"
    rf"|\b(?:(?:message|text|ping|dm|contact|catch|add|call|chat|shout|DM)\b[^.!?\n]{{0,24}}?\s){_PREP}\s(?:our\s|my\s)?{_CASED_APPS}\b{_HANDLE}",
    re.IGNORECASE,
)
_CHAT_HINTS: Final = tuple(
    "whatsapp|whats app|wechat|we chat|telegram|viber|facetime|face time|skype|kakao|snapchat|imessage|messenger|discord|google chat|google voice".split(
        "|"
    )
)
_CASED_HINTS: Final = ("Signal", "Slack", "LINE", "Line", "Zoom", "Teams", "Hangouts", " IG", " X")
_CHAT_LINK: Final = LazyPattern(
    r"(?:https?://)?(?:www\.)?(?:wa\.me|api\.whatsapp\.com|t\.me|m\.me|telegram\.me|signal\.me|discord\.gg|line\.me)/[^\s<>\"')]{1,200}",
    re.IGNORECASE,
)
_PRODUCT_AFTER: Final = LazyPattern(
    r"\s(?:button|key|feature|function|compatible|support|integration|bag|calls? work|works? with|notifications?)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ContactDetail:
    """One contact detail at `start:end`; `normalized` is E.164, a casefolded address, or one spelling of hours or street."""

    start: int
    end: int
    kind: ContactKind
    normalized: str


def find_contacts(text: str) -> tuple[ContactDetail, ...]:
    """Find the contact details of `text`, in order, none overlapping another."""
    folded = fold(text)
    found = sorted(_found(folded), key=lambda one: (_RANK[one.kind], one.start - one.end, one.start))
    return tuple(apart(found))


_RANK: Final[dict[ContactKind, int]] = {"email": 0, "masked-email": 1, "hours": 2, "phone": 3, "masked-phone": 3, "address": 5, "chat-app": 6}


def _found(folded: Folded) -> Iterator[ContactDetail]:
    text = folded.text
    for email in find_emails(text):
        span = folded.span(email.start, email.end)
        masked = email.masked or any(at in folded.hidden or at in folded.changed for at in range(*span))
        yield ContactDetail(*span, "masked-email" if masked else "email", email.address)
    for phone in find_phones(text):
        span = folded.span(phone.start, phone.end)
        yield ContactDetail(*span, "masked-phone" if phone.masked else "phone", phone.number)
    for start, end in find_hours(text):
        yield ContactDetail(*folded.span(start, end), "hours", normalized_hours(text[start:end]))
    for start, end in find_addresses(text):
        yield ContactDetail(*folded.span(start, end), "address", normalized_address(text[start:end]))
    if "." in text and "/" in text:
        for match in _CHAT_LINK.finditer(text):
            yield ContactDetail(*folded.span(*match.span()), "chat-app", match.group().casefold())
    if has_any(text.casefold(), _CHAT_HINTS) or has_any(text, _CASED_HINTS):
        for match in _CHAT.finditer(text):
            if not _PRODUCT_AFTER.match(text, match.end()):
                yield ContactDetail(*folded.span(*match.span()), "chat-app", match.group().casefold())


def same_phone(one: str, other: str, region: str = "US") -> bool:
    """True where both are one number, in whatever notation; numbers that cannot be read compare by their digits."""
    return (e164(one, region) or _digits(one)) == (e164(other, region) or _digits(other))


def same_email(one: str, other: str) -> bool:
    """True where both are one address; case and a mailto: do not count."""
    return one.strip().casefold().removeprefix("mailto:") == other.strip().casefold().removeprefix("mailto:")


def same_hours(one: str, other: str) -> bool:
    """True where `one` claims no other hours than `other`: same times across zones, on the same or on fewer named days.

    Where only one side names a zone the clock times are compared as they stand.
    """
    first, second = parsed_hours(one), parsed_hours(other)
    if first is None or second is None:
        return " ".join(one.casefold().split()) == " ".join(other.casefold().split())
    first_days, second_days = {day for day, _, _ in first}, {day for day, _, _ in second}
    times, other_times = _times(first), _times(second)
    if times != other_times and not _one_zoned(one, other):
        return False
    if times != other_times and not any({(a + shift, b + shift) for a, b in times} == other_times for shift in range(-600, 601, 60)):
        return False
    return first_days == second_days or -1 in first_days or -1 in second_days


def same_address(one: str, other: str) -> bool:
    """True where one address is the other or the beginning of it (the town left out)."""
    first, second = normalized_address(one), normalized_address(other)
    return bool(first and second) and (first == second or first.startswith(second + " ") or second.startswith(first + " "))


def _times(hours: frozenset[tuple[int, int, int]]) -> set[tuple[int, int]]:
    return {(first, last) for _, first, last in hours}


def _one_zoned(one: str, other: str) -> bool:
    return has_zone(one) != has_zone(other)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
