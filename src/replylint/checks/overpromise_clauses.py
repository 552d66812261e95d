"""The clauses of one sentence that promise what another must keep: an arrival, money at a bank, stock, an outcome.

Each pattern names who acts, so that what the seller does itself never matches; a flat day must stand in the clause.
Offsets are half-open code points of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from replylint.detect.patterns import LazyPattern
from replylint.document.document import Document

__all__ = ["Promise", "may_promise", "promises"]

Kind = Literal["arrival", "money", "supply", "certain"]
_LONGEST_CLAUSE = 400
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|may)"
_FEAST = r"(?:christmas|thanksgiving|easter|halloween|new year'?s?|valentine'?s|hanukkah|(?:mother|father)'?s day)"
_DAY = LazyPattern(
    rf"\b(?:today|tonight|tomorrow|{_WEEKDAY}|(?:the|this|by the) weekend|the \d{{1,2}}(?:st|nd|rd|th)|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?|{_FEAST}"
    r"|(?:by|before|at) (?:noon|midnight|lunch(?:time)?|dinner|breakfast|(?:five|six|seven|eight|nine|ten|eleven|one|two|three|four))"
    r"|(?:within|in) (?:the|an|one) hour|overnight|th(?:at|e) (?:very )?same (?:day|night|evening)|that very (?:day|night)"
    r"|(?:the )?next (?:business |working )?(?:day|morning)|(?:the )?(?:end of (?:the|this) (?:week|month|day))|within \d+ hours"
    r"|before (?:the|your|his|her) (?!seal|other|box|first use)[\w-]+|in (?:plenty of |good )?time for|on (?:his|her|your"
    r"|their) (?:birthday|anniversary)|on (?:opening|moving) day|(?:by|before) \d{1,2} ?(?:a\.?m|p\.?m)\b)(?!'s)\b",
    re.IGNORECASE,
)
_BREAK = LazyPattern(
    r"[;:()\n]|\s-{1,2}\s|,\s+(?:and|but|so|or|which|because|since|as|while|although|though|then|yet|if|when|where)\s"
    r"|,\s+(?=(?:we|i|you|it|they|please|just|our|the|your|there|ups|usps|fedex|dhl|walmart)\b)|\s(?:but|because|although|whereas)\s|\sand\s+(?=(?:we|i"
    r"|you|it|they|your|the)(?:'ll|\s(?:will|shall|is|are|can|have))\b)",
    re.IGNORECASE,
)
# What makes a day somebody's estimate, or a report of one, rather than the seller's promise.
_SOFT = LazyPattern(
    r"\b(?:estimat\w*|schedul\w*|expect\w*|slated|due|predict\w*|forecast\w*|project\w*|planned|appointment|window|says?"
    r"|said|shows?|showed|lists?|tells? (?:me|us)|told"
    r"|reads|according|if|unless|whether|usually|normally|typically|should|may|might|could|would|hop(?:e|ing)|hopefully"
    r"|likely|probably|ought|perhaps|maybe|around|about|or so"
    r"|chances|want(?:s|ed)?|wish(?:es)?|need(?:s|ed)?|asked|know|see (?:if|whether)|rather|in case|as soon as|until"
    r"|depend\w*|promised|was|were|had|did|aim\w*|try(?:ing)?|think|believe|guess)\b",
    re.IGNORECASE,
)
_WILL = r"(?:will|'ll|shall|(?:is|are|'s|'re) going to)"
_ADV = r"(?:\s+(?:\w+ly|also|all|both|still|then|now|just|even|indeed|simply|be sure to))?"
_THING = (
    r"(?:it|yours|they|he|she|this|that|these|those|both|everything|one|all of (?:it|them)|(?:the|your|our|a|an|its|their"
    r"|his|her|each|every|both|another|all|two|no) (?:[\w'$.-]+ ){0,4}?[\w'$.-]+)"
)
_PLACE = (
    r"(?:there|here|with you|yours|home|delivered|in (?:your|his|her|their) (?:hands?|arms|mailbox|garage|kitchen|yard|home"
    r"|house)|(?:at|on|by|to|inside) (?:your|the|his|her|their) (?:front )?(?:door|porch|doorstep|house|home|step|table|gate"
    r"|finger|place|desk|wall|tree|bed|address|town|office|apartment|ranch|lawn|hotel|mattress|desk))"
)
_COME = (
    r"(?:arrive|come|show up|turn up|roll in|ring (?:your|his|her) (?:door)?bell|make it|get (?:there|here|to (?:you|your)"
    r"|home)|reach (?:you|your)|land (?:on|at|in)|lands?|be " + _PLACE + ")"
)
_COMES = (
    r"(?:arrives|comes(?! (?:with|from|in (?!on)|as |on (?!the \d|" + _WEEKDAY + "|" + _MONTH + r")|off|apart|back|for ))"
    r"|shows up|turns up|rolls in|makes it|gets (?:there|here|to (?:you|your)|home)|reaches (?:you"
    r"|your)|lands|(?:is|are|'s|'re) " + _PLACE + ")"
)
_CARRIER = (
    r"(?:ups|usps|fedex|dhl|ontrac|lasership|purolator|(?:the |your |our )?(?:\w+ )?(?:carrier|courier|driver|mail ?man"
    r"|mail carrier|postman|post office|freight company|van|truck|brown van|mail))"
)
_CARRY = r"(?:deliver|bring|drop|hand|leave|redeliver|pick|collect|find|put|redirect|come|pull|be there|carry)"
_CARRIES = r"(?:delivers|brings|drops|hands|redelivers|comes|pulls|will be there|carries|redirects)"
_USE = r"(?:have|get|receive|hold|own|wear|use|unwrap|open|be (?:\w+ing|all set|able to \w+)|see (?:it|them|the (?:truck|van|parcel|package|box)))"
_ARRIVALS = tuple(
    LazyPattern(expression, re.IGNORECASE)
    for expression in (
        rf"\b{_THING}\s*{_WILL}{_ADV}\s+{_COME}\b",
        rf"\b{_THING}(?:\s+(?:all|both|always|then))?\s*{_COMES}(?!\w)",
        r"\b(?:the|your|our) (?:[\w'-]+ ){0,2}[\w'-]+s (?:arrive|come|land|get here|get there|will be there)\b",
        rf"\b{_CARRIER}\s*{_WILL}{_ADV}\s+{_CARRY}\b",
        rf"\b{_CARRIER}(?:\s+always)?\s+{_CARRIES}\b",
        rf"\byou(?: all)?\s*{_WILL}{_ADV}\s+{_USE}\b",
        rf"\b[\w-]+ {_WILL} have (?:it|them) in (?:his|her|their|your) hands\b",
    )
)
_BANK = (
    r"(?:(?:the |your |her |his )?(?:bank|credit union|card (?:issuer|company)|issuer|card)|visa|mastercard|amex"
    r"|american express|paypal|chase|wells fargo|citi(?:bank)?|discover|affirm|klarna)"
)
_BANK_ACT = r"(?:posts?|shows?|ha(?:ve|s)|books?|credits?|releases?|puts?|returns?|clears?|wipes?|drops?|reverses?|process(?:es)?|erases?|pays?)"
_MONEY = (
    r"(?:it|they|(?:the|your|every|that|this) (?:full )?(?:refund|money|credit|amount|funds|sum|balance|payment|reversal"
    r"|dollar|cash|\$ ?[\d.,]+))"
)
_MONEY_AT = (
    r"(?:be |is |are )?(?:back|there|yours|with you|visible|posted|credited|available|sitting|in (?:your|the) (?:account"
    r"|bank|wallet|balance)|on (?:your|the) (?:card|statement|account|balance))"
)
_MONEYS = tuple(
    LazyPattern(expression, re.IGNORECASE)
    for expression in (
        rf"\b{_BANK}(?:\s*{_WILL})?{_ADV}\s+{_BANK_ACT}\b",
        rf"\b{_MONEY}\s*{_WILL}{_ADV}\s+(?:{_MONEY_AT}|appear|show(?: up)?|land|post|hit|reach|arrive|clear)\b",
        r"\b(?:the|your) (?:full )?(?:refund|money|credit|funds|\$ ?[\d.,]+) (?:is (?:back|yours|there|in your|on your)|lands"
        r"|hits|posts|shows up|arrives)\b",
        rf"\byou(?: all)?\s*{_WILL}{_ADV}\s+(?:have|see|find|get) (?:it|them|the (?:money|refund|credit|amount)|your (?:money"
        r"|refund)) (?:back |in |on )",
    )
)
_SUPPLIES = tuple(
    LazyPattern(expression, re.IGNORECASE)
    for expression in (
        rf"\b(?:{_THING}\s*(?:{_WILL}{_ADV}\s+be|is|are|'s|'re)|stock (?:is|will be)|blue is|more (?:are"
        r"|will be)) (?:back in stock|back on (?:the|our) shel(?:f|ves)|in stock again|restocked)\b",
        rf"\b(?:the |our )?(?:factory|supplier|manufacturer|maker|mill|vendor)(?:\s*{_WILL})?{_ADV}\s+(?:delivers?|ships?|sends?"
        r"|brings?|releases?|fix(?:es)?|ha(?:ve|s))\b",
        rf"\b(?:new stock|fresh stock|stock|(?:the|our) (?:next|new) (?:batch|shipment|stock|lot)) (?:{_WILL} (?:arrive|land|come"
        r"|be here|be in)|arrives|lands|comes in|is here)\b",
    )
)
_DATED: tuple[tuple[Kind, tuple[LazyPattern, ...]], ...] = (("money", _MONEYS), ("supply", _SUPPLIES), ("arrival", _ARRIVALS))
_OWN = LazyPattern(
    r"\byou(?: all)?(?:'ll| will| shall| are going to|'re going to)\b[^,;]*?\b(?:answers?|reply|replies|word|news|updates?"
    r"|e-?mail|message|label|tracking|confirmation|number|link|invoice|receipt|note|photos?|quote|decision"
    r"|instructions|code|call|copy|report|result|hear|notice|notification|from (?:me|us))\b"
    r"|\b(?:label|invoice|update|note|reply|answer|message|e-?mail|tracking number|photos?|instructions|return|sale|offer"
    r"|promotion|window|listing)\b[^,;]*?(?:will|'ll|is|comes|arrives|lands)",
    re.IGNORECASE,
)
_CERTAIN_TO = LazyPattern(rf"\b{_THING}\s*(?:is|are|'s|'re|will be|'ll be)(?: \w+ly| almost)? (?:sure|bound|certain|guaranteed|assured) (?:to"
        rf"|of)\b(?! (?:check|note|read))[^,;:.!?]{{0,60}}", re.IGNORECASE)
_SURE = (
    r"(?:definitely|certainly|surely|absolutely|undoubtedly|assuredly|without (?:a |any )?(?:doubt|fail|question)"
    r"|for (?:sure|certain)|no matter (?:what|how\b[^.,;]*)|(?:one |a )?(?:100|1000|hundred|thousand) ?(?:%|percent"
    r"|per cent)"
    r"|guaranteed|no (?:doubt|question)(?: about (?:it|that))?|no ifs|whatever happens|come what may|rain or shine"
    r"|come hell or high water|i (?:can )?promise(?: you)?(?: that)?|mark my words|bank on it|count on it|that'?s (?:a given"
    r"|certain|settled|for sure|a promise))"
)
_FUTURE = rf"(?:you|{_THING}|nobody|nothing|walmart|{_CARRIER}|{_BANK})(?: all| both)?\s*(?:{_WILL}|won't)"
_CERTAINS = (
    _CERTAIN_TO,
    LazyPattern(rf"\b{_FUTURE}\s+{_SURE}\s+(?:not )?(?:be )?[\w'-]+[^,;:.!?]{{0,60}}", re.IGNORECASE),
    LazyPattern(rf"\b{_FUTURE}\s[^,;:.!?]{{2,90}}?,?\s(?:and )?{_SURE}(?=\s*(?:[.,;!?]|$))", re.IGNORECASE),
    LazyPattern(r"\b(?:i|we)(?: can| do| hereby)?(?: \w+ly)? (?:guarantee|promise|assure you|swear|vow|pledge)(?: you)?(?: that"
        rf"| to you)? (?P<flag>{_FUTURE}\s+[\w'-]+[^,;:.!?]{{0,60}})", re.IGNORECASE),
    LazyPattern(r"\b(?:rest assured|be assured|you can be (?:sure|certain)|you have my word|i give you my word|you can count on it"
        rf"|trust me|without a doubt|guaranteed),?(?: that)? (?P<flag>{_FUTURE}\s+[\w'-]+[^,;:.!?]{{0,60}})", re.IGNORECASE),
    LazyPattern(r"\b(?:you can|may) (?:count|rely|bank|depend) on (?:it|the [\w ]{3,30}|(?:ups|usps|fedex|walmart))(?: \w+ing\b"
        r"| to (?:be|arrive|come|get|deliver))[^,;.]{0,40}", re.IGNORECASE),
)


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised, and where: a half-open range of the sentence."""

    kind: Kind
    start: int
    end: int


_DENIED = LazyPattern(r"\b(?:wrong|mislead\w*|wish|cannot|can't|never|won't|wouldn't|unable)\b[^.;]{0,30}\b(?:say|tell|told|claim|promise"
        r"|guarantee|know)\b", re.IGNORECASE)
_ABOUT_MONEY = LazyPattern(r"\b(?:refund|money|credit|bank|card|funds|amount|paid|paypal)|\$", re.IGNORECASE)
_LEAVING = LazyPattern(r",\s\w+ing\b", re.IGNORECASE)


def may_promise(doc: Document) -> bool:
    """Return whether any sentence of ``doc`` may hold a promise: nearly always quicker than trying each."""
    if any(doc.may(pattern) for pattern in _CERTAINS):
        return True
    return doc.may(_DAY) and any(doc.may(pattern) for _, patterns in _DATED for pattern in patterns)


def promises(sentence: str) -> Iterator[Promise]:
    """Yield the promises in ``sentence`` in order, at most one for each clause and kind of evidence."""
    certain = () if _DENIED.search(sentence) else tuple(pattern for pattern in _CERTAINS if pattern.may_match(sentence))
    dated = _DAY.search(sentence) is not None
    if not certain and not dated:
        return
    found: list[Promise] = []
    for start, end in _clauses(sentence):
        if end - start <= _LONGEST_CLAUSE:
            found += _in_clause(sentence, start, end, certain, dated=dated)
    yield from sorted(found, key=lambda promise: promise.start)


def _clauses(sentence: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _BREAK.finditer(sentence):
        yield start, match.start()
        start = match.end()
    yield start, len(sentence)


def _in_clause(sentence: str, offset: int, stop: int, certain: tuple[LazyPattern, ...], *, dated: bool) -> Iterator[Promise]:
    clause = sentence[offset:stop]
    for pattern in certain:
        match = pattern.search(clause)
        if match and not _OWN.search(match.group()):
            start, end = match.span("flag") if "flag" in pattern.groupindex else match.span()
            yield Promise("certain", offset + start, offset + end)
            return
    if not dated:
        return
    days = list(_DAY.finditer(clause))
    if not days or _SOFT.search(clause):
        return
    for kind, patterns in _DATED:
        if kind == "money" and not _ABOUT_MONEY.search(sentence, 0, stop):
            continue
        for pattern in patterns:
            match = pattern.search(clause)
            if match and (span := _with_day(clause, match, days)) and not _OWN.search(clause, *span):
                yield Promise(kind, offset + span[0], offset + span[1])
                return


def _with_day(clause: str, match: re.Match[str], days: list[re.Match[str]]) -> tuple[int, int] | None:
    """Return the range of ``match`` with the day that it is promised for, or ``None`` where the day is another act's."""
    for day in days:
        # "before the driver comes" sets no day.
        inside = match.start() < day.start() < match.end() and day.group().lower().startswith("before")
        if inside or day.start() < match.start() < day.end():
            return None
    after = next((day for day in days if day.end() > match.end()), None)
    if after is None:
        begins = any(day.start() >= match.start() for day in days)
        return (match.start() if begins else days[-1].start()), match.end()
    if _LEAVING.search(clause, match.end(), after.start()):
        return None
    return match.start(), after.end()
