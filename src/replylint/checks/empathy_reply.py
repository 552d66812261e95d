"""Whether a reply is sorry: sincere apology or acknowledgement, direct or not; fake apologies; apologies that blame."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from replylint.detect.patterns import LazyPattern
from replylint.document.document import Document
from replylint.document.views import fold

__all__ = ["Apology", "fake_apologies", "shows_empathy", "sincere_sentences"]

_SORRY = r"(?:sorry|apolog(?:y|ies|i[sz]e[sd]?|etic)|regret(?:s|table|tably)?|(?:a|great) pity|too bad|forgive)"
_OPINION = (
    r"(?:feel(?:s)? (?:that|the|this|so|it|you|we|our|like|dis|un|cheated|about)|felt|see (?:it|this|things|the)|think|believe|consider"
    r"|took (?:it|this|our|offen[cs]e|the)|take (?:it|this|offen[cs]e)|perceive|interpret|are of the opinion|"
    r"have formed|find (?:it|the|this|our|that)|found (?:it|the|this) (?:so|too)|(?:have )?cho(?:se|ose|sen) to|reacted"
    r"|were unable to (?:appreciate|understand)|have (?:such|come to feel)|expected (?:so|too) much|didn't like|are not (?:happy"
    r"|satisfied) with what|had trouble understanding|misread|misunderstood)"
)
_FAKE = LazyPattern(
    rf"(?i)\b{_SORRY}\b,?(?: to hear| to learn| to read)?,? (?:that )?(?:you|you've|some people|certain customers|the customer)(?:'ve| have"
    rf"| had)? (?:now |still |should )?{_OPINION}"
    rf"|\b{_SORRY}\b,? (?:(?:to )?(?:you|any\w*) )?(?:if|in case|should|to the (?:extent|degree)|provided|assuming|supposing|for whatever"
    rf"|for any (?:way|feeling|offen[cs]e) )(?: that)? ?(?:you|any(?:one|body|thing)?|some(?:one|body|thing)?|customers?|others|we|there"
    rf"|it is that)\b"
    rf"|\b{_SORRY}\b,? (?:that )?(?:your|the customer's) (?:expectations?|perception|feelings?|opinion|impression)\b|\bregret your (?:perception"
    rf"|feelings?|opinion|impression|view)"
    rf"|\b{_SORRY}\b,? (?:that )?(?:our (?:very )?best (?:wasn't|was not)|the world doesn't|this is how you|the truth)"
    r"|\A\W*(?:fine|okay|there|all right),? (?:i said |then,? )?sorry\b|\bsorry,? (?:anyhow|anyway|whatever|not sorry)\b|\bsorry about (?:that"
    r"|it),? i suppose\b|\bonly human,? (?:sorry|apologies)|\bsorry (?:about|for) your (?:own )?(?:mistake|error|misunderstanding|confusion)\b"
    r"|\bfor any (?:feelings?|upset|impression)\b[^.!?]{0,50}\bmay have\b|\bregret any \w+ you (?:believe|think|feel)"
    r"|\bconsider yourself apologi[sz]ed\b|\bhow sad for you\b|\bsorry (?:you|that you) feel that way"
)
_FAKE_TO_UPSET = LazyPattern(
    rf"(?i)\b(?:sorry|apologi[sz]e|apologies) (?:if|in case) (?!(?:i|my)\b)|\bsorry to see you go\b|\bsorry for your (?:mechanic|carpenter"
    rf"|opinion|impatience)\b|\b{_SORRY} if\b"
)
_BLAME = LazyPattern(
    r"""(?ix)\b(?:sorry|apologi[sz]e|apologies|regret)\b[^.!?;\n]{0,70}?(?:,\s|\s)(?:but|however|though|yet
        |only)\b,?\s(?:(?!not\s)[^.!?;\n]{0,40}?(?:
        \byou\s(?:really\s|clearly\s|obviously\s|yourself\s|were\s(?:told|warned)|are\sthe\sone|should(?:'ve|n't|\shave|\snot)|could\shave
        |must\shave|chose|picked|forced|selected|ordered\sthe|didn't|did\snot|failed|ignored|used\sit|washed|damaged|broke|entered|gave|typed
        |caused|overtightened|clicked|signed|agreed|misread|waited\stoo|put\s)
        |\b(?:that|this|it)(?:'s|\sis|\swas)\s(?:entirely\s|all\s|simply\s)?your\s(?:own\s)?(?:fault|mistake|problem|doing|choice
        |responsibility|error)
        |\bthe\s(?:fault|mistake|error|blame)\s(?:is|was|lies)\s(?:yours|with\syou|on\syour)|\bnobody\sforced|\bthe\s(?:listing|page|leaflet
        |manual|description)\s(?:clearly|plainly|says\sin\sbold)|\byour\sown\s(?:fault|mistake|doing)|\ba\s(?:person|customer)\swho\b
        |\bbecause\sof\sthe\s\w+\syou\b|\bthe\s\w+\s(?:is|are|was|were)\s(?:flawless|perfect(?:ly\sfine)?|not\sto\sblame)\b
        |\bwasn't\sthere\swhen))"""
    r"|\b(?:sorry|apologi[sz]e|regret)\b[^.!?\n]{0,40},\swhich\syou\s(?:caused|did|made|broke)\b"
)
_LEAD = LazyPattern(
    r"(?i)\b(?:we(?:'re| are)?|i(?:'m| am)?|it is|it's|my|our|please accept our|do)\b ?"
    r"(?:do |very |so |truly |really |also |sincere |deeply |a |great )*\Z"
)
# An apology for something else, or no apology at all; blanked before sincere words are looked for.
_HOLLOW = LazyPattern(
    r"""(?ix)\b(?:sorry|regret|apolog\w+|afraid)\s(?:to\s(?:say|inform|tell|report|disappoint|see\syou\sgo|be\sthe\sbearer|bother|trouble)
        |we\s(?:are|have)\sto\ssay|but\b)
    |\b(?:sorry|apologi[sz]e|apologies|pardon|excuse|forgive)\b(?:\sus|\sme)?\s(?:for\s)?(?:the|our|my|this|such\sa)\s(?:\w+\s)?(?:late|slow
        |delayed|long|short|quick)\s(?:reply|response|answer|note|message)|\b(?:late|delayed|slow)\s(?:reply|response|answer)
    |\b(?:sorry|apologi[sz]e|apologies)\sfor\s(?:writing|replying|answering|getting\sback|coming\sback|asking|the\s(?:late
        |delayed))\b[^.!?\n,]{0,20}
    |\b(?:no\sneed|needn't|needs?\snot|don't\sneed|no\sreason)\s(?:to\s|for\s(?:you\s)?(?:to\s)?)?(?:apologi[sz]e|be\ssorry|say\ssorry
        |be\supset|worry)|\b(?:no|your)\sapolog(?:y|ies)\s(?:is|are|needed|accepted)|\baccept\syour\sapology|\b(?:won't|will\snot
        |not)\sapologi[sz]e
    |\b(?:don't|never)\sbe\ssorry|\bsorry\sto\sbe\sthe|\A\W*sorry,\sno\b|\bsorry\sfor\sthe\smany|\bsorry,?\s(?:the\sphoto|busy|one\smore|i\sdidn't
        |i\smeant|wrong|that\sshould\sread|we(?:'re|\sare)\s(?:closed|out))|\bto\savoid\s(?:any\s)?(?:inconvenience|disappointment|frustration)
        |\b(?:upset|sick)\sstomachs?|\bshock\sabsorber|\bpain\srelief|\bfrustration-free|\b(?:in\sthe\s)?worst\scase|\bno\s(?:worries|worry
        |trouble|hassle)|\bdon't\sworry
    |\bthank(?:s|\syou)\sfor\s(?:your\s)?(?:continued\s)?(?:patience|understanding|message|sharing|flagging)|\bkindly\sunderstand
        |\bmust\sunderstand|\bas\sfar\sas\s(?:we|i)\sunderstand"""
)
_DIRECT = LazyPattern(
    r"""(?ix)\b(?:sorry|apolog(?:y|ies|i[sz]e[sd]?|i[sz]ing|etic)|regrets?|regretful(?:ly)?|forgive(?:ness)?|mea\sculpa|condolences|sory|appolog\w+)\b|\b(?:pardon|excuse)\s(?:us|me|the|our|this|my)\b|\bbeg\s(?:your|yours)?\s?(?:pardon)?|\bask\syour\spardon"""
)
_INDIRECT = LazyPattern(
    r"""(?ix)\b(?:frustrat\w+|disappoint\w*|upset(?:ting)?|annoy\w*|aggravat\w+|madden\w+|infuriat\w+|irritat\w+|distress\w*|stress(?:ful|ed
        |ing)?|worr(?:y|ied|ying|ysome|isome)|nerve-?\w+|unnerving|heart-?(?:break\w*|ache)|heart\s(?:sank|goes|breaks|ache)|awful|terrible
        |dreadful|horrid|
        horrible|miserable|rotten|nasty|nuisance|sham(?:e|es|ed|eful)|sad(?:dens|dened|der)?|dishearten\w*|dismay\w*|unacceptable|inexcusable
        |disgrace\w*|embarrass\w*|mortif\w+|gutted|ashamed|bummer|ugh|yikes|ouch|eek|oof|argh|whoa|let-?\s?down|letdown|hassle|ordeal|headache|
        cruel|scary|frightening|fright|scare[d]?|shock(?:ed|ing)|tiresome|tiring|exhausting|unfair|unlucky|sympath\w+|empath\w+|wince[d]?
        |cringe[d]?|livid|fed\sup|furious|angry|anger|cross|mad\b|unpleasant|revolting|disgusting|jarring|galling|exasperat\w+|bitter|spoil\w*|
        hurts?|pity|poor\s(?:you|thing|\w+,\spoor|[A-Z]\w+)|bother\w*|inconvenien(?:ce[sd]?|t)|troubl(?:e[sd]?|ing)|sting[s]?|grim|vex\w*
        |appal\w+|wretched|sorely|upsetting|disconcerting|disturb\w+|alarm(?:ed|ing)|anxious|anxiety|puzzling|discourag\w+|lousy|crummy
        |inexcusabl[ey]|weep|speechless|
        distressed|unsettling|weary|wearing|painful|pain\b|pains\b|rough|tough|hard\s(?:to|on)|mess\b|messy|setback|mishap|bad\sluck|bad\snews
        |fear|nightmare|rattl(?:ed|ing)|strange\sthing|odd\sthing|unwelcome|unhappy|unforgivable|sorrow\w*|dreary|sour|a\sjoke\suntil
        |no\s(?:fun|joke|picnic|holiday|way\sto|excuse|treat|breakfast)|isn't\sfun|not\sfun|hard|heart|shaken|indefensible|defend|dangerous
        |danger|blush|wear\s(?:on|anyone|you)|saint|earned|excuse|winced|cold\sreading|hang\smy\shead|absurd|poor\swork|unhelpful)\b
    |\b(?:oh|ah)[,]?\s(?:no|dear|man|my|boy)\b|\bgoodness\b|\bthank\s(?:goodness|god|heavens?)\b|\bwhat\sa\s\w+|\bhow\s(?:very\s|truly\s
        |utterly\s)?\w+(?:ing|ed)\b(?!\s(?:it|to\sreturn))|\bdeserv\w+|\bshould(?:n't|\snot|\snever)\s(?:ever\s)?(?:have|happen|be|reach|leave
        |come|arrive|take|cost|need)|\bought\s(?:not|never|to\shave|to\sbe)|\bought\b|
        \bmust\shave\s(?:been|felt|made|had|spoiled|given)|\bmust\sbe\b[^.!?\n]{0,30}ing\b|\bmust\s(?:feel|make|seem)\b|\bfeel\s(?:for\syou|bad
        |terrible|awful|with\syou|your)|\bhate[ds]?\s(?:that|to|it|seeing)|\bhated\b|\bi(?:'d|\swould)\s(?:be|feel|have\sbeen|hate|want|also
        |ask|say|not)\b|\bwe(?:'d|\swould)\s(?:be|feel|have\sbeen)\b|\bin\syour\s(?:place|shoes|position)\b|
        \bany(?:one|body)\swould|\b(?:nobody|no\sone|no\scustomer|no\sparent)\s(?:wants?|needs?|should|likes?|enjoys?|ought|deserves?|expects?)
        |\bhardly\s(?:the|a|what|how)|\blast\sthing\s(?:you|any|one)|\bnot\s(?:the|how|what|a|good)\b[^.!?\n]{0,50}\b(?:want|expect|standard
        |hope|like|experience|wish|aim|intend|stand\sfor|enough|way\sto|idea|way\sany)\w*|
        \b(?:isn't|is\snot|wasn't|was\snot|aren't|not)\s(?:the|how|what|good|up\sto|acceptable|okay|ok|right|fair|fun|on)\b|\b(?:fell|falls?
        |fallen)\sshort|\bshort\sof\s(?:what|our|the)|\bbelow\s(?:our|the|what)|\blet\syou\s(?:both\s)?down|\bdropped\sthe\sball
        |\bour\s(?:own\s)?(?:fault|mistake|error|slip|bad|doing|blame|failing|oversight|blunder|carelessness)\b|
        \bmy\s(?:fault|mistake|error|slip|bad|oversight)\b|\b(?:fault|mistake|error|blame|slip|confusion|responsibility)\s(?:is|was|lies|rests
        |sits)?\s?(?:all\s|entirely\s|wholly\s|fully\s|squarely\s)*(?:ours|mine|on\sus|on\sme|with\sus|on\sour|at\sour)|\b(?:is|was|that's
        |one's|all|entirely|squarely)\son\s(?:us|me)\b|
        \bwe\s(?:\w+ly\s)?(?:failed|messed|blundered|goofed|slipped|got\s(?:it|this|that)\swrong|fell|bungled|botched|owe\syou)
        |\bi\s(?:\w+ly\s)?(?:failed|messed|blundered|goofed|owe)|\btake\s(?:the\s)?(?:blame|responsibility|it\sto\sheart)|\bno\sexcuse
        |\byou(?:'re|\sare|\swere)\s(?:\w+\s)?right\b|\bevery\sright\b|\bright\sto\s(?:be|complain|ask|expect|wonder)|
        \b(?:don't|can't|cannot|do\snot)\sblame\syou|\b(?:can|do|fully|completely|certainly|truly|well|we|i)\s(?:only\s|well\s|fully\s
        |completely\s|quite\s)?(?:understand|see|imagine|hear|appreciate|realize|realise|get|follow|know)\s(?:how|why|what\sa|that\s(?:this|you
        |it|a)|your\s(?:frustration|anger|worry|concern|disappointment|doubt|annoyance|upset)|the\s(?:frustration|anger|worry|upset|irritation
        |annoyance|doubt|concern))|
        \bunderstandabl[ey]|\bno\swonder|\bfar\stoo\s(?:long|many|much|soon|late)|\btoo\s(?:long|many|soon)\b|\b(?:twice|once|one|two|three
        |nine|\w+)\s(?:\w+\s)?(?:is|are)\s(?:\w+\s)?(?:too\s(?:many|long)|far\spast|enough|absurd|past\sreasonable)|\bwish\b|\b(?:wouldn't
        |would\snot)\swant|,\si\sknow\b|\b(?:i|we)\s(?:\w+\s)?understand\s(?:completely|fully|entirely|perfectly)|\bno\sage\sfor|\bowed\s(?:it
        |you|better)|\bwon't\s(?:try\sto|pretend)|\bis\slong\b|\bwould\shave\sme\b|\bno\suse\b|\bno\ssmall\b|\bmakes?\sup\sfor
        |\bgive\syou\b[^.!?\n]{0,30}\bback\b|\bgive\sa\slot\b|\bkick\smyself|\b(?:i|we)\sdo\ssee\b|\bwe\ssee\sthat\b|\bhear\syou\sand
        |\bbeen\s(?:heard|through)\b|\b(?:thankful|relieved)\b|\brobbed\b|\bleft\sholding\b|\bwhat\syou\s(?:lost|describe|went)|\b(?:can't
        |cannot)\sbe\s(?:pleasant|easy|fun|repeated|undone)|\bterrif\w+|\bto\sblame\s(?:for|but)|\bcan\simagine|\banything\sbut\b|\bthe\sjoy\b
        |\bpaperweight|\bfar\sfrom\b|\bmuch\srather\b|\banyone'?s\sidea|\bone's\sidea|\blast\sstraw|\bwe\sfeel\b|\bheartsick|\bglad\s(?:nobody
        |no\sone|you\sstill)|\b(?:too|as\swell|either)\s*[.!]*\Z|\bany\s(?:parent|child|mother|father|customer|owner|cook|gardener)|\bjolt\b
        |\bchill\b|\braging\b|\bstrong\swords\b|\bfrown\w*|\bif\sonly\b|\bhop(?:e|ing)\s(?:that\s)?(?:no\s?one|nobody|you(?:'re|\sare)\s(?:ok
        |all\sright|unhurt|safe|fine)|your\s\w+\s(?:is|feels?|heals?))|
        \bare\syou\s(?:all\sright|ok|okay|hurt)|\bis\s(?:he|she|the\s\w+|everyone|everybody|\w+)\s(?:all\sright|okay|ok|unhurt)
        |\bhow\sis\s(?:your|the|he|she)|\bglad\s(?:you|that\syou|nobody|no\sone|you're)\b[^.!?\n]{0,20}(?:safe|ok|fine|unhurt|hurt|wrote)
        |\bpassed?\sour\sinspection|\bnever\s(?:to\s)?have\s(?:left|passed|happened|been|reached)|\bfair\s(?:point|enough|complaint|criticism)|
        \b(?:could|should|ought\sto|must)\s(?:and\sshould\s)?have\s(?:been|had|arrived|gone|worked|told|caught|checked|come|said|answered)
        |\bthan\s(?:that|this|we\s(?:gave|did)|you\sgot)\b|\bworks?\sagainst\syou|\bmuch\sto\sask|\bmake\samends|\bset\s(?:this|it
        |things)\sright|\bmake\s(?:this|it|things)\s(?:up|right)\b|\bput\s(?:this|it|things)\sright\b|
        \byou\s(?:paid|bought|ordered|trusted|asked|waited|chose|were\spromised|placed|gave|did\syour)\b[^.!?\n]{0,60}\band\s(?:we|got|you\sgot
        |instead|should|received|were|that)|\bhonest(?:ly)?\s(?:thanks|embarrass)|\bdone\sbetter|\bdo\sbetter|\bbetter\s(?:from|by)\sus"""
)
@dataclass(frozen=True, slots=True)
class Apology:
    """A fake apology: the rule that it breaks and its half-open range in the document's text."""

    rule: str
    start: int
    end: int


def fake_apologies(doc: Document, *, upset: bool) -> Iterator[Apology]:
    """Yield apologies that are none; ``upset`` says that the customer's message is a complaint."""
    if not (doc.may(_BLAME) or doc.may(_FAKE) or (upset and doc.may(_FAKE_TO_UPSET))):
        return
    for sentence in doc.sentences:
        view = fold(sentence.text)
        text = view.text
        if doc.scopes.holds("quoted", sentence.start, sentence.end):
            continue
        blame = _BLAME.search(text)
        if blame:
            first, last = view.origin(blame.start(), len(text.rstrip(" .!")))
            yield Apology("empathy.but-blame", sentence.start + first, sentence.start + last)
            continue
        fake = _FAKE.search(text) or (_FAKE_TO_UPSET.search(text) if upset else None)
        if fake:
            begin = _subject(text, fake.start())
            stop = re.search(r"[;,:] (?:but|and|here|we|the|a|so)\b|[.!?]", text[fake.end() :])
            end = fake.end() + stop.start() if stop else len(text.rstrip())
            first, last = view.origin(begin, end)
            yield Apology("empathy.fake-apology", sentence.start + first, sentence.start + last)


def _subject(text: str, start: int) -> int:
    """Return where the apology at ``start`` begins, its "We are truly" included."""
    lead = _LEAD.search(text[:start])
    return lead.start() if lead else start


def sincere_sentences(doc: Document, fakes: list[Apology]) -> list[str]:
    """Return the reply's own sentences without fake apologies, hollow formulas blanked."""
    out = []
    for sentence in doc.sentences:
        if doc.segment_at(sentence.start) == "signature" or any(sentence.start <= fake.start < sentence.end for fake in fakes):
            continue
        text = fold(sentence.text).text
        out.append(_HOLLOW.sub(" ", text) if doc.may(_HOLLOW) else text)
    return out


def shows_empathy(sentences: list[str]) -> bool | None:
    """Return whether any sentence is sorry: ``True`` for certain, ``None`` where only a word of feeling says so."""
    weak = False
    for text in sentences:
        if _DIRECT.search(text):
            return True
        weak = weak or bool(_INDIRECT.search(text))
    return None if weak else False
