"""Whether a customer's message reports trouble, and whether a reply without one does: by words, in context.

Rules say yes, no or unsure; unsure is for the sentence model, and counts as no without it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from replylint.context import Context, Topic
from replylint.detect.patterns import LazyPattern
from replylint.document.document import Document
from replylint.document.views import fold

__all__ = ["Verdict", "complaint_of", "is_given", "trouble_in", "verdict_on"]

_BROKEN = (
    r"(?:broken|cracked|damaged|shattered|chipped|dented|bent|torn|ripped|crushed|scratched|stained|smashed|ruined|mou?ldy|rust(?:y|ed)|dirty"
    r"|melted|warped|defective|faulty|dead|doa|expired|stale|busted|"
    r"crooked|wobbl(?:y|es|ing)|leak(?:y|s|ed|ing)|fray(?:ed|ing)|soaked|wet|mangled|spoiled|rotten|snapped|split|peeling|unusable|counterfeit"
    r"|fake|tampered|half\sempty|in\spieces|upside\sdown|smeared|blurry|discolou?red|infested|flattened|punctured)"
)
_PROBLEM = LazyPattern(
    rf"""(?ix)
    \b(?:arrived|came|got|received|delivered|showed\sup|turned\sup|opened|is|was|are|were|it's|they're|all|both|one|totally
        |completely)\b[^.!?\n]{{0,30}}?\b{_BROKEN}\b
    |\A\W*(?:\w+\s){{0,6}}(?:broken|cracked|damaged|shattered|chipped|dented|crushed|defective|faulty|smashed)\b
    |\b(?:is|was|came|arrived|got|received|sent)\s(?:\w+\s){{0,2}}(?:used|empty|opened)\b(?!\s(?:to|it|the|by))
    |\b(?:has|have|had|with|found|there(?:'s|\sis|\sare|\swas))\s(?:an?|two|three|some|several|\d)?\s?(?:\w+\s)?(?:cracks?|dents?
        |scratch(?:es)?|stains?|holes?|tears?|chips?|creases?|splinters?|rust|mou?ld|bruises?|sores?|hairs?|bugs?|no\s(?:holes?|screws|cord
        |manual|power))\b
    |\b(?:not|n't)\s(?:drilled|in\sthe\sbox|enclosed|threaded?|thread\sin)\b|\bwithout\s(?:its|the|a|any)\s\w+|\bcan(?:'t
        |not)\s(?:even\s)?(?:use|sleep|finish|open|close|get\s(?:the|it)|put|read\smy)\b|\bpicks?\sup\sstatic|\bgoes\soff\sat|\beats\sbatteries
        |\bdies?\safter|\bat\srandom\b
    |\breceived\s(?:\d+|one|two|three|four|five)\b[^.!?\n]{{0,30}}\b(?:instead|of\s(?:the\s)?\d|left|not)\b|\bordered\s(?:\d+|two|three
        |four)\b[^.!?]{{0,40}}\b(?:counted|\d+\s(?:came|are|have|is))\b|\btwo\s(?:left|right)\b|\b(?:listing|page|ad|box|chart|description
        |label)\s(?:said|says|promised|is\swrong)\b(?![^!]*\?)
    |\bspeak\s(?:to|with)\s(?:a|your|the)\smanager|\b(?:filing|file)\sa\s(?:claim|complaint)|\bi\swant\s(?:it|my\smoney|answers)\b
        |\blast\schance\b|\b(?:after|past)\sthe\spromised\b|\bclosed\smy\s(?:ticket|case|messages)|\bcopy-?paste\b|\bbeen\s(?:used|worn|opened
        |played\swith)\b|\bswollen\b|\bdenied\s(?:my|me)\b|\brefused\sto\b|\berror\s(?:code\s)?[A-Z]?\d|\bhow\sis\sthis\b|\bhow\smany\stimes\b
        |\b(?:did|do|have|were)\syou\s(?:\w+\s)?even\b|\b(?:did\snot|didn't|never)\sorder(?:ed)?\b|\bto\sthe\s(?:er|vet|hospital|doctor)\b
        |\bstitches\b|\bflat\sby\b|\b(?:water|smoke|heat|shipping)\sdamage|\b(?:it|everything)\s(?:\w+\s){{0,2}}worse\b|\?\?+
        |\A\W*wrong\s(?:color|colour|size|item|flavor|part|one)\b|\b(?:wrong\s(?:color|colour|size|flavor)\s\w+,)|\bgrinds?\b|\bcreased\b
        |\bheard\snothing\b|\bleft\s(?:it|them|my\s\w+)\s(?:on\sthe|in\sthe|at\sthe)\b|\bstick(?:s|ing)\s(?:out|through|up)\b
        |\ball\sover\s(?:the|my)\b|\bfor\sno\sreason\b|\bwithout\stelling\b|\bno\struck\scame|\bpretty\sscary\b
    |\b(?!(?:the|a|an|no|any)\s)(?:it|they|he|she|which|that|handle|lid|screen|zip(?:per)?|strap|motor|battery|seam|stitching|leg|wheel|hinge|button|glass|cord|pump|fan
        |light|lamp|toy|chair|table|\w+)\s(?:just\s|already\s|suddenly\s|has\s|have\s|had\s)?
        (?:broke|cracked|snapped|shattered|leaks?|leaked|tore|ripped|shrank|shrunk|faded|burst|exploded|collapsed|stopped|quit|died|jams?
        |jammed|failed|melted|split|peel(?:s|ed)|wobbles?|rattles?|squeaks?|frayed|flickers?|drips?|smells?(?!\s(?:great|amazing|good|nice
        |lovely|wonderful|like\sheaven))|stinks?|reek(?:s|ed)?|smear(?:s|ed)?|fold(?:s|ed)|dangles?|shed(?:s)?|sparks?|sparked|
        overheats?|flickers?|fell\s(?:off|apart|out)|falls\s(?:off|apart)|came\s(?:off|loose|apart|undone|out|unglued)|comes\s(?:off|loose
        |apart)|gave\s(?:out|up|way)|shocked)\b
    |\b(?:won't|wont|doesn't|doesnt|does\snot|don't|do\snot|will\snot|didn't|did\snot|never|cannot|can't|isn't|is\snot|not)\s(?:even\s
        |seem\sto\s|stay\s)?(?:work(?:s|ed|ing)?|turn(?:ing)?\son|fit(?:s|ted)?|clos(?:e|es|ing)|start(?:s|ed)?|charg(?:e|es|ing)|open(?:s
        |ing)?|hold(?:s|ing)?|
        lock(?:s|ing)?|stay|run(?:s|ning)?|spin|seal|latch|line\sup|sharp|sealed|included|there|usable|pair|connect(?:s|ing)?|recogni[sz]e
        |light(?:s)?\sup|hot|cold|heat(?:s|ing)?|cool|inflate|stand)\b
    |\bnever\s(?:came|arrived|showed|received|got|turned\sup|shipped|left|delivered|refunded)\b|\bnot\s(?:received|delivered|arrived
        |as\sdescribed|as\spictured|what\si\s(?:ordered|bought|paid))\b
    |\b(?:hasn't|has\snot|haven't|have\snot|didn't|did\snot|hasnt|havent|didnt|still\snot|not\syet)\s(?:yet\s|even\s|been\s)?(?:arrived?|come
        |receiv(?:e|ed)|shown|show|moved|gotten|got|get|refunded|delivered|updated|heard|budged|posted|appeared|answered|replied|responded)\b
    |\bstill\s(?:waiting|no\b|haven't|have\snot|have\sno|hasn't|not|nothing|missing|loose|broken|waits?|didn't)|\b(?:is|are|was|were|came|comes
        |arrived)\s(?:\w+\s)?(?:missing|late|overdue|lost|stuck)\b|\bmissing\s(?:the|a|its|one|two|three|from|parts?|pieces?|screws?|bolts?|bag
        |\w+s)\b
    |\b(?:is|are)\s(?:gone|nowhere)\b|\bnowhere\sto\sbe\b|\b(?:was|were)\s(?:due|supposed\sto|promised)\b|\bpromised\s(?:me\s)?(?:a|it|by|for
        |that)\b|\bsupposed\sto\s(?:arrive|be|come|have)\b|\b(?:days?|weeks?|months?|hours?)\s(?:late|overdue)\b
    |\bit(?:'?s|\shas)\sbeen\s(?:over\s|more\sthan\s|almost\s)?(?:\d+|a|two|three|four|five|six|seven|eight|nine|ten)\s(?:days?|weeks?|months?
        |hrs|hours)\b|\bwaited\s(?:\w+\s){{0,3}}(?:days|weeks|hours)\b|\bwaiting\s(?:\w+\s){{0,3}}(?:days|weeks|months|since
        |for\s(?:an?\s)?(?:answer|reply|refund))\b
    |\b(?:sent|got|received|shipped|came|gave|delivered|have)\b[^.!?\n]{{0,25}}\b(?:wrong|somebody\selse's|someone\selse's|different
        |incorrect)\b|\bwrong\s(?:size|color|colour|item|one|order|part|model|product|flavor|thing)\b[^.!?\n]{{0,25}}\b(?:came|arrived|sent
        |received|in\sthe\sbox|was\sdelivered|got)\b
    |\bi\s(?:ordered|paid\sfor|asked\sfor|bought|wanted)\b[^.!?\n]{{0,60}}[^.!?\n]\b(?:got|received|came|arrived|sent|and\sit'?s)\b
        |\b(?:ordered|paid\sfor)\b[^!?\n]{{0,50}}\b(?:only\s)?(?:got|received)\b|\bonly\s(?:got|received|came|one|two|\d+)\b
    |\binstead\sof\s(?:the|a|an|what|my)\b|\bsays\s(?:it\swas\s)?delivered\b|\b(?:short|missing)\s(?:by\s)?(?:one|two|\d+)\b|\bnothing\s(?:here
        |came|arrived|has|on\smy|happened)\b|\bempty\s(?:porch|box|envelope|mailbox)\b|\bno\s(?:\w+\s){{1,3}}(?:in|inside)\s(?:the|my)\s(?:box
        |package|bag)\b
    |\b(?:charged|billed)\s(?:me\s)?(?:twice|double|again|for)\b|\b(?:was|been|got)\s(?:over)?charged\b|\bwhere(?:'s|\sis|\sare
        |\son\searth)\s(?:is\s)?my\s(?:refund|money|\$)|\bmy\smoney\sback\b|\bow(?:e|ed|ing)\sme\b|\bstolen\b|\brefund\sme\b
    |\bno\s(?:one|body)\s(?:answers?|replie[sd]|responds?|called|came|answered|has)\b|\bnobody\s(?:answers?|replie[sd]|responds?|called|came
        |answered|has|picks)\b|\bno\s(?:answer|reply|response|word|update)\b|\b(?:second|third|fourth|fifth|2nd|3rd|4th|\d(?:nd|rd
        |th))\s(?:message|email|time|one|broken|request|replacement|day|attempt|try)\b
    |\b(?:asked|wrote|written|called|sent|emailed|told)\b[^.!?\n]{{0,30}}\b(?:twice|three\stimes|\d\stimes|days\sago|six\stimes|\d\smessages
        |times\salready)\b|\b(?:is\s(?:anybody|anyone|somebody|someone)\b[^.!?\n]{{0,20}}\bthere)\b|\A\W*hello\?|\byou\s(?:people|guys)\b
        |\bare\syou\seven\b|\bany\supdate\?|\banother\s(?:broken|dead|wrong|defective)\b|\bignor(?:ed|ing)\b
    """
)
_ANGER = LazyPattern(
    r"(?i)\b(?:unacceptable|ridiculous|disappoint(?:ed|ing|ment)|furious|angry|terrible|awful|worst|garbage|junk|crap|scam(?:mers?)?|rip ?-?off"
    r"|fed up|upset|disgust(?:ed|ing)?|never again|frustrat(?:ed|ing)|livid|pathetic|"
    r"horrible|letdown|let down|useless|disgrace(?:ful)?|cheated|so mad|annoy(?:ed|ing)|losing my patience|had it with|done with you|nightmare"
    r"|beyond angry|in pain|nearly (?:got|fell|went)|almost (?:fell|went|burned)|not impressed|an? insult|your rude|liar|lied|lying"
    r"|false advertising|misleading|bait and switch|regret (?:buying|ordering)|"
    r"waste\b|shame on|a joke|what a joke|i'm done|hazard|dangerous|injur\w+|burn(?:ed|t) (?:my|me|his|her)|cut (?:my|his|her|me)\b"
    r"|caught (?:on )?fire|smoking|electric shock|shocked (?:me|us|him|her)|rash|in tears|crying|cried|ruined|"
    r"hurt (?:my|his|her|me)|bleed\w*|choke\w*)\b|(?-i:\b[A-Z]{4,} [A-Z]{2,} [A-Z]{2,})|!!"
)
_ROUTINE = LazyPattern(
    r"""(?ix)\b(?:all\sset|never\s?mind|no\scomplaints?|nothing\s(?:is\s)?(?:broken|damaged|wrong|missing)|works\s(?:great|fine|perfectly|like)
        |no\sdamage|not\sa\sscratch|fixed\sit|figured\sit\sout|my\s(?:own\s)?(?:mistake|fault|bad)|on\smy\spart|by\saccident|by\smistake|
        i\s(?:broke|dropped|cracked|spilled|accidentally|(?:entered|picked|chose|clicked|typed)\sthe\swrong)|my\s(?:old|previous|last)\s(?:one|\w+)
        |changed\smy\smind|found\sit\s(?:cheaper|locally)|from\sanother\sstore\sdied|(?:last|other)\sbrand|not\sat\sall\surgent|turned\sup\sat
        |just\schecking|refund\scame\sthrough|
        (?:bought|ordered|picked|chose)\s(?:the\s)?wrong|wrong\s(?:zip|address)|don't\sworry|thank(?:s|\syou)\sfor\sthe\s(?:quick
        |fast)\s(?:refund|reply|replacement)|no\srush|no\shurry|just\sasking|(?:smells?|looks?|works?)\s(?:amazing|great|wonderful|lovely)
        |love\s(?:it|the|my|this)|thank\syou\sso\smuch|happy\stears|heavenly|ignore\swhat|great\sotherwise|old\sone\s(?:broke|died
        |cracked|snapped))\b"""
)
_HYPOTHETICAL = LazyPattern(
    r"(?i)\b(?:if|in case|what happens when)\b[^.!?\n]{0,40}$|\b(?:warranty|guarantee|policy|coverage|covered|plan|spare|replacement parts?)\b"
)
_QUESTION_START = LazyPattern(
    r"(?i)\A\W*(?:hi|hello|hey)?[ ,!.]*"
    r"(?:is|are|does|do|can|could|will|would|may|what|which|how|where can|who|am|should|when (?:will|does|do|can|is))\b"
)
_UNSUITED = LazyPattern(r"(?i)\b(?:fits?|use|hold|it(?:'?s| has) been)\b")
_RETURN = LazyPattern(r"(?i)\b(?:return|send (?:it|them) back|exchange|restocking)\b")
_TROUBLE_TOPICS: frozenset[Topic] = frozenset({"damaged", "defective", "late", "lost", "wrong-item", "missing-parts", "not-as-described"})

# What a reply says of its own order's trouble, where no customer's message is given.
_REPORTED = LazyPattern(
    r"""(?ix)\b(?:was|were|is|are|got|has\sbeen|have\sbeen|been|arrived)\s(?:badly\s|slightly\s|found\s)?(?:damaged|cracked|crushed|lost
        |delayed|held\sup|scratched|broken|cracked|left\s(?:out|off|behind|on\sour)|packed\sshort|stuck|dented|torn|stained|misplaced|destroyed
        |missing|defective|faulty|mislabel{1,2}ed|sent\sto\sthe\swrong)\b
    |\b(?:later\sthan|instead\sof)\s(?:planned|promised|expected|announced|we\s(?:said|promised)|(?:on\s)?\d{1,2}\s\w+)|\b(?:set|sets|pushed?
        |puts?)\s(?:your\sorder|it|the\s\w+)\sback\b|\bdoes\snot\swork\b|\b(?:contents|bottles?|\w+)\s(?:broke|burst|cracked|shattered)\b
        |\breached\syou\sin\spieces|\bwon't\sfit\b|\bsoaked\b|\bcaught\sbehind\b|\bwas\ssold\swith\b|\bdidn't\swork\b
    |\b(?:another|new|replacement)\b[^!?\n]{{0,120}}\bthe\s(?:broken|damaged|cracked|defective|faulty|missing|wrong)\s(?:one|item|part|piece|\w+)\b|\b(?:found|has
        |have)\sa\s(?:hairline\s)?(?:crack|dent|scratch|fault|defect|hole|run|tear)\b|\b(?:wrong|different)\s(?:item|color|size|model
        |one)\s(?:was|went|left|in)\b
    |\b(?:a|the|this|your)\s(?:short\s)?delay\b|\bwould\sship\son\b[^.!?]*\.\s+this\s(?:could|did)\snot"""
)
_NOT_REPORTED = LazyPattern(
    r"(?i)\b(?:if|should|unless|in case|no|not|never|avoid|prevent|without|against|whether|any|when(?:ever)?|or)\b[^.!?\n]{0,40}$"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the words say: ``True``, ``False`` or ``None`` for unsure, and where the deciding words stand."""

    holds: bool | None
    start: int = 0
    end: int = 0


def is_given(ctx: Context) -> bool:
    """Return whether there is a message of the customer to answer."""
    return bool((ctx.customer or "").strip())


def verdict_on(doc: Document, ctx: Context) -> Verdict:
    """Return whether there is trouble: by the customer's message where it is given, else by what the reply reports."""
    return complaint_of(ctx) if is_given(ctx) else trouble_in(doc.folded.text)


def complaint_of(ctx: Context) -> Verdict:
    """Return whether the customer's message in ``ctx`` reports a problem or shows the customer upset."""
    view = fold(ctx.customer or "")
    text = view.text
    anger = _ANGER.search(text)
    match = next((m for m in _PROBLEM.finditer(text) if not _HYPOTHETICAL.search(text[max(0, m.start() - 60) : m.start()])), None)
    if _ROUTINE.search(text):
        return Verdict(holds=None if anger else False)
    if match and not anger and _QUESTION_START.search(text) and not re.search(r"[.!?]\s+\S", text):
        # One question and nothing else: "Is the cracked pepper salty?", but also "Is it supposed to leak?"
        return Verdict(None, *view.origin(match.start(), match.end()))
    if match and not anger and _UNSUITED.search(match.group()) and _RETURN.search(text):
        # "It won't fit my door, I'd like to return it" is a change of mind as often as a fault.
        return Verdict(None, *view.origin(match.start(), match.end()))
    found = match or anger
    if found:
        start, end = view.origin(found.start(), found.end())
        return Verdict(holds=True, start=start, end=end)
    return Verdict(holds=True) if ctx.topic in _TROUBLE_TOPICS and not text.rstrip().endswith("?") else Verdict(None)


def trouble_in(text: str) -> Verdict:
    """Return whether a reply given without the customer's message itself reports trouble with the order."""
    for match in _REPORTED.finditer(text):
        if not _NOT_REPORTED.search(text[max(0, match.start() - 50) : match.start()]):
            return Verdict(holds=True, start=match.start(), end=match.end())
    return Verdict(holds=False)
