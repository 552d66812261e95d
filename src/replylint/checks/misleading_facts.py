"""What a reply says has happened (refund, dispatch, delivery, replacement) against what really did.

Tense decides: "we refunded you" states a fact, "we will refund you" is an act to come and contradicts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from replylint.checks.misleading_claims import claims_in
from replylint.context import Context
from replylint.detect.patterns import LazyPattern
from replylint.document.document import Document
from replylint.document.sentences import Sentence
from replylint.document.views import fold
from replylint.models import Evidence, Finding
from replylint.rulebook.clause import clause_around

__all__ = ["contradicted_facts"]

Fact = Literal["refunded", "shipped", "delivered", "replacement_sent"]

_MONEY = r"(?:refunds?|money|price|amount|sum|payment|credit|total|balance|(?:[$£€] ?)\d[\d,]*(?:\.\d\d)?|every (?:cent|penny)|all of it|in full)"
_CARRIER = r"(?:ups|usps|fedex|dhl|ontrac|lasership|the (?:carrier|courier|driver|post(?: office)?))"
_NEW = r"(?:new|replacements?|another|second|proper|fresh|substitute|exchange|spare|right|correct|missing)"
_PLACE = r"(?:us|here|our (?:\w+ )?(?:warehouse|dock|building|shop|store|hands|facility|depot)|the (?:warehouse|dock|building|shop|depot|facility))"
_DONE = r"(?:(?:has|have|had|'s|'ve) (?:already |just |now |since )?(?:been )?|(?:was|were) (?:already |just )?|already |just )"
# The patterns below are verbose ones, where a space means nothing.
_MONEY, _CARRIER, _PLACE, _DONE = (part.replace(" ", r"\s") for part in (_MONEY, _CARRIER, _PLACE, _DONE))

# Each pattern states the fact as done; `_OPEN` states it as not done.
_STATED: dict[Fact, LazyPattern] = {
    "refunded": LazyPattern(
        rf"""(?ix)\b(?:we|i|our\s\w+|my\s\w+)(?:'ve|\shave|\shad)?\s(?:\w+ly\s|already\s|just\s|now\s|since\s)?
            (?:refunded|credited|reimbursed|(?:returned|released|issued|processed|completed|sent\sback|paid\s(?:back|out)|gave\sback
        |put\sthrough)\b[^.!?\n]{{0,30}}\b{_MONEY})\b
        |\b(?:you|your\s(?:card|account|bank|visa|paypal))\s?(?:'ve\sbeen|were|was|have\sbeen|has\sbeen|(?:are|is)\salready)\s(?:already\s
        |fully\s|just\s|now\s)?(?:refunded|credited|reimbursed|paid\sback)\b
        |{_MONEY}(?:\s[^.!?\n,;]{{0,40}}?)?\s(?:was|were|has\s(?:already\s|now\s|since\s|just\s)?been|have\s(?:already\s)?been|is\salready
        |got)\s(?:already\s|fully\s|just\s)?
            (?:refunded|returned|credited|released|sent\sback|issued|processed|paid(?:\sout|\sback)?|posted|entered|put\sthrough|given\sback
        |completed|transferred)\b
        |{_MONEY}\s(?:already\s|has\s(?:already\s)?)?(?:went|gone)\s(?:through|back|out)\b
        |\bit\sis\sin\syour\s(?:account|bank)\sas\swe\sspeak
        |\b(?:refund|money)\sis\s(?:already\s)?(?:complete[d]?|done|back|on\syour\s(?:card|account))\b"""
    ),
    "shipped": LazyPattern(
        rf"""(?ix)(?:\b(?:has|have|'s|'ve|was|were|already|just|we|it|they|order|parcel|package|box)\s(?:already\s|just\s|since\s
        |been\s)*)(?:shipped|dispatched|mailed|posted)\b
        |\b(?:went|gone|has\sgone|have\sgone)\sout\b(?!\sof)
        |\b(?:has\s|have\s|had\s|already\s|just\s)*left\s(?:already\b|{_PLACE}|with\s{_CARRIER})
        |\b(?:was|were|been)\s(?:already\s)?(?:handed\s(?:over\s)?to|picked\sup\sby|collected\sby)\s{_CARRIER}
        |\b{_CARRIER}\s(?:took|has|collected|picked)\s(?:it|them|up|the)\b
        |\b(?:it|they|order|parcel|package|box)\s?(?:'s|'re|\sis|\sare)\s(?:already\s|now\s)?(?:on\s(?:its|their|the)\s(?:way|road)|in\stransit
        |en\sroute|out\sfor\sdelivery)\b"""
    ),
    "delivered": LazyPattern(
        r"""(?ix)\b(?:it|they|order|parcel|package|box|item)(?:\s\w+)?\s(?:was|were|has\sbeen|have\sbeen|has\salready\sbeen|has
        |have)\s(?:already\s)?
            (?:delivered|arrived|dropped\soff|left\s(?:at|on|by|with)\syour|handed\sto\syou|signed\sfor)\b
        |\b(?:it|they|order|parcel|package)\sarrived\s(?:on|at|yesterday|this)\b"""
    ),
    "replacement_sent": LazyPattern(
        rf"""(?ix)\b{_NEW}\b[^.!?\n;]{{0,40}}?\b(?:{_DONE}(?:sent|shipped|mailed|dispatched|posted|left|gone\sout|handed)|left|went\sout
        |shipped\s(?:on|yesterday|this|last)|
            (?:is|are)\s(?:already\s)?(?:on\s(?:its|the|their)\s(?:way|road)|in\stransit|with\s{_CARRIER})|travels\swith)\b
        |\b(?:we|i)(?:'ve|\shave)?\s(?:already\s|just\s)?(?:sent|shipped|mailed|dispatched|posted)\b[^.!?\n;]{{0,25}}?\b{_NEW}\b"""
    ),
}
_NOT = r"(?:not|n't|never|yet\sto\sbe|still\sto\sbe)"
_OPEN: dict[Fact, LazyPattern] = {
    "refunded": LazyPattern(
        rf"""(?ix)\b(?:we|i)\s?(?:have|had|did|'ve)\s?{_NOT}\s(?:yet\s|been\sable\sto\s)?(?:refund(?:ed)?|credit(?:ed)?|release[d]?\s(?:your
        |the)|issued?\s(?:your|the|a)|paid)\b
        |\b(?:refund|money|credit|payment|you)\b[^.!?\n;]{{0,30}}?(?:has|have|was|were|is|are)\s?{_NOT}\s(?:yet\s)?(?:been\s)?(?:made|issued
        |refunded|processed|released|sent|signed\soff|paid(?:\sout)?|credited|approved|started)\b
        |\bnothing\shas\sbeen\s(?:paid\sout|refunded|sent\sback)|\bno\srefund\shas\sbeen\b|\b(?:refund|money)\sis\s(?:still\s)?(?:pending
        |on\shold|outstanding)\b"""
    ),
    "shipped": LazyPattern(
        rf"""(?ix)\b(?:order|parcel|package|box|item|it|they|we)\b[^.!?\n;]{{0,20}}?(?:has|have|was|were|is|are|did)\s?{_NOT}\s(?:yet\s
        |even\s)?(?:been\s)?(?:ship(?:ped)?|left|leave|dispatched|gone\sout|sent(?:\sout)?|mailed)\b
        |\bnot\syet,?\s(?:it|they|we)(?:'ll|\swill)?\s(?:leaves?|ships?|goe?s?)\b
        |\b(?:order|parcel|package)\sis\sstill\s(?:here|in\sour|at\sour|with\sus|being\spacked)\b"""
    ),
    "delivered": LazyPattern(
        rf"""(?ix)\b(?:your\s(?:order|parcel|package|box)|the\s(?:parcel|package)|it)\s?(?:has|was
        |is)\s?(?:{_NOT})\s(?:yet\s)?(?:been\s)?(?:delivered|arrived)\b
        |\byour\s(?:order|parcel|package|box)\s(?:is|was)\s(?:still\s|now\s)?(?:in\stransit|on\s(?:its|the)\sway|out\sfor\sdelivery|lost
        |with\s{_CARRIER})\b"""
    ),
    "replacement_sent": LazyPattern(
        rf"""(?ix)\b{_NEW}\b[^.!?\n;]{{0,30}}?(?:has|have|was|is)\s?{_NOT}\s(?:yet\s)?(?:been\s)?(?:sent|shipped|left|gone\sout|mailed
        |dispatched)\b
        |\b(?:we|i)\s?(?:have|had|did)\s?{_NOT}\s(?:yet\s)?(?:sen[td]|ship(?:ped)?|mail(?:ed)?)\b[^.!?\n;]{{0,20}}?\b{_NEW}\b"""
    ),
}
# "It has not been made yet", "Not yet": the customer's question says what is meant.
_PRONOUN_OPEN = LazyPattern(
    r"(?ix)\bit\s?(?:has|was|is)\s?(?:not|n't)\s(?:yet\s)?(?:been\s)?(?:made|issued|processed|released|sent|done|started|paid(?:\sout)?)\b"
    r"|\A\s*(?:no,\s)?not\syet\b"
)
_PRONOUN_DONE = LazyPattern(
    r"(?ix)\bit\s(?:was|has\s(?:already\s)?been)\s(?:issued|processed|released|paid|refunded|sent\sback)\b|\bit\s(?:already\s)?went\s(?:through"
    r"|back)\b"
)
_TOPIC: dict[Fact, LazyPattern] = {
    "refunded": LazyPattern(r"(?i)\b(?:refund\w*|money back|my money|reimburse\w*)\b"),
    "shipped": LazyPattern(r"(?i)\b(?:shipp?(?:ed|ing)?|dispatched|sent out|left yet|on its way)\b"),
}
_AHEAD = LazyPattern(
    r"(?i)\b(?:will|'ll|shall|would|'d|should|could|can|may|might|must|to|gets?|going to|once|when|whenever|if|unless|after|until|till|before"
    r"|as soon as|the (?:moment|minute|day)|so that)\b[^,;:]*$"
)
_DENIED = LazyPattern(r"(?i)(?:n't|\b(?:not|never|no|nothing|neither|nor|cannot|without|yet to))\b[^,;:]*$")
_REPORTED = LazyPattern(
    r"(?i)\b(?:tracking|scan|status|page|carrier|ups|usps|fedex|ontrac|dhl)\b[^,;:]{0,30}\b(?:shows?|says?|lists?|marked|marks?|reads?"
    r"|reports?)\b[^,;:]*$"
)
_REPLACEMENT = LazyPattern(rf"(?i)\b(?:{_NEW}|one|resen[dt]|again)\b")
_SPARE = LazyPattern(r"(?i)\b(?:replacements?|another (?:one|\w+)|second (?:one|\w+)|new (?!box|label|address)\w+|spare|substitute)\b")
_OTHER_MONEY = LazyPattern(r"(?i)\b(?:postage|shipping|fee|difference|tax|deposit)\b")


@dataclass(frozen=True, slots=True)
class _Claim:
    """A statement of the reply: where, and whether it says that the fact holds."""

    start: int
    end: int
    done: bool


def contradicted_facts(doc: Document, ctx: Context) -> Iterator[Finding]:
    """Yield a finding for each clause that says the opposite of a fact in ``ctx``."""
    facts = _known(ctx)
    if not facts:
        return
    for index, sentence in enumerate(doc.sentences):
        flagged: list[_Claim] = []
        for fact, truth in facts.items():
            for claim in _claims(doc, sentence, fact, ctx):
                if claim.done != truth:
                    flagged.append(claim)
                    yield _finding(fact, claim)
        for fact, claim in _clause_claims(doc, index, ctx):
            if fact in facts and claim.done != facts[fact] and not any(c.start < claim.end and claim.start < c.end for c in flagged):
                flagged.append(claim)
                yield _finding(fact, claim)


def _known(ctx: Context) -> dict[Fact, bool]:
    """Return the known facts; what was delivered was shipped, what was not shipped was not delivered."""
    if ctx.facts is None:
        return {}
    known: dict[Fact, bool] = {fact: value for fact in _RULES if (value := getattr(ctx.facts, fact)) is not None}
    if known.get("delivered"):
        known.setdefault("shipped", True)
    if known.get("shipped") is False:
        known.setdefault("delivered", False)
    return known


def _finding(fact: Fact, claim: _Claim) -> Finding:
    # The claim contradicts the fact, so the fact is its opposite.
    excerpt = f"{fact}: {'false' if claim.done else 'true'}"
    evidence = Evidence(source="facts", start=0, end=len(excerpt), excerpt=excerpt)
    return Finding(_RULES[fact], claim.start, claim.end, evidence=(evidence,))


def _clause_claims(doc: Document, index: int, ctx: Context) -> Iterator[tuple[Fact, _Claim]]:
    """Yield the claims of one sentence, read clause by clause with the sentence before it for its pronouns."""
    sentence = doc.sentences[index]
    if doc.segment_at(sentence.start) in ("greeting", "quote"):
        return
    view = fold(sentence.text)
    before = fold(doc.sentences[index - 1].text).text if index else ""
    replacement = bool(_SPARE.search(before)) or (ctx.facts is not None and ctx.facts.shipped is None and bool(_SPARE.search(ctx.customer or "")))
    refund = bool(_TOPIC["refunded"].search(before)) or bool(_TOPIC["refunded"].search(ctx.customer or ""))
    for claim in claims_in(view.text, about_replacement=replacement, about_refund=refund):
        first, last = view.origin(claim.start, claim.end)
        if not doc.scopes.holds("quoted", sentence.start + first, sentence.start + last):
            yield claim.event, _Claim(sentence.start + first, sentence.start + last, claim.done)


_RULES: dict[Fact, str] = {
    "refunded": "misleading.refund-status",
    "shipped": "misleading.shipping-status",
    "delivered": "misleading.delivery-status",
    "replacement_sent": "misleading.replacement-status",
}


def _claims(doc: Document, sentence: Sentence, fact: Fact, ctx: Context) -> Iterator[_Claim]:
    view = fold(sentence.text)
    text = view.text
    if text.rstrip().endswith("?"):
        return
    for match, done in _matches(text, fact, ctx):
        before = text[: match.start()]
        # "once refunded", "will be shipped", "to be sent": nothing has happened yet.
        if _AHEAD.search(before) or _AHEAD.search(match.group()[: -len(match.group().split()[-1])] or " "):
            continue
        if done and (_DENIED.search(before) or _DENIED.search(match.group())):
            continue
        if fact == "refunded" and _OTHER_MONEY.search(match.group()):
            continue
        if fact == "delivered" and (_REPORTED.search(before) or _REPLACEMENT.search(text[: match.end()])):
            continue
        if fact == "shipped" and not done and _REPLACEMENT.search(text[: match.end()]):
            continue
        begin, stop = clause_around(text, match.start(), match.end())
        first, last = view.origin(begin, stop)
        if doc.scopes.holds("quoted", sentence.start + first, sentence.start + last):
            continue
        yield _Claim(sentence.start + first, sentence.start + last, done)
        return


def _matches(text: str, fact: Fact, ctx: Context) -> Iterator[tuple[re.Match[str], bool]]:
    asked = fact in _TOPIC and bool(_TOPIC[fact].search(ctx.customer or ""))
    for match in _OPEN[fact].finditer(text):
        yield match, False
    if asked:
        for match in _PRONOUN_OPEN.finditer(text):
            yield match, False
        if fact == "refunded":
            for match in _PRONOUN_DONE.finditer(text):
                yield match, True
    for match in _STATED[fact].finditer(text):
        yield match, True
