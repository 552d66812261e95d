"""What a clause claims of an order's course: an event (refund, shipment, delivery, replacement), and whether it happened.

Each event is a lexicon: nouns that name the thing, verbs that move it and states that follow. A verb counts only in a
form that tells of the past (after "has been", "was", or straight after its subject), so intentions, conditions and
general statements claim nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from replylint.detect.patterns import LazyPattern

__all__ = ["Claim", "Event", "claims_in"]

Event = Literal["refunded", "shipped", "delivered", "replacement_sent"]


@dataclass(frozen=True, slots=True)
class Claim:
    """``event`` is said to have happened (``done``) or not, in ``[start, end)`` of the sentence."""

    event: Event
    done: bool
    start: int
    end: int


_BREAK = LazyPattern(
    r"(?i)[,;:()]\s+|\s[-–—]+\s|[–—]|\s(?=(?:and|but|yet|so|because|while|whereas|though|although|as|since|which|that|then|where)\s)"
)
_LEAD = LazyPattern(r"(?i)\s*(?:(?:and|but|yet|so|because|while|whereas|though|although|as|since|which|that|then|where)\s+)*")
_UNREAL = LazyPattern(
    r"(?i)\b(?:will|'ll|shall|would|'d|should|could|can|cannot|may|might|must|if|unless|once|when|whenever|until|till|before|after|going to|about to"
    r"|ready to|as soon as|hope|hopes|expect|expects|please|let us know|let me know|in case|assuming|whether|tomorrow|tonight|wish|claims?|claimed"
    r"|seems?|perhaps|maybe|probably|likely|possibly|apparently|supposed|to be|gets?|the (?:moment|minute|day) (?:it|the|your|we)"
    r"|normally|usually|always|often|sometimes|every|each time|some customers|most)\b"
)
_UNREAL_OPENING = LazyPattern(
    r"(?i)\A\W*(?:if|once|when|whenever|unless|should|had|until|after|before|as soon as|in case|assuming|the (?:moment|minute))\b"
)
_TOLD = LazyPattern(
    r"(?i)\b(?:you (?:say|said|write|wrote|mention(?:ed)?|told|were told|think|thought|report(?:ed)?|describe)|told (?:you|us|me)|you've (?:said"
    r"|told)"
    r"|(?:scan|tracking|page|status|app|site|system)\s(?:\w+\s)?(?:shows?|says?|claims?|reads?|lists?|states?|insists?)|marked|shown as|listed as)\b"
)
_OTHER = LazyPattern(
    r"(?i)\b(?:(?:other|previous|earlier|different|separate|last|former|neighbou?r'?s|sister'?s|friend'?s) (?:order|parcel|package|box|purchase"
    r"|refund|one)"
    r"|hers|his|theirs|last year|partial(?:ly)?|(?:one|two|half|part|some|most|rest) of (?:it|the|your|them)|the (?:first|rest|remaining|other)\b)"
)
_NEG = LazyPattern(r"(?i)n't\b|\b(?:not|never|no|nothing|none|neither|nor|without|nobody|yet to|still to)\b")
_NOT_ONLY = LazyPattern(r"(?i)\bnot only\b|\bno (?:doubt|problem|question|worries)\b|\bno later\b|\bnot long ago\b")
_ADV = r"(?:\s(?:already|just|now|since|also|only|both|all|fully|long|successfully|safely|recently|even|yet|been|in\sfact|indeed|\w+ly))*"
_PERFECT = rf"(?:has|have|had|was|were|'s|'ve|got|is\salready|are\salready|is\snow|are\snow){_ADV}(?:\snot|n't|\snever)?{_ADV}\s"
_NOT_AUX = rf"(?:(?:has|have|had|was|were|did|is|are)(?:n't|\snot|\snever)|never|have\syet\sto|has\syet\sto|(?:has|have)\sstill\snot){_ADV}\s"
_WE = r"(?:we|i|our\s\w+|my\s\w+|the\s(?:team|office|bookkeeper|accountant|warehouse)|(?:our|my)\s\w+\s\w+)"
_CARRIER = (
    r"(?:ups|usps|fedex|dhl|ontrac|lasership|(?:the|a|our|your)\s(?:\w+\s)?(?:carrier|courier|driver|postman|mailman|mail\scarrier|post\soffice"
    r"|postal\sservice|post))"
)
_PARCEL = r"(?:it|they|that|this|yours|everything|all|nothing|both|(?:your|the|this|an?|another|one)\s(?:[\w'-]+\s){0,3}?[\w'-]+|order\s\S+)"
_NEW = LazyPattern(
    r"(?i)\b(?:new|replacements?|another|second|fresh|substitute|swap|exchange|spare|right|correct|proper|missing|clean|intact|next) (?!one of)"
    r"|\b(?:replacement|substitute|spare|another one|new one)\b"
)
_BACK = LazyPattern(
    r"(?i)\b(?:returns?|returned|return's|you (?:sent|shipped|mailed|posted|dropped|returned)|from you|by you|back (?:to us|here|with us|at our)"
    r"|sent back|send back|sen[dt] it back"
    r"|(?:with|to|at|reached|arrived) (?:us|our)|in our (?:hands|warehouse))\b"
)

_MONEY = LazyPattern(
    r"(?i)\b(?:refunds?|money|funds|credit|reimbursement|sum|amount|price|payment|balance|cents?|penny|halves|charges?|dollars|total|cash"
    r"|refunded)\b|[$£€] ?\d"
)
_OTHER_MONEY = LazyPattern(
    r"(?i)\b(?:postage|shipping|fee|difference|tax|deposit|double charge is|invoice|order was paid|label|customs|charged|price of|price was"
    r"|discount|coupon|promo)\b"
)
_PAID_VERB = (
    r"(?:refunded|credited|reimbursed|repaid|returned|released|issued|processed|completed|sent(?:\sback|\sout)?|paid(?:\sback|\sout|\sup|\syou)?"
    r"|given\sback"
    r"|gave\sback|put\s(?:back|through)|wired(?:\sback)?|transferred|reversed|posted|settled|handed\sback|pushed\s(?:out|through)|moved|cleared"
    r"|finali[sz]ed"
    r"|executed|triggered|booked(?:\sback)?|restored|made)"
)
_MONEY_THING = (
    r"(?:(?:your|the|that|this|a|both|full|every)\s(?:[\w'-]+\s){0,4}?)?(?:refunds?|money|funds|credit|reimbursement|sum|amount|price|payment"
    r"|balance|cents?|penny"
    r"|[$£€]\s?\d[\d,.]*\d|total)(?:\s(?:of|for|in|on)\s[^,.;]{1,30}?)?"
)
_REFUND_DONE = LazyPattern(
    rf"""(?ix)\b{_WE}(?:'ve|\shave|\shad)?{_ADV}\s{_PAID_VERB}\b
        |\b{_PERFECT}{_PAID_VERB}\b
        |\b{_MONEY_THING}{_ADV}\s(?:(?:has|have)\s)?{_ADV}\s?(?:went|gone|came|landed|left|passed|cleared)\b
        |\b{_MONEY_THING}\s(?:is|has\sbeen|have\sbeen|was|sits|has\ssat|rests){_ADV}\s(?:(?:sitting|back|waiting|available|visible
        |there)\s)?(?:on|in|with|at|to)\s(?:your|the\scard)
        |\b{_MONEY_THING}\s(?:is|was|has\sbeen){_ADV}\s(?:done|complete|completed|finished|through|behind\sus)\b
        |\bmade\swhole\b|\byour\s(?:card|account|bank)\s(?:has|had|got|received)\s(?:the|its|your)\s"""
)
_REFUND_STRONG = LazyPattern(
    r"(?i)\b(?:refunded|reimbursed|repaid|paid (?:you )?back|money back|made whole|credited (?:to )?(?:you|your)|paid you|sent you back"
    r"|gave you back)\b"
)
_REFUND_OPEN = LazyPattern(
    rf"""(?ix){_NOT_AUX}(?:been\s)?(?:able\sto\s)?(?:{_PAID_VERB}|refund|credit|release|issue|pay|process|start(?:ed)?|approved?|gone|go|left|sign(?:ed)?\soff)\b
        |\b(?:nothing|no\s(?:refund|money|credit|payment))\s(?:has|was|is|have)\b.{{0,12}}?\b{_PAID_VERB}
        |\b(?:refund|money|credit|payment|reimbursement)\s(?:is|remains|sits){_ADV}\s(?:still\s)?(?:pending|on\shold|outstanding|open|waiting
        |held|due|unpaid|in\sthe\squeue|to\scome)\b
        |\b{_WE}\s?(?:'re|are|am|'m)\s(?:still\s)?(?:holding|keeping|withholding)\s(?:on\sto\s)?(?:your|the)\s(?:money|refund|payment|funds)\b
        |\bstill\s(?:owe|have\sto\srefund)\b|\bawaits?\b.{{0,20}}\brefund|\brefund\b.{{0,10}}\bawaits?\b|\bnot\srefunded\b
        |\byet\sto\s(?:be\s)?refund(?:ed)?\b"""
)
_SENT = (
    r"(?:shipped|dispatched|mailed|posted|despatched|sent(?:\s(?:it|them|out|off|over|on))*|handed\s(?:over|to|off|it|them)|picked\sup|collected"
    r"|fetched|loaded"
    r"|tendered|given\sto|scanned\s(?:in|out)|taken\s(?:away|in|over)|packed\soff|put\sin\sthe\s(?:mail|post)|rushed|expressed)"
)
_LEFT = (
    r"(?:left(?!\s(?:at|on|by|beside|in|behind|over|for\syou|out|your|it|them|a|the\s(?!warehouse|dock|building|shop|store|depot|facility"
    r"|country|state))\b)|shipped|departed|gone\s(?:out|off)|went\s(?:out|off|into\sthe\s(?:mail|post))"
    r"|set\soff|rolled\sout|headed\sout|moved\sout|started\sits|been\s(?:travell?ing|rolling|moving|riding|under\s?way|on\s(?:its|the"
    r"|their)\s(?:way|road)|in\stransit))"
)
_MOVING = (
    r"(?:on\s(?:its|the|their)\s(?:way|road|move|truck|train)|in\s(?:transit|the\s(?:mail|post))|en\sroute|out\sfor\sdelivery|under\s?way\sto"
    r"|(?:travell?ing|rolling|riding|moving|heading|headed|driving)\b(?!\s(?:up|out\s(?:the|of)))|with\s" + _CARRIER + r""
    r"|in\s" + _CARRIER + r"(?:'s|s')\s\w+|somewhere\sbetween"
    r"|(?:past|beyond)\s(?:our|the)\s(?:dock|gate|door)|in\stheir\s(?:hands|network|truck))"
)
_SHIP_DONE = LazyPattern(
    rf"""(?ix)\b{_PERFECT}{_SENT}\b|\b{_WE}(?:'ve|\shave|\shad)?{_ADV}\s{_SENT}\b
        |\b{_PARCEL}(?:\s(?:has|have|had))?{_ADV}\s{_LEFT}\b
        |\b{_PARCEL}\s?(?:'s|'re|\sis|\sare|\shas\sbeen|\shave\sbeen){_ADV}\s{_MOVING}
        |\b{_CARRIER}(?:\s(?:has|have))?{_ADV}\s(?:took|collected|picked\s(?:it|them|up|the|your)|fetched|has\s(?:it|them|the|your)
        |scanned\s(?:it|the|your)|loaded|accepted|received)\b
        |\A\W*(?:already\s|just\s)?(?:shipped|dispatched|mailed|handed\sover|sent\soff|sent\sout)\b"""
)
_HERE = r"(?:here|with\sus|(?:on|in|at)\sour\b|(?:on|in|at)\sthe\s(?:packing|shipping|work)\b|on\s(?:my|the)\s(?:bench|shelf|desk|dock)|in\s(?:my|the)\s(?:workshop|warehouse|stockroom|queue))"  # noqa: E501
_SHIP_OPEN = LazyPattern(
    rf"""(?ix){_NOT_AUX}(?:been\s)?(?:{_SENT}|{_LEFT}|ship|leave|go\sout|mail|send|dispatch|packed|labell?ed|boxed)\b
        |\bnothing\s(?:has|was|is|have)\b.{{0,12}}?(?:{_SENT}|{_LEFT})\b
        |\b{_PARCEL}\s?(?:'s|'re|\sis|\sare|\ssits?|\slies?|\sstands?|\swaits?|\sremains?|\sstays?)(?:\sstill|\syet|\scurrently
        |\sright\snow)?\s(?:(?:sitting|waiting|lying|standing|parked|unshipped)\s)?{_HERE}
        |\bstill\s(?:sits?|lies?|stands?|waits?|being\s(?:packed|made|boxed|prepared)|waiting\s(?:here|for\s(?:a\s)?(?:label|pickup|stock)
        |to\s(?:be\s(?:packed|shipped)|ship|leave)))"""
)
_SPOT = (
    r"(?:your\s(?:[\w'-]+\s){0,2}?(?:desk|hands|house|home|building|address|neighbou?r|apartment|bench|shed|hall|place|mat|locker)"
    r"|(?:your|the)\s(?:[\w'-]+\s){0,2}?(?:porch|door|doorstep|mailbox|lobby|front\sdesk|steps?|garage|gate|patio|reception|mailroom|entrance"
    r"|stoop|driveway"
    r"|veranda|letter\s?box|concierge))\b"
)
_GIVEN = r"(?:delivered|dropped(?:\soff)?|left\s(?:at|on|by|beside|in|with|inside|behind|near)|handed\s(?:over\s)?(?:to\syou|at|in)|placed\s(?:at|on|by|in)|put\s(?:at|on|by|in|through)|signed\sfor|brought\sto|received|set\s(?:down|on)|laid)"  # noqa: E501
_PEOPLE = r"(?:your\s(?:\w+\s)?(?:neighbou?r|wife|husband|son|daughter|receptionist|doorman|concierge|roommate|family|building)|some(?:body|one)(?:\sthere|\sat\s\w+(?:\s\w+)?)?|a\s(?:neighbou?r|person|resident|receptionist|man|woman)|the\s(?:neighbou?r|receptionist|doorman|concierge|front\sdesk))"  # noqa: E501
_GOT_THERE = r"(?:arrived|reached\s(?:you|your)|landed|made\sit\s(?:to|into)|got\s(?:to\syou|there)|come\sto\syou|came\sto\syou|turned\sup|been\sdelivered)"  # noqa: E501
_GIVEN_DONE = LazyPattern(
    rf"""(?ix)\b{_PERFECT}{_GIVEN}\b
        |\b{_PARCEL}(?:\shas|\shave|\shad)?{_ADV}\s{_GOT_THERE}\b
        |\b{_CARRIER}(?:\s(?:has|have))?{_ADV}\s(?:handed|left|put|dropped|delivered|placed|gave|brought|set)\b
        |\b{_PEOPLE}(?:\s(?:has|have))?{_ADV}\s(?:signed|accepted|took|received|collected|got)\b
        |\b{_PARCEL}\s?(?:'s|'re|\sis|\sare|\shas\sbeen|\shave\sbeen|\swas|\swere|\ssits|\slies)(?:\s\w+)?\s(?:(?:sitting|waiting
        |lying)\s)?(?:at|on|in|by|beside|inside|behind|near)\s{_SPOT}
        |\b(?:delivery|drop-off)\s(?:was|has\sbeen)\s(?:made|completed|confirmed|done)\b"""
)
_GIVEN_OPEN = LazyPattern(
    rf"""(?ix){_NOT_AUX}(?:been\s)?(?:{_GIVEN}|{_GOT_THERE}|arrive|reach\syou|made\sit|make\sit|come|got\sto\syou|get\sto\syou)\b
        |\b{_PARCEL}\s?(?:'s|'re|\sis|\sare)(?:\sstill|\snow|\scurrently|\sall)*\s(?:{_MOVING})
        |\bnobody\s(?:has\s)?delivered\b"""
)
_AFTER_EVENT = LazyPattern(
    r"(?i)\A\W*(?:to us|back to us|to our|at our|into our|by you|from you|you the|you a|an e-?mail|you an|you more|the label|your (?:message"
    r"|note|photo|request|claim|case))"
)
_OTHER_THING = LazyPattern(
    r"(?i)\b(?:(?<!for a )label|photos?|pictures?|messages?|e-?mails?|notes?|notification|invoice|receipt|form|claim|request|question|inquiry"
    r"|manual|pdf|instructions"
    r"|trace|search|ticket|letter|confirmation|money|refund|stock|supplier|offer|complaint|code|link|answer|reply|scan event|feedback)\b"
)


def claims_in(text: str, *, about_replacement: bool = False, about_refund: bool = False) -> Iterator[Claim]:
    """Yield the claims of one sentence, a clause at a time.

    Args:
        text: The sentence, in plain letters.
        about_replacement: The sentence before spoke of a replacement, so "it" may be that.
        about_refund: The customer or the sentence before spoke of the refund, so "it" may be that.
    """
    if text.rstrip("\"') ").endswith("?"):
        return
    unreal_opening = False
    new_before = about_replacement
    start = 0
    ends = [*(match.span() for match in _BREAK.finditer(text)), (len(text), len(text))]
    for number, (stop, following) in enumerate(ends):
        lead = _LEAD.match(text, start)
        begin = lead.end() if lead else start
        clause, first = text[begin:stop].rstrip(" .!"), begin
        joined = text[start:begin].lower()
        start = following
        if not clause:
            continue
        # "When a parcel was picked up, ...": the condition rules its own clause.
        unreal = bool(_UNREAL_OPENING.search(clause)) or (unreal_opening and joined.strip() == "and")
        unreal_opening = unreal if number == 0 else False
        if unreal or "?" in clause:
            continue
        new = bool(_NEW.search(clause)) or (new_before and bool(re.match(r"(?i)(?:it|they|we|i|that one|handed|sent|shipped|mailed|posted)\b", clause)))  # noqa: E501
        yield from _clause_claims(clause, first, text, new=new, about_refund=about_refund)
        new_before = new_before or new


def _clause_claims(clause: str, first: int, text: str, *, new: bool, about_refund: bool) -> Iterator[Claim]:
    prefix = text[max(0, first - 60) : first]
    if _OTHER.search(clause) or (_TOLD.search(prefix) and not prefix.rstrip().endswith((".", ";"))) or _TOLD.search(clause):
        return
    last = first + len(clause)
    money = bool(_MONEY.search(clause)) or bool(_REFUND_STRONG.search(clause))
    pronoun = about_refund and bool(re.match(r"(?i)(?:it|that|this|they|we|i|not|both|all)\b", clause)) and not _OTHER_THING.search(clause)
    if (money or pronoun) and not _OTHER_MONEY.search(clause):
        done = _read(clause, _REFUND_DONE, _REFUND_OPEN)
        if done is not None:
            yield Claim("refunded", done, first, last)
            return
    if money or _BACK.search(clause):
        return
    if _OTHER_THING.search(clause):
        return
    given = None if new else _read(clause, _GIVEN_DONE, _GIVEN_OPEN)
    sent = _read(clause, _SHIP_DONE, _SHIP_OPEN)
    if given and sent is False:
        given = None
    if given is not None:
        yield Claim("delivered", given, first, last)
    if sent is not None and given is not True:
        yield Claim("replacement_sent" if new else "shipped", sent, first, last)


def _read(clause: str, done: LazyPattern, undone: LazyPattern) -> bool | None:
    """Return whether the clause says that it happened, that it did not, or ``None``: neither."""
    for pattern, value in ((undone, False), (done, True)):
        for match in pattern.finditer(clause):
            before = clause[: match.end()]
            if _UNREAL.search(before) or _AFTER_EVENT.search(clause[match.end() :]):
                continue
            if value and _NEG.search(_NOT_ONLY.sub("", before)):
                continue
            return value
    return None
