"""Proposed fixes, rule by rule: the exact edits that mend what a finding names.

A fix takes out or puts in only what the draft or the context already holds; it never invents a fact, an amount or a
promise. It is safe where no fact, amount or promise of the reply changes; what needs the seller's judgement is unsafe.
Edits count in the document's text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from typing import Final

from replylint.checks.contact_profile import ASKED
from replylint.context import Context
from replylint.document.document import Document
from replylint.document.sentences import Sentence
from replylint.mending.words import CHAT_WORDS, acknowledgement, hedged, is_slip, placeholder_value
from replylint.models import Edit, Finding, Fix

__all__ = ["proposed_fixes"]

_Mender = Callable[[Document, Finding, Context], tuple[Fix, ...]]

# Words that may stay behind when the rest of a sentence goes; they say nothing by themselves.
_FILLER: Final = frozenset("and but so or then also plus oh ps p s by the way please just well meanwhile".split())
_LONGEST: Final = 2000  # code points: what goes on for longer is no sentence to take out
# What a sentence that goes may not tell: the state of the order, an amount of money, a word of regret.
_TELLS: Final = re.compile(
    r"\$|\b(?:half|money|dollars?|pay\w*|releas\w*|bonus|ship\w*|sent|send\w*|"
    r"refund\w*|replac\w*|deliver\w*|track\w*|arriv\w*|return\w*|label|order number|sorry|apolog\w*|credit\w*|"
    r"carrier|ups|usps|fedex|dhl|yes|no|not|cannot|can't|won't|warranty|manual|battery|fits?)\b",
    re.IGNORECASE,
)
# A sentence that begins so, or speaks of the offer, leans on the one before it.
_LEANS: Final = re.compile(
    r"\s*(?:it|its|that|that's|this|these|those|they|them|both|either|there|then|so|also|which|he|she|if you do)\b"
    r"|.*\b(?:code|coupon|offer|discount|deal|points|gift)\b", re.IGNORECASE | re.DOTALL
)
# These rules name what the seller has done or tied to money: what becomes of that is for the seller to say.
_JUDGED: Final = frozenset({"promo.free-gift", "promo.review-incentive", "promo.review-edit"})
_JOINT: Final = re.compile(r"(?:,\s*|\s+[-–—]\s*|;\s*|\s+)(?:and|but|so|plus)\s*$", re.IGNORECASE)
_HAIL: Final = re.compile(r"(?:hi|hello|hey|dear|greetings|good (?:morning|afternoon|evening))\b", re.IGNORECASE)
_WORD: Final = re.compile(r"[\w%$’']+")
_FEWEST_WORDS: Final = 4


def proposed_fixes(doc: Document, finding: Finding, check: str, ctx: Context) -> tuple[Fix, ...]:
    """Return the fixes for ``finding`` of a rule of ``check``; where the check itself gave some, those.

    In HTML only edits that touch no mark-up are proposed.
    """
    if finding.in_source:
        return finding.fixes
    if finding.fixes:
        return tuple(_like_the_written(doc, fix, check) for fix in finding.fixes)
    mender = _BY_RULE.get(finding.rule) or _BY_CHECK.get(check)
    fixes = mender(doc, finding, ctx) if mender else ()
    return tuple(fix for fix in fixes if _touches_no_markup(doc, fix)) if doc.kind == "html" else fixes


def _like_the_written(doc: Document, fix: Fix, check: str) -> Fix:
    """Keep the capital of the word that is replaced; take the suggestion for safe where both are plainly one word."""
    if check != "language" or len(fix.edits) != 1:
        return fix
    edit = fix.edits[0]
    written = doc.text[edit.start : edit.end]
    text = edit.text
    if written[:1].isupper() and text[:1].islower():
        text = text[0].upper() + text[1:]
    return Fix(safe=fix.safe or is_slip(written, text), edits=(edit.model_copy(update={"text": text}),))


def _touches_no_markup(doc: Document, fix: Fix) -> bool:
    for edit in fix.edits:
        start, end = doc.to_source(edit.start, edit.end)
        if any(char in doc.source[start:end] for char in "<>&"):
            return False
    return True


def _replaced(start: int, end: int, text: str, *, safe: bool) -> tuple[Fix, ...]:
    return (Fix(safe=safe, edits=(Edit(start=start, end=end, text=text),)),)


def _dropped(doc: Document, finding: Finding, _ctx: Context) -> tuple[Fix, ...]:
    """Take out the sentence, or the last clause of it, that the finding stands in."""
    sentence = doc.sentence_at(finding.start)
    if sentence is None or finding.end > sentence.end or sentence.end - sentence.start > _LONGEST:
        return ()
    before, after = doc.text[sentence.start : finding.start], doc.text[finding.end : sentence.end]
    joint = _JOINT.search(before)
    if not _words(after) and joint and len(_words(before[: joint.start()])) >= _FEWEST_WORDS:
        gone = doc.text[finding.start : finding.end]
        return _replaced(sentence.start + joint.start(), finding.end, "", safe=not _TELLS.search(gone) and _plain(doc, finding, sentence))
    if not _leaves_a_reply(doc, sentence):
        return ()
    safe = not _words(before) and not _words(after) and not _TELLS.search(sentence.text) and _plain(doc, finding, sentence)
    start, end = _with_space(doc.text, sentence)
    return _replaced(start, end, "", safe=safe)


def _dropped_unsafely(doc: Document, finding: Finding, ctx: Context) -> tuple[Fix, ...]:
    """Take the sentence out, but not on the sentence model's word alone: it may hold the answer."""
    if finding.confidence is not None:
        return ()
    return tuple(fix.model_copy(update={"safe": False}) for fix in _dropped(doc, finding, ctx))


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if word not in _FILLER]


def _leaves_a_reply(doc: Document, gone: Sentence) -> bool:
    """Whether the body still says something without the sentence."""
    words = 0
    for sentence in doc.sentences:
        if sentence.start != gone.start and doc.segment_at(sentence.start) == "body":
            words += len(_WORD.findall(sentence.text))
            if words >= _FEWEST_WORDS:
                return True
    return False


def _plain(doc: Document, finding: Finding, sentence: Sentence) -> bool:
    """Whether a written rule, not the sentence model, found the words, and what follows does not rest on them."""
    at = bisect_left(doc.sentences, sentence.end, key=lambda one: one.start)
    following = doc.sentences[at] if at < len(doc.sentences) else None
    leaned_on = following is not None and bool(_LEANS.match(following.text))
    return not leaned_on and finding.confidence is None and finding.rule not in _JUDGED


def _with_space(text: str, sentence: Sentence) -> tuple[int, int]:
    """Return the sentence's range with the white space that would be left over: before it, or after it where it leads a line."""
    start, end = sentence.start, sentence.end
    leads = start == 0 or text[start - 1] == "\n"
    tail = re.compile(r"[ \t]*").match(text, end)
    assert tail is not None  # noqa: S101 - it matches nothing at least
    ends_line = tail.end() == len(text) or text[tail.end()] in "\r\n"
    if leads and ends_line:
        return _with_lines(text, start, end)
    if leads:
        return start, tail.end()
    return len(text[:start].rstrip(" \t")), end


def _with_lines(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range of a sentence that has lines of its own, with the smaller gap: what parts paragraphs stays."""
    before = len(text[:start].rstrip())
    after = end + len(text[end:]) - len(text[end:].lstrip())
    if before and (after == len(text) or text.count("\n", before, start) < text.count("\n", end, after)):
        return before, end
    return start, after


def _carrier(doc: Document, finding: Finding, ctx: Context) -> tuple[Fix, ...]:
    """Put carrier and number in the place of the address: the customer's order page takes the number as well.

    Only where the address is this carrier's and names no other parcel.
    """
    if not ctx.carrier or not ctx.tracking:
        return ()
    shown = doc.text[finding.start : finding.end]
    plain = re.sub(r"\W", "", shown).casefold()
    carrier, number = (re.sub(r"\W", "", value).casefold() for value in (ctx.carrier, ctx.tracking))
    codes = [code.casefold() for code in re.findall(r"(?=\w*\d)\w{8,}", shown)]
    if carrier not in plain or any(number not in code for code in codes):
        return ()
    elsewhere = doc.text[: finding.start] + doc.text[finding.end :]
    told = number in re.sub(r"\W", "", elsewhere).casefold()
    return _replaced(finding.start, finding.end, ctx.carrier if told else f"{ctx.carrier} (tracking number {ctx.tracking})", safe=True)


def _profile(kind: str) -> _Mender:
    """Return the mender that puts in the profile's one value, where the customer asked for it; else takes the sentence out."""

    def mend(doc: Document, finding: Finding, ctx: Context) -> tuple[Fix, ...]:
        values: Mapping[str, tuple[str, ...]] = {
            "phone": ctx.seller.phones if ctx.seller else (),
            "email": ctx.seller.emails if ctx.seller else (),
            "hours": (ctx.seller.hours,) if ctx.seller and ctx.seller.hours else (),
            "address": (ctx.seller.address,) if ctx.seller and ctx.seller.address else (),
        }
        wanted = kind not in ASKED or bool(ctx.customer and ASKED[kind].search(ctx.customer))
        if wanted and len(values[kind]) == 1:
            return _replaced(finding.start, finding.end, values[kind][0], safe=True)
        return _dropped_unsafely(doc, finding, ctx)

    return mend


def _order(key: str) -> _Mender:
    """Return the mender that puts in a value of the order; unsafe, since either of the two may be the wrong one."""

    def mend(doc: Document, finding: Finding, ctx: Context) -> tuple[Fix, ...]:
        value = getattr(ctx, key)
        shown = doc.text[finding.start : finding.end]
        return _replaced(finding.start, finding.end, value, safe=False) if value and value != shown else ()

    return mend


def _hedge(doc: Document, finding: Finding, _ctx: Context) -> tuple[Fix, ...]:
    """Turn the promise into an estimate, which says something else than before: unsafe."""
    promise = doc.text[finding.start : finding.end]
    estimate = hedged(promise)
    return _replaced(finding.start, finding.end, estimate, safe=False) if estimate is not None else ()


def _acknowledge(doc: Document, finding: Finding, ctx: Context) -> tuple[Fix, ...]:
    """Begin with a sentence that names the customer's problem; unsafe, since regret is the seller's to feel."""
    words = acknowledgement(ctx.customer or "")
    if not words:
        return ()
    first = doc.sentence_at(finding.start)
    if first is not None and _HAIL.match(first.text) and len(first.text.split()) <= _FEWEST_WORDS:
        return _replaced(first.end, first.end, f" {words}", safe=False)
    return _replaced(finding.start, finding.start, f"{words} ", safe=False)


def _fill(doc: Document, finding: Finding, ctx: Context) -> tuple[Fix, ...]:
    """Fill a slot whose name is plainly that of a value which the context holds."""
    value = placeholder_value(doc.text[finding.start : finding.end], ctx, greeting=doc.segment_at(finding.start) == "greeting")
    return _replaced(finding.start, finding.end, value, safe=True) if value else ()


def _one_mark(doc: Document, finding: Finding, _ctx: Context) -> tuple[Fix, ...]:
    shown = doc.text[finding.start : finding.end]
    return _replaced(finding.start, finding.end, "?" if "?" in shown else "!", safe=True) if set(shown) <= set("!?") else ()


def _no_emoji(doc: Document, finding: Finding, _ctx: Context) -> tuple[Fix, ...]:
    shown = doc.text[finding.start : finding.end]
    if any(char.isalnum() for char in shown):
        return ()
    ends = finding.end == len(doc.text) or doc.text[finding.end] in " \n.!?,"
    start = len(doc.text[: finding.start].rstrip(" ")) if ends else finding.start
    return _replaced(start, finding.end, "", safe=True)


def _spelled_out(doc: Document, finding: Finding, _ctx: Context) -> tuple[Fix, ...]:
    shown = doc.text[finding.start : finding.end]
    words = CHAT_WORDS.get(shown.casefold())
    if words is None:
        return ()
    sentence = doc.sentence_at(finding.start)
    leads = sentence is not None and sentence.start == finding.start
    return _replaced(finding.start, finding.end, words[0].upper() + words[1:] if leads or shown[0].isupper() else words, safe=True)


_BY_RULE: Final[Mapping[str, _Mender]] = {
    "links.carrier-site": _carrier,
    "contact.wrong-phone": _profile("phone"),
    "contact.wrong-email": _profile("email"),
    "contact.wrong-hours": _profile("hours"),
    "contact.wrong-address": _profile("address"),
    "misleading.wrong-order-number": _order("order_id"),
    "misleading.wrong-tracking-number": _order("tracking"),
    "misleading.wrong-carrier": _order("carrier"),
    "empathy.missing": _acknowledge,
    "autoreply.placeholder": _fill,
    "autoreply.machine-footer": _dropped,
    "tone.exclamation-row": _one_mark,
    "tone.emoji-row": _no_emoji,
    "tone.chat-spelling": _spelled_out,
}
_BY_CHECK: Final[Mapping[str, _Mender]] = {
    "promo": _dropped,
    "links": _dropped_unsafely,
    "contact": _dropped_unsafely,
    "overpromise": _hedge,
}
