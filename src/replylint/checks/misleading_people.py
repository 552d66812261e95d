"""Whom a reply greets and when it says the customer wrote, against the order's name and the message's times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from replylint.context import Context
from replylint.detect.patterns import LazyPattern
from replylint.document.document import Document
from replylint.document.views import fold
from replylint.models import Evidence, Finding
from replylint.rulebook.clause import clause_around

__all__ = ["wrong_greeting", "wrong_times"]

_GREETING = LazyPattern(
    r"\A\s*(?:Dear|Hello|Hi|Hey|Good (?:morning|afternoon|evening|day))[ ,]+(?P<name>(?:(?:Mr|Ms|Mrs|Miss"
    r"|Dr)\.? )?(?P<last>[A-Z][a-z]{2,}))(?: [A-Z][a-z]+)?\s?(?:[,.!:–—\n-]|\Z)"
)
_NO_NAME = frozenset((
    "there", "customer", "sir", "madam", "friend", "team", "again", "neighbor", "folks", "all", "everyone", "valued", "shopper", "thank", "thanks", "good",  # noqa: E501
    "morning", "afternoon", "evening", "guest", "client", "buyer", "walmart", "from", "and", "our", "dear", "happy", "mother", "mom", "grandma",
))  # fmt: skip
_WROTE = LazyPattern(
    r"(?ix)\b(?:you\s(?:first\s)?(?:wrote|messaged|contacted|reached\sout)(?:\s(?:to\s)?(?:us|me))?|your\s(?:first\s)?message\s(?:reached\sus"
    r"|arrived|came(?:\sin)?|got\shere))\s(?:only\s|just\s)?"
    r"(?P<when>this\s(?:morning|afternoon|evening)|today|tonight|last\snight|yesterday|an?\s(?:hour|few\shours)\sago|(?:a|one)\sweek\sago"
    r"|last\sweek|(?:two|three)\sweeks\sago|a\smonth\sago)"
)
_ANSWERED = LazyPattern(
    r"(?ix)\b(?:we|i)(?:'ve|\shave)?\s(?:got\sback\sto|answered|replied\sto|responded\sto|written\sback\sto|wrote\sback\sto|replied"
    r"|answered)\b[^.!?\n;]{0,30}?\b(?:within|in\s(?:less\sthan|under))\s(?:the\s)?"
    r"(?P<span>an?\shour|a\sday|one\sday|24\shours|the\sday|two\sdays|48\shours)"
)
# At the latest, and at the earliest, in hours before now.
_AGO = {
    "this": (0, 30), "today": (0, 30), "tonight": (0, 30), "last night": (0, 48), "yesterday": (6, 54), "hour": (0, 12), "week": (72, 24 * 15), "weeks": (24 * 8, 24 * 30),  # noqa: E501
    "month": (24 * 15, 24 * 60),
}  # fmt: skip
_WITHIN = {"an hour": 3, "a day": 30, "one day": 30, "24 hours": 30, "two days": 54, "48 hours": 54}


def wrong_greeting(doc: Document, ctx: Context) -> Iterator[Finding]:
    """Yield the name greeted where neither the order nor the customer's words hold it."""
    match = _GREETING.search(doc.live)
    known = (ctx.customer_name or "").lower()
    if match is None or not known:
        return
    name = match["last"].lower()
    heard = " ".join([ctx.customer or "", *(message.text for message in ctx.previous)]).lower()
    # A short form of the name ("Mike" for Michael) begins alike, or stands within it ("Beth").
    parts = re.findall(r"\w+", known)
    alike = any(name in part or part in name or name[:2] == part[:2] or len(part) == 1 for part in parts)
    if name in _NO_NAME or alike or re.search(rf"\b{name}\b", heard) or _title_word(name, ctx):
        return
    evidence = Evidence(source="order", start=0, end=len(known), excerpt=ctx.customer_name or "")
    yield Finding("misleading.wrong-customer-name", *match.span("name"), params={"known": ctx.customer_name or ""}, evidence=(evidence,))


def _title_word(name: str, ctx: Context) -> bool:
    return any(name in item.title.lower() for item in ctx.items)


def wrong_times(doc: Document, ctx: Context) -> Iterator[Finding]:
    """Yield what the reply says of when the customer wrote, or how fast it answers, against the times known."""
    if ctx.received_at is None or ctx.now is None:
        return
    waited = ctx.now - ctx.received_at
    for sentence in doc.sentences:
        view = fold(sentence.text)
        wrote, answered = _WROTE.search(view.text), _ANSWERED.search(view.text)
        match = None
        if wrote and not ctx.previous:
            when = re.sub(r"\s", " ", wrote["when"].lower())
            low, high = next(hours for key, hours in _AGO.items() if re.search(rf"\b{key}\b", when) or (key == "hour" and "hours" in when))
            match = wrote if not timedelta(hours=low) <= waited <= timedelta(hours=high) else None
        elif answered and not ctx.previous:
            hours = _WITHIN.get(re.sub(r"\s", " ", answered["span"].lower()))
            match = answered if hours is not None and waited > timedelta(hours=hours) else None
        if match is None or re.search(r"(?i)\b(?:if|usually|always|try|aim|not|n't|never)\b|\?\s*$", view.text[: match.end()]):
            continue
        first, last = view.origin(*clause_around(view.text, match.start(), match.end()))
        excerpt = f"received {ctx.received_at.isoformat()}"
        evidence = Evidence(source="order", start=0, end=len(excerpt), excerpt=excerpt)
        yield Finding("misleading.wrong-response-time", sentence.start + first, sentence.start + last, evidence=(evidence,))
