"""False statements of Walmart's policy in the seller's favour, in whatever words: an authority and a restriction.

A clause counts where it names Walmart (or "the marketplace") as the source of a rule and the rule takes from the
customer what Walmart grants: the return, the refund in money, free postage, an answer in time, a word with Walmart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from replylint.detect.patterns import LazyPattern
from replylint.document.document import Document
from replylint.document.views import fold
from replylint.models import Finding
from replylint.rulebook.clause import clause_around

__all__ = ["false_policy"]

_NO = r"(?:not|n't|never|no|nor|neither|cannot|none|nothing|without)"
_BAN = (
    r"(?:forbids?|forbidden|bars?|barred|prohibits?|prohibited|bans?|banned|blocks?|blocked|excludes?|excluded|rules?\sout|ruled\sout|disallows?"
    r"|refuses?|denies"
    r"|rejects?|shuts?\s(?:\w+\s)?out|shut\sout|voids?|ends?|exempts?|keeps\sus\sfrom|stops\sus\sfrom|prevents?|declines?|locks?)"
)
_BACK = (
    r"(?:returns?|returned|returnable|returning|refunds?|refunded|refundable|refunding|exchanges?|exchanged|money\sback|come\sback|go\sback"
    r"|sent\sback|send\s\w+\sback"
    r"|taken?\s(?:\w+\s){0,3}back|taking\s(?:\w+\s){0,3}back|accept(?:ed)?\s(?:it\s|them\s)?back|accepted|cancel(?:l?ed|s|lation|lations)?"
    r"|claims?|warranty|warranties"
    r"|paid\sback|pay(?:ing)?\sback|replacements?|replaced|swaps?|reimburse\w*|compensat\w+|complaints?)"
)
_BUYER = r"(?:you|buyers?|customers?|shoppers?|purchasers?|consumers?|(?:the\s)?person\swho\s(?:bought|ordered))"
_POSTAGE = r"(?:postage|shipping|stamps?|carriage|freight|label|courier|return\scosts?|cost(?:s)?\sof\s(?:the\s|any\s|a\s)?return|trip\sback|way\sback|journey\sback|mailing|transport|returns?)"  # noqa: E501
_COUNT = r"(?:\d{1,3}|three|four|five|six|seven|eight|nine|ten|fourteen|fifteen|twenty|thirty|sixty|ninety|two|a)"

_AUTHORITY = LazyPattern(
    r"(?i)\bwalmart(?!\.com/|\s(?:account|app|label|wallet|order\spage|purchase|store\sclerk|gift\scard\syou))|\b(?:the"
    r"|this)\s(?:marketplace|platform)\b"
)
_RESTRICTIONS = tuple(
    LazyPattern(rf"(?ix){pattern}")
    for pattern in (
        # The return, refund, exchange, cancellation or warranty is said to be ruled out.
        rf"\b{_BAN}\b.{{0,70}}?\b{_BACK}\b",
        rf"\b{_BACK}\b.{{0,60}}?\b(?:is|are|was|were|be|by\s\w+\srules)\s(?:\w+\s){{0,2}}?{_BAN}\b",
        rf"(?:\b{_NO}|n't)\s(?:\w+\s){{0,3}}?(?:allow|permit|accept|support|let|authori[sz]e|grant|give|offer|take|approve|entertain"
        rf"|recogni[sz]e|honou?r|cover|pay|handle)(?:s|ed)?\b.{{0,60}}?\b{_BACK}\b",
        rf"\b{_BACK}\b.{{0,60}}?(?:\b{_NO}|n't)\s(?:\w+\s){{0,2}}?(?:allow|permit|accept|support|authori[sz]e|grant|offer|possible|available"
        rf"|exist|apply|cover)(?:s|ed|able)?\b",
        rf"(?:\b(?:can|may|must|could|will|shall|are|is|do|does)\s?(?:not|n't)|\bcannot|\bcan\snever|\bmay\sno\slonger)\s(?:ever\s|simply\s"
        rf"|then\s)?(?:be\s|get\s)?(?:\w+\s){{0,1}}?{_BACK}\b",
        r"\b(?:no|zero)[\s-](?:\w+\s){0,2}?(?:returns?|refunds?|exchanges?|warranty|warranties|cancellations?|claims?)\b|\bno-(?:return"
        r"|refund|exchange)\b",
        r"\b(?:is|are|as|counts?\sas|becomes?|every|all)\s(?:\w+\s){0,3}?(?:final(?:\ssale)?|non-?returnable|non-?refundable)\b|\bfinal\ssales?\b",
        r"\bno\s(?:ground|grounds|reason|basis|cause|case|right)\sfor\s(?:a\s|any\s)?(?:return|refund|claim|exchange)|\b(?:ends?|voids?|loses?"
        r"|forfeits?|waives?|waived?)\s(?:\w+\s){0,3}?(?:claims?|returns?|refunds?|rights?|warranty)\b",
        r"\bno\s(?:seller|shop|one|store)\s(?:may|can|could|is\sallowed\sto)\s(?:\w+\s)?(?:cancel|refund|return|exchange|accept)\b"
        r"|\bclaims?\b.{0,40}\b(?:have|has)\sto\sbe\swaived\b",
        # A fee or a share is said to stay with Walmart, or to be prescribed by it.
        r"\b(?:keeps?|retains?|withholds?|deducts?|holds?\sback|subtracts?|charges?|collects?|takes?|hold\sback|withhold|deduct|retain|levies"
        r"|levy|imposes?)\b.{0,60}?(?:\bfee\b|restocking|\bpercent\b|%|\b(?:a|one)\s(?:fifth|tenth|quarter|third|half)\b|[$]\d|\bhandling\b)",
        r"(?:\bfee\b|restocking\s\w+|\bpercent\b|\d\s?%|[$]\d[\d.]*|\bcharge\b)(?!.{0,20}\b(?:off|discount|tax)\b).{0,60}?\b(?:keeps?|retains?"
        r"|withholds?|withhold|deducts?|lays?\sdown|laid\sdown|imposes?|imposed|prescribes?|prescribed|requires?|required|dictates?|demands?"
        r"|makes\sus|obliges?|has\s(?:us|all))\b",
        r"\brestocking\s(?:fee|charge|cost)s?\b(?=.{0,40}\b(?:mandatory|rules?|policy|standard|required|walmart's|set\sby|comes\sfrom"
        r"|by\swalmart|on\swalmart)\b)|\bmandatory\s(?:\w+\s)?(?:fee|charge)\b",
        # The customer is said to pay for the way back, or to bear the damage.
        rf"\b{_BUYER}(?:'s)?\s(?:\w+\s){{0,3}}?(?:pays?|bears?|covers?|buys?|funds?|finances?|shoulders?|foots?|carry|carries|paying|settles?"
        rf"|responsible\sfor|liable\sfor)\b.{{0,40}}?\b{_POSTAGE}\b",
        rf"\b{_POSTAGE}\b.{{0,50}}?\b(?:falls?\s(?:to|on|upon)|on|paid\sby|borne\sby|up\sto|charged\sto)\s(?:the\s"
        rf"|our\s)?{_BUYER}\b(?!\s(?:at\sno|for\sfree|free))",
        r"\bat\s(?:the\s|a\s|your\s)?(?:buyers?'?s?|customers?'?s?|shoppers?'?s?|own)?\s?(?:own\s)?(?:expense|cost|risk)\b(?<!no\scost)(?<!at\scost)",
        rf"\bfalls?\s(?:to|on|upon)\s(?:the\s)?{_BUYER}\b|\b(?:buyers?|customers?)'?s?'?\s(?:own\s)?(?:risk|responsibility|liability|matter"
        rf"|problem)\b",
        rf"\b(?:matter|issue|case|thing)\s(?:only\s)?between\s(?:the\s)?{_BUYER}\sand\s(?:the\s)?(?:carrier|courier|maker|manufacturer)",
        # Time that the seller does not have, or that the customer is said to have to wait.
        rf"\b(?:gives?|grants?|allows?|lets?|has|have)\s(?:us|(?:its\s|all\s|the\s)?(?:sellers?|shops?|stores?"
        rf"|merchants?))\s(?:\w+\s){{0,2}}?(?!48|24|two\s(?:business\s)?days|a\sday|one){_COUNT}\s(?:\w+\s)?(?:days?|weeks?"
        rf"|months?)\b.{{0,40}}?\b(?:answer|reply|respond|response|react|refund|write|decide|pay|ship|process)\w*",
        rf"\b{_COUNT}\s(?:\w+\s)?(?:days?|weeks?|months?)\s(?:must|have\sto|has\sto|need\sto)?\s?(?:pass|wait|go\sby|lie)\b|\b(?:must|have\sto"
        rf"|has\sto|needs?\sto|makes?\sus|requires?\sus\sto|obliges?\sus\sto)\s(?:\w+\s)?(?:wait"
        rf"|hold)\s(?:\w+\s){{0,4}}?{_COUNT}\s(?:\w+\s)?(?:days?|weeks?|months?)\b",
        rf"\b(?:within|caps?|capped|limits?|limited|only|first)\b.{{0,50}}?\b(?:24\shours|48\shours|(?:one|two|three|five|seven|ten|[1-9]"
        rf"|1[0-4])\s(?:calendar\s)?days|(?:a|one)\sday|(?:a|one)\sweek)\b(?=.{{0,60}}\b(?:{_BACK}|report\w*|faults?|defects?|damage)\b)",
        rf"\b(?:report|notify|raise|flag|claim)\w*\b.{{0,50}}?\b(?:within|in\sthe\sfirst)\s(?:24\shours|48\shours|{_COUNT}\sdays?)\b",
        rf"\bcap(?:s|ped)\b.{{0,40}}?\bat\s{_COUNT}\s(?:days|weeks|week)\b",
        # Credit in place of money.
        r"\b(?:only|solely|exclusively|always|must|has\sto|have\sto|nothing\sbut)\b.{0,60}?\b(?:store\scredit|shop\scredit|credit\snote"
        r"|vouchers?|gift\scards?)\b",
        r"\b(?:store\scredit|shop\scredit|vouchers?|gift\scards?)\b.{0,40}?\b(?:only|not\s(?:in\s)?(?:cash|money)|instead\sof\s(?:cash|money))\b",
        # Nobody above the seller.
        r"\b(?:no\ssay|cannot\sinterfere|has\snothing\sto\sdo\swith\s(?:it|refunds|returns)|seller\salone|sellers?'?s?\s(?:sole"
        r"|own)\s(?:decision|discretion|choice)|alone\sdecides?|only\s(?:the\s)?sellers?\s(?:may\s|can\s)?decides?"
        r"|leaves?\s(?:\w+\s){1,4}(?:entirely\s)?(?:to|up\sto)\s(?:the\s|each\s)?seller|sellers?'?s?\ssole\b)",
        r"\b(?:care|support|service|walmart|they)\s(?:\w+\s){0,2}?(?:cannot|can't|can\snot|does\snot|doesn't|do\snot|don't|will\snot|won't"
        r"|never)\s(?:\w+\s)?(?:handles?|deals?\swith|looks?\sat|helps?|takes?|hears?|steps?\sin|intervenes?|processe?s?)\b",
        # Words about the shop, and conditions that Walmart does not set.
        r"\b(?:forbids?|bars?|bans?|prohibits?|blocks?|deletes?|(?:not|n't)\s(?:allow|permit|accept))\s(?:\w+\s){0,3}?(?:negative|bad|critical"
        r"|low|one-star|poor|honest)?\s?(?:reviews?|ratings?|comments?)\b(?!.{0,12}(?:incentive|reward|gift))",
        r"\b(?:insists?\son|requires?|demands?|needs?|wants?|asks?\sfor)\s(?:\w+\s){0,4}?(?:original|unopened|sealed"
        r"|intact)\s(?:\w+\s)?(?:packag\w+|box|carton|seal|wrapp\w+)",
        rf"\bno\s{_BACK}\b|\bno\s(?:money|label|funds|compensation)\s(?:can|may|is|will)\b",
    )
)
_RELEASED = LazyPattern(
    r"(?ix)\bneither\b|\b(?:not|n't|never|no\slonger|no\srule)\s(?:\w+\s){0,2}?(?:insist|require|need|demand|forbid|bar|prohibit|ban|block"
    r"|exclude|rule\sout|refuse|deny|keep|charge|retain|withhold|deduct|take|let|at\s"
    r"|make|have\sto|void|end|pay|against|impose|deleted?|matter)\w*(?!.{0,30}\b(?:accept|refund\b|take\s\w+\sback|return\b))"
    r"|\bcovers?\s(?:a|any|the|every|such|this)\b|\b(?:free|no\sobstacle|costs?\s(?:you\s)?nothing|at\sno\s(?:cost|charge|expense)|pay\snothing"
    r"|nothing\sto\spay)\b"
    r"|(?:(?:not|n't)\s(?:allow|permit)|forbids|prohibits|bars)\s(?:\w+\s){1,2}(?:to|from)\s(?:charg|keep|withhold|deduct|ask|refus|reject|mak"
    r"|demand)\w*"
    r"|\bno\s(?:rule|reason\sto|need|limit|fee|charge|cost|obligation|matter)\b"
)
_TRUE = LazyPattern(
    r"(?ix)\b(?:reward|incentive|gifts?\sfor|in\sexchange\sfor|paid\sreviews?|review\sfor|links?\b|negotiat|haggl|bargain"
    r"|part(?:ial)?[\s-](?:refund|credit|money)|in\splace\sof|instead\sof\s(?:a|the)\s(?:return|refund)|discount|by\scheck|cash\b(?!\srefund)"
    r"|paypal|venmo|zelle|wire|bank\stransfer"
    r"|outside|off\s(?:walmart|the\splatform|platform)|phone|e-?mail|address"
    r"|recall\w*|hazard\w*|lithium|firearm|weapon|medic(?:al|ine)|prescription|perishable|resell\w*|export|re-?ship|different\s(?:card|address)"
    r"|another\scard|within\s48\shours\sof"
    r"|customers?\sto\s(?:wait|pay)|(?:cannot|can't|can\snot)\s(?:\w+\s)?(?:edit|change|alter)|combine\w*|twice|more\sthan\s(?:the|you)|both"
    r"|already\s(?:refunded|cancel)|(?:percent|%)\soff)"
)
_SUM = LazyPattern(r"(?i)[$%]|\bpercent\b|\bcharges?\b")
_FEE_TALK = LazyPattern(r"(?i)\breturn|\brefund|restock|handling|\blays? down|\bretain|\bwithh|\bimpose|\bprescribe|\bmakes us")
_MINE = LazyPattern(r"(?i)\b(?:we|i|our shop|our store) (?:do not|don't|cannot|can't|won't|will not)\b")
_POINT_BACK = LazyPattern(
    r"(?i)\b(?:laid down|imposed|required|retained|kept|demanded) by walmart\b|\bwhat walmart (?:itself )?(?:lays down|retains|keeps|deducts"
    r"|withholds|charges|takes)\b"
)


def false_policy(doc: Document) -> Iterator[Finding]:
    """Yield a finding for each sentence that takes a right from the customer in Walmart's name."""
    if not doc.may(_AUTHORITY):
        return
    for sentence in doc.sentences:
        view = fold(sentence.text)
        text = view.text
        authority = _AUTHORITY.search(text)
        if authority is None or text.rstrip("\"') ").endswith("?") or doc.segment_at(sentence.start) != "body":
            continue
        if _TRUE.search(text) or _RELEASED.search(text) or re.match(r"(?i)\W*(?:if|unless|once|should)\b", text):
            continue
        matches = [match for pattern in _RESTRICTIONS if (match := pattern.search(text)) and not (_SUM.search(match.group()) and not _FEE_TALK.search(text))]  # noqa: E501
        matches += [match for match in (_POINT_BACK.search(text),) if match]
        if not matches:
            continue
        start = min(match.start() for match in matches)
        end = max(match.end() for match in matches)
        if _too_far(text, authority, start, end):
            continue
        begin, stop = clause_around(text, min(start, authority.start()), max(end, authority.end()))
        first, last = view.origin(begin, stop)
        if doc.scopes.holds("quoted", sentence.start + first, sentence.start + last):
            continue
        yield Finding("misleading.invented-walmart-rule", sentence.start + first, sentence.start + last)


def _too_far(text: str, authority: re.Match[str], start: int, end: int) -> bool:
    """Return whether the restriction stands in another clause, of the seller's own or after a "but"."""
    between = text[min(authority.end(), end) : max(authority.start(), start)]
    return bool(re.search(r"(?i)[;]|\b(?:but|yet|however|although|though)\b", between)) or bool(_MINE.search(text[min(authority.start(), start) : end]))  # noqa: E501
