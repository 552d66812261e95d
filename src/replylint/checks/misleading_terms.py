"""Return terms a reply states against the seller's return settings, and acts that a WFS order leaves to Walmart."""

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

__all__ = ["contradicted_terms", "wfs_acts"]

_WORDS = {
    "seven": 7, "ten": 10, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30, "forty-five": 45, "sixty": 60, "ninety": 90,
    "one week": 7, "a week": 7, "two weeks": 14, "three weeks": 21, "one month": 30, "a month": 30,
}  # fmt: skip
_N = r"(?P<n>\d{1,3}|" + "|".join(word.replace(" ", r"\s") for word in sorted(_WORDS, key=len, reverse=True)) + r")"
_DAYS = rf"{_N}(?:[\s-]days?|(?<=week)|(?<=weeks)|(?<=month))(?!\s(?:or\sless|left|ago|early|late))"
_WINDOW = LazyPattern(
    rf"""(?ix)\b(?:window|return\s(?:period|policy|time)|returns?)\b[^.!?\n]{{0,40}}?\b(?:is|are|of|runs?(?:\sfor)?|lasts?|closed|closes|ends?
        |ended|shut|within|until|accepted\s(?:for|within|up\sto)|at|after|only)\s
            (?:on\s|at\s|after\s|within\s|only\s|just\s|the\s|up\sto\s)*(?:day\s(?P<day>\d{{1,3}})\b|{_DAYS})
        |\b(?:return(?:s|ed|ing)?|sen[dt]\s(?:it|them)\sback)\b[^.!?\n]{{0,60}}?\bwithin\s(?:the\sfirst\s)?{_DAYS.replace("<n>", "<n2>")}
        |\b{_DAYS.replace("<n>", "<n3>")},?\s(?:from|after|of|since)\s(?:the\s)?(?:delivery|purchase|receipt|arrival|ship\s?(?:ment|ping)?)\b
        |\b{_DAYS.replace("<n>", "<n4>")}\s(?:return\s)?window\b
        |\bday\s(?P<word>\d{{1,3}}|{"|".join(_WORDS)})\b[^.!?\n]{{0,30}}\bwindow\b"""
)
_RETURN_TALK = LazyPattern(r"(?i)\b(?:returns?|returning|returned|send (?:it|them|this) back|refund policy|window|take (?:it|this|them) back)\b")
# "Returns stay open for two weeks", "you get ten days to send it back": a span with a role in a clause about returning.
_SPAN = LazyPattern(
    rf"""(?ix)\b(?:open|limited|limit|you\s(?:get|have|had)|allow(?:ed|s)?|gives?|count(?:s|ed)?|period|deadline|accept(?:ed|s)?|take|runs?|lasts?)\b[^.!?\n,;]{{0,25}}?\b{_DAYS}
        |\b{_DAYS.replace("<n>", "<n2>")}\s(?:count|run|are\scounted|is\s(?:all|the\s(?:limit|most))|are\s(?:all|the\s(?:limit|most)))"""
)
_SPAN_OTHER = LazyPattern(
    r"(?i)\b(?:left|remain\w*|label|bank|refund\w*|business|working|warranty|guarantee|trial|prepar\w*|ship(?:s|ped)? (?:in|within)|dispatch"
    r"|manufactur\w*|extra|more|last|walmart|used to|no longer|not|n't|if)\b"
)
_BACK_TALK = LazyPattern(
    r"(?i)\b(?:returns?|returning|sending (?:\w+ ){1,3}back|postage back|send (?:\w+ )?back|sending (?:\w+ )?back|bring back"
    r"|sen[dt] \w+ back|take back|return period)\b"
)
_COSTS_YOU = LazyPattern(
    r"""(?ix)\b(?:postage|shipping|freight|courier|label|carriage|trip|way|journey)\s(?:(?:back|home|to\sus|for\sthe\sreturn|of\sthe\sreturn)\s){1,3}(?:\w+\s){0,2}?(?:is|are|goes|comes|falls|would\sbe|will\sbe)\s(?:\w+\s){0,2}?(?:on\s(?:you|your)|yours|your\s|to\syou|out\sof\syour)
        |\b(?:we|i)\s(?:(?:will|would|do|always|then)\s)?(?:deduct|subtract|take|withhold|keep|charge
        |hold\sback)\s(?:off\s)?[^!?\n;]{0,30}?\b(?:label|postage|shipping|courier|return)\b
        |\byou\s(?:(?:would|will|'d|'ll|do|then|only|just|must|have\sto|need\sto)\s)*(?:cover|pay|bear|buy|settle|fund)\s(?:for\s)?(?:the\s
        |your\s|a\s)?(?:own\s)?(?:courier|postage|shipping|stamps?|label|carriage|freight|way\sback|trip\sback)\b
        |[$]\s?\d[\d.]*\s(?:\w+\s){0,4}?(?:comes|is\staken|is\sdeducted|goes|will\sbe\sdeducted|gets\sdeducted)\s(?:off|from)\s(?:your|the|what)"""
)
_FREE = LazyPattern(
    r"(?ix)\b(?:returns?|sending\s(?:it|them|this)\sback|return\s(?:shipping|postage|label)|the\slabel|postage\sback)\b[^.!?\n,;]{0,25}?\b(?:is"
    r"|are|comes?)\s(?:\w+\s)?(?:free|on\sus|at\sour\s(?:cost|expense)|prepaid)\b(?!\s(?:if|when|for|only))"
)
_TRANSFER = LazyPattern(r"(?i)\b(?:business|working) days|refund(?:ed|s)? (?:in|within|takes?)|bank|arrive|deliver(?:y|ed) (?:in|within)|warranty")
_CLOSED = LazyPattern(
    r"(?ix)\b(?:return\s)?window\s(?:has\s(?:just\s|already\s)?|is\s(?:now\s|already\s)?|'s\s)?(?:closed|expired|passed|ended|over)\b"
    r"|\bit\shas\sjust\sclosed\b"
    r"|\b(?:outside|past)\s(?:of\s)?(?:the|our|your)\s(?:return\s)?window\b"
)
_BUYER_PAYS = LazyPattern(
    r"""(?ix)\b(?:return\s(?:shipping|postage|freight)|postage\s(?:on|for)\s(?:any\s|all\s|the\s)?returns?
        |(?:the\s)?cost\sof\s(?:the\s)?return(?:ing|s)?(?:\s\w+)?)\b[^.!?\n]{0,30}\b
            (?:paid\sby\s(?:you|the\s(?:buyer|customer))|at\s(?:your|the\s(?:buyer|customer)'s)\s(?:own\s)?(?:cost|expense)|(?:your
        |the\s(?:buyer|customer)'s)\s(?:own\s)?(?:responsibility|cost|expense)|
            not\s(?:free|included|covered)|is\son\s(?:you|the\s(?:buyer|customer)))
        |\b(?:you|buyers?|customers?)\s(?:(?:will|would|must|have\sto|need\sto|has\sto|do)\s)*(?:pay|cover|bear)s?\s(?:for\s)?(?:the\s
        |your\s)?(?:own\s)?return\s(?:shipping|postage|freight|label|fee)
        |\breturns?\s(?:is|are)\s(?:at\s(?:your|the\s(?:buyer|customer)'s)\s(?:own\s)?(?:cost|expense)|not\sfree)"""
)
_ONLY_IF = LazyPattern(r"(?i)\b(?:if|unless|when|only where|not|n't|never|no|nothing|out to you|replacement|new one)\b|\?\s*$")
_NOT_PAYS = LazyPattern(r"(?i)\b(?:not|never|don't|won't|needn't|no need|nothing)\b[^,;]{0,40}$")
_OWN_STOCK = LazyPattern(
    r"(?ix)\b(?:we|i|our\s(?:team|staff|packers?))\s(?:\w+\s)?(?:pulled|packed|boxed|shipped|posted|mailed|wrapped|picked)\s(?:(?:it|them|this"
    r"|that)\b|(?:your|the)\s\w+)[^.!?\n;]{0,30}\b(?:from\sour|in\sour|by\shand|ourselves)"
    r"|\b(?:comes?|came|left|shipped|ships|sent)\s(?:\w+\s)?from\sour\s(?:own\s)?(?:warehouse|shop|store|workshop|dock)\b"
)
_WALMART_STOCK = LazyPattern(
    r"(?ix)\b(?:this|your|the)\s(?:order|item|parcel|package|\w+)\s(?:is|was|has\sbeen|gets)\s[^.!?\n;]{0,30}?\b(?:stored|packed|shipped|mailed"
    r"|fulfilled|sent|posted|handled)\s(?:\w+\s\w+\s)?(?:by|from|at|in)\s(?:a\s)?walmart"
    r"(?:'s\s(?:own\s)?(?:fulfil?lment|warehouse)|\sfulfil?lment|\swarehouse)"
)
_WFS_ACT = LazyPattern(
    r"""(?ix)\b(?:we|i)(?:'ve|\shave|'ll|\swill|\scan|\sam\sgoing\sto|\sjust|\salready)*\s(?:refund(?:ed)?|issued?\s(?:you\s)?(?:the|a
        |your)\s(?:full\s)?refund|process(?:ed)?\s(?:the|a|your)\s(?:full\s)?refund|
        cancel(?:l?ed)?\s(?:the|your)\sorder|repack(?:ed)?|shipped\syour\sorder|approved?\s(?:the|your)\sreturn)\b"""
)


def contradicted_terms(doc: Document, ctx: Context) -> Iterator[Finding]:
    """Yield what the reply says of the return window or of return postage against ``ctx.returns``."""
    returns = ctx.returns
    if returns is None:
        return
    asked = bool(_RETURN_TALK.search(ctx.customer or "") or _BACK_TALK.search(ctx.customer or ""))
    for sentence in doc.sentences:
        view = fold(sentence.text)
        text = view.text
        if returns.window_days is not None:
            evidence = _evidence("order", f"return window: {returns.window_days} days")
            for match in _WINDOW.finditer(text):
                days = _days(match)
                topical = asked or _RETURN_TALK.search(text)
                if days is None or days == returns.window_days or not topical or _TRANSFER.search(text):
                    continue
                first, last = view.origin(*clause_around(text, match.start(), match.end()))
                yield Finding("misleading.return-window", sentence.start + first, sentence.start + last, evidence=(evidence,))
                break
            else:
                span = _SPAN.search(text)
                about = asked or _BACK_TALK.search(text) is not None
                if span and about and not _SPAN_OTHER.search(text) and _days(span) not in (None, returns.window_days) and not text.rstrip().endswith("?"):  # noqa: E501
                    first, last = view.origin(*clause_around(text, span.start(), span.end()))
                    yield Finding("misleading.return-window", sentence.start + first, sentence.start + last, evidence=(evidence,))
                    continue
                closed = _CLOSED.search(text)
                if closed and _still_open(ctx, returns.window_days):
                    first, last = view.origin(closed.start(), closed.end())
                    yield Finding("misleading.return-window", sentence.start + first, sentence.start + last, evidence=(evidence,))
        pays = _BUYER_PAYS.search(text) if returns.free else None
        if returns.free and pays is None and (asked or _BACK_TALK.search(text)) and not _ONLY_IF.search(text):
            pays = _COSTS_YOU.search(text)
        elif returns.free is False and not _ONLY_IF.search(text):
            pays = _FREE.search(text)
        if pays and not _NOT_PAYS.search(text[: pays.start()]) and "walmart" not in text.lower() and "marketplace" not in text.lower():
            first, last = view.origin(*clause_around(text, pays.start(), pays.end()))
            yield Finding(
                "misleading.return-cost",
                sentence.start + first,
                sentence.start + last,
                evidence=(_evidence("order", "returns: free" if returns.free else "returns: not free"),),
            )


def wfs_acts(doc: Document, ctx: Context) -> Iterator[Finding]:
    """Yield acts that the seller claims on an order that Walmart fulfils, where only Walmart can do them."""
    if ctx.fulfilment is None:
        return
    stock = _OWN_STOCK if ctx.fulfilment == "wfs" else _WALMART_STOCK
    for sentence in doc.sentences:
        view = fold(sentence.text)
        claim = stock.search(view.text)
        if claim and not re.search(r"(?i)\b(?:not|n't|never|if|only|no)\b", view.text[: claim.end()]) and not view.text.rstrip().endswith("?"):
            first, last = view.origin(*clause_around(view.text, claim.start(), claim.end()))
            yield Finding(
                "misleading.wfs-action", sentence.start + first, sentence.start + last, evidence=(_evidence("order", f"fulfilment: {ctx.fulfilment}"),)  # noqa: E501
            )
            return
    if ctx.fulfilment != "wfs":
        return
    for sentence in doc.sentences:
        view = fold(sentence.text)
        match = _WFS_ACT.search(view.text)
        if match and not view.text.rstrip().endswith("?"):
            first, last = view.origin(match.start(), match.end())
            yield Finding(
                "misleading.wfs-action", sentence.start + first, sentence.start + last, evidence=(_evidence("order", "fulfilment: wfs"),)
            )


def _evidence(source: str, excerpt: str) -> Evidence:
    return Evidence(source=source, start=0, end=len(excerpt), excerpt=excerpt)  # type: ignore[arg-type]


def _days(match: re.Match[str]) -> int | None:
    for value in match.groupdict().values():
        if value:
            return int(value) if value.isdigit() else _WORDS.get(re.sub(r"\s", " ", value.lower()))
    return None


def _still_open(ctx: Context, window: int) -> bool:
    """Return whether the window, counted from the order at the earliest, has not passed at ``ctx.now``."""
    if ctx.ordered_at is None or ctx.now is None:
        return False
    ordered = ctx.ordered_at if ctx.ordered_at.tzinfo else ctx.ordered_at.replace(tzinfo=ctx.now.tzinfo)
    return ctx.now < ordered + timedelta(days=window)
