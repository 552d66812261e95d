"""Whether a part refund is one that was settled before the purchase, and if not, why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from replylint.checks.haggling_amounts import Amount
from replylint.checks.haggling_offers import Offer
from replylint.context import Context, PreAuthorized
from replylint.detect.patterns import LazyPattern
from replylint.models import Evidence

__all__ = ["Verdict", "declined", "judge"]

_DECLINED = LazyPattern(
    r"(?i)\bno,? (?:thanks|thank you)\b|^\s*no\b|\bi (?:don't|do not|didn't) want (?:a |the |your )?"
    r"(?:\d|replacement|partial|to keep|it|half|money off)"
    r"|\b(?:i )?decline\b|\bi said no\b|\brather (?:return|send)|\brefund only\b|\bnot (?:interested|enough|acceptable)\b"
    r"|\b(?:you offered|offer) is (?:an insult|too low|ridiculous)|\bi want to (?:return|send)\b[^.]{0,30}\binstead\b"
)
_OFFERED = LazyPattern(r"(?i)\d ?%|\b(?:percent|half|keep|back|rule|replace\w*|off)\b")
_NAMES_OFFER = LazyPattern(r"(?i)\d ?%|\bpercent\b|\byou (?:offered|mentioned)\b|\bkeeping it\b")
_CHANGED_MIND = LazyPattern(
    r"(?i)\b(?:changed my mind|don't (?:like|need|want) (?:it|the)|do not (?:like|need|want) it|no longer (?:need|want)|too (?:big|small|large)|"
    r"doesn't fit|wrong size|found (?:it )?cheaper|bought (?:it )?by (?:mistake|accident))\b"
)
_OUT_OF = LazyPattern(r"(?i)\bof (?:the |your )?\$ ?(\d[\d,]*(?:\.\d{1,2})?)")
_DAMAGE = frozenset({"damaged", "defective"})
_SLACK = 0.015


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with an offer: the rule id, the amount at fault where one is, and what it rests on."""

    rule: str
    amount: Amount | None = None
    evidence: tuple[Evidence, ...] = ()


def declined(ctx: Context) -> Evidence | None:
    """Return where the customer turned an offer down, or ``None``."""
    offered = False
    for message in ctx.previous:
        if message.sender == "seller":
            offered = offered or _OFFERED.search(message.text) is not None
        elif offered and (match := _DECLINED.search(_plain(message.text))):
            return Evidence(source="previous", start=match.start(), end=match.end(), excerpt=message.text[match.start() : match.end()])
    customer = ctx.customer or ""
    match = _DECLINED.search(_plain(customer))
    if match and (offered or _NAMES_OFFER.search(customer)):
        return Evidence(source="customer", start=match.start(), end=match.end(), excerpt=customer[match.start() : match.end()])
    return None


def judge(offer: Offer, ctx: Context) -> Verdict | None:
    """Return why no pre-authorized rule covers ``offer``, or ``None`` where one does."""
    refusal = declined(ctx)
    if refusal is not None:
        return Verdict("haggling.offer-after-decline", evidence=(refusal,))
    verdicts = [_against(offer, rule, ctx) for rule in ctx.preauthorized or () if rule.kind == "partial-keep-it"]
    if not verdicts:
        return Verdict("haggling.partial-offer") if offer.open else None
    return None if None in verdicts else verdicts[0]


def _against(offer: Offer, rule: PreAuthorized, ctx: Context) -> Verdict | None:
    prices = _prices(offer, ctx)
    if rule.max_price is not None and prices and min(prices) > rule.max_price:
        return Verdict("haggling.price-above-limit", evidence=_evidence(f"max_price {rule.max_price:g}"))
    if rule.set_at is not None and ctx.ordered_at is not None and _after(rule.set_at, ctx.ordered_at):
        return Verdict("haggling.rule-set-later", evidence=_evidence(f"set_at {rule.set_at.date()}"))
    if rule.return_reason and _other_reason(rule.return_reason, ctx):
        return Verdict("haggling.other-return-reason", evidence=_evidence(f"return_reason {rule.return_reason}"))
    if offer.bargained:
        return Verdict("haggling.listed-amount-bargained")
    wrong = _wrong_amount(offer.amounts, rule, prices)
    if wrong is not None:
        listed = f"refund_percent {rule.refund_percent:g}"
        return Verdict("haggling.unlisted-amount", amount=wrong, evidence=_evidence(listed))
    return None


def _prices(offer: Offer, ctx: Context) -> list[float]:
    """Return the prices that the amount may be a part of: those of the order, else those that the sentence names."""
    prices = [item.price for item in ctx.items if item.price]
    if prices:
        return prices
    return [float(match.group(1).replace(",", "")) for match in _OUT_OF.finditer(offer.sentence)]


def _wrong_amount(found: Sequence[Amount], rule: PreAuthorized, prices: Sequence[float]) -> Amount | None:
    """Return the first amount that is not the listed one; money counts only where the price is known."""
    percent = rule.refund_percent
    if percent is None:
        return None
    for amount in found:
        if amount.kind == "percent" and abs(amount.value - percent) > 1:
            return amount
        if amount.kind == "money" and prices and not _fits(amount.value, percent, prices):
            return amount
    return None


def _fits(value: float, percent: float, prices: Sequence[float]) -> bool:
    totals = [*prices, sum(prices)]
    return any(abs(value - part) <= max(0.05, _SLACK * total) for total in totals for part in (total, total * percent / 100))


def _other_reason(reason: str, ctx: Context) -> bool:
    reason = reason.lower()
    if ctx.topic is not None and ctx.topic not in ("refund", "other"):
        return ctx.topic != reason and not {reason, ctx.topic} <= _DAMAGE
    return reason in _DAMAGE and _CHANGED_MIND.search(_plain(ctx.customer or "")) is not None


def _after(first: datetime, second: datetime) -> bool:
    """Return whether ``first`` is later; by date where one of them has no offset."""
    if first.tzinfo is None or second.tzinfo is None:
        return first.date() > second.date()
    return first > second


def _plain(text: str) -> str:
    return text.replace("’", "'")


def _evidence(text: str) -> tuple[Evidence, ...]:
    return (Evidence(source="preauthorized", start=0, end=len(text), excerpt=text),)
