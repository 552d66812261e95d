"""`empathy`: a customer in trouble deserves a sincere word; see rules/empathy/.

Rules decide what is plain; where they are unsure and a sentence model is there, its probability decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from replylint.checks.empathy_customer import Verdict, complaint_of, trouble_in
from replylint.checks.empathy_reply import Apology, fake_apologies, shows_empathy, sincere_sentences
from replylint.context import Context
from replylint.detect.meaning import Meaning
from replylint.document.document import Document
from replylint.models import Evidence, Finding
from replylint.rulebook.check import CheckInfo, Tools
from replylint.rulebook.reading import reading_of

__all__ = ["EmpathyCheck"]

_BY_MODEL = 0.75
# From this probability a customer of whom the rules are unsure is taken for upset, and under the other a reply in which
# the rules see no empathy for kind; both chosen on the validation part of the training drafts.
_SURE_MISSING = 0.8
_SURE_THERE = 0.03


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
        given = bool((ctx.customer or "").strip())
        verdict = complaint_of(ctx) if given else trouble_in(doc.folded.text)
        upset = verdict.holds
        if given and upset is None:
            upset = self._read_as_missing(doc, ctx) >= _SURE_MISSING
        fakes = list(fake_apologies(doc, upset=given and bool(upset)))
        for fake in fakes:
            yield Finding(fake.rule, fake.start, fake.end)
        if fakes or not upset or not doc.primary or self._is_sorry(doc, fakes):
            return
        if given and self._tools.meaning is not None and self._read_as_missing(doc, ctx) < _SURE_THERE:
            # Read as a whole, after the customer's message, the reply does not leave the customer alone.
            return
        rule = "empathy.missing" if given else "empathy.missing-without-message"
        place = doc.body_start
        confidence = None if verdict.holds else _BY_MODEL
        yield Finding(rule, place, place, evidence=_evidence(doc, ctx, verdict, given=given), confidence=confidence)

    def _read_as_missing(self, doc: Document, ctx: Context) -> float:
        """Return the probability that the reply owes a sincere word and has none; 0 without a model."""
        meaning = self._tools.meaning
        return 0.0 if meaning is None else reading_of(doc, ctx, meaning).reply["empathy-missing"]

    def _is_sorry(self, doc: Document, fakes: list[Apology]) -> bool:
        sentences = sincere_sentences(doc, fakes)
        plain = shows_empathy(sentences)
        if plain or (plain is False and self._tools.meaning is None):
            return plain
        # A word of feeling is taken for empathy, unless the model is sure that it is none.
        return self._model_says("empathy", sentences, "low" if plain is None else "medium", otherwise=True)

    def _model_says(self, label: str, sentences: Sequence[str], level: str, *, otherwise: bool = False) -> bool:
        """Return whether the model finds ``label`` in a sentence; ``otherwise`` where there is no model."""
        meaning: Meaning | None = self._tools.meaning
        spoken = [sentence.strip() for sentence in sentences if sentence.strip()]
        if meaning is None or not spoken:
            return otherwise and meaning is None
        bar = meaning.threshold(label, level)
        return any(scores.labels.get(label, 0.0) >= bar for scores in meaning.score(spoken))


def _evidence(doc: Document, ctx: Context, verdict: Verdict, *, given: bool) -> tuple[Evidence, ...]:
    """Return where the trouble stands: in the customer's message, or in the reply itself."""
    if verdict.end <= verdict.start:
        return ()
    start, end = (verdict.start, verdict.end) if given else doc.folded.origin(verdict.start, verdict.end)
    text = (ctx.customer or "") if given else doc.text
    return (Evidence(source="customer" if given else "draft", start=start, end=end, excerpt=text[start:end]),)
