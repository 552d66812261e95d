"""Part refunds in a reply: which sentences state or offer one, and whether it is put up for bargaining."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from replylint.checks.haggling_amounts import Amount, amounts, bare_number, names_whole_sum
from replylint.detect.patterns import LazyPattern
from replylint.document.document import Document
from replylint.document.views import View, fold

__all__ = ["Offer", "offers"]

_KEEP = LazyPattern(
    r"(?i)\b(?:keep(?:ing)?|hold on ?to|hang on ?to|holding on to|hanging on to)\b"
    r"(?! (?:an eye|in mind|the box|your receipt|the label|us|me|you|track))"
    r"|\b(?:stays?|remains?) (?:yours|with you|on your|in your|where|put)\b|\b(?:lies|stays|leave it|stand) (?:where|on your)\b"
    r"|\bleave (?:it|the \w+) (?:where|with you|on your|alone)\b|\b(?:is|are) yours to\b|\bno (?:return|mailing)\b"
    r"|\bwithout (?:a )?return(?:ing)?\b|\bneed not travel\b"
    r"|\bwon't bother with returning\b"
    r"|\bfor you to keep\b|\blive with\b|\b(?:instead of|rather than|in lieu of|in place of) (?:a |the |your )?(?:return\w*|refund|sending|having)\b"
)
_BACK = LazyPattern(
    r"(?i)\b(?:back|off|refund(?:ed|s)?|return(?:ed)?|credit(?:ed)?|rebate|reimburse\w*|"
    r"compensat\w+|comes your way|your way|yours again|on your card)\b"
)
_PROPOSAL = LazyPattern(
    r"(?i)\b(?:would|how about|what about|may (?:we|i)|might (?:we|i)|could (?:we|i)|can (?:we|i)|shall (?:we|i)|what if|suppose|"
    r"perhaps|why (?:not|don't (?:we|i)))\b"
)
_GIVING = LazyPattern(
    r"(?i)\b(?:knock(?:ing)?|shav(?:e|ing)|trim|chip in|part with|slip you|tak(?:e|ing)|let you have|thank you with|pay you|"
    r"sen[dt] you|give you|giv(?:e|ing)|offer(?:ing)?|can do|could do|propose|suggest|rather lose|return|refund|credit|put)\b"
)
_WILLING = LazyPattern(
    r"(?i)\b(?:(?:we|i)(?:'d| would| could| can|'ll| will|'m| am|'re| are| might| may)|let (?:me|us)|she would|he would|happy to|"
    r"prepared to|able to|willing to|accept)\b"
)
_PARTIAL = LazyPattern(
    r"(?i)\b(?:partial|part) (?:refund|credit|reimbursement|payment)\b|\bpart of (?:the|your) (?:price|money|cost)\b"
    r"|\b(?:portion|part) of (?:what you paid|the (?:order|price|cost))\b|\b(?:something|a (?:little|bit)(?: something)?|a few dollars)"
    r" (?:taken )?off\b"
    r"|\ba (?:small|little|token|modest|courtesy) (?:sum|amount|refund|rebate|credit|compensation|reduction|allowance)\b"
)
_RULE = LazyPattern(
    r"(?i)\b(?:rules?|terms|arrangement|pre-?authorized|(?:as|was|were) (?:was )?(?:set|settled)|in place when you|keep[- ]it|listed)\b"
)
_DENIAL = LazyPattern(r"(?i)n't\b|\b(?:not|never|no longer|cannot|off the table|declin\w+|instead of the \d|too late|nothing)\b")
_RULED_OUT = LazyPattern(r"(?i)(?:n't|\bnot) (?:fit|apply|cover|for you|meant for|in force)\b")
_REPLACEMENT = LazyPattern(r"(?i)\b(?:replac\w+|new one|another one|send another|ship another)\b")
_UNRELATED = LazyPattern(
    r"(?i)\b(?:next (?:order|purchase)|coupon|code|cotton|polyester|wool|battery|charged?|water|full strength|sales tax|promo\w*|"
    r"buy from us|whatever you buy|folks|custom orders|of the length|overcharg\w+|shipping (?:fee|cost|charge)|the difference|"
    r"twice|duplicate|billed)\b"
)
_BARGAIN = LazyPattern(
    r"(?i)\b(?:would|does) (?:that|it|this|\d+|you|[a-z]+)\b[^?]{0,60}\b(?:agreeable|suit|work|sound|go for|acceptable|be fair|strike)\b[^?]{0,60}\?"
    r"|\bwhich (?:suits|would you|do you prefer)|\bwhat do you (?:think|say)\b|\bcould we meet\b|\bname your (?:figure|price)"
    r"|\bsweeten\b|\bis the ceiling\b|\bmore like\b|\b(?:is|be|seems?) fair\b|\bor were you hoping\b|\bcould (?:make|do) (?:that|it)\b"
    r"|\b(?:could|shall|may) we agree\b|\btoo (?:thin|low|little)\b|\bfeels about right\b|\bwould round it\b"
)


_ACCEPTANCE = LazyPattern(
    r"(?i)\b(?:make (?:you|the|it|them|keeping)|suit you|even it out|be (?:acceptable|welcome|agreeable|enough|okay|fair)|sound|"
    r"strike you|square|settle|satisfy|"
    r"do the trick|in place|soften|sweeten|reconcile|put a smile|help you (?:decide|keep)|worth your while|and keep)\b"
)
_TAKE_IT = LazyPattern(
    r"(?i)\b(?:accept|take|grab|pocket) (?:this |these |our |the |just )?(?:\$ ?\d[\d.]*|\d+ ?%|[a-z-]+ (?:dollars|bucks|percent))"
    r"(?! (?:voucher|gift card|off your next|off the (?:cap|lid)))"
    r"[^.!?]{0,60}\b(?:and|as|for|or|this|let|today|rather|instead|settle\w*)\b"
)
_COMING_BACK = LazyPattern(r"(?i)\b(?:comes your way|your way|(?:dollars|\$ ?\d[\d.]*) (?:back|off))\b")
_SHAVING = LazyPattern(r"(?i)\b(?:knock|shave|trim|chip in|part with|slip you|thank you with)\b")
_DENIAL_REACH = 25


@dataclass(frozen=True, slots=True)
class Offer:
    """A sentence with a part refund; offsets are half-open code points of the document's text.

    ``open`` says that it is offered rather than stated as done or settled; ``bargained`` that an amount is put up for
    bargaining; ``by_rule`` that it names the rule it follows.
    """

    start: int
    end: int
    sentence: str
    amounts: tuple[Amount, ...]
    open: bool
    bargained: bool
    by_rule: bool
    view: View

    def span(self, amount: Amount) -> tuple[int, int]:
        """Return the range of ``amount`` in the document's text."""
        start, end = self.view.origin(amount.start, amount.end)
        return self.start + start, self.start + end


def offers(doc: Document, *, ruled: bool) -> Iterator[Offer]:
    """Yield the part refunds of ``doc``, in order.

    With ``ruled`` (a rule settled before the purchase is known) plain statements count too, since they can be held
    against the rule; without it only what is an offer by its own words.
    """
    sentences = doc.sentences
    for index, sentence in enumerate(sentences):
        view = fold(sentence.text)
        offer = _offer(view.text, ruled=ruled, in_part=doc.may(_PARTIAL))
        if offer is None or doc.scopes.holds("quoted", sentence.start, sentence.start + 1):
            continue
        found, is_open, bargained = offer
        following = sentences[index + 1].text if index + 1 < len(sentences) else ""
        bargained = bargained or (ruled and following.rstrip().endswith("?") and _BARGAIN.search(fold(following).text) is not None)
        yield Offer(sentence.start, sentence.end, view.text, found, is_open, bargained, _RULE.search(view.text) is not None, view)


def _denied(text: str, found: tuple[Amount, ...]) -> bool:
    """Return whether the part refund is denied: a denial up to shortly after it, that of a return ("need not travel") apart."""
    reach = found[0].end + _DENIAL_REACH if found else len(text)
    return _DENIAL.search(_KEEP.sub(" ", text[:reach].replace("why don't", "why do"))) is not None


def _offer(text: str, *, ruled: bool, in_part: bool) -> tuple[tuple[Amount, ...], bool, bool] | None:
    """Return amounts, whether it is open and whether it is bargained; ``None`` where the sentence holds no part refund.

    ``in_part`` says that some sentence of the reply may speak of a part of the money in words.
    """
    found = amounts(text)
    partial = _PARTIAL.search(text) if in_part else None
    if (not (found or partial) and not ruled) or _RULED_OUT.search(text):
        return None
    bargained = _BARGAIN.search(text) is not None
    if ruled and bargained and (found or bare_number(text)):
        return found, True, True
    if not (found or partial) or names_whole_sum(text) or _denied(text, found) or _UNRELATED.search(text):
        return None
    if _is_offered(text, found, partial=partial is not None):
        return found, True, bargained
    keep = _KEEP.search(text) is not None
    percent = any(amount.kind == "percent" for amount in found)
    if keep and (percent or partial):
        return found, False, bargained
    if ruled and found and (keep or _BACK.search(text) or _RULE.search(text)):
        return found, False, bargained
    return None


def _is_offered(text: str, found: tuple[Amount, ...], *, partial: bool) -> bool:
    """Return whether the words offer the amount: a question, a willingness, or an appeal to take it."""
    keep, back = _KEEP.search(text) is not None, _BACK.search(text) is not None
    percent = any(amount.kind == "percent" for amount in found)
    proposed = _PROPOSAL.search(text) is not None and text.rstrip("\"')”’ ").endswith("?")
    willing = _WILLING.search(text) is not None and _GIVING.search(text) is not None
    asked = proposed and not _REPLACEMENT.search(text) and (back or (bool(found) and _ACCEPTANCE.search(text) is not None))
    return (
        asked
        or (keep and (proposed or willing or _COMING_BACK.search(text) is not None))
        or (willing and (partial or (percent and back)))
        or (bool(found) and _TAKE_IT.search(text) is not None)
        or ((willing or proposed) and _SHAVING.search(text) is not None)
    )
