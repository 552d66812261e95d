"""`haggling`: part refunds, held against the resolutions settled before the purchase; see rules/haggling/."""

from __future__ import annotations

from collections.abc import Iterator

from replylint.checks.haggling_offers import Offer, offers
from replylint.checks.haggling_rules import declined, judge
from replylint.context import Context
from replylint.detect.patterns import LazyPattern
from replylint.document.document import Document
from replylint.models import Finding
from replylint.rulebook.check import CheckInfo, Tools
from replylint.rulebook.clause import clause_around

__all__ = ["HagglingCheck"]

_CENT = 0.01
_OTHER_OUTCOME = LazyPattern(r"(?i)\b(?:in place of|instead of|in lieu of|rather than) (?:the|a|your) (?:refund|return|money)\b")


class HagglingCheck:
    """Finds part refunds that no pre-authorized rule covers, and says which term of the rule is missed."""

    info = CheckInfo(
        "haggling",
        frozenset(
            f"haggling.{name}"
            for name in (
                "partial-offer", "unlisted-amount", "price-above-limit", "rule-set-later", "other-return-reason",
                "offer-after-decline", "listed-amount-bargained",
            )
        ),
    )  # fmt: skip

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    def run(self, doc: Document, ctx: Context) -> Iterator[Finding]:
        """Yield one finding for each part refund that is not settled."""
        ruled = bool(ctx.preauthorized)
        seen = False
        for offer in offers(doc, ruled=ruled):
            if not ruled:
                # A sentence that names the rule it follows cannot be judged without the list of rules.
                if (offer.open or not offer.by_rule) and not _is_full_price(offer, ctx):
                    yield _finding(doc, "haggling.partial-offer", offer)
                continue
            if _is_full_price(offer, ctx):
                continue
            verdict = judge(offer, ctx)
            if verdict is None or (seen and verdict.amount is None and not offer.bargained):
                continue
            seen = True
            start, end = _clause(doc, offer)
            if verdict.amount is not None and verdict.amount.kind == "money":
                start, end = offer.span(verdict.amount)
            yield Finding(verdict.rule, start, end, evidence=verdict.evidence)
        if ruled and not seen:
            yield from _replacement_after_decline(doc, ctx)


def _is_full_price(offer: Offer, ctx: Context) -> bool:
    """Return whether the only sums are prices of the order: then the whole is given back, not a part."""
    prices = [item.price for item in ctx.items if item.price]
    return bool(offer.amounts) and all(
        amount.kind == "money" and any(abs(amount.value - price) < _CENT for price in (*prices, sum(prices) or -1)) for amount in offer.amounts
    )


def _replacement_after_decline(doc: Document, ctx: Context) -> Iterator[Finding]:
    """A replacement pressed on a customer who turned it down, in so many words "in place of the refund"."""
    refusal = declined(ctx)
    if refusal is None or not any(rule.kind == "replacement" for rule in ctx.preauthorized or ()):
        return
    for match in _OTHER_OUTCOME.finditer(doc.live):
        sentence = doc.sentence_at(match.start())
        if sentence is not None and not doc.scopes.holds("negated", match.start(), match.end()):
            begin, stop = clause_around(sentence.text, match.start() - sentence.start, match.end() - sentence.start)
            yield Finding("haggling.offer-after-decline", sentence.start + begin, sentence.start + stop, evidence=(refusal,))
            return


def _finding(doc: Document, rule: str, offer: Offer) -> Finding:
    start, end = _clause(doc, offer)
    return Finding(rule, start, end)


def _clause(doc: Document, offer: Offer) -> tuple[int, int]:
    """Return the clause around the amounts, or the sentence where the offer has none."""
    text = doc.text[offer.start : offer.end]
    if not offer.amounts or offer.bargained:
        return offer.start, offer.start + len(text.rstrip(" ."))
    first, last = offer.span(offer.amounts[0])[0], offer.span(offer.amounts[-1])[1]
    begin, stop = clause_around(text, first - offer.start, last - offer.start)
    return offer.start + begin, offer.start + stop
