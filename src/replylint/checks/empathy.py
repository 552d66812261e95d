"""`empathy`: a customer in trouble deserves a sincere word; see rules/empathy/.

A plain apology is enough, and plain trouble without any word of feeling owes one. Between the two, where a sentence model is
there, its reading and the rules' verdicts are weighed together; it may also hear a sympathy that the rules do not know.
"""

from __future__ import annotations

from collections.abc import Iterator

from replylint.checks.empathy_customer import Verdict, is_given, verdict_on
from replylint.checks.empathy_reply import fake_apologies, shows_empathy, sincere_sentences
from replylint.checks.empathy_weighing import features, owed
from replylint.context import Context
from replylint.document.document import Document
from replylint.models import Evidence, Finding
from replylint.rulebook.check import CheckInfo, Tools

__all__ = ["EmpathyCheck"]

# Under this probability the model hears a word of sympathy that the rules do not know; chosen on the validation part.
_SURELY_THERE = 0.1


class EmpathyCheck:
    """Finds fake apologies, and replies to trouble that hold no apology or acknowledgement at all."""

    info = CheckInfo(
        "empathy",
        frozenset({"empathy.missing", "empathy.missing-without-message", "empathy.fake-apology", "empathy.but-blame"}),
    )

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    def run(self, doc: Document, ctx: Context) -> Iterator[Finding]:
        """Yield the fake apologies, or one zero-length finding where empathy is missing."""
        given = is_given(ctx)
        verdict = verdict_on(doc, ctx)
        fakes = list(fake_apologies(doc, upset=given and bool(verdict.holds)))
        for fake in fakes:
            yield Finding(fake.rule, fake.start, fake.end)
        if fakes or not doc.primary:
            return
        sorry = shows_empathy(sincere_sentences(doc, fakes))
        if sorry:
            return
        # By words alone, a word of feeling is taken for empathy, and an unclear customer for calm.
        missing, confidence = bool(verdict.holds) and sorry is False, None
        if self._tools.meaning is not None:
            weights = self._tools.meaning.weights("empathy-missing")
            probability = owed(features(doc, ctx, self._tools.meaning, upset=verdict.holds, sorry=sorry), weights)
            if missing:
                missing = probability >= _SURELY_THERE
            # Without a message only a reply that itself reports trouble owes a word, and that the rules must see.
            elif probability >= weights["threshold"] and (given or verdict.holds is not False):
                missing, confidence = True, probability
        if missing:
            rule = "empathy.missing" if given else "empathy.missing-without-message"
            place = doc.body_start
            yield Finding(rule, place, place, evidence=_evidence(doc, ctx, verdict, given=given), confidence=confidence)


def _evidence(doc: Document, ctx: Context, verdict: Verdict, *, given: bool) -> tuple[Evidence, ...]:
    """Return where the trouble stands: in the customer's message, or in the reply itself."""
    if verdict.end <= verdict.start:
        return ()
    start, end = (verdict.start, verdict.end) if given else doc.folded.origin(verdict.start, verdict.end)
    text = (ctx.customer or "") if given else doc.text
    return (Evidence(source="customer" if given else "draft", start=start, end=end, excerpt=text[start:end]),)
