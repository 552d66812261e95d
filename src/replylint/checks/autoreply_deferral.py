"""Whether a reply does anything beyond saying that somebody will answer: acts, answers, dated next steps.

A reply is judged whole: "we will get back to you" is an empty answer alone and a fair last line after an act.
"""

from __future__ import annotations

from collections.abc import Iterator

from replylint.detect.patterns import LazyPattern
from replylint.document.document import Document
from replylint.document.sentences import Sentence
from replylint.document.views import fold
from replylint.models import Finding

__all__ = ["deferrals", "empty_replies", "has_act"]

_SOMEBODY = (
    r"(?:we|i|they|he|she|somebody|someone|(?:a|an|one of|our|my|the|another|some)\b[^.!?\n]{0,50}?"
    r"\b(?:team|teams|specialist|specialists|agent|agents|colleague|colleagues|representative|coordinator|department|manager|expert|member"
    r"|human|staff|desk|people|advisor|associate|person))"
)
_ANSWER = (
    r"(?:get(?:s)? back|circle(?:s)? back|be in (?:touch|contact)|reach(?:es)? out|respond|reply|answer(?! with)|revert|contact you"
    r"|write (?:back|to you)|follow up|come back to you|"
    r"let you know|review (?:it|this|the|your)|look (?:in ?to|at|after) (?:it|this|that|the|your)|get (?:round|around) to it|update you"
    r"|assist you|pick up|be with you|take care of (?:it|this)|inform|notify)"
)
_DEFERRAL = LazyPattern(
    rf"(?i)\b{_SOMEBODY}(?:,? who)?(?:'ll| will| shall| would| is going to| are going to| is| are| aims? to| tr(?:y|ies) to| gets?)(?: \w+ly"
    rf"| also| then| be)? ?(?:looking into|reviewing|working on|{_ANSWER})\b"
    rf"|\A\s*(?:will|shall) {_ANSWER}\b|\byou (?:will|'ll|shall|are going to) (?:be (?:notified|informed|contacted|updated|answered)"
    rf"|hear from (?:us|someone|them)|receive (?:a|an|our) (?:notification|answer|reply|response))\b"
    r"|\b(?:it|this|your \w+|messages?|requests?|inquiries|cases|matters?) (?:will|'ll|shall) be (?:looked at|looked into|answered|reviewed"
    r"|handled|dealt with|processed|attended to)\b"
    r"|\b(?:is|are) (?:currently |now |still )?(?:being (?:reviewed|processed|looked into|handled)|under (?:review|investigation))\b"
    r"|\bno (?:further|new) information is available\b"
    r"|\b(?:allow|give) (?:a|an|our|us|the) (?:\w+ ){0,3}?(?:\d|two|three|five|several|some|a few)[^.!?\n]{0,30}?(?:days?|hours?"
    r"|weeks?) to (?:review|respond|reply|answer|look)\b"
    r"|\bwhile (?:somebody|someone|we|our \w+)\b[^.!?\n]{0,20}\bgets? (?:round|around) to it\b|\bthey (?:reply|answer|respond) in turn\b"
)
_FORWARDED = LazyPattern(
    r"(?i)\b(?:message|inquiry|enquiry|case|request|matter|concern|question|file|ticket|complaint|report|email|e-mail|issue|statement|video|it"
    r"|this|trace)\b[^.!?\n]{0,30}?"
    r"\b(?:(?:has|have) (?:now |already )?been|was|is|were) (?:now |already )?(?:forwarded|passed(?: on)?|transferred|escalated"
    r"|handed(?: over)?|assigned|routed|placed|given|submitted|sent on|sent over)\s(?:on )?(?:to|with)\s"
    r"|\b(?:remains|is|stays) (?:open |still )?(?:in the queue|with (?:the relevant|our|the) [^.!?\n]{0,30}(?:team|department|desk|partner|office))\b"
    r"|\bwe (?:have |already )?(?:forwarded|passed(?: on)?|escalated) (?:your|this|the) (?:message|inquiry|case|request|matter|concern|question"
    r"|issue|first message)[^.!?\n]{0,30}? to\b"
)
_ACT = LazyPattern(
    r"(?ix)\b(?:we|i)(?:'ve|\shave|\shad)?\s(?:just\s|already\s|now\s|also\s|since\s|today\s)*(?:refunded|sent|shipped|mailed|replaced|credited"
    r"|cancel{1,2}ed|opened|filed|checked|started|issued|attached|asked|called|found|booked|"
    r"changed|corrected|updated|added|put|packed|approved|arranged|returned|released|reported|measured|looked|traced|uploaded|enclosed|ordered"
    r"|set|made|spoke)\b(?!\s(?:your|the|this)\s(?:message|inquiry|enquiry|request))"
    r"|\b(?:we|i|that|it|they)(?:'ll|\swill|\sam\sgoing\sto|'m\sgoing\sto|\sare)\s(?:\w+ly\s)?(?:refund|refunded|send|ship|mail|replace|cancel"
    r"|credit|post|pack|ring|call|sending|shipping|mailing|refunding|issue|attach|enclose|check|open|arrange|cover|pay)\b"
    r"|\b(?:refund|replacement|label|money|credit|price|amount|invoice|(?:new|right|correct|missing|second|other)\s\w+|(?:your|the)\s(?:order"
    r"|parcel|package|box|item))\s(?:was|were|has\sbeen|have\sbeen|is\s(?:on|in|attached|under)|are\s(?:on|in)|ships?|leaves?|goes\sout"
    r"|follows?|left|went)\b"
    r"|[$£€]\s?\d|\bfull\srefund\b|\bfree\sreturn\b|\brefunded\b|\breplacement\b"
)
_DATED = LazyPattern(
    r"(?i)\b(?:by|on|before|until|no later than|at) (?:the end of )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:by|before|on) (?:tomorrow"
    r"|tonight|noon|the \d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d)"
    r"|\b(?:today|tomorrow|tonight)\b|\bwithin (?:the hour|an hour|\d+ hours?|24 hours)\b"
)
_FILLER = LazyPattern(
    r"""(?ix)\A\W*(?:(?:dear|hi|hello|hey|good\s(?:morning|day|afternoon|evening))\b[^.!?\n]{0,40}[,.!]?\s*)?(?:
        (?:many\s)?thank(?:s|\syou)\b | we\s(?:would\slike\sto\s)?thank\syou\b | we\s(?:do\s|truly\s|really\s)?(?:appreciate|value|acknowledge
        |thank|understand|hear|regret|apologi[sz]e|read|take\snote|care)\b |
        i\s(?:do\s)?(?:appreciate|understand|acknowledge|apologi[sz]e)\b | (?:we|i)(?:'re|'m|\sare|\sam)\s(?:so\s|very\s|truly\s|really\s
        |deeply\s)*(?:sorry|aware)\b | (?:so\s|very\s)?sorry\b | (?:my|our|please\saccept\sour)\s(?:sincere\s)?apologies |
        apologies\b | your\s(?:message|inquiry|enquiry|satisfaction|concern|happiness|request|case|patience|matter|feedback|email|e-mail
        |question|report|ticket)\b |
        (?:please\s)?(?:rest|be)\sassured\b | (?:please\s)?bear\swith\b | (?:please|kindly)\s(?:bear|be\spatient|allow|accept|note|be\sadvised
        |be\sinformed|wait|do\snot\s(?:reply|answer))\b |
        (?:we|i)\s(?:have\s|'ve\s)?(?:received|got|noted|logged|registered)\b | it\shas\sbeen\s(?:received|logged|placed)\b
        | this\s(?:is\san\sauto|mailbox)\w* | auto\S*reply |
        (?:our|the)\s(?:working|office|business|service)\shours\b | our\s(?:office|head\soffice|team|volumes?|staff)\b | (?:ticket|case
        |reference|status)\b | (?:welcome|greetings)\b | have\sa\b | sorry,?\sbusy |
        (?:messages?|requests?|cases|inquiries|returns|invoices|queries)\s(?:of\sthis\ssort\s)?(?:received|are|will|is)\b | we(?:'re
        |\sare)\s(?:currently|experiencing|truly|glad|here)\b | every\s(?:question|message)\b | (?:best|kind)\sregards |
        (?:you\sare|your\s(?:business|trust|position)|as\sper\sour\sprocedure|all\sour\sagents|per\sour) )"""
)
_CUSTOMER_THANKS = LazyPattern(r"(?i)\b(?:thank|thanks|thx|love it|perfect|great service)\b")
_GREETING_ONLY = LazyPattern(
    r"(?i)\A\W*(?:(?:hi|hello|hey|dear|good (?:morning|day|afternoon|evening))\b[^.!?\n]{0,30}[,.!]*\s*)?"
    r"(?:(?:thanks|thank you)(?: (?:so|very) much)?(?: for (?:your message|writing|contacting us|reaching out|getting in touch))?[.!]*\s*|(?:ok"
    r"|okay|noted|understood|received)[.!]*\s*)?\W*\Z"
)


def has_act(doc: Document) -> bool:
    """Return whether the reply says anything done, or to be done by a date."""
    return any(_ACT.search(text) or _DATED.search(text) for text in _bodies(doc))


def deferrals(doc: Document) -> Iterator[Finding]:
    """Yield the sentences that put the customer off, where nothing else stands in the reply."""
    waiting: list[tuple[Sentence, bool]] = []
    for sentence in _sentences(doc):
        text = fold(sentence.text).text
        if _ACT.search(text) or _DATED.search(text):
            return
        forwarded = bool(_FORWARDED.search(text))
        if forwarded or (_DEFERRAL.search(text) and not text.rstrip().endswith("?")):
            waiting.append((sentence, forwarded))
        elif not _FILLER.search(text):
            return
    for sentence, forwarded in waiting:
        rule = "autoreply.forwarded-away" if forwarded else "autoreply.ack-only"
        start, end = _words(sentence)
        yield Finding(rule, start, end)


def empty_replies(doc: Document, customer: str) -> Iterator[Finding]:
    """Yield the reply that is a greeting or a word of thanks alone, where the customer wanted an answer."""
    text = fold(doc.live).text.strip()
    if _GREETING_ONLY.match(text) and not _CUSTOMER_THANKS.search(customer):
        start = len(doc.live) - len(doc.live.lstrip())
        yield Finding("autoreply.no-content", start, start + len(doc.live.strip()))


def _sentences(doc: Document) -> Iterator[Sentence]:
    for sentence in doc.sentences:
        if doc.segment_at(sentence.start) == "body" and any(char.isalpha() for char in sentence.text):
            yield sentence


def _bodies(doc: Document) -> Iterator[str]:
    for sentence in _sentences(doc):
        yield fold(sentence.text).text


def _words(sentence: Sentence) -> tuple[int, int]:
    text = sentence.text.rstrip()
    return sentence.start, sentence.start + len(text) - (1 if text.endswith(".") else 0)
